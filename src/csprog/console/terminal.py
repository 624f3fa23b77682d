"""Rich's console on standard output or standard error: its width, lines and tables."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from csprog.console.visible import visible
from csprog.i18n import Message

Span = tuple[str, str]  # words and their style by Rich's names, empty for none
Spans = tuple[Span, ...]

PIPE_WIDTH = 100  # columns where the output goes to a file or another program
MOST_ROWS = 500
"""Rows of a table that a terminal shows; nobody scrolls through more."""
NARROW = 72  # columns, below which a row's shorter cells stand below its text
_INDENT = (0, 0, 0, 2)
_SPACES_AT_THE_END = re.compile(" +$", re.MULTILINE)


class Terminal(Console):
    """A stream that a person or a program reads; texts are shown as they are.

    `watched` tells a terminal from a file or a pipe. Rich heeds NO_COLOR, FORCE_COLOR, TERM and COLUMNS.
    """

    def __init__(self, *, errors: bool = False) -> None:
        """Open standard output, or standard error."""
        stream = sys.stderr if errors else sys.stdout
        self.watched = stream.isatty()
        width = None if self.watched else PIPE_WIDTH
        super().__init__(file=stream, width=width, markup=False, highlight=False, emoji=False)

    @property
    def narrow(self) -> bool:
        """Tell if a row's cells have no room side by side."""
        return self.width < NARROW

    def print_line(self, *spans: Span) -> None:
        """Show spans as one line, which only the terminal's edge breaks."""
        self.print(styled(*spans), soft_wrap=True)

    def print_paragraph(self, *spans: Span) -> None:
        """Show spans broken between words."""
        self._print_wrapped(styled(*spans))

    def print_block(self, block: Table | Text) -> None:
        """Show a table or a text indented."""
        self._print_wrapped(Padding(block, _INDENT, expand=False))

    def _print_wrapped(self, block: Padding | Text) -> None:
        """Show what Rich wraps; into a pipe go no spaces at line ends."""
        if self.watched:
            self.print(block)
            return
        with self.capture() as captured:
            self.print(block)
        self.file.write(_SPACES_AT_THE_END.sub("", captured.get()))

    def print_table(self, table: Table, rows: Sequence[Sequence[Text]], total: Sequence[Text] = ()) -> None:
        """Show a table of rows and their total; a terminal gets the first of many."""
        shown = rows[:MOST_ROWS] if self.watched else rows
        for row in (*shown, total) if total else shown:
            table.add_row(*row)
        if table.row_count:
            self.print_block(table)
        if len(shown) < len(rows):
            told = Message(
                "{shown} of {total} rows; all of them: add --json, or write to a file or a pipe",
                shown=len(shown),
                total=len(rows),
            )
            self.print_paragraph((str(told), "yellow"))


def styled(*spans: Span) -> Text:
    """Return a text of spans, harmless to a terminal."""
    return Text.assemble(*((visible(words), style) for words, style in spans), overflow="fold")


def plain_table(*columns: Column | str, expand: bool = False, headed: bool = False) -> Table:
    """Return a table without lines."""
    return Table(*columns, box=None, show_header=headed, padding=(0, 2, 0, 0), expand=expand)
