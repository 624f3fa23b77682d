"""Rules of numbers, deadlines and offices."""

from csprog.validation.catalogue.rule import Rule

NUMBERS = (
    Rule(
        "number-outside",
        "A number begins with the number of the part that it lies in.",
        "Proposals are found by their numbers (clause 1.1 asks for systematisation). 2.1 in section 1 is a slip in "
        "the number, or a part that stands in the wrong place: it would be looked for in one section and counted in "
        "another.",
        """
          number: "1"
          subsections:
        -   - number: "2.1"
        +   - number: "1.1"
              title: Офис обслуживания клиентов
        """,
        frame="section",
    ),
    Rule(
        "number-duplicate",
        "Every number stands once.",
        "A measure's id is its proposal's number and its place in it. If two parts had one number, no command could "
        "tell which is meant, and links on the published page would lead to the wrong one.",
        """
          subsections:
            - number: "1.1"
              title: Офис обслуживания клиентов В2В
        -   - number: "1.1"
        +   - number: "1.2"
              title: Офис обслуживания клиентов В2С
        """,
        frame="section",
    ),
    Rule(
        "number-order",
        "Numbers rise from part to part.",
        "Whoever looks for 1.2 looks after 1.1. A number out of order is mostly a slip or a part that was moved. If "
        "the document itself prints it so, it stays: this is only a warning.",
        """
          subsections:
        +   - number: "1.1"
        +     title: Офис обслуживания клиентов В2В
            - number: "1.2"
              title: Офис обслуживания клиентов В2С
        -   - number: "1.1"
        -     title: Офис обслуживания клиентов В2В
        """,
        severity="warning",
        frame="section",
    ),
    Rule(
        "year-of-file",
        "The file is named for the year of its plan.",
        "csprog finds the plan of a year by the file's name, and so do people. If the passport gave another year, a "
        "command meant for 2025 would work on the plan of 2026.",
        "- year: 2026  # в файле programme/2025.yaml\n+ year: 2025  # в файле programme/2025.yaml",
        frame="passport",
    ),
    Rule(
        "due-outside-year",
        "A deadline lies in the year of the plan.",
        "Clause 1.3 counts by years: published is what the Programme of a year names and what was carried out in that "
        "year. A measure that falls due in another year belongs to that year's plan. If it is only postponed into the "
        "next year, that goes into the journal, and the approved deadline stays.",
        """
        - due: 2026-03-31
        + due: 2025-12-31
        + journal:
        +   - on: 2025-12-20
        +     event: postponed
        +     to: 2026-03-31
        +     reason: Поставщик задержал оборудование
        """,
    ),
    Rule(
        "office-twice",
        "A measure names an office once.",
        "A measure is completed when all its offices are (clause 1.1 asks for control), and they are counted: an "
        "office that stands there twice makes three of two. Mostly one of the two was meant to be another.",
        "- offices: [Заволжское МРО, Северное МРО, Заволжское МРО]\n+ offices: [Заволжское МРО, Северное МРО]",
    ),
)
