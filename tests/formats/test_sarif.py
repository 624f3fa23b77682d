"""SARIF: a log that the published schema allows, whose regions and addresses mean what csprog means."""

from __future__ import annotations

import importlib
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from pydantic import ValidationError

from csprog.formats.findings import FORMATS
from csprog.formats.visible import visible
from csprog.i18n import set_language
from tests.formats.found import EMPTY, HOSTILE, PATHS, PLAN, TOOL, founds, most_severe, naming, problem

if TYPE_CHECKING:
    from csprog.formats.annotations import CheckedPlans

# The published sarif-schema-2.1.0.json as models that were generated from it (unknown keys forbidden). No package on
# PyPI carries the schema itself. The models also allow null where the schema doesn't: `read` sees to that.
SCHEMA: Any = importlib.import_module("pydantic_sarif.model").StaticAnalysisResultsFormatSarifVersion210JsonSchema

URI = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/-]*(?:%[0-9A-F]{2}[A-Za-z0-9._~!$&'()*+,;=:@/-]*)*")


def read(found: CheckedPlans) -> dict[str, Any]:
    """Check the log against the schema and what it asks for beyond; give its only run."""
    text = FORMATS["sarif"](found, TOOL)
    SCHEMA.model_validate_json(text)
    assert "null" not in re.findall(r'(?<=": )[^"\s,]+', text)
    run: dict[str, Any]
    (run,) = json.loads(text)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return run


def place(result: dict[str, Any]) -> tuple[dict[str, str], dict[str, int]]:
    """Give the address and the region of a result's only location."""
    (location,) = result["locations"]
    return location["physicalLocation"]["artifactLocation"], location["physicalLocation"]["region"]


def test_a_log_as_it_is_written() -> None:
    run = read([(PLAN, [problem(), problem("x", code="yaml-syntax", severity="warning"), problem()]), ("b.yaml", [])])
    described = {"text": "What due-outside-year is"}
    assert run["tool"]["driver"] == {
        "name": "csprog",
        "version": "0.1.0",
        "rules": [
            {
                "id": "due-outside-year",
                "shortDescription": described,
                "fullDescription": described,
                "help": {"text": "Why <due-outside-year> is there:\n\n- «so»"},
            },
            {"id": "yaml-syntax"},
        ],
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("due-outside-year", "error"),
        ("due-outside-year", "error"),
        ("yaml-syntax", "warning"),
    ]
    assert place(run["results"][0]) == (
        {"uri": "programme/2025.yaml", "uriBaseId": "%SRCROOT%"},
        {"startLine": 12, "startColumn": 9, "endColumn": 19},
    )


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_log_says_its_language(language: str) -> None:
    set_language(language)
    assert read([(PLAN, [problem()])])["language"] == language


@pytest.mark.parametrize("found", EMPTY, ids=len)
def test_nothing_found_is_a_log_too(found: CheckedPlans) -> None:
    run = read(found)
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


@pytest.mark.parametrize("text", HOSTILE, ids=naming)
def test_hostile_text_comes_through(text: str) -> None:
    results = read([(path, [problem(text)]) for path in PATHS])["results"]
    for result, path in zip(results, PATHS, strict=True):
        uri = place(result)[0]["uri"]
        assert (unquote(uri), result["message"]["text"]) == (path, visible(text))
        assert URI.fullmatch(uri)
        assert urlsplit(uri)[:2] == ("", "")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/план.yaml", "a%20b/%D0%BF%D0%BB%D0%B0%D0%BD.yaml"),
        ("a:b?c#d%.yaml", "a%3Ab%3Fc%23d%25.yaml"),
        ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml"),
        ("C:/plans/a b.yaml", "file:///C:/plans/a%20b.yaml"),
    ],
)
def test_an_address_is_encoded(path: str, uri: str) -> None:
    address, _ = place(read([(path, [problem()])])["results"][0])
    assert address["uri"] == uri
    assert ("uriBaseId" in address) is not uri.startswith("file:")


def test_columns_are_characters() -> None:
    """The region holds the word after 🏙️ in characters of Python, of which SARIF calls one a code point."""
    line = "title: 🏙️🏙️ слово"
    at = line.index("слово")
    run = read([(PLAN, [problem(line=1, column=at + 1, length=5)])])
    _, region = place(run["results"][0])
    assert (run["columnKind"], line[region["startColumn"] - 1 : region["endColumn"] - 1]) == (
        "unicodeCodePoints",
        "слово",
    )


@pytest.mark.slow
@given(founds)
def test_the_log_is_what_was_found(found: CheckedPlans) -> None:
    results = read(found)["results"]
    assert [(unquote(place(e)[0]["uri"]), e["ruleId"], e["level"], e["message"]["text"]) for e in results] == [
        (path, each.code, each.severity, str(each.message)) for path, each in most_severe(found)
    ]
    assert [place(each)[1] for each in results] == [
        {"startLine": p.line, "startColumn": p.column, "endColumn": p.column + p.length}
        for p in (each.position for _, each in most_severe(found))
    ]
    marks = [result["partialFingerprints"] for result in results]
    # GitHub reckons primaryLocationLineHash itself, and warns of each that it finds to be another
    assert all(list(mark) == ["csprogProblem/v1"] for mark in marks)
    assert len({mark["csprogProblem/v1"] for mark in marks}) == len(marks)


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ('"level": "error"', '"level": "fatal"'),
        ('"startColumn": 9', '"startColumn": 0'),
        ('"startLine": 12', '"startLine": 0'),
        ('"ruleId"', '"rule_id"'),
        ('"unicodeCodePoints"', '"codePoints"'),
        ('"version": "2.1.0"', '"version": "2.2"'),
        ('"message": {', '"message": null, "x": {'),
        ('"language": "en"', '"language": "1"'),
    ],
)
def test_the_check_sees_what_is_wrong(sound: str, wrong: str) -> None:
    text = FORMATS["sarif"]([(PLAN, [problem()])], TOOL)
    assert sound in text
    with pytest.raises(ValidationError):
        SCHEMA.model_validate_json(text.replace(sound, wrong))
