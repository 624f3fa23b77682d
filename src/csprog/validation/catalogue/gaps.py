"""Rules of what clauses 1.1 to 2.2 ask for; they only warn."""

from csprog.validation.catalogue.rule import Rule

GAPS = (
    Rule(
        "gap-approval",
        "The passport says who approved the Programme and when.",
        "Clause 1.2 obliges the company to introduce the Programme, and it is introduced by an approval: without one "
        "it is a draft, and no one can say which version holds. Name the post or the body, not a person. From then on "
        "the rules of change guard what was approved.",
        """
          year: 2025
        + approval:
        +   by: Генеральный директор
        +   on: 2024-12-20
        +   document: Приказ
        +   number: "415"
        """,
        severity="warning",
        frame="passport",
    ),
    Rule(
        "gap-standard",
        "The passport says which version of the service Standard holds.",
        "Clause 2.2 has the requirements of the Standard controlled, and proposals refer to its clauses. Without the "
        "version nobody can look up what a clause says.",
        """
          standard:
            name: Стандарт обслуживания клиентов
        +   version: Редакция 3
        """,
        severity="warning",
        frame="passport",
    ),
    Rule(
        "gap-responsible",
        "Measures say who is responsible.",
        "Clause 1.1 asks for control of the implementation, and when a deadline nears somebody has to be asked. Name "
        "the unit or the post, never a person. The warning comes only if no measure names anyone.",
        "  text: Установка терминалов электронной очереди\n+ responsible: Отдел качества обслуживания",
        severity="warning",
    ),
    Rule(
        "gap-funding",
        "Measures say what they cost.",
        "Clause 1.1 asks for the amount of funding. 0 says that a measure needs no money, which is something else "
        "than nobody knowing. The warning comes only if no measure says anything.",
        """
          text: Установка терминалов электронной очереди
        + funding:
        +   planned: 250000
        +   source: Собственные средства
        """,
        severity="warning",
    ),
    Rule(
        "gap-indicators",
        "The Programme, its proposals or measures have indicators.",
        "Clause 1.1 asks for indicators of efficiency and for an evaluation by them. Each has a name and a unit, and "
        "as they become known what was there before, what was aimed at and what was reached.",
        """
          text: Сокращение времени ожидания в офисе
        + indicators:
        +   - id: ожидание
        +     name: Среднее время ожидания
        +     unit: минут
        +     baseline: 22
        +     target: 15
        """,
        severity="warning",
        frame="proposal",
    ),
    Rule(
        "gap-origin",
        "Proposals say where they came from.",
        "Clause 2.1 wants feedback from customers to lead to new decisions: an appeal, a survey, or the company's own "
        "initiative. Whose appeal it was is personal data and never stands here. The warning comes only if no "
        "proposal says anything.",
        "  text: Развитие сервисов и повышение удобства обслуживания\n+ origin: survey",
        severity="warning",
        frame="proposal",
    ),
    Rule(
        "gap-goals",
        "Proposals say which goals they serve.",
        "Clause 2.1 sets the goals of the Programme. Only if proposals name theirs can anyone see which goal has "
        "measures and which has none.",
        '  text: Сокращение времени ожидания в офисе\n+ goals: ["2.1.1"]',
        severity="warning",
        frame="proposal",
    ),
    Rule(
        "gap-clauses",
        "Proposals say which clauses of the Standard they serve.",
        "Clause 2.2 has the requirements of the Standard controlled. The passport may list the clauses, and then the "
        "evaluation names those without a measure. The warning comes only if no proposal names any.",
        '  text: Развитие сервисов и повышение удобства обслуживания\n+ standard_clauses: ["4.10"]',
        severity="warning",
        frame="proposal",
    ),
    Rule(
        "gap-digital",
        "Measures say whether they are digital services.",
        "Clause 2.2 wants digital services created and developed, so the evaluation counts them by channel. “false” "
        "says that a measure is none, which is something else than nobody having said. The warning comes only if no "
        "measure says anything.",
        "  text: Установка терминалов электронной очереди\n+ digital: true",
        severity="warning",
    ),
    Rule(
        "gap-assessments",
        "The plan names the assessments of satisfaction on which it rests.",
        "By clauses 2.1 and 2.2 measures are formed from assessments of how satisfied customers are. Each assessment "
        "has its kind and period, and proposals refer to it by its id.",
        """
        + assessments:
        +   - id: опрос-2024
        +     kind: comprehensive
        +     period: 2024
        +     scores: [{name: Удовлетворённость, score: 4.1, scale: 5}]
          sections: []
        """,
        severity="warning",
        frame="plan",
    ),
    Rule(
        "gap-audience",
        "A subsection says whom it serves.",
        "Measures are counted by audience: companies (B2B) or people (B2C). If the document leaves it open, leave it "
        "open too: the warning is better than a guess.",
        "  title: Обслуживание по электронной почте\n+ audience: B2C",
        severity="warning",
        frame="subsection",
    ),
    Rule(
        "gap-channel",
        "A subsection says through which channel it serves.",
        "Clause 2.2 tells service in person from service at a distance and asks for convenient channels. Without its "
        "channel a subsection is missing wherever measures are counted by channels.",
        "  title: Обслуживание по электронной почте\n+ channel: email",
        severity="warning",
        frame="subsection",
    ),
)
