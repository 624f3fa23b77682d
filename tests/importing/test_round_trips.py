"""What csprog exports and gets back untouched changes nothing, whatever the plan says; an edit changes what was edited."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.registry import write_document
from csprog.exporting.subject import Subject
from csprog.importing.collection.entries import collect_entries
from csprog.importing.collection.response_reader import read_responses
from csprog.importing.exported_form import exported_form, new_notices
from csprog.importing.mapping.mapper import map_document
from csprog.importing.plan_merge import merge_into_plan
from csprog.importing.readers.dispatch import read_document
from csprog.importing.readers.excel import read_cells
from csprog.programme.model import Programme
from csprog.programme.plan_writer import as_value, write_plan
from csprog.yamltext.reader import load_text
from tests.any_plan import any_plans
from tests.importing.odd_plans import odd_plans, reworded

EXPORTED, IMPORTED = date(2025, 3, 1), date(2026, 2, 1)
QUICK = settings(
    max_examples=4,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
LONG = settings(QUICK, max_examples=300)


def brought_back(programme: Programme, printed: Programme) -> tuple[Any, Any, list[Any]]:
    """Give a plan's value before and after the import of the Word file of `printed`, and the notices."""
    value = load_text(write_plan(as_value(programme))).value
    file = write_document("docx", Subject(evaluate(printed, EXPORTED), "1.2.3"))
    passport = as_value(programme.passport)
    found = map_document(read_document(file, "plan.docx"), programme.year, passport)
    exported = exported_form(evaluate(programme, IMPORTED), "9.8.7", passport)
    assert exported is not None
    merged = merge_into_plan(programme, value, found.value, exported.value)
    return value, merged.value, list(new_notices(found.notices, exported))


def same(one: Any, other: Any, path: str = "") -> None:
    """Fail with the place at which two values differ."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one:
            same(one[key], other[key], f"{path}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            same(*pair, f"{path}.{number}")
    else:
        assert (path, one) == (path, other)


def nothing_changes(programme: Programme) -> None:
    """Fail if the plan's own Word file changes it, or asks anything."""
    before, after, notices = brought_back(programme, programme)
    same(after, before)
    assert [str(notice.message) for notice in notices] == []


def nothing_is_collected(programme: Programme) -> None:
    """Fail if the plan's own workbook records anything, or has a fault."""
    book = write_document("xlsx", Subject(evaluate(programme, EXPORTED), "1.2.3"))
    found = collect_entries(programme, read_responses("a.xlsx", read_cells(book, "a.xlsx")), IMPORTED)
    assert (found.entries, [str(fault.message) for fault in found.faults], found.known) == ([], [], 0)


@pytest.mark.slow
@QUICK
@given(odd_plans())
def test_the_word_file_of_an_odd_plan_changes_nothing(programme: Programme) -> None:
    nothing_changes(programme)


@pytest.mark.slow
@QUICK
@given(odd_plans(), st.data())
def test_an_edit_in_the_word_file_changes_what_was_edited(programme: Programme, data: st.DataObject) -> None:
    edited = data.draw(reworded(programme))
    _, after, _ = brought_back(programme, edited)
    same(after, load_text(write_plan(as_value(edited))).value)


@pytest.mark.slow
@QUICK
@given(odd_plans())
def test_the_workbook_of_an_odd_plan_records_nothing(programme: Programme) -> None:
    nothing_is_collected(programme)


@pytest.mark.nightly
@LONG
@given(odd_plans(), st.data())
def test_odd_plans_at_length(programme: Programme, data: st.DataObject) -> None:
    nothing_changes(programme)
    nothing_is_collected(programme)
    edited = data.draw(reworded(programme))
    same(brought_back(programme, edited)[1], load_text(write_plan(as_value(edited))).value)


@pytest.mark.nightly
@LONG
@given(any_plans())
def test_any_plan_that_the_model_allows_comes_back(programme: Programme) -> None:
    assume(programme.sections)
    nothing_changes(programme)
