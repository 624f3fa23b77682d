"""A text is made to say something else, and every line that says the same stays: comments too, or it is refused."""

from __future__ import annotations

import difflib
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csprog.errors import PlacementError
from csprog.yamltext.edits import apply
from csprog.yamltext.reader import Unquoted, load_text
from csprog.yamltext.rewrite import revise
from tests.any_plan import PRINTED, TEXTS
from tests.plans import APPROVED, measures_of

PLAN: Any = load_text(APPROVED).value
COMMENTS = [line for line in APPROVED.split("\n") if line.lstrip().startswith("#")]


def revised(text: str, value: Any) -> str:
    return apply(text, revise(text, value))


def changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """Give the lines that went and those that came."""
    lines = list(difflib.ndiff(old.split("\n"), new.split("\n")))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


CASES = {
    "value": ("a: 1 # почему\nb: два\n", {"a": Unquoted("2"), "b": "два"}, "a: 2 # почему\nb: два\n"),
    "key-added": (
        "a: 1\n# к b\nb: 2\n",
        {"a": Unquoted("1"), "x": "у", "b": Unquoted("2")},
        "a: 1\nx: у\n# к b\nb: 2\n",
    ),
    "key-gone": ("a: 1\nb: |-\n  раз\n  два\n\nc: 3\n", {"a": Unquoted("1"), "c": Unquoted("3")}, "a: 1\n\nc: 3\n"),
    "long-text": ("a: коротко\nb: 2\n", {"a": "слово " * 20 + "и", "b": Unquoted("2")}, None),
    "names": ("a: [x, y]\n", {"a": ["x", "z"]}, "a: [x, z]\n"),
    "names-to-lines": ("a:\n  - x\n  - y\nb: 1\n", {"a": ["z"], "b": Unquoted("1")}, "a: [z]\nb: 1\n"),
    "item-added": (
        "a:\n- text: x # не трогать\n  n: 1\n- text: z\n",
        {"a": [{"text": "x", "n": Unquoted("1")}, {"text": "да"}, {"text": "z"}]},
        "a:\n- text: x # не трогать\n  n: 1\n- text: да\n- text: z\n",
    ),
    "item-gone": (
        "a:\n  - text: x\n    n: 1\n  - text: y\n",
        {"a": [{"text": "y"}]},
        "a:\n  - text: y\n",
    ),
    "key-added-before-an-item-that-goes": (
        "a:\n  - text: x\n  - text: y\n    n: 1\nb: 1\n",
        {"a": [{"text": "z", "m": "да"}], "b": Unquoted("1")},
        "a:\n  - text: z\n    m: да\nb: 1\n",
    ),
    "blank-line-between": (
        'proposals:\n  - number: "1"\n\n  - number: "2"\n',
        {"proposals": [{"number": "1"}, {"number": "2"}, {"number": "3"}]},
        'proposals:\n  - number: "1"\n\n  - number: "2"\n\n  - number: "3"\n',
    ),
    "windows": (
        "a: 1\r\nb:\r\n  - c: 1\r\n",
        {"a": "x\ny", "b": [{"c": Unquoted("1")}]},
        "a: |-\r\n  x\r\n  y\r\nb:\r\n  - c: 1\r\n",
    ),
    "no-last-line-end": ("a: 1\nb: 2", {"a": Unquoted("1"), "b": "три"}, "a: 1\nb: три"),
    "nothing": ("a: {b: 1} # так\n", {"a": {"b": Unquoted("1")}}, "a: {b: 1} # так\n"),
}


@pytest.mark.parametrize(("old", "value", "new"), CASES.values(), ids=CASES)
def test_only_what_says_it_changes(old: str, value: Any, new: str | None) -> None:
    text = revised(old, value)
    assert load_text(text).value == value
    assert new is None or text == new


@pytest.mark.parametrize(
    ("old", "value"),
    [
        ("a:\n  - x # этот\n  - y\n", {"a": ["z"]}),
        ("a: # к списку\n  - x\n", {"a": "y"}),
        ("a:\n  - {text: x, n: 1}\n", {"a": [{"text": "x", "n": Unquoted("2")}]}),
        ("a:\n  - text: x\n    # к n\n    n: 1\n  - text: y\n", {"a": [{"text": "y"}]}),
        ("{a: 1}\n", {"a": Unquoted("2")}),
    ],
)
def test_what_would_lose_a_comment_or_need_a_guess_is_refused(old: str, value: Any) -> None:
    with pytest.raises(PlacementError):
        revise(old, value)


@st.composite
def changes(draw: st.DrawFn) -> Any:
    """Give the plan of 2025 with a few changes that a new version of its document may bring."""
    plan = deepcopy(PLAN)
    for _ in range(draw(st.integers(1, 4))):
        measures, place = draw(st.sampled_from(measures_of(plan)))
        match draw(st.sampled_from(["text", "due", "offices", "printed", "none", "added", "gone", "title"])):
            case "text":
                measures[place]["text"] = draw(TEXTS)
            case "due":
                measures[place]["due"] = draw(st.sampled_from([Unquoted("2025-07-01"), "2025-Q1"]))
            case "offices":
                measures[place]["offices"] = draw(st.lists(st.sampled_from(["А", "Северное МРО", "ЦО"]), min_size=1))
            case "printed":
                measures[place]["printed"] = {"due": draw(PRINTED)}
            case "none":
                measures[place].pop("offices", None)
            case "added":
                measures.insert(place, {"text": draw(TEXTS), "due": "2025-Q4", "result": draw(TEXTS)})
            case "gone" if len(measures) > 1:
                del measures[place]
            case "title":
                plan["sections"][0]["title"] = draw(TEXTS)
    return plan


@pytest.mark.slow
@settings(max_examples=40)
@given(changes())
def test_changes_of_the_plan_leave_all_comments_and_all_else(plan: Any) -> None:
    text = revised(APPROVED, plan)
    assert load_text(text).value == plan
    assert [line for line in text.split("\n") if line in COMMENTS] == COMMENTS
    assert not [line for line in text.split("\n") if line and not line.strip()]


def test_a_deadline_is_one_line() -> None:
    plan = deepcopy(PLAN)
    plan["sections"][0]["subsections"][0]["proposals"][1]["measures"][0]["due"] = Unquoted("2025-11-30")
    margin = " " * 16
    assert changed(APPROVED, revised(APPROVED, plan)) == ([f"{margin}due: 2025-12-31"], [f"{margin}due: 2025-11-30"])
