"""What a recording changed, one line a measure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csprog.console.ledger_items import money
from csprog.console.recorded import assessment_line, item_line
from csprog.console.status_labels import standing_span
from csprog.console.terminal import Spans, Terminal
from csprog.editing.entry import Change, EntryResult
from csprog.editing.measurements import ActualResult, AssessmentResult
from csprog.editing.undo import UndoResult
from csprog.i18n import Message, format_day, format_number
from csprog.programme.assessments import Assessment
from csprog.programme.model import PlacedMeasure


def show_changes(recorded: EntryResult, path: str) -> None:
    """Show each measure with how it stood and how it stands, what was passed over, and the file that changed."""
    out = Terminal()
    for change in recorded.changes:
        out.print_line(*change_line(change))
    for placed in recorded.passed_over:
        skipped = Message("{id}  left as it is: this does not apply to it", id=placed.id)
        out.print_line((str(skipped), "dim"))
    out.print_line((str(Message("written to {path}", path=path)), "dim"))


def show_taken_back(taken: UndoResult, path: str) -> None:
    """Show each measure whose entry is gone, and the file that was restored."""
    out = Terminal()
    for change in taken.changes:
        out.print_line(*change_line(change))
    for ledger, item in taken.gone:
        name = item.id if isinstance(item, Assessment) else ledger.name
        gone = Message("{id}  {what}: taken back", id=name, what=item_line(item).replace("\n", " "))
        out.print_line((str(gone), ""))
    out.print_line((str(Message("taken back in {path}", path=path)), "dim"))


def show_gauged(gauged: ActualResult, path: str) -> None:
    """Show the value that was recorded of an indicator: what counted before it, and what is wanted."""
    indicator, actual = gauged.placed.indicator, gauged.actual
    out = Terminal()
    before = f"{format_number(gauged.before.value)} → " if gauged.before else ""
    what = f"{indicator.name}, {actual.period}: {before}{format_number(actual.value)} {indicator.unit}"
    if indicator.target is not None:
        what += f" ({Message('wanted {target}', target=indicator.target)})"
    out.print_line((f"{indicator.id}  ", "bold"), (what, ""))
    out.print_line((str(Message("written to {path}", path=path)), "dim"))


def show_assessed(assessed: AssessmentResult, path: str) -> None:
    """Show the assessment that was recorded."""
    out = Terminal()
    what = assessment_line(assessed.assessment)
    out.print_line((f"{assessed.assessment.id}  ", "bold"), (what, ""))
    out.print_line((str(Message("written to {path}", path=path)), "dim"))


def change_line(change: Change) -> Spans:
    """Return one line: the measure, how it stood, how it stands."""
    before, after = change.before, change.after
    placed = after.placed
    spans = [(f"{placed.id}  ", "bold"), (placed.measure.text.replace("\n", " "), ""), (": ", "")]
    if before.status is not after.status:
        spans += standing_span(before.status), (" → ", "")
    spans.append(standing_span(after.status))
    if after.open_offices and after.offices_done:
        of = Message("{done} of {total}", done=after.offices_done, total=len(after.offices))
        spans.append((f" ({of})", ""))
    if after.awaited != before.awaited:
        spans.append((f", {Message('awaited by {day}', day=format_day(after.awaited))}", ""))
    if after.spent != before.spent:
        spans.append((f", {Message('spent in all: {sum}', sum=money(after.spent))}", ""))
    return tuple(spans)


def show_named(named: Sequence[PlacedMeasure]) -> None:
    """Show the measures that a person has chosen, before more is asked of them."""
    for placed in named:
        text = " ".join(placed.measure.text.split())
        Terminal(errors=True).print_line((f"  {placed.id}  ", "bold"), (text, ""))


def show_same(command: str) -> None:
    """Show the command line that does without questions what is done now."""
    same = Message("the same without questions: {command}", command=command)
    Terminal(errors=True).print_line((str(same), "dim"))


def show_waiting(sentence: Message) -> None:
    """Tell a person who waits why."""
    Terminal(errors=True).print_line((str(sentence), "dim"))


def show_conflicts(path: str, conflicts: Sequence[Message]) -> None:
    """Name what a merge left to a person, on standard error."""
    out = Terminal(errors=True)
    heading = Message("{path}: {count} conflict", "{path}: {count} conflicts", path=path, count=len(conflicts))
    out.print_line((str(heading), "bold red"))
    for conflict in conflicts:
        out.print_line((f"  {conflict}", ""))


def show_installed(attributes: Path) -> None:
    """Say what was set up and what is left to do."""
    done = Message(
        "git merges plans with csprog here; commit {file}, and run this in every clone", file=attributes.name
    )
    Terminal().print_line((str(done), ""))
