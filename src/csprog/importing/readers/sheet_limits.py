"""Whether a workbook's sheets may be read: no two cells so far apart that the rectangle between them fills the memory."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

from csprog.errors import RefusedError
from csprog.i18n import Message

MOST_CELLS = 1_000_000
"""How many cells the rectangle of a sheet's contents may have: the reader keeps the empty ones among them too."""

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ROWS, _COLUMNS = 1_048_576, 16_384  # that a sheet can have
_OURS, _OTHERS = "xl/workbook.xml", frozenset({"xl/workbook.bin", "content.xml"})
_CONTENTS = frozenset({"v", "is", "f"})


def check_sheets(data: bytes, file: str) -> None:
    """Refuse a workbook (whose parts `check_archive` found harmless) with a sheet that would fill the memory.

    The reader knows other kinds of workbooks too (.ods, .xlsb), whose sheets we can't look through: they are refused.

    Raises:
        Refused: it has such a sheet, or is none that we can look through.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = {name.lower() for name in archive.namelist()}
        if _OURS not in names or names & _OTHERS:
            raise RefusedError(unsound(file))
        for part in archive.infolist():
            content = archive.read(part)
            if content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
                _check_spread(content, file)


def _check_spread(content: bytes, file: str) -> None:
    spread = _Spread()
    try:
        spread.parser.Parse(content, True)  # noqa: FBT003 - expat's protocol
    except (expat.ExpatError, ValueError):  # the latter for a place that is none
        raise RefusedError(unsound(file)) from None
    if spread.cells > MOST_CELLS:
        what = Message(
            "{file} has a cell far outside of its table (row {row}); delete what stands there",
            file=file,
            row=spread.last_row,
        )
        raise RefusedError(what)


def unsound(file: str) -> Message:
    """Return the sentence about a workbook that can't be understood."""
    return Message("{file} is no sound {suffix} file; save it anew", file=file, suffix=".xlsx")


class _Spread:
    """Follows a sheet's XML to the last row and the last column that have contents."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.parser = expat.ParserCreate("utf-8")  # whatever it declares: so the reader takes it
        self.parser.StartElementHandler = self._start

    @property
    def cells(self) -> int:
        return self.last_row * self.last_column

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        name, place = element.rpartition(":")[2], attributes.get("r")
        if name == "row":
            self.row, self.column = _within(self.row + 1 if place is None else int(place), _ROWS), 0
        elif name == "c" and place is None:
            self.column = _within(self.column + 1, _COLUMNS)
        elif name == "c":
            if (found := _REFERENCE.fullmatch(place or "")) is None:
                raise ValueError(place)
            self.column, self.row = _within(_column(found[1]), _COLUMNS), _within(int(found[2]), _ROWS)
        elif name in _CONTENTS:
            self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)


def _within(number: int, most: int) -> int:
    """Return a row's or a column's number, which the reader would believe however large it is."""
    if not 0 < number <= most:
        raise ValueError(number)
    return number


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
