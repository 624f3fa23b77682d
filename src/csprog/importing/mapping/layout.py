"""Finds the columns of a table of measures by the words of its head, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from csprog.importing.readers.document import Cell, Row, Table
from csprog.programme.column_roles import Role, roles_of

_PLAN_ROLES: frozenset[Role] = frozenset({"proposal", "measure", "due", "result"})
_FILLED_IN = re.compile(r"^[0-9]+(?:\.[0-9]+)+\.?$|[0-9]{2}\.[0-9]{2}\.[0-9]{4}|квартал")  # what no head has
_DATED = re.compile(r"[0-9]{4}|год|кварт")
_FARTHEST = 30  # rows that a sheet may have above the head


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns: names as printed, and roles by column from 0.

    `head` is the index of the first row of the head, `first` that of the row below it.
    """

    names: tuple[str, ...]
    roles: Mapping[int, Role]
    head: int
    first: int

    @property
    def plan_roles(self) -> frozenset[Role]:
        """The roles that make up a plan, as far as there are columns of them."""
        return _PLAN_ROLES & frozenset(self.roles.values())

    def cells(self, row: Row) -> dict[Role, Cell]:
        """Return a row's cells by role."""
        return {self.roles[cell.column]: cell for cell in row.cells if cell.column in self.roles}

    def unknown_cells(self, row: Row) -> Iterator[tuple[str, Cell]]:
        """Give the cells of columns without a role, each with the column's name."""
        for cell in row.cells:
            if cell.column not in self.roles:
                yield self.names[cell.column] if cell.column < len(self.names) else "", cell

    def is_head(self, row: Row) -> bool:
        """Tell whether a row repeats the head, or numbers the columns."""
        texts = [" ".join(cell.lines) for cell in row.cells]
        return texts == [name for name in self.names if name] or texts == [str(n + 1) for n in range(len(row.cells))]


def find_layout(table: Table) -> Layout | None:
    """Return the columns of a table of measures, None if it is none.

    It has a column of measures, and one of deadlines or results.
    """
    for index, row in enumerate(table.rows[:_FARTHEST]):
        if any(_FILLED_IN.search(line) for cell in row.cells for line in cell.lines):
            continue
        first = index + 1
        while first < len(table.rows) and any(cell.merged for cell in table.rows[first].cells):
            first += 1  # the head's cells reach down into this row
        names = _names(table.rows[index:first])
        roles = roles_of(names)
        if "measure" in roles.values() and {"due", "result"} & set(roles.values()) and len(row.cells) > 1:
            return Layout(names, roles, index, first)
    return None


def continued_layout(table: Table, layout: Layout) -> Layout | None:
    """Return the columns of a table that continues the plan, None if it doesn't.

    They are those of its own head, or of `layout` without one. A table doesn't continue the plan if it lacks some of
    the plan's columns (a report on the measures, say), or has nothing like a deadline where the plan has deadlines.
    """
    own = find_layout(table)
    if own is not None:
        return own if own.plan_roles >= layout.plan_roles else None
    if max((cell.column + cell.span for row in table.rows for cell in row.cells), default=0) != len(layout.names):
        return None
    due = next((column for column, role in layout.roles.items() if role == "due"), None)
    dated = any(cell.column == due and any(map(_DATED.search, cell.lines)) for row in table.rows for cell in row.cells)
    return replace(layout, head=0, first=0) if dated else None


def _names(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the columns' names, those of lower rows appended: «Финансирование, план»."""
    width = max(cell.column + cell.span for row in rows for cell in row.cells)
    names: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for cell in row.cells:
            if not cell.merged:
                for column in range(cell.column, cell.column + cell.span):
                    names[column].append(" ".join(cell.lines))
    return tuple(" ".join(filter(None, name)) for name in names)
