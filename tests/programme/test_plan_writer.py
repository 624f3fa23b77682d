"""A plan that csprog writes is the plan that it reads, and looks as if a person had typed it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from csprog.programme.plan_text import parse_plan
from csprog.programme.plan_writer import as_value, write_plan
from csprog.yamltext.reader import load_text
from tests.any_plan import any_plans
from tests.plans import APPROVED, sound

if TYPE_CHECKING:
    from csprog.programme.model import Programme

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=SLOW)
@given(any_plans())
def test_any_plan_comes_back(plan: Programme) -> None:
    value = as_value(plan)
    text = write_plan(value)
    assert load_text(text).value == value
    assert parse_plan(text).programme == plan
    assert not [line for line in text.split("\n") if line and not line.strip()]


def test_the_plan_of_2025_is_written_as_its_keeper_typed_it() -> None:
    """But for its comments and the places where long texts break: the width is a keeper's own matter."""
    value: Any = load_text(APPROVED).value
    assert as_value(sound(APPROVED)[1]) == value
    typed = re.sub(r"\A(#.*\n)+\n", "", APPROVED)
    assert _unfolded(write_plan(value)) == _unfolded(typed)


def test_only_a_paragraph_kept_whole_is_written_wider_than_a_screen() -> None:
    _, plan = sound(APPROVED)
    wide = [line.strip() for line in write_plan(as_value(plan)).split("\n") if len(line) > 100]
    assert wide == [plan.measures[5].proposal.text.split("\n")[1], plan.measures[12].measure.text.split("\n")[0]]


def test_what_is_not_given_is_not_written() -> None:
    _, plan = sound(APPROVED)
    first = as_value(plan.measures[0].measure)
    assert list(first) == ["text", "due", "result", "offices"]


def test_the_header_is_a_comment() -> None:
    value = as_value(sound(APPROVED)[1])
    text = write_plan(value, "Программа\n\nОткуда взята")
    assert text.startswith("# Программа\n#\n# Откуда взята\n\npassport:\n  year: 2025\n")
    assert load_text(text).value == value


def _unfolded(text: str) -> str:
    """Join the lines of every folded text, whose first is the one that ends in `>-`."""
    return re.sub(
        r">-\n((?: +[^\n]*\n)+?)(?= *(?:[\w.-]+:|- |\n|#|\Z))", lambda found: f">- {' '.join(found[1].split())}\n", text
    )
