"""Names the companies of a group to which a result belongs."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.terminal import Terminal, show_note
from csprog.formats.visible import one_line
from csprog.i18n import Message

_MOST_NAMED = 10


def show_company(name: str, *, errors: bool = False) -> None:
    """Show the name of the company that what follows is of."""
    Terminal(errors=errors).print_line((f"{one_line(name)}:", "bold"))


def show_published_of(done: int, count: int) -> None:
    """Say of how many companies the plan was published."""
    out = Terminal()
    out.line()
    words = Message(
        "published: {done} of {count} company", "published: {done} of {count} companies", count=count, done=done
    )
    out.print_paragraph((words, "bold" if done == count else "bold red"))


def show_nothing_changed(revision: str) -> None:
    """Say that there was nothing to check in what has changed."""
    show_note(Message("no company's files differ from {revision}; nothing to check", revision=revision))


def show_without_plan(year: int | None, names: Sequence[str]) -> None:
    """Name on standard error the companies that have no plan of `year`."""
    named = ", ".join(map(one_line, names[:_MOST_NAMED])) + " …" * (len(names) > _MOST_NAMED)
    show_note(
        Message(
            "{count} company has no plan of {year} and is skipped: {names}",
            "{count} companies have no plan of {year} and are skipped: {names}",
            count=len(names),
            year=year,
            names=named,
        )
    )
