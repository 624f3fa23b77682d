"""Why an entry can't follow: a code, the key that is wrong, and a sentence that says what to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from csprog.programme.journal import fold
from csprog.programme.journal_rules import date_violations
from tests.plans import day
from tests.programme.entries import (
    DUE,
    cancelled,
    completed,
    failed,
    following,
    measure_of,
    postponed,
    remark,
    reopened,
)

if TYPE_CHECKING:
    from csprog.programme.entries import Entry

AB = ("А", "Б")
LATE = day(7, 1)
REFUSED: dict[str, tuple[list[Entry], Entry, tuple[str, str | None, str]]] = {
    "earlier-than-the-last": (
        [postponed(day(5, 2), LATE)],
        completed(day(5, 1)),
        ("journal-order", "on", "1 May 2025 is before the entry above it (2 May 2025); entries are in order of date"),
    ),
    "completed-twice": (
        [completed(day(5, 1))],
        completed(day(5, 2)),
        (
            "journal-closed",
            "event",
            'it was already completed on 1 May 2025; to change the entry: csprog correct 1.1.1.1 --note "…" ',
        ),
    ),
    "completed-after-failure": (
        [failed(day(5, 1))],
        completed(day(5, 2)),
        (
            "journal-closed",
            "event",
            "it was recorded as not completed on 1 May 2025; to change the entry: csprog correct 1.1.1.1 --reason",
        ),
    ),
    "completed-after-cancellation": (
        [cancelled(day(5, 1))],
        completed(day(5, 2)),
        (
            "journal-closed",
            "event",
            "it was cancelled on 1 May 2025; to change the entry: csprog correct 1.1.1.1 --reason",
        ),
    ),
    "reopened-while-open": (
        [],
        reopened(day(5, 1)),
        ("journal-reopened-open", "event", "it is already open; nothing to reopen"),
    ),
    "office-reopened-while-open": (
        [completed(day(5, 1), "А")],
        reopened(day(5, 1), "Б"),
        ("journal-reopened-open", "offices", "the office “Б” is already open"),
    ),
    "late-without-a-note": (
        [],
        completed(LATE, note=None),
        (
            "journal-late-without-note",
            None,
            "it was due on 30 Jun 2025, so a completion on 1 Jul 2025 is late and needs a reason",
        ),
    ),
    "late-and-one-office-without-a-reason": (
        [failed(day(5, 1), "А"), reopened(day(5, 2), "А")],
        completed(LATE, note=None),
        ("journal-late-without-note", None, "it was due on 30 Jun 2025, so a completion on 1 Jul 2025 is late and "),
    ),
    "postponed-to-the-day-itself": (
        [],
        postponed(day(5, 1), DUE),
        ("journal-postponed-back", "to", "30 Jun 2025 is not later than the present deadline, 30 Jun 2025"),
    ),
    "postponed-back": (
        [postponed(day(5, 1), day(9, 1))],
        postponed(day(5, 2), day(8, 1)),
        ("journal-postponed-back", "to", "1 Aug 2025 is not later than the present deadline, 1 Sep 2025"),
    ),
    "unknown-office": (
        [],
        completed(day(5, 1), "Г"),
        ("journal-office-unknown", "offices", "there is no office “Г”; there are: «А», «Б»"),
    ),
    "office-twice": (
        [],
        completed(day(5, 1), "А", "А"),
        ("journal-office-twice", "offices", "the office “А” is given twice"),
    ),
    "office-settled": (
        [completed(day(5, 1), "А")],
        failed(day(5, 2), "А"),
        (
            "journal-office-settled",
            "offices",
            "“А” was already recorded on 1 May 2025; to change the entry: csprog correct 1.1.1.1 --note",
        ),
    ),
}


@pytest.mark.parametrize(("before", "entry", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_follow(before: list[Entry], entry: Entry, expected: tuple[str, str | None, str]) -> None:
    measure = measure_of(*before, offices=AB)
    (objection,) = following(measure, entry)
    code, key, begin = expected
    assert (objection.code, objection.path) == (code, (key,) if key else ())
    assert str(objection.message).startswith(begin)


def test_every_reason_is_given() -> None:
    measure = measure_of(completed(day(5, 2)), offices=AB)
    codes = [objection.code for objection in following(measure, completed(day(5, 1), "Г", note=None))]
    assert codes == ["journal-order", "journal-office-unknown", "journal-closed"]


def test_an_office_where_the_plan_names_none() -> None:
    measure = measure_of()
    (objection,) = following(measure, completed(day(5, 1), "А"))
    assert str(objection.message) == "the plan lists no offices for it, so “А” can't be one"


@pytest.mark.parametrize(
    ("before", "entry"),
    [
        ([remark(day(5, 1))], completed(day(5, 1))),
        ([remark(day(5, 2))], completed(day(5, 1))),
        ([completed(day(5, 2))], remark(day(5, 1))),
        ([], completed(DUE, note=None)),
        ([], completed(LATE, note="поставщик задержал")),
        ([completed(day(5, 1))], reopened(day(5, 1))),
        ([completed(day(5, 1), "А")], reopened(day(5, 1), "А")),
        ([completed(day(5, 1), "А")], completed(day(5, 2))),
        ([completed(day(5, 1), "А")], failed(day(5, 2))),
        ([], postponed(day(5, 1), LATE)),
        ([completed(day(5, 1))], remark(day(6, 1))),
    ],
)
def test_what_can_follow(before: list[Entry], entry: Entry) -> None:
    measure = measure_of(*before, offices=AB)
    assert list(following(measure, entry)) == []


def test_a_completion_of_the_rest_leaves_what_was_done_before() -> None:
    state = fold(measure_of(completed(day(3, 1), "А"), completed(day(4, 1)), offices=AB))
    assert {office: entry.on for office, entry in state.completed.items()} == {"А": day(3, 1), "Б": day(4, 1)}


def test_fold_until_a_day() -> None:
    measure = measure_of(postponed(day(5, 1), LATE), cancelled(day(6, 1)))
    assert fold(measure, day(5, 31)).cancelled is None
    assert fold(measure, day(5, 31)).postponed is not None
    assert fold(measure, day(6, 1)).cancelled is not None


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        (remark(day(7, 2)), "journal-future", "2 Jul 2025 is in the future; today is 1 Jul 2025"),
        (remark(day(12, 31, 2023)), "journal-before-year", "31 Dec 2023 is too long before 2025, the year of the plan"),
        (
            completed(day(12, 31, 2024), note=None),
            "journal-before-year",
            "31 Dec 2024 is before 2025, the year of the plan; if that is right, explain it in a note",
        ),
    ],
)
def test_a_day_that_cannot_be(entry: Entry, code: str, words: str) -> None:
    (objection,) = date_violations(entry, 2025, day(7, 1))
    assert (objection.code, objection.path, str(objection.message)) == (code, ("on",), words)


@pytest.mark.parametrize(
    "entry", [remark(day(7, 1)), remark(day(1, 1, 2024)), completed(day(12, 31, 2024)), completed(day(1, 1), note=None)]
)
def test_a_day_that_can_be(entry: Entry) -> None:
    assert list(date_violations(entry, 2025, day(7, 1))) == []


def test_the_day_after_the_year_may_still_be_recorded() -> None:
    assert list(date_violations(completed(date(2026, 2, 1)), 2025, date(2026, 2, 1))) == []
