"""What a text says: mappings, lists, and scalars that stay the text that was typed."""

from __future__ import annotations

from typing import Any

import pytest

from csprog.yamltext.reader import Unquoted, load_text
from tests.plans import APPROVED

BOTH = pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "ruamel"])


def value(text: str, *, fast: bool) -> Any:
    """Read a text that has no problems."""
    reading = load_text(text, fast=fast)
    assert reading.problems == []
    return reading.value


@BOTH
@pytest.mark.parametrize(
    "typed",
    [
        *("1.10", "1.1", "1", "-1", "+1", "1e5", "1_000", "0x1F", "0o17", ".5", "1.", ".inf", "-.INF", ".nan"),
        *("true", "True", "FALSE", "null", "Null", "~", "2025-06-30", "2025-6-3", "2025-06-30T10:00:00"),
        "2025-06-30 10:00",
    ],
)
def test_what_readers_take_for_no_text(typed: str, *, fast: bool) -> None:
    assert value(f"a: {typed}\n", fast=fast) == {"a": Unquoted(typed)}
    assert value(f'a: "{typed}"\n', fast=fast) == {"a": typed}
    assert value(f"a: '{typed}'\n", fast=fast) == {"a": typed}
    assert value(f"a: |-\n  {typed}\n", fast=fast) == {"a": typed}


@BOTH
@pytest.mark.parametrize(
    "typed", ["no", "Yes", "on", "12:30", "1.2.3", "2025-Q4", "2025-06", "1.1.", "tRUE", "0x", "-b"]
)
def test_what_is_text_without_quotes(typed: str, *, fast: bool) -> None:
    assert value(f"a: {typed}\n", fast=fast) == {"a": typed}


@BOTH
def test_nothing_is_told_apart_from_an_empty_text(*, fast: bool) -> None:
    assert value("a:\nb: ''\nc: []\nd: {}\n", fast=fast) == {"a": Unquoted(""), "b": "", "c": [], "d": {}}
    assert value("", fast=fast) is None
    assert value("# только замечание\n", fast=fast) is None


def test_unquoted_is_shown_as_typed() -> None:
    assert str(Unquoted("1.10")) == "1.10"
    assert not isinstance(Unquoted("1.10"), str)


@BOTH
def test_every_style_of_scalar(*, fast: bool) -> None:
    text = """\
plain: один
  два
single: 'it''s: # "это"'
double: "a\\tb\\u0451\\n"
literal: |-
  раз

   два
folded: >-
  раз
  два

  три
keep: |+
  конец

"""
    assert value(text, fast=fast) == {
        "plain": "один два",
        "single": 'it\'s: # "это"',
        "double": "a\tbё\n",
        "literal": "раз\n\n два",
        "folded": "раз два\nтри",
        "keep": "конец\n\n",
    }


@BOTH
@pytest.mark.parametrize(
    ("typed", "meant"), [("[http://x/y]", ["http://x/y"]), ("{b: 1:30}", {"b": "1:30"}), ('"x\\/y"', "x/y")]
)
def test_what_libyaml_refuses_and_yaml_allows(typed: str, meant: object, *, fast: bool) -> None:
    assert value(f"a: {typed}\n", fast=fast) == {"a": meant}


def test_the_real_plan_reads_alike_with_both_parsers() -> None:
    fast, slow = load_text(APPROVED), load_text(APPROVED, fast=False)
    assert fast.problems == []
    assert (fast.value, fast.starts) == (slow.value, slow.starts)


def test_windows_line_ends_say_the_same() -> None:
    windows = load_text(APPROVED.replace("\n", "\r\n"))
    assert windows.value == load_text(APPROVED).value


def test_where_mappings_begin() -> None:
    text = "x:\n  - a: 1\n    b: {c: 2}\n  - [{d: 3}]\ny:\n  e: 4\n"
    reading = load_text(text)
    places = {
        (): "x:",
        ("x", 0): "a: 1",
        ("x", 0, "b"): "{c:",
        ("x", 1, 0): "{d:",
        ("y",): "e: 4",
    }
    assert {path: text[reading.start_of(path) :][: len(words)] for path, words in places.items()} == places
