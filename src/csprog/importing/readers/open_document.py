"""Reads OpenDocument texts and sheets (.odt, .ods), which LibreOffice, R7 and MyOffice write.

Tracked changes are accepted, automatic numbers written out, cells read as they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element  # names a type only

from csprog.i18n import Message
from csprog.importing.readers.document import (
    MOST_COLUMNS,
    Cell,
    Notice,
    Paragraph,
    Row,
    SourceDocument,
    Table,
    TextLimit,
    all_lines,
    check_paragraphs,
    check_rows,
    dropped_characters,
    lines_of,
    too_large,
)
from csprog.importing.readers.odf_content import body_of, children, name_of, natural, quote, repeated_cells, rows_of
from csprog.importing.readers.odf_lists import ListNumbers
from csprog.importing.readers.ooxml_package import OfficePackage

_SPACES = 100
_SKIPPED = frozenset(
    {"tracked-changes", "sequence-decls", "forms", "annotation-end", "soft-page-break", "bookmark", "desc", "title"}
)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_open_document(package: OfficePackage) -> SourceDocument:
    """Return the contents of an .odt or .ods.

    Raises:
        RefusedError: it is another kind of document, damaged, locked, or too large for a plan.
    """
    root, body = body_of(package)
    reader = _Reader(ListNumbers(package.xml("styles.xml"), root))
    blocks = tuple(reader.blocks(body)) if name_of(body) == "text" else tuple(reader.sheets(body))
    check_paragraphs(reader.paragraphs)
    return SourceDocument(blocks, (*_deletions(body), *reader.notices))


class _Reader:
    """Converts the elements of content.xml."""

    def __init__(self, numbers: ListNumbers) -> None:
        self.numbers = numbers
        self.notices: list[Notice] = []
        self.paragraphs = 0
        self._tables = self._all_rows = 0
        self._limit = TextLimit()

    def blocks(self, parent: Element) -> Iterator[Paragraph | Table]:
        for child in parent:
            match name_of(child):
                case "table":
                    self._tables += 1
                    yield self._table(child, Message("table {table}", table=self._tables), str(self._tables))
                case "p" | "h":
                    self.paragraphs += 1
                    place = Message("paragraph {number}", number=self.paragraphs)
                    label = self.numbers.heading_label(child) if name_of(child) == "h" else ""
                    yield from (Paragraph(place, line) for line in lines_of(label + self._text(child, place)))
                case "list":
                    yield from self._list_blocks(child)
                case name if name not in _SKIPPED:
                    yield from self.blocks(child)

    def _list_blocks(self, element: Element) -> Iterator[Paragraph | Table]:
        for label, item in self.numbers.items(element):
            for child in item:
                if name_of(child) in {"p", "h"}:
                    self.paragraphs += 1
                    place = Message("paragraph {number}", number=self.paragraphs)
                    yield from (Paragraph(place, line) for line in lines_of(label + self._text(child, place)))
                    label = ""  # noqa: PLW2901 - of the first paragraph only

    def sheets(self, body: Element) -> Iterator[Table]:
        for table in children(body, "table"):
            name = table.get(f"{_TABLE}name", "")
            found = self._table(table, Message("sheet “{sheet}”", sheet=name), "", name)
            if found.rows:
                yield found

    def _table(self, table: Element, place: Message, number: str, sheet: str = "") -> Table:
        rows: list[Row] = []
        above: dict[int, tuple[Cell, int]] = {}  # by column: a cell from above, and for how many rows yet
        for index, row, count in rows_of(table):
            where = (
                Message("sheet “{sheet}”, row {row}", sheet=sheet, row=index + 1)
                if sheet
                else Message("table {table}, row {row}", table=number, row=index + 1)
            )
            cells = tuple(self._cells(row, where, above))
            if not sheet or any(cell.lines for cell in cells):
                if count > 1 and any(cell.lines for cell in cells):
                    self._count_rows(count - 1)
                    rows += [Row(where, cells)] * (count - 1)
                self._count_rows(1)
                rows.append(Row(where, cells))
                if row.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
                    what = Message("this row is hidden but was read: does it belong to the plan?")
                    self.notices.append(Notice("question", where, what))
        return Table(place, tuple(rows), sheet)

    def _count_rows(self, count: int) -> None:
        self._all_rows += count
        check_rows(self._all_rows)

    def _cells(self, row: Element, place: Message, above: dict[int, tuple[Cell, int]]) -> Iterator[Cell]:
        column = 0
        for element, count in repeated_cells(row):
            if name_of(element) == "covered-table-cell":
                for _ in range(count):
                    if column in above:
                        cell, height = above.pop(column)
                        self._limit.count(sum(map(len, cell.lines)))
                        yield Cell(place, cell.lines, column, cell.span, merged=True)
                        if height > 1:
                            above[column] = (cell, height - 1)
                    column += 1
                continue
            span = natural(element.get(f"{_TABLE}number-columns-spanned"))
            height = natural(element.get(f"{_TABLE}number-rows-spanned"))
            for _ in range(count):
                cell = Cell(place, self._lines(element, place), column, span)
                if height > 1:
                    above[column] = (cell, height - 1)
                yield cell
                column += 1
            if column > MOST_COLUMNS:
                raise too_large()

    def _lines(self, cell: Element, place: Message) -> tuple[str, ...]:
        shown = list(self._paragraphs_in(cell, place))
        kind = cell.get(f"{_OFFICE}value-type", "")
        if kind == "float" and len(shown) == 1 and " " not in shown[0]:
            shown = [shown[0].replace(",", ".")]
        lines = all_lines(shown)
        self._limit.count(sum(map(len, lines)))
        return lines

    def _paragraphs_in(self, element: Element, place: Message) -> Iterator[str]:
        for child in element:
            match name_of(child):
                case "p" | "h":
                    yield self._text(child, place)
                case "list":
                    for label, item in self.numbers.items(child):
                        first, *others = list(self._paragraphs_in(item, place)) or [""]
                        yield from (label + first, *others)
                case "annotation":
                    self._leave_out_comment(child, place)
                case name if name not in _SKIPPED:
                    yield from self._paragraphs_in(child, place)

    def _text(self, element: Element, place: Message) -> str:
        raw = "".join(self._pieces(element, place))
        self.notices += dropped_characters(raw, place)
        return raw

    def _pieces(self, element: Element, place: Message) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            match name_of(child):
                case "s":
                    yield " " * min(natural(child.get(f"{_TEXT}c")), _SPACES)
                case "tab":
                    yield " "
                case "line-break":
                    yield "\n"
                case "annotation":
                    self._leave_out_comment(child, place)
                case "note":
                    what = Message("a footnote was left out: “{words}”", words=quote(child))
                    self.notices.append(Notice("left-out", place, what))
                case "image":
                    self.notices.append(Notice("left-out", place, Message("a picture was left out")))
                case "p" | "h":  # of a text box
                    yield "\n"
                    yield from self._pieces(child, place)
                case name if name not in _SKIPPED:
                    yield from self._pieces(child, place)
            yield child.tail or ""

    def _leave_out_comment(self, comment: Element, place: Message) -> None:
        what = Message("a comment on the cell was left out: “{words}”", words=quote(comment))
        self.notices.append(Notice("left-out", place, what))


def _deletions(body: Element) -> Iterator[Notice]:
    """Give a notice of each tracked deletion, which is accepted."""
    for changes in children(body, "tracked-changes"):
        for region in changes:
            for change in region:
                if name_of(change) == "deletion" and (words := quote(change)):
                    what = Message("a deletion was accepted: “{words}”", words=words)
                    yield Notice("decided", Message("the document"), what)
