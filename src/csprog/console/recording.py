"""Shows what a command recorded, one line a measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from csprog.console.status_labels import status_span
from csprog.console.terminal import Span, Terminal, show_note
from csprog.editing.entry import Change, EntryResult
from csprog.editing.measurements import ActualResult, AssessmentResult
from csprog.editing.undo import UndoResult
from csprog.formats.ledger_items import assessment_line, entry_line, item_line, money
from csprog.formats.visible import one_line
from csprog.i18n import Message, format_day, format_number
from csprog.programme.assessments import Assessment
from csprog.programme.entries import Completed, Corrected, Remark
from csprog.programme.evidence import is_public_address
from csprog.programme.model import PlacedMeasure
from csprog.views.report.labels import word as label


def show_changes(recorded: EntryResult, path: str) -> None:
    """Show the year, what was recorded of each measure, those passed over, the file."""
    show_year(recorded.year)
    out = Terminal()
    for change in recorded.changes:
        out.print_line(*change_line(change))
        for entry in change.entries:
            if isinstance(entry, Corrected) or change.before.status is change.after.status:
                out.print_line(f"  {entry_line(entry)}")
    for placed in recorded.passed_over:
        out.print_line((Message("{id}  unchanged: this does not apply to it", id=placed.id), "dim"))
    if lacking := [change.after.placed.id for change in recorded.changes if _is_done_without_result(change)]:
        out.print_line(
            Message("{ids}: no actual result is given (--note); the report will need it", ids=", ".join(lacking))
        )
    show_written(path)


def _is_done_without_result(change: Change) -> bool:
    return change.after.lacks_result and any(isinstance(entry, Completed) for entry in change.entries)


def show_undone(undone: UndoResult, path: str) -> None:
    """Show the year, each measure whose entry was taken back, and the file."""
    show_year(undone.year)
    out = Terminal()
    for change in undone.changes:
        out.print_line(*change_line(change))
    for line in gone_lines(undone):
        out.print_line(line)
    out.print_line((Message("restored in {path}", path=path), "dim"))


def gone_lines(undone: UndoResult) -> list[Message]:
    """Return a line for each value or assessment that was taken back."""
    named = ((item.id if isinstance(item, Assessment) else ledger.name, item) for ledger, item in undone.gone)
    return [Message("{id}  {what}: undone", id=name, what=item_line(item).replace("\n", " ")) for name, item in named]


def change_text(change: Change) -> str:
    """Return a measure's change in one line, without colours."""
    return _without_colours(change_line(change))


def show_gauged(gauged: ActualResult, path: str) -> None:
    """Show the year, an indicator's new value, the one before it and the target."""
    show_year(gauged.year)
    Terminal().print_line(*gauged_spans(gauged))
    show_written(path)


def gauged_text(gauged: ActualResult) -> str:
    """Return an indicator's new value in one line, without colours."""
    return _without_colours(gauged_spans(gauged))


def _without_colours(spans: Iterable[Span]) -> str:
    return "".join(str(span[0] if isinstance(span, tuple) else span) for span in spans)


def gauged_spans(gauged: ActualResult) -> list[Span]:
    """Return one line: an indicator, its new value, the one before it and the target."""
    indicator, actual = gauged.placed.indicator, gauged.actual
    before = f"{format_number(gauged.before.value)} → " if gauged.before else ""
    line = f"{indicator.name}, {actual.period}: {before}{format_number(actual.value)} {indicator.unit}"
    if indicator.target is not None:
        line += f" ({Message('target {target}', target=indicator.target)})"
    return [(f"{indicator.id}  ", "bold"), line]


def show_assessed(assessed: AssessmentResult, path: str) -> None:
    """Show the year and the assessment that was recorded."""
    show_year(assessed.year)
    line = assessment_line(assessed.assessment)
    Terminal().print_line((f"{assessed.assessment.id}  ", "bold"), line)
    show_written(path)


def show_year(year: int) -> None:
    """Name the plan that is recorded in, or that is shown."""
    Terminal().print_line((Message("plan of {year}", year=year), "bold"))


def show_written(path: str) -> None:
    """Name the file that was written."""
    Terminal().print_line((written(path), "dim"))


def written(path: str) -> Message:
    """Return the sentence that names a file that was written."""
    return Message("written to {path}", path=path)


def change_line(change: Change) -> list[Span]:
    """Return one line: the measure, its status before and after, other changes, its text."""
    before, after = change.before, change.after
    placed = after.placed
    spans: list[Span] = [(f"{placed.id}  ", "bold")]
    if before.status is not after.status:
        spans += status_span(before.told), " → "
    spans.append(status_span(after.told))
    if after.open_offices and after.offices_done:
        spans.append(f" ({Message('{done} of {total}', done=after.offices_done, total=len(after.offices))})")
    if after.awaited != before.awaited:
        spans.append(f", {Message('new deadline {day}', day=format_day(after.awaited))}")
    if after.spent != before.spent:
        spans.append(f", {Message('total spent: {sum}', sum=money(after.spent))}")
    if any(isinstance(entry, Remark) for entry in change.entries):
        spans.append(f", {Message('remark')}")
    return [*spans, (f": {one_line(placed.measure.text)}", "dim")]


def show_chosen(chosen: Sequence[PlacedMeasure]) -> None:
    """Show the chosen measures and where they belong on standard error, before further questions."""
    for placed in chosen:
        text = " ".join(placed.measure.text.split())
        where = f"{placed.section.title} › {placed.subsection.title}"
        Terminal(errors=True).print_line((f"  {placed.id}  ", "bold"), text, (f"  ({where})", "dim"))


def place_of(placed: PlacedMeasure) -> str:
    """Return where a measure belongs in a few words: for whom, in which channel."""
    audience, channel = placed.subsection.audience, placed.subsection.channel
    return ", ".join([audience or placed.subsection.number, label(channel) if channel else placed.section.title])


def show_command(command: str) -> None:
    """Show the command line that does the same without questions."""
    show_note(Message("the same without questions: {command}", command=command))


def show_unpublished(evidence: object) -> None:
    """Say that an address of the intranet is kept, but not published."""
    if isinstance(evidence, str) and not is_public_address(evidence):
        show_note(
            Message(
                "{address} opens inside the company only: it is recorded but will not be published", address=evidence
            )
        )


def show_command_line(command: str) -> None:
    """Show a command line by itself, to be copied."""
    Terminal(errors=True).print_line(command)


def show_waiting(sentence: Message) -> None:
    """Show what the command waits for."""
    show_note(sentence)


def show_conflicts(path: str, conflicts: Sequence[Message]) -> None:
    """Name the conflicts of a merge on standard error."""
    out = Terminal(errors=True)
    heading = Message("{path}: {count} conflict", "{path}: {count} conflicts", path=path, count=len(conflicts))
    out.print_line((heading, "bold red"))
    for conflict in conflicts:
        out.print_line(f"  {conflict}")


def show_installed(attributes: Path) -> None:
    """Say that the merge driver is set up, and what is left to do."""
    installed = Message(
        "git now merges plans with csprog here; commit {file} and run this command in every clone", file=attributes.name
    )
    Terminal().print_line(installed)
