"""Rules about what may change in an approved plan, by `csprog validate --against`."""

from __future__ import annotations

from csprog.i18n import N_
from csprog.validation.catalogue.rule import Rule, Subject

_AMENDMENT = """
            amendments:
              - on: 2025-05-12
                document: Приказ № 84
                reason: Обслуживание по телефону передано в Программу
                ids: ["2"]
"""

_INDICATOR = """
            indicators:
              - id: ожидание
                name: Время ожидания в очереди
                unit: минут
                actuals:
                  - on: 2025-04-10
                    period: 2025-Q1
                    value: 12.5"""

CHANGE = Subject(
    N_("Change of an approved plan"),
    (
        Rule(
            "change-text",
            "error",
            N_("The words of an approved plan stay."),
            N_(
                "The measures that were approved are published (clause 1.3), and the company is held to them, so they "
                "are not reworded on the way. What was achieved goes into the journal, what needs explaining into a "
                "remark; anything else is changed by an amendment that names the number."
            ),
            before="text: Установка терминалов электронной очереди",
            wrong="text: Установка терминала электронной очереди",
            right="""
            text: Установка терминалов электронной очереди
            remark: До конца года установлен один терминал из двух.
            """,
        ),
        Rule(
            "change-due",
            "error",
            N_("The approved deadline stays."),
            N_(
                "If deadlines could be moved, no plan would ever be late. A delay is recorded as “postponed”: then the "
                "page shows both days and the reason (clause 1.3). The deadline itself moves only by an amendment."
            ),
            before="due: 2025-06-30",
            wrong="due: 2025-09-30",
            right="""
            due: 2025-06-30
            journal:
              - on: 2025-06-16
                event: postponed
                to: 2025-09-30
                reason: Поставщик задержал оборудование
            """,
        ),
        Rule(
            "change-result",
            "error",
            N_("The promised result stays."),
            N_(
                "The result is what the plan promises and what completion is judged by. What was in fact achieved, "
                "more or less, goes into the note of the entry. The result itself changes only by an amendment."
            ),
            before="result: Время ожидания сокращено до 15 минут",
            wrong="result: Время ожидания сокращено",
            right="""
            result: Время ожидания сокращено до 15 минут
            journal:
              - on: 2025-12-20
                event: completed
                note: Среднее время ожидания сокращено до 17 минут
            """,
        ),
        Rule(
            "change-offices",
            "error",
            N_("The offices of a measure stay."),
            N_(
                "A measure is completed when all its offices are: taking one off the list would complete it without "
                "the work. Record that it was not completed there, and why. The list itself changes only by an "
                "amendment."
            ),
            before="offices: [Заволжское МРО, Правобережное МРО]",
            wrong="offices: [Заволжское МРО]",
            right="""
            offices: [Заволжское МРО, Правобережное МРО]
            journal:
              - on: 2025-12-20
                event: not-completed
                offices: [Правобережное МРО]
                reason: Офис закрыт на ремонт
            """,
        ),
        Rule(
            "change-number",
            "error",
            N_("The numbers of an approved plan stay."),
            N_(
                "Orders, letters and links refer to the parts of a plan by their numbers, and a measure's number is "
                "also its place in its proposal. With another number it would be another measure to all of them. If a "
                "number has to change, an amendment names it."
            ),
            before="""
            subsections:
              - number: "1.1"
                title: Офис обслуживания клиентов В2В
              - number: "1.2"
                title: Офис обслуживания клиентов В2С
            """,
            wrong="""
            subsections:
              - number: "1.1"
                title: Офис обслуживания клиентов В2В
              - number: "1.3"
                title: Офис обслуживания клиентов В2С
            """,
            right="""
            subsections:
              - number: "1.1"
                title: Офис обслуживания клиентов В2В
              - number: "1.2"
                title: Офис обслуживания клиентов В2С
            """,
            frame="section",
        ),
        Rule(
            "change-added",
            "error",
            N_("Nothing is added to an approved plan without an amendment."),
            N_(
                "The page lists the measures of the approved Programme (clause 1.3). What came later belongs to them "
                "only if a document says so; the amendment names it, its day, the reason and the number that is new."
            ),
            before="""
            sections:
              - number: "1"
                title: Очное обслуживание
            """,
            wrong="""
            sections:
              - number: "1"
                title: Очное обслуживание
              - number: "2"
                title: Обслуживание по телефону
            """,
            right=f"""{_AMENDMENT}
            sections:
              - number: "1"
                title: Очное обслуживание
              - number: "2"
                title: Обслуживание по телефону
            """,
            frame="plan",
        ),
        Rule(
            "change-removed",
            "error",
            N_("Nothing disappears from an approved plan."),
            N_(
                "For each approved measure the company answers whether it was carried out or why not (clause 1.3). One "
                "that is given up is recorded as “cancelled” with the reason and stays where it is; only an amendment "
                "takes it out."
            ),
            before="""
            measures:
              - text: Установка терминалов электронной очереди
                due: 2025-12-31
                result: Терминалы установлены
              - text: Обучение сотрудников
                due: 2025-12-31
                result: Сотрудники обучены
            """,
            wrong="""
            measures:
              - text: Установка терминалов электронной очереди
                due: 2025-12-31
                result: Терминалы установлены
            """,
            right="""
            measures:
              - text: Установка терминалов электронной очереди
                due: 2025-12-31
                result: Терминалы установлены
              - text: Обучение сотрудников
                due: 2025-12-31
                result: Сотрудники обучены
                journal:
                  - on: 2025-10-01
                    event: cancelled
                    reason: Обучение проводит поставщик терминалов
            """,
            frame="proposal",
        ),
        Rule(
            "change-order",
            "error",
            N_("The order of an approved plan stays."),
            N_(
                "The plan is published in the order in which it was approved. Moved parts make every comparison of two "
                "versions hard to read, and measures that are moved take each other's numbers. If the order has to "
                "change, an amendment names what has moved."
            ),
            before="""
            subsections:
              - number: "1.1"
                title: Офис обслуживания клиентов В2В
              - number: "1.2"
                title: Офис обслуживания клиентов В2С
            """,
            wrong="""
            subsections:
              - number: "1.2"
                title: Офис обслуживания клиентов В2С
              - number: "1.1"
                title: Офис обслуживания клиентов В2В
            """,
            right="""
            subsections:
              - number: "1.1"
                title: Офис обслуживания клиентов В2В
              - number: "1.2"
                title: Офис обслуживания клиентов В2С
            """,
            frame="section",
        ),
        Rule(
            "change-journal",
            "error",
            N_("What was recorded is never rewritten."),
            N_(
                "The journal shows what was known when (clause 1.1 asks for control), and others may have reported by "
                "it. A mistake is mended by another entry: “reopened” takes back a completion, a remark corrects a "
                "note. This holds before the approval as well."
            ),
            before="""
            journal:
              - on: 2025-03-14
                event: completed
                note: Терминал принят по акту № 17
            """,
            wrong="""
            journal:
              - on: 2025-03-14
                event: completed
                note: Терминал принят по акту № 71
            """,
            right="""
            journal:
              - on: 2025-03-14
                event: completed
                note: Терминал принят по акту № 17
              - on: 2025-04-02
                event: remark
                note: Номер акта — 71, а не 17
            """,
        ),
        Rule(
            "change-recorded",
            "error",
            N_("Values of indicators and scores of assessments are never rewritten."),
            N_(
                "They show what was known when, and the evaluation of the year rests on them (clause 1.1). Of several "
                "values for one period the last counts: a slip is mended by another one below it. This holds before "
                "the approval as well."
            ),
            before=_INDICATOR,
            wrong=_INDICATOR.replace("12.5", "11.5"),
            right=_INDICATOR
            + """
                  - on: 2025-04-17
                    period: 2025-Q1
                    value: 11.5
                    note: Без учёта перерывов
            """,
            frame="plan",
        ),
        Rule(
            "change-amendment",
            "error",
            N_("Amendments are never rewritten."),
            N_(
                "An amendment is the ground on which an approved plan was changed; without it the change would look as "
                "if it had been approved from the beginning. Another change has an amendment of its own, below the "
                "ones before it."
            ),
            before=_AMENDMENT,
            wrong=_AMENDMENT.replace("№ 84", "№ 48"),
            right=_AMENDMENT,
            frame="plan",
        ),
    ),
)
