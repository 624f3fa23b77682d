"""An office that was renamed is known by each of its names."""

from __future__ import annotations

import pytest

from csprog.programme.office_names import present_names
from tests.plans import small, sound

Names = dict[str, list[str]]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([{"Б": ["А"]}], {"А": "Б"}),
        ([{"Б": ["А"]}, {"В": ["Б"]}], {"А": "В", "Б": "В"}),
        ([{"Б": ["А"]}, {"А": ["Б"]}], {"Б": "А"}),
        ([{"В": ["А", "Б"]}], {"А": "В", "Б": "В"}),
        ([{}, {"Б": ["А"]}, {}], {"А": "Б"}),
    ],
    ids=["once", "twice", "and back", "joined", "told in one year"],
)
def test_present_names(years: list[Names], expected: dict[str, str]) -> None:
    plans = [sound(_plan(2025 + index, names))[1] for index, names in enumerate(years)]
    assert present_names(reversed(plans)) == expected


def _plan(year: int, names: Names) -> str:
    offices = "".join(f"  - {{name: {name}, formerly: [{', '.join(former)}]}}\n" for name, former in names.items())
    text = small().replace("2025", str(year))
    return text.replace("sections:", f"offices:\n{offices}sections:", 1) if offices else text
