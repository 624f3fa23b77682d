"""Reads of a workbook what its values don't say: formats of numbers, hidden rows, struck-out text, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any
from xml.etree.ElementTree import Element  # names a type only

from xlsxwriter.utility import xl_cell_to_rowcol

from csprog.importing.readers.ooxml_package import OfficePackage

_BUILT_IN = {2: "0.00", 14: "dd.mm.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"}
_NOT_SHOWN = re.compile(r'\[[^\]]{0,40}\]|"[^"]{0,100}"|\\.')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_DECIMALS = re.compile(r"0\.(0{1,4})")

Position = tuple[int, int]
"""Row and column of a cell, from 0."""


@dataclass(slots=True)
class SheetFormats:
    """The formats of a sheet, beside its values; rows and columns count from 0."""

    codes: dict[Position, str] = field(default_factory=dict)
    struck: set[Position] = field(default_factory=set)
    without_value: set[Position] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    comments: dict[Position, str] = field(default_factory=dict)

    def shows_months(self, cell: Position) -> str:
        """Return which parts of a date a cell shows if no day: "my", "y" or "m", else an empty text."""
        code = _NOT_SHOWN.sub("", self.codes.get(cell, "")).lower()
        parts = {sign for sign in code if sign in "dmyгмд"}
        if not parts or parts & {"d", "д"} or "h" in code or "s" in code:
            return ""
        return ("m" if parts & {"m", "м"} else "") + ("y" if parts & {"y", "г"} else "")

    def decimals(self, cell: Position) -> int | None:
        """Return how many decimals a cell always shows, None if as many as there are."""
        match = _DECIMALS.fullmatch(self.codes.get(cell, ""))
        return len(match[1]) if match else None


def sheet_formats(package: OfficePackage) -> dict[str, SheetFormats]:
    """Return the formats of each sheet by its name.

    Raises:
        RefusedError: a part is no sound XML, or too large for a plan.
    """
    workbook, targets = package.xml("xl/workbook.xml"), _targets(package, "xl/workbook.xml")
    styles = _Styles(package.xml("xl/styles.xml"))
    found: dict[str, SheetFormats] = {}
    for sheet in () if workbook is None else _all(workbook, "sheet"):
        part = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", ("", ""))[0]
        root = package.xml(part) if part else None
        if root is not None:
            found[sheet.get("name", "")] = _formats(root, styles)
            found[sheet.get("name", "")].comments = _comments(package, part)
    return found


def sheet_comments(package: OfficePackage) -> dict[str, dict[Position, str]]:
    """Return the comments on the cells of each sheet by its name."""
    workbook, targets = package.xml("xl/workbook.xml"), _targets(package, "xl/workbook.xml")
    parts = {
        sheet.get("name", ""): targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", ("", ""))[0]
        for sheet in (() if workbook is None else _all(workbook, "sheet"))
    }
    return {name: _comments(package, part) for name, part in parts.items() if part}


class _Styles:
    """The number formats and struck-out fonts of a workbook's cell formats."""

    def __init__(self, root: Element | None) -> None:
        self._formats: list[tuple[str, bool]] = []
        if root is None:
            return
        codes = {entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in _all(root, "numFmt")}
        fonts = [_is_struck(font) for parent in _all(root, "fonts") for font in parent]
        for parent in _all(root, "cellXfs"):
            for entry in parent:
                number, font = entry.get("numFmtId", "0"), _index(entry.get("fontId"))
                code = codes.get(number) or _BUILT_IN.get(_index(number), "")
                self._formats.append((code, font < len(fonts) and fonts[font]))

    def of(self, cell: Element) -> tuple[str, bool]:
        index = _index(cell.get("s"))
        return self._formats[index] if index < len(self._formats) else ("", False)


def _formats(root: Element, styles: _Styles) -> SheetFormats:
    found = SheetFormats()
    row_number = -1
    for row in _all(root, "row"):
        row_number = _index(row.get("r"), row_number + 2) - 1
        if row.get("hidden") in {"1", "true"}:
            found.hidden_rows.add(row_number)
        for place, cell in _cells(row, row_number):
            code, is_struck = styles.of(cell)
            if code:
                found.codes[place] = code
            if is_struck:
                found.struck.add(place)
            names = {_name(child) for child in cell if child.text or _name(child) == "f"}
            if "f" in names and not names & {"v", "is"}:
                found.without_value.add(place)
    return found


def _cells(row: Element, number: int) -> Iterator[tuple[Position, Element]]:
    column = -1
    for cell in row:
        if _name(cell) != "c":
            continue
        column += 1
        if reference := cell.get("r"):
            column = xl_cell_to_rowcol(reference)[1]
        yield (number, column), cell


def _comments(package: OfficePackage, part: str) -> dict[Position, str]:
    """Return the comments on a sheet's cells."""
    found: dict[Position, str] = {}
    for target, kind in _targets(package, part).values():
        root = package.xml(target) if kind.endswith("/comments") else None
        for comment in () if root is None else _all(root, "comment"):
            words = " ".join("".join(text.text or "" for text in _all(comment, "t")).split())
            if (reference := comment.get("ref")) and words:
                found[xl_cell_to_rowcol(reference)] = words
    return found


def _targets(package: OfficePackage, part: str) -> dict[str, tuple[str, str]]:
    """Return the parts that a part refers to, and the kind of each relation, by its id."""
    folder, _, name = part.rpartition("/")
    relations = package.xml(f"{folder}/_rels/{name}.rels")
    found = {}
    for relation in () if relations is None else relations:
        target = relation.get("Target", "")
        path = target.removeprefix("/") if target.startswith("/") else normpath(join(folder, target))
        found[relation.get("Id", "")] = (path, relation.get("Type", ""))
    return found


def _is_struck(font: Element) -> bool:
    return any(_name(child) == "strike" and child.get("val", "1") not in {"0", "false"} for child in font)


def _all(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name in any namespace: strict files have another."""
    return (element for element in root.iter() if _name(element) == name)


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _index(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else default  # noqa: PLR2004


def is_struck_out(row: Sequence[Any], number: int, formats: SheetFormats) -> bool:
    """Tell whether all of a row's values are struck out."""
    filled = [(number, column) for column, value in enumerate(row) if value != ""]
    return bool(filled) and all(place in formats.struck for place in filled)
