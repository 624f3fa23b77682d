"""The deadlines as a calendar, read back by the library that calendars in Python rest on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.calendar import make
from csprog.exporting.subject import Subject
from tests.plans import APPROVED, day, measure, small, sound

if TYPE_CHECKING:
    from icalendar import Event

JULY = day(7, 1)
POSTPONED = "on: 2025-06-20, event: postponed, to: 2025-09-30, reason: поставщик"


def written(text: str, on: date = JULY, recipient: str | None = None, version: str = "9.9") -> bytes:
    """Give the calendar of a plan as its bytes."""
    return make(Subject(evaluate(sound(text)[1], on), version, recipient))


def events(text: str, on: date = JULY, recipient: str | None = None) -> list[Event]:
    """Give the deadlines of a plan's calendar as a calendar reads them, without the report's."""
    found = read(written(text, on, recipient))
    return [event for event in found if len(event.categories) > 1]


def read(data: bytes) -> list[Event]:
    """Give all events of a calendar as a calendar reads them."""
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == []
    assert [event.errors for event in calendar.events] == [[]] * len(calendar.events)
    return list(calendar.events)


def report(text: str, on: date = JULY, published: date | None = None) -> Event:
    """Give the event of the report's publication."""
    subject = Subject(evaluate(sound(text)[1], on), "9.9", published_on=published)
    (event,) = [event for event in read(make(subject)) if len(event.categories) == 1]
    return event


def alarms(event: Event) -> list[datetime]:
    """Give when an event rings, by the clock of its reader."""
    found: list[Any] = event.walk("VALARM")
    assert all(alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] for alarm in found)
    return [datetime.combine(event.start, time()) + alarm["TRIGGER"].dt for alarm in found]


def morning(month: int, number: int, year: int = 2025) -> datetime:
    """Give nine in the morning of a day."""
    return datetime(year, month, number, 9)  # noqa: DTZ001 - a deadline is a day of the company's own calendar


def test_every_deadline_of_the_real_plan() -> None:
    found = events(APPROVED)
    assert len(found) == len({event.uid for event in found}) == 25
    assert [event.start for event in found].count(day(6, 30)) == 3
    assert [event.start for event in found].count(day(12, 31)) == 22
    for event in found:
        assert event.end - event.start == timedelta(days=1)
        assert (event["status"], event.sequence) == ("CONFIRMED", 0)
        assert event.categories[0] == "Программа 2025"
    assert found[0].summary == "Срок: 1.1.1.1 Установка терминалов электронной очереди"
    assert "Ещё не выполнено: Заволжское МРО, Правобережное МРО\n" in found[0].description
    assert "Просрочено: с 01.07.2025" in "".join(event.description for event in found)


def test_alarms_ring_thirty_and_seven_days_before_in_the_morning() -> None:
    (event,) = events(small())
    assert (event.start, alarms(event)) == (day(6, 30), [morning(5, 31), morning(6, 23)])


def test_a_postponement_moves_the_event_that_is_there_already() -> None:
    before, after = events(small())[0], events(small(measure(POSTPONED)))[0]
    again = events(small(measure(POSTPONED, "on: 2025-06-25, event: postponed, to: 2025-10-31, reason: ещё раз")))[0]
    assert before.uid == after.uid == again.uid
    assert [event.start for event in (before, after, again)] == [day(6, 30), day(9, 30), day(10, 31)]
    assert before.sequence < after.sequence < again.sequence
    assert alarms(after) == [morning(8, 31), morning(9, 23)]
    assert events(small(measure(POSTPONED)), day(6, 19))[0].sequence == before.sequence
    assert "Перенесено: на 30.09.2025\nПричина: поставщик\n" in after.description


def test_an_amendment_that_moves_the_deadline_counts_too() -> None:
    amendment = "amendments:\n  - {on: 2025-06-01, document: Приказ, reason: Срок, ids: [1.1.1.1]}\n"
    moved = small(measure(due="2025-08-31")) + amendment
    (event,) = events(moved)
    assert (event.uid, event.start) == (events(small())[0].uid, day(8, 31))
    assert event.sequence > events(small())[0].sequence


def test_the_identity_outlives_days_versions_and_quotes_but_not_years() -> None:
    named = small().replace("organisation: Общество", "organisation: ПАО «Общество»")
    other = named.replace("ПАО «Общество»", 'Пао "ОБЩЕСТВО"')
    ids = [event.uid for text in (named, other) for on in (day(1, 1), day(12, 31)) for event in events(text, on)]
    assert len(set(ids)) == 1
    assert events(named.replace("year: 2025", "year: 2026"))[0].uid != ids[0]
    assert events(small())[0].uid != ids[0]


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        ("on: 2025-06-20, event: completed", "Выполнено"),
        ("on: 2025-07-01, event: completed, note: поздно", "Выполнено с опозданием"),
        ("on: 2025-06-20, event: cancelled, reason: нет", "Исключено"),
        ("on: 2025-06-20, event: not-completed, reason: нет", "Не выполнено"),
    ],
)
def test_what_is_closed_is_called_off_and_rings_no_more(entry: str, word: str) -> None:
    (event,) = events(small(measure(entry)))
    assert (event["status"], event.start, event.walk("VALARM")) == ("CANCELLED", day(6, 30), [])
    assert event.summary == f"{word}: 1.1.1.1 Мероприятие"
    assert event.sequence > 0
    (reopened,) = events(small(measure(entry, "on: 2025-07-01, event: reopened, reason: ещё нет")))
    assert (reopened["status"], len(reopened.walk("VALARM")), reopened.uid) == ("CONFIRMED", 2, event.uid)
    assert reopened.sequence > event.sequence


def test_the_report_is_to_be_published_by_the_end_of_march() -> None:
    event = report(APPROVED)
    assert event.summary == "Опубликовать отчёт о выполнении Программы за 2025 год"
    assert (event.start, event.end, event.sequence) == (day(3, 31, 2026), day(4, 1, 2026), 0)
    assert (event["status"], event.categories) == ("CONFIRMED", ["Программа 2025"])
    assert alarms(event) == [morning(3, 1, 2026), morning(3, 24, 2026)]
    assert "csprog publish --year 2025 --final" in event.description
    again = report(APPROVED, day(2, 1, 2026))
    assert (again.uid, again.sequence) == (event.uid, 0)
    assert event.uid not in {one.uid for one in events(APPROVED)}
    assert report(APPROVED.replace("year: 2025", "year: 2026")).uid != event.uid


def test_a_published_report_is_called_off_and_rings_no_more() -> None:
    before, after = report(small()), report(small(), day(2, 1, 2026), day(1, 20, 2026))
    assert (after.uid, after.start) == (before.uid, before.start)
    assert after.sequence > before.sequence
    assert (after["status"], after.walk("VALARM")) == ("CANCELLED", [])
    assert after.summary == "Отчёт за 2025 год опубликован 20.01.2026"
    assert "csprog publish" not in after.description


def test_the_calendar_of_an_office_leaves_the_report_to_the_whole_plan() -> None:
    text = small(measure(offices="А") + "  responsible: ОКЦ\n")
    assert [len(read(written(text, recipient=name))) for name in (None, "А", "ОКЦ")] == [2, 1, 1]


def test_for_an_office_or_a_unit() -> None:
    done = "on: 2025-06-20, event: completed, offices: [А]"
    text = small(measure(done, offices="А, Б") + "  responsible: ОКЦ\n", measure(offices="Б"), measure())
    for recipient, expected in {
        None: ["CONFIRMED", "CONFIRMED", "CONFIRMED"],
        "А": ["CANCELLED"],
        "Б": ["CONFIRMED", "CONFIRMED"],
        "ОКЦ": ["CONFIRMED"],
    }.items():
        assert [event["status"] for event in events(text, recipient=recipient)] == expected
    (office,) = events(text, recipient="А")
    assert office.summary == "Выполнено: 1.1.1.1 Мероприятие"
    assert "Просрочено" not in office.description
    assert office.uid == events(text)[0].uid
    assert "NAME:Программа 2025: сроки · Общество · ОКЦ\r\n" in unfolded(written(text, recipient="ОКЦ"))


def unfolded(data: bytes) -> str:
    """Give the calendar's text with its long lines in one piece."""
    return data.replace(b"\r\n ", b"").decode("utf-8")


def test_the_form_of_lines() -> None:
    data = written(APPROVED)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")  # no letter is cut in two
    assert "SUMMARY:Срок: 1.1.1.1 Установка терминалов электронной очереди\r\n" in unfolded(data)


def test_it_states_what_it_is_of_and_is_the_same_again() -> None:
    data = written(APPROVED)
    assert data == written(APPROVED)
    stated = "Программа на 2025 год · по состоянию на 01.07.2025 · csprog 9.9"
    assert f"\r\nDESCRIPTION:{stated}\r\n" in unfolded(data)
    assert "PRODID:-//csprog//csprog 9.9//RU\r\n" in unfolded(data)
    assert unfolded(data).count("DTSTAMP:20250701T000000Z") == 25 + 1
    assert data != written(APPROVED, day(7, 2)) != written(APPROVED, day(7, 2), version="9.10")


def test_who_subscribes_to_it_looks_for_a_newer_one_each_day() -> None:
    calendar = icalendar.Calendar.from_ical(written(APPROVED))
    assert calendar.refresh_interval == timedelta(days=1)
    text = unfolded(written(APPROVED))
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in text
    assert "\r\nX-PUBLISHED-TTL:P1D\r\n" in text


HOSTILE = [
    "Раз; два, три: «четыре» \\n \\, \\; \\\\",
    "Первая строка\nEND:VEVENT\nBEGIN:VALARM\nвторая\n\n третья",
    'X;VALUE="URI":^n^\'^^',
    "ы" * 300,
    "🙂" * 40,
    "e\u0301" * 60,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_as_they_were(text: str) -> None:
    check_round_trip(text)


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \n"), min_size=1))
@settings(max_examples=50)
def test_any_text_comes_back(text: str) -> None:
    check_round_trip(f"т{text}т")


def check_round_trip(text: str) -> None:
    """Write and read a plan with this text in every place where one can stand, past YAML."""
    _, programme = sound(small(measure(POSTPONED, offices="А")))
    placed = programme.measures[0]
    line = " ".join(text.split())
    changed = placed.measure.model_copy(update={"text": text, "result": text, "responsible": line, "offices": (line,)})
    proposal = placed.proposal.model_copy(update={"measures": (changed,)})
    subsection = placed.subsection.model_copy(update={"proposals": (proposal,)})
    section = placed.section.model_copy(update={"title": line, "subsections": (subsection,)})
    passport = programme.passport.model_copy(update={"organisation": line})
    hostile = programme.model_copy(update={"sections": (section,), "passport": passport})
    hostile.__dict__.pop("measures", None)  # else the copy keeps those that were
    data = make(Subject(evaluate(hostile, JULY), "9.9"))
    assert max(len(piece) for piece in data.split(b"\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(data)
    event, _ = calendar.events  # the other one is the report's
    name = f"Программа 2025: сроки · {line}"
    for special in "\\;,":
        name = name.replace(special, f"\\{special}")
    assert {f"NAME:{name}", f"X-WR-CALNAME:{name}"} <= set(unfolded(data).split("\r\n"))
    assert event.description.startswith(f"{text}\nПлановый результат: {text}\n")
    assert f"\nОтветственный: {line}\n" in event.description
    assert event.categories == ["Программа 2025", line]
    assert len(event.walk("VALARM")) == 2
