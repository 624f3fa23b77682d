"""Reason and result of a late completion: each recorded once, asked for once, shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans import measure, small
from tests.publication.markup import Element, read

if TYPE_CHECKING:
    from tests.cli.tool import Tool

REASON = "Подрядчик сорвал срок интеграции"
RESULT = "Интеграция принята"
LATE = ("--on", "2025-07-01", "--as-of", "2025-07-02")
IN_FEBRUARY = ("--on", "2026-02-10", "--as-of", "2026-02-12", "--year", "2025")
POSTPONED = ("postpone", "1.1.1.1", "--to", "2026-03-31", "--reason", REASON, "--as-of", "2025-06-10")
DECLINED = ("decline", "1.1.1.1", "--reason", REASON, "--as-of", "2025-06-10")
REOPENED = ("reopen", "1.1.1.1", "--reason", "Снова в работе", "--as-of", "2025-06-20")


@pytest.fixture
def one(csprog: Tool) -> Tool:
    """Give a plan of one measure, due on 30 June 2025."""
    csprog.write(small(measure()))
    return csprog


def row_of(csprog: Tool, heading: str) -> Element:
    """Publish the year as of February 2026 and give the measure's row under `heading`."""
    assert csprog("publish", "--year", "2025", "--as-of", "2026-02-12").exit_code == 0
    page = read((csprog.folder / "site" / "2025" / "index.html").read_bytes())
    section = page.one("section", aria_labelledby=heading)
    return section.all("tr")[1]


@pytest.mark.parametrize("before", [(POSTPONED,), (DECLINED, REOPENED)], ids=["postponed", "declined"])
def test_done_after_the_year_with_the_reason_recorded_before(one: Tool, before: tuple[tuple[str, ...], ...]) -> None:
    for command in before:
        one.done(*command)
    one.done("complete", "1.1.1.1", "--note", RESULT, *IN_FEBRUARY)
    (found,) = one.json("status", "--year", "2025", "--as-of", "2026-02-12")["measures"]
    (shown,) = one.json("show", "1.1.1.1", "--year", "2025", "--as-of", "2026-02-12")
    for record in (found, shown):
        assert (record["note"], record["reason"]) == (RESULT, REASON)
    words = row_of(one, "not-done").text
    assert "Выполнено после окончания года" in words
    assert f"Фактический результат: {RESULT}" in words
    assert words.endswith(REASON)
    assert words.count(REASON) == words.count(RESULT) == 1


@pytest.mark.parametrize("before", [(POSTPONED,), (DECLINED, REOPENED)], ids=["postponed", "declined"])
def test_nothing_asks_for_a_reason_that_is_recorded(one: Tool, before: tuple[tuple[str, ...], ...]) -> None:
    for command in before:
        one.done(*command)
    one.done("complete", "1.1.1.1", *LATE)
    one.done("validate")


def test_late_within_the_year_shows_result_and_reason(one: Tool) -> None:
    one.done(*POSTPONED)
    one.done("complete", "1.1.1.1", "--note", RESULT, *LATE)
    words = row_of(one, "done").text
    assert words.count(RESULT) == 1
    assert words.count(REASON) == 1
    assert f"Перенесено 10.06.2025 на 31.03.2026: {REASON}" in words


def test_reason_beside_the_note(one: Tool) -> None:
    refused = one.refused("complete", "1.1.1.1", *LATE)
    assert "is late and needs a reason" in refused
    one.done("complete", "1.1.1.1", "--note", RESULT, "--reason", REASON, *LATE)
    assert f"note: {RESULT}" in one.text
    assert f"reason: {REASON}" in one.text
    shown = one.done("show", "1.1.1.1", "--as-of", "2025-07-02")
    assert f"1 Jul 2025 completed: {RESULT} (reason: {REASON})" in " ".join(shown.split())


def test_a_note_alone_is_read_as_the_reason(one: Tool) -> None:
    one.done("complete", "1.1.1.1", "--note", RESULT, *IN_FEBRUARY)
    words = row_of(one, "not-done").text
    assert words.endswith(RESULT)
    assert words.count(RESULT) == 1


@pytest.mark.slow
def test_offices_have_their_own_reasons(csprog: Tool) -> None:
    csprog.write(small(measure(offices="А, Б")))
    csprog.done("complete", "1.1.1.1", "--office", "А", "--note", RESULT, "--as-of", "2025-06-01")
    csprog.done("complete", "1.1.1.1", "--office", "Б", "--note", RESULT, "--reason", REASON, *LATE)
    words = row_of(csprog, "done").text
    assert words.count(REASON) == 1
    assert f"Причина (Б): {REASON}" in words
