"""Rules of change: what `csprog validate --against` compares."""

from csprog.validation.catalogue.rule import Rule

CHANGE = (
    Rule(
        "change-text",
        "The words of an approved plan stay.",
        "The measures that were approved are published (clause 1.3), and the company is held to them, so they are not "
        "reworded on the way. What was achieved goes into the journal, what needs explaining into a remark; anything "
        "else is changed by an amendment that names the number.",
        """
        - text: Установка терминала электронной очереди
        = text: Установка терминалов электронной очереди
        + remark: До конца года установлен один терминал из двух.
        """,
    ),
    Rule(
        "change-due",
        "The approved deadline stays.",
        "If deadlines could be moved, no plan would ever be late. A delay is recorded as “postponed”: then the page "
        "shows both days and the reason (clause 1.3). The deadline itself moves only by an amendment.",
        """
        - due: 2025-09-30
        = due: 2025-06-30
        + journal:
        +   - on: 2025-06-16
        +     event: postponed
        +     to: 2025-09-30
        +     reason: Поставщик задержал оборудование
        """,
    ),
    Rule(
        "change-result",
        "The promised result stays.",
        "The result is what the plan promises and what completion is judged by. What was in fact achieved, more or "
        "less, goes into the note of the entry. The result itself changes only by an amendment.",
        """
        - result: Время ожидания сокращено
        = result: Время ожидания сокращено до 15 минут
        + journal:
        +   - on: 2025-12-20
        +     event: completed
        +     note: Среднее время ожидания сокращено до 17 минут
        """,
    ),
    Rule(
        "change-offices",
        "The offices of a measure stay.",
        "A measure is completed when all its offices are: taking one off the list would complete it without the work. "
        "Record that it was not completed there, and why. The list itself changes only by an amendment.",
        """
        - offices: [Заволжское МРО]
        = offices: [Заволжское МРО, Правобережное МРО]
        + journal:
        +   - on: 2025-12-20
        +     event: not-completed
        +     offices: [Правобережное МРО]
        +     reason: Офис закрыт на ремонт
        """,
    ),
    Rule(
        "change-number",
        "The numbers of an approved plan stay.",
        "Orders, letters and links refer to the parts of a plan by their numbers, and a measure's number is also its "
        "place in its proposal. With another number it would be another measure to all of them. If a number has to "
        "change, an amendment names it.",
        """
          subsections:
            - number: "1.1"
              title: Офис обслуживания клиентов В2В
        -   - number: "1.3"
        =   - number: "1.2"
              title: Офис обслуживания клиентов В2С
        """,
        frame="section",
    ),
    Rule(
        "change-added",
        "Nothing is added to an approved plan without an amendment.",
        "The page lists the measures of the approved Programme (clause 1.3). What came later belongs to them only if "
        "a document says so; the amendment names it, its day, the reason and the number that is new.",
        """
        + amendments:
        +   - on: 2025-05-12
        +     document: Приказ № 84
        +     reason: Обслуживание по телефону передано в Программу
        +     ids: ["2"]
          sections:
            - number: "1"
              title: Очное обслуживание
        -   - number: "2"
        -     title: Обслуживание по телефону
        +   - number: "2"
        +     title: Обслуживание по телефону
        """,
        frame="plan",
    ),
    Rule(
        "change-removed",
        "Nothing disappears from an approved plan.",
        "For each approved measure the company answers whether it was carried out or why not (clause 1.3). One that "
        "is given up is recorded as “cancelled” with the reason and stays where it is; only an amendment takes it "
        "out.",
        """
          measures:
            - text: Установка терминалов электронной очереди
              due: 2025-12-31
              result: Терминалы установлены
        =   - text: Обучение сотрудников
        =     due: 2025-12-31
        =     result: Сотрудники обучены
        +     journal:
        +       - on: 2025-10-01
        +         event: cancelled
        +         reason: Обучение проводит поставщик терминалов
        """,
        frame="proposal",
    ),
    Rule(
        "change-order",
        "The order of an approved plan stays.",
        "The plan is published in the order in which it was approved. Moved parts make every comparison of two "
        "versions hard to read, and measures that are moved take each other's numbers. If the order has to change, an "
        "amendment names what has moved.",
        """
          subsections:
        =   - number: "1.1"
        =     title: Офис обслуживания клиентов В2В
            - number: "1.2"
              title: Офис обслуживания клиентов В2С
        -   - number: "1.1"
        -     title: Офис обслуживания клиентов В2В
        """,
        frame="section",
    ),
    Rule(
        "change-journal",
        "What was recorded is never rewritten.",
        "The journal shows what was known when (clause 1.1 asks for control), and others may have reported by it. A "
        "mistake is mended by another entry: “reopened” takes back a completion, a remark corrects a note. This holds "
        "before the approval as well.",
        """
          journal:
            - on: 2025-03-14
              event: completed
        -     note: Терминал принят по акту № 71
        =     note: Терминал принят по акту № 17
        +   - on: 2025-04-02
        +     event: remark
        +     note: Номер акта — 71, а не 17
        """,
    ),
    Rule(
        "change-recorded",
        "Values of indicators and scores of assessments are never rewritten.",
        "They show what was known when, and the evaluation of the year rests on them (clause 1.1). Of several values "
        "for one period the last counts: a slip is mended by another one below it. This holds before the approval as "
        "well.",
        """
          indicators:
            - id: ожидание
              name: Время ожидания в очереди
              unit: минут
              actuals:
                - on: 2025-04-10
                  period: 2025-Q1
        -         value: 11.5
        =         value: 12.5
        +       - on: 2025-04-17
        +         period: 2025-Q1
        +         value: 11.5
        +         note: Без учёта перерывов
        """,
        frame="plan",
    ),
    Rule(
        "change-amendment",
        "Amendments are never rewritten.",
        "An amendment is the ground on which an approved plan was changed; without it the change would look as if it "
        "had been approved from the beginning. Another change has an amendment of its own, below the ones before it.",
        """
          amendments:
            - on: 2025-05-12
        -     document: Приказ № 48
        =     document: Приказ № 84
              reason: Обслуживание по телефону передано в Программу
              ids: ["2"]
        """,
        frame="plan",
    ),
)
