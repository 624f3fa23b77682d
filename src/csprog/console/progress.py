"""How far a long work is, on standard error: only in a terminal, and only if it takes long enough to be watched."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

from csprog.i18n import Message

_QUIET = 0.5  # seconds that nobody minds


@contextmanager
def progress(what: Message, *, quiet: float = _QUIET) -> Iterator[Callable[[int, int], None]]:
    """Give what is told how far the work is, of how much: in a terminal it shows a bar once `quiet` seconds are over."""
    begun, watched = monotonic(), sys.stderr.isatty()
    bar: Callable[[int, int], None] | None = None

    with ExitStack() as stack:

        def tell(done: int, total: int) -> None:
            nonlocal bar
            if watched and bar is None and monotonic() - begun >= quiet:
                bar = stack.enter_context(_bar(what))
            if bar is not None:
                bar(done, total)

        yield tell


@contextmanager
def _bar(what: Message) -> Iterator[Callable[[int, int], None]]:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415 - few runs need it

    from csprog.console.terminal import Terminal  # noqa: PLC0415 - likewise

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Terminal(errors=True), transient=True) as shown:
        task = shown.add_task(str(what), total=None)
        tenths = 0

        def tell(done: int, total: int) -> None:
            """Move the bar: by itself it is drawn anew ten times a second, which a fast work would not wait for."""
            nonlocal tenths
            before, tenths = tenths, 10 * done // max(1, total)
            shown.update(task, completed=done, total=total, refresh=tenths != before)

        yield tell
