"""Rules about the journal: what was recorded can be read as a story."""

from __future__ import annotations

from csprog.i18n import N_
from csprog.validation.catalogue.rule import Rule, Subject

JOURNAL = Subject(
    N_("The journal"),
    (
        Rule(
            "journal-order",
            "error",
            N_("Entries stand in order of date, the oldest first."),
            N_(
                "How a measure stands is computed from its entries one after the other. An entry that is older than "
                "the one above it stands in the wrong place or has a slip in its date, and the story would end "
                "otherwise than it did."
            ),
            wrong="""
            journal:
              - on: 2025-06-20
                event: remark
                note: Терминал доставлен
              - on: 2025-03-14
                event: remark
                note: Договор с поставщиком подписан
            """,
            right="""
            journal:
              - on: 2025-03-14
                event: remark
                note: Договор с поставщиком подписан
              - on: 2025-06-20
                event: remark
                note: Терминал доставлен
            """,
        ),
        Rule(
            "journal-future",
            "error",
            N_("Nothing is recorded before its day."),
            N_(
                "The journal says what happened (clause 1.1 asks for control), not what is going to happen. A day in "
                "the future is mostly a slip in the year; a measure would count as carried out before it is."
            ),
            wrong="""
            journal:
              - on: 2052-03-14
                event: completed
                note: Терминал принят по акту № 17
            """,
            right="""
            journal:
              - on: 2025-03-14
                event: completed
                note: Терминал принят по акту № 17
            """,
        ),
        Rule(
            "journal-before-year",
            "error",
            N_("What was carried out before the plan's year began has a note that says why it counts."),
            N_(
                "Clause 1.3 asks for what was carried out in the year. What was done in the year before may have its "
                "reasons, so a note gives them. An entry that is older than that is a slip in the date, with a note or "
                "without."
            ),
            wrong="""
            journal:
              - on: 2024-12-27
                event: completed
            """,
            right="""
            journal:
              - on: 2024-12-27
                event: completed
                note: Терминалы поставлены раньше, работают с 1 января 2025 г.
            """,
        ),
        Rule(
            "journal-late-without-note",
            "error",
            N_("A completion after the deadline has a note that says why it is late."),
            N_(
                "Clause 1.2 wants service in good time, and clause 1.3 has reasons published. Late is not the same as "
                "not done: the page shows such a measure as carried out with a delay, and your note beside it."
            ),
            wrong="""
            due: 2025-06-30
            journal:
              - on: 2025-07-01
                event: completed
            """,
            right="""
            due: 2025-06-30
            journal:
              - on: 2025-07-01
                event: completed
                note: "День клиента проведён 1 июля: 30 июня в офисе не было света"
            """,
        ),
        Rule(
            "journal-postponed-back",
            "error",
            N_("A postponement leads to a later day."),
            N_(
                "A postponement moves the day by which a measure is awaited. A day that isn't later postpones nothing: "
                "it is a slip in the date, or the measure was carried out early and is recorded as “completed”."
            ),
            wrong="""
            due: 2025-12-31
            journal:
              - on: 2025-12-20
                event: postponed
                to: 2025-03-31
                reason: Поставщик задержал оборудование
            """,
            right="""
            due: 2025-12-31
            journal:
              - on: 2025-12-20
                event: postponed
                to: 2026-03-31
                reason: Поставщик задержал оборудование
            """,
        ),
        Rule(
            "journal-closed",
            "error",
            N_("What is closed is reopened before anything else is recorded."),
            N_(
                "A measure is closed when it is completed, not completed or cancelled. Another such entry would "
                "contradict the one before it; “reopened” says that the earlier one no longer holds, and why. A remark "
                "may always be added."
            ),
            wrong="""
            journal:
              - on: 2025-03-14
                event: completed
              - on: 2025-04-02
                event: not-completed
                reason: Терминал возвращён поставщику
            """,
            right="""
            journal:
              - on: 2025-03-14
                event: completed
              - on: 2025-04-02
                event: reopened
                reason: Терминал возвращён поставщику
            """,
        ),
        Rule(
            "journal-reopened-open",
            "error",
            N_("Only what is closed is reopened."),
            N_(
                "“reopened” takes back that a measure or an office was closed. If nothing was closed, an entry is "
                "missing above it, or it belongs to another measure."
            ),
            wrong="""
            journal:
              - on: 2025-04-02
                event: reopened
                reason: Терминал возвращён поставщику
            """,
            right="""
            journal:
              - on: 2025-03-14
                event: completed
              - on: 2025-04-02
                event: reopened
                reason: Терминал возвращён поставщику
            """,
        ),
        Rule(
            "journal-office-unknown",
            "error",
            N_("Entries name offices that the measure has."),
            N_(
                "The plan says in which offices a measure is to be carried out, and it is completed when all of them "
                "are. What is recorded for an office that isn't among them would count for nothing; mostly its name is "
                "only spelled otherwise."
            ),
            wrong="""
            offices: [Заволжское МРО, Правобережное МРО]
            journal:
              - on: 2025-03-14
                event: completed
                offices: [Заволжский МРО]
            """,
            right="""
            offices: [Заволжское МРО, Правобережное МРО]
            journal:
              - on: 2025-03-14
                event: completed
                offices: [Заволжское МРО]
            """,
        ),
        Rule(
            "journal-office-twice",
            "error",
            N_("An entry names an office once."),
            N_(
                "If an office stands twice in one entry, one of the two was mostly meant to be another, which would "
                "stay open unnoticed."
            ),
            wrong="""
            offices: [Заволжское МРО, Правобережное МРО]
            journal:
              - on: 2025-03-14
                event: completed
                offices: [Заволжское МРО, Заволжское МРО]
            """,
            right="""
            offices: [Заволжское МРО, Правобережное МРО]
            journal:
              - on: 2025-03-14
                event: completed
                offices: [Заволжское МРО, Правобережное МРО]
            """,
        ),
        Rule(
            "journal-office-settled",
            "error",
            N_("An office is reopened before it is recorded again."),
            N_(
                "In each office a measure is completed or not completed once. A second entry means that the name is "
                "wrong, or that the first entry no longer holds: then “reopened” with this office says so and says why."
            ),
            wrong="""
            offices: [Заволжское МРО, Правобережное МРО]
            journal:
              - on: 2025-03-14
                event: completed
                offices: [Заволжское МРО]
              - on: 2025-04-02
                event: not-completed
                offices: [Заволжское МРО]
                reason: Терминал возвращён поставщику
            """,
            right="""
            offices: [Заволжское МРО, Правобережное МРО]
            journal:
              - on: 2025-03-14
                event: completed
                offices: [Заволжское МРО]
              - on: 2025-04-02
                event: reopened
                offices: [Заволжское МРО]
                reason: Терминал возвращён поставщику
            """,
        ),
    ),
)
