"""`csprog export`: writes the plan and its status as an office document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.companies import Companies, shown_company
from csprog.cli.options import AsOf, Force, RecipientOption, Year, format_option, matching
from csprog.cli.output import write_results
from csprog.console.pdf_signs import show_spelt_out
from csprog.console.recipients import show_unassigned
from csprog.errors import RefusedError, UsageError
from csprog.exporting.registry import FORMATS, write_documents
from csprog.exporting.subject import Subject
from csprog.i18n import N_, Message
from csprog.operations.plans import OpenPlan, open_plan
from csprog.operations.subjects import subject_of
from csprog.programme.model import Programme
from csprog.programme.recipients import find_recipient, recipients, without_recipient
from csprog.store.paths import shown_path
from csprog.validation.rules.signs import places_without_font

DETAILS = N_(
    "With --for an office or a responsible unit gets its own part, with --each all of them do. "
    "The document is in Russian, whatever the language of csprog. With --amendment it is the "
    "annex to an order: old and new wording, deletions struck through, additions underlined."
)

Format = Annotated[str, format_option(FORMATS)]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar=N_("FILE"),
        help=N_("The file to write; by default programme-2025 here. For a group, a folder."),
    ),
]
AmendmentNumber = Annotated[
    int | None,
    typer.Option(
        "--amendment",
        metavar=N_("NUMBER"),
        parser=matching("[0-9]{1,4}", int, Message("amendments are numbered from 1, in the order of the file")),
        help=N_("Annex to an amendment: old and new wording (docx, odt)."),
    ),
]
Each = Annotated[bool, typer.Option("--each", help=N_("One file for each office and each responsible unit."))]


def run(
    form: Format,
    recipient: RecipientOption = None,
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
        raise UsageError(Message("{format} is available only for the whole plan, without --for", format=form))
    amendments = [name for name, one in FORMATS.items() if one.amendments]
    if amendment is not None and form not in amendments:
        formats = ", ".join(amendments)
        raise UsageError(Message("the annex of an amendment needs --format {formats}", formats=formats))
    if recipient is not None and each:
        raise UsageError(Message("--each and --for can't be used together"))
    wanted = _Wanted(form, recipient, amendment, each=each)
    companies = Companies(year)
    plans: list[OpenPlan] = []
    files: dict[Path, bytes] = {}
    # all documents first: if one is refused, no file of its company is written
    for folder, (plan, made) in companies.results(lambda folder: _documents(wanted, year, as_of, folder)):
        target = output or Path()
        if companies.several:
            target = target / shown_company(folder)
        in_folder = each or companies.several or target.is_dir()
        files |= {(target / name if in_folder else target): data for name, data in made.items()}
        plans.append(plan)
    write_results(files, force=force)
    for file in files:
        typer.echo(shown_path(file.absolute()))
    for plan in plans:
        if form == "pdf":
            _show_spelt_out(_subject(plan, amendment))
        if each:
            show_unassigned([placed.id for placed in without_recipient(plan.programme)])
    companies.finish()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The documents that are wanted of a plan."""

    form: str
    recipient: str | None
    amendment: int | None
    each: bool


def _documents(
    wanted: _Wanted, year: int | None, as_of: date | None, folder: Path
) -> tuple[OpenPlan, dict[str, bytes]]:
    """Return the plan of `year` in `folder`, and the documents made of it by name."""
    plan = open_plan("export", year, as_of, folder)
    whole = _subject(plan, wanted.amendment)
    if wanted.each:
        parts = [replace(whole, recipient=name) for name in recipients(plan.programme)]
    else:
        one = wanted.recipient
        parts = [whole if one is None else replace(whole, recipient=find_recipient(plan.programme, one))]
    return plan, write_documents(wanted.form, parts)


def _subject(plan: OpenPlan, amendment: int | None) -> Subject:
    """Return what a document is made of: a plan as it stands on its day."""
    if amendment is not None:
        _require_amendment(plan.programme, amendment)
    return subject_of(plan, amendment)


def _require_amendment(programme: Programme, number: int) -> None:
    there = [f"{n} ({one.document}, {one.on})" for n, one in enumerate(programme.amendments, start=1)]
    if not 0 < number <= len(there):
        raise RefusedError(
            Message(
                "there is no amendment {number} in the plan of {year}; there are: {there}",
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
