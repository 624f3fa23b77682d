"""Lists the commands, and imports the module of the one that is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from csprog.i18n import N_


class Entry(NamedTuple):
    """A command's module in `csprog.cli.commands` and its line of help."""

    module: str
    help: str


# help lists the commands in this order
COMMANDS = {
    "status": Entry("status", N_("Show what is overdue, due soon and completed.")),
    "show": Entry("show", N_("Everything about a proposal or a measure.")),
    "complete": Entry("events", N_("Record that a measure was completed.")),
    "decline": Entry("events", N_("Record that a measure was not completed, and why.")),
    "postpone": Entry("events", N_("Record a new deadline of a measure, and why.")),
    "cancel": Entry("events", N_("Record that a measure was removed from the plan, and why.")),
    "reopen": Entry("events", N_("Reopen a closed measure, and record why.")),
    "remark": Entry("events", N_("Add a remark to a measure.")),
    "spend": Entry("events", N_("Record a payment for a measure, or a refund.")),
    "gauge": Entry("gauge", N_("Record an indicator's value for a period.")),
    "assess": Entry("assess", N_("Record an assessment of customer satisfaction.")),
    "amend": Entry("amend", N_("Amend an approved plan, and record by which document.")),
    "correct": Entry("correct", N_("Correct a record, even a committed one, and say why.")),
    "undo": Entry("undo", N_("Undo the last record, unless it is committed.")),
    "log": Entry("log", N_("Show who recorded what, when and in which commit.")),
    "diff": Entry("diff", N_("Show what changed in the plan.")),
    "outline": Entry("outline", N_("Print a plan as plain lines for git diff.")),
    "validate": Entry("validate", N_("Check plans and report every problem in one run.")),
    "explain": Entry("explain", N_("Explain a code of validate, with examples.")),
    "merge-driver": Entry("merge_driver", N_("Merge two versions of a plan (called by git).")),
    "new": Entry("new", N_("Create next year's plan, or a company's first one.")),
    "publish": Entry("publish", N_("Build the site: the year's page, the index, the data.")),
    "serve": Entry("serve", N_("Preview the site on this computer while you edit.")),
    "import": Entry("import_", N_("Create a plan from a Word, Excel or text document.")),
    "report": Entry(
        "report",
        N_("Evaluate a year or several years (internal report)."),
    ),
    "export": Entry("export", N_("Export the plan to Excel, Word, PDF or a calendar.")),
    "collect": Entry("collect", N_("Record what departments filled in, all or nothing.")),
    "schema": Entry("schema", N_("Print the JSON Schema of a plan, for editors.")),
}


def load(name: str) -> Any:
    """Import a command's definition: `run`, and optionally `DETAILS`.

    It is a module, or one of the `EVENTS` of a module that defines several commands.
    """
    module = import_module(f"csprog.cli.commands.{COMMANDS[name].module}")
    return getattr(module, "EVENTS", {}).get(name, module)
