"""Standard output and standard error: how wide they are, what they show in colour, how they are written to.

The rules are Rich's (for NO_COLOR, FORCE_COLOR, TERM, COLUMNS and their like), as a test holds; but Rich takes longer to
load than most commands to do their work. Only on a console of Windows is it asked.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from csprog.console.listing import laid_out, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from csprog.console.listing import Cell, Column, Span

PIPE_WIDTH = 100  # columns where the output goes to a file or another program
_USUAL_WIDTH = 80  # columns of a terminal that doesn't tell
_ROWS = 1000  # written at a time: the first are seen soon, and a hundred thousand take no memory
_WINDOWS = sys.platform == "win32"
_BARE = {ord(letter): None for letter in "\a\b\v\f\r"}  # what Rich takes out of texts
_LOOKS = {"bold": 1, "dim": 2, "underline": 4, "strike": 9}
_COLOURS = {"red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36}
_CODES = _LOOKS | _COLOURS


@dataclass(frozen=True, slots=True)
class Terminal:
    """A stream that a person or a program reads, `width` columns wide.

    It shows styles (bold, dim) if it is `styled`, and of them colours if it is `coloured`; `write` writes a text at once.
    If it is `watched`, a person may look at it. A style is named as Rich names it: “bold red”.
    """

    width: int
    styled: bool
    coloured: bool
    write: Callable[[str], object]
    watched: bool = False

    def paint(self, words: str, style: str) -> str:
        """Return `words` as they are to be written to appear in a style."""
        codes = _codes(style, coloured=self.coloured) if words and self.styled else ""
        return f"\x1b[{codes}m{words}\x1b[0m" if codes else words

    def line(self, *spans: Span, wrap: bool = False) -> None:
        """Show spans of words, each with its style, as one line: it is broken where the terminal ends, or between words."""
        cell = tuple((words.translate(_BARE), style) for words, style in spans)
        if wrap:
            lines = [line for line, _ in wrapped(cell, self.width, self.paint)]
        else:
            lines = ["".join([self.paint(words, style) for words, style in cell])]
        self.write("".join([f"{line}\n" for line in lines]))

    def paragraph(self, words: str, style: str = "") -> None:
        """Show words in a style, broken between them."""
        self.line((words, style), wrap=True)

    def listing(self, rows: Iterable[Sequence[Cell]], columns: Sequence[Column]) -> None:
        """Show rows of cells in columns."""
        lines = laid_out(rows, columns, self.width, self.paint)
        while piece := "".join(islice(lines, _ROWS)):
            self.write(piece)


def terminal(*, errors: bool = False) -> Terminal:
    """Return standard output, or standard error."""
    stream = sys.stderr if errors else sys.stdout
    interactive = _is_interactive(stream)
    if _WINDOWS and interactive:
        return _as_rich_knows_it(errors=errors)
    styled = interactive and not _is_dumb()
    coloured = styled and not os.environ.get("NO_COLOR")
    return Terminal(_width(stream), styled, coloured, partial(_write, stream), stream.isatty())


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()


@cache
def _codes(style: str, *, coloured: bool) -> str:
    """Return the numbers by which a terminal is told a style."""
    names = [name for name in style.split() if coloured or name not in _COLOURS]
    return ";".join(map(str, sorted(_CODES[name] for name in names)))


def _is_interactive(stream: TextIO) -> bool:
    """Whether what understands codes reads the stream: a terminal, unless the environment says otherwise."""
    compatible = os.environ.get("TTY_COMPATIBLE")
    if compatible in {"0", "1"}:
        return compatible == "1"
    forced = os.environ.get("FORCE_COLOR")
    return stream.isatty() if forced is None else forced != ""


def _is_dumb() -> bool:
    return os.environ.get("TERM", "").lower() in {"dumb", "unknown"}


def _width(stream: TextIO) -> int:
    """Return how many columns are to be filled."""
    if not stream.isatty():
        return PIPE_WIDTH
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    for number in (0, 1, 2) if not _is_dumb() else ():
        try:
            return os.get_terminal_size(number).columns or _USUAL_WIDTH
        except OSError:
            continue
    return _USUAL_WIDTH


def _as_rich_knows_it(*, errors: bool) -> Terminal:
    """Return a console of Windows: old ones understand no codes, and there are bounds to what is written at once."""
    from rich.segment import Segment, Segments  # noqa: PLC0415 - not elsewhere
    from rich.text import Text  # noqa: PLC0415 - likewise

    from csprog.console.screen import screen  # noqa: PLC0415 - likewise

    console = screen(errors=errors)

    def write(text: str) -> None:
        shown = Text.from_ansi(text) if console.legacy_windows else Segments([Segment(text)])
        console.print(shown, soft_wrap=True, end="")

    styled = console.color_system is not None
    return Terminal(console.width, styled, styled and not console.no_color, write, console.file.isatty())
