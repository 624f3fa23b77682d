"""Turns the rows of a sheet of indicators into actual values to record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from csprog.editing.measurements import build_actual, last_of_period, refuse_actual, with_actual
from csprog.errors import RefusedError
from csprog.exporting.excel.indicator_sheet import indicator_digest
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.importing.collection.collected_rows import IndicatorRow
from csprog.importing.collection.row_entries import unprintable_sign
from csprog.parsing.periods import Period
from csprog.programme.indicators import Actual
from csprog.programme.ledgers import PlacedIndicator, placed_indicators
from csprog.programme.model import Programme
from csprog.programme.personal_data import errors_in
from csprog.programme.typed_text import tidy

_COLUMN_OF_KEY = {"period": "period", "value": "value", "note": "note"}


@dataclass(slots=True)
class CollectedActuals:
    """Values to record, by the indicator's id, and findings of other rows.

    `known` counts the values that are recorded already.
    """

    actuals: list[tuple[str, Actual]] = field(default_factory=list)
    faults: list[CellFinding] = field(default_factory=list)
    known: int = 0


def collect_actuals(programme: Programme, rows: Iterable[IndicatorRow], today: date) -> CollectedActuals:
    """Check the values of all files against the plan and each other, as of `today`."""
    found = CollectedActuals()
    now = {placed.indicator.id: placed for placed in placed_indicators(programme)}
    first_rows: dict[tuple[str, Period | None], IndicatorRow] = {}
    for given in rows:
        row = replace(given, note=tidy(given.note).strip() or None if given.note else None)
        if row.period is None and row.value is None and row.note is None:
            continue
        if fault := _misplaced(row, programme, now) or _incomplete(row) or _unprintable(row, programme):
            found.faults.append(row.finding(*fault))
            continue
        first = first_rows.setdefault((row.mark.id, row.period), row)
        if (first.value, first.note) != (row.value, row.note):
            place = first.finding("value", Message("")).place
            what = Message("{place} gives a different value for the same period; keep one", place=place)
            found.faults.append(row.finding("value", what))
        elif first is row:
            _add(found, programme, row, now, today)
    return found


def _add(
    found: CollectedActuals, programme: Programme, row: IndicatorRow, now: dict[str, PlacedIndicator], today: date
) -> None:
    placed = now[row.mark.id]
    before = last_of_period(placed.indicator, row.period)
    if before is not None and (before.value, before.note) == (row.value, row.note):
        found.known += 1
        return
    try:
        actual = build_actual({"on": today, "period": row.period, "value": row.value, "note": row.note})
        for person in errors_in(actual, programme.passport.contact):
            found.faults.append(row.finding(str(person.path[0]), person.message))
            return
        refuse_actual(placed.indicator, actual, programme, today)
    except RefusedError as error:
        key = str(error.message.values.get("key"))
        found.faults.append(row.finding(_COLUMN_OF_KEY.get(key, "period"), error.message))
        return
    now[row.mark.id] = with_actual(placed, actual)
    found.actuals.append((row.mark.id, actual))


def _misplaced(
    row: IndicatorRow, programme: Programme, placed: dict[str, PlacedIndicator]
) -> tuple[str, Message] | None:
    mark = row.mark
    if mark.year != programme.year:
        option = f"--year {mark.year}"
        return "id", Message(
            "this row belongs to the plan of {year}; collect it with {option}", year=mark.year, option=option
        )
    if mark.id not in placed:
        return "id", Message("there is no indicator “{id}” in the plan of {year}", id=mark.id, year=mark.year)
    if mark.digest != indicator_digest(programme, placed[mark.id].indicator):
        what = "the name or the unit of {id} has changed since this file was made; export it again"
        return "id", Message(what, id=mark.id)
    return None


def _incomplete(row: IndicatorRow) -> tuple[str, Message] | None:
    if row.value is None:
        return "value", Message("which value? type a number")
    if row.period is None:
        return "period", Message("of which period is the value? type it like 1 квартал 2025")
    return None


def _unprintable(row: IndicatorRow, programme: Programme) -> tuple[str, Message] | None:
    return unprintable_sign([("note", row.note)] if row.note else [], programme)
