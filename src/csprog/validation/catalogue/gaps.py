"""Rules about what clauses 1.1 to 2.2 of the document ask for and a plan may leave open; they only warn."""

from __future__ import annotations

from csprog.i18n import N_
from csprog.validation.catalogue.rule import Rule, Subject

GAPS = Subject(
    N_("What the document asks for"),
    (
        Rule(
            "gap-approval",
            "warning",
            N_("The passport says who approved the Programme and when."),
            N_(
                "Clause 1.2 obliges the company to introduce the Programme, and it is introduced by an approval: "
                "without one it is a draft, and no one can say which version holds. Name the post or the body, not a "
                "person. From then on the rules of change guard what was approved."
            ),
            wrong="year: 2025",
            right="""
            year: 2025
            approval:
              by: Генеральный директор
              on: 2024-12-20
              document: Приказ
              number: "415"
            """,
            frame="passport",
        ),
        Rule(
            "gap-standard",
            "warning",
            N_("The passport says which version of the service Standard holds."),
            N_(
                "Clause 2.2 has the requirements of the Standard controlled, and proposals refer to its clauses. "
                "Without the version nobody can look up what a clause says."
            ),
            wrong="""
            standard:
              name: Стандарт обслуживания клиентов
            """,
            right="""
            standard:
              name: Стандарт обслуживания клиентов
              version: Редакция 3
            """,
            frame="passport",
        ),
        Rule(
            "gap-responsible",
            "warning",
            N_("Measures say who is responsible."),
            N_(
                "Clause 1.1 asks for control of the implementation, and when a deadline nears somebody has to be "
                "asked. Name the unit or the post, never a person. The warning comes only if no measure names anyone."
            ),
            wrong="text: Установка терминалов электронной очереди",
            right="""
            text: Установка терминалов электронной очереди
            responsible: Отдел качества обслуживания
            """,
        ),
        Rule(
            "gap-funding",
            "warning",
            N_("Measures say what they cost."),
            N_(
                "Clause 1.1 asks for the amount of funding. 0 says that a measure needs no money, which is something "
                "else than nobody knowing. The warning comes only if no measure says anything."
            ),
            wrong="text: Установка терминалов электронной очереди",
            right="""
            text: Установка терминалов электронной очереди
            funding:
              planned: 250000
              source: Собственные средства
            """,
        ),
        Rule(
            "gap-indicators",
            "warning",
            N_("The Programme, its proposals or measures have indicators."),
            N_(
                "Clause 1.1 asks for indicators of efficiency and for an evaluation by them. Each has a name and a "
                "unit, and as they become known what was there before, what was aimed at and what was reached."
            ),
            wrong="text: Сокращение времени ожидания в офисе",
            right="""
            text: Сокращение времени ожидания в офисе
            indicators:
              - id: ожидание
                name: Среднее время ожидания
                unit: минут
                baseline: 22
                target: 15
            """,
            frame="proposal",
        ),
        Rule(
            "gap-origin",
            "warning",
            N_("Proposals say where they came from."),
            N_(
                "Clause 2.1 wants feedback from customers to lead to new decisions: an appeal, a survey, or the "
                "company's own initiative. Whose appeal it was is personal data and never stands here. The warning "
                "comes only if no proposal says anything."
            ),
            wrong="text: Развитие сервисов и повышение удобства обслуживания",
            right="""
            text: Развитие сервисов и повышение удобства обслуживания
            origin: survey
            """,
            frame="proposal",
        ),
        Rule(
            "gap-goals",
            "warning",
            N_("Proposals say which goals they serve."),
            N_(
                "Clause 2.1 sets the goals of the Programme. Only if proposals name theirs can anyone see which goal "
                "has measures and which has none."
            ),
            wrong="text: Сокращение времени ожидания в офисе",
            right="""
            text: Сокращение времени ожидания в офисе
            goals: ["2.1.1"]
            """,
            frame="proposal",
        ),
        Rule(
            "gap-clauses",
            "warning",
            N_("Proposals say which clauses of the Standard they serve."),
            N_(
                "Clause 2.2 has the requirements of the Standard controlled. The passport may list the clauses, and "
                "then the evaluation names those without a measure. The warning comes only if no proposal names any."
            ),
            wrong="text: Развитие сервисов и повышение удобства обслуживания",
            right="""
            text: Развитие сервисов и повышение удобства обслуживания
            standard_clauses: ["4.10"]
            """,
            frame="proposal",
        ),
        Rule(
            "gap-digital",
            "warning",
            N_("Measures say whether they are digital services."),
            N_(
                "Clause 2.2 wants digital services created and developed, so the evaluation counts them by channel. "
                "“false” says that a measure is none, which is something else than nobody having said. The warning "
                "comes only if no measure says anything."
            ),
            wrong="text: Установка терминалов электронной очереди",
            right="""
            text: Установка терминалов электронной очереди
            digital: true
            """,
        ),
        Rule(
            "gap-assessments",
            "warning",
            N_("The plan names the assessments of satisfaction on which it rests."),
            N_(
                "By clauses 2.1 and 2.2 measures are formed from assessments of how satisfied customers are. Each "
                "assessment has its kind and period, and proposals refer to it by its id."
            ),
            wrong="sections: []",
            right="""
            assessments:
              - id: опрос-2024
                kind: comprehensive
                period: 2024
                scores: [{name: Удовлетворённость, score: 4.1, scale: 5}]
            sections: []
            """,
            frame="plan",
        ),
        Rule(
            "gap-audience",
            "warning",
            N_("A subsection says whom it serves."),
            N_(
                "Measures are counted by audience: companies (B2B) or people (B2C). If the document leaves it open, "
                "leave it open too: the warning is better than a guess."
            ),
            wrong="title: Обслуживание по электронной почте",
            right="""
            title: Обслуживание по электронной почте
            audience: B2C
            """,
            frame="subsection",
        ),
        Rule(
            "gap-channel",
            "warning",
            N_("A subsection says through which channel it serves."),
            N_(
                "Clause 2.2 tells service in person from service at a distance and asks for convenient channels. "
                "Without its channel a subsection is missing wherever measures are counted by channels."
            ),
            wrong="title: Обслуживание по электронной почте",
            right="""
            title: Обслуживание по электронной почте
            channel: email
            """,
            frame="subsection",
        ),
    ),
)
