"""Reads the cells of a measure: deadline, result, offices, money and what else its row holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from csprog.errors import ParseError
from csprog.i18n import Message
from csprog.importing.mapping.layout import Layout
from csprog.importing.mapping.offices import read_offices, read_result
from csprog.importing.mapping.plan_builder import PlanBuilder
from csprog.importing.mapping.row_kinds import has_own_text, is_dash
from csprog.importing.readers.document import Cell, Row, without_bullet
from csprog.parsing.deadlines import read_deadline
from csprog.parsing.numbers import read_amount
from csprog.programme.column_roles import Role
from csprog.yamltext.reader import Unquoted, is_text

NOT_GIVEN = "—"
"""Replaces a result or proposal that the document leaves empty: a plan's file needs one."""
_NO_MONEY = re.compile(r"не\s+треб|без\s+(?:затрат|финанс)|не\s+предусм")
_OPTIONAL_ROLES = frozenset({"offices", "responsible", "planned", "source", "remark"})


class CellReader:
    """Reads the cells of measures into the nodes of a plan builder."""

    def __init__(self, layout: Layout, builder: PlanBuilder, year: int) -> None:
        """Read columns as `layout` says; deadlines without a year are of `year`."""
        self.layout = layout
        self.builder = builder
        self.year = year
        self._due: tuple[str, ...] = ()  # the lines of the last deadline, which holds for rows without one

    def forget_due(self) -> None:
        """Forget the last deadline: those below it belong to another part."""
        self._due = ()

    def read(self, place: Message, cells: Mapping[Role, Cell], node: dict[str, Any]) -> None:
        """Read deadline and result of a measure."""
        self._read_due(place, cells, node)
        self._read_result(place, cells.get("result"), node)

    def _read_due(self, row: Message, cells: Mapping[Role, Cell], node: dict[str, Any]) -> None:
        cell, start = cells.get("due"), cells.get("start")
        lines = cell.lines if cell is not None else ()
        deadline = read_deadline(" ".join(lines or self._due), self.year)
        self._due = lines or self._due
        typed = str(deadline.due)
        node["due"] = typed if is_text(typed) else Unquoted(typed)
        place = row if cell is None else cell.place
        if cell is None:
            node["printed"] = {"due": ""}
            return  # the table has no such column: it is asked about once
        if not lines and self._due:
            node["printed"] = {"due": ""}
            what = Message("no deadline is given; the one of the measure above is used")
            self.builder.add_notice("question", place, what)
            return
        printed = deadline.printed
        if start is not None and start.lines and lines:
            printed = f"{' '.join(start.lines)} – {' '.join(lines)}"
        if printed is not None:
            node["printed"] = {"due": printed}
        self._tell_due(place, " ".join(lines), printed, deadline.question)

    def _tell_due(self, place: Message, words: str, printed: str | None, question: Message | None) -> None:
        if question is not None:
            if words:
                question = Message("the deadline is printed “{printed}”; {question}", printed=words, question=question)
            self.builder.add_notice("question", place, question)
        elif printed is not None:
            what = Message("the deadline is printed “{printed}”", printed=printed)
            self.builder.add_notice("decided", place, what)

    def _read_result(self, row: Message, cell: Cell | None, node: dict[str, Any]) -> None:
        result = read_result(cell.lines if cell is not None else ())
        place = row if cell is None else cell.place
        node["result"] = result.words or NOT_GIVEN
        if cell is not None and not result.words:
            self.builder.add_notice("question", place, Message("no result is given in the document"))
        if result.offices:
            node["offices"] = list(dict.fromkeys(result.offices))
        for name in dict.fromkeys(name for name in result.offices if result.offices.count(name) > 1):
            what = Message("the office “{name}” is listed twice; recorded once", name=name)
            self.builder.add_notice("decided", place, what)
        if result.unsure:
            what = Message("a list in the result was not read as offices; is it a list of offices?")
            self.builder.add_notice("question", place, what)

    def continue_measure(self, cells: Mapping[Role, Cell]) -> None:
        """Append the words of a row without a number or deadline to the measure above.

        Converters make two rows of one that a page's end cuts.
        """
        measure = self.builder.measure or {}
        for role, key in (("measure", "text"), ("result", "result")):
            cell = cells.get(role)  # type: ignore[call-overload]
            if has_own_text(cell):
                words = text_of(cell)
                measure[key] = words if measure[key] == NOT_GIVEN else f"{measure[key]}\n{words}"
                what = Message("this row has no measure; it was added to the one above")
                self.builder.add_notice("question", cell.place, what)
        due = cells.get("due")
        if due is not None and has_own_text(due):
            self.leave_out(due, self.layout.names[due.column])

    def read_optional(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        """Read the columns that a plan needn't have, and leave out those without a role."""
        measure = self.builder.measure
        for role, cell in cells.items():
            if role in _OPTIONAL_ROLES and cell.lines and (measure is None or not self._read_cell(role, cell, measure)):
                self.leave_out(cell, self.layout.names[cell.column])
        start = cells.get("start")
        if start and has_own_text(start) and (measure is None or not has_own_text(cells.get("due"))):
            self.leave_out(start, self.layout.names[start.column])
        for name, cell in self.layout.unknown_cells(row):
            if has_own_text(cell):
                self.leave_out(cell, name)

    def _read_cell(self, role: Role, cell: Cell, measure: dict[str, Any]) -> bool:
        """Add what a cell says to `measure`; return whether there was a place for it."""
        words = _in_one_line(cell.lines)
        if is_dash(words):
            return True
        match role:
            case "offices":
                measure["offices"] = list(dict.fromkeys([*measure.get("offices", ()), *read_offices(cell.lines)]))
            case "responsible" if measure.get("responsible", words) == words:
                measure["responsible"] = words
            case "remark":
                measure["remark"] = " ".join(filter(None, (measure.get("remark"), words)))
            case "source":
                measure.setdefault("funding", {})["source"] = words
            case "planned" if (amount := read_funding(words, self.layout.names[cell.column])) is not None:
                measure["funding"] = {"planned": Unquoted(str(amount)), **measure.get("funding", {})}
                if str(amount) != words:
                    what = Message(
                        "funding is printed “{words}” and means {amount} roubles", words=words, amount=amount
                    )
                    self.builder.add_notice("decided", cell.place, what)
            case _:
                return False
        return True

    def leave_out(self, cell: Cell, column: str) -> None:
        """Give a notice of a cell for which the plan has no place."""
        what = Message(
            "the plan has no field for column “{column}”: “{words}”",
            column=column,
            words=" ".join(cell.lines),
        )
        self.builder.add_notice("left-out", cell.place, what)


def read_funding(words: str, column: str) -> Decimal | None:
    """Return the roubles that `words` name, None if they name no sum.

    The unit may be in the column's name: «Финансирование, тыс. руб.».
    """
    if _NO_MONEY.search(words.lower()):
        return Decimal(0)
    try:
        amount = read_amount(words, column)
    except ParseError:
        return None
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def text_of(cell: Cell | None, separator: str = "\n") -> str:
    """Return the words of a cell without list marks."""
    return "" if cell is None else separator.join(map(without_bullet, cell.lines))


def _in_one_line(lines: Sequence[str]) -> str:
    """Return lines as one, with a semicolon after each that lacks punctuation."""
    *others, last = map(without_bullet, lines)
    return " ".join([*(line if line.endswith((",", ";", ".")) else f"{line};" for line in others), last])
