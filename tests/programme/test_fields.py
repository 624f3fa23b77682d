"""What fits in a field: deadlines, days, web addresses, amounts, names, and letters that look alike."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from csprog.parsing.dates import parse_day
from csprog.parsing.deadlines import Due, parse_due
from csprog.parsing.names import fold_homoglyphs
from csprog.parsing.periods import Period, parse_period
from csprog.programme.fields import Amount, Name, Number, Text, WebAddress, Year
from csprog.programme.organisation_numbers import Inn, Ogrn
from csprog.programme.plan_text import parse_plan
from csprog.yamltext.encoding import FORBIDDEN
from csprog.yamltext.reader import Unquoted
from tests.extras import optional
from tests.plans import measure, small, sound


def accepted(kind: Any, value: object) -> Any:
    """Give what a field makes of a value, None if it refuses it."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return None


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2025-Q1", date(2025, 3, 31)),
        ("2025-Q2", date(2025, 6, 30)),
        ("2025-Q3", date(2025, 9, 30)),
        ("2025-Q4", date(2025, 12, 31)),
        ("2024-Q1", date(2024, 3, 31)),
    ],
)
def test_a_quarters_last_day(typed: str, last: date) -> None:
    due = parse_due(typed)
    assert due == Due(last, int(typed[-1]))
    assert str(due) == typed


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_a_periods_days(typed: str, first: date, last: date) -> None:
    period = parse_period(typed)
    assert period == Period(first, last)
    assert str(period) == typed


@pytest.mark.parametrize(
    "typed", ["", "25", "2025-H3", "2025-Q0", "2025-13", "2025-3", "2025-q1", "1899", "2200", " 2025"]
)
def test_no_period(typed: str) -> None:
    assert parse_period(typed) is None


@given(st.dates())
def test_a_day_is_its_own_deadline(day: date) -> None:
    assert parse_due(day.isoformat()) == Due(day)
    assert str(Due(day)) == day.isoformat()
    assert parse_day(day.isoformat()) == day


@given(st.integers(1, 9998), st.integers(1, 4))
def test_the_day_after_a_quarter_begins_the_next(year: int, quarter: int) -> None:
    due = parse_due(f"{year:04}-Q{quarter}")
    assert due is not None
    following = due.day + timedelta(days=1)
    assert (following.day, following.month) == (1, quarter * 3 % 12 + 1)
    assert following.year == year + quarter // 4


@pytest.mark.parametrize(
    "typed",
    [
        *("2025-Q0", "2025-Q5", "2025-q4", "25-Q4", "2025-Q4 ", "0000-Q1", "Q4-2025", "4 квартал 2025"),
        *(
            "2025-02-29",
            "2025-13-01",
            "2025-6-3",
            "20250630",
            "2025-W01-1",
            "31.12.2025",
            "٢٠٢٥-06-30",
            "2025-06-30T00",
        ),
        *("", "2025", "2025-06", " 2025-06-30", "2025-06-30\n"),
    ],
)
def test_what_is_no_deadline(typed: str) -> None:
    assert parse_due(typed) is None
    assert parse_day(typed) is None


def test_a_deadline_may_be_quoted_or_not() -> None:
    for typed in ("2025-06-30", '"2025-06-30"', "2025-Q2", "'2025-Q2'"):
        _, programme = sound(small(measure(due=typed)))
        assert programme.measures[0].measure.due.day == date(2025, 6, 30)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://example.org",
            "http://example.org/page",
            "https://пример.рф/страница?а=б#в",
            "https://example.org:8080/",
        ),
        *("https://10.0.0.1/a", "http://[::1]/", "https://example.org/a@b", "https://example.org/%20"),
    ],
)
def test_a_web_address(address: str) -> None:
    assert accepted(WebAddress, address) == address


@pytest.mark.parametrize(
    "address",
    [
        *("https:evil", "https:/example.org", "https:///example.org", "http:\\\\example.org", "//example.org"),
        *(
            "ftp://example.org",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "example.org",
            "https://",
        ),
        *("https://user@example.org", "https://u:p@example.org/", "https://:80/", "https://example.org:99999/"),
        *("https://exam ple.org", "https://example.org/a b", "https://example.org/\nb", "https://example.org/\tb"),
        *('https://example.org/"', "https://example.org/<b>", "https://example.org/\\a", "https://[::1/", "https://?a"),
        *("https://example.org/\u202egpj.exe", "https://example.org/\u2028a", ""),
    ],
)
def test_what_is_no_web_address(address: str) -> None:
    assert accepted(WebAddress, address) is None


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", Decimal(0)),
        ("1250.50", Decimal("1250.50")),
        ("-3", Decimal(-3)),
        ("1e3", Decimal(1000)),
        ("+2", Decimal(2)),
    ],
)
def test_an_amount(typed: str, amount: Decimal) -> None:
    assert accepted(Amount, Unquoted(typed)) == amount
    assert accepted(Amount, typed) == amount


WORDS = ["1 250", "1250,50", "много", "", "NaN", "Infinity", "-inf", "true", "1250 руб."]
INEXACT = ["1e18", "-1e18", "1e99", "9" * 19, "9" * 30, "0." + "1" * 11, "1e-11"]
ONLY_PYTHON = ["1_250", "١٢", " 5 "]


@pytest.mark.parametrize("typed", [*WORDS, *INEXACT, *ONLY_PYTHON])
def test_no_amount(typed: str) -> None:
    assert accepted(Amount, typed) is None
    assert accepted(Amount, Unquoted(typed)) is None


def test_the_largest_and_the_smallest_amount() -> None:
    for typed in ("9" * 18 + "." + "9" * 10, "-" + "9" * 18, "1e17", "1e-10"):
        assert accepted(Amount, typed) == Decimal(typed)


@pytest.mark.parametrize("year", ["1900", "2025", "2199"])
def test_a_year(year: str) -> None:
    assert accepted(Year, Unquoted(year)) == accepted(Year, year) == int(year)


@pytest.mark.parametrize("year", ["25", "1899", "2200", "2025.0", "02025", "", "год", "２０２５"])
def test_what_is_no_year(year: str) -> None:
    assert accepted(Year, year) is None


@pytest.mark.parametrize("number", ["1", "1.10", "1.2.3.4"])
def test_a_number(number: str) -> None:
    assert accepted(Number, number) == number


@pytest.mark.parametrize("number", ["", "1.", ".1", "1..2", "1,2", "1.a", "а", " 1", "1\n", "١"])
def test_no_number(number: str) -> None:
    assert accepted(Number, number) is None


@pytest.mark.slow
@given(st.text())
def test_a_text_is_kept_but_for_the_spaces_around_it(text: str) -> None:
    kept = accepted(Text, text)
    if kept is None:
        assert not text.strip() or FORBIDDEN.search(text)
    else:
        assert kept in text
        assert kept.split() == text.split()
        assert FORBIDDEN.search(kept) is None


def test_a_name_has_one_line() -> None:
    assert accepted(Name, "раз\nдва") is None
    assert accepted(Name, " раз два\n") == "раз два"


@given(st.from_regex("[0-9]{10}", fullmatch=True))
def test_an_inn_has_its_check_digit(digits: str) -> None:
    known = optional("stdnum.ru.inn")
    right = digits[:9] + known.calc_company_check_digit(digits)
    assert accepted(Inn, right) == right
    assert (accepted(Inn, digits) is None) is (digits != right)


@given(st.from_regex("[0-9]{13}", fullmatch=True))
def test_an_ogrn_has_its_check_digit(digits: str) -> None:
    known = optional("stdnum.ru.ogrn")
    right = digits[:12] + known.calc_check_digit(digits)
    assert accepted(Ogrn, right) == right
    assert (accepted(Ogrn, digits) is None) is (digits != right)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Inn, "640000012"),  # short
        (Inn, "500100732259"),  # a person's
        (Inn, "64 0000 0126"),
        (Inn, "６４０００００１２６"),  # full width
        (Ogrn, "102640000012"),
        (Ogrn, "304500116000157"),  # a sole trader's
        (Ogrn, "1026400000120\n"),
    ],
)
def test_what_is_no_number_of_an_organisation(kind: Any, typed: str) -> None:
    assert accepted(kind, typed) is None


def test_letters_that_look_alike() -> None:
    assert fold_homoglyphs("В2В") == fold_homoglyphs("B2B") == fold_homoglyphs("в2в") == "b2b"
    assert fold_homoglyphs("В2С") == fold_homoglyphs("b2c")
    assert fold_homoglyphs("Б2Б") != fold_homoglyphs("B2B")


def test_what_is_not_given_is_told_apart_from_zero() -> None:
    plan = small(measure() + "  funding:\n    planned: 0\n")
    _, programme = sound(plan)
    funding = programme.measures[0].measure.funding
    assert funding is not None
    assert funding.planned == Decimal(0)
    assert (funding.spent, funding.source) == (None, None)
    assert sound(small())[1].measures[0].measure.funding is None


def test_a_number_without_quotes_is_refused_wherever_a_text_stands() -> None:
    text = small().replace("Результат", "2025")
    assert [problem.code for problem in parse_plan(text).findings] == ["unquoted"]
