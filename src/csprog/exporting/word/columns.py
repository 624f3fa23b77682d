"""The columns of the plan's table: those that the document prints, in its order, and those that the plan needs besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from csprog.evaluation.record_builder import due_text
from csprog.exporting.word.table import Cell, Words, told
from csprog.parsing.numbers import unit_of
from csprog.programme.column_roles import Role, roles_of
from csprog.programme.model import Measure, Programme

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
    """A column: its name, what it holds (None: nothing that a plan knows), and its part of the width."""

    name: str
    role: Role | None
    width: float


def columns_of(programme: Programme) -> tuple[WordColumn, ...]:
    """Return the columns of the plan's table.

    The names that the document prints are taken if they hold all that a plan must say. A column is added for who is
    responsible and for money, where the plan names any and the document has none.
    """
    printed = programme.plan.columns if programme.plan else ()
    known = roles_of(printed)
    if not set(_ALWAYS) <= set(known.values()):
        printed, known = tuple(_ALWAYS.values()), dict(enumerate(_ALWAYS))
    columns = [(name, known.get(place)) for place, name in enumerate(printed)]
    measures = [placed.measure for placed in programme.measures]
    for role, name in _IF_GIVEN.items():
        if role not in known.values() and any(_said(measure, role, name) for measure in measures):
            columns.append((name, role))
    return tuple(WordColumn(name, role, _WIDTHS.get(role, _OTHER_WIDTH)) for name, role in columns)


def cell(measure: Measure, column: WordColumn, *, offices_apart: bool) -> Cell:
    """Return what a column says of a measure; its offices end the result unless they have a column (`offices_apart`)."""
    match column.role:
        case "measure":
            return Cell(told(measure.text))
        case "due":
            return Cell(told(due_text(measure)))
        case "result":
            return Cell((*told(measure.result), *(() if offices_apart else _offices(measure))))
        case "offices":
            return Cell(tuple(_offices(measure)))
    return Cell(told(_said(measure, column.role, column.name)))


def _said(measure: Measure, role: Role | None, name: str) -> str:
    """Return what stands in a column that a plan may have or not; nothing in one that it doesn't know."""
    funding = measure.funding
    match role:
        case "responsible":
            return measure.responsible or ""
        case "remark":
            return measure.remark or ""
        case "planned":
            return "" if funding is None or funding.planned is None else _amount(funding.planned, name)
        case "source":
            return (funding.source if funding else None) or ""
    return ""


def _amount(roubles: Decimal, name: str) -> str:
    """Return a sum in the unit that the column's name says: roubles, thousands or millions."""
    return f"{(roubles / unit_of(name)).normalize():f}".replace(".", ",")


def _offices(measure: Measure) -> Iterator[tuple[Words, ...]]:
    """Yield a paragraph an office, numbered and closed as the document does: «1. Заволжское МРО;»."""
    printed = measure.printed.offices if measure.printed else {}
    for place, name in enumerate(measure.offices, start=1):
        yield (Words(f"{place}. {printed.get(name, name)}{'.' if place == len(measure.offices) else ';'}"),)
