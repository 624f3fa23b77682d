"""What departments' answers amount to: the entries to record, or by cell what can't be true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date

from csprog.editing.batch import objection_to
from csprog.editing.entry import build_entry, with_entry
from csprog.errors import RefusedError
from csprog.exporting.excel.columns import NO, YES
from csprog.exporting.excel.responses import Response, measure_digest, response_digest, settled
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.importing.collection.response_reader import ResponseRow, cited
from csprog.programme.entries import Entry
from csprog.programme.model import Measure, PlacedMeasure, Programme

_ANSWER = tuple(field.name for field in fields(Response))
_COLUMN_OF_KEY = {"offices": "office", **{name: name for name in _ANSWER}}


@dataclass(slots=True)
class Collection:
    """What the answers say together: entries by the ids of their measures, and what can't be recorded.

    `known` is how many of them are recorded already just so.
    """

    entries: list[tuple[str, Entry]] = field(default_factory=list)
    faults: list[CellFinding] = field(default_factory=list)
    known: int = 0


def collected(programme: Programme, replies: Iterable[ResponseRow], today: date) -> Collection:
    """Judge the answers of all files against the plan and against each other, as of `today`.

    What a row said when it was written is no answer: nobody has touched it.
    """
    collection = Collection()
    placed = {one.id: one for one in programme.measures}
    given: dict[tuple[str, str | None], ResponseRow] = {}
    for reply in replies:
        if fault := _displaced(reply, programme, placed):
            collection.faults.append(fault)
        elif response_digest(reply.answer) == reply.mark.response_digest:
            continue
        elif _is_recorded(reply, placed[reply.mark.id].measure, today):
            collection.known += 1
        elif (other := given.setdefault((reply.mark.id, reply.mark.office), reply)).answer != reply.answer:
            collection.faults.append(_contradiction(reply, other))
    wanted = []
    for reply in given.values():
        entry = _inconsistent(reply) or _entry(reply, today)
        if isinstance(entry, CellFinding):
            collection.faults.append(entry)
        else:
            wanted.append((reply, entry))
    _follow(collection, programme, wanted, {name: one.measure for name, one in placed.items()}, today)
    return collection


def _displaced(reply: ResponseRow, programme: Programme, placed: dict[str, PlacedMeasure]) -> CellFinding | None:
    """Return what keeps a row from being the one that its mark names in this plan."""
    mark = reply.mark
    if mark.year != programme.year:
        what = Message(
            "this row is of the plan of {year}; collect it with {option}", year=mark.year, option=f"--year {mark.year}"
        )
        return reply.fault("number", what)
    if mark.id not in placed:
        return reply.fault(
            "number", Message("the plan of {year} has nothing numbered {number}", year=mark.year, number=cited(mark.id))
        )
    if reply.number not in {None, mark.id}:
        what = Message(
            "{number} stands beside the hidden mark of {id}: the rows were sorted without it; start from the file that csprog export made",
            number=cited(reply.number or ""),
            id=mark.id,
        )
        return reply.fault("number", what)
    if mark.office and reply.office not in {None, mark.office}:
        what = Message(
            "“{office}” stands beside the hidden mark of “{other}”: the rows were sorted without it; start from the file that csprog export made",
            office=cited(reply.office or ""),
            other=mark.office,
        )
        return reply.fault("office", what)
    if mark.measure_digest != measure_digest(programme, placed[mark.id]):
        what = Message("{id} was reworded since this file was made; export it anew", id=mark.id)
        return reply.fault("number", what)
    return None


def _is_recorded(reply: ResponseRow, measure: Measure, today: date) -> bool:
    """Tell whether the journal says just this already; a failure without a date is the same on any day."""
    answer = reply.answer
    known = settled(measure, reply.mark.office, today)
    return any(answer == (one if answer.on else replace(one, on=None)) for one in known)


def _contradiction(reply: ResponseRow, other: ResponseRow) -> CellFinding:
    column = next(name for name in _ANSWER if getattr(reply.answer, name) != getattr(other.answer, name))
    there = other.fault(column, Message("")).place
    return reply.fault(column, Message("{place} says something else of the same; keep one", place=there))


def _inconsistent(reply: ResponseRow) -> CellFinding | None:
    """Return what an answer lacks, or says against itself."""
    answer = reply.answer
    if answer.is_empty:
        what = Message("what was recorded is gone from this row; an empty row takes nothing back, csprog reopen does")
        return reply.fault("done", what)
    if answer.done is None:
        return reply.fault("done", Message("was it carried out? type “{yes}” or “{no}”", yes=YES, no=NO))
    if answer.done:
        if answer.reason:
            return reply.fault(
                "reason", Message("it was carried out, so there is no reason why not; keep one of the two")
            )
        return None if answer.on else reply.fault("on", Message("when was it carried out? type the date"))
    if answer.note or answer.evidence:
        what = Message("it was not carried out, so nothing was achieved; keep one of the two, or say it in the reason")
        return reply.fault("note" if answer.note else "evidence", what)
    return None if answer.reason else reply.fault("reason", Message("why was it not carried out? type the reason"))


def _entry(reply: ResponseRow, today: date) -> Entry | CellFinding:
    """Return the entry that an answer asks for, or which of its cells no entry can hold."""
    answer, office = reply.answer, reply.mark.office
    said_of_it = {"note": answer.note, "evidence": answer.evidence} if answer.done else {"reason": answer.reason}
    event = "completed" if answer.done else "not-completed"
    try:
        return build_entry(
            {"on": answer.on or today, "event": event, "offices": (office,) if office else (), **said_of_it}
        )
    except RefusedError as error:
        column = str(error.message.values.get("key"))
        return reply.fault(_COLUMN_OF_KEY.get(column, "note"), error.message)


def _follow(
    collection: Collection,
    programme: Programme,
    wanted: list[tuple[ResponseRow, Entry]],
    measures: dict[str, Measure],
    today: date,
) -> None:
    """Let the entries follow what is recorded and each other, in order of date."""
    for reply, entry in sorted(wanted, key=lambda pair: pair[1].on):
        measure = measures[reply.mark.id]
        if objection := objection_to(measure, entry, programme.year, today):
            column = _COLUMN_OF_KEY.get(str(objection.path[0]) if objection.path else "note", "done")
            collection.faults.append(reply.fault(column, objection.message))
        else:
            measures[reply.mark.id] = with_entry(measure, entry)
            collection.entries.append((reply.mark.id, entry))
