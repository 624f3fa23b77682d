"""The deadlines as a calendar (iCalendar, RFC 5545): an all-day event a measure, on the day by which it is awaited."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from textwrap import shorten
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, vText

from csprog.evaluation.evaluator import Evaluated, EvaluatedMeasure
from csprog.evaluation.record_builder import due_text
from csprog.exporting.subject import Subject
from csprog.programme.enums import Status
from csprog.programme.model import Programme
from csprog.programme.recipients import measures_of
from csprog.views.typography import short_date
from csprog.views.year.status_labels import status_of

_WARNINGS = (30, 7)  # days before, at nine in the morning: an all-day event begins at midnight
_MORNING = timedelta(hours=9)
_LONGEST_SUMMARY = 100  # characters; the whole text stands in the description


def make(subject: Subject) -> bytes:
    """Return the calendar; the same subject gives the same bytes.

    What was closed stays in it, called off and without alarms: where the calendar was imported before, they fall silent.
    """
    evaluation, recipient = subject.evaluation, subject.recipient
    programme = evaluation.programme
    name = " · ".join(filter(None, (f"Программа {programme.year}: сроки", programme.passport.organisation, recipient)))
    calendar = Calendar()
    calendar.add("prodid", f"-//csprog//csprog {subject.version}//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    told = {"name": name, "description": _stated(subject)}  # of RFC 7986; older calendars read what Apple once began
    for key, text in (*told.items(), ("x-wr-calname", name), ("x-wr-caldesc", _stated(subject))):
        calendar.add(key, vText(text))
    own = {placed.id for placed, _ in measures_of(programme, recipient)} if recipient else None
    for row in evaluation.measures:
        if own is None or row.placed.id in own:
            calendar.add_component(_event(row, subject))
    written: bytes = calendar.to_ical()
    return written


def _event(row: EvaluatedMeasure, subject: Subject) -> Event:
    day, programme = subject.evaluation.day, subject.evaluation.programme
    placed, awaited = row.placed, row.awaited
    part = _part(row, subject.recipient)
    is_open = part.status.is_open
    closed = status_of(part.outcome, year_over=row.year_over).word
    text = shorten(placed.measure.text, _LONGEST_SUMMARY, placeholder="…")
    event = Event()
    event.add("uid", _identity(programme, placed.id))
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("sequence", _sequence(row, subject))
    event.add("dtstart", awaited)
    event.add("dtend", awaited + timedelta(days=1))
    event.add("summary", f"{'Срок' if is_open else closed}: {placed.id} {text}")
    event.add("description", "\n".join([*_described(row, part), "", _stated(subject)]))
    event.add("categories", [f"Программа {programme.year}", placed.section.title])
    event.add("status", "CONFIRMED" if is_open else "CANCELLED")
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    for days in _WARNINGS if is_open else ():
        event.add_component(_alarm(days, f"Через {days} дней срок: {placed.id} {text}"))
    return event


def _alarm(days: int, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _MORNING - timedelta(days=days))
    alarm.add("description", text)
    return alarm


def _identity(programme: Programme, measure: str) -> str:
    """Return the UID of a measure: the same whenever it is exported, however the organisation's name is punctuated."""
    organisation = "".join(filter(str.isalnum, programme.passport.organisation.casefold()))
    return str(uuid5(NAMESPACE_URL, f"csprog:{organisation}/{programme.year}/{measure}"))


def _sequence(row: EvaluatedMeasure, subject: Subject) -> int:
    """Return how often what is told of a measure may have changed: a calendar takes the greater number for the newer.

    Journals and amendments only grow, so it never falls; a deadline moves by one of them alone.
    """
    events = (*row.placed.measure.journal, *subject.evaluation.programme.amendments)
    return sum(event.on <= subject.evaluation.day for event in events)


def _part(row: EvaluatedMeasure, recipient: str | None) -> Evaluated:
    """Return what concerns the recipient: an office its own part, all others the whole measure."""
    return row if recipient == row.placed.measure.responsible else row.in_office(recipient)


def _described(row: EvaluatedMeasure, part: Evaluated) -> list[str]:
    placed = row.placed
    measure = placed.measure
    overdue = part.status is Status.OVERDUE
    pairs = {
        "Плановый результат": measure.result,
        "Срок": due_text(measure),
        "Перенесено": f"на {short_date(row.awaited)}" if row.postponed else None,
        "Просрочено": f"с {short_date(row.awaited + timedelta(days=1))}" if overdue else None,
        "Причина": part.reason,
        "Офисы": ", ".join(measure.offices),
        "Ещё не выполнено": ", ".join(row.open_offices),
        "Ответственный": measure.responsible,
        "Раздел": f"{placed.section.number}. {placed.section.title}",
    }
    return [measure.text, *(f"{name}: {value}" for name, value in pairs.items() if value)]


def _stated(subject: Subject) -> str:
    evaluation = subject.evaluation
    day = short_date(evaluation.day)
    return f"Программа на {evaluation.programme.year} год · по состоянию на {day} · csprog {subject.version}"
