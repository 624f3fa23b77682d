"""Lists the commands, and imports the module of the one that is called."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Any, NamedTuple

from csprog.i18n import N_


class Group(StrEnum):
    """Headings under which help lists the commands, in its order."""

    RECORD = N_("Record")
    LOOK = N_("Look")
    CHECK = N_("Check")
    PUBLISH = N_("Publish")
    EXCHANGE = N_("Exchange documents")
    SET_UP = N_("Set up")
    PLUMBING = N_("Called by git and editors")


class Entry(NamedTuple):
    """A command's module in `csprog.cli.commands`, its line of help, heading and examples."""

    module: str
    help: str
    group: Group
    examples: tuple[str, ...] = ()


# help lists the commands of a group in this order
COMMANDS = {
    "complete": Entry(
        "events",
        N_("Record that a measure was carried out."),
        Group.RECORD,
        (
            'csprog complete 1.2.2.1 --note "Терминалы установлены"',
            "csprog complete 1.2.2.1 1.2.3.1 --on вчера",
            'csprog complete 1.2.2 --office "Северное МРО" --on 14.03.2025',
        ),
    ),
    "decline": Entry(
        "events",
        N_("Record that a measure was not carried out, and why."),
        Group.RECORD,
        ('csprog decline 1.2.2.1 --reason "Поставщик сорвал поставку"',),
    ),
    "postpone": Entry(
        "events",
        N_("Record that a measure is now awaited by another day, and why."),
        Group.RECORD,
        (
            'csprog postpone 1.2.2.1 --to 2026-Q1 --reason "Поставщик сорвал поставку"',
            'csprog postpone 1.2.2.1 1.2.3.1 --to 31.12.2025 --reason "Перенос бюджета"',
        ),
    ),
    "cancel": Entry(
        "events",
        N_("Record that a measure was taken out of the plan, and why."),
        Group.RECORD,
        ('csprog cancel 1.2.2.1 --reason "Нет потребности" --document "Приказ № 118"',),
    ),
    "reopen": Entry(
        "events",
        N_("Record that what was closed is open again, and why."),
        Group.RECORD,
        ('csprog reopen 1.2.2.1 --reason "Терминал не работает"',),
    ),
    "remark": Entry(
        "events",
        N_("Add a remark to a measure's journal."),
        Group.RECORD,
        ('csprog remark 1.2.2.1 --note "Договор подписан"',),
    ),
    "spend": Entry(
        "events",
        N_("Record money that went out for a measure, or came back."),
        Group.RECORD,
        (
            'csprog spend 1.2.2.1 350000 --note "Терминалы"',
            'csprog spend 1.2.2.1 -500 --note "Возврат"',
        ),
    ),
    "gauge": Entry(
        "gauge",
        N_("Record what an indicator was found to be for a period."),
        Group.RECORD,
        ("csprog gauge csi 4,5 --period 2025-Q2",),
    ),
    "assess": Entry(
        "assess",
        N_("Record an assessment: how satisfied customers were, and with what."),
        Group.RECORD,
        ('csprog assess csi-2025 --kind operative --period 2025-H1 --score "Вежливость=4.5/5"',),
    ),
    "amend": Entry(
        "amend",
        N_("Change an approved plan by a document, or record by which document it was changed."),
        Group.RECORD,
        (
            'csprog amend 1.2.2.1 --due 2025-Q4 --document "Приказ № 118" --on 01.06.2025 --reason "Перенос бюджета"',
            'csprog amend --document "Приказ № 118" --on 01.06.2025 --reason "Перенос бюджета"',
        ),
    ),
    "correct": Entry(
        "correct",
        N_("Correct what was recorded, committed or not, and say what was wrong."),
        Group.RECORD,
        (
            'csprog correct 1.2.2.1 --on 02.11.2025 --why "Неверная дата"',
            'csprog correct 1.2.2.1 --withdraw --why "Не то мероприятие"',
        ),
    ),
    "undo": Entry(
        "undo", N_("Take back what was recorded last, unless it is committed."), Group.RECORD, ("csprog undo",)
    ),
    "status": Entry(
        "status",
        N_("How the plan stands: what is overdue, what is due soon, progress by section."),
        Group.LOOK,
        (
            "csprog status",
            "csprog status 1.2 --due-within 30",
            "csprog status --by office",
        ),
    ),
    "show": Entry(
        "show",
        N_("Everything about a proposal or a measure."),
        Group.LOOK,
        (
            "csprog show 1.2.2",
            "csprog show 1.2.2.1 1.2.3.1",
        ),
    ),
    "log": Entry(
        "log",
        N_("What happened to measures: who recorded it, when, in which commit."),
        Group.LOOK,
        (
            "csprog log 1.2.2",
            "csprog log --year 2025",
        ),
    ),
    "diff": Entry(
        "diff",
        N_("What changed in the plan's own terms."),
        Group.LOOK,
        (
            "csprog diff",
            "csprog diff main",
        ),
    ),
    "report": Entry(
        "report",
        N_("How a year is to be judged: shares, postponements, indicators, money; several years side by side."),
        Group.LOOK,
        (
            "csprog report --year 2025",
            "csprog report --years 2023..2025",
            "csprog report --format html --output report.html",
        ),
    ),
    "help": Entry("help", N_("Show the help of a command."), Group.LOOK, ("csprog help complete",)),
    "validate": Entry(
        "validate",
        N_("Check plans: every problem at once, each in its place."),
        Group.CHECK,
        (
            "csprog validate",
            "csprog validate --against main",
        ),
    ),
    "explain": Entry(
        "explain",
        N_("What a code of validate means, why the rule is there, an example."),
        Group.CHECK,
        (
            "csprog explain due",
            "csprog explain",
        ),
    ),
    "publish": Entry(
        "publish",
        N_("Make the site: the year's page, the index of years, the data."),
        Group.PUBLISH,
        (
            "csprog publish",
            "csprog publish --year 2025 --final",
        ),
    ),
    "serve": Entry(
        "serve",
        N_("The site live on this machine while the plan or a template is edited."),
        Group.PUBLISH,
        ("csprog serve",),
    ),
    "import": Entry(
        "import_",
        N_("A plan out of Word, Excel or pasted text, as the file that a person would have typed."),
        Group.EXCHANGE,
        (
            "csprog import программа.docx --year 2026",
            "csprog import - --year 2026",
        ),
    ),
    "export": Entry(
        "export",
        N_("The plan and how it stands for an office: Excel, Word, PDF, a calendar."),
        Group.EXCHANGE,
        (
            "csprog export --format xlsx",
            'csprog export --format xlsx --for "Северное МРО"',
            "csprog export --format pdf --output программа.pdf",
        ),
    ),
    "collect": Entry(
        "collect",
        N_("Record what departments filled in: all of it in one step, or nothing."),
        Group.EXCHANGE,
        (
            "csprog collect ответы/",
            "csprog collect ответ.xlsx --yes",
        ),
    ),
    "new": Entry(
        "new",
        N_("Begin a plan: next year's out of this year's, or a company's first."),
        Group.SET_UP,
        (
            "csprog new 2026",
            "csprog new 2026 --carry all",
        ),
    ),
    "outline": Entry(
        "outline", N_("A plan as plain lines, for git diff."), Group.PLUMBING, ("csprog outline programme/2025.yaml",)
    ),
    "merge-driver": Entry(
        "merge_driver",
        N_("Merge two versions of a plan; git calls it."),
        Group.PLUMBING,
        ("csprog merge-driver --install",),
    ),
    "schema": Entry(
        "schema",
        N_("The JSON Schema of a plan, for editors: they complete, explain and check."),
        Group.PLUMBING,
        ("csprog schema --output programme.schema.json",),
    ),
}


def grouped() -> dict[Group, dict[str, Entry]]:
    """Return the commands by heading, in the order of help."""
    return {group: {name: entry for name, entry in COMMANDS.items() if entry.group is group} for group in Group}


def load(name: str) -> Any:
    """Import a command's definition: `run`, and optionally `DETAILS`.

    It is a module, or one of the `EVENTS` of a module that defines several commands.
    """
    module = import_module(f"csprog.cli.commands.{COMMANDS[name].module}")
    return getattr(module, "EVENTS", {}).get(name, module)
