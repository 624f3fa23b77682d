"""Shows which signs a PDF has by number only."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.terminal import show_note
from csprog.i18n import Message
from csprog.programme.typed_text import sign_number


def show_spelt_out(signs: Sequence[str], places: Sequence[str] = ()) -> None:
    """Name signs that no font of the PDF has, and the measures that have them."""
    shown = ", ".join(f"{sign} [{sign_number(sign)}]" for sign in signs)
    what = Message("the PDF shows a number for characters missing in its fonts: {signs}", signs=shown)
    if places:
        what = Message("{what}; in {ids}", what=what, ids=", ".join(places))
    show_note(what, "yellow")
