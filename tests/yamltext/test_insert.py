"""An entry lands where a person would have written it, in whatever style the list is kept; nothing else moves."""

from __future__ import annotations

from typing import Any

import pytest

from csprog.errors import PlacementError
from csprog.yamltext.edits import apply, insert_items, remove_items
from csprog.yamltext.nodes import locate_mapping
from csprog.yamltext.reader import Unquoted, load_text

ITEM: dict[str, str | Unquoted | list[str]] = {"on": Unquoted("2025-03-14"), "event": "remark"}


def inserted(text: str) -> str:
    """Add the item to the end of the journal of the mapping that begins with the key a."""
    start = text.index("a: ")
    present = locate_mapping(text, start).value("journal")
    edit = insert_items(text, start, "journal", [ITEM], len(present.items or ()) if present else 0)
    assert edit.text.count("2025-03-14") == 1
    after = apply(text, [edit])
    assert load_text(after).problems == []
    return after


STYLES = {
    "absent": (
        "sections:\n  - a: 1\n    b: 2\n  - c: 3\n",
        "sections:\n  - a: 1\n    b: 2\n    journal:\n      - on: 2025-03-14\n        event: remark\n  - c: 3\n",
    ),
    "nothing": (
        "sections:\n  - a: 1\n    journal:\n    b: 2\n",
        "sections:\n  - a: 1\n    journal:\n      - on: 2025-03-14\n        event: remark\n    b: 2\n",
    ),
    "null": (
        "sections:\n  - a: 1\n    journal: null\n  - c: 3\n",
        "sections:\n  - a: 1\n    journal:\n      - on: 2025-03-14\n        event: remark\n  - c: 3\n",
    ),
    "tilde-with-comment": (
        "sections:\n  - a: 1\n    journal: ~ # пока пусто\n  - c: 3\n",
        "sections:\n  - a: 1\n    journal: # пока пусто\n      - on: 2025-03-14\n        event: remark\n  - c: 3\n",
    ),
    "empty": (
        "sections:\n  - a: 1\n    journal: []\n  - c: 3\n",
        "sections:\n  - a: 1\n    journal:\n      - on: 2025-03-14\n        event: remark\n  - c: 3\n",
    ),
    "empty-on-its-own-line": (
        "sections:\n  - a: 1\n    journal:\n      []\n  - c: 3\n",
        "sections:\n  - a: 1\n    journal:\n      - on: 2025-03-14\n        event: remark\n  - c: 3\n",
    ),
    "nothing-at-the-end-of-the-text": (
        "sections:\n  - a: 1\n    journal:",
        "sections:\n  - a: 1\n    journal:\n      - on: 2025-03-14\n        event: remark",
    ),
    "one-line": (
        "sections:\n  - a: 1\n    journal: [{on: 2025-01-01, event: remark}] # да\n",
        "sections:\n  - a: 1\n    journal: [{on: 2025-01-01, event: remark}, {on: 2025-03-14, event: remark}] # да\n",
    ),
    "trailing-comma": (
        "sections:\n  - a: 1\n    journal: [{x: 1} ,]\n",
        "sections:\n  - a: 1\n    journal: [{x: 1} , {on: 2025-03-14, event: remark}]\n",
    ),
    "brackets-over-lines": (
        "sections:\n  - a: 1\n    journal: [\n      {x: 1}, # раз\n      {x: 2} # два\n    ]\n",
        (
            "sections:\n  - a: 1\n    journal: [\n      {x: 1}, # раз\n"
            "      {x: 2}, {on: 2025-03-14, event: remark} # два\n    ]\n"
        ),
    ),
    "long": (
        "sections:\n  - a: 1\n    journal:\n      - x: 1\n        y: 2\n  - c: 3\n",
        (
            "sections:\n  - a: 1\n    journal:\n      - x: 1\n        y: 2\n"
            "      - on: 2025-03-14\n        event: remark\n  - c: 3\n"
        ),
    ),
    "dashes-not-indented": (
        "sections:\n- a: 1\n  b:\n  - 2\n- c: 3\n",
        "sections:\n- a: 1\n  b:\n  - 2\n  journal:\n  - on: 2025-03-14\n    event: remark\n- c: 3\n",
    ),
    "four-spaces": (
        "sections:\n    -   a: 1\n        b: 2\n",
        "sections:\n    -   a: 1\n        b: 2\n        journal:\n            - on: 2025-03-14\n              event: remark\n",
    ),
    "own-dashes-unlike-the-file's": (
        "sections:\n  - a: 1\n    journal:\n    - x: 1\n",
        "sections:\n  - a: 1\n    journal:\n    - x: 1\n    - on: 2025-03-14\n      event: remark\n",
    ),
    "windows": (
        "sections:\r\n  - a: 1\r\n  - c: 3\r\n",
        "sections:\r\n  - a: 1\r\n    journal:\r\n      - on: 2025-03-14\r\n        event: remark\r\n  - c: 3\r\n",
    ),
    "windows-without-a-last-line-end": (
        "sections:\r\n  - a: 1",
        "sections:\r\n  - a: 1\r\n    journal:\r\n      - on: 2025-03-14\r\n        event: remark",
    ),
    "no-last-line-end": (
        "sections:\n  - a: 1",
        "sections:\n  - a: 1\n    journal:\n      - on: 2025-03-14\n        event: remark",
    ),
    "comment-below-that-belongs-to-it": (
        "sections:\n  - a: 1\n    # о первом\n  # о втором\n  - c: 3\n",
        (
            "sections:\n  - a: 1\n    # о первом\n    journal:\n      - on: 2025-03-14\n        event: remark\n"
            "  # о втором\n  - c: 3\n"
        ),
    ),
    "comment-below-the-last-item": (
        "sections:\n  - a: 1\n    journal:\n      - x: 1\n      # проверено\n  - c: 3\n",
        (
            "sections:\n  - a: 1\n    journal:\n      - x: 1\n      # проверено\n"
            "      - on: 2025-03-14\n        event: remark\n  - c: 3\n"
        ),
    ),
    "blank-line-below": (
        "sections:\n  - a: 1\n\n  - c: 3\n",
        "sections:\n  - a: 1\n    journal:\n      - on: 2025-03-14\n        event: remark\n\n  - c: 3\n",
    ),
    "folded-and-stripped": (
        "sections:\n  - a: 1\n    b: >-\n      раз\n      два\n\n  - c: 3\n",
        (
            "sections:\n  - a: 1\n    b: >-\n      раз\n      два\n    journal:\n      - on: 2025-03-14\n"
            "        event: remark\n\n  - c: 3\n"
        ),
    ),
    "literal-and-kept": (
        "sections:\n  - a: 1\n    b: |+\n      раз\n\n  - c: 3\n",
        "sections:\n  - a: 1\n    b: |+\n      раз\n\n    journal:\n      - on: 2025-03-14\n        event: remark\n  - c: 3\n",
    ),
    "folded-and-kept": (
        "sections:\n  - a: 1\n    b: >+\n      раз\n\n\n  - c: 3\n",
        (
            "sections:\n  - a: 1\n    b: >+\n      раз\n\n\n    journal:\n      - on: 2025-03-14\n"
            "        event: remark\n  - c: 3\n"
        ),
    ),
    "literal-with-a-sign-in-its-comment": (
        "sections:\n  - a: 1\n    b: | # 1 + 1\n      раз\n\n  - c: 3\n",
        (
            "sections:\n  - a: 1\n    b: | # 1 + 1\n      раз\n    journal:\n      - on: 2025-03-14\n"
            "        event: remark\n\n  - c: 3\n"
        ),
    ),
    "plain-over-lines": (
        "sections:\n  - a: 1\n    b: раз\n      два\n  - c: 3\n",
        "sections:\n  - a: 1\n    b: раз\n      два\n    journal:\n      - on: 2025-03-14\n        event: remark\n  - c: 3\n",
    ),
    "a-comment-after-the-dash-of-sections": (
        "sections: # все\n\n  # первый\n- a: 1\n",
        "sections: # все\n\n  # первый\n- a: 1\n  journal:\n  - on: 2025-03-14\n    event: remark\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), STYLES.values(), ids=STYLES)
def test_inserted(before: str, after: str) -> None:
    assert inserted(before) == after


NEW_KEYS = {
    "between-blank-lines": (
        "a: 1\n\nb: 2\n\n# о ключе\nc: 3\n",
        "a: 1\n\nb: 2\n\njournal:\n  - on: 2025-03-14\n    event: remark\n\n# о ключе\nc: 3\n",
    ),
    "without-blank-lines": (
        "a: 1\nb: 2\n# о ключе\nc: 3\n",
        "a: 1\nb: 2\njournal:\n  - on: 2025-03-14\n    event: remark\n# о ключе\nc: 3\n",
    ),
    "after-a-block-that-keeps-blank-lines": (
        "a: 1\nb: |+\n  раз\n\nc: 3\n",
        "a: 1\nb: |+\n  раз\n\njournal:\n  - on: 2025-03-14\n    event: remark\nc: 3\n",
    ),
    "below-a-comment-of-the-upper-key": (
        "a: 1\nb:\n  x: 2\n  # о x\n\nc: 3\n",
        "a: 1\nb:\n  x: 2\n  # о x\n\njournal:\n  - on: 2025-03-14\n    event: remark\n\nc: 3\n",
    ),
    "nothing-of-it-below": ("a: 1\nb: 2\n", "a: 1\nb: 2\njournal:\n  - on: 2025-03-14\n    event: remark\n"),
    "nothing-above-it": ("c: 3\na: 1\n", "c: 3\na: 1\njournal:\n  - on: 2025-03-14\n    event: remark\n"),
    "windows": (
        "a: 1\r\n\r\nc: 3\r\n",
        "a: 1\r\n\r\njournal:\r\n  - on: 2025-03-14\r\n    event: remark\r\n\r\nc: 3\r\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), NEW_KEYS.values(), ids=NEW_KEYS)
def test_a_new_key_goes_above_its_neighbours(before: str, after: str) -> None:
    """And what takes the key out again leaves the text as it was."""
    assert apply(before, [insert_items(before, 0, "journal", [ITEM], 0, before=("c", "d"))]) == after
    assert apply(after, [remove_items(after, 0, "journal", 0)]) == before


def test_an_item_with_a_list_of_items() -> None:
    item: Any = {"id": "О", "scores": [{"name": "а", "score": Unquoted("1")}, {"name": "б: в"}]}
    block = 'x: 1\njournal:\n  - id: О\n    scores:\n      - name: а\n        score: 1\n      - name: "б: в"\n'
    assert apply("x: 1\n", [insert_items("x: 1\n", 0, "journal", [item], 0)]) == block
    flow = "x: 1\njournal: [{a: 1}]\n"
    added = apply(flow, [insert_items(flow, 0, "journal", [item], 1)])
    assert added == 'x: 1\njournal: [{a: 1}, {id: О, scores: [{name: а, score: 1}, {name: "б: в"}]}]\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "x: 1\ny:\n  - {a: 1}\n",
            "line 3 keeps a whole part of the plan in braces, where nothing can be added safely",
        ),
        ("y:\n  - a: 1\n    journal: да\n", "journal is not a list in line 3; correct it first"),
        ("y:\n  - a: 1\n    journal: ''\n", "journal is not a list in line 3; correct it first"),
    ],
    ids=["braces", "a-word", "an-empty-text"],
)
def test_where_nothing_can_be_added_safely(text: str, words: str) -> None:
    with pytest.raises(PlacementError, match=words):
        insert_items(text, load_text(text).starts[-1], "journal", [ITEM], 0)
