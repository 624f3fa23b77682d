"""What an import read, decided and left to a person, in the document's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from csprog.console.terminal import Terminal
from csprog.i18n import N_, Message, translate
from csprog.programme.model import Programme


class Notice(Protocol):
    """What an import says about a place of the document; exchange, the room beside this one, has it."""

    @property
    def kind(self) -> str:
        """One of decided, question, left-out."""

    @property
    def place(self) -> Message:
        """Where it lies in the document."""

    @property
    def message(self) -> Message:
        """What there is to say."""


_KINDS = {
    "decided": (N_("decided"), "dim"),
    "question": (N_("question"), "bold yellow"),
    "left-out": (N_("left out"), "bold red"),
}


def show_notices(notices: Sequence[Notice]) -> None:
    """Show each notice with its place in the document: what it was taken for, what to look at, what stands nowhere."""
    out = Terminal()
    for notice in notices:
        word, style = _KINDS[notice.kind]
        out.print_line((translate(word), style), (f"  {notice.place}: {notice.message}", ""))


def show_imported(programme: Programme, path: str) -> None:
    """Say how much was read, and into which file."""
    out = Terminal()
    proposals = sum(1 for _ in programme.proposals())
    counts = (
        Message("{count} section", "{count} sections", count=len(programme.sections)),
        Message("{count} proposal", "{count} proposals", count=proposals),
        Message("{count} measure", "{count} measures", count=len(programme.measures)),
    )
    out.print_line((", ".join(map(str, counts)), ""))
    out.print_line((str(Message("written to {path}", path=path)), "dim"))
