"""What an import read, decided and left to a person, in the document's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rich.text import Text

from csprog.console.screen import screen
from csprog.language import Message, marked, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    "decided": (marked("decided"), "dim"),
    "question": (marked("question"), "bold yellow"),
    "left-out": (marked("left out"), "bold red"),
}


def show_notices(notices: Sequence[Notice]) -> None:
    """Show each notice with its place in the document: what it was taken for, what to look at, what stands nowhere."""
    console = screen()
    for notice in notices:
        word, style = _KINDS[notice.kind]
        line = Text.assemble((translate(word), style), f"  {notice.place}: {notice.message}")
        console.print(line, soft_wrap=True)


def show_imported(programme: Programme, path: str) -> None:
    """Say how much was read, and into which file."""
    console = screen()
    proposals = sum(len(part.proposals) for section in programme.sections for part in section.subsections)
    counts = (
        Message("{count} section", "{count} sections", count=len(programme.sections)),
        Message("{count} proposal", "{count} proposals", count=proposals),
        Message("{count} measure", "{count} measures", count=len(programme.measures)),
    )
    console.print(Text(", ".join(map(str, counts))), soft_wrap=True)
    console.print(Text(str(Message("written to {path}", path=path)), style="dim"), soft_wrap=True)
