"""How the cells of a workbook look: few kinds, made once for a workbook."""

from __future__ import annotations

from typing import Any

from csprog.programme.enums import Status

LINE = 13  # points; the height of a line of the font below
LETTER = 6.6  # pixels; how wide a letter of it is, spaces among them
_DATE = "dd.mm.yyyy"
_LINE = "#BFBFBF"
FONT = {"font_name": "Arial", "font_size": 10}  # as wide everywhere: Liberation Sans has its measures
_CELL = {**FONT, "text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
_HEAD = {**_CELL, "bold": True, "valign": "vcenter", "align": "center"}
_TO_FILL = {"bg_color": "#FFF9DB", "locked": False}
_STANDINGS = {  # ground and letters, dark on light, told apart without colours by their words
    Status.PLANNED: ("#F2F2F2", "#404040"),
    Status.DUE_SOON: ("#FFF2CC", "#7F4F00"),
    Status.PARTLY_COMPLETED: ("#DDEBF7", "#1F4E79"),
    Status.OVERDUE: ("#F8CBAD", "#9C0006"),
    Status.COMPLETED: ("#E2EFDA", "#245B13"),
    Status.COMPLETED_LATE: ("#E2EFDA", "#7F4F00"),
    Status.NOT_COMPLETED: ("#EADCF4", "#5B2C7F"),
    Status.CANCELLED: ("#D9D9D9", "#404040"),
}


class CellFormats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        """Make the formats of `book`."""
        self._book = book
        self._dates: dict[str | None, Any] = {}
        self.title = book.add_format({**FONT, "bold": True, "font_size": 13})
        self.note = book.add_format({**FONT, "font_color": "#595959"})
        self.note_date = book.add_format({**FONT, "bold": True, "num_format": _DATE, "align": "left"})
        self.date_to_set = book.add_format({**_CELL, **_TO_FILL, "bold": True, "num_format": _DATE, "align": "left"})
        self.head = book.add_format({**_HEAD, "bg_color": "#D9E2EC"})
        self.head_to_fill = book.add_format({**_HEAD, "bg_color": "#FFE699"})
        self.text = book.add_format({**_CELL, "num_format": "@"})
        self.to_fill = book.add_format({**_CELL, **_TO_FILL})
        self.date_to_fill = book.add_format({**_CELL, **_TO_FILL, "num_format": _DATE, "align": "left"})
        self.standing = book.add_format({**_CELL, "bold": True})
        self.number = book.add_format({**_CELL, "align": "center"})
        self.total = book.add_format({**_CELL, "align": "center", "bold": True})
        self.total_text = book.add_format({**_CELL, "bold": True})
        self.share = book.add_format({**_CELL, "align": "center", "num_format": "0.0 %"})
        self.whole_share = book.add_format({"num_format": "0 %"})
        self.overdue = book.add_format({"bg_color": "#FDE9E2", "font_color": "#9C0006"})
        self.missing = book.add_format({"bg_color": "#F4B183"})
        self.standings = {
            standing: book.add_format({"bg_color": ground, "font_color": letters})
            for standing, (ground, letters) in _STANDINGS.items()
        }

    def date(self, printed: str | None) -> Any:
        """Return the look of a date; with `printed` its cell shows these words, and sorts and computes as the date."""
        if printed not in self._dates:
            shown = _DATE if printed is None else '"{}"'.format(" ".join(printed.replace('"', "''").split()))
            self._dates[printed] = self._book.add_format({**_CELL, "num_format": shown, "align": "left"})
        return self._dates[printed]
