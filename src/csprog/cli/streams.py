"""Opens standard streams that are closed, and remembers which could not be written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Watched:
    """A standard stream that remembers in `broken` that it could not be written.

    What can't be said is lost, unless it is `needed`.
    """

    def __init__(self, stream: Any, *, needed: bool) -> None:
        self.stream, self.needed, self.broken = stream, needed, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        with self._remembering():
            self.stream.write(text)
        return len(text)

    def flush(self) -> None:
        with self._remembering():
            self.stream.flush()

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self.broken = True
            if self.needed:
                raise


@contextmanager
def watched_streams() -> Iterator[None]:
    """Open closed streams, and write UTF-8 with plain line feeds into pipes and files, as on every system.

    Windows would use its old code page, and `git diff` would show its line ends of `csprog outline`. To write into standard output is an error if the caller has closed it; what can't
    be written to standard error is lost.
    """
    _open_closed()
    streams = {name: _Watched(getattr(sys, name), needed=name == "stdout") for name in ("stdout", "stderr")}
    for name, watched in streams.items():
        if hasattr(watched.stream, "reconfigure"):
            line_ends = {} if watched.stream.isatty() else {"newline": "\n"}
            watched.stream.reconfigure(encoding="utf-8", errors="replace", **line_ends)
        setattr(sys, name, watched)
    try:
        yield
    finally:
        for name, watched in streams.items():  # Python would fail again when it flushes at its end
            setattr(sys, name, None if watched.broken else watched.stream)


def is_output_broken() -> bool:
    """Tell whether standard output could not be written."""
    return bool(getattr(sys.stdout, "broken", False))


def _open_closed() -> None:
    """Open the streams for which Python has None."""
    for name, mode, flags in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))
