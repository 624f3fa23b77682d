"""Each rule of content, broken and kept: the code, the place, and what it says."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import APPROVED, check, day, measure, places, small, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from csprog.findings import Finding

TODAY = day(7, 1)


def problems_of(marked: str, today: date = TODAY) -> list[Finding]:
    """Give the problems of a plan that can be read; they must lie where its marks are, and nowhere else."""
    text, marks = unmarked(marked)
    problems = without_gaps(check(text, today))
    assert sorted(places(problems)) == sorted(marks)
    return problems


def without_gaps(problems: Iterable[Finding]) -> list[Finding]:
    """Leave out what is merely not given yet: small plans give little."""
    return [problem for problem in problems if not problem.code.startswith("gap-")]


def proposals(*numbers: str, subsection: str = "1.1") -> str:
    """Give a plan with these proposals in one subsection; a number may have a mark before it."""
    head = small().split("          - number")[0].replace('"1.1"', f'"{subsection}"')
    tail = small()[len(small().split("          - number")[0]) :]
    return head + "".join(tail.replace('"1.1.1"', _quoted(number)) for number in numbers)


def _quoted(number: str) -> str:
    mark, sign, plain = number.rpartition("›")
    return f'{mark}{sign}"{plain}"'


def test_the_real_plan_has_no_problems() -> None:
    assert problems_of(APPROVED, day(12, 31)) == []


NUMBERS = {
    "twice": (["1.1.1", "1.1.2", "‹number-duplicate›1.1.1"], "the number 1.1.1 is repeated: line 14 has it, too"),
    "outside": (
        ["1.1.1", "‹number-outside›1.2.2"],
        "1.2.2 is in subsection 1.1, so it must look like 1.1.N (next free: 1.1.2)",
    ),
    "outside-by-a-digit": (
        ["‹number-outside›1.10", "1.1.9"],
        "1.10 is in subsection 1.1, so it must look like 1.1.N (next free: 1.1.10)",
    ),
    "order": (["1.1.2", "‹number-order›1.1.1"], "1.1.1 comes after 1.1.2"),
    "order-at-the-wrong-one": (
        ["1.1.1", "1.1.2", "‹number-order›1.1.33", "1.1.4", "1.1.5"],
        "1.1.33 comes before 1.1.4",
    ),
    "order-by-number-not-by-letter": (["1.1.10", "‹number-order›1.1.9"], "1.1.9 comes after 1.1.10"),
}


@pytest.mark.parametrize(("numbers", "sentence"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_that_are_wrong(numbers: list[str], sentence: str) -> None:
    (problem,) = problems_of(proposals(*numbers))
    assert str(problem.message) == sentence
    assert problem.severity == ("warning" if problem.code == "number-order" else "error")


@pytest.mark.parametrize("numbers", [["1.1.1"], ["1.1.1", "1.1.2"], ["1.1.9", "1.1.10"], ["1.1.2", "1.1.7"]])
def test_numbers_that_are_right(numbers: list[str]) -> None:
    assert problems_of(proposals(*numbers)) == []


@given(st.lists(st.integers(1, 30), unique=True, max_size=9))
def test_the_fewest_numbers_are_out_of_order(last: list[int]) -> None:
    """Without those that are told the others ascend, and no fewer would do."""
    text = proposals(*(f"1.1.{number}" for number in last))
    told = [problem for problem in check(text, TODAY) if problem.code == "number-order"]
    wrong = {text.split("\n")[problem.position.line - 1].rpartition(".")[2].strip('"') for problem in told}
    left = [number for number in last if str(number) not in wrong]
    assert left == sorted(left)
    ascending = (chosen for size in range(len(last) + 1) for chosen in combinations(last, size))
    assert len(left) == max(len(chosen) for chosen in ascending if list(chosen) == sorted(chosen))


def test_a_number_that_is_its_subsections() -> None:
    problems_of(proposals("‹number-outside›‹number-duplicate›1.1"))


def test_a_number_that_is_the_id_of_a_measure() -> None:
    text, _ = unmarked(proposals("1.1.1", "1.1.1.1"))
    assert [problem.severity for problem in without_gaps(check(text, TODAY))] == ["error"]


def test_a_subsection_outside_its_section() -> None:
    problems_of(proposals("2.1.1", subsection="2.1").replace('"2.1"', '‹number-outside›"2.1"'))


def sections(*numbers: str) -> str:
    """Give a plan with empty sections after its own; a number may have a mark before it."""
    return small() + "".join(f"  - number: {_quoted(number)}\n    title: Раздел\n" for number in numbers)


def test_sections() -> None:
    problems_of(sections("2", "3", "10"))
    problems_of(sections("2", "‹number-duplicate›1"))
    problems_of(sections("3", "‹number-order›2"))
    problems_of(sections("10", "‹number-order›9"))


@pytest.mark.parametrize("due", ["2026-01-01", "2024-12-31", "2024-Q4"])
def test_a_deadline_outside_the_year(due: str) -> None:
    (problem,) = problems_of(small(measure(due=f"‹due-outside-year›{due}")))
    assert str(problem.message).endswith("is not in 2025, the year of the plan")
    assert problem.severity == "error"


@pytest.mark.parametrize("due", ["2025-01-01", "2025-12-31", "2025-Q1", "2025-Q4"])
def test_a_deadline_in_the_year(due: str) -> None:
    assert problems_of(small(measure(due=due))) == []


def test_an_office_named_twice() -> None:
    (problem,) = problems_of(small(measure(offices="Альфа, Бета, ‹office-twice›Альфа")))
    assert str(problem.message) == "the office “Альфа” is given twice: in line 20, too"
    assert problems_of(small(measure(offices="Альфа, Бета"))) == []


@pytest.mark.parametrize("offices", ["Офис 1, Офис 2", "Касса № 10, Касса № 11"])
def test_offices_by_number(offices: str) -> None:
    assert problems_of(small(measure(offices=offices))) == []


DONE = "on: 2025-03-01, event: completed"
JOURNALS = [
    ["on: 2025-03-02, event: completed, note: а", "on: ‹journal-order›2025-03-01, event: reopened, reason: а"],
    [DONE, "on: 2025-03-02, event: ‹journal-closed›cancelled, reason: а"],
    ["on: 2025-03-01, event: ‹journal-reopened-open›reopened, reason: а"],
    ["‹journal-late-without-note›on: 2025-07-01, event: completed"],
    ["on: 2025-03-01, event: postponed, to: ‹journal-postponed-back›2025-05-01, reason: а"],
    [f"{DONE}, offices: ‹journal-office-unknown›[Г]"],
    [f"{DONE}, offices: ‹journal-office-twice›[Альфа, Альфа]"],
    [f"{DONE}, offices: [Альфа]", f"{DONE}, offices: ‹journal-office-settled›[Альфа]"],
    ["on: ‹journal-future›2025-07-02, event: remark, note: а"],
    ["on: ‹journal-before-year›2023-12-31, event: remark, note: а"],
    ["on: ‹journal-before-year›2024-12-31, event: completed"],
]


@pytest.mark.parametrize("entries", JOURNALS, ids=range(len(JOURNALS)))
def test_a_journal_that_can_be_no_story(entries: list[str]) -> None:
    (problem,) = problems_of(small(measure(*entries, offices="Альфа, Бета")))
    assert problem.severity == "error"


def test_a_journal_that_is_a_story() -> None:
    journal = [
        "on: 2025-03-01, event: completed, offices: [Альфа], note: акт",
        "on: 2025-04-01, event: postponed, to: 2025-09-30, reason: поставщик",
        "on: 2025-05-01, event: remark, note: звонили",
        "on: 2025-06-01, event: not-completed, reason: нет денег",
        "on: 2025-06-02, event: reopened, offices: [Бета], reason: деньги есть",
        "on: 2025-07-01, event: completed, note: позже срока",
    ]
    assert problems_of(small(measure(*journal, offices="Альфа, Бета"))) == []


def test_the_same_journal_is_right_or_wrong_by_the_day_one_looks_from() -> None:
    entry = "on: {mark}2025-07-02, event: remark, note: а"
    assert problems_of(small(measure(entry.format(mark=""))), day(7, 2)) == []
    assert problems_of(small(measure(entry.format(mark="‹journal-future›"))), day(7, 1)) != []


def test_all_findings_stand_in_file_order() -> None:
    broken = measure(
        "‹journal-late-without-note›on: ‹journal-future›2026-03-01, event: completed",
        "on: ‹journal-order›2025-03-01, event: reopened, reason: а",
        due="‹due-outside-year›2026-01-01",
    )
    found = places(problems_of(small(broken, broken)))
    assert found == sorted(found)


def test_problems_of_the_text_and_of_content_are_told_together() -> None:
    text, marks = unmarked(proposals("1.1.1", "‹number-duplicate›1.1.1").replace("office", "‹not-a-choice›desk"))
    found = places(without_gaps(check(text, TODAY)))
    assert found == sorted(marks)
