"""Long texts, and machines without libyaml: slower, and never different."""

from __future__ import annotations

import pytest

from csprog.findings import Position
from csprog.yamltext import events
from csprog.yamltext.nodes import locate
from csprog.yamltext.reader import load_text
from tests.plans import APPROVED

FILLER = ("# " + "─" * 97 + "\n") * 6000


def test_a_long_text_is_read() -> None:
    assert load_text("a: [http://x/y]\n" + FILLER).value == {"a": ["http://x/y"]}


@pytest.mark.xfail(strict=True, reason="in a text of more than 500,000 characters libyaml's refusal is final")
def test_what_libyaml_refuses_and_yaml_allows_in_a_long_text() -> None:
    assert load_text("a: [Кто? Где, там]\n" + FILLER).value == {"a": ["Кто? Где", "там"]}


def test_the_place_of_a_fault_in_a_long_text() -> None:
    (problem,) = load_text("a: b\nc: @d\n" + FILLER).problems
    assert (problem.code, problem.position) == ("yaml-syntax", Position(2, 4))
    assert str(problem.message) == "a value can't begin with this character; put it in quotes"


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    there = load_text(APPROVED)
    monkeypatch.setattr(events, "CParser", None)
    assert load_text(APPROVED) == there
    assert locate("a:\n  b: c\n").find(("a", "b")).position() == Position(2, 6)
    assert [problem.code for problem in load_text("a: &x b\na: *x\n").problems] == ["anchor", "duplicate-key", "alias"]
