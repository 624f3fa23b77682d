"""What a document prints in a cell: deadlines, offices at a result's end, sums of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csprog.importing.mapping.cells import read_funding
from csprog.importing.mapping.offices import read_result
from csprog.parsing.deadlines import read_deadline

if TYPE_CHECKING:
    from collections.abc import Sequence

DEADLINES = {
    "31.12.2026": ("2026-12-31", False, False),
    "4 квартал 2026": ("2026-Q4", False, False),
    "до 31 декабря 2026 г.": ("2026-12-31", True, False),
    "не позднее 30 июня 2026 года": ("2026-06-30", True, False),
    "до 30.06": ("2026-06-30", True, False),
    "30.06.26": ("2026-06-30", True, False),
    "31 мая": ("2026-05-31", True, False),
    "до 1 марта 2026 года": ("2026-03-01", True, False),
    "в срок до 1 марта": ("2026-03-01", True, False),
    "январь – март": ("2026-03-31", True, True),
    "май 2026": ("2026-05-31", True, True),
    "30/06/2026": ("2026-06-30", True, False),
    "2026-06-30": ("2026-06-30", True, False),
    "2026-06-31": ("2026-12-31", True, True),
    "первый квартал 2026": ("2026-Q1", True, False),
    "в третьем квартале": ("2026-Q3", True, False),
    "с 01.01.2026 по 31.03.2026": ("2026-03-31", True, False),
    "31.03.2026, 30.09.2026": ("2026-09-30", True, True),
    "31.12.2026 (при наличии средств)": ("2026-12-31", True, True),
    "IV квартал 2026 г.": ("2026-Q4", True, False),
    "III кв.": ("2026-Q3", True, False),
    "2-й квартал 2026 года": ("2026-Q2", True, False),
    "I–IV кварталы": ("2026-Q4", True, True),
    "1 полугодие 2026": ("2026-06-30", True, False),
    "второе полугодие": ("2026-12-31", True, False),
    "декабрь 2026": ("2026-12-31", True, True),
    "февраль": ("2026-02-28", True, True),
    "в течение года": ("2026-12-31", True, True),
    "2026 год": ("2026-12-31", True, True),
    "ежеквартально": ("2026-12-31", True, True),
    "постоянно": ("2026-12-31", True, True),
    "по готовности": ("2026-12-31", True, True),
    "31.12.2027": ("2027-12-31", False, True),
    "32.12.2026": ("2026-12-31", True, True),
    "31.06.2026": ("2026-12-31", True, True),
    "": ("2026-12-31", True, True),
    "46387": ("2026-12-31", True, True),
    "4638": ("2026-12-31", True, True),
}


MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, start=1)))
def test_every_month_is_known(number: int, name: str) -> None:
    assert str(read_deadline(f"до 7 {name}", 2026).due) == f"2026-{number:02}-07"


@pytest.mark.parametrize("words", DEADLINES)
def test_deadline(words: str) -> None:
    """A date or a quarter as csprog prints it needs no printed form; what could mean another day is asked about."""
    due, printed, asked = DEADLINES[words]
    found = read_deadline(words, 2026)
    assert (str(found.due), found.printed is not None, found.question is not None) == (due, printed, asked)
    assert found.printed in {None, words}


RESULTS: dict[str, tuple[Sequence[str], str, tuple[str, ...], bool]] = {
    "numbered": (["Внедрён в офисах:", "1. А;", "2. Б."], "Внедрён в офисах:", ("А", "Б"), False),
    "bullets": (["Внедрён в КО:", "• А;", "• Б"], "Внедрён в КО:", ("А", "Б"), False),
    "in-one-line": (["Внедрён в МРО: 1. А; 2. Б; 3. В."], "Внедрён в МРО:", ("А", "Б", "В"), False),
    "not-places": (["Достигнуто:", "1. рост;", "2. спад."], "Достигнуто:\n1. рост;\n2. спад.", (), True),
    "not-from-one": (["В офисах:", "2. А", "3. Б"], "В офисах:\n2. А\n3. Б", (), False),
    "words-after": (["в офисах:", "1. А", "и прочее"], "в офисах:\n1. А\nи прочее", (), False),
    "none": (["Готово."], "Готово.", (), False),
}


@pytest.mark.parametrize(("lines", "words", "offices", "unsure"), RESULTS.values(), ids=RESULTS)
def test_result(lines: list[str], words: str, offices: tuple[str, ...], *, unsure: bool) -> None:
    found = read_result(lines)
    assert (found.words, found.offices, found.unsure) == (words, offices, unsure)


@pytest.mark.parametrize(
    ("words", "column", "amount"),
    [
        ("1 250,50", "руб.", "1250.5"),
        ("250 тыс. руб.", "Финансирование", "250000"),
        ("2", "Затраты, млн руб.", "2000000"),
        ("не требуется", "Финансирование", "0"),
        ("по смете", "Финансирование", "None"),
        ("100-200", "руб.", "None"),
    ],
)
def test_amount(words: str, column: str, amount: str) -> None:
    assert str(read_funding(words, column)) == amount
