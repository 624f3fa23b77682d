"""Rules of the journal: order, dates, states and offices of entries."""

from csprog.validation.catalogue.rule import Rule

JOURNAL = (
    Rule(
        "journal-order",
        "Entries stand in order of date, the oldest first.",
        "A measure's status is computed from its entries one after the other. An entry that is older than the one "
        "above it stands in the wrong place or has a slip in its date, and the status would be wrong.",
        """
          journal:
        +   - on: 2025-03-14
        +     event: remark
        +     note: Договор с поставщиком подписан
            - on: 2025-06-20
              event: remark
              note: Терминал доставлен
        -   - on: 2025-03-14
        -     event: remark
        -     note: Договор с поставщиком подписан
        """,
    ),
    Rule(
        "journal-future",
        "No entry has a day in the future.",
        "The journal says what happened (clause 1.1 asks for control), not what is going to happen. A day in the "
        "future is mostly a slip in the year; a measure would count as carried out before it is.",
        """
          journal:
        -   - on: 2052-03-14
        +   - on: 2025-03-14
              event: completed
              note: Терминал принят по акту № 17
        """,
    ),
    Rule(
        "journal-before-year",
        "What was carried out before the plan's year began has a note that says why it counts.",
        "Clause 1.3 asks for what was carried out in the year. What was done in the year before may have its reasons, "
        "so a note gives them. An entry that is older than that is a slip in the date, with a note or without.",
        """
          journal:
            - on: 2024-12-27
              event: completed
        +     note: Терминалы поставлены раньше, работают с 1 января 2025 г.
        """,
    ),
    Rule(
        "journal-late-without-note",
        "A completion after the deadline has a note that says why it is late.",
        "Clause 1.2 wants service in good time, and clause 1.3 has reasons published. Late is not the same as not "
        "done: the page shows such a measure as carried out with a delay, and your note beside it.",
        """
          due: 2025-06-30
          journal:
            - on: 2025-07-01
              event: completed
        +     note: "День клиента проведён 1 июля: 30 июня в офисе не было света"
        """,
    ),
    Rule(
        "journal-postponed-back",
        "A postponement leads to a later day.",
        "A postponement moves the day by which a measure is awaited. A day that isn't later postpones nothing: it is "
        "a slip in the date, or the measure was carried out early and is recorded as “completed”.",
        """
          due: 2025-12-31
          journal:
            - on: 2025-12-20
              event: postponed
        -     to: 2025-03-31
        +     to: 2026-03-31
              reason: Поставщик задержал оборудование
        """,
    ),
    Rule(
        "journal-closed",
        "What is closed is reopened before anything else is recorded.",
        "A measure is closed when it is completed, not completed or cancelled. Another such entry would contradict "
        "the one before it; “reopened” says that the earlier one no longer holds, and why. A remark may always be "
        "added.",
        """
          journal:
            - on: 2025-03-14
              event: completed
            - on: 2025-04-02
        -     event: not-completed
        +     event: reopened
              reason: Терминал возвращён поставщику
        """,
    ),
    Rule(
        "journal-reopened-open",
        "Only what is closed is reopened.",
        "“reopened” takes back that a measure or an office was closed. If nothing was closed, an entry is missing "
        "above it, or it belongs to another measure.",
        """
          journal:
        +   - on: 2025-03-14
        +     event: completed
            - on: 2025-04-02
              event: reopened
              reason: Терминал возвращён поставщику
        """,
    ),
    Rule(
        "journal-office-unknown",
        "Entries name offices that the measure has.",
        "The plan says in which offices a measure is to be carried out, and it is completed when all of them are. "
        "What is recorded for an office that isn't among them would count for nothing; mostly its name is only "
        "spelled otherwise.",
        """
          offices: [Заволжское МРО, Правобережное МРО]
          journal:
            - on: 2025-03-14
              event: completed
        -     offices: [Заволжский МРО]
        +     offices: [Заволжское МРО]
        """,
    ),
    Rule(
        "journal-office-twice",
        "An entry names an office once.",
        "If an office stands twice in one entry, one of the two was mostly meant to be another, which would stay open "
        "unnoticed.",
        """
          offices: [Заволжское МРО, Правобережное МРО]
          journal:
            - on: 2025-03-14
              event: completed
        -     offices: [Заволжское МРО, Заволжское МРО]
        +     offices: [Заволжское МРО, Правобережное МРО]
        """,
    ),
    Rule(
        "journal-office-settled",
        "An office is reopened before it is recorded again.",
        "In each office a measure is completed or not completed once. A second entry means that the name is wrong, or "
        "that the first entry no longer holds: then “reopened” with this office says so and says why.",
        """
          offices: [Заволжское МРО, Правобережное МРО]
          journal:
            - on: 2025-03-14
              event: completed
              offices: [Заволжское МРО]
            - on: 2025-04-02
        -     event: not-completed
        +     event: reopened
              offices: [Заволжское МРО]
              reason: Терминал возвращён поставщику
        """,
    ),
)
