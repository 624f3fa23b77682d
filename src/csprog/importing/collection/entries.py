"""Turns responses of departments into entries to record, or findings by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from csprog.editing.batch import objection_to
from csprog.editing.entry import build_entry, with_entry
from csprog.errors import RefusedError
from csprog.exporting.excel.columns import NO, YES
from csprog.exporting.excel.responses import Response, measure_digest, response_digest, settled
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.importing.collection.response_reader import ResponseRow, quoted
from csprog.parsing.names import find_name, read_id
from csprog.programme.entries import Entry
from csprog.programme.model import Measure, PlacedMeasure, Programme
from csprog.programme.pdf_signs import lacking_signs, refusing_sentence
from csprog.programme.personal_data import errors_in
from csprog.programme.plan_writer import as_value
from csprog.programme.typed_text import hidden_signs, tidy
from csprog.validation.rules.signs import NO_FONT

_RESPONSE_COLUMNS = tuple(field.name for field in fields(Response))
_COLUMN_OF_KEY = {"offices": "office", **{name: name for name in _RESPONSE_COLUMNS}}


@dataclass(slots=True)
class Collection:
    """Entries to record, by measure id, and findings of other responses.

    `known` counts the responses that are recorded already; `left_out` names hidden signs that were taken out.
    """

    entries: list[tuple[str, Entry]] = field(default_factory=list)
    faults: list[CellFinding] = field(default_factory=list)
    left_out: list[CellFinding] = field(default_factory=list)
    known: int = 0


def collect_entries(
    programme: Programme, rows: Iterable[ResponseRow | CellFinding], today: date, ground: str | None = None
) -> Collection:
    """Check the responses of all files against the plan and each other, as of `today`.

    Rows that nobody has changed since the export are passed over; findings of the reader are taken over. A person in a
    text is a finding; with `ground`, why the law allows it, it is recorded together with the ground.
    """
    collection = Collection()
    placed = {measure.id: measure for measure in programme.measures}
    first_rows: dict[tuple[str, str | None], ResponseRow] = {}
    for row in rows:
        if isinstance(row, CellFinding):
            collection.faults.append(row)
            continue
        tidied = _tidied(row)
        if misplaced := _misplaced(row, programme, placed):
            collection.faults.append(row.finding(*misplaced))
        elif response_digest(row.response) == row.mark.response_digest:
            continue
        elif any(_is_recorded(one, placed[row.mark.id].measure, today) for one in (row, tidied)):
            collection.known += 1
        elif (first := first_rows.setdefault((row.mark.id, row.mark.office), tidied)).response != tidied.response:
            collection.faults.append(_contradiction(row, first))
        else:
            collection.left_out.extend(_left_out(row))
    wanted = []
    for row in first_rows.values():
        entry = _entry(row, programme, placed[row.mark.id].measure.due.day, today, ground)
        if isinstance(entry, CellFinding):
            collection.faults.append(entry)
        else:
            wanted.append((row, entry))
    _apply(collection, programme, wanted, placed, today)
    return collection


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
    texts: dict[str, Any] = {name: tidy(text).strip() or None for name, text in _texts(row)}
    return replace(row, response=replace(row.response, **texts))


def _left_out(row: ResponseRow) -> Iterator[CellFinding]:
    for name, text in _texts(row):
        if signs := hidden_signs(text):
            yield row.finding(name, Message("invisible characters were removed: {signs}", signs=", ".join(signs)))


def _texts(row: ResponseRow) -> Iterator[tuple[str, str]]:
    for name in _RESPONSE_COLUMNS:
        if isinstance(text := getattr(row.response, name), str):
            yield name, text


def _is_recorded(row: ResponseRow, measure: Measure, today: date) -> bool:
    """Tell whether the journal has this response."""
    response = row.response
    # A failure may have no date: it is recorded if it is on any day.
    recorded = settled(measure, row.mark.office, today)
    return any(response == (each if response.on else replace(each, on=None)) for each in recorded)


def _contradiction(row: ResponseRow, first: ResponseRow) -> CellFinding:
    column = next(name for name in _RESPONSE_COLUMNS if getattr(row.response, name) != getattr(first.response, name))
    place = first.finding(column, Message("")).place
    return row.finding(column, Message("{place} gives a different answer for the same measure; keep one", place=place))


def _inconsistent(response: Response, due: date) -> tuple[str, Message] | None:
    """Return column and message if the response is incomplete, or contradicts itself."""
    if response.is_empty:
        return "done", Message(
            "this row no longer has what was recorded; an empty row undoes nothing, use csprog reopen"
        )
    if response.done is None:
        return "done", Message("was it completed? type “{yes}” or “{no}”", yes=YES, no=NO)
    if response.done:
        if response.on is None:
            return "on", Message("when was it completed? type the date")
        if response.reason and response.on <= due:
            return "reason", Message("a measure completed on time has no reason for a failure; keep one of the two")
        return None
    if response.note or response.evidence:
        return "note" if response.note else "evidence", Message(
            "a measure not completed has no actual result; keep one of the two, or put it in the reason"
        )
    return None if response.reason else ("reason", Message("why was it not completed? type the reason"))


def _entry(row: ResponseRow, programme: Programme, due: date, today: date, ground: str | None) -> Entry | CellFinding:
    """Return the entry of a response, or a finding if no entry can be made of it."""
    response, office = row.response, row.mark.office
    if inconsistent := _inconsistent(response, due) or _unprintable(row, programme):
        return row.finding(*inconsistent)
    event = "completed" if response.done else "not-completed"
    texts = {"reason": response.reason}
    if response.done:
        texts |= {"note": response.note, "evidence": response.evidence}
    offices = (office,) if office else ()
    try:
        entry = build_entry({"on": response.on or today, "event": event, "offices": offices, **texts})
        person = next(errors_in(entry, programme.passport.contact), None)
        if person is None:
            return entry
        if ground is None:
            return row.finding(str(person.path[0]), person.message)
        return build_entry({**as_value(entry), "personal_data_ground": ground})
    except RefusedError as error:
        key = str(error.message.values.get("key"))
        return row.finding(_COLUMN_OF_KEY.get(key, "note"), error.message)


def _unprintable(row: ResponseRow, programme: Programme) -> tuple[str, Message] | None:
    """Return column and message of the first sign that no font of the PDF has."""
    if NO_FONT in programme.switched_off:
        return None
    found = ((name, text, lacking) for name, text in _texts(row) for lacking in lacking_signs(text))
    return next(((name, refusing_sentence(text, lacking)) for name, text, lacking in found), None)


def _apply(
    collection: Collection,
    programme: Programme,
    wanted: list[tuple[ResponseRow, Entry]],
    placed: Mapping[str, PlacedMeasure],
    today: date,
) -> None:
    """Add the entries by date, each checked against the journal with those before it."""
    measures = dict(placed)
    for row, entry in sorted(wanted, key=lambda pair: pair[1].on):
        measure = measures[row.mark.id]
        if violation := objection_to(measure, entry, programme.year, today):
            column = _COLUMN_OF_KEY.get(str(violation.path[0]) if violation.path else "reason", "done")
            collection.faults.append(row.finding(column, violation.message))
        else:
            measures[row.mark.id] = measure._replace(measure=with_entry(measure.measure, entry))
            collection.entries.append((row.mark.id, entry))
