"""Names the measures that nobody gets in a file of his own."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.terminal import show_note
from csprog.i18n import Message

_MOST_IDS = 30  # named in a sentence


def show_unassigned(ids: Sequence[str]) -> None:
    """Name on standard error the measures that are in no file."""
    if ids:
        sentence = Message(
            "{count} measure names neither an office nor a responsible unit and is in none of these files: {ids}",
            "{count} measures name neither an office nor a responsible unit and are in none of these files: {ids}",
            count=len(ids),
            ids=", ".join(ids[:_MOST_IDS]) + " …" * (len(ids) > _MOST_IDS),
        )
        show_note(sentence, "")
