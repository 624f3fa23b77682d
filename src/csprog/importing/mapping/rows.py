"""Reads headings, proposals and measures from the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from csprog.i18n import Message
from csprog.importing.mapping.cells import NOT_GIVEN, CellReader, text_of
from csprog.importing.mapping.headings import Headings, leads, printed_number
from csprog.importing.mapping.layout import Layout
from csprog.importing.mapping.numbers import depth, parse_number, split_number
from csprog.importing.mapping.plan_builder import PlanBuilder
from csprog.importing.mapping.row_groups import joined_rows
from csprog.importing.mapping.row_kinds import has_own_text, is_sub_item, is_total
from csprog.importing.readers.document import Cell, Row, Table
from csprog.programme.column_roles import Role

_SECTION, _SUBSECTION, _PROPOSAL = 1, 2, 3  # depths of numbers
_HEADING_CELLS = 2  # the number and the title
_MOST_HEADINGS = 3  # one above another


class RowReader:
    """Reads the rows of tables of measures into a plan builder."""

    def __init__(self, layout: Layout, builder: PlanBuilder, year: int) -> None:
        """Read columns as `layout` says; deadlines without a year are of `year`."""
        self.builder = builder
        self.cells = CellReader(layout, builder, year)
        self._flat = False  # a proposal came without a subsection: headings without a number are sections
        self._asked: frozenset[str] = frozenset()  # the columns that a table before lacked
        self._lead = False  # the open proposal is a line above sub-items, its measures

    @property
    def layout(self) -> Layout:
        """The columns of the table that is read."""
        return self.cells.layout

    @layout.setter
    def layout(self, layout: Layout) -> None:
        self.cells.layout = layout

    def read(self, table: Table, first: int) -> None:
        """Read the rows of `table` from index `first` on."""
        self._ask_about_columns(table)
        rows = [self.layout.aligned(row) for row in joined_rows(table, first, self.layout)]
        rows = [row for row in rows if any(map(has_own_text, row.cells)) and not self.layout.is_head(row)]
        headings = Headings(self.layout, rows)
        for index, row in enumerate(rows):
            filled = [cell for cell in row.cells if has_own_text(cell)]
            cells = self.layout.cells(row)
            if is_total(filled) and not any(has_own_text(cells.get(role)) for role in ("due", "result")):
                self._leave_out_row(row, filled)
            elif (heading := headings.find(index, filled)) is not None:
                number, title = heading
                self.read_heading(number, title, row.place, self._number_below(rows[index + 1 :]))
            else:
                self._read_measure_row(row, cells, rows[index + 1 : index + 2])
        self._close_proposal()

    def read_heading(self, number: str, title: str, place: Message, below: str = "") -> None:
        """Begin a section, or a subsection if the heading's number has two parts.

        Without a number the next row's one, `below`, tells which.
        """
        self._close_proposal()
        level = min(depth(parse_number(number) or ""), _SUBSECTION)
        if not number:
            is_next = below.partition(".")[0] == str(len(self.builder.sections) + 1) and "." in below
            level = _SECTION if self._flat or not self.builder.sections or is_next else _SUBSECTION
        add = self.builder.add_section if level == _SECTION else self.builder.add_subsection
        add(number, title, place)
        if not number:
            what = Message("a heading without a number: “{title}”", title=title)
            self.builder.add_notice("question", place, what)
        self.cells.forget_due()

    def begins_with_heading(self, table: Table, first: int) -> bool:
        """Tell whether the first row of a table is a heading."""
        rows = [self.layout.aligned(row) for row in table.rows[first:] if any(map(has_own_text, row.cells))][
            :_MOST_HEADINGS
        ]
        rows = [row for row in rows if not self.layout.is_head(row)]
        filled = [cell for cell in rows[0].cells if has_own_text(cell)] if rows else []
        return bool(rows) and Headings(self.layout, rows).find(0, filled) is not None

    def begin_section(self, title: str, place: Message) -> None:
        """Begin a section that the document names outside its tables, a sheet for example."""
        self._close_proposal()
        self.builder.add_section("", title, place)
        self.cells.forget_due()

    def _ask_about_columns(self, table: Table) -> None:
        missing = frozenset({"proposal", "result", "due"} - set(self.layout.roles.values()))
        if missing <= self._asked:
            return
        self._asked |= missing
        if not self.layout.has("proposal"):
            what = Message("the table has no column of proposals; each measure is used as one")
            self.builder.add_notice("question", table.place, what, ())
        if not self.layout.has("result"):
            what = Message("the table has no column of results; “{sign}” is used for each", sign=NOT_GIVEN)
            self.builder.add_notice("question", table.place, what, ())
        if not self.layout.has("due"):
            what = Message("the table has no column of deadlines; the last day of the year is used for each")
            self.builder.add_notice("question", table.place, what, ())

    def _number_below(self, rows: Sequence[Row]) -> str:
        """Return the number of the next row that has one, empty if that is far."""
        for row in rows[:_MOST_HEADINGS]:
            if number := parse_number(printed_number(self.layout.cells(row))[0]):
                return number
        return ""

    def _leave_out_row(self, row: Row, filled: Sequence[Cell]) -> None:
        words = " | ".join(" ".join(cell.lines) for cell in filled)
        what = Message("this row is a total, not a measure: “{words}”", words=words)
        self.builder.add_notice("left-out", row.place, what)

    def _read_measure_row(self, row: Row, cells: dict[Role, Cell], following: Sequence[Row]) -> None:
        cells = _with_number(cells)
        measure, due = cells.get("measure"), cells.get("due")
        if self.builder.measure and self._goes_on(cells):
            self.cells.continue_measure(cells)
            self.cells.read_optional(row, cells)
            return
        self._open_proposal(row, cells)
        is_given = has_own_text(measure) or (measure is not None and measure.merged and has_own_text(due))
        if is_given and not text_of(measure):
            self._add_unnamed_measure(row.place, cells)
        elif is_given and not leads(self.layout, cells, following):
            self._add_measure(row.place, cells, text_of(measure))
        elif is_given:
            self._lead = True
        elif self.builder.measure:
            self.cells.continue_measure(cells)
        elif has_own_text(due) or has_own_text(cells.get("result")):
            self._add_unnamed_measure(row.place, cells)
        self.cells.read_optional(row, cells)

    def _goes_on(self, cells: Mapping[Role, Cell]) -> bool:
        """Tell whether a row's words belong to the measure above: a sub-item without a deadline, or a cut sentence."""
        text = text_of(cells.get("measure"))
        has_own = has_own_text(cells.get("number")) or has_own_text(cells.get("proposal"))
        if has_own or _has_lines(cells.get("due")) or not text or not has_own_text(cells.get("measure")):
            return False
        is_item = is_sub_item(" ".join(cells["measure"].lines)) and not has_own_text(cells.get("result"))
        return is_item or text[0].islower()

    def _open_proposal(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        """Begin the proposal that a row names, if it isn't the open one."""
        proposal = cells.get("proposal")
        printed, number_cell = printed_number(cells)
        above = self.builder.proposal
        is_repeated = bool(above and parse_number(printed)) and parse_number(printed) == parse_number(
            self.builder.printed_number
        )
        names_another = has_own_text(proposal) and above is not None and text_of(proposal) != above["text"]
        if is_repeated and (names_another or (not self.layout.has("proposal") and has_own_text(cells.get("measure")))):
            what = Message("the number {number} is repeated: is this another proposal?", number=printed)
            self.builder.add_notice("question", row.place, what)
        elif is_repeated or (above and not printed and not has_own_text(proposal) and not self._is_own(cells)):
            return
        self._close_proposal()
        self._open_parts(printed, row.place)
        text = text_of(proposal) or text_of(cells.get("measure")) or NOT_GIVEN
        self.builder.add_proposal(printed, text, row.place)
        self.cells.forget_due()
        if proposal is not None and not proposal.lines:
            what = Message("no proposal is given here; the measure's text is used")
            self.builder.add_notice("question", row.place, what)
        elif proposal is not None and proposal.merged and not (number_cell and number_cell.merged):
            what = Message("the proposal's cell covers several numbers; its text is used for each")
            self.builder.add_notice("decided", row.place, what)

    def _open_parts(self, printed: str, place: Message) -> None:
        """Begin the section and subsection that a row's number names, if no heading did."""
        number = parse_number(printed)
        parts = number.split(".") if number else []
        count = len(self.builder.sections)
        if len(parts) in {_SUBSECTION, _PROPOSAL} and count:
            section = self.builder.open_number(0) or str(count)
            if int(parts[0]) == int(section) + 1:
                self.builder.make_section(parts[0], place)
            elif len(parts) == _PROPOSAL and parts[0] == section:
                self._open_subsection(".".join(parts[:2]), place)
        self._flat = not self.builder.sections or not self.builder.sections[-1]["subsections"] or self._flat

    def _open_subsection(self, number: str, place: Message) -> None:
        subsections = self.builder.sections[-1]["subsections"]
        above, _, last = number.partition(".")
        if subsections and (self.builder.open_number(1) or f"{above}.{len(subsections)}") == f"{above}.{int(last) - 1}":
            self.builder.make_subsection(number, place)

    def _is_own(self, cells: Mapping[Role, Cell]) -> bool:
        """Tell whether a row's measure is its proposal too, for want of a number and a proposal."""
        number = cells.get("number")
        is_below = (number is not None and number.merged) or self.layout.has("proposal")
        is_item = self._lead and is_sub_item(" ".join(cells["measure"].lines) if "measure" in cells else "")
        return not is_below and not is_item and has_own_text(cells.get("measure"))

    def _close_proposal(self) -> None:
        """Add a measure to the open proposal if it has none: a plan's file needs one."""
        if self.builder.proposal and not self.builder.measure:
            self._add_unnamed_measure(self.builder.place, {})
        self._lead = False

    def _add_unnamed_measure(self, place: Message, cells: Mapping[Role, Cell]) -> None:
        self._add_measure(place, cells, self.builder.proposal["text"] if self.builder.proposal else NOT_GIVEN)
        what = Message("no measure is given here; the proposal's text is used")
        self.builder.add_notice("question", self.builder.place, what)

    def _add_measure(self, place: Message, cells: Mapping[Role, Cell], text: str) -> None:
        node: dict[str, Any] = {"text": text}
        self.builder.add_measure(node, place)
        self.cells.read(place, cells, node)


def _has_lines(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.lines)


def _with_number(cells: dict[Role, Cell]) -> dict[Role, Cell]:
    """Return the cells with the number that stands in the measure's cell, if the row has no other."""
    measure = cells.get("measure")
    if measure is None or not has_own_text(measure) or "proposal" in cells or has_own_text(cells.get("number")):
        return cells
    if "number" in cells and cells["number"].merged:
        return cells
    first, *others = measure.lines
    numbered = split_number(first)
    if numbered is None or any(map(split_number, others)) or first.startswith(f"{numbered[0]})"):
        return cells
    number = replace(measure, lines=(numbered[0],))
    return {**cells, "number": number, "measure": replace(measure, lines=(numbered[1], *others))}
