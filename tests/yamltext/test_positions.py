"""A few places are found as the tree of the whole text finds them, and no more is read for it than must be."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csprog.errors import Position
from csprog.programme.writing import as_value, write_plan
from csprog.yamltext.nodes import locate
from csprog.yamltext.positions import positions
from csprog.yamltext.reader import read
from tests.any_plan import any_plans
from tests.plans import APPROVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csprog.programme.model import Programme

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
TEXT = """\
a: x
list:
  - b: 'two words'
    c:
  - [d, {e: f}]
  - >-
    folded
    text
g: {h: , i: [1]}
"""


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from paths_of(child, (*path, step))


def everywhere(text: str) -> list[tuple[str | int, ...]]:
    """Give every path of a text, and of each one that leads to nothing."""
    found = list(paths_of(read(text).value))
    return [*found, *((*path, "nothing") for path in found), *((*path, 999) for path in found)]


@pytest.mark.parametrize("text", [TEXT, APPROVED, "", "word", "- [http://x/y]\n- b"])
def test_as_the_tree_says(text: str) -> None:
    tree = locate(text)
    paths = everywhere(text)
    assert positions(text, paths) == [tree.find(path).position() for path in paths]


@settings(deadline=None, max_examples=30, suppress_health_check=SLOW)
@given(any_plans(), st.randoms(use_true_random=False))
def test_of_any_plan(plan: Programme, random: Any) -> None:
    text = write_plan(as_value(plan))
    paths = everywhere(text)
    some = random.sample(paths, random.randint(0, min(5, len(paths))))
    tree = locate(text)
    assert positions(text, some) == [tree.find(path).position() for path in some]


def test_the_same_is_asked_twice() -> None:
    assert positions(TEXT, [("list", 1), ("list", 1)]) == [Position(5, 5), Position(5, 5)]


def test_nothing_is_read_after_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of megabytes is not gone through for a fault of its passport."""
    module = import_module("csprog.yamltext.positions")
    read_events = 0
    real = module.next_event

    def counting(text: str, *, fast: bool) -> Any:
        following = real(text, fast=fast)

        def one() -> Any:
            nonlocal read_events
            read_events += 1
            return following()

        return one

    monkeypatch.setattr(module, "next_event", counting)
    assert positions(APPROVED, [("passport",)]) == [Position(21, 3)]
    assert read_events < 10
