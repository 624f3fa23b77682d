"""One recording adds its lines to the journals it means, and every other byte of the plan stays."""

from __future__ import annotations

from difflib import ndiff
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csprog.editing.entry import EntryResult, build_entry, record
from csprog.programme.enums import Status
from csprog.yamltext.encoding import FORBIDDEN
from tests.plans import APPROVED, day, measure, small, sound

if TYPE_CHECKING:
    from csprog.programme.model import Measure

REAL, PROGRAMME = sound(APPROVED)
IDS = [placed.id for placed in PROGRAMME.measures]
TODAY = day(7, 1)
OFFICE = "Заволжское МРО"
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1),
    st.text(" \n:#-'\"[]{},&*!|>%@`\\.1tnд", min_size=1),
).filter(lambda text: any(map(str.isalnum, text)) and not FORBIDDEN.search(text))


def recorded(identifier: str, text: str = APPROVED, **values: Any) -> EntryResult:
    """Record something on 1 July."""
    plan = sound(text)[0] if text is not APPROVED else REAL
    return record(plan, identifier, build_entry({"on": TODAY, **values}), TODAY)


def added(before: str, after: str) -> list[str]:
    """Give the lines that were added; nothing may be gone."""
    difference = list(ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    assert [line for line in difference if line.startswith("- ")] == []
    return [line[2:] for line in difference if line.startswith("+ ")]


def journals(text: str) -> dict[str, Measure]:
    """Give every measure of a plan by its id."""
    return {placed.id: placed.measure for placed in sound(text)[1].measures}


def test_a_proposals_number_means_all_its_measures() -> None:
    result = recorded("1.2.2", event="completed")
    assert [change.after.placed.id for change in result.changes] == ["1.2.2.1", "1.2.2.2"]
    margin = " " * 16
    lines = [f"{margin}journal:\n", f"{margin}  - on: 2025-07-01\n", f"{margin}    event: completed\n"]
    assert added(APPROVED, result.text) == lines * 2
    assert result.passed_over == ()


def test_how_it_stood_and_how_it_stands() -> None:
    (change,) = recorded("1.2.4", event="completed", note="позже").changes
    assert (change.before.status, change.after.status) == (Status.OVERDUE, Status.COMPLETED_LATE)
    assert change.after.placed.measure.journal == change.entries


def test_an_entry_with_all_its_keys_is_written_in_reading_order() -> None:
    result = recorded(
        "1.1.1.1", event="completed", evidence="https://example.org/17", note="Акт № 17", offices=(OFFICE,)
    )
    assert "".join(line.strip() + "\n" for line in added(APPROVED, result.text)) == (
        "journal:\n- on: 2025-07-01\nevent: completed\noffices: [Заволжское МРО]\nnote: Акт № 17\n"
        "evidence: https://example.org/17\n"
    )


@pytest.mark.slow
@settings(max_examples=60)
@given(st.sampled_from(IDS), TEXTS)
def test_any_text_for_any_measure(identifier: str, note: str) -> None:
    result = recorded(identifier, event="remark", note=note)
    lines = added(APPROVED, result.text)
    assert len(lines) >= 4
    expected = journals(APPROVED)
    ((entry,),) = (change.entries for change in result.changes)
    expected[identifier] = expected[identifier].model_copy(update={"journal": (entry,)})
    assert journals(result.text) == expected
    assert getattr(entry, "note", "").split() == note.split()


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(IDS), TEXTS), min_size=2, max_size=4))
def test_one_recording_after_another(changes: list[tuple[str, str]]) -> None:
    text = APPROVED
    for identifier, note in changes:
        text = recorded(identifier, text, event="remark", note=note).text
    assert len(added(APPROVED, text)) >= len(changes) * 3
    counts = {identifier: len(found.journal) for identifier, found in journals(text).items()}
    assert counts == {identifier: [name for name, _ in changes].count(identifier) for identifier in IDS}


@pytest.mark.parametrize("identifier", IDS)
def test_every_measure_of_the_real_plan_in_windows_line_ends(identifier: str) -> None:
    windows = APPROVED.replace("\n", "\r\n")
    result = recorded(identifier, windows, event="remark", note="раз\nдва")
    assert len(added(windows, result.text)) == 6
    assert result.text.count("\n") == result.text.count("\r\n")
    assert result.text.replace("\r\n", "\n") == recorded(identifier, event="remark", note="раз\nдва").text


def test_by_office_over_a_whole_proposal() -> None:
    result = recorded("1.1.1", event="completed", offices=(OFFICE,))
    assert [change.after.placed.id for change in result.changes] == ["1.1.1.1", "1.1.1.2", "1.1.1.3"]
    assert {change.after.status for change in result.changes} == {Status.PARTLY_COMPLETED}
    assert [change.after.offices_done for change in result.changes] == [1, 1, 1]


def test_an_office_that_only_some_measures_name() -> None:
    result = recorded("1.1.1", event="completed", offices=("Северное МРО",))
    assert [change.after.placed.id for change in result.changes] == ["1.1.1.2"]
    assert [placed.id for placed in result.passed_over] == ["1.1.1.1", "1.1.1.3"]


def test_what_is_closed_already_is_passed_over() -> None:
    once = recorded("1.2.2.1", event="completed").text
    result = recorded("1.2.2", once, event="completed")
    assert [change.after.placed.id for change in result.changes] == ["1.2.2.2"]
    assert [placed.id for placed in result.passed_over] == ["1.2.2.1"]


def test_reopening_passes_over_what_is_open() -> None:
    once = recorded("1.2.2.2", event="completed").text
    result = recorded("1.2.2", once, event="reopened", reason="ошибка")
    assert [change.after.placed.id for change in result.changes] == ["1.2.2.2"]


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "  journal:\n",
        "  journal: []\n",
        "  journal: null # пока\n",
        "  journal: ~\n",
        "  journal: Null\n",
        "  journal: NULL\n",
        "  journal: [{on: 2025-02-01, event: remark, note: а}]\n",
    ],
    ids=["absent", "nothing", "empty", "null", "tilde", "capital", "capitals", "one-line"],
)
@pytest.mark.parametrize("end", ["\n", ""], ids=["line-end", "no-line-end"])
def test_journals_that_people_write(journal: str, end: str) -> None:
    text = small(measure() + journal, measure() + journal).removesuffix("\n") + end
    result = recorded("1.1.1", text, event="completed", note="да")
    assert [len(found.journal) for found in journals(result.text).values()] == [1 + ("note" in journal)] * 2
    assert result.text.endswith("\n") is bool(end)


def test_several_lines_into_a_journal_in_brackets() -> None:
    text = small(measure() + "  journal: [{on: 2025-02-01, event: remark, note: а}]\n")
    result = recorded("1.1.1", text, event="remark", note="раз\nдва")
    (found,) = journals(result.text).values()
    assert getattr(found.journal[1], "note", None) == "раз\nдва"
