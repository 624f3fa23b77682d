"""csprog speaks the person's language; the plan's own words are Russian in both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from csprog.i18n import (
    LANGUAGES,
    Message,
    environment_language,
    format_day,
    format_number,
    format_share,
    set_language,
    show_part,
)
from tests.plans import day

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "ru_RU", "LANG": "en_US"}, "ru"),
        ({"LC_MESSAGES": "en_US", "LANG": "ru_RU"}, "en"),
        ({"CSPROG_LANG": "ru", "LC_ALL": "en_US"}, "ru"),
        ({"CSPROG_LANG": "en", "LANG": "ru_RU"}, "en"),
        ({"CSPROG_LANG": "", "LANG": "ru_RU"}, "ru"),
        ({"CSPROG_LANG": "RU"}, "ru"),
    ],
)
def test_the_preferred_language(environment: dict[str, str], language: str) -> None:
    assert environment_language(environment) == language


@pytest.mark.parametrize("words", [["status"], ["show", "1.2.2"], ["status", "--status", "overdue"]])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_plans_words_are_there_in_both_languages(csprog: Tool, words: list[str], lang: str) -> None:
    shown = csprog.done(*words, *AS_OF, "--lang", lang)
    assert ("Создание дополнительных условий" if "--status" in words else "Очное обслуживание") in shown
    assert ("1 Jul 2025" in shown) is (lang == "en" and words[0] == "status")
    assert ("01.07.2025" in shown) is (lang == "ru" and words[0] == "status")


@pytest.mark.slow
def test_the_language_may_be_chosen_in_three_ways(csprog: Tool) -> None:
    shown = [
        csprog.done("status", *AS_OF, "--lang", "ru"),
        csprog.done("status", *AS_OF, "--lang=ru"),
        csprog.done("--lang", "ru", "status", *AS_OF),
        csprog.done("status", *AS_OF, CSPROG_LANG="ru"),
        csprog.process("status", *AS_OF, CSPROG_LANG="ru").stdout.decode("utf-8"),
    ]
    assert len(set(shown)) == 1
    assert shown[0] != csprog.done("status", *AS_OF)


def test_the_option_goes_before_the_environment(csprog: Tool) -> None:
    assert csprog.done("status", *AS_OF, "--lang", "en", CSPROG_LANG="ru") == csprog.done("status", *AS_OF)


@pytest.mark.parametrize("lang", ["RU", "Ru"])
def test_the_option_in_capitals(csprog: Tool, lang: str) -> None:
    result = csprog("status", *AS_OF, "--lang", lang)
    assert result.exit_code == 2 or result.stdout == csprog.done("status", *AS_OF, "--lang", "ru")


def test_json_is_the_same_in_both_languages(csprog: Tool) -> None:
    for words in (["status"], ["show", "1.2.2"]):
        command = [*words, "--json", *AS_OF]
        assert csprog.done(*command, "--lang", "ru") == csprog.done(*command, "--lang", "en")


def test_what_is_recorded_is_the_same_in_both_languages(csprog: Tool) -> None:
    before = csprog.text
    csprog.done("complete", "1.2.2", *AS_OF, "--lang", "ru")
    russian = csprog.text
    csprog.write(before)
    csprog.done("complete", "1.2.2", *AS_OF, "--lang", "en")
    assert csprog.text == russian


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_refusals_and_help_keep_their_form(csprog: Tool, lang: str) -> None:
    for words, code in ((["show", "9.9"], 1), (["status", "--xyz"], 2), (["statsu"], 2), (["complete", "1.2.4"], 1)):
        assert csprog.refused(*words, *(AS_OF if code == 1 else ()), code=code, CSPROG_LANG=lang)
    for words in (["--help"], ["complete", "--help"], ["status", "--help"]):
        assert "--lang ru|en" in csprog.done(*words, CSPROG_LANG=lang)


def test_a_message_is_translated_when_it_is_read() -> None:
    message = Message("{on} is in the future", on=day(7, 1))
    set_language("ru")
    russian = str(message)
    set_language("en")
    assert str(message) == "1 Jul 2025 is in the future"
    assert "01.07.2025" in russian


def test_plurals_and_placeholders() -> None:
    found = [str(Message("{count} measure", "{count} measures", count=count)) for count in (0, 1, 2, 21)]
    assert found == ["0 measures", "1 measure", "2 measures", "21 measures"]
    assert str(Message("{id}: {why}", id="{id}", why=Message("100 % {x}"))) == "{id}: 100 % {x}"


def test_messages_are_equal_when_they_say_the_same() -> None:
    assert Message("a {b}", b=1) == Message("a {b}", b=1)
    assert Message("a {b}", b=1) != Message("a {b}", b=2)
    assert len({Message("a {b}", b=[1]), Message("a {b}", b=[1])}) == 1


def test_dates_in_a_table() -> None:
    assert format_day(day(1, 5)) == "5 Jan 2025"
    set_language("ru")
    assert format_day(day(1, 5)) == "05.01.2025"


@pytest.mark.parametrize(("language", "pattern"), [("ru", "dd.MM.yyyy"), ("en", "d MMM yyyy")])
@pytest.mark.parametrize("year", [1, 999, 2025, 9999])
def test_dates_are_those_of_babels_data(language: str, pattern: str, year: int) -> None:
    days = [date(year, month, number) for month in range(1, 13) for number in (1, 10, 28)]
    assert [format_day(one, language) for one in days] == [format_date(one, pattern, locale=language) for one in days]


@pytest.mark.parametrize(
    ("part", "whole", "russian", "english"),
    [
        (0, 3, "0 %", "0 %"),
        (1, 2, "50 %", "50 %"),
        (2, 3, "66,7 %", "66.7 %"),
        (1, 800, "0,1 %", "0.1 %"),
        (13, 160, "8,1 %", "8.1 %"),  # 8.125
        (1, 16, "6,3 %", "6.3 %"),  # 6.25: half up
        (84_446, 100_000, "84,4 %", "84.4 %"),  # with four decimals first it would be 84.5
        (84_452, 100_000, "84,5 %", "84.5 %"),
        (1, 3000, "0,1 %", "0.1 %"),
        (2999, 3000, "99,9 %", "99.9 %"),
        (3000, 3000, "100 %", "100 %"),
        (3001, 3000, "100,1 %", "100.1 %"),
        (-1, 3000, "−0,1 %", "−0.1 %"),
        (0, 0, "—", "—"),
    ],
)
def test_a_share_is_rounded_once_and_all_is_all(part: int, whole: int, russian: str, english: str) -> None:
    assert show_part(part, whole) == english
    assert format_share(Fraction(part, whole) if whole else None) == english
    set_language("ru")
    assert show_part(part, whole) == russian


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tenths", [-123_456, -15, -10, 0, 7, 10, 999, 1000, 9_999, 10_000, 12_345_678_901])
def test_shares_are_those_of_babels_data(language: str, tenths: int) -> None:
    set_language(language)
    expected = format_percent(Decimal(tenths).scaleb(-3), "#,##0.# %", locale=language)
    assert show_part(tenths, 1000) == expected.replace("-", "\N{MINUS SIGN}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", ["-1234.50", "-0.5", "0", "7.10", "999", "1000", "1E+4", "12345678901.123456789"])
def test_numbers_are_those_of_babels_data(language: str, number: str) -> None:
    expected = format_decimal(Decimal(number), locale=language, decimal_quantization=False).replace(
        "-", "\N{MINUS SIGN}"
    )
    shown = format_number(Decimal(number), language)
    assert shown.rstrip("0").rstrip(",.") == expected if "." in number else shown == expected
