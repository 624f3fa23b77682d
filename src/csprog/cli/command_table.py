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
    "status": Entry("status", N_("How the plan stands: what is overdue, what is due soon, progress by section.")),
    "show": Entry("show", N_("Everything about a proposal or a measure.")),
    "complete": Entry("events", N_("Record that a measure was carried out.")),
    "decline": Entry("events", N_("Record that a measure was not carried out, and why.")),
    "postpone": Entry("events", N_("Record that a measure is now awaited by another day, and why.")),
    "cancel": Entry("events", N_("Record that a measure was taken out of the plan, and why.")),
    "reopen": Entry("events", N_("Record that what was closed is open again, and why.")),
    "remark": Entry("events", N_("Add a remark to a measure's journal.")),
    "spend": Entry("events", N_("Record money that went out for a measure, or came back.")),
    "gauge": Entry("gauge", N_("Record what an indicator was found to be for a period.")),
    "assess": Entry("assess", N_("Record an assessment: how satisfied customers were, and with what.")),
    "amend": Entry("amend", N_("Change an approved plan by a document, or record by which document it was changed.")),
    "correct": Entry("correct", N_("Correct what was recorded, committed or not, and say what was wrong.")),
    "undo": Entry("undo", N_("Take back what was recorded last, unless it is committed.")),
    "log": Entry("log", N_("What happened to measures: who recorded it, when, in which commit.")),
    "diff": Entry("diff", N_("What changed in the plan's own terms.")),
    "outline": Entry("outline", N_("A plan as plain lines, for git diff.")),
    "validate": Entry("validate", N_("Check plans: every problem at once, each in its place.")),
    "explain": Entry("explain", N_("What a code of validate means, why the rule is there, an example.")),
    "merge-driver": Entry("merge_driver", N_("Merge two versions of a plan; git calls it.")),
    "new": Entry("new", N_("Begin a plan: next year's out of this year's, or a company's first.")),
    "publish": Entry("publish", N_("Make the site: the year's page, the index of years, the data.")),
    "desk": Entry("desk", N_("Forms in the browser on this machine: record, change and publish without YAML and git.")),
    "serve": Entry("serve", N_("The site live on this machine while the plan or a template is edited.")),
    "import": Entry(
        "import_", N_("A plan out of Word, Excel or pasted text, as the file that a person would have typed.")
    ),
    "report": Entry(
        "report",
        N_("How a year is to be judged: shares, postponements, indicators, money; several years side by side."),
    ),
    "export": Entry("export", N_("The plan and how it stands for an office: Excel, Word, PDF, a calendar.")),
    "collect": Entry("collect", N_("Record what departments filled in: all of it in one step, or nothing.")),
    "schema": Entry("schema", N_("The JSON Schema of a plan, for editors: they complete, explain and check.")),
}


def load(name: str) -> Any:
    """Import a command's definition: `run`, and optionally `DETAILS`.

    It is a module, or one of the `EVENTS` of a module that defines several commands.
    """
    module = import_module(f"csprog.cli.commands.{COMMANDS[name].module}")
    return getattr(module, "EVENTS", {}).get(name, module)
