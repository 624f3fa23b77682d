"""`csprog export`: writes the plan and its status as an office document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from csprog import __version__
from csprog.cli.options import AsOf, Force, Year, format_option, matching
from csprog.cli.output import write_results
from csprog.console.pdf_signs import show_spelt_out
from csprog.console.terminal import show_note
from csprog.errors import RefusedError, UsageError
from csprog.exporting.file_names import file_names
from csprog.exporting.registry import FORMATS, write_document
from csprog.exporting.subject import Subject
from csprog.i18n import N_, Message
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.owed_report import published_on
from csprog.operations.plans import open_plan
from csprog.programme.model import Programme
from csprog.programme.recipients import find_recipient, recipients, without_recipient
from csprog.store.paths import shown_path
from csprog.validation.rules.signs import places_without_font

DETAILS = N_(
    "With --for an office or a responsible unit gets its own part, with --each all of them. The document is Russian, whatever csprog speaks. "
    "With --amendment it is the annex to an order: former and new wording, what went struck through, what came underlined."
)

_MOST_IDS = 30  # named in a sentence


Format = Annotated[str, format_option(FORMATS)]
For = Annotated[
    str | None, typer.Option("--for", metavar=N_("NAME"), help=N_("Only for this office or this responsible unit."))
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar=N_("FILE"), help=N_("Where to; by default a name like programme-2025, here.")),
]
AmendmentNumber = Annotated[
    int | None,
    typer.Option(
        "--amendment",
        metavar=N_("NUMBER"),
        parser=matching("[0-9]{1,4}", int, Message("amendments are counted from 1, in the order of the file")),
        help=N_("The annex to an amendment's document: what was there, and what is there now (docx)."),
    ),
]
Each = Annotated[bool, typer.Option("--each", help=N_("A file for each office and each responsible unit of the plan."))]


def run(
    form: Format,
    recipient: For = None,
    output: Output = None,
    year: Year = None,
    as_of: AsOf = None,
    amendment: AmendmentNumber = None,
    *,
    each: Each = False,
    force: Force = False,
) -> None:
    """Write the document, or all of them, and name each file."""
    if (recipient is not None or each) and not FORMATS[form].for_one:
        raise UsageError(Message("{format} is only made of the whole plan, without --for", format=form))
    if amendment is not None and not FORMATS[form].amendments:
        raise UsageError(Message("the annex of an amendment is only made with --format docx"))
    if recipient is not None and each:
        raise UsageError(Message("--each is for all, --for for one; give one of the two"))
    plan = open_plan("export", year, as_of)
    templates = plan.source.path.parent.parent / "templates"
    if amendment is not None:
        _require_amendment(plan.programme, amendment)
    published = published_on(plan.source.path.parent, plan.programme.year, plan.today)
    whole = Subject(evaluate_plan(plan), __version__, None, templates, published, amendment)
    if each:
        parts = [replace(whole, recipient=name) for name in recipients(plan.programme)]
    else:
        parts = [whole if recipient is None else replace(whole, recipient=find_recipient(plan.programme, recipient))]
    target = output or Path()
    in_folder = each or target.is_dir()
    names = file_names(FORMATS[form].suffix, parts)
    # all documents first: if one is refused, no file is written
    files = {
        (target / name if in_folder else target): write_document(form, part)
        for name, part in zip(names, parts, strict=True)
    }
    write_results(files, force=force)
    for file in files:
        typer.echo(shown_path(file.absolute()))
    if form == "pdf":
        _show_spelt_out(whole)
    if each:
        _show_unassigned([placed.id for placed in without_recipient(plan.programme)])


def _require_amendment(programme: Programme, number: int) -> None:
    there = [f"{n} ({one.document}, {one.on})" for n, one in enumerate(programme.amendments, start=1)]
    if not 0 < number <= len(there):
        raise RefusedError(
            Message(
                "the plan of {year} has no amendment {number}; it has: {there}",
                year=programme.year,
                number=number,
                there=", ".join(there) or "—",
            )
        )


def _show_spelt_out(whole: Subject) -> None:
    """Name on standard error the signs that the PDF shows by number, and their measures."""
    from csprog.exporting.pdf import spelt_out_in  # noqa: PLC0415 - an optional extra

    if signs := spelt_out_in(whole):
        show_spelt_out(signs, places_without_font(whole.evaluation.programme))


def _show_unassigned(ids: list[str]) -> None:
    """Name on standard error the measures that are in no file."""
    if ids:
        sentence = Message(
            "{count} measure names neither an office nor a responsible unit and is in none of these files: {ids}",
            "{count} measures name neither an office nor a responsible unit and are in none of these files: {ids}",
            count=len(ids),
            ids=", ".join(ids[:_MOST_IDS]) + " …" * (len(ids) > _MOST_IDS),
        )
        show_note(sentence, "")
