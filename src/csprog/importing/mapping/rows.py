"""From rows to the plan: headings, proposals, measures, and the rows that go on with what stands above them."""

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
"""What stands for a result that the document leaves empty; the file needs one."""
_HEADED = re.compile(r"(?:(?:раздел|подраздел|глава)\s+)?([0-9]+(?:\.[0-9]+)?)\.?\s+(\S.*)", re.IGNORECASE)
_NO_MONEY = re.compile(r"не\s+треб|без\s+(?:затрат|финанс)|не\s+предусм")
_OTHER = frozenset({"offices", "responsible", "planned", "source", "remark"})
_SECTION, _SUBSECTION = 1, 2  # numbers in the number of its heading


class RowReader:
    """Reads the rows of a table of measures, one after the other, into an outline."""

    def __init__(self, layout: Layout, outline: PlanBuilder, year: int) -> None:
        """Read by the columns of `layout` into `outline`; deadlines without a year are of `year`."""
        self.layout = layout
        self.outline = outline
        self.year = year
        self._due: tuple[str, ...] = ()
        self._flat = False

    def read(self, table: Table, first: int) -> None:
        """Read the rows of `table` from number `first` on."""
        if "proposal" not in self.layout.roles.values():
            what = Message("the table has no column of proposals; each measure was taken for one")
            self.outline.find("question", table.place, what, ())
        for row in table.rows[first:]:
            filled = [cell for cell in row.cells if cell.lines and not cell.merged]
            if not filled or self.layout.is_head(row):
                continue
            heading = self._heading(row, filled)
            if heading is None:
                self._measure_row(row, self.layout.cells(row))
            else:
                self.heading(*heading, row.place)
        self._close()

    def heading(self, number: str, title: str, place: Message) -> None:
        """Begin the section or subsection that a heading names, by how many numbers its number has."""
        self._close()
        depth = len((parse_number(number) or "").split("."))
        if not number:
            depth = _SECTION if self._flat or not self.outline.sections else _SUBSECTION
            self.outline.find("question", place, Message("a heading without a number: “{title}”", title=title), ())
        if depth == _SECTION:
            self.outline.section(number, title, place)
        else:
            self.outline.subsection(number, title, place)
        self._due = ()

    def _heading(self, row: Row, filled: Sequence[Cell]) -> tuple[str, str] | None:
        """Return the number and the title of a row that is a heading: a cell over several columns, or nothing to do."""
        cells = self.layout.cells(row)
        doing = [cells[role] for role in ("measure", "due", "result") if role in cells and cells[role].lines]
        *before, last = filled
        title = " ".join(map(without_bullet, last.lines))
        wide = last.span > 1 and len(filled) <= 2  # noqa: PLR2004 - the number and the title
        if len(before) > 1 or (before and before[0] is not cells.get("number")):
            return None
        number = " ".join(before[0].lines) if before else ""
        if not number and (found := _HEADED.fullmatch(title)) and (wide or not doing or doing == [last]):
            return found[1], found[2]
        short = number and (parse_number(number) or "1.1.1").count(".") < _SUBSECTION
        if wide or (short and (not doing or doing == [last]) and last is not before[0]):
            return number, title
        return None

    def _measure_row(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        self._begin_proposal(row, cells)
        measure = cells.get("measure")
        if _own(measure) or (measure is not None and measure.merged and _own(cells.get("due"))):
            self._add_measure(row.place, cells, _text(measure))
        elif self.outline.measures:
            self._go_on(cells)
        elif _own(cells.get("due")) or _own(cells.get("result")):
            self._add_measure(row.place, cells, self._proposal_text())
            self._no_measure()
        self._others(row, cells)

    def _begin_proposal(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        """Begin the proposal that a row names; one that names none goes on with the proposal above."""
        number, proposal = cells.get("number"), cells.get("proposal")
        printed = " ".join(number.lines) if number is not None and _own(number) else ""
        above = self.outline.measures is not None
        again = above and parse_number(printed) is not None and parse_number(printed) == self.outline.proposal_number
        if again and _own(proposal) and _text(proposal) != self._proposal_text():
            what = Message("the number {number} stands twice: is this another proposal?", number=printed)
            self.outline.find("question", row.place, what)
        elif again or (above and not printed and not _own(proposal) and not self._stands_alone(cells)):
            return
        self._close()
        self._flat = not self.outline.sections or not self.outline.sections[-1]["subsections"] or self._flat
        self.outline.proposal(printed, _text(proposal) or _text(cells.get("measure")) or NOT_GIVEN, row.place)
        self._due = ()
        if proposal is not None and not _text(proposal):
            what = Message("no proposal is named here; the measure's words were taken")
            self.outline.find("question", row.place, what)
        elif proposal is not None and proposal.merged:
            what = Message("the proposal's cell reaches over several numbers; its words were taken for each")
            self.outline.find("decided", row.place, what)

    @staticmethod
    def _stands_alone(cells: Mapping[Role, Cell]) -> bool:
        """Tell whether a row's measure is its own proposal: where there are columns for neither number nor proposal."""
        return "number" not in cells and "proposal" not in cells and _own(cells.get("measure"))

    def _close(self) -> None:
        """Give the proposal that was begun last a measure if no row named one: the file needs one."""
        if self.outline.measures == []:
            self._add_measure(self.outline.place, {}, self._proposal_text())
            self._no_measure()

    def _proposal_text(self) -> str:
        return str(self.outline.sections[-1]["subsections"][-1]["proposals"][-1]["text"])

    def _no_measure(self) -> None:
        what = Message("no measure is named here; the proposal's words were taken")
        self.outline.find("question", self.outline.place, what)

    def _add_measure(self, place: Message, cells: Mapping[Role, Cell], text: str) -> None:
        node = self.outline.measure({"text": text}, place)
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
            self.outline.find("question", place, what, remark=True)
            return
        if deadline.printed is not None:
            node["printed"] = {"due": deadline.printed}
        if deadline.question is not None:
            words = " ".join(lines)
            self.outline.find("question", place, _quoted(words, deadline.question), remark=deadline.printed is not None)
        elif deadline.printed is not None:
            what = Message("the deadline is printed “{printed}”", printed=deadline.printed)
            self.outline.find("decided", place, what, remark=True)

    def _read_result(self, row: Message, cell: Cell | None, node: dict[str, Any]) -> None:
        result = read_result(cell.lines if cell is not None else ())
        place = row if cell is None else cell.place
        node["result"] = result.words or NOT_GIVEN
        if not result.words:
            self.outline.find("question", place, Message("the document gives no result"))
        if result.offices:
            node["offices"] = list(dict.fromkeys(result.offices))
        for name in dict.fromkeys(name for name in result.offices if result.offices.count(name) > 1):
            self.outline.find("decided", place, Message("the office “{name}” stands twice; once is enough", name=name))
        if result.unsure:
            self.outline.find("question", place, Message("a list in the result was not taken for offices; is it one?"))

    def _go_on(self, cells: Mapping[Role, Cell]) -> None:
        """Take a row without a measure for what the page's end cut off the row above: its result goes on."""
        result, due = cells.get("result"), cells.get("due")
        measure = (self.outline.measures or [{}])[-1]
        if result is not None and _own(result):
            words = "\n".join(map(without_bullet, result.lines))
            measure["result"] = words if measure["result"] == NOT_GIVEN else f"{measure['result']}\n{words}"
            self.outline.find(
                "question", result.place, Message("this row names no measure; it was added to the one above")
            )
        if due is not None and _own(due):
            self._leave_out(due, self.layout.names[due.column])

    def _others(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        """Read the columns that a plan may have or not: who is responsible, money, remarks; leave out all others."""
        measures = self.outline.measures
        measure = measures[-1] if measures else None
        for role, cell in cells.items():
            if role in _OTHER and cell.lines and (measure is None or not self._read_other(role, cell, measure)):
                self._leave_out(cell, self.layout.names[cell.column])
        for name, cell in self.layout.strangers(row):
            if _own(cell):
                self._leave_out(cell, name)

    def _read_other(self, role: Role, cell: Cell, measure: dict[str, Any]) -> bool:
        words = _in_one_line(cell.lines)
        if words in {"-", "–", "—"}:
            return True
        if role == "offices":
            measure["offices"] = list(dict.fromkeys([*measure.get("offices", ()), *read_offices(cell.lines)]))
            return True
        if role == "responsible" and measure.get("responsible", words) == words:
            measure["responsible"] = words
            return True
        if role == "remark":
            measure["remark"] = " ".join(filter(None, (measure.get("remark"), words)))
            return True
        if role == "source":
            measure.setdefault("funding", {})["source"] = words
            return True
        amount = read_funding(words, self.layout.names[cell.column])
        if amount is not None and role == "planned":
            measure["funding"] = {"planned": Unquoted(str(amount)), **measure.get("funding", {})}
            what = Message("funding is printed “{words}” and means {amount} roubles", words=words, amount=amount)
            if str(amount) != words:
                self.outline.find("decided", cell.place, what)
        return amount is not None

    def _leave_out(self, cell: Cell, name: str) -> None:
        what = Message(
            "the plan has no place here for what stands in “{column}”: “{words}”",
            column=name,
            words=" ".join(cell.lines),
        )
        self.outline.find("left-out", cell.place, what)


def read_funding(words: str, column: str) -> Decimal | None:
    """Return the roubles that `words` name below the head `column` (тыс. руб.), None if they name no sum."""
    if _NO_MONEY.search(words.lower()):
        return Decimal(0)
    try:
        amount = read_amount(words, column)
    except ParseError:
        return None
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def _own(cell: Cell | None) -> bool:
    """Tell whether a cell says something of its own, and doesn't go on from the row above."""
    return cell is not None and bool(cell.lines) and not cell.merged


def _text(cell: Cell | None) -> str:
    return "" if cell is None else "\n".join(map(without_bullet, cell.lines))


def _in_one_line(lines: Sequence[str]) -> str:
    """Return lines as one, parted by the punctuation that they lack."""
    return " ".join(
        line if line.endswith((",", ";", ".")) or place == len(lines) - 1 else f"{line};"
        for place, line in enumerate(map(without_bullet, lines))
    )


def _quoted(printed: str, question: Message) -> Message:
    return (
        Message("the deadline is printed “{printed}”; {question}", printed=printed, question=question)
        if printed
        else question
    )
