"""Several entries in one step: each in its place by date, all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csprog.editing.batch import BatchResult, record_batch
from csprog.editing.entry import build_entry
from csprog.errors import RefusedError
from tests.plans import APPROVED, day, measure, small, sound

if TYPE_CHECKING:
    from csprog.programme.entries import Entry

TODAY = day(7, 1)
IDS = [placed.id for placed in sound(APPROVED)[1].measures]
JOURNALS = {
    "absent": "",
    "nothing": "  journal:\n",
    "brackets": "  journal: [{on: 2025-02-10, event: remark, note: а}, {on: 2025-03-10, event: remark, note: б}]\n",
    "lines": (
        "  journal:\n  # до\n  - {on: 2025-02-10, event: remark, note: а} # раз\n  # между\n"
        "  - on: 2025-03-10\n    event: remark\n    note: |\n      б\n\n"
    ),
}


def completed(on: Any, *offices: str, note: str | None = None) -> Entry:
    return build_entry({"on": on, "event": "completed", "offices": offices, "note": note})


def remark(on: Any, note: str) -> Entry:
    return build_entry({"on": on, "event": "remark", "note": note})


def together(text: str, *wanted: tuple[str, Entry]) -> BatchResult:
    return record_batch(sound(text)[0], wanted, TODAY)


def notes(text: str, number: int = 0) -> list[str]:
    """Give the notes of a measure's journal."""
    return [str(getattr(entry, "note", "")) for entry in sound(text)[1].measures[number].measure.journal]


def test_many_measures_and_many_offices_in_one_step() -> None:
    first, second = sound(APPROVED)[1].measures[0].measure.offices
    wanted = [
        ("1.1.1.1", completed(day(3, 14), second, note="б")),
        ("1.2.4.1", completed(day(5, 2))),
        ("1.1.1.1", completed(day(3, 1), first, note="а")),
    ]
    result = together(APPROVED, *wanted)
    assert [(change.after.placed.id, change.after.status.value) for change in result.changes] == [
        ("1.1.1.1", "completed"),
        ("1.2.4.1", "completed"),
    ]
    assert [len(change.entries) for change in result.changes] == [2, 1]
    assert notes(result.text) == ["а", "б"]


def test_an_older_answer_of_another_office_goes_to_its_place() -> None:
    text = small(measure("on: 2025-03-14, event: completed, offices: [А], note: а", offices="А, Б"))
    result = together(text, ("1.1.1.1", completed(day(3, 10), "Б", note="б")))
    assert notes(result.text) == ["б", "а"]


@pytest.mark.parametrize(
    ("journal", "entry", "why"),
    [
        (["on: 2025-03-14, event: completed"], completed(day(3, 10), "Б"), "was already recorded|already completed"),
        (
            ["on: 2025-02-01, event: completed, offices: [Б]", "on: 2025-03-14, event: reopened, reason: а"],
            completed(day(1, 10), "Б"),
            "is before the entry above it",
        ),
        (
            ["on: 2025-02-01, event: cancelled, reason: а", "on: 2025-03-14, event: reopened, reason: б"],
            completed(day(1, 10)),
            "is before the entry above it",
        ),
        (
            ["on: 2025-02-01, event: completed", "on: 2025-03-14, event: reopened, reason: б"],
            completed(day(1, 10), "Б"),
            "is before the entry above it",
        ),
        ([], completed(day(3, 10), "В"), "there is no office"),
        ([], completed(day(7, 2), "А"), "in the future"),
    ],
    ids=["settled", "out-of-order", "cancelled-after", "reopened-after", "unknown", "future"],
)
def test_what_can_not_be_true_is_refused_whole(journal: list[str], entry: Entry, why: str) -> None:
    text = small(measure(*journal, offices="А, Б"), measure())
    with pytest.raises(RefusedError, match=f"^1.1.1.1: .*(?:{why})"):
        together(text, ("1.1.1.2", completed(day(3, 1))), ("1.1.1.1", entry))


def test_a_measure_that_is_not_there() -> None:
    with pytest.raises(RefusedError, match=r"there is no 9\.9\.9\.9"):
        together(APPROVED, ("9.9.9.9", completed(day(3, 1))))


@pytest.mark.slow
@settings(max_examples=60)
@given(
    st.tuples(st.sampled_from(sorted(JOURNALS)), st.sampled_from(sorted(JOURNALS))),
    st.lists(st.tuples(st.booleans(), st.integers(1, 6), st.text("аб\n:#-", min_size=1)), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_entries_into_any_journals(kinds: tuple[str, str], said: list[tuple[bool, int, str]], ending: str) -> None:
    text = small(*(measure() + JOURNALS[kind] for kind in kinds))
    text = text.replace("\n", ending)
    wanted = [
        (f"1.1.1.{1 + second}", remark(day(month, 20), f"{number}: {note}.".replace("\n:", "\n")))
        for number, (second, month, note) in enumerate(said)
    ]
    result = together(text, *wanted)
    before, after = sound(text)[1].measures, sound(result.text)[1].measures
    for old, new in zip(before, after, strict=True):
        entries = [*old.measure.journal, *(entry for identifier, entry in wanted if identifier == old.id)]
        assert list(new.measure.journal) == sorted(entries, key=lambda entry: entry.on)
