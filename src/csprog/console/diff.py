"""Shows the differences of two plans, a line each, changed words coloured."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.terminal import Span, Terminal
from csprog.formats.ledger_items import item_line
from csprog.history.diff import Difference
from csprog.history.text_diff import word_diff
from csprog.i18n import Message
from csprog.programme.key_names import key_name

_STYLES = {"same": "", "old": "red strike", "new": "green"}
_MARKS = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}


def show_differences(differences: Sequence[Difference]) -> None:
    """Show `differences` in order.

    Without colours, changed words are marked as `git diff --word-diff` does.
    """
    out = Terminal()
    coloured = bool(out.color_system) and not out.no_color
    if not differences:
        out.print_paragraph((Message("nothing changed in the plan"), "dim"))
    for difference in differences:
        out.print_line((f"{key_name(difference.id)}  ", "bold"), *difference_spans(difference, coloured=coloured))


def difference_spans(difference: Difference, *, coloured: bool) -> list[Span]:
    """Return a difference in words, each piece with its style."""
    match difference.kind:
        case "recorded" if difference.entry:
            return [(item_line(difference.entry), "green")]
        case "inserted" if difference.entry:
            return [(f"{Message('inserted before older records')}: {item_line(difference.entry)}", "bold red")]
        case "journal-rewritten" | "record-rewritten" if difference.lost:
            return [(f"{Message('record removed')}: {item_line(difference.lost)}", "bold red")]
        case "added" | "recorded":
            return [(f"{Message('added')}: {' '.join(difference.new.split())}", "green")]
        case "removed":
            return [(f"{Message('removed')}: {' '.join(difference.old.split())}", "red")]
        case "renumbered":
            return [(Message("was {old}", old=difference.old), "yellow")]
        case "reordered":
            return [(f"{key_name(difference.key)}: " if difference.key else ""), (Message("moved"), "yellow")]
    spans: list[Span] = [f"{key_name(difference.key)}: "]
    for number, (state, words) in enumerate(word_diff(difference.old, difference.new)):
        before, after = ("", "") if coloured else _MARKS[state]
        spans += " " * bool(number), (f"{before}{words}{after}", _STYLES[state])
    return spans
