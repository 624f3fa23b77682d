"""Problems for programs: the contract of `--json`, the choice of a format, and what all formats have in common."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from csprog import i18n as language
from csprog.findings import Finding, Position
from csprog.formats.annotations import annotate, annotate_by_plan
from csprog.formats.ci import automatic
from csprog.formats.findings import FORMATS
from csprog.formats.github import as_summary
from csprog.i18n import Message
from tests.formats.found import EMPTY, HOSTILE, PATHS, PLAN, TOOL, flat, founds, problem

if TYPE_CHECKING:
    from csprog.formats.annotations import CheckedPlans

MIXED: CheckedPlans = [(path, [problem(text), problem(text, severity="warning")]) for path in PATHS for text in HOSTILE]


def fingerprints(*problems: Finding, path: str = PLAN) -> list[str]:
    """Give the fingerprints of a plan's problems."""
    return [each.fingerprint for each in annotate([(path, problems)])]


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_names_that_other_programs_rely_on() -> None:
    found = [(PLAN, []), ("programme/2026.yaml", [problem("опоздали", severity="warning")])]
    assert json.loads(FORMATS["json"](found, TOOL)) == [
        {
            "format": 1,
            "path": "programme/2026.yaml",
            "line": 12,
            "column": 9,
            "length": 10,
            "severity": "warning",
            "code": "due-outside-year",
            "message": "опоздали",
        }
    ]


@pytest.mark.slow
@given(founds)
def test_json_gives_everything_back(found: CheckedPlans) -> None:
    read = json.loads(FORMATS["json"](found, TOOL))
    assert [(each["path"], each["message"], each["code"], each["severity"]) for each in read] == [
        (path, str(each.message), each.code, each.severity) for path, each in flat(found)
    ]
    assert [(each["line"], each["column"], each["length"]) for each in read] == [
        (each.position.line, each.position.column, each.position.length) for _, each in flat(found)
    ]


def test_russian_is_readable_in_json() -> None:
    assert "срок прошёл" in FORMATS["json"]([(PLAN, [problem()])], TOOL)
    assert FORMATS["json"]([], TOOL) == "[]\n"


# ── the choice ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "text"),
        ({"CI": "true"}, "text"),
        ({"GITHUB_ACTIONS": "true", "CI": "true"}, "github"),
        ({"GITHUB_ACTIONS": "false"}, "text"),
        ({"GITHUB_ACTIONS": ""}, "text"),
        ({"GITLAB_CI": "true", "CI": "true"}, "gitlab"),
        ({"GITLAB_CI": ""}, "text"),
    ],
)
def test_the_format_of_the_forge(environment: dict[str, str], expected: str) -> None:
    assert automatic(environment) == expected


def test_all_formats_have_a_name() -> None:
    assert list(FORMATS) == ["json", "github", "gitlab", "sarif", "junit"]
    assert {automatic({"GITHUB_ACTIONS": "true"}), automatic({"GITLAB_CI": "true"})} <= FORMATS.keys()


# ── all formats ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_gives_the_same_bytes(name: str) -> None:
    write = FORMATS[name]
    first = write(MIXED, TOOL)
    assert write([(path, tuple(problems)) for path, problems in MIXED], TOOL) == first
    assert first.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("found", EMPTY, ids=len)
def test_the_last_line_is_ended_or_there_is_none(name: str, found: CheckedPlans) -> None:
    text = FORMATS[name](found, TOOL)
    assert text == "" if name == "github" else text.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_character_can_be_written(name: str) -> None:
    """A name of a file that isn't UTF-8 reaches Python as halves of pairs."""
    found = [("programme/\udcf0.yaml", [problem("value \ud800", code="x\udfff")])]
    assert "\ufffd" in FORMATS[name](found, TOOL).encode().decode() or "%EF%BF%BD" in FORMATS[name](found, TOOL)
    as_summary(found).encode()


# ── fingerprints ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_fingerprint_survives_a_move() -> None:
    here, there = problem(line=12, column=9, length=10), problem(line=900, column=1, length=2)
    assert fingerprints(here) == fingerprints(there)
    assert fingerprints(here, problem("other")) == fingerprints(there, problem("other", line=901))


def test_a_fingerprint_survives_a_neighbour() -> None:
    assert fingerprints(problem("new", line=1), problem())[1:] == fingerprints(problem())


def test_equal_problems_have_different_fingerprints() -> None:
    three = fingerprints(problem(line=1), problem(line=2), problem(line=2))
    assert len(set(three)) == 3
    assert three[:2] == fingerprints(problem(), problem())


def test_fingerprints_tell_problems_apart() -> None:
    assert fingerprints(problem()) != fingerprints(problem("other"))
    assert fingerprints(problem()) != fingerprints(problem(code="other"))
    assert fingerprints(problem()) != fingerprints(problem(), path="programme/2026.yaml")


def test_the_same_plan_twice_has_fingerprints_of_its_own() -> None:
    found = [(PLAN, [problem()]), (PLAN, [problem()])]
    assert len({each.fingerprint for each in annotate(found)}) == 2


def test_a_fingerprint_survives_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence is Russian or English by a setting of the machine; the problem is the same."""
    inner = Message("no problems")
    said = Message("this is not YAML: {problem}", problem=inner)
    one = Finding("yaml-syntax", Position(1, 1), said)
    dated = Finding("x", Position(1, 1), Message("{day}", day=date(2025, 12, 31)))
    in_english = [(each.message, each.fingerprint) for each in annotate([(PLAN, [one, dated])])]
    monkeypatch.setattr(language, "_language", "ru")
    in_russian = [(each.message, each.fingerprint) for each in annotate([(PLAN, [one, dated])])]
    assert in_russian[1][0] == "31.12.2025"
    assert [told for told, _ in in_russian] != [told for told, _ in in_english]
    assert [mark for _, mark in in_russian] == [mark for _, mark in in_english]
    other = Finding("yaml-syntax", Position(1, 1), Message(said.text, problem=Message("no problem")))
    assert fingerprints(other) != fingerprints(one)


def test_plans_without_problems_are_there() -> None:
    assert [(path, len(problems)) for path, problems in annotate_by_plan(EMPTY[2])] == [
        (PLAN, 0),
        ("programme/2026.yaml", 0),
    ]
