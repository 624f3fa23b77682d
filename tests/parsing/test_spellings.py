"""People may write days, sums and periods in any usual way, wherever they write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from csprog.errors import ParseError
from csprog.importing.collection.cell_values import day_of
from csprog.parsing.dates import read_day
from csprog.parsing.deadlines import read_deadline
from csprog.parsing.names import find_name, nearest_names
from csprog.parsing.numbers import read_amount
from csprog.parsing.periods import Period, read_period

DAY = date(2025, 3, 14)
DAYS = ["2025-03-14", "14.03.2025", "14.3.25", "14/03/2025", "14-03-2025", "14 марта 2025 г.", " 14 МАРТА 2025 года "]


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_in_a_workbook_in_a_document_and_as_read_for_options(typed: str) -> None:
    assert read_day(typed) == DAY
    assert day_of(typed) == DAY
    assert read_deadline(typed, 2025).due.day == DAY


@pytest.mark.parametrize(
    "typed", ["", "2025-02-30", "31.02.2025", "2025", "14 марта", "14.03.2025 и 15.03.2025", "завтра"]
)
def test_what_names_no_day(typed: str) -> None:
    with pytest.raises(ParseError):
        read_day(typed)


def test_the_ends_of_the_calendar_are_days() -> None:
    assert [read_day("0001-01-01"), read_day("9999-12-31")] == [date.min, date.max]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("350 тыс. руб.", "350000"),
        ("1,5 млн", "1500000"),
        ("350 000,50 руб.", "350000.50"),
        ("350000 ₽", "350000"),
        ("-500 р.", "-500"),
    ],
)
def test_a_sum_with_its_unit(typed: str, amount: str) -> None:
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "руб.", "тыс. 5", "5 евро", "1.250 руб.", "1 2", "5 руб. 6"])
def test_what_is_no_sum(typed: str) -> None:
    with pytest.raises(ParseError):
        read_amount(typed)


@pytest.mark.parametrize("typed", ["2025-q2", "2025-Q2 ", "2025-Q2"])
def test_a_period(typed: str) -> None:
    assert read_period(typed) == Period(date(2025, 4, 1), date(2025, 6, 30))


def test_a_name_in_other_letters() -> None:
    names = ["Заволжское МРО", "Центральное МРО"]
    assert find_name(" заволжское  mpo", names) == "Заволжское МРО"
    assert find_name("Северное МРО", names) is None
    assert nearest_names("Заволжское", names)[0] == "Заволжское МРО"
