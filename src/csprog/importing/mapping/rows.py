"""Reads headings, proposals and measures from the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from csprog.errors import ParseError
from csprog.i18n import Message
from csprog.importing.mapping.layout import Layout
from csprog.importing.mapping.offices import read_offices, read_result
from csprog.importing.mapping.plan_builder import PlanBuilder, parse_number
from csprog.importing.readers.document import Cell, Row, Table, without_bullet
from csprog.parsing.deadlines import read_deadline
from csprog.parsing.numbers import read_amount
from csprog.programme.column_roles import Role
from csprog.yamltext.reader import Unquoted, is_text

NOT_GIVEN = "—"
"""Replaces a result or proposal that the document leaves empty: a plan's file needs one."""
_HEADING = re.compile(r"(?:(?:раздел|подраздел|глава)\s+)?([0-9]+(?:\.[0-9]+)?)\.?\s+(\S.*)", re.IGNORECASE)
_NO_MONEY = re.compile(r"не\s+треб|без\s+(?:затрат|финанс)|не\s+предусм")
_OPTIONAL_ROLES = frozenset({"offices", "responsible", "planned", "source", "remark"})
_SECTION, _SUBSECTION = 1, 2  # depths of a heading's number
_HEADING_CELLS = 2  # the number and the title


class RowReader:
    """Reads the rows of tables of measures into a plan builder."""

    def __init__(self, layout: Layout, builder: PlanBuilder, year: int) -> None:
        """Read columns as `layout` says; deadlines without a year are of `year`."""
        self.layout = layout
        self.builder = builder
        self.year = year
        self._due: tuple[str, ...] = ()  # the lines of the last deadline, which holds for rows without one
        self._flat = False  # a proposal came without a subsection: headings without a number are sections

    def read(self, table: Table, first: int) -> None:
        """Read the rows of `table` from index `first` on."""
        if "proposal" not in self.layout.roles.values():
            what = Message("the table has no column of proposals; each measure was taken for one")
            self.builder.add_notice("question", table.place, what, ())
        for row in table.rows[first:]:
            filled = [cell for cell in row.cells if _has_own_text(cell)]
            if not filled or self.layout.is_head(row):
                continue
            heading = self._heading(row, filled)
            if heading is None:
                self._read_measure_row(row, self.layout.cells(row))
            else:
                self.read_heading(*heading, row.place)
        self._close_proposal()

    def read_heading(self, number: str, title: str, place: Message) -> None:
        """Begin a section, or a subsection if the heading's number has two parts."""
        self._close_proposal()
        depth = len((parse_number(number) or "").split("."))
        if not number:
            depth = _SECTION if self._flat or not self.builder.sections else _SUBSECTION
            what = Message("a heading without a number: “{title}”", title=title)
            self.builder.add_notice("question", place, what, ())
        add = self.builder.add_section if depth == _SECTION else self.builder.add_subsection
        add(number, title, place)
        self._due = ()

    def _heading(self, row: Row, filled: Sequence[Cell]) -> tuple[str, str] | None:
        """Return the number and title of a heading, None for another row.

        A heading covers several columns, or leaves measure, deadline and result empty.
        """
        cells = self.layout.cells(row)
        measure_cells = [cells[role] for role in ("measure", "due", "result") if role in cells and cells[role].lines]
        *before, last = filled
        title = _text(last, " ")
        is_wide = last.span > 1 and len(filled) <= _HEADING_CELLS
        is_alone = not measure_cells or measure_cells == [last]
        if len(before) > 1 or (before and before[0] is not cells.get("number")):
            return None
        number = " ".join(before[0].lines) if before else ""
        if not number and (match := _HEADING.fullmatch(title)) and (is_wide or is_alone):
            return match[1], match[2]
        is_short = number and (parse_number(number) or "1.1.1").count(".") < _SUBSECTION
        return (number, title) if is_wide or (is_short and is_alone) else None

    def _read_measure_row(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        self._open_proposal(row, cells)
        measure = cells.get("measure")
        if _has_own_text(measure) or (measure is not None and measure.merged and _has_own_text(cells.get("due"))):
            self._add_measure(row.place, cells, _text(measure))
        elif self.builder.measure:
            self._continue_measure(cells)
        elif _has_own_text(cells.get("due")) or _has_own_text(cells.get("result")):
            self._add_unnamed_measure(row.place, cells)
        self._read_optional_cells(row, cells)

    def _open_proposal(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        """Begin the proposal that a row names, if it isn't the open one."""
        number, proposal = cells.get("number"), cells.get("proposal")
        printed = " ".join(number.lines) if number is not None and _has_own_text(number) else ""
        above = self.builder.proposal
        is_repeated = above and parse_number(printed) and parse_number(printed) == self.builder.proposal_number
        if above and is_repeated and _has_own_text(proposal) and _text(proposal) != above["text"]:
            what = Message("the number {number} stands twice: is this another proposal?", number=printed)
            self.builder.add_notice("question", row.place, what)
        elif is_repeated or (
            above and not printed and not _has_own_text(proposal) and not self._is_own_proposal(cells)
        ):
            return
        self._close_proposal()
        self._flat = not self.builder.sections or not self.builder.sections[-1]["subsections"] or self._flat
        text = _text(proposal) or _text(cells.get("measure")) or NOT_GIVEN
        self.builder.add_proposal(printed, text, row.place)
        self._due = ()
        if proposal is not None and not proposal.lines:
            what = Message("no proposal is named here; the measure's words were taken")
            self.builder.add_notice("question", row.place, what)
        elif proposal is not None and proposal.merged:
            what = Message("the proposal's cell reaches over several numbers; its words were taken for each")
            self.builder.add_notice("decided", row.place, what)

    @staticmethod
    def _is_own_proposal(cells: Mapping[Role, Cell]) -> bool:
        """Tell whether a row's measure is its proposal too, for want of such columns."""
        return "number" not in cells and "proposal" not in cells and _has_own_text(cells.get("measure"))

    def _close_proposal(self) -> None:
        """Add a measure to the open proposal if it has none: a plan's file needs one."""
        if self.builder.proposal and not self.builder.measure:
            self._add_unnamed_measure(self.builder.place, {})

    def _add_unnamed_measure(self, place: Message, cells: Mapping[Role, Cell]) -> None:
        self._add_measure(place, cells, self.builder.proposal["text"] if self.builder.proposal else NOT_GIVEN)
        what = Message("no measure is named here; the proposal's words were taken")
        self.builder.add_notice("question", self.builder.place, what)

    def _add_measure(self, place: Message, cells: Mapping[Role, Cell], text: str) -> None:
        node: dict[str, Any] = {"text": text}
        self.builder.add_measure(node, place)
        self._read_due(place, cells.get("due"), node)
        self._read_result(place, cells.get("result"), node)

    def _read_due(self, row: Message, cell: Cell | None, node: dict[str, Any]) -> None:
        lines = cell.lines if cell is not None else ()
        deadline = read_deadline(" ".join(lines or self._due), self.year)
        self._due = lines or self._due
        typed = str(deadline.due)
        node["due"] = typed if is_text(typed) else Unquoted(typed)
        place = row if cell is None else cell.place
        if not lines and self._due:
            node["printed"] = {"due": ""}
            what = Message("no deadline is given; that of the measure above was taken")
            self.builder.add_notice("question", place, what)
            return
        is_reworded = deadline.printed is not None
        if is_reworded:
            node["printed"] = {"due": deadline.printed}
        if (question := deadline.question) is not None:
            if printed := " ".join(lines):
                question = Message(
                    "the deadline is printed “{printed}”; {question}", printed=printed, question=question
                )
            self.builder.add_notice("question", place, question)
        elif is_reworded:
            what = Message("the deadline is printed “{printed}”", printed=deadline.printed)
            self.builder.add_notice("decided", place, what)

    def _read_result(self, row: Message, cell: Cell | None, node: dict[str, Any]) -> None:
        result = read_result(cell.lines if cell is not None else ())
        place = row if cell is None else cell.place
        node["result"] = result.words or NOT_GIVEN
        if not result.words:
            self.builder.add_notice("question", place, Message("the document gives no result"))
        if result.offices:
            node["offices"] = list(dict.fromkeys(result.offices))
        for name in dict.fromkeys(name for name in result.offices if result.offices.count(name) > 1):
            what = Message("the office “{name}” stands twice; once is enough", name=name)
            self.builder.add_notice("decided", place, what)
        if result.unsure:
            what = Message("a list in the result was not taken for offices; is it one?")
            self.builder.add_notice("question", place, what)

    def _continue_measure(self, cells: Mapping[Role, Cell]) -> None:
        """Append the result of a row without a measure to the measure above.

        Converters make two rows of one that a page's end cuts.
        """
        result, due = cells.get("result"), cells.get("due")
        measure = self.builder.measure or {}
        if result is not None and _has_own_text(result):
            words = _text(result)
            measure["result"] = words if measure["result"] == NOT_GIVEN else f"{measure['result']}\n{words}"
            what = Message("this row names no measure; it was added to the one above")
            self.builder.add_notice("question", result.place, what)
        if due is not None and _has_own_text(due):
            self._leave_out(due, self.layout.names[due.column])

    def _read_optional_cells(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        """Read the columns that a plan needn't have, and leave out those without a role."""
        measure = self.builder.measure
        for role, cell in cells.items():
            if role in _OPTIONAL_ROLES and cell.lines and (measure is None or not self._read_cell(role, cell, measure)):
                self._leave_out(cell, self.layout.names[cell.column])
        for name, cell in self.layout.unknown_cells(row):
            if _has_own_text(cell):
                self._leave_out(cell, name)

    def _read_cell(self, role: Role, cell: Cell, measure: dict[str, Any]) -> bool:
        """Add what a cell says to `measure`; return whether there was a place for it."""
        words = _in_one_line(cell.lines)
        if words in {"-", "–", "—"}:
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

    def _leave_out(self, cell: Cell, column: str) -> None:
        what = Message(
            "the plan has no place here for what stands in “{column}”: “{words}”",
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


def _has_own_text(cell: Cell | None) -> bool:
    """Tell whether a cell has text that isn't continued from the row above."""
    return cell is not None and bool(cell.lines) and not cell.merged


def _text(cell: Cell | None, separator: str = "\n") -> str:
    return "" if cell is None else separator.join(map(without_bullet, cell.lines))


def _in_one_line(lines: Sequence[str]) -> str:
    """Return lines as one, with a semicolon after each that lacks punctuation."""
    *others, last = map(without_bullet, lines)
    return " ".join([*(line if line.endswith((",", ";", ".")) else f"{line};" for line in others), last])
