"""Tells what the letters lack, and that nobody has to be reminded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csprog.console.terminal import show_note
from csprog.i18n import Message
from csprog.parsing.names import listed


@dataclass(frozen=True, slots=True)
class LettersLack:
    """What the letters of a company lack: `file` is that of the addresses, `days` those looked ahead.

    `without_address` are the recipients whom it does not name, `unknown` whom it names and the plan does not.
    """

    file: str
    days: int
    count: int
    without_address: Sequence[str]
    unknown: Sequence[str]
    calendar: bool


def show_lack(lack: LettersLack) -> None:
    """Say on standard error what is to be added by hand, or that there is no letter."""
    if not lack.count:
        days = lack.days
        what = Message(
            "nothing is overdue or due within {count} day", "nothing is overdue or due within {count} days", count=days
        )
        show_note(what)
        return
    if lack.without_address:
        names = _listed(lack.without_address)
        show_note(Message("no address in {file}, so “To” is empty: {names}", file=lack.file, names=names))
    if lack.unknown:
        names = _listed(lack.unknown)
        show_note(Message("{file} names whom the plan does not: {names}", file=lack.file, names=names))
    if lack.calendar:
        command = "pip install 'csprog[calendar]'"
        show_note(Message("no calendar is attached; to attach one: {command}", command=command))


def _listed(names: Sequence[str]) -> str:
    return listed(f"«{name}»" for name in names)
