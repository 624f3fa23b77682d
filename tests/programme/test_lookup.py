"""How people name what they mean: ids, numbers with the document's last point, and the nearest to a slip."""

from __future__ import annotations

import pytest

from csprog.errors import RefusedError
from csprog.evaluation.evaluator import evaluate
from csprog.evaluation.record_builder import year_record
from csprog.evaluation.records import lies_in
from csprog.programme.lookup import select_measures
from tests.plans import APPROVED, day, small, sound

REAL = sound(APPROVED)[1]


@pytest.mark.parametrize(
    ("identifier", "ids"),
    [
        ("1.2.2", ["1.2.2.1", "1.2.2.2"]),
        ("1.2.2.", ["1.2.2.1", "1.2.2.2"]),
        ("1.2.2.2", ["1.2.2.2"]),
        (" 1.2.4 ", ["1.2.4.1"]),
        ("1.2.4.1", ["1.2.4.1"]),
        ("1.1.1", ["1.1.1.1", "1.1.1.2", "1.1.1.3"]),
        ("2.2.1", ["2.2.1.1"]),
    ],
)
def test_select(identifier: str, ids: list[str]) -> None:
    assert [placed.id for placed in select_measures(REAL, identifier)] == ids


@pytest.mark.parametrize(
    ("identifier", "near"),
    [
        ("1.2.22", "1.2.2"),
        ("1.2.8", "1.2."),
        ("1.2.2.3", "1.2.2"),
        ("1.2", "1.2."),
        ("9", "1.1.1"),
        ("", "1.1.1"),
        ("мероприятие", "1.1.1"),
    ],
)
def test_the_nearest_ids_are_offered(identifier: str, near: str) -> None:
    with pytest.raises(RefusedError) as refused:
        select_measures(REAL, identifier)
    sentence = str(refused.value)
    assert sentence.startswith(f"there is no measure {identifier} in the plan of 2025; nearest: {near}")
    assert 1 <= len(sentence.split("nearest: ")[1].split(", ")) <= 4


def test_what_begins_alike_is_offered_first() -> None:
    with pytest.raises(RefusedError) as refused:
        select_measures(REAL, "2.7.1")
    assert str(refused.value).split("nearest: ")[1].startswith("2.")


def test_a_plan_without_measures_has_none_to_offer() -> None:
    text = small().split("sections:")[0]
    with pytest.raises(RefusedError, match=r"nearest: —$"):
        select_measures(sound(text)[1], "1.1.1")


@pytest.mark.parametrize(
    ("number", "count"),
    [("1", 15), ("1.1", 5), ("1.2.", 10), ("1.2.2", 2), ("1.2.2.1", 1), ("2", 10), ("3", 0), ("1.", 15), ("", 0)],
)
def test_what_lies_in_a_part(number: str, count: int) -> None:
    assert sum(lies_in(measure, number) for measure in year_record(evaluate(REAL, day(7, 1))).measures) == count


def test_ids_of_the_real_plan_are_unique() -> None:
    ids = [placed.id for placed in REAL.measures]
    assert len(set(ids)) == len(ids) == 25


def test_a_path_leads_to_the_measure_in_the_file() -> None:
    plan, programme = sound(APPROVED)
    for placed in programme.measures:
        start = plan.loaded.start_of(placed.path)
        assert plan.text[start:].startswith("text:")
        assert placed.measure.text.split()[0] in plan.text[start:].split("due:")[0]
