"""Byte-exact: whatever the styling of a plan that validates, an edit changes only the lines it means."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from csprog.editing.entry import build_entry, record
from csprog.editing.measurements import assess, gauge
from csprog.parsing.periods import parse_period
from csprog.programme.ledgers import every_ledger
from csprog.programme.plan_text import SoundPlan, parse_plan
from csprog.yamltext.encoding import FORBIDDEN
from tests.git.styling import plans

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("CSPROG_STYLINGS", "200"))  # a longer run: CSPROG_STYLINGS=100000
TODAY = date(2026, 2, 1)
thorough = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
texts = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1, max_size=300)
    .map(str.strip)
    .filter(lambda text: any(map(str.isalnum, text)) and not FORBIDDEN.search(text))
)
entries = st.one_of(
    st.builds(lambda text: {"event": "remark", "note": text}, texts),
    st.builds(lambda text: {"event": "spent", "amount": Decimal("-350000.50"), "note": text}, texts),
    st.builds(lambda text: {"event": "not-completed", "reason": text}, texts),
    st.builds(lambda text: {"event": "postponed", "to": date(2026, 3, 1), "reason": text}, texts),
    st.builds(
        lambda text: {"event": "completed", "offices": ("Заволжское МРО",), "note": text, "evidence": "https://a.b/c"},
        texts,
    ),
)


def sound(text: str) -> SoundPlan:
    plan = parse_plan(text)
    assert isinstance(plan, SoundPlan), plan.findings
    return plan


def journals(plan: SoundPlan) -> dict[str, Any]:
    return {placed.id: placed.measure.journal for placed in plan.programme.measures}


@thorough
@given(plans(), entries)
def test_an_edit_adds_its_lines_and_nothing_else(styled: tuple[str, str], values: dict[str, Any]) -> None:
    text, identifier = styled
    note(text)
    plan = sound(text)
    entry = build_entry({"on": date(2025, 3, 14), **values})
    recorded = record(plan, identifier, entry, TODAY)
    note(recorded.text)

    after = sound(recorded.text)
    expected = journals(plan)
    expected[identifier] = (*expected[identifier], entry)
    assert journals(after) == expected
    assert _without_journals(after) == _without_journals(plan)
    assert_only_added(text, recorded.text)


def assert_only_added(before: str, after: str) -> None:
    old, new = before.split("\n"), after.split("\n")
    changed = len(old) - _common(old, new) - _common(old[::-1], new[::-1])
    assert changed <= 1, "more than one line is not what it was"


@settings(thorough, max_examples=max(100, EXAMPLES // 6))
@given(plans(indicators=True), texts, st.decimals(-(10**9), 10**9, places=2))
def test_a_value_of_an_indicator_adds_its_lines_and_nothing_else(
    styled: tuple[str, str], text: str, value: Decimal
) -> None:
    plan = sound(styled[0])
    note(plan.text)
    # the plans that are made up have a value of 2025-Q1 already, and a second one would be refused
    values = {"on": date(2025, 3, 14), "period": parse_period("2025-02"), "value": value, "note": text}
    gauged = gauge(plan, styled[1], values, TODAY)
    note(gauged.text)
    expected = everything(plan)
    expected["actuals", styled[1]] = (*expected["actuals", styled[1]], gauged.actual)
    assert everything(sound(gauged.text)) == expected
    assert _without_journals(sound(gauged.text)) == _without_journals(plan)
    assert_only_added(plan.text, gauged.text)


@settings(thorough, max_examples=max(100, EXAMPLES // 6))
@given(plans(indicators=True), texts, st.lists(texts.map(lambda name: " ".join(name.split())), unique=True, min_size=1))
def test_an_assessment_adds_its_lines_and_nothing_else(styled: tuple[str, str], text: str, names: list[str]) -> None:
    plan = sound(styled[0])
    note(plan.text)
    scores = tuple({"name": name, "score": Decimal("4.5"), "scale": Decimal(5), "respondents": 412} for name in names)
    values = {"id": "новая", "kind": "operative", "period": parse_period("2025-H1"), "note": text, "scores": scores}
    assessed = assess(plan, {**values, "on": date(2025, 7, 14)}, TODAY)
    note(assessed.text)
    expected = everything(plan)
    expected["assessments", "assessments"] = (*expected["assessments", "assessments"], assessed.assessment)
    assert everything(sound(assessed.text)) == expected
    assert _without_journals(sound(assessed.text)) == _without_journals(plan)
    assert_only_added(plan.text, assessed.text)
    assert assessed.text.index("assessments:") < assessed.text.index("\nsections:"), "in reading order"


def everything(plan: SoundPlan) -> dict[Any, Any]:
    """Give all that is recorded, by ledger."""
    return {ledger.place: ledger.items for ledger in every_ledger(plan.programme)}


@settings(thorough, max_examples=max(100, EXAMPLES // 5))
@given(plans(), texts)
def test_the_two_parsers_place_an_edit_alike(styled: tuple[str, str], text: str) -> None:
    plan, slow = sound(styled[0]), parse_plan(styled[0], fast=False)
    assert isinstance(slow, SoundPlan)
    assert plan.loaded == slow.loaded
    entry = build_entry({"on": date(2025, 3, 14), "event": "remark", "note": text})
    assert record(plan, styled[1], entry, TODAY).text == record(slow, styled[1], entry, TODAY).text


@thorough
@given(texts)
@example("- тире\n# решётка: 'да' \"нет\" [markup] {{ 7*7 }} \N{GRINNING FACE}")
@example("слово " * 1666 + "конец")
@example("x" * 10_000)
@example("a\n   \n  b\n\n\nc")
def test_a_text_comes_back_as_typed(text: str) -> None:
    plan = sound(PLAIN)
    recorded = record(plan, "1.1.1", build_entry({"on": date(2025, 3, 14), "event": "remark", "note": text}), TODAY)
    (entry,) = journals(sound(recorded.text))["1.1.1.1"]
    assert entry.note == text
    if "\n" in text:
        assert "note: |-\n" in recorded.text, "several lines stand in a block"


def _common(one: list[str], other: list[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _without_journals(plan: SoundPlan) -> list[Any]:
    return [
        plan.programme.passport,
        [placed.measure.model_copy(update={"journal": (), "indicators": ()}) for placed in plan.programme.measures],
    ]


PLAIN = """\
passport:
  year: 2025
  title: Программа
  organisation: ПАО
sections:
  - number: "1"
    title: Очное
    subsections:
      - number: "1.1"
        title: Офис
        proposals:
          - number: "1.1.1"
            text: Развитие
            measures:
              - text: Терминалы
                due: 2025-12-31
                result: Внедрено
"""
