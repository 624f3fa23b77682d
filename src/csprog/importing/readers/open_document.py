"""Reads OpenDocument texts and sheets (.odt, .ods), which LibreOffice, R7 and MyOffice write.

Tracked changes are accepted, automatic numbers written out, cells read as they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element  # names a type only

from csprog.i18n import Message
from csprog.importing.readers.document import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Notice,
    Paragraph,
    Row,
    SourceDocument,
    Table,
    TextLimit,
    Unreadable,
    all_lines,
    check_paragraphs,
    check_rows,
    dropped_characters,
    lines_of,
    shortened,
    too_large,
)
from csprog.importing.readers.odf_lists import ListNumbers
from csprog.importing.readers.ooxml_package import OfficePackage

_LONGEST_QUOTE = 200  # characters
_SPACES = 100
_SKIPPED = frozenset({"tracked-changes", "sequence-decls", "forms", "annotation-end", "soft-page-break", "bookmark", "desc", "title"})
_ROWS = frozenset({"table-row-group", "table-header-rows", "table-rows"})
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of merged ones, each as row and column from 0."""


@dataclass(slots=True)
class OdfSheet:
    """The values of a sheet, its merged cells and comments."""

    rows: list[list[Any]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)


def read_open_document(package: OfficePackage) -> SourceDocument:
    """Return the contents of an .odt or .ods.

    Raises:
        RefusedError: it is another kind of document, damaged, locked, or too large for a plan.
    """
    root, body = _body(package)
    reader = _Reader(ListNumbers(package.xml("styles.xml"), root))
    blocks = tuple(reader.blocks(body)) if name_of(body) == "text" else tuple(reader.sheets(body))
    check_paragraphs(reader.paragraphs)
    return SourceDocument(blocks, (*_deletions(body), *reader.notices))


def read_odf_cells(package: OfficePackage) -> dict[str, OdfSheet]:
    """Return the values of every sheet of an .ods, by the sheet's name.

    Raises:
        RefusedError: it is no sound .ods, or too large for a workbook.
    """
    _, body = _body(package)
    limit = TextLimit()
    return {table.get(f"{_TABLE}name", ""): _values(table, limit) for table in _children(body, "table")}


def _body(package: OfficePackage) -> tuple[Element, Element]:
    """Return the root and the text or workbook of content.xml."""
    root = package.xml("content.xml")
    if root is None or b"encryption-data" in package.parts.get("META-INF/manifest.xml", b""):
        raise Unreadable(Message("this is damaged or locked with a password; save it anew without one"))
    body = root.find(f"{_OFFICE}body")
    inner = None if body is None else next(iter(body), None)
    if inner is None or name_of(inner) not in {"text", "spreadsheet"}:
        raise Unreadable(Message("this is neither a text nor a workbook; csprog imports .docx, .xlsx, .odt, .ods and text"))
    return root, inner


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
        for table in _children(body, "table"):
            name = table.get(f"{_TABLE}name", "")
            found = self._table(table, Message("sheet “{sheet}”", sheet=name), "", name)
            if found.rows:
                yield found

    def _table(self, table: Element, place: Message, number: str, sheet: str = "") -> Table:
        rows: list[Row] = []
        above: dict[int, tuple[Cell, int]] = {}  # by column: a cell from above, and for how many rows yet
        for index, row, count in _rows(table):
            where = Message("sheet “{sheet}”, row {row}", sheet=sheet, row=index + 1) if sheet else Message(
                "table {table}, row {row}", table=number, row=index + 1
            )
            cells = tuple(self._cells(row, where, above))
            if not sheet or any(cell.lines for cell in cells):
                if count > 1 and any(cell.lines for cell in cells):
                    self._count_rows(count - 1)
                    rows += [Row(where, cells)] * (count - 1)
                self._count_rows(1)
                rows.append(Row(where, cells))
                if row.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
                    what = Message("this row is hidden; it was read all the same: is it one of the plan?")
                    self.notices.append(Notice("question", where, what))
        return Table(place, tuple(rows), sheet)

    def _count_rows(self, count: int) -> None:
        self._all_rows += count
        check_rows(self._all_rows)

    def _cells(self, row: Element, place: Message, above: dict[int, tuple[Cell, int]]) -> Iterator[Cell]:
        column = 0
        for element, count in _repeated_cells(row):
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
            span = _natural(element.get(f"{_TABLE}number-columns-spanned"))
            height = _natural(element.get(f"{_TABLE}number-rows-spanned"))
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
                    yield " " * min(_natural(child.get(f"{_TEXT}c")), _SPACES)
                case "tab":
                    yield " "
                case "line-break":
                    yield "\n"
                case "annotation":
                    self._leave_out_comment(child, place)
                case "note":
                    what = Message("a footnote was left out: “{words}”", words=_quote(child))
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
        what = Message("a comment on the cell was left out: “{words}”", words=_quote(comment))
        self.notices.append(Notice("left-out", place, what))


def _deletions(body: Element) -> Iterator[Notice]:
    """Give a notice of each tracked deletion, which is accepted."""
    for changes in _children(body, "tracked-changes"):
        for region in changes:
            for change in region:
                if name_of(change) == "deletion" and (words := _quote(change)):
                    what = Message("a deletion was accepted: “{words}”", words=words)
                    yield Notice("decided", Message("the document"), what)


def _values(table: Element, limit: TextLimit) -> OdfSheet:
    found = OdfSheet()
    for index, row, _ in _rows(table):
        values: list[Any] = []
        for element, count in _repeated_cells(row):
            place = (index, len(values))
            value = _value(element)
            limit.count(len(str(value)) * count)
            values += [value] * count
            width, height = (_natural(element.get(f"{_TABLE}number-{name}-spanned")) for name in ("columns", "rows"))
            if width > 1 or height > 1:
                found.merged.append((place, (place[0] + height - 1, place[1] + width - 1)))
            for comment in _children(element, "annotation"):
                found.comments[place] = _quote(comment)
        if any(value != "" for value in values):
            if index > 10 * MOST_ROWS:
                raise too_large()
            found.rows += [[] for _ in range(index - len(found.rows))]
            found.rows.append(values)
    width = max(map(len, found.rows), default=0)
    found.rows = [[*row, *[""] * (width - len(row))] for row in found.rows]
    return found


def _value(cell: Element) -> Any:
    match cell.get(f"{_OFFICE}value-type"):
        case "date":
            try:
                return date.fromisoformat(cell.get(f"{_OFFICE}date-value", "")[:10])
            except ValueError:
                pass
        case "boolean":
            return cell.get(f"{_OFFICE}boolean-value") == "true"
        case "float":
            try:
                return float(cell.get(f"{_OFFICE}value", ""))
            except ValueError:
                pass
    return "\n".join("".join(_words(paragraph)) for paragraph in _children(cell, "p"))


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if name_of(child) not in {"annotation", "note"}:
            yield {"s": " ", "tab": " ", "line-break": "\n"}.get(name_of(child), "")
            yield from _words(child)
        yield child.tail or ""


def _rows(table: Element, first: int = 0) -> Iterator[tuple[int, Element, int]]:
    """Yield each row of a table with its index from 0 and how often it stands there; those of groups too."""
    index = first
    for child in table:
        if name_of(child) in _ROWS:
            for index, row, count in _rows(child, index):  # noqa: B020, PLW2901 - it goes on counting
                yield index, row, count
                index += count  # noqa: PLW2901
        elif name_of(child) == "table-row":
            count = _natural(child.get(f"{_TABLE}number-rows-repeated"))
            yield index, child, count
            index += count


def _repeated_cells(row: Element) -> Iterator[tuple[Element, int]]:
    """Yield the cells of a row and how often each stands there, without the empty ones at its end."""
    cells = [cell for cell in row if name_of(cell) in {"table-cell", "covered-table-cell"}]
    while cells and not len(cells[-1]) and _natural(cells[-1].get(f"{_TABLE}number-columns-repeated")) > 1:
        cells.pop()
    for cell in cells:
        count = _natural(cell.get(f"{_TABLE}number-columns-repeated"))
        if count > MOST_COLUMNS:
            raise too_large()
        yield cell, count


def _quote(element: Element) -> str:
    return shortened(" ".join("".join(element.itertext()).split()), 10 * _LONGEST_QUOTE)


def _children(parent: Element, name: str) -> Iterator[Element]:
    return (child for child in parent if name_of(child) == name)


def _natural(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
