"""Reads the elements of OpenDocument's content.xml, and the values of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element  # names a type only

from csprog.i18n import Message
from csprog.importing.readers.document import MOST_COLUMNS, MOST_ROWS, TextLimit, Unreadable, shortened, too_large
from csprog.importing.readers.ooxml_package import OfficePackage

_LONGEST_QUOTE = 2_000  # characters
_ROWS = frozenset({"table-row-group", "table-header-rows", "table-rows"})
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of merged ones, each as row and column from 0."""


@dataclass(slots=True)
class OdfSheet:
    """The values of a sheet, its merged cells and comments."""

    rows: list[list[Any]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)


def read_odf_cells(package: OfficePackage) -> dict[str, OdfSheet]:
    """Return the values of every sheet of an .ods, by the sheet's name.

    Raises:
        RefusedError: it is no sound .ods, or too large for a workbook.
    """
    _, body = body_of(package)
    limit = TextLimit()
    return {table.get(f"{_TABLE}name", ""): _values(table, limit) for table in children(body, "table")}


def body_of(package: OfficePackage) -> tuple[Element, Element]:
    """Return the root and the text or workbook of content.xml."""
    root = package.xml("content.xml")
    if root is None or b"encryption-data" in package.parts.get("META-INF/manifest.xml", b""):
        raise Unreadable(Message("the file is damaged or protected by a password; save it again without one"))
    body = root.find(f"{_OFFICE}body")
    inner = None if body is None else next(iter(body), None)
    if inner is None or name_of(inner) not in {"text", "spreadsheet"}:
        raise Unreadable(Message("this is neither a text document nor a workbook; save it as .docx or .xlsx"))
    return root, inner


def _values(table: Element, limit: TextLimit) -> OdfSheet:
    found = OdfSheet()
    for index, row, _ in rows_of(table):
        values: list[Any] = []
        for element, count in repeated_cells(row):
            place = (index, len(values))
            value = _value(element)
            limit.count(len(str(value)) * count)
            values += [value] * count
            width, height = (natural(element.get(f"{_TABLE}number-{name}-spanned")) for name in ("columns", "rows"))
            if width > 1 or height > 1:
                found.merged.append((place, (place[0] + height - 1, place[1] + width - 1)))
            for comment in children(element, "annotation"):
                found.comments[place] = quote(comment)
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
    return "\n".join("".join(_words(paragraph)) for paragraph in children(cell, "p"))


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if name_of(child) not in {"annotation", "note"}:
            yield {"s": " ", "tab": " ", "line-break": "\n"}.get(name_of(child), "")
            yield from _words(child)
        yield child.tail or ""


def rows_of(table: Element, first: int = 0) -> Iterator[tuple[int, Element, int]]:
    """Yield each row of a table with its index from 0 and how often it stands there; those of groups too."""
    index = first
    for child in table:
        if name_of(child) in _ROWS:
            for index, row, count in rows_of(child, index):  # noqa: B020 - it goes on counting
                yield index, row, count
                index += count  # noqa: PLW2901
        elif name_of(child) == "table-row":
            count = natural(child.get(f"{_TABLE}number-rows-repeated"))
            yield index, child, count
            index += count


def repeated_cells(row: Element) -> Iterator[tuple[Element, int]]:
    """Yield the cells of a row and how often each stands there, without the empty ones at its end."""
    cells = [cell for cell in row if name_of(cell) in {"table-cell", "covered-table-cell"}]
    while cells and not len(cells[-1]) and natural(cells[-1].get(f"{_TABLE}number-columns-repeated")) > 1:
        cells.pop()
    for cell in cells:
        count = natural(cell.get(f"{_TABLE}number-columns-repeated"))
        if count > MOST_COLUMNS:
            raise too_large()
        yield cell, count


def quote(element: Element) -> str:
    """Return the words of an element on one line, cut if they are many."""
    return shortened(" ".join("".join(element.itertext()).split()), _LONGEST_QUOTE)


def children(parent: Element, name: str) -> Iterator[Element]:
    """Return the children of a name in any namespace."""
    return (child for child in parent if name_of(child) == name)


def natural(text: str | None) -> int:
    """Return a count, 1 if none is given."""
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
