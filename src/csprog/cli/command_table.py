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
        N_("Record that a measure was completed."),
        Group.RECORD,
        (
            'csprog complete 1.2.2.1 --note "Терминалы установлены"',
            "csprog complete 1.2.2.1 1.2.3.1 --on вчера",
            'csprog complete 1.2.2 --office "Северное МРО" --on 14.03.2025',
        ),
    ),
    "decline": Entry(
        "events",
        N_("Record that a measure was not completed, and why."),
        Group.RECORD,
        ('csprog decline 1.2.2.1 --reason "Поставщик сорвал поставку"',),
    ),
    "postpone": Entry(
        "events",
        N_("Record a new deadline of a measure, and why."),
        Group.RECORD,
        (
            'csprog postpone 1.2.2.1 --to 2026-Q1 --reason "Поставщик сорвал поставку"',
            'csprog postpone 1.2.2.1 1.2.3.1 --to 31.12.2025 --reason "Перенос бюджета"',
        ),
    ),
    "cancel": Entry(
        "events",
        N_("Record that a measure was removed from the plan, and why."),
        Group.RECORD,
        ('csprog cancel 1.2.2.1 --reason "Нет потребности" --document "Приказ № 118"',),
    ),
    "reopen": Entry(
        "events",
        N_("Reopen a closed measure, and record why."),
        Group.RECORD,
        ('csprog reopen 1.2.2.1 --reason "Терминал не работает"',),
    ),
    "remark": Entry(
        "events",
        N_("Add a remark to a measure."),
        Group.RECORD,
        ('csprog remark 1.2.2.1 --note "Договор подписан"',),
    ),
    "spend": Entry(
        "events",
        N_("Record a payment for a measure, or a refund."),
        Group.RECORD,
        ('csprog spend 1.2.2.1 350000 --note "Терминалы"', 'csprog spend 1.2.2.1 -500 --note "Возврат"'),
    ),
    "gauge": Entry(
        "gauge",
        N_("Record an indicator's value for a period."),
        Group.RECORD,
        ("csprog gauge csi 4,5 --period 2025-Q2",),
    ),
    "assess": Entry(
        "assess",
        N_("Record an assessment of customer satisfaction."),
        Group.RECORD,
        ('csprog assess csi-2025 --kind operative --period 2025-H1 --score "Вежливость=4.5/5"',),
    ),
    "amend": Entry(
        "amend",
        N_("Amend an approved plan, and record by which document."),
        Group.RECORD,
        (
            'csprog amend 1.2.2.1 --due 2025-Q4 --document "Приказ № 118" --on 01.06.2025 --reason "Перенос бюджета"',
            'csprog amend --document "Приказ № 118" --on 01.06.2025 --reason "Перенос бюджета"',
        ),
    ),
    "correct": Entry(
        "correct",
        N_("Correct a record, even a committed one, and say why."),
        Group.RECORD,
        (
            'csprog correct 1.2.2.1 --on 02.11.2025 --why "Неверная дата"',
            'csprog correct 1.2.2.1 --withdraw --why "Не то мероприятие"',
        ),
    ),
    "edit": Entry(
        "edit",
        N_("Open the plan in your editor at an id, and check it."),
        Group.RECORD,
        ("csprog edit 1.2.2.1",),
    ),
    "desk": Entry(
        "desk",
        N_("Work in the browser: forms instead of YAML and git."),
        Group.RECORD,
        ("csprog desk", "csprog desk --read-only"),
    ),
    "undo": Entry("undo", N_("Undo the last record, unless it is committed."), Group.RECORD, ("csprog undo",)),
    "status": Entry(
        "status",
        N_("Show what is overdue, due soon and completed."),
        Group.LOOK,
        ("csprog status", "csprog status 1.2 --due-within 30", "csprog status --by office"),
    ),
    "list": Entry(
        "list_",
        N_("List the measures with deadline and status."),
        Group.LOOK,
        ("csprog list", "csprog list 1.2 --status overdue", 'csprog list --office "Северное МРО"'),
    ),
    "show": Entry(
        "show",
        N_("Show a part of the plan, a measure or an indicator in full."),
        Group.LOOK,
        ("csprog show 1.2", "csprog show 1.2.2", "csprog show 1.2.2.1 1.2.3.1"),
    ),
    "log": Entry(
        "log",
        N_("Show who recorded what, when and in which commit."),
        Group.LOOK,
        ("csprog log 1.2.2", "csprog log --year 2025"),
    ),
    "diff": Entry("diff", N_("Show what changed in the plan."), Group.LOOK, ("csprog diff", "csprog diff main")),
    "report": Entry(
        "report",
        N_("Evaluate a year or several years (internal report)."),
        Group.LOOK,
        (
            "csprog report --year 2025",
            "csprog report --years 2023..2025",
            "csprog report --format html --output report.html",
        ),
    ),
    "help": Entry(
        "help",
        N_("Show a page of the manual, or a command's help."),
        Group.LOOK,
        ("csprog help", "csprog help start", "csprog help complete"),
    ),
    "validate": Entry(
        "validate",
        N_("Check plans and report every problem in one run."),
        Group.CHECK,
        ("csprog validate", "csprog validate --against main"),
    ),
    "explain": Entry(
        "explain",
        N_("Explain a code of validate, with examples."),
        Group.CHECK,
        ("csprog explain due", "csprog explain"),
    ),
    "publish": Entry(
        "publish",
        N_("Build the site: the year's page, the index, the data."),
        Group.PUBLISH,
        ("csprog publish", "csprog publish --year 2025 --final"),
    ),
    "serve": Entry("serve", N_("Preview the site on this computer while you edit."), Group.PUBLISH, ("csprog serve",)),
    "import": Entry(
        "import_",
        N_("Create a plan from a Word, Excel or text document."),
        Group.EXCHANGE,
        ("csprog import программа.docx --year 2026", "csprog import - --year 2026"),
    ),
    "export": Entry(
        "export",
        N_("Export the plan to Excel, Word, PDF or a calendar."),
        Group.EXCHANGE,
        (
            "csprog export --format xlsx",
            'csprog export --format xlsx --for "Северное МРО"',
            "csprog export --format pdf --output программа.pdf",
        ),
    ),
    "remind": Entry(
        "remind",
        N_("Write reminders to offices and units as drafts of mail."),
        Group.EXCHANGE,
        ("csprog remind", 'csprog remind --for "Северное МРО" --due-within 14'),
    ),
    "collect": Entry(
        "collect",
        N_("Record what departments filled in, all or nothing."),
        Group.EXCHANGE,
        ("csprog collect ответы/", "csprog collect ответ.xlsx --yes"),
    ),
    "init": Entry(
        "init",
        N_("Set up a repository for plans: git, editor, CI."),
        Group.SET_UP,
        ("csprog init", "csprog init --ci github"),
    ),
    "new": Entry(
        "new",
        N_("Create next year's plan, or a company's first one."),
        Group.SET_UP,
        ("csprog new 2026", "csprog new 2026 --carry all"),
    ),
    "outline": Entry(
        "outline",
        N_("Print a plan as plain lines for git diff."),
        Group.PLUMBING,
        ("csprog outline programme/2025.yaml",),
    ),
    "merge-driver": Entry(
        "merge_driver",
        N_("Merge two versions of a plan (called by git)."),
        Group.PLUMBING,
        ("csprog merge-driver --install",),
    ),
    "schema": Entry(
        "schema",
        N_("Print the JSON Schema of a plan, for editors."),
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
