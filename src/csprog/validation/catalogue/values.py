"""Rules of single values: spelling of days, amounts, numbers, links."""

from csprog.validation.catalogue.rule import Rule

VALUES = (
    Rule(
        "due",
        "A deadline is a day or a quarter.",
        "Deadlines are compared with the calendar (clause 1.1 asks for control), so they are written in one way: a "
        "day as ISO 8601 has it, 2025-12-31, or a quarter, 2025-Q4, whose last day still counts. The page shows them "
        "as the document does.",
        "- due: 31.12.2025\n+ due: 2025-12-31",
    ),
    Rule(
        "date",
        "A day is written year-month-day and exists in the calendar.",
        "2025-03-04 is one day everywhere (ISO 8601), while 03.04.2025 is another one here than abroad. Entries and "
        "deadlines are put in order by their days, so a day that doesn't exist is refused as well.",
        """
          journal:
        -   - on: 14.03.2025
        +   - on: 2025-03-14
              event: remark
              note: Договор с поставщиком подписан
        """,
    ),
    Rule(
        "year",
        "The year is four digits.",
        "By the year csprog knows which deadlines belong to the plan, when its results are to be published (clause "
        "1.3: in the first quarter after it) and what its file is called.",
        "- year: 2025 год\n+ year: 2025",
        frame="passport",
    ),
    Rule(
        "amount",
        "An amount is written with a point and without spaces.",
        "Amounts are added up and compared (clause 1.1 asks for the funding and for indicators), so they are plain "
        "numbers: no spaces, a point and not a comma, no currency. 0 says that nothing is needed; an amount that "
        "isn't known is left out with its key.",
        """
          funding:
        -   planned: 250 000,50
        +   planned: 250000.50
        """,
    ),
    Rule(
        "period",
        "A period is a year, or a half, a quarter or a month of it.",
        "Values of indicators and assessments are put in order and compared by their periods, so a period is written "
        "in one way: 2025, 2025-H1, 2025-Q2 or 2025-03.",
        """
          assessments:
            - id: О-2025-1
              kind: operative
        -     period: 1 полугодие 2025
        +     period: 2025-H1
              scores: [{name: Вежливость, score: 4.6, scale: 5}]
        """,
        frame="plan",
    ),
    Rule(
        "count",
        "A count is a whole number without spaces.",
        "How many customers answered tells how much their score is worth (clause 2.1), so it is a plain whole number. "
        "If it isn't known, the key is left out.",
        """
          assessments:
            - id: О-2025-1
              kind: operative
              period: 2025-H1
        -     scores: [{name: Срок, score: 4, scale: 5, respondents: много}]
        +     scores: [{name: Срок, score: 4, scale: 5, respondents: 412}]
        """,
        frame="plan",
    ),
    Rule(
        "flag",
        "Yes and no are written as true and false.",
        "“yes”, “да” and “1” are different things to different programs; “true” and “false” are the same to all that "
        "read YAML 1.2. If it isn't known, the key is left out.",
        "- digital: да\n+ digital: true",
    ),
    Rule(
        "one-line",
        "A name is a single line.",
        "Names of offices, units and documents stand in cells and headings, and the journal refers to offices by "
        "their names. With a line break in it a name would be another one to a program and look like two to a reader.",
        """
        - responsible: |-
        -   Отдел качества
        -   обслуживания
        + responsible: Отдел качества обслуживания
        """,
    ),
    Rule(
        "number",
        "A number is digits and points, without a last point.",
        "Numbers are addresses: commands, links and entries find a measure by them, so one part has one spelling. If "
        "the document prints a number otherwise, that is kept beside it under “printed”.",
        """
        - number: "1.1.1."
        + number: "1.1.1"
        + printed:
        +   number: "1.1.1."
        """,
        frame="proposal",
    ),
    Rule(
        "web-address",
        "A link is a full web address.",
        "Links are published and must open for every reader: they begin with http:// or https:// and name a site. A "
        "user name before it, a backslash or a space can make a link lead elsewhere than it seems to, and are "
        "refused.",
        """
          journal:
            - on: 2025-12-20
              event: completed
        -     evidence: example.org/akt-17.pdf
        +     evidence: https://example.org/akt-17.pdf
        """,
    ),
    Rule(
        "audience-letters",
        "B2B and B2C are typed in Latin capitals.",
        "The document prints them in Cyrillic letters that look the same, but to a program these are other words, and "
        "the measures would be missing wherever they are counted by audience. In titles and texts they stay as "
        "printed.",
        "- audience: В2В  # кириллица\n+ audience: B2B  # латиница",
        frame="subsection",
    ),
    Rule(
        "contact",
        "Where to write is a mailbox or a full web address.",
        "It is a link on the page, so one address stands here and nothing else: a mailbox, or a page that begins with "
        "https://. It is published: give the mailbox of a unit, never a person's (Federal Law 152-FZ).",
        '- contact: "Почта: info@example.org"\n+ contact: info@example.org',
        frame="passport",
    ),
    Rule(
        "file-name",
        "A logo is the name of a file that ends in “.svg” or “.png”.",
        "The file is taken from the project's own templates folder and put into the page, which stays one file. A "
        "path could lead to any file of the machine, so there is a name and nothing else. Every browser shows “.svg” "
        "and “.png”.",
        "- logo: ../images/logo.gif\n+ logo: logo.svg",
        frame="passport",
    ),
    Rule(
        "colour",
        "A colour is six digits after #, in quotes.",
        "Browsers write colours so: two digits each for red, green and blue, from 0 to f. Without the quotes YAML "
        "takes # and what follows for a comment. Choose a dark colour, which can be read on white.",
        '- accent: синий\n+ accent: "#0b4f8f"',
        frame="passport",
    ),
)
