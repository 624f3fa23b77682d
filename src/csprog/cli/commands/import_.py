"""`csprog import`: reads a plan from Word, Excel or pasted text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from pydantic import ValidationError

from csprog import __version__
from csprog.cli.command import at_terminal
from csprog.cli.options import AsOf, Document, DocumentDay, Reason, Year, parse_day
from csprog.cli.prompts.amendment import amendment_head
from csprog.cli.prompts.edited_texts import edited_texts
from csprog.cli.prompts.measure_choice import command_line
from csprog.cli.prompts.questions import require_agreement
from csprog.console.amendment import show_amendment
from csprog.console.diff import show_differences
from csprog.console.import_result import show_imported, show_left, show_notices
from csprog.console.recording import show_command_line, show_waiting, show_written
from csprog.console.terminal import show_note
from csprog.errors import InvalidPlanError, PlacementError, StoreError, UsageError, os_error_reason
from csprog.evaluation.evaluator import evaluate
from csprog.history.diff import compare
from csprog.i18n import N_, Message
from csprog.importing.exported_form import exported_form, new_notices
from csprog.importing.mapping.mapper import map_document
from csprog.importing.mapping.year import named_year
from csprog.importing.plan_merge import merge_into_plan
from csprog.importing.readers.dispatch import read_document
from csprog.importing.readers.document import Notice, SourceDocument
from csprog.operations.amendments import amend_command, amend_text, approved_plan
from csprog.operations.carried_over import lineage_of
from csprog.operations.new_plans import read_plan, write_imported
from csprog.operations.plan_choice import view_day
from csprog.operations.plans import OpenPlan, open_file
from csprog.operations.recording import write_text
from csprog.programme.passport import ReportedElsewhere
from csprog.programme.plan_text import FaultyPlan, refusal
from csprog.programme.plan_writer import as_value, write_plan
from csprog.store.leftovers import sweep
from csprog.store.paths import shown_path
from csprog.store.plan_files import FOLDER, LARGEST, folder_near, load
from csprog.validation.rules.change import needs_amendment
from csprog.yamltext.edits import Edit, apply
from csprog.yamltext.reader import Unquoted, load_text
from csprog.yamltext.rewrite import revise

DETAILS = N_(
    "Reads .docx, .xlsx and text pasted from Word. What it decided, could not read or leaves to "
    "you is listed with its place in the document, and noted in the file. If the plan exists, it "
    "shows what would change and asks; journals, remarks and what documents do not hold are "
    "kept. For an approved plan --document, --on and --reason record the change as an amendment; "
    "in a terminal csprog asks for them."
)
_STANDARD_INPUT = "-"

File = Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("The document; - reads text from standard input."))]
ReportedOn = Annotated[
    date | None,
    typer.Option(
        "--reported-on",
        metavar=N_("DATE"),
        parser=parse_day,
        help=N_("The date the year's report was published elsewhere."),
    ),
]
ReportedAt = Annotated[
    str | None,
    typer.Option("--reported-at", metavar=N_("ADDRESS"), help=N_("The web address of that report.")),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=N_("Change an existing plan without asking."))]


def run(
    file: File,
    year: Year = None,
    as_of: AsOf = None,
    document: Document = None,
    on: DocumentDay = None,
    reason: Reason = None,
    reported_on: ReportedOn = None,
    reported_at: ReportedAt = None,
    *,
    yes: Yes = False,
) -> None:
    """Write the document's plan, or merge it into the one there, and show the notices."""
    reported = _reported(reported_on, reported_at)
    name, data = _read(file)
    source = read_document(data, str(name))
    year = year or _year_of(source)
    head = {"document": document, "on": on, "reason": reason}
    folder = folder_near(Path.cwd()) or Path.cwd() / FOLDER
    path = folder / f"{year}.yaml"
    sweep(folder)  # also where nothing is left to write
    if path.exists():
        _merge(_Import(file, source, path, year, view_day(as_of), reported), head, yes=yes)
        return
    if any(value is not None for value in head.values()):
        raise UsageError(Message("{path} does not exist yet: a new plan has no amendments", path=shown_path(path)))
    imported = read_plan(path, source, name, reported)
    write_imported(path, imported)
    show_notices(imported.notices)
    plan = imported.plan
    if isinstance(plan, FaultyPlan):  # what the document doesn't say has to be typed first
        show_written(shown_path(path))
        show_left(imported.notices, (), shown_path(path))
        raise InvalidPlanError.of_file(Path(shown_path(path)), plan.errors)
    show_imported(plan.programme, shown_path(path))
    _end(path, imported.notices, view_day(as_of))


class _Import(NamedTuple):
    """A document read from `file`, and the plan of `year` at `path` for it.

    `today` is the day from which the command looks, `reported` what goes into the passport of where the year was reported.
    """

    file: str
    document: SourceDocument
    path: Path
    year: int
    today: date
    reported: Mapping[str, Any]


def _reported(on: date | None, address: str | None) -> dict[str, Any]:
    """Return what the passport says of a report that csprog did not make."""
    if (on is None) != (address is None):
        raise UsageError(Message("--reported-on and --reported-at go together"))
    if on is None:
        return {}
    value = {"on": Unquoted(on.isoformat()), "address": address}
    try:
        report = ReportedElsewhere.model_validate(value)
    except ValidationError as error:
        what = refusal(error.errors(include_url=False)[0])[1]
        raise UsageError(Message("--reported-at takes the address of a report: {reason}", reason=what)) from None
    return {"reported_elsewhere": as_value(report)}


def _merge(request: _Import, head: Mapping[str, Any], *, yes: bool) -> None:
    """Change the texts of the plan to the document's; journals and remarks stay."""
    path = request.path
    plan = open_file("import", load(path), date.max)
    passport = as_value(plan.programme.passport)
    result = map_document(request.document, request.year, passport)
    result.value["passport"] |= request.reported
    others = lineage_of(replace(plan, today=request.today))
    exported = exported_form(evaluate(plan.programme, request.today, lineage=others), __version__, passport)
    value = load_text(plan.source.text).value
    merged = merge_into_plan(plan.programme, value, result.value, exported.value if exported else None)
    differences = compare(plan.programme, merged.programme)
    notices = list(new_notices(result.notices, exported))
    show_notices(notices)
    show_differences(differences)
    if not differences:
        return
    edits, loses_comments = _edits(plan, merged.value)
    if loses_comments:
        show_waiting(Message("the file is rewritten: its comments and layout are lost"))
    if not yes:
        require_agreement(
            Message("Write this to {path}?", path=shown_path(path)),
            Message("nothing was written"),
            Message("nothing was written; to write without a question, add --yes"),
        )
    text = apply(plan.source.text, edits)
    approved = approved_plan(path, request.today)
    owed = (approved.before or plan.programme).is_approved(request.today) and any(map(needs_amendment, differences))
    is_amended = any(value is not None for value in head.values()) or (owed and at_terminal() and not yes)
    with edited_texts(amendment_head(head, request.today) if is_amended else {}, path, "import") as given:
        amended = amend_text(approved, plan.programme, text, given) if is_amended else None
        write_text(plan.source, amended.text if amended else text, show_waiting, imported=True)
    if amended:
        show_amendment(amended)
    show_imported(merged.programme, shown_path(path))
    if owed and not amended:
        _advise(request, in_git=approved.before is not None)
    _end(path, notices, request.today)


def _end(path: Path, notices: Sequence[Notice], today: date) -> None:
    """Say last what is left to do: the questions, and the errors that the plan has now."""
    errors = open_file("import", load(path), today).errors
    show_left(notices, errors, shown_path(path))
    if errors:
        raise typer.Exit(1)


def _advise(request: _Import, *, in_git: bool) -> None:
    """Say how the change of an approved plan gets its amendment."""
    show_note(Message("the plan of {year} is approved; give the document that changes it:", year=request.year))
    head = {"--document": "…", "--on": request.today, "--reason": "…"}
    undo = command_line("undo", (), {"--year": request.year})
    again = command_line("import", [request.file], {"--year": request.year, "--yes": True, **head})
    for command in (amend_command(request.year, request.today),) if in_git else (undo, again):
        show_command_line(command)


def _edits(plan: OpenPlan, value: dict[str, Any]) -> tuple[tuple[Edit, ...], bool]:
    """Return the edits that turn the plan into `value`, and whether comments get lost."""
    text = plan.source.text
    try:
        return revise(text, value), False
    except PlacementError:
        return (Edit(0, len(text), write_plan(value)),), "#" in text


def _read(file: str) -> tuple[str | Message, bytes]:
    """Return the document's file name and bytes."""
    if file == _STANDARD_INPUT:
        return Message("standard input"), typer.get_binary_stream("stdin").read(LARGEST + 1)
    path = Path(file)
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise StoreError(Message("{path} is too large for a plan", path=file))
        return path.name, path.read_bytes()
    except OSError as error:
        reason = os_error_reason(error)
        raise StoreError(Message("{path} can't be read: {reason}", path=file, reason=reason)) from None


def _year_of(document: SourceDocument) -> int:
    year = named_year(document)
    if year is None:
        raise UsageError(Message("no year is given in the document; add --year"))
    return year
