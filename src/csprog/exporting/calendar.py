"""Writes deadlines as all-day events of an iCalendar file (RFC 5545).

The calendar of the whole plan also has the day by which the year's report must be published.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from textwrap import shorten
from uuid import NAMESPACE_URL, uuid5

from icalendar import STATUS, TRANSP, Alarm, Calendar, Event, vDuration, vText

from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.evaluation.record_builder import due_text
from csprog.evaluation.report_duty import report_due
from csprog.evaluation.status import Evaluated
from csprog.exporting.subject import Subject
from csprog.programme.enums import Status
from csprog.programme.model import Programme
from csprog.programme.recipients import measures_of
from csprog.views.typography import short_date
from csprog.views.year.status_labels import status_of

_ALARM_DAYS = (30, 7)  # before the deadline
_ALARM_TIME = timedelta(hours=9)  # in the morning: an all-day event begins at midnight
_REFRESH = timedelta(days=1)
_MAX_SUMMARY_LENGTH = 100  # characters; the description has the whole text


def make(subject: Subject) -> bytes:
    """Return the calendar; the same subject gives the same bytes.

    Closed measures stay in it as cancelled events without alarms, so that a new import silences the old alarms.
    """
    evaluation, recipient = subject.evaluation, subject.recipient
    programme = evaluation.programme
    name = " · ".join(filter(None, (f"Программа {programme.year}: сроки", programme.passport.organisation, recipient)))
    calendar = Calendar()  # not Calendar.new(), which adds a random UID
    calendar.add("prodid", f"-//csprog//csprog {subject.version}//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.calendar_name = vText(name)  # as plain strings they would not be escaped
    calendar.description = vText(_source(subject))
    # How often to look for a newer one: RFC 7986, and what Outlook reads.
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    assigned = {placed.id for placed, _ in measures_of(programme, recipient)} if recipient else None
    for measure in evaluation.measures:
        if assigned is None or measure.placed.id in assigned:
            calendar.add_component(_event(measure, subject))
    if recipient is None:
        calendar.add_component(_report_event(subject))
    data: bytes = calendar.to_ical()
    return data


def _event(measure: EvaluatedMeasure, subject: Subject) -> Event:
    day, programme = subject.evaluation.day, subject.evaluation.programme
    placed, awaited = measure.placed, measure.awaited
    part = _part(measure, subject.recipient)
    is_open = part.status.is_open
    closed = status_of(part.outcome).word
    text = f"{placed.id} {shorten(placed.measure.text, _MAX_SUMMARY_LENGTH, placeholder='…')}"
    return Event.new(
        uid=_uid(programme, placed.id),
        stamp=datetime.combine(day, time(), UTC),
        sequence=_sequence(measure, subject),
        start=awaited,
        end=awaited + timedelta(days=1),
        summary=f"{'Срок' if is_open else closed}: {text}",
        description="\n".join([*_details(measure, part), "", _source(subject)]),
        categories=[f"Программа {programme.year}", placed.section.title],
        status=STATUS.CONFIRMED if is_open else STATUS.CANCELLED,
        transparency=TRANSP.TRANSPARENT,  # a deadline does not make anyone busy
        subcomponents=[_alarm(days, text) for days in _ALARM_DAYS] if is_open else [],
    )


def _report_event(subject: Subject) -> Event:
    """Return the event of the report's publication, cancelled once it is published."""
    programme, published = subject.evaluation.programme, subject.published_on
    due = report_due(programme.year)
    text = f"Опубликовать отчёт о выполнении Программы за {programme.year} год"
    details = [
        "Отчёт публикуется в первом квартале следующего года (пункт 1.3).",
        f"Следующий отчёт — за {programme.year + 1} год, до {short_date(report_due(programme.year + 1))}."
        if published
        else f"Команда: csprog publish --year {programme.year} --final",
        "",
        _source(subject),
    ]
    return Event.new(
        uid=_uid(programme, "report"),
        stamp=datetime.combine(subject.evaluation.day, time(), UTC),
        sequence=int(published is not None),
        start=due,
        end=due + timedelta(days=1),
        summary=f"Отчёт за {programme.year} год опубликован {short_date(published)}" if published else text,
        description="\n".join(details),
        categories=[f"Программа {programme.year}"],
        status=STATUS.CANCELLED if published else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
        subcomponents=[] if published else [_alarm(days, text) for days in _ALARM_DAYS],
    )


def _alarm(days: int, text: str) -> Alarm:
    alarm = Alarm.new(description=f"Через {days} дней срок: {text}")
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _ALARM_TIME - timedelta(days=days))
    return alarm


def _uid(programme: Programme, name: str) -> str:
    """Return the same UID for a measure's id, or for the report, in every export.

    Punctuation in the organisation's name is ignored, since people change it.
    """
    organisation = "".join(filter(str.isalnum, programme.passport.organisation.casefold()))
    return str(uuid5(NAMESPACE_URL, f"csprog:{organisation}/{programme.year}/{name}"))


def _sequence(measure: EvaluatedMeasure, subject: Subject) -> int:
    """Return the event's revision number (SEQUENCE); calendars keep the higher one.

    Every change of an event comes with a journal entry or an amendment, and these are only ever added.
    """
    evaluation = subject.evaluation
    changes = (*measure.placed.measure.journal, *evaluation.programme.amendments)
    return sum(change.on <= evaluation.day for change in changes)


def _part(measure: EvaluatedMeasure, recipient: str | None) -> Evaluated:
    """Return an office's own part of a measure; the whole measure for anyone else."""
    return measure if recipient == measure.placed.measure.responsible else measure.in_office(recipient)


def _details(row: EvaluatedMeasure, part: Evaluated) -> list[str]:
    placed, measure = row.placed, row.placed.measure
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


def _source(subject: Subject) -> str:
    evaluation = subject.evaluation
    day = short_date(evaluation.day)
    return f"Программа на {evaluation.programme.year} год · по состоянию на {day} · csprog {subject.version}"
