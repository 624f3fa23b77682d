"""How far a long work is, on standard error: only in a terminal, and only if it takes long enough to be watched."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from csprog.console.screen import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from csprog.language import Message

_QUIET = 0.5  # seconds that nobody minds


@contextmanager
def progress(what: Message, *, quiet: float = _QUIET) -> Iterator[Callable[[int, int], None]]:
    """Give what is told how far the work is, of how much: in a terminal it shows a bar once `quiet` seconds are over."""
    console = screen(errors=True)
    begun, watched = monotonic(), console.is_terminal
    bar: Callable[[int, int], None] | None = None

    with ExitStack() as stack:

        def tell(done: int, total: int) -> None:
            nonlocal bar
            if watched and bar is None and monotonic() - begun >= quiet:
                bar = stack.enter_context(_bar(console, what))
            if bar is not None:
                bar(done, total)

        yield tell


@contextmanager
def _bar(console: Console, what: Message) -> Iterator[Callable[[int, int], None]]:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415 - few runs need it

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(str(what), total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
