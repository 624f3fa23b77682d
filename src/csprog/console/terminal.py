"""Prints lines, paragraphs and tables to standard output or standard error."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Literal

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from csprog.console.accessibility import is_accessible
from csprog.formats.visible import visible
from csprog.i18n import Message

Span = str | Message | tuple[object, str]
"""Words, alone or with the name of a Rich style; an empty name is no style."""
PIPE_WIDTH = 100  # columns where the output goes to a file or another program
MOST_ROWS = 500
"""Rows of a table shown at a terminal; nobody scrolls through more."""
NARROW = 72  # columns, below which a row's short cells are put under its text
_INDENT = (0, 0, 0, 2)
_TRAILING_SPACES = re.compile(" +$", re.MULTILINE)


class Terminal(Console):
    """A Rich console without markup, highlighting and emoji codes.

    `watched` is False for a file or a pipe. Rich heeds NO_COLOR, FORCE_COLOR, TERM and COLUMNS.
    """

    def __init__(self, *, errors: bool = False) -> None:
        """Open standard output, or standard error."""
        stream = sys.stderr if errors else sys.stdout
        self.watched = stream.isatty()
        width = None if self.watched else PIPE_WIDTH
        colours: Literal["auto"] | None = None if is_accessible() else "auto"
        super().__init__(file=stream, width=width, color_system=colours, markup=False, highlight=False, emoji=False)

    @property
    def plain(self) -> bool:
        """Tell if nothing is drawn with signs: for a file or a pipe, and where ACCESSIBLE is set."""
        return is_accessible() or not self.watched

    @property
    def narrow(self) -> bool:
        """Tell if the cells of a row don't fit side by side."""
        return self.width < NARROW

    def print_line(self, *spans: Span) -> None:
        """Print spans as one line, broken only by the terminal's edge."""
        self.print(styled(*spans), soft_wrap=True)

    def print_paragraph(self, *spans: Span) -> None:
        """Print spans, wrapped between words."""
        self._print_wrapped(styled(*spans))

    def print_block(self, block: Table | Text) -> None:
        """Print a table or a text, indented."""
        self._print_wrapped(Padding(block, _INDENT, expand=False))

    def _print_wrapped(self, block: Padding | Text) -> None:
        if self.watched:
            self.print(block)
            return
        # Rich pads every line to the full width, which a diff or a grep of the file would see
        with self.capture() as captured:
            self.print(block)
        self.file.write(_TRAILING_SPACES.sub("", captured.get()))

    def print_table(self, table: Table, rows: Sequence[Sequence[Text]], total: Sequence[Text] = ()) -> None:
        """Print rows and their total; at a terminal only the first `MOST_ROWS`."""
        shown = rows[:MOST_ROWS] if self.watched else rows
        for row in (*shown, total) if total else shown:
            table.add_row(*row)
        if table.row_count:
            self.print_block(table)
        if len(shown) < len(rows):
            advice = Message(
                "{shown} of {total} rows; for all of them add --json, or redirect to a file or a pipe",
                shown=len(shown),
                total=len(rows),
            )
            self.print_paragraph((advice, "yellow"))


def styled(*spans: Span) -> Text:
    """Return a Rich text of spans, with control characters made visible."""
    pairs = (span if isinstance(span, tuple) else (span, "") for span in spans)
    return Text.assemble(*((visible(words), style) for words, style in pairs), overflow="fold")


def plain_table(*columns: Column | str, expand: bool = False, headed: bool = False) -> Table:
    """Return a table without borders."""
    return Table(*columns, box=None, show_header=headed, padding=(0, 2, 0, 0), expand=expand)


def show_note(sentence: Message, style: str = "dim") -> None:
    """Print a sentence on standard error, beside the result."""
    Terminal(errors=True).print_line((sentence, style))
