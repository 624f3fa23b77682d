"""Whether libyaml is installed changes how long reading takes, and nothing else."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from csprog.yamltext.encoding import decode
from csprog.yamltext.reader import load_text
from tests.plans import APPROVED

LINES = APPROVED.split("\n")
DOCUMENTS = [
    "a: 1\nb: [1, 2]\nc: {d: e, f: []}\n",
    "- a\n- b: {c: d}\n- - e\n  - f\n",
    "a: 'x''y'\nb: \"y\\n\\u0451\"\nc: текст\n  дальше\n",
    "a: |\n  x\n\n  y\nb: >-\n  c\n   d\nc: |+\n  e\n\n",
    "journal:\n  - on: 2025-03-14\n    event: completed # да\n    offices: [А, Б]\n",
]
PIECES = [
    *("  ", " ", "- ", ": ", ":", " #", "#", "'", '"', "|", "|2-", ">", ">+", "? ", "---\n", "...\n", "%YAML 1.2\n"),
    *("[", "]", "{", "}", ",", "\n", "\r\n", "\\", "1.10", "~", "@", "`", "%", "ё", "😀", "\u00a0", "-", "---", "\n\n"),
    *("&a ", "*a ", "!t ", "!!str ", "<<: ", "a: b\n", "a: ", "b: &a c\n", "d: *a\n"),
]
DIFFER = {
    "blank-line-with-spaces-before-a-block": "a: |\n \n  b\n",
    "colon-at-the-end-of-an-alias": "- *a: b\n",
    "colon-at-the-end-of-an-anchor": "&a: b\n",
    "hash-after-a-block's-sign": "a: >#b\n",
    "three-marks-of-a-tag": "- !!!t b\n",
    "mark-within-a-tag": "- !!t!u b\n",
    "tag-then-anchor": "- !t &a b\n",
    "question-mark-in-brackets": "a: [?  ]]\n",
    "tag-of-nothing-in-brackets": "a: [!t :]\n",
    "directive-of-a-second-document": "a: b\n...\n%YAML 1.2\n---\nc: d\n",
    "document's-end-in-a-block": "|\n---\na\n",
}
_KNOWN = re.compile(
    r"\t"
    r"|[|>][^\n]*\r?\n *\r?\n"
    r"|[&*]\w*[^\w\s]"
    r"|[|>][-+0-9]*#"
    r"|!(?!!?[A-Za-z]+(?:\s|\Z))"
    r"|!!?\w+\s+&"
    r"|[\[{][^\n]*\?"
    r"|!\w* +:"
    r"|\n%"
    r"|\A\s*[|>]"
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Give some lines of the plan or a small document, with pieces put in and taken out."""
    first = draw(st.integers(0, len(LINES) - 1))
    part = dedent("\n".join(LINES[first : first + draw(st.integers(1, 12))])) + "\n"
    text = draw(st.sampled_from([part, *DOCUMENTS]))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 3))
        text = text[:place] + draw(st.sampled_from(["", *PIECES])) + text[place + gone :]
    return text


@pytest.mark.slow
@settings(max_examples=400)
@given(texts())
def test_both_say_the_same(text: str) -> None:
    assume(decode(text.encode())[1] is None)
    assume(not _KNOWN.search(text))
    assert load_text(text) == load_text(text, fast=False)


@pytest.mark.xfail(strict=True, reason="libyaml and ruamel.yaml read this differently")
@pytest.mark.parametrize("text", DIFFER.values(), ids=DIFFER)
def test_both_say_the_same_of_what_is_rare(text: str) -> None:
    assert load_text(text) == load_text(text, fast=False)


@pytest.mark.parametrize("text", DIFFER.values(), ids=DIFFER)
def test_what_is_known_to_differ_is_left_out_above(text: str) -> None:
    assert _KNOWN.search(text)
