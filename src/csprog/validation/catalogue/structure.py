"""Rules of keys and the kinds of their values."""

from csprog.validation.catalogue.rule import Rule

STRUCTURE = (
    Rule(
        "not-a-plan",
        "The file is a plan: keys such as passport and sections.",
        "A plan begins with its keys: the passport, the texts of the document, the sections. A list or a lone text is "
        "another file, or a plan that has lost its first lines.",
        """
        - - Установка терминалов электронной очереди
        - - Обучение сотрудников
        + passport:
        +   year: 2025
        +   title: Программа мероприятий
        +   organisation: ПАО «Саратовэнерго»
        """,
        frame="file",
    ),
    Rule(
        "unknown-key",
        "There are no keys but those of a plan.",
        "A key with a slip in it would be passed over in silence, and what it says with it: a measure with "
        "“responsable” would have nobody who is responsible. So a key that isn't known is refused, and the nearest "
        "one is offered. All keys are in docs/format.md.",
        "- responsable: Отдел качества обслуживания\n+ responsible: Отдел качества обслуживания",
    ),
    Rule(
        "missing-key",
        "No required key is missing.",
        "Some things a plan can't do without: a measure needs its text, deadline and result, and what was not carried "
        "out or was postponed needs its reason (clause 1.3). What isn't required and isn't known is simply left out. "
        "Which keys are required is in docs/format.md.",
        """
          journal:
            - on: 2025-12-20
              event: postponed
              to: 2026-03-31
        +     reason: Поставщик задержал оборудование
        """,
    ),
    Rule(
        "unquoted",
        "A text that could be taken for a number, a date or nothing is in quotes.",
        "YAML takes 1.10 for the number 1.1: the tenth subsection would become the first, and nobody would notice. In "
        "quotes it is what was typed, to csprog and to every other program that reads the file.",
        '- number: 1.10\n+ number: "1.10"',
        frame="subsection",
    ),
    Rule(
        "empty",
        "A key that is there has a value.",
        "A key without a value may mean that something is unknown, that there is none or that it was forgotten. What "
        "isn't known is left out with its key, and what costs nothing says 0: only so can a reader tell them apart.",
        """
          funding:
            planned: 0
        -   source:
        """,
    ),
    Rule(
        "not-text",
        "Where a text is expected there is a text.",
        "A list or keys in the place of a text mostly come from a dash, a bracket or a colon that was meant as part "
        "of it: then the text goes in quotes. Several paragraphs are one text too, after the sign “|-”.",
        """
        - result:
        -   - Терминалы установлены
        -   - Сотрудники обучены
        + result: Терминалы установлены, сотрудники обучены
        """,
    ),
    Rule(
        "not-a-choice",
        "Where a list of choices is fixed, the value is one of them.",
        "Channels, audiences, events and the like are closed lists, so that measures can be counted by them (clause "
        "2.2 tells service in person from service at a distance). A word of one's own would be counted nowhere.",
        "- channel: сайт\n+ channel: website",
        frame="subsection",
    ),
    Rule(
        "not-a-list",
        "Where several values are allowed there is a list, even of one.",
        "Offices in one text would be one office with a long name, and completion could not be recorded for each of "
        "them. A list has one item a line after a dash, or all of them in brackets.",
        "- offices: Заволжское МРО, Правобережное МРО\n+ offices: [Заволжское МРО, Правобережное МРО]",
    ),
    Rule(
        "not-a-mapping",
        "Where keys with values are expected there is no bare value.",
        "Funding, approval or an entry of the journal consist of several things, each under its own key. A bare value "
        "doesn't say which of them it is: an amount may be planned or spent.",
        """
        - funding: 250000
        + funding:
        +   planned: 250000
        """,
    ),
)
