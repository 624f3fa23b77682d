"""Columns of Word's tables are wide enough for their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csprog.exporting.word.page_setup import TEXT_WIDTH
from csprog.exporting.word.widths import column_widths

COLUMNS = st.lists(
    st.tuples(st.floats(0.5, 10), st.lists(st.text("абв 1.", max_size=30), min_size=1, max_size=3)),
    min_size=1,
    max_size=10,
)


@given(COLUMNS)
def test_columns_fill_the_sheet(columns: list[tuple[float, list[str]]]) -> None:
    widths = column_widths([weight for weight, _ in columns], [texts for _, texts in columns])
    assert abs(sum(widths) - TEXT_WIDTH) < 0.01
    assert min(widths) > 0


def test_neither_a_date_nor_a_word_breaks_in_eight_columns() -> None:
    words = ("№", "слово", "слово", "30.04.2025", "слово", "Ответственный", "финансирования,", "финансирования")
    widths = column_widths([1.7, 6.2, 7.4, 2.6, 8.8, 3.4, 3.4, 3.4], [[word] for word in words])
    assert widths[3] > 2.2  # centimetres; at 9.5 points a digit takes 0.17
    assert widths[5] > 2.8
    assert min(widths[6:]) > 3
