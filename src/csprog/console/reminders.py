"""Tells what the letters lack, and that nobody has to be reminded."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.terminal import show_note
from csprog.i18n import Message
from csprog.parsing.names import listed


def show_nobody(days: int) -> None:
    """Say that no letter is written."""
    show_note(
        Message(
            "nothing is overdue or due within {count} day", "nothing is overdue or due within {count} days", count=days
        )
    )


def show_without_address(names: Sequence[str], file: str) -> None:
    """Name the recipients whose address is to be typed by hand, or into the file of addresses."""
    if names:
        known = listed(f"«{name}»" for name in names)
        show_note(Message("no address in {file}, so “To” is empty: {names}", file=file, names=known))


def show_unknown(names: Sequence[str], file: str) -> None:
    """Name those in the file of addresses whom the plan does not know: a slip, or an office that is gone."""
    if names:
        known = listed(f"«{name}»" for name in names)
        show_note(Message("{file} names whom the plan does not: {names}", file=file, names=known))


def show_without_calendar() -> None:
    """Say that no calendar is attached, and how it would be."""
    command = "pip install 'csprog[calendar]'"
    show_note(Message("no calendar is attached; to attach one: {command}", command=command))
