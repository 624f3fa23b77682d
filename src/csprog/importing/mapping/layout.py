"""Finds the columns of a table of measures by the words of its head, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from csprog.importing.mapping.row_kinds import is_column_numbers
from csprog.importing.readers.document import Cell, Row, Table
from csprog.parsing.deadlines import names_deadline
from csprog.programme.column_roles import Role, roles_of

_PLAN_ROLES: frozenset[Role] = frozenset({"proposal", "measure", "due", "result"})
_FILLED_IN = re.compile(
    r"^[0-9]+(?:\.[0-9]+)+\.?$|[0-9]{2}\.[0-9]{2}\.[0-9]{4}|^[1-4IViv]{1,3}\s?кварт"
)  # what no head has
_UNDER_HEAD = re.compile(
    r"(?:начал|окончан|конец|завершен|план|факт|всего|итого|сумм|объем|источник|в том числе|из них)[а-я]{0,3}\b.{0,40}"
    r"|с|по|20\d\d\s?(?:г\.?|год[а-я]?)?|(?:[1-4]|I{1,3}|IV)\s?кв[а-я.]{0,6}|(?:тыс|млн)\.?\s?руб\.?|руб\.?",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"факт|отметк|состояни|статус|причин|исполнено|выполнено", re.IGNORECASE)
_FARTHEST = 30  # rows that a sheet may have above the head
_TOTAL = re.compile(r"всего|итого", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns: names as printed, and roles by column from 0.

    `head` is the index of the first row of the head, `first` that of the row below it. `starts` are the columns at
    which the head's cells begin, `texts` its cells' words.
    """

    names: tuple[str, ...]
    roles: Mapping[int, Role]
    head: int
    first: int
    starts: tuple[int, ...]
    texts: frozenset[str]

    @property
    def plan_roles(self) -> frozenset[Role]:
        """The roles that make up a plan, as far as there are columns of them."""
        return _PLAN_ROLES & frozenset(self.roles.values())

    @property
    def is_report(self) -> bool:
        """True if a column tells how measures were carried out."""
        return any(map(_REPORTS.search, self.names))

    def has(self, role: Role) -> bool:
        """Tell whether a column has this role."""
        return role in self.roles.values()

    def aligned(self, row: Row) -> Row:
        """Return a row with its cells at the head's columns, as a reader sees them.

        Word's own grid has more columns than are seen once somebody has dragged the borders of one row.
        """
        width = max((cell.column + cell.span for cell in row.cells), default=0)
        if len(row.cells) != len(self.starts) or (
            width <= len(self.names) and all(cell.column in self.starts for cell in row.cells)
        ):
            return row
        ends = (*self.starts[1:], len(self.names))
        cells = [
            replace(cell, column=start, span=end - start)
            for cell, start, end in zip(row.cells, self.starts, ends, strict=True)
        ]
        return Row(row.place, tuple(cells))

    def cells(self, row: Row) -> dict[Role, Cell]:
        """Return an aligned row's cells by role."""
        return {self.roles[cell.column]: cell for cell in row.cells if cell.column in self.roles}

    def unknown_cells(self, row: Row) -> Iterator[tuple[str, Cell]]:
        """Give the cells of columns without a role, each with the column's name."""
        for cell in row.cells:
            if cell.column not in self.roles:
                yield self.names[cell.column] if cell.column < len(self.names) else "", cell

    def is_head(self, row: Row) -> bool:
        """Tell whether a row repeats a row of the head, or numbers the columns."""
        texts = [" ".join(cell.lines) for cell in row.cells if cell.lines]
        return (len(texts) > 1 and self.texts >= set(texts)) or is_column_numbers(row)


def find_layout(table: Table, year: int | None = None) -> Layout | None:
    """Return the columns of a table of measures, None if it is none.

    It has a column of measures, and one of deadlines or results. Of several columns of money that of `year` counts.
    """
    for index, row in enumerate(table.rows[:_FARTHEST]):
        if any(_FILLED_IN.search(line) for cell in row.cells for line in cell.lines):
            continue
        first = _end_of_head(table.rows, index)
        rows = table.rows[index:first]
        names = _names(rows)
        roles = roles_of(names)
        if "measure" in roles.values() and {"due", "result"} & set(roles.values()) and len(row.cells) > 1:
            starts = tuple(sorted({cell.column for each in rows for cell in each.cells}))
            texts = frozenset(" ".join(cell.lines) for each in rows for cell in each.cells if cell.lines)
            return Layout(names, _with_money_of(year, names, roles), index, first, starts, texts)
    return None


def continued_layout(table: Table, layout: Layout, year: int | None = None) -> Layout | None:
    """Return the columns of a table that continues the plan, None if it doesn't.

    They are those of its own head, or of `layout` without one. A table doesn't continue the plan if it lacks the
    plan's columns or is a report on the measures, or has nothing like a deadline where the plan has deadlines.
    """
    own = find_layout(table, year)
    if own is not None:
        is_part = own.plan_roles >= layout.plan_roles or (own.has("due") and not own.is_report)
        return own if is_part else None
    widths = [len(row.cells) for row in table.rows]
    width = max((cell.column + cell.span for row in table.rows for cell in row.cells), default=0)
    if width != len(layout.names) and 2 * widths.count(len(layout.starts)) < len(widths):
        return None
    below = replace(layout, head=0, first=0)
    due = [cells["due"] for row in table.rows if "due" in (cells := below.cells(below.aligned(row)))]
    filled = [cell for cell in due if cell.lines and not cell.merged]
    dated = sum(names_deadline(" ".join(cell.lines)) for cell in filled)
    return below if dated and 2 * dated >= len(filled) else None


def _end_of_head(rows: Sequence[Row], index: int) -> int:
    """Return the index of the first row below a head: merged cells, or words like «начало | окончание», go on with it."""
    first = index + 1
    while first < len(rows) and (
        any(cell.merged for cell in rows[first].cells) or _is_under_head(rows[first], rows[index])
    ):
        first += 1
    return first


def _is_under_head(row: Row, head: Row) -> bool:
    texts = [" ".join(cell.lines) for cell in row.cells if cell.lines]
    named = {cell.column for cell in head.cells if cell.lines}
    first = min(named, default=0)
    beside = [cell for cell in row.cells if cell.lines and cell.column == first]
    return bool(texts) and not beside and all(_UNDER_HEAD.fullmatch(text) for text in texts)


def _names(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the columns' names, those of lower rows appended: «Финансирование, план».

    Beside a cell of several lower ones an Excel sheet has empty cells where it isn't merged: they are of that cell too.
    """
    width = max(cell.column + cell.span for row in rows for cell in row.cells)
    names: list[list[str]] = [[] for _ in range(width)]
    below = {cell.column for row in rows[1:] for cell in row.cells if cell.lines and not cell.merged}
    for row in rows:
        left = ""
        for cell in row.cells:
            text = " ".join(cell.lines)
            if row is rows[0] and not text and cell.column in below:
                text = left
            left = text
            if not cell.merged:
                for column in range(cell.column, cell.column + cell.span):
                    names[column].append(text)
    return tuple(" ".join(filter(None, name)) for name in names)


def _with_money_of(year: int | None, names: tuple[str, ...], roles: Mapping[int, Role]) -> Mapping[int, Role]:
    """Return the roles with `planned` at the column of the year's money, or of the total, if there are several."""
    money = [column for column, name in enumerate(names) if roles_of((name,)).get(0) == "planned"]
    of_year = [column for column in money if str(year) in names[column]]
    total = [column for column in money if _TOTAL.search(names[column])]
    if len(money) < 2 or not (of_year or total):  # noqa: PLR2004
        return roles
    others = {column: role for column, role in roles.items() if role != "planned"}
    return {**others, (of_year or total)[0]: "planned"}
