"""Creates the cell formats of a workbook, each once."""

from __future__ import annotations

from typing import Any

from csprog.programme.enums import Outcome, Status

LINE_HEIGHT = 13  # points, of the font below
LETTER_WIDTH = 6.6  # pixels, on average with spaces
_DATE = "dd.mm.yyyy"
AMOUNT = "#,##0.00"
FONT = {"font_name": "Arial", "font_size": 10}  # LibreOffice replaces it by Liberation Sans, which is as wide
_CELL = {**FONT, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
_LEFT_CELL = {**_CELL, "align": "left"}  # a date would stand on the right
_CENTRED_CELL = {**_CELL, "align": "center"}
_HEAD = {**_CENTRED_CELL, "bold": True, "valign": "vcenter"}
_INPUT = {"bg_color": "#FFF9DB", "locked": False}
_STATUS_COLOURS: dict[
    Status | Outcome, tuple[str, str]
] = {  # background and dark text; the words tell statuses apart without colours
    Status.PLANNED: ("#F2F2F2", "#404040"),
    Status.DUE_SOON: ("#FFF2CC", "#7F4F00"),
    Status.PARTLY_COMPLETED: ("#DDEBF7", "#1F4E79"),
    Status.OVERDUE: ("#F8CBAD", "#9C0006"),
    Outcome.DONE: ("#E2EFDA", "#245B13"),
    Outcome.DONE_LATE: ("#E2EFDA", "#7F4F00"),
    Outcome.PARTLY_DONE: ("#EADCF4", "#5B2C7F"),
    Outcome.DONE_AFTER_YEAR: ("#EADCF4", "#5B2C7F"),
    Outcome.POSTPONED: ("#DDEBF7", "#1F4E79"),
    Outcome.CANCELLED: ("#D9D9D9", "#404040"),
    Outcome.NOT_DONE: ("#EADCF4", "#5B2C7F"),
}


class CellFormats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        """Add the formats to `book`."""
        self._book = book
        self._dates: dict[str | None, Any] = {}
        self.title = book.add_format({**FONT, "bold": True, "font_size": 13})
        self.note = book.add_format({**FONT, "font_color": "#595959"})
        self.note_date = book.add_format({**FONT, "bold": True, "num_format": _DATE, "align": "left"})
        self.report_date = book.add_format({**_LEFT_CELL, **_INPUT, "bold": True, "num_format": _DATE})
        self.head = book.add_format({**_HEAD, "bg_color": "#D9E2EC"})
        self.input_head = book.add_format({**_HEAD, "bg_color": "#FFE699"})
        self.text = book.add_format({**_CELL, "num_format": "@"})
        self.input = book.add_format({**_CELL, **_INPUT})
        self.input_date = book.add_format({**_LEFT_CELL, **_INPUT, "num_format": _DATE})
        self.input_text = book.add_format({**_CELL, **_INPUT, "num_format": "@"})
        self.input_amount = book.add_format({**_LEFT_CELL, **_INPUT, "num_format": AMOUNT})
        self.status = book.add_format({**_CELL, "bold": True})
        self.number = book.add_format(_CENTRED_CELL)
        self.total = book.add_format({**_CENTRED_CELL, "bold": True})
        self.total_text = book.add_format({**_CELL, "bold": True})
        self.share = book.add_format({**_CENTRED_CELL, "num_format": "0.0 %"})
        self.whole_share = book.add_format({"num_format": "0 %"})
        self.overdue = book.add_format({"bg_color": "#FDE9E2", "font_color": "#9C0006"})
        self.missing = book.add_format({"bg_color": "#F4B183"})
        self.statuses = {
            status: book.add_format({"bg_color": background, "font_color": text})
            for status, (background, text) in _STATUS_COLOURS.items()
        }

    def date(self, printed: str | None = None) -> Any:
        """Return the format of a date; its cell shows the words `printed` if given.

        The cell's value stays a date, so that it can be sorted and computed with.
        """
        if printed not in self._dates:
            code = _DATE if printed is None else '"{}"'.format(" ".join(printed.replace('"', "''").split()))
            self._dates[printed] = self._book.add_format({**_LEFT_CELL, "num_format": code})
        return self._dates[printed]
