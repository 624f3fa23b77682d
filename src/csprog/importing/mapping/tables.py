"""Reads the tables of a plan, and the headings before and between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from csprog.i18n import Message
from csprog.importing.mapping.layout import Layout, continued_layout
from csprog.importing.mapping.numbers import depth, parse_number, split_number
from csprog.importing.mapping.rows import RowReader
from csprog.importing.readers.document import Notice, Paragraph, Table, shortened

_REPORT = re.compile(r"Отчёт о выполнении Программы за [0-9]{4} год")  # in the Word file of csprog export
_PLAN = re.compile(r"план|программ", re.IGNORECASE)
_CAPTION = re.compile(r"(?:таблица|приложение|продолжение)\b", re.IGNORECASE)
_LONGEST_HEADING = 150  # characters
_LONGEST_QUOTE = 150  # characters


class PlanTables:
    """The blocks of a document from the plan's first table on."""

    def __init__(self, blocks: Sequence[Paragraph | Table], index: int, layout: Layout, year: int) -> None:
        """Take all blocks, of which the one at `index` is the first table, with its layout."""
        self._first, *self._rest = blocks[index:]
        self._layouts: dict[int, Layout] = {}
        for place, block in enumerate(self._rest):
            if isinstance(block, Table) and (found := continued_layout(block, layout, year)) is not None:
                self._layouts[place] = layout = found
        self._last = max(self._layouts, default=-1)
        self._sheets = sum(
            isinstance(block, Table) and block.is_sheet
            for block in [self._first, *map(self._rest.__getitem__, self._layouts)]
        )
        self._layout = layout

    def heading_of_first(self, before: Sequence[Paragraph]) -> Paragraph | None:
        """Return the paragraph above the first table if it is its heading, as others are of the further tables."""
        if not before or not self._layouts or (_PLAN.search(before[-1].text) and not split_number(before[-1].text)):
            return None
        own = split_number(before[-1].text)
        headings = [
            block for place, block in enumerate(self._rest) if isinstance(block, Paragraph) and self._is_heading(place)
        ]
        if not headings:
            return None
        following = split_number(headings[0].text)
        if own is None or following is None:
            is_plain = own is None and following is None and len(before) > 1 and self._is_title(before[-1].text)
            return before[-1] if is_plain else None
        number, later = parse_number(own[0]) or "", parse_number(following[0]) or ""
        follows = depth(number) == depth(later) and int(later.rpartition(".")[2]) == int(number.rpartition(".")[2]) + 1
        return before[-1] if follows else None

    def read(self, reader: RowReader, heading: Paragraph | None) -> Iterator[Notice]:
        """Read the tables of the plan into `reader`; give notices of all that stands around them."""
        assert isinstance(self._first, Table)  # noqa: S101 - the caller's index is a table's
        if heading is not None:
            self._read_heading(heading, reader)
        self._read_table(self._first, reader)
        for place, block in enumerate(self._rest):
            if isinstance(block, Table):
                if place in self._layouts:
                    yield from self._read_further(block, self._layouts[place], reader)
                else:
                    yield from without_measures(block)
            elif _REPORT.fullmatch(block.text):
                what = Message("the report that begins here is not part of the plan: “{words}”", words=block.text)
                yield Notice("left-out", block.place, what)
                return
            elif self._is_heading(place):
                self._read_heading(block, reader)
            else:
                yield _without_place(block)

    def _is_heading(self, place: int) -> bool:
        """Tell whether the paragraph at a place among the rest is a heading of the tables below it."""
        block = self._rest[place]
        if place >= self._last or not isinstance(block, Paragraph):
            return False
        return split_number(block.text) is not None or (place + 1 in self._layouts and self._is_title(block.text))

    @staticmethod
    def _is_title(text: str) -> bool:
        is_short = len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ",", ":"))
        return is_short and text[0].isupper() and _CAPTION.match(text) is None

    @staticmethod
    def _read_heading(paragraph: Paragraph, reader: RowReader) -> None:
        numbered = split_number(paragraph.text)
        if numbered is not None:
            reader.read_heading(*numbered, paragraph.place)
        else:
            reader.begin_section(paragraph.text, paragraph.place)
            what = Message("a heading without a number: “{title}”", title=paragraph.text)
            reader.builder.add_notice("question", paragraph.place, what)

    def _read_further(self, table: Table, layout: Layout, reader: RowReader) -> Iterator[Notice]:
        yield Notice("decided", table.place, Message("this table is read as a continuation of the plan"))
        yield from map(_without_place, lines_above(table, layout.head))
        reader.layout = layout
        self._read_table(table, reader)

    def _read_table(self, table: Table, reader: RowReader) -> None:
        if table.is_sheet and self._sheets > 1 and not reader.begins_with_heading(table, reader.layout.first):
            reader.begin_section(table.sheet, table.place)
            what = Message("the sheet's name is used as the heading of a section")
            reader.builder.add_notice("decided", table.place, what)
        reader.read(table, reader.layout.first)


def lines_above(table: Table, head: int) -> Iterator[Paragraph]:
    """Give the lines above a table's head."""
    for row in table.rows[:head]:
        yield from (Paragraph(cell.place, line) for cell in row.cells if not cell.merged for line in cell.lines)


def without_measures(table: Table) -> Iterator[Notice]:
    """Give a notice of each row of a table that holds no measures."""
    what = Message("this table has no measures; it begins: “{words}”", words=beginning_of(table))
    yield Notice("left-out", table.place, what)
    is_cut = beginning_of(table).endswith("…")
    for row in table.rows[not is_cut :]:
        words = " | ".join(" ".join(cell.lines) for cell in row.cells if cell.lines and not cell.merged)
        if words:
            yield Notice("left-out", row.place, Message("the plan has no field for this: “{words}”", words=words))


def beginning_of(table: Table) -> str:
    """Return the words of a table's first row, cut if they are many."""
    first_row = (" ".join(cell.lines) for row in table.rows[:1] for cell in row.cells)
    return shortened(" | ".join(first_row), _LONGEST_QUOTE)


def _without_place(paragraph: Paragraph) -> Notice:
    what = Message("the plan has no field for this: “{words}”", words=paragraph.text)
    return Notice("left-out", paragraph.place, what)
