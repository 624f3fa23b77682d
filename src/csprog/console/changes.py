"""What a recording changed, one line a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from csprog.console.screen import screen, standing_text
from csprog.language import Message, show_date

if TYPE_CHECKING:
    from csprog.record import Change, Recorded


def show_changes(recorded: Recorded, path: str) -> None:
    """Show each measure with how it stood and how it stands, what was passed over, and the file that changed."""
    console = screen()
    for change in recorded.changes:
        console.print(_line(change), soft_wrap=True)
    for placed in recorded.passed_over:
        skipped = Message("{id}  left as it is: this does not apply to it", id=placed.id)
        console.print(Text(str(skipped), style="dim"), soft_wrap=True)
    console.print(Text(str(Message("written to {path}", path=path)), style="dim"), soft_wrap=True)


def _line(change: Change) -> Text:
    text = Text.assemble((f"{change.placed.id}  ", "bold"), change.placed.measure.text.replace("\n", " "), ": ")
    if change.before.standing is not change.after.standing:
        text.append_text(standing_text(change.before.standing)).append(" → ")
    text.append_text(standing_text(change.after.standing))
    if change.after.open_offices and change.after.offices_done:
        of = Message("{done} of {total}", done=change.after.offices_done, total=len(change.after.offices))
        text.append(f" ({of})")
    if change.after.awaited != change.before.awaited:
        text.append(f", {Message('awaited by {day}', day=show_date(change.after.awaited))}")
    return text
