"""What a recording changed, one line a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from csprog.console.entries import money
from csprog.console.recorded import assessment_line, item_line
from csprog.console.screen import screen, standing_text
from csprog.language import Message, show_date, show_number
from csprog.programme.assessments import Assessment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from csprog.programme.model import PlacedMeasure
    from csprog.programme.standing import Stand
    from csprog.record import Assessed, Gauged, Recorded, TakenBack


def show_changes(recorded: Recorded, path: str) -> None:
    """Show each measure with how it stood and how it stands, what was passed over, and the file that changed."""
    console = screen()
    for change in recorded.changes:
        console.print(change_line(change.placed, change.before, change.after), soft_wrap=True)
    for placed in recorded.passed_over:
        skipped = Message("{id}  left as it is: this does not apply to it", id=placed.id)
        console.print(Text(str(skipped), style="dim"), soft_wrap=True)
    console.print(Text(str(Message("written to {path}", path=path)), style="dim"), soft_wrap=True)


def show_taken_back(taken: TakenBack, path: str) -> None:
    """Show each measure whose entry is gone, and the file that was restored."""
    console = screen()
    for placed, before, after in taken.changes:
        console.print(change_line(placed, before, after), soft_wrap=True)
    for ledger, item in taken.gone:
        name = item.id if isinstance(item, Assessment) else ledger.name
        gone = Message("{id}  {what}: taken back", id=name, what=item_line(item).replace("\n", " "))
        console.print(Text(str(gone)), soft_wrap=True)
    console.print(Text(str(Message("taken back in {path}", path=path)), style="dim"), soft_wrap=True)


def show_gauged(gauged: Gauged, path: str) -> None:
    """Show the value that was recorded of an indicator: what counted before it, and what is wanted."""
    indicator, actual = gauged.placed.indicator, gauged.actual
    console = screen()
    before = f"{show_number(gauged.before.value)} → " if gauged.before else ""
    what = f"{indicator.name}, {actual.period}: {before}{show_number(actual.value)} {indicator.unit}"
    if indicator.target is not None:
        what += f" ({Message('wanted {target}', target=indicator.target)})"
    console.print(Text.assemble((f"{indicator.id}  ", "bold"), what), soft_wrap=True)
    console.print(Text(str(Message("written to {path}", path=path)), style="dim"), soft_wrap=True)


def show_assessed(assessed: Assessed, path: str) -> None:
    """Show the assessment that was recorded."""
    console = screen()
    what = assessment_line(assessed.assessment)
    console.print(Text.assemble((f"{assessed.assessment.id}  ", "bold"), what), soft_wrap=True)
    console.print(Text(str(Message("written to {path}", path=path)), style="dim"), soft_wrap=True)


def change_line(placed: PlacedMeasure, before: Stand, after: Stand) -> Text:
    """Return one line: the measure, how it stood, how it stands."""
    text = Text.assemble((f"{placed.id}  ", "bold"), placed.measure.text.replace("\n", " "), ": ")
    if before.standing is not after.standing:
        text.append_text(standing_text(before.standing)).append(" → ")
    text.append_text(standing_text(after.standing))
    if after.open_offices and after.offices_done:
        of = Message("{done} of {total}", done=after.offices_done, total=len(after.offices))
        text.append(f" ({of})")
    if after.awaited != before.awaited:
        text.append(f", {Message('awaited by {day}', day=show_date(after.awaited))}")
    if after.spent != before.spent:
        text.append(f", {Message('spent in all: {sum}', sum=money(after.spent))}")
    return text


def show_named(named: Sequence[PlacedMeasure]) -> None:
    """Show the measures that a person has chosen, before more is asked of them."""
    for placed in named:
        line = Text.assemble("  ", (f"{placed.id}  ", "bold"), " ".join(placed.measure.text.split()))
        screen(errors=True).print(line, soft_wrap=True)


def show_same(command: str) -> None:
    """Show the command line that does without questions what is done now."""
    same = Message("the same without questions: {command}", command=command)
    screen(errors=True).print(Text(str(same), style="dim"), soft_wrap=True)


def show_waiting(sentence: Message) -> None:
    """Tell a person who waits why."""
    screen(errors=True).print(Text(str(sentence), style="dim"), soft_wrap=True)


def show_conflicts(path: str, conflicts: Sequence[Message]) -> None:
    """Name what a merge left to a person, on standard error."""
    console = screen(errors=True)
    heading = Message("{path}: {count} conflict", "{path}: {count} conflicts", path=path, count=len(conflicts))
    console.print(Text(str(heading), style="bold red"), soft_wrap=True)
    for conflict in conflicts:
        console.print(Text(f"  {conflict}"), soft_wrap=True)


def show_installed(attributes: Path) -> None:
    """Say what was set up and what is left to do."""
    done = Message(
        "git merges plans with csprog here; commit {file}, and run this in every clone", file=attributes.name
    )
    screen().print(Text(str(done)), soft_wrap=True)
