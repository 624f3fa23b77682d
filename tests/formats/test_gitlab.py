"""GitLab: a Code Quality report of the form that GitLab documents and asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

import pytest
from hypothesis import given
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from csprog.formats.findings import FORMATS
from csprog.formats.visible import visible
from tests.formats.found import EMPTY, HOSTILE, PATHS, PLAN, TOOL, founds, most_severe, naming, problem

if TYPE_CHECKING:
    from csprog.formats.annotations import CheckedPlans


class Strict(BaseModel, strict=True, extra="forbid"):
    """What has these keys, all of them, of these types, and no others."""


class Lines(Strict):
    """`location.lines`."""

    begin: Annotated[int, Field(ge=1)]


class Location(Strict):
    """`location`; the path is relative to the repository."""

    path: Annotated[str, Field(pattern=r"^[^/]")]
    lines: Lines


class Violation(Strict):
    """One violation, as docs.gitlab.com/ci/testing/code_quality ("Code Quality report format") describes it.

    No package carries a schema of this report, and Code Climate has never published one. GitLab's own
    (`app/validators/json_schemas/codeclimate.json`, not published either) asks for less: description, fingerprint,
    severity and location, texts but for a whole line number. It stops reading at the first violation that isn't so.
    """

    description: str
    check_name: Annotated[str, Field(min_length=1)]
    fingerprint: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: Location


REPORT = TypeAdapter(list[Violation])


def read(found: CheckedPlans) -> list[Violation]:
    """Read the report as GitLab does, which wants no byte order mark."""
    text = FORMATS["gitlab"](found, TOOL)
    assert text.startswith("[")
    return REPORT.validate_json(text.encode())


def test_a_report_as_it_is_written() -> None:
    (violation,) = read([(PLAN, [problem()])])
    assert json.loads(FORMATS["gitlab"]([(PLAN, [problem()])], TOOL)) == [violation.model_dump()]
    assert violation.model_dump() == {
        "description": "срок прошёл",
        "check_name": "due-outside-year",
        "fingerprint": violation.fingerprint,
        "severity": "major",
        "location": {"path": "programme/2025.yaml", "lines": {"begin": 12}},
    }


@pytest.mark.parametrize("found", EMPTY, ids=len)
def test_nothing_found_is_a_report_too(found: CheckedPlans) -> None:
    assert read(found) == []


@pytest.mark.parametrize("text", HOSTILE, ids=naming)
def test_hostile_text_comes_through(text: str) -> None:
    report = read([(path, [problem(text)]) for path in PATHS])
    assert [(each.location.path, each.description) for each in report] == [(path, visible(text)) for path in PATHS]


@pytest.mark.slow
@given(founds)
def test_the_report_is_what_was_found(found: CheckedPlans) -> None:
    severities = {"error": "major", "warning": "minor"}
    report = read(found)
    assert [(each.location.path, each.location.lines.begin, each.check_name, each.severity) for each in report] == [
        (path, each.position.line, each.code, severities[each.severity]) for path, each in most_severe(found)
    ]
    assert [each.description for each in report] == [str(each.message) for _, each in most_severe(found)]
    assert len({each.fingerprint for each in report}) == len(report)  # GitLab keeps one of equal ones


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": "error"},
        {"severity": None},
        {"location": {"path": "/programme/2025.yaml", "lines": {"begin": 1}}},
        {"location": {"path": PLAN, "lines": {"begin": "1"}}},
        {"location": {"path": PLAN, "lines": {"begin": 0}}},
        {"location": {"path": PLAN}},
        {"fingerprint": 5},
        {"extra": 1},
    ],
    ids=str,
)
def test_the_check_sees_what_is_wrong(wrong: dict[str, object]) -> None:
    sound = json.loads(FORMATS["gitlab"]([(PLAN, [problem()])], TOOL))[0]
    with pytest.raises(ValidationError):
        REPORT.validate_json(json.dumps([sound | wrong]))
