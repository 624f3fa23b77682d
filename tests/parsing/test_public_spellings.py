"""Deadlines and heads of columns as public plans print them, each read rightly or asked about."""

from __future__ import annotations

from datetime import date

import pytest

from csprog.parsing.deadlines import names_deadline, read_deadline
from csprog.programme.column_roles import roles_of
from tests.plans import ROOT

DATA = ROOT / "tests" / "data"
DEADLINES = [line.split("\t") for line in (DATA / "deadlines.tsv").read_text(encoding="utf-8").splitlines()[1:]]
HEADS = (DATA / "heads.tsv").read_text(encoding="utf-8").splitlines()
SURE = {  # what these mean is beyond doubt
    "«15» февраля 2025 г.": "2025-02-15",
    "01.02.2025-30.06.2025": "2025-06-30",
    "11-12.02.2025 г.": "2025-02-12",
    "до 31.12": "2025-12-31",
    "31 дек. 2025 г.": "2025-12-31",
    "1-го марта": "2025-03-01",
    "с 01.01.2025 по 31.12.2025": "2025-12-31",
    "IV квартал": "2025-Q4",
    "01.07.25/15.08.25": "2025-08-15",
}
NEVER_SILENT = [
    "с 01.03.2025",
    "4 квартал 24",
    "2-3 раза в квартал",
    "1 полугодие 26 г.",
    "март 2025",
    "до IV квартала",
]


@pytest.mark.parametrize(("printed", "due", "asked"), DEADLINES, ids=[line[0] for line in DEADLINES])
def test_a_deadline_in_the_plan_of_2025(printed: str, due: str, asked: str) -> None:
    found = read_deadline(printed, 2025)
    assert (str(found.due), found.question is not None) == (due, bool(asked))


def test_what_nobody_doubts_is_not_asked() -> None:
    found = {words: read_deadline(words, 2025) for words in SURE}
    assert {words: str(deadline.due) for words, deadline in found.items()} == SURE
    assert [words for words, deadline in found.items() if deadline.question] == []


@pytest.mark.parametrize("printed", NEVER_SILENT)
def test_what_could_mean_another_day_is_asked(printed: str) -> None:
    assert read_deadline(printed, 2025).question is not None


def test_29_february_is_a_day_of_leap_years_only() -> None:
    assert read_deadline("до 29 февраля", 2028).due.day == date(2028, 2, 29)
    assert read_deadline("до 29 февраля", 2025).question is not None


@pytest.mark.parametrize(
    ("words", "expected"), [("Факт", False), ("март", True), ("в течение года", True), ("Исполнитель: отдел", False)]
)
def test_words_of_a_deadline_are_told_from_others(words: str, *, expected: bool) -> None:
    assert names_deadline(words) is expected


@pytest.mark.parametrize("line", HEADS)
def test_a_head_gives_its_columns_their_roles(line: str) -> None:
    cells = [cell.rpartition("=") for cell in line.split("\t")]
    roles = roles_of(tuple(name for name, _, _ in cells))
    assert [roles.get(index, "") for index in range(len(cells))] == [role for _, _, role in cells]
