"""What changed in a plan, one line a change, the words that went and came in colour."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.recorded import item_line
from csprog.console.terminal import Spans, Terminal
from csprog.history.diff import Difference
from csprog.history.text_diff import word_diff
from csprog.i18n import Message

_STYLES = {"same": "", "old": "red strike", "new": "green"}
_MARKS = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}


def show_differences(differences: Sequence[Difference]) -> None:
    """Show `differences` in order; without colours, the words that changed are marked as `git diff --word-diff` does."""
    out = Terminal()
    if not differences:
        out.print_paragraph((str(Message("nothing changed in the plan")), "dim"))
    for difference in differences:
        out.print_line(
            (f"{difference.id}  ", "bold"), *_what(difference, coloured=bool(out.color_system) and not out.no_color)
        )


def _what(difference: Difference, *, coloured: bool) -> Spans:
    match difference.kind:
        case "recorded" if difference.entry:
            return ((item_line(difference.entry), "green"),)
        case "journal-rewritten":
            return ((f"{Message('taken out of the journal')}: {difference.old}", "bold red"),)
        case "added" | "recorded":
            return ((f"{Message('added')}: {_flat(difference.new)}", "green"),)
        case "removed":
            return ((f"{Message('removed')}: {_flat(difference.old)}", "red"),)
        case "renumbered":
            return ((str(Message("was {old}", old=difference.old)), "yellow"),)
        case "reordered":
            return ((str(Message("moved")), "yellow"),)
    spans = [(f"{difference.key}: ", "")]
    for number, (state, words) in enumerate(word_diff(difference.old, difference.new)):
        before, after = ("", "") if coloured else _MARKS[state]
        spans += (" " * bool(number), ""), (f"{before}{words}{after}", _STYLES[state])
    return tuple(spans)


def _flat(text: str) -> str:
    return " ".join(text.split())
