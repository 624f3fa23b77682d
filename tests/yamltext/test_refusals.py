"""What YAML allows and a plan doesn't is refused, every time in its place and with what to do."""

from __future__ import annotations

import pytest

from csprog.findings import Position
from csprog.yamltext.reader import load_text

REFUSED = {
    "alias": ("a: b\nc: *x\n", "alias", Position(2, 4, 2), "an alias (*x) hides what is meant; write it out"),
    "anchor": ("a: &x b\n", "anchor", Position(1, 4, 4), "an anchor (&x) is not used in a plan; remove it"),
    "anchor-of-list": ("a: &x [b]\n", "anchor", Position(1, 4, 4), "an anchor (&x) is not used"),
    "tag": ("a:\n  - !t b\n", "tag", Position(2, 5, 4), "a tag (!t) is not used in a plan; remove it"),
    "tag-of-yaml": ("a: !!str 1.10\n", "tag", Position(1, 4, 10), "a tag (tag:yaml.org,2002:str) is not used"),
    "tag-of-mapping": ("a: !t\n  b: c\n", "tag", Position(1, 4), "a tag (!t)"),
    "merge-key": ("a:\n  <<: {b: c}\n", "merge-key", Position(2, 3, 2), "a merge key (<<) hides what is meant"),
    "duplicate-key": ("aa: b\nаа: c\naa: d\n", "duplicate-key", Position(3, 1, 2), "the key “aa” is repeated: line 1"),
    "duplicate-in-braces": ("x: {a: b, 'a': c}\n", "duplicate-key", Position(1, 11, 3), "keep one of the two"),
    "second-document": ("a: b\n---\nc: d\n", "second-document", Position(2, 1, 3), "a second document begins here"),
    "too-deep": ("a: " + "[" * 40 + "]" * 40, "too-deep", Position(1, 28), "nested deeper than any plan needs"),
    "key-is-a-list": ("a: b\n[c, d]: e\n", "key-not-text", Position(2, 1), "a key must be a word, not a list"),
    "key-is-a-mapping": ("? {c: d}\n: e\n", "key-not-text", Position(1, 3), "a key must be a word"),
}
BROKEN = {
    "colon": ("a: b: c\n", (1, 5), "a colon where none can be: put the whole value in quotes"),
    "tab-as-margin": ("a:\n\tb: c\n", (2, 1), "a tab where only spaces can indent; replace it with spaces"),
    "no-colon": ("a: b\nслова\nc: d\n", (2, 1), "a key without its colon, or a text line that is not indented"),
    "open-quote": ("a: 'b\nc: d\n", (1, 4), "a quote is opened and never closed; close it"),
    "backslash": ('a: "C:\\дом"\n', (1, 8), "a backslash that means nothing in double quotes; double it"),
    "reserved": ("a: b\nc: @d\n", (2, 4), "a value can't begin with this character; put it in quotes"),
    "percent": ("a: %d\n", (1, 4), "a value can't begin with this character"),
    "margin": ("a:\n  - b\n  c: d\n", (3, 3), "this line is indented unlike its neighbours; align it with them"),
    "open-bracket": ("a: [b, c\nd: e\n", (1, 4), "a list in brackets or braces is not closed, or a comma is missing"),
}


@pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "ruamel"])
@pytest.mark.parametrize(("text", "code", "place", "words"), REFUSED.values(), ids=REFUSED)
def test_refused(text: str, code: str, place: Position, words: str, *, fast: bool) -> None:
    problem, *more = load_text(text, fast=fast).problems
    assert (problem.code, problem.position, problem.severity) == (code, place, "error")
    assert str(problem.message).startswith(words) or str(problem.message).endswith(words)
    assert more == []


@pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "ruamel"])
@pytest.mark.parametrize(("text", "place", "words"), BROKEN.values(), ids=BROKEN)
def test_not_yaml(text: str, place: tuple[int, int], words: str, *, fast: bool) -> None:
    reading = load_text(text, fast=fast)
    assert reading.value is None
    assert [(problem.code, problem.position[:2]) for problem in reading.problems] == [("yaml-syntax", place)]
    assert words in str(reading.problems[0].message)


def test_an_unknown_fault_is_given_in_the_parsers_words() -> None:
    (problem,) = load_text("a: |9x\n  b\n").problems
    assert str(problem.message).startswith("this is not YAML: expected")


def test_an_unknown_fault_is_told_in_one_line() -> None:
    (problem,) = load_text(
        "a: >-\n \n  b\nc: [http://x/y]\n"
    ).problems  # each line is YAML; together neither parser has both
    assert "\n" not in str(problem.message)


def test_reading_goes_on_past_what_is_refused() -> None:
    text = "a: &x b\na: c\n<<: {d: !t e}\n? [f]\n: *g\nh: i\n"
    reading = load_text(text)
    assert [(problem.code, problem.position.line) for problem in reading.problems] == [
        ("anchor", 1),
        ("duplicate-key", 2),
        ("merge-key", 3),
        ("tag", 3),
        ("key-not-text", 4),
        ("alias", 5),
    ]
    assert reading.value == {"a": "b", "h": "i"}


def test_a_quoted_merge_key_is_a_key() -> None:
    assert load_text("'<<': a\n").value == {"<<": "a"}


def test_the_deepest_that_is_read() -> None:
    assert load_text("[" * 25 + "]" * 25).problems == []
    assert [problem.code for problem in load_text("[" * 26 + "]" * 26).problems] == ["too-deep"]


def test_depth_that_would_end_the_process() -> None:
    assert [problem.code for problem in load_text("[" * 100_000).problems] == ["too-deep"]
    assert [problem.code for problem in load_text("- " * 100_000).problems] == ["too-deep"]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "<<<<<<<"])
def test_a_merge_conflict_is_told_for_what_it_is(mark: str) -> None:
    text = f"a: b\n{mark}\nc: d\n=======\nc: e\n>>>>>>> other\n"
    (problem,) = load_text(text).problems
    assert (problem.code, problem.position.line, problem.position.column) == ("conflict-markers", 2, 1)
    assert str(problem.message) == "a merge conflict is left here; keep one side and remove the marker lines"


def test_a_thousand_problems_are_enough() -> None:
    assert len(load_text("- *a\n" * 1000).problems) == 1000
    assert len(load_text("- *a\n" * 1500).problems) == 1000
