"""Which column of a table holds what: by the words of its head, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from csprog.importing.readers.document import Cell, Row, Table
from csprog.programme.column_roles import Role, roles_of

_OF_A_PLAN: frozenset[Role] = frozenset({"proposal", "measure", "due", "result"})
_FILLED_IN = re.compile(r"^[0-9]+(?:\.[0-9]+)+\.?$|[0-9]{2}\.[0-9]{2}\.[0-9]{4}|квартал")  # what no head holds
_DATED = re.compile(r"[0-9]{4}|год|кварт")
_FARTHEST = 30  # rows above a head that a sheet may begin with


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns: their names as printed, what each holds, and the rows at which head and plan begin."""

    names: tuple[str, ...]
    roles: Mapping[int, Role]
    head: int
    first: int

    @property
    def plan_columns(self) -> frozenset[Role]:
        """Which of the columns that make a plan are there."""
        return _OF_A_PLAN & frozenset(self.roles.values())

    def cells(self, row: Row) -> dict[Role, Cell]:
        """Return a row's cells by what they hold."""
        return {self.roles[cell.column]: cell for cell in row.cells if cell.column in self.roles}

    def strangers(self, row: Row) -> Iterator[tuple[str, Cell]]:
        """Give the cells of columns that hold nothing a plan knows, each with its column's name."""
        for cell in row.cells:
            if cell.column not in self.roles:
                yield self.names[cell.column] if cell.column < len(self.names) else "", cell

    def is_head(self, row: Row) -> bool:
        """Tell whether a row repeats the head, or numbers the columns."""
        texts = [" ".join(cell.lines) for cell in row.cells]
        return texts == [name for name in self.names if name] or texts == [str(n + 1) for n in range(len(row.cells))]


def find_layout(table: Table) -> Layout | None:
    """Return the columns of a table of measures, None if it is none: one has measures, and deadlines or results."""
    for place, row in enumerate(table.rows[:_FARTHEST]):
        if any(_FILLED_IN.search(line) for cell in row.cells for line in cell.lines):
            continue
        depth = _depth(table, place)
        names = _names(table.rows[place : place + depth])
        roles = roles_of(names)
        if "measure" in roles.values() and {"due", "result"} & set(roles.values()) and len(row.cells) > 1:
            return Layout(names, roles, place, place + depth)
    return None


def further_layout(table: Table, layout: Layout) -> Layout | None:
    """Return the columns of a table that goes on with the plan: its own head's, or those of `layout` if it has none.

    None if it doesn't go on: it lacks columns (a report on the measures, say), or has nothing that looks like a
    deadline where they have theirs.
    """
    own = find_layout(table)
    if own is not None:
        return own if own.plan_columns >= layout.plan_columns else None
    if max((cell.column + cell.span for row in table.rows for cell in row.cells), default=0) != len(layout.names):
        return None
    due = next((column for column, role in layout.roles.items() if role == "due"), None)
    dated = any(cell.column == due and any(map(_DATED.search, cell.lines)) for row in table.rows for cell in row.cells)
    return replace(layout, head=0, first=0) if dated else None


def _depth(table: Table, place: int) -> int:
    """Return how many rows the head takes: those into which its cells reach down."""
    depth = 1
    while place + depth < len(table.rows) and any(cell.merged for cell in table.rows[place + depth].cells):
        depth += 1
    return depth


def _names(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Return each column's name; one below another (Финансирование, план) goes on with it."""
    width = max(cell.column + cell.span for row in rows for cell in row.cells)
    names: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for cell in row.cells:
            if not cell.merged:
                for column in range(cell.column, cell.column + cell.span):
                    names[column].append(" ".join(cell.lines))
    return tuple(" ".join(filter(None, name)) for name in names)
