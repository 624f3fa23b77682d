"""Times work on texts and plans of growing size, and tells what takes the square of it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from time import thread_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (12_500, 25_000, 50_000, 100_000)
KINDS = {
    "letters": "а",
    "latin letters": "a",
    "capitals": "И",
    "dots": ".",
    "digits": "9",
    "hyphens": "-",
    "letters and dots": "a.",
    "initials": "И.",
    "spaces": " ",
    "quotes": '"',
    "at signs": "@",
    "letters and at signs": "a@",
    "numbers": "1.",
    "words": "Иванов ",
    "persons": "Иванов И.И. ",
    "streets": "ул. ",
    "lines": "а\n",
    "tabs": "\t",
    "brackets": "(",
    "digits and spaces": "9 ",
    "mobiles": "8 9",
    "quarters": "кв ",
    "percents": "%1",
    "slashes": "/",
}
_LINEAR = 4  # what four times the size takes
_MOST = 9  # the square takes 16 times as long
_FLOOR = 0.04  # seconds: below it the clock tells little, and nobody waits
_CERTAIN = 2  # seconds, for which no noise of the machine accounts
_TRIES = 3


def text_of(kind: str, size: int) -> str:
    """Return a text of a kind, of `size` characters."""
    unit = KINDS[kind]
    return (unit * (size // len(unit) + 1))[:size]


def grows_too_fast(work: Callable[[int], Callable[[], object]], sizes: tuple[int, ...] = SIZES) -> str:
    """Tell how the time of `work` grows if that is nearly with the square of the size, else nothing.

    `work` gives for a size what is timed. No time is absolute: four times the size may take no more than nine times as
    long. What grows too fast is timed again, as a busy machine disturbs the clock.
    """
    for _ in range(_TRIES):
        times: dict[int, float] = {}
        told = ""
        for size in sizes:
            times[size] = _least(work(size))
            before = times.get(size // _LINEAR)
            if before is not None and times[size] > max(_FLOOR, _MOST * before):
                told = f"{size // _LINEAR}: {before:.4f} s, {size}: {times[size]:.4f} s"
                break
        if not told or times[size] > _CERTAIN:
            return told
    return told


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the garbage collector from running meanwhile; its time is no part of the work's."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _least(work: Callable[[], object]) -> float:
    """Return the least time of two runs, of one if it takes long."""
    least = float("inf")
    for _ in range(2):
        with _no_collector():
            begun = thread_time()
            work()
            least = min(least, thread_time() - begun)
        if least > 1:
            break
    return least
