"""Whatever recipients are called, each has a file of its own, with a name that any disk takes."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.file_names import file_names
from csprog.exporting.subject import Subject
from tests.plans import day, measure, small, sound

MOST_BYTES = 255 - len(".0123456789abcdef.csprog.")  # while it is written, a file has a longer name
SIGNS = st.sampled_from(
    [
        "Офис",
        "офис",
        "№",
        "1",
        "2",
        "/",
        "-",
        " ",
        ".",
        "й",
        "й",
        "ß",
        "ss",
        "😀",
        "CON",
        "(2)",
        "ы" * 70,
        "\N{DESERET CAPITAL LETTER LONG I}" * 70,
    ]
)
NAMES = st.lists(
    st.one_of(st.text(st.characters(codec="utf-8"), min_size=1), st.lists(SIGNS, min_size=1).map("".join)),
    unique=True,
    min_size=1,
)


def names_of(offices: list[str]) -> list[str]:
    """Give the names of the files of a plan's offices, each made alone; made together they are the same."""
    programme = sound(small(measure(offices="А")))[1]
    object.__setattr__(programme.measures[0].measure, "offices", tuple(offices))  # also what no plan may hold
    parts = [Subject(evaluate(programme, day(7, 1)), "1", name) for name in offices]
    alone = [name for part in parts for name in file_names(".xlsx", [part])]
    assert file_names(".xlsx", parts) == alone
    return alone


@pytest.mark.slow
@given(NAMES)
def test_names_are_distinct_and_fit(names: list[str]) -> None:
    made = names_of(names)
    assert len({normalize("NFD", name.casefold()) for name in made}) == len(names)
    for name in made:
        assert len(name.encode()) <= MOST_BYTES
        assert re.fullmatch(r"programme-2025-[^\x00-\x1f<>:\"/\\|?*]*[^ .<>:\"/\\|?*]\.xlsx", name)


def test_letters_with_marks_are_letters() -> None:
    """Also where a Mac wrote the mark as a sign of its own."""
    assert names_of([normalize("NFD", "Заволжский ёж")]) == ["programme-2025-Заволжский-ёж.xlsx"]
