"""What changed in a plan, one line a change, the words that went and came in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from csprog.console.recorded import item_line
from csprog.console.screen import screen
from csprog.language import Message
from csprog.review.said import words_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.review.compare import Difference

_STYLES = {"same": "", "old": "red strike", "new": "green"}
_MARKS = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}


def show_differences(differences: Sequence[Difference]) -> None:
    """Show `differences` in order; without colours, the words that changed are marked as `git diff --word-diff` does."""
    console = screen()
    if not differences:
        console.print(Text(str(Message("nothing changed in the plan")), style="dim"))
    for difference in differences:
        line = Text.assemble(
            (f"{difference.id}  ", "bold"), _what(difference, coloured=console.color_system is not None)
        )
        console.print(line, soft_wrap=True)


def _what(difference: Difference, *, coloured: bool) -> Text:
    match difference.kind:
        case "recorded" if difference.entry:
            return Text(item_line(difference.entry), style="green")
        case "journal-rewritten":
            return Text(f"{Message('taken out of the journal')}: {difference.old}", style="bold red")
        case "added" | "recorded":
            return Text(f"{Message('added')}: {_flat(difference.new)}", style="green")
        case "removed":
            return Text(f"{Message('removed')}: {_flat(difference.old)}", style="red")
        case "renumbered":
            return Text(str(Message("was {old}", old=difference.old)), style="yellow")
        case "reordered":
            return Text(str(Message("moved")), style="yellow")
    text = Text(f"{difference.key}: ")
    for number, (state, words) in enumerate(words_changed(difference.old, difference.new)):
        before, after = ("", "") if coloured else _MARKS[state]
        text.append(" " * bool(number)).append(f"{before}{words}{after}", style=_STYLES[state])
    return text


def _flat(text: str) -> str:
    return " ".join(text.split())
