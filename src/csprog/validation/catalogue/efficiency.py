"""Rules of indicators, assessments, money and references."""

from csprog.validation.catalogue.rule import Rule

EFFICIENCY = (
    Rule(
        "unknown-reference",
        "What a proposal refers to is in the plan.",
        "By its references a proposal is counted under goals, tasks, clauses of the Standard and assessments (clauses "
        "2.1 and 2.2). A goal's number is that of the list of goals and its place there: 2.1.3. Goals, tasks and "
        "clauses of the Standard are looked up only where the plan lists them.",
        """
          goals:
            number: "2.1"
            title: Цели
            items: [Лояльность клиентов]
          sections:
            - number: "1"
              title: Очное обслуживание
              subsections:
                - number: "1.1"
                  title: Офис
                  proposals:
                    - number: "1.1.1"
                      text: Удобство
        -             goals: ["2.1.7"]
        +             goals: ["2.1.1"]
                      measures: [{text: Обучение, due: 2025-Q4, result: Есть}]
        """,
        frame="plan",
    ),
    Rule(
        "period-not-begun",
        "A value is recorded of a period that has begun.",
        "Values of indicators and assessments tell what was found, not what is hoped for (clause 1.1 asks for "
        "indicators and their evaluation); what is hoped for is the target. A period that begins only after the day "
        "of the record is a slip in either.",
        """
          indicators:
            - id: ожидание
              name: Время ожидания в очереди
              unit: минут
              actuals:
                - on: 2025-04-10
        -         period: 2025-Q3
        +         period: 2025-Q1
                  value: 12.5
        """,
        frame="plan",
    ),
    Rule(
        "id-twice",
        "Every indicator and every assessment has an id of its own.",
        "Commands and proposals name an indicator or an assessment by its id. If two had the same, a value would be "
        "recorded of the wrong one.",
        """
          indicators:
        -   - id: очередь
        +   - id: ожидание
              name: Время ожидания
              unit: минут
            - id: очередь
              name: Длина очереди
              unit: человек
        """,
        frame="plan",
    ),
    Rule(
        "amount-below-zero",
        "What is planned or spent is not below 0.",
        "Funding is the money that a measure takes (clause 1.1); 0 says that it takes none. Money that came back is "
        "recorded in the journal: an entry “spent” with an amount below 0 and a note that says why.",
        """
          funding:
        -   planned: -250000
        +   planned: 250000
        """,
    ),
    Rule(
        "journal-spent-back-without-note",
        "Money that came back has a note that says why.",
        "An amount below 0 takes from what was spent before (clause 1.1 asks for the funding). Without a word nobody "
        "can tell a refund from a slip of the keyboard.",
        """
          journal:
            - on: 2025-06-20
              event: spent
              amount: -15000
        +     note: Поставщик вернул переплату по договору № 17
        """,
    ),
    Rule(
        "journal-spent-twice",
        "Money spent is recorded in one place.",
        "The sum of the year stands under “funding”, or every payment in the journal, from which csprog adds up the "
        "sum. With both nobody could tell whether to add the one to the other.",
        """
        - funding:
        -   spent: 350000
          journal:
            - on: 2025-06-20
              event: spent
              amount: 350000
        """,
    ),
    Rule(
        "score-beyond-scale",
        "A score lies between 0 and the end of its scale.",
        "A score means something only beside its scale: 4.6 of 5. One that lies beyond it is a slip in either, and "
        "every comparison with it would be wrong.",
        """
          assessments:
            - id: О-2025-1
              kind: operative
              period: 2025-H1
              scores:
                - name: Вежливость
        -         score: 46
        +         score: 4.6
                  scale: 5
        """,
        frame="plan",
    ),
    Rule(
        "carried-from-year",
        "A measure is carried over from an earlier year.",
        "“carried_from” names the year and the number that the measure had when it was not carried out, so that its "
        "history can be followed back. It leads from a year to one before it.",
        """
          carried_from:
        -   year: 2025
        +   year: 2024
            id: "1.2.2.1"
            reason: Поставщик задержал оборудование
        """,
    ),
    Rule(
        "carried-from-id",
        "A measure that was carried over is in the plan that it comes from.",
        "The number is the one that the measure had in that year: by it csprog log and the page follow its history "
        "back. It is looked up if that year's plan lies in the same folder and can be read.",
        """
          carried_from:
            year: 2024
        -   id: "1.2.9.1"
        +   id: "1.2.2.1"
        """,
        severity="warning",
    ),
)
