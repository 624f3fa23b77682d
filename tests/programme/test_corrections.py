"""A corrected journal reads as if it had been written rightly from the start."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csprog.programme.corrections import corrected_entries, reference_to, replaced_values
from csprog.programme.entries import Corrected, Remark
from csprog.programme.journal_rules import violates_rules
from tests.plans import day
from tests.programme.entries import (
    DAYS,
    completed,
    evaluated,
    following,
    measure_of,
    measures,
    postponed,
    remark,
    reopened,
    with_entry,
)
from tests.programme.test_journal_rules import seen

if TYPE_CHECKING:
    from csprog.programme.model import Measure

NEXT_YEAR = date(2026, 12, 1)


def correction(measure: Measure, index: int, **keys: Any) -> Corrected:
    """Give a correction of the entry at `index`, made long after it."""
    corrects = reference_to(measure.journal, index)
    return Corrected.model_validate({"on": NEXT_YEAR, "event": "corrected", "why": "а", "corrects": corrects, **keys})


@pytest.mark.slow
@given(measures(), st.integers(0, 7), DAYS)
def test_a_corrected_text_is_as_if_typed_at_once(measure: Measure, at: int, on: date) -> None:
    assume(measure.journal)
    index = at % len(measure.journal)
    entry = measure.journal[index]
    key = "note" if isinstance(entry, Remark) or entry.event == "completed" else "reason"
    entry_typed = entry.model_copy(update={key: "иначе"})
    typed = measure.model_copy(
        update={"journal": (*measure.journal[:index], entry_typed, *measure.journal[index + 1 :])}
    )
    mended = with_entry(measure, correction(measure, index, values={key: "иначе"}))
    assert not violates_rules(mended)
    assert mended.entries == typed.journal
    assert seen(evaluated(mended, on)) == seen(evaluated(typed, on))


@pytest.mark.slow
@given(measures(), DAYS)
def test_the_last_entry_withdrawn_is_as_if_it_never_was(measure: Measure, on: date) -> None:
    assume(measure.journal)
    last = len(measure.journal) - 1
    gone = with_entry(measure, correction(measure, last, withdrawn=True))
    assert not violates_rules(gone)
    before = measure.model_copy(update={"journal": measure.journal[:last]})
    assert seen(evaluated(gone, on)) == seen(evaluated(before, on))


def test_of_several_corrections_the_last_one_holds_key_by_key() -> None:
    measure = measure_of(completed(day(3, 1)))
    for values in ({"note": "б", "reason": "в"}, {"note": "г"}):
        measure = with_entry(measure, correction(measure, 0, values=values))
    (entry,) = measure.entries
    assert (getattr(entry, "note", None), getattr(entry, "reason", None)) == ("г", "в")
    assert replaced_values(measure.journal) >= {(0, "note"), (1, "values", "note")}
    assert (1, "values", "reason") not in replaced_values(measure.journal)


def test_what_was_withdrawn_comes_back_with_another_correction() -> None:
    measure = measure_of(completed(day(3, 1)))
    measure = with_entry(measure, correction(measure, 0, withdrawn=True))
    assert measure.entries == ()
    measure = with_entry(measure, correction(measure, 0, values={"note": "б"}))
    assert [entry.event for entry in measure.entries] == ["completed"]


def test_two_entries_of_one_day_are_told_apart() -> None:
    measure = measure_of(completed(day(3, 1), "А"), completed(day(3, 1), "Б"), offices=("А", "Б"))
    mended = with_entry(measure, correction(measure, 1, values={"note": "иначе"}))
    assert [getattr(entry, "note", "") for entry in mended.entries] == ["раз", "иначе"]


def test_a_correction_that_fits_nothing_changes_nothing_and_is_named() -> None:
    measure = measure_of(completed(day(3, 1)))
    astray = correction(measure, 0, values={"note": "б"}).model_copy(
        update={"corrects": correction(measure_of(remark(day(3, 2))), 0).corrects}
    )
    assert corrected_entries((*measure.journal, astray)) == measure.journal
    assert [violation.code for violation in following(measure, astray)] == ["corrected-unknown"]


def test_what_follows_from_a_wrong_entry_is_not_left_in_the_air() -> None:
    measure = measure_of(completed(day(3, 1), "А"), completed(day(3, 2), "Б"), offices=("А", "Б"))
    codes = [one.code for one in following(measure, correction(measure, 0, values={"offices": ("А", "Б")}))]
    assert codes == ["corrected-contradiction"]
    reopening = measure_of(completed(day(3, 1)), reopened(day(3, 2)))
    assert [one.code for one in following(reopening, correction(reopening, 0, withdrawn=True))] == [
        "corrected-contradiction"
    ]


def test_a_late_day_needs_a_reason_in_a_correction_too() -> None:
    measure = measure_of(completed(day(3, 1), note=None))
    late = correction(measure, 0, values={"on": day(7, 2)})
    assert [one.code for one in following(measure, late)] == ["corrected-contradiction"]
    explained = correction(measure, 0, values={"on": day(7, 2), "reason": "ждали"})
    assert following(measure, explained) == []


def test_a_true_day_before_the_entry_above() -> None:
    measure = measure_of(postponed(day(5, 1), day(8, 1)), completed(day(7, 1)))
    mended = with_entry(measure, correction(measure, 1, values={"on": day(4, 1)}))
    assert not violates_rules(mended)
    assert evaluated(mended, day(4, 15)).completed_on == day(4, 1)
