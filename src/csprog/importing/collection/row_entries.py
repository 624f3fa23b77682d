"""Makes entries of a department's response, or finds what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from csprog.editing.entry import build_entry
from csprog.errors import RefusedError
from csprog.exporting.excel.columns import Answer
from csprog.exporting.excel.responses import Response, office_to_name, payments, response_digest, settled
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.importing.collection.cell_values import ANSWERS
from csprog.importing.collection.collected_rows import ResponseRow
from csprog.programme.corrections import corrected_entries
from csprog.programme.entries import Completed, Entry, NotCompleted, Postponed, Remark, Spent
from csprog.programme.model import Measure, Programme
from csprog.programme.pdf_signs import lacking_signs, refusing_sentence
from csprog.programme.personal_data import errors_in
from csprog.programme.plan_writer import as_value
from csprog.validation.rules.signs import NO_FONT

RESPONSE_COLUMNS = tuple(field.name for field in fields(Response))
COLUMN_OF_KEY = {"offices": "office", "amount": "spent", **{name: name for name in RESPONSE_COLUMNS}}
_EMPTY = response_digest(Response())


def answer_in(row: ResponseRow) -> Response | None:
    """Return the response without its sum, None if nothing but a sum was filled in.

    The date of a sum alone is the sum's.
    """
    answer = replace(row.response, spent=None)
    alone = row.response.spent is not None and answer == Response(on=answer.on) and row.mark.response_digest == _EMPTY
    return None if alone or response_digest(answer) == row.mark.response_digest else answer


def is_words_alone(row: ResponseRow, answer: Response) -> bool:
    """Tell whether a row that said nothing now has words, and no answer to which they belong."""
    words = answer.note or answer.reason
    return answer.done is None and bool(words) and answer.to is None and row.mark.response_digest == _EMPTY


def inconsistent(row: ResponseRow, answer: Response, due: date) -> tuple[str, Message] | None:
    """Return column and message if an answer is incomplete, or contradicts itself."""
    if answer.is_empty:
        return "done", Message(
            "this row no longer has what was recorded; an empty row undoes nothing, use csprog reopen"
        )
    if is_words_alone(row, answer):
        return None
    if answer.done is None:
        return "done", Message("was it completed? type {answers}", answers=ANSWERS)
    if answer.to is not None and answer.done is not Answer.POSTPONE:
        return "to", Message(
            "a new deadline belongs to the answer «{answer}»; keep one of the two", answer=Answer.POSTPONE
        )
    match answer.done:
        case Answer.YES:
            return _inconsistent_completion(answer, due)
        case Answer.NO:
            return _inconsistent_failure(answer)
        case Answer.POSTPONE if answer.to is None:
            return "to", Message("until when is it postponed? type a date or a quarter")
        case Answer.POSTPONE if answer.reason is None:
            return "reason", Message("why is it postponed? type the reason")
    return None


def _inconsistent_completion(answer: Response, due: date) -> tuple[str, Message] | None:
    if answer.on is None:
        return "on", Message("when was it completed? type the date")
    if answer.reason and answer.on <= due:
        return "reason", Message("a measure completed on time has no reason for a failure; keep one of the two")
    return None


def _inconsistent_failure(answer: Response) -> tuple[str, Message] | None:
    if answer.note or answer.evidence:
        return "note" if answer.note else "evidence", Message(
            "a measure not completed has no actual result; keep one of the two, or put it in the reason"
        )
    return None if answer.reason else ("reason", Message("why was it not completed? type the reason"))


def unrecorded_parts(row: ResponseRow) -> Iterator[CellFinding]:
    """Yield what is told of an answer that records less, or something else, than its cells hold."""
    answer = answer_in(row)
    if answer is None:
        return
    words = answer.note or answer.reason
    if is_words_alone(row, answer):
        column = "note" if answer.note else "reason"
        yield row.finding(column, Message("words without an answer in «Выполнено»: recorded as a remark"))
    elif answer.done is Answer.IN_PROGRESS and not words:
        yield row.finding("note", Message("«{answer}» without words: nothing to record", answer=Answer.IN_PROGRESS))
    if answer.evidence and answer.done in {None, Answer.IN_PROGRESS, Answer.POSTPONE}:
        yield row.finding("evidence", Message("a link is recorded with a completion only; this one is not recorded"))


def entries_of(
    row: ResponseRow, programme: Programme, measure: Measure, today: date, ground: str | None
) -> list[Entry] | CellFinding:
    """Return the entries of a consistent response, or a finding if one can't be made.

    Those that the journal has already are among them. A person in a text is a finding; with `ground`, why the law allows
    it, the entry is made with the ground.
    """
    entries: list[Entry] = []
    for values in _values(row, measure, today):
        try:
            entry = build_entry(values)
            person = next(errors_in(entry, programme.passport.contact), None)
            if person is not None and ground is None:
                return row.finding(str(person.path[0]), person.message)
            entries.append(
                entry if person is None else build_entry({**as_value(entry), "personal_data_ground": ground})
            )
        except RefusedError as error:
            key = str(error.message.values.get("key"))
            return row.finding(COLUMN_OF_KEY.get(key, "note"), error.message)
    return entries


def _values(row: ResponseRow, measure: Measure, today: date) -> Iterator[dict[str, Any]]:
    """Yield the values of each entry: of the answer, of its words, of its sum."""
    answer, office = answer_in(row), row.mark.office
    name = office_to_name(measure, office)
    on = row.response.on if row.response.on and _gives_day(row) else today
    if answer is not None:
        offices = (office,) if office else ()
        words = "\n".join(filter(None, (answer.note, answer.reason)))
        match answer.done:
            case Answer.YES:
                texts = {"note": answer.note, "reason": answer.reason, "evidence": answer.evidence}
                yield {"on": on, "event": "completed", "offices": offices, **texts}
                words = ""
            case Answer.NO:
                yield {"on": on, "event": "not-completed", "offices": offices, "reason": answer.reason}
                words = ""
            case Answer.POSTPONE:
                yield {"on": on, "event": "postponed", "to": answer.to, "reason": answer.reason}
                words = answer.note or ""
        if words:
            yield {"on": on, "event": "remark", "note": f"{name}: {words}" if name else words}
    if row.response.spent is not None:
        yield {"on": on, "event": "spent", "amount": row.response.spent, "note": name}


def is_recorded(entry: Entry, row: ResponseRow, measure: Measure, today: date) -> bool:
    """Tell whether the journal has an entry of a response; one without a date on any day."""
    journal = corrected_entries(measure.journal)
    match entry:
        case Completed() | NotCompleted():
            answer = replace(row.response, spent=None)
            recorded = settled(measure, row.mark.office, today)
            return any(answer == (each if answer.on else replace(each, on=None)) for each in recorded)
        case Spent():
            since = payments(measure, row.mark.office)
            return len(since) > row.mark.payments and any(_same(entry, one, row) for one in since)
    return any(_same(entry, one, row) for one in journal)


def _same(entry: Entry, other: Entry, row: ResponseRow) -> bool:
    """Tell whether two entries say the same, on the same day if the row gives one."""
    if not isinstance(other, Remark | Postponed | Spent) or type(entry) is not type(other):
        return False
    beside: dict[str, Any] = {} if _gives_day(row) else {"on": other.on}
    return entry.model_copy(update=beside | {"personal_data_ground": other.personal_data_ground}) == other


def _gives_day(row: ResponseRow) -> bool:
    """Tell whether a row's date is that of what was filled in, and not of what was recorded before."""
    return row.response.on is not None and (answer_in(row) is not None or row.mark.response_digest == _EMPTY)


def unprintable(row: ResponseRow, programme: Programme) -> tuple[str, Message] | None:
    """Return column and message of the first sign that no font of the PDF has."""
    return unprintable_sign(texts_of(row), programme)


def unprintable_sign(texts: Iterable[tuple[str, str]], programme: Programme) -> tuple[str, Message] | None:
    """Return column and message of the first sign in `texts`, by their columns, that no font of the PDF has."""
    if NO_FONT in programme.switched_off:
        return None
    found = ((name, text, lacking) for name, text in texts for lacking in lacking_signs(text))
    return next(((name, refusing_sentence(text, lacking)) for name, text, lacking in found), None)


def texts_of(row: ResponseRow) -> Iterator[tuple[str, str]]:
    """Yield the columns of a response that hold words typed by somebody."""
    for name in ("note", "reason", "evidence"):
        if isinstance(text := getattr(row.response, name), str):
            yield name, text
