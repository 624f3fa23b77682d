"""Chooses the columns of the plan's table and fills their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from csprog.evaluation.record_builder import due_text
from csprog.exporting.word.table import Paragraphs, TableCell, TextRun, paragraphs_of, text_cell
from csprog.parsing.numbers import unit_of
from csprog.programme.column_roles import Role, roles_of
from csprog.programme.model import Measure, Programme
from csprog.programme.office_lists import OFFICES, introduces_offices
from csprog.views.typography import NBSP

_ALWAYS: Mapping[Role, str] = {
    "number": "№",
    "proposal": "Предложения",
    "measure": "Мероприятия",
    "due": "Срок",
    "result": "Результат",
}
_IF_GIVEN: Mapping[Role, str] = {
    "responsible": "Ответственный",
    "planned": "Объём финансирования, руб.",
    "source": "Источник финансирования",
}
_WIDTHS: Mapping[Role | None, float] = {"number": 1.7, "proposal": 6.2, "measure": 7.4, "due": 2.6, "result": 8.8}
_OTHER_WIDTH = 3.4


@dataclass(frozen=True, slots=True)
class WordColumn:
    """A column of the plan's table; `width` is relative.

    `role` is None where the document has a column that a plan has no key for.
    """

    name: str
    role: Role | None
    width: float


def columns_of(programme: Programme) -> tuple[WordColumn, ...]:
    """Return the columns of the plan's table.

    They are the document's own if these include all obligatory ones. Columns for the responsible unit and for money
    are added where the plan names any and the document has none.
    """
    printed = programme.plan.columns if programme.plan else ()
    roles = roles_of(printed)
    if not set(_ALWAYS) <= set(roles.values()):
        printed, roles = tuple(_ALWAYS.values()), dict(enumerate(_ALWAYS))
    columns = [(name, roles.get(index)) for index, name in enumerate(printed)]
    measures = [placed.measure for placed in programme.measures]
    for role, name in _IF_GIVEN.items():
        if role not in roles.values() and any(_optional_text(measure, role, name) for measure in measures):
            columns.append((name, role))
    return tuple(WordColumn(name, role, _WIDTHS.get(role, _OTHER_WIDTH)) for name, role in columns)


def measure_cell(measure: Measure, column: WordColumn, *, offices_apart: bool) -> TableCell:
    """Return the cell of a measure in a column.

    Offices follow the planned result unless they have a column of their own (`offices_apart`).
    """
    match column.role:
        case "measure":
            return text_cell(measure.text)
        case "due":
            return text_cell(due_text(measure))
        case "result":
            result = paragraphs_of(measure.result)
            return TableCell(result if offices_apart else result + _introduced_offices(measure))
        case "offices":
            return TableCell(_offices(measure))
    return text_cell(_optional_text(measure, column.role, column.name))


def _optional_text(measure: Measure, role: Role | None, column: str) -> str:
    funding = measure.funding
    match role:
        case "responsible":
            return measure.responsible or ""
        case "remark":
            return measure.remark or ""
        case "planned":
            return "" if funding is None or funding.planned is None else _amount(funding.planned, column)
        case "source":
            return (funding.source if funding else None) or ""
    return ""


def _amount(roubles: Decimal, column: str) -> str:
    """Return a sum in the unit that the column's name gives: 1 500 000."""
    return f"{(roubles / unit_of(column)).normalize():,f}".replace(",", NBSP).replace(".", ",")


def _introduced_offices(measure: Measure) -> Paragraphs:
    """Return the list of offices, below «Офисы:» unless the result ends in «… в офисах:».

    Without such a line nobody, csprog import neither, could tell the list from the result.
    """
    offices = _offices(measure)
    last = measure.result.rpartition("\n")[2].strip()
    return offices if not offices or (introduces_offices(last) and last != OFFICES) else ((TextRun(OFFICES),), *offices)


def _offices(measure: Measure) -> Paragraphs:
    """Return a numbered list as the document prints it: «1. Заволжское МРО;»."""
    printed = measure.printed.offices if measure.printed else {}
    last = len(measure.offices)
    return tuple(
        (TextRun(f"{number}. {printed.get(name, name)}{'.' if number == last else ';'}"),)
        for number, name in enumerate(measure.offices, start=1)
    )
