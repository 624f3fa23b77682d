"""Tells the headings among the rows of a table of measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from csprog.importing.mapping.cells import text_of
from csprog.importing.mapping.layout import Layout
from csprog.importing.mapping.numbers import depth, is_roman, parse_number, split_number
from csprog.importing.mapping.row_kinds import has_own_text, is_sub_item
from csprog.importing.readers.document import Cell, Row
from csprog.programme.column_roles import Role

_SECTION, _PROPOSAL = 1, 3  # depths of numbers
_HEADING_CELLS = 2  # the number and the title
_MOST_HEADINGS = 3  # one above another


class Headings:
    """The rows of a table, among them headings."""

    def __init__(self, layout: Layout, rows: Sequence[Row]) -> None:
        """Take aligned rows; their numbers tell how deep those of measures are."""
        self.layout = layout
        self.rows = rows
        self.measure_depth = usual_depth(layout, rows)

    def find(self, index: int, filled: Sequence[Cell]) -> tuple[str, str] | None:
        """Return the number and title of a heading, None for another row.

        A heading covers several columns, or leaves measure, deadline and result empty.
        """
        cells = self.layout.cells(self.rows[index])
        others = [cells[role] for role in ("measure", "due", "result") if role in cells and cells[role].lines]
        *before, last = filled
        title = text_of(last, " ")
        is_wide = last.span > 1 and len(filled) <= _HEADING_CELLS and last.span > _usual_span(self.layout, last)
        is_alone = not others or others == [last]
        if len(before) > 1 or (before and before[0] is not cells.get("number")):
            return None
        number = " ".join(before[0].lines) if before else ""
        numbered = split_number(title) if not number else None
        if numbered is not None and (is_wide or (is_alone and self._is_above(numbered[0]))):
            return numbered
        following = self.rows[index + 1 : index + 2]
        if is_wide or (
            number
            and is_alone
            and (self._is_above(number) or self._begins_anew(number, following))
            and not leads(self.layout, cells, following)
        ):
            return number, title
        is_heading = not before and others == [last] and last is cells.get("measure") and self._heads_rows(index)
        return ("", title) if is_heading else None

    def _is_above(self, number: str) -> bool:
        """Tell whether a number is that of a heading rather than of a row like the others."""
        parsed = parse_number(number)
        if parsed is None:
            return False
        return depth(parsed) < self.measure_depth or (is_roman(number) and self.measure_depth == _SECTION)

    def _begins_anew(self, number: str, following: Sequence[Row]) -> bool:
        """Tell whether the next row, with a deadline, doesn't go on counting from a number: that one is a heading's."""
        for row in following:
            cells = self.layout.cells(row)
            printed, parsed = printed_number(cells)[0], parse_number(number)
            below = parse_number(printed)
            if parsed is None or below is None or not has_own_text(cells.get("due")) or depth(parsed) != depth(below):
                return False
            is_next = int(below.rpartition(".")[2]) == int(parsed.rpartition(".")[2]) + 1
            return not is_next or printed.endswith(".") != number.endswith(".")
        return False

    def _heads_rows(self, index: int) -> bool:
        """Tell whether a row with only words in the measure's column is a heading of the rows below it."""
        text = text_of(self.layout.cells(self.rows[index]).get("measure"), " ")
        if is_sub_item(text) or text[0].islower() or text.endswith((":", ";", ",")):
            return False
        for row in self.rows[index + 1 : index + _MOST_HEADINGS]:
            cells = self.layout.cells(row)
            if any(has_own_text(cells.get(role)) for role in ("number", "due", "result")):
                return not is_sub_item(text_of(cells.get("measure")))
        return False


def usual_depth(layout: Layout, rows: Sequence[Row]) -> int:
    """Return the depth that most numbers of rows with a measure and its deadline or result have.

    A heading may have its title in the column of deadlines.
    """
    depths: Counter[int] = Counter()
    for row in rows:
        cells = layout.cells(row)
        is_measure = "measure" in cells and cells["measure"].lines
        if is_measure and (has_own_text(cells.get("due")) or has_own_text(cells.get("result"))):
            number = parse_number(printed_number(cells)[0])
            depths.update([depth(number)] if number else [])
    return depths.most_common(1)[0][0] if depths else _PROPOSAL


def leads(layout: Layout, cells: Mapping[Role, Cell], following: Sequence[Row]) -> bool:
    """Tell whether a row without a deadline is a line above sub-items with deadlines: its proposal."""
    if layout.has("proposal") or any(has_own_text(cells.get(role)) for role in ("due", "result")):
        return False
    for row in following:
        below = layout.cells(row)
        item = below.get("measure")
        is_item = has_own_text(item) and is_sub_item(" ".join(item.lines)) and not has_own_text(below.get("number"))  # type: ignore[union-attr]
        return is_item and has_own_text(below.get("due"))
    return False


def printed_number(cells: Mapping[Role, Cell]) -> tuple[str, Cell | None]:
    """Return the number that a row prints, empty if it has none of its own, and its cell."""
    number = cells.get("number")
    return (" ".join(number.lines) if number is not None and has_own_text(number) else ""), number


def _usual_span(layout: Layout, cell: Cell) -> int:
    """Return how many columns the head's own cell covers where `cell` begins."""
    later = [start for start in (*layout.starts, len(layout.names)) if start > cell.column]
    return later[0] - cell.column if later else 1
