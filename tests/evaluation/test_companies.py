"""Plans are joined to companies by INN, name and former names."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csprog.evaluation.figures.companies import companies

FIRST, SECOND = "6400000126", "7700000016"


@dataclass(frozen=True)
class Row:
    """A plan, as far as it says whose it is."""

    organisation: str
    inn: str | None = None
    formerly: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ([Row("А"), Row("А"), Row("Б")], [2, 1]),
        ([Row("А", FIRST), Row("Б", FIRST)], [2]),
        ([Row("А", FIRST), Row("А", SECOND)], [1, 1]),
        ([Row("А"), Row("Б", formerly=("А",))], [2]),
        ([Row("А"), Row("Б", FIRST, ("А",)), Row("В", FIRST)], [3]),
        ([Row("А"), Row("Б", formerly=("А",)), Row("В", formerly=("Б",))], [3]),
        ([Row("А"), Row("А", FIRST), Row("А", SECOND)], [1, 1, 1]),
    ],
    ids=[
        "one name",
        "one INN",
        "one name, two INNs",
        "renamed",
        "renamed, INN since",
        "renamed twice",
        "it may be either",
    ],
)
def test_whose_plans_they_are(rows: list[Row], parts: list[int]) -> None:
    assert [len(part) for part in companies(rows)] == parts


ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from("АБВГ"),
        st.sampled_from([None, FIRST, SECOND]),
        st.lists(st.sampled_from("АБВГ"), max_size=2).map(tuple),
    ),
    max_size=8,
)


@given(ROWS)
def test_no_plan_is_lost_and_no_inns_are_mixed(rows: list[Row]) -> None:
    parts = companies(rows)
    assert sorted(map(id, (row for part in parts for row in part))) == sorted(map(id, rows))
    assert all(len({row.inn for row in part} - {None}) <= 1 for part in parts)


@given(ROWS, st.randoms())
def test_the_order_of_plans_makes_no_difference(rows: list[Row], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined] # Hypothesis gives a Random
    assert {frozenset(map(id, part)) for part in companies(rows)} == {
        frozenset(map(id, part)) for part in companies(mixed)
    }
