"""Shows a progress bar on standard error while a long task runs at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

from csprog.console.accessibility import is_accessible
from csprog.i18n import Message

_DELAY = 0.5  # seconds; a shorter task shows no bar


@contextmanager
def progress(label: Message, *, delay: float = _DELAY) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with the steps done and their total.

    At a terminal a bar appears once `delay` seconds have passed, unless plain lines are asked for.
    """
    start, watched = monotonic(), sys.stderr.isatty() and not is_accessible()
    move_bar: Callable[[int, int], None] | None = None

    with ExitStack() as stack:

        def on_progress(done: int, total: int) -> None:
            nonlocal move_bar
            if watched and move_bar is None and monotonic() - start >= delay:
                move_bar = stack.enter_context(_bar(label))
            if move_bar is not None:
                move_bar(done, total)

        yield on_progress


@contextmanager
def _bar(label: Message) -> Iterator[Callable[[int, int], None]]:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415 - 0.1 s, for JSON too

    from csprog.console.terminal import Terminal  # noqa: PLC0415 - likewise

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Terminal(errors=True), transient=True) as shown:
        task = shown.add_task(str(label), total=None)
        tenths = 0

        def move(done: int, total: int) -> None:
            # Rich redraws ten times a second by itself; a fast task would end before its bar has moved
            nonlocal tenths
            before, tenths = tenths, 10 * done // max(1, total)
            shown.update(task, completed=done, total=total, refresh=tenths != before)

        yield move
