"""An entry lands where a person would have written it, in whatever style the list is kept; nothing else moves."""

from __future__ import annotations

import pytest

from csprog.errors import PlacementError
from csprog.yamltext import Unquoted, apply, insert_item, read

ITEM: dict[str, str | Unquoted | list[str]] = {"on": Unquoted("2025-03-14"), "event": "remark"}


def inserted(text: str) -> str:
    """Add the item to the journal of the mapping that begins with the key a."""
    edit = insert_item(text, text.index("a: "), "journal", ITEM)
    assert edit.text.count("2025-03-14") == 1
    after = apply(text, [edit])
    assert read(after).problems == []
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x: 1\ny:\n  - {a: 1}\n", "line 3 keeps a whole measure in braces, where nothing can be added safely"),
        ("y:\n  - a: 1\n    journal: да\n", "journal is no list in line 3; mend it first"),
        ("y:\n  - a: 1\n    journal: ''\n", "journal is no list in line 3; mend it first"),
    ],
    ids=["braces", "a-word", "an-empty-text"],
)
def test_where_nothing_can_be_added_safely(text: str, words: str) -> None:
    with pytest.raises(PlacementError, match=words):
        insert_item(text, read(text).starts[-1], "journal", ITEM)
