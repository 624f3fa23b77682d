"""Refuses workbooks whose sheets would fill the memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from posixpath import normpath
from xml.parsers import expat

from xlsxwriter.utility import xl_cell_to_rowcol

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.importing.readers.document import TextLimit, too_large
from csprog.importing.readers.ooxml_package import OfficePackage

MOST_CELLS = 1_000_000
"""Cells of the rectangles around the contents of sheets: calamine keeps their empty cells too."""
MOST_SHEETS = 200
_MOST_DEFINED_NAMES = 10_000

_REFERENCE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}")
_ROWS, _COLUMNS = 1_048_576, 16_384  # of the largest sheet
_RELATIONS = "xl/_rels/workbook.xml.rels"
_WORKBOOK, _OTHER_KINDS = "xl/workbook.xml", frozenset({"xl/workbook.bin", "content.xml"})
_CONTENTS = frozenset({"v", "is", "f"})
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n"


def check_sheets(package: OfficePackage) -> None:
    """Refuse a workbook that would fill the memory, by far cells or by what it refers to.

    calamine reads .xlsb and .ods as well, whose sheets this doesn't parse: they are refused.

    Raises:
        RefusedError: a cell lies too far away, the cells or their texts are too many, or a sheet is unsound.
    """
    names = {name.lower() for name in package.parts}
    if _WORKBOOK not in names or names & _OTHER_KINDS:
        raise package.unsound()
    # Any part may be a sheet: a relation names it, and calamine follows that wherever it leads.
    contents = {name: part for name, part in package.parts.items() if part.lstrip(_BEFORE_XML).startswith(b"<")}
    parts = [_read(content, package, is_list=name.lower() == _RELATIONS) for name, content in contents.items()]
    _check_extents(parts, package)
    _check_references(parts)


def _read(content: bytes, package: OfficePackage, *, is_list: bool) -> _Part:
    part = _Part(is_list=is_list)
    try:
        part.parser.Parse(content, True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, ValueError):  # ValueError: a reference outside of any sheet
        raise package.unsound() from None
    return part


def _check_extents(parts: list[_Part], package: OfficePackage) -> None:
    left = MOST_CELLS
    for part in parts:
        left -= part.last_row * part.last_column
        if left < 0:
            what = Message(
                "{file} has a cell far outside the table (row {row}); delete it",
                file=package.file,
                row=part.last_row,
            )
            raise RefusedError(what)


def _check_references(parts: list[_Part]) -> None:
    """Refuse what is small by itself and large by how often it is referred to."""
    relations = Counter(relation for part in parts for relation in part.sheets)
    names = sum(part.defined_names for part in parts)
    if relations.total() > MOST_SHEETS or names > _MOST_DEFINED_NAMES or any(n > 1 for n in relations.values()):
        raise too_large()
    if any(n > 1 for n in Counter(target for part in parts for target in part.targets).values()):
        raise too_large()  # several sheets in one part, which no office program writes
    limit = TextLimit()
    for length, uses in _lengths_and_uses(parts):
        limit.count(length * uses)


def _lengths_and_uses(parts: list[_Part]) -> Iterator[tuple[int, int]]:
    """Yield the length of each shared text and the number of cells that show it."""
    uses: Counter[int] = Counter()
    for part in parts:
        uses.update(part.shared)
    longest = [max(lengths) for lengths in zip_longest(*(part.texts for part in parts), fillvalue=0)]
    yield from ((length, uses[index]) for index, length in enumerate(longest))


class _Part:
    """A part's last row and column with contents, counted from 1, and what it refers to.

    `texts` are the lengths of its shared texts, `shared` counts the cells that show them, by their index.
    """

    def __init__(self, *, is_list: bool) -> None:
        self.is_list = is_list  # of the workbook's parts
        self.row = self.column = self.last_row = self.last_column = self.defined_names = 0
        self.sheets: list[str] = []
        self.targets: list[str] = []
        self.texts: list[int] = []
        self.shared: Counter[int] = Counter()
        self._is_shared = False
        self._index = ""
        self._in = ""
        self.parser = expat.ParserCreate("utf-8")  # as calamine decodes it, whatever it declares
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(":")[2]
        if name in {"row", "c"} or name in _CONTENTS:
            self._place(name, attributes)
        elif name == "si":
            self.texts.append(0)
            self._in = name
        elif name == "sheet":
            self.sheets += [value for key, value in attributes.items() if key.rpartition(":")[2] == "id"]
        elif name == "Relationship" and self.is_list:
            self.targets.append(normpath(attributes.get("Target", "")).rpartition("xl/")[2].casefold())
        self.defined_names += name == "definedName"

    def _place(self, name: str, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if name == "row":
            self.row, self.column = _within(self.row + 1 if reference is None else int(reference), _ROWS), 0
        elif name == "c" and reference is None:
            self.column = _within(self.column + 1, _COLUMNS)
        elif name == "c":
            if _REFERENCE.fullmatch(reference or "") is None:
                raise ValueError(reference)
            row, column = xl_cell_to_rowcol((reference or "").upper())
            self.row, self.column = _within(row + 1, _ROWS), _within(column + 1, _COLUMNS)
        else:
            self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if name == "c":
            self._is_shared = attributes.get("t") == "s"
        elif name == "v" and self._is_shared:
            self._in, self._index = name, ""

    def _characters(self, text: str) -> None:
        if self._in == "si":
            self.texts[-1] += len(text)
        elif self._in == "v":
            self._index += text

    def _end(self, element: str) -> None:
        if self._in != element.rpartition(":")[2]:
            return
        if self._in == "v" and self._index.strip().isascii() and self._index.strip().isdigit():
            self.shared[int(self._index)] += 1
        self._in = ""


def _within(number: int, most: int) -> int:
    if not 0 < number <= most:
        raise ValueError(number)
    return number
