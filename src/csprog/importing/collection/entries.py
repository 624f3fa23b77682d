"""Turns responses of departments into entries to record, or findings by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from csprog.editing.batch import objection_to
from csprog.editing.entry import with_entry
from csprog.exporting.excel.responses import measure_digest, response_digest
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.importing.collection.actuals import collect_actuals
from csprog.importing.collection.cell_values import quoted
from csprog.importing.collection.collected_rows import IndicatorRow, Read, ResponseRow, Unread
from csprog.importing.collection.row_entries import (
    COLUMN_OF_KEY,
    RESPONSE_COLUMNS,
    answer_in,
    entries_of,
    inconsistent,
    is_recorded,
    texts_of,
    unprintable,
    unrecorded_parts,
)
from csprog.parsing.names import find_name, read_id
from csprog.programme.entries import Entry, Postponed, Spent
from csprog.programme.indicators import Actual
from csprog.programme.model import PlacedMeasure, Programme
from csprog.programme.typed_text import hidden_signs, tidy

_Wanted = tuple[ResponseRow, Entry]


@dataclass(slots=True)
class Collection:
    """Entries to record, by measure id, values by indicator, and findings of other responses.

    `known` counts the responses that are recorded already; `notices` tell what is not recorded as it stands in a cell:
    hidden signs, words without an answer, cells that csprog does not read.
    """

    entries: list[tuple[str, Entry]] = field(default_factory=list)
    actuals: list[tuple[str, Actual]] = field(default_factory=list)
    faults: list[CellFinding] = field(default_factory=list)
    notices: list[CellFinding] = field(default_factory=list)
    known: int = 0


def collect_entries(programme: Programme, rows: Iterable[Read], today: date, ground: str | None = None) -> Collection:
    """Check the responses of all files against the plan and each other, as of `today`.

    Rows that nobody has changed since the export are passed over; findings of the reader are taken over. A person in a
    text is a finding; with `ground`, why the law allows it, it is recorded together with the ground.
    """
    collection, given = Collection(), list(rows)
    collection.faults += [row for row in given if isinstance(row, CellFinding)]
    collection.notices += [row.finding for row in given if isinstance(row, Unread)]
    placed = {measure.id: measure for measure in programme.measures}
    responses = [row for row in given if isinstance(row, ResponseRow)]
    wanted: list[_Wanted] = []
    for row in _first_rows(collection, programme, responses, placed):
        wanted += _wanted(collection, programme, row, placed, today, ground)
    _apply(collection, programme, wanted, placed, today)
    gauged = collect_actuals(programme, (row for row in given if isinstance(row, IndicatorRow)), today)
    collection.actuals = gauged.actuals
    collection.faults += gauged.faults
    collection.known += gauged.known
    return collection


def _first_rows(
    collection: Collection, programme: Programme, rows: Iterable[ResponseRow], placed: dict[str, PlacedMeasure]
) -> Iterator[ResponseRow]:
    """Yield each response that says something once, tidied; tell of those that differ."""
    first_rows: dict[tuple[str, str | None], ResponseRow] = {}
    for row in rows:
        tidied = _tidied(row)
        if misplaced := _misplaced(row, programme, placed):
            collection.faults.append(row.finding(*misplaced))
        elif row.mark.response_digest in {response_digest(row.response), response_digest(tidied.response)}:
            continue
        elif (first := first_rows.setdefault((row.mark.id, row.mark.office), tidied)).response != tidied.response:
            collection.faults.append(_contradiction(row, first))
        else:
            collection.notices.extend(_left_out(row))
    yield from first_rows.values()


def _wanted(  # noqa: PLR0913, PLR0917 - the row, and what it is judged by
    collection: Collection,
    programme: Programme,
    row: ResponseRow,
    placed: dict[str, PlacedMeasure],
    today: date,
    ground: str | None,
) -> Iterator[_Wanted]:
    """Yield the entries of a response that are not recorded yet, each with its row."""
    measure, answer = placed[row.mark.id].measure, answer_in(row)
    wrong = inconsistent(row, answer, measure.due.day) if answer is not None else None
    if fault := wrong or unprintable(row, programme):
        collection.faults.append(row.finding(*fault))
        return
    entries = entries_of(row, programme, measure, today, ground)
    if isinstance(entries, CellFinding):
        collection.faults.append(entries)
        return
    new = [entry for entry in entries if not is_recorded(entry, row, measure, today)]
    collection.known += bool(entries) and not new
    if new or not entries:
        collection.notices += unrecorded_parts(row)
    yield from ((row, entry) for entry in new)


def _misplaced(row: ResponseRow, programme: Programme, placed: dict[str, PlacedMeasure]) -> tuple[str, Message] | None:
    """Return column and message if the mark fits neither the plan nor its own row."""
    mark = row.mark
    if mark.year != programme.year:
        option = f"--year {mark.year}"
        return "number", Message(
            "this row belongs to the plan of {year}; collect it with {option}", year=mark.year, option=option
        )
    if mark.id not in placed:
        number = quoted(mark.id)
        return "number", Message("there is no {number} in the plan of {year}", year=mark.year, number=number)
    if row.number is not None and read_id(row.number) != mark.id:
        return "number", Message(
            "{number} is next to the hidden mark of {id}: the rows were sorted without it; start again from the file of csprog export",
            number=quoted(row.number or ""),
            id=mark.id,
        )
    offices = (mark.office, *placed[mark.id].measure.offices) if mark.office else ()
    if offices and row.office is not None and find_name(row.office, offices) != mark.office:
        return "office", Message(
            "“{office}” is next to the hidden mark of “{other}”: the rows were sorted without it; start again from the file of csprog export",
            office=quoted(row.office or ""),
            other=mark.office,
        )
    if mark.measure_digest != measure_digest(programme, placed[mark.id]):
        return "number", Message("the text of {id} has changed since this file was made; export it again", id=mark.id)
    return None


def _tidied(row: ResponseRow) -> ResponseRow:
    """Return the row with its texts as typed ones: plain spaces, nothing hidden."""
    texts: dict[str, Any] = {name: tidy(text).strip() or None for name, text in texts_of(row)}
    return replace(row, response=replace(row.response, **texts))


def _left_out(row: ResponseRow) -> Iterator[CellFinding]:
    for name, text in texts_of(row):
        if signs := hidden_signs(text):
            yield row.finding(name, Message("invisible characters were removed: {signs}", signs=", ".join(signs)))


def _contradiction(row: ResponseRow, first: ResponseRow) -> CellFinding:
    column = next(name for name in RESPONSE_COLUMNS if getattr(row.response, name) != getattr(first.response, name))
    place = first.finding(column, Message("")).place
    return row.finding(column, Message("{place} gives a different answer for the same measure; keep one", place=place))


def _apply(
    collection: Collection,
    programme: Programme,
    wanted: list[_Wanted],
    placed: Mapping[str, PlacedMeasure],
    today: date,
) -> None:
    """Add the entries by date, each checked against the journal with those before it."""
    measures = dict(placed)
    for row, entry in sorted(wanted, key=lambda pair: pair[1].on):
        measure = measures[row.mark.id]
        if isinstance(entry, Postponed) and is_recorded(entry, row, measure.measure, today):
            continue  # another office of the measure has said so
        if violation := objection_to(measure, entry, programme.year, today):
            key = str(violation.path[0]) if violation.path else "amount" if isinstance(entry, Spent) else "reason"
            collection.faults.append(row.finding(COLUMN_OF_KEY.get(key, "done"), violation.message))
        else:
            measures[row.mark.id] = measure._replace(measure=with_entry(measure.measure, entry))
            collection.entries.append((row.mark.id, entry))
