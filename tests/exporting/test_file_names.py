"""Whatever recipients are called, each has a file of its own, with a name that any disk takes."""

from __future__ import annotations

import re
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.file_names import file_names
from csprog.exporting.subject import Subject
from tests.plans import day, measure, small, sound

MOST_BYTES = 255 - len(".0123456789abcdef.csprog.")  # while it is written, a file has a longer name
SIGNS = st.sampled_from(
    ["Офис", "офис", "№", "1", "2", "/", "-", " ", ".", "й", "й", "ß", "ss", "😀", "CON", "(2)", "ы" * 70]
)
NAMES = st.lists(
    st.one_of(st.text(st.characters(codec="utf-8"), min_size=1), st.lists(SIGNS, min_size=1).map("".join)),
    unique=True,
    min_size=1,
)


@given(NAMES)
def test_names_are_distinct_and_fit(names: list[str]) -> None:
    programme = sound(small(measure(offices="А")))[1]
    object.__setattr__(programme.measures[0].measure, "offices", tuple(names))  # also what no plan may hold
    evaluation = evaluate(programme, day(7, 1))
    made = file_names(".xlsx", [Subject(evaluation, "1", name) for name in names])
    assert len({normalize("NFD", name.casefold()) for name in made}) == len(names)
    for name in made:
        assert len(name.encode()) <= MOST_BYTES
        assert re.fullmatch(r"programme-2025-[^\x00-\x1f<>:\"/\\|?*]*[^ .<>:\"/\\|?*]\.xlsx", name)
    assert made == [file_names(".xlsx", [Subject(evaluation, "1", name)])[0] for name in names]
