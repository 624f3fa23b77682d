"""`csprog validate` shows every problem of every plan in its place, for people and for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.plans import APPROVED, measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
BROKEN = APPROVED.replace("channel: office", "channel: ofice").replace("due: 2025-Q4", "due: 2025-Q5", 1)


def problems(csprog: Tool, *words: str, code: int = 1) -> list[str]:
    """Give the lines that name a problem, without what is merely not given yet."""
    result = csprog("validate", *words, *AS_OF)
    assert (result.exit_code, result.stderr) == (code, "")
    lines = [line for line in result.stdout.splitlines() if re.match(r"\S+: (?:error|warning): [a-z-]+: ", line)]
    return [line for line in lines if ": gap-" not in line]


def records(csprog: Tool, *words: str) -> list[dict[str, object]]:
    """Give the problems as JSON, without what is merely not given yet."""
    found = json.loads(csprog("validate", "--json", *AS_OF, *words).stdout)
    return [record for record in found if not record["code"].startswith("gap-")]


def test_a_sound_plan(csprog: Tool) -> None:
    assert problems(csprog, code=0) == []
    assert records(csprog) == []
    assert "1 plan checked: " in csprog.done("validate", *AS_OF)


def test_what_is_not_given_is_a_warning(csprog: Tool) -> None:
    found = csprog.json("validate", *AS_OF)
    assert {record["severity"] for record in found} == {"warning"}
    assert "gap-approval" in {record["code"] for record in found}


def test_every_problem_in_its_place(csprog: Tool) -> None:
    csprog.write(BROKEN)
    assert [line.split(": ")[:3:2] for line in problems(csprog)] == [
        ["programme/2025.yaml:105:18", "not-a-choice"],
        ["programme/2025.yaml:155:18", "not-a-choice"],
        ["programme/2025.yaml:202:22", "due"],
    ]


def test_json(csprog: Tool) -> None:
    csprog.write(BROKEN)
    found = records(csprog)
    assert len(found) == 3
    expected = {
        "path": "programme/2025.yaml",
        "line": 202,
        "column": 22,
        "severity": "error",
        "code": "due",
        "message": "a deadline is a date (2025-12-31) or a quarter (2025-Q4)",
    }
    assert {key: found[2][key] for key in expected} == expected


def test_several_plans(csprog: Tool) -> None:
    csprog.write(APPROVED, "2024.yaml")
    csprog.write(BROKEN, "2026.yaml")
    found = problems(csprog)
    assert found[0].startswith("programme/2024.yaml:21:9: error: year-of-file: the file is named 2024.yaml, ")
    assert len(found) == 5
    assert "3 plans checked: " in csprog("validate", *AS_OF).stdout


def test_a_warning_alone_is_fine(csprog: Tool) -> None:
    csprog.write(small(number="1.1.2") + small().split("proposals:\n")[1])
    assert problems(csprog, code=0) == ["programme/2025.yaml:20:21: warning: number-order: 1.1.1 comes after 1.1.2"]
    assert records(csprog)[0]["severity"] == "warning"


def test_the_day_decides_what_is_in_the_future(csprog: Tool) -> None:
    csprog.write(small(measure("on: 2025-07-02, event: remark, note: а")))
    assert [record["code"] for record in records(csprog)] == ["journal-future"]
    assert records(csprog, "--as-of", "2025-07-02") == []


def test_quiet_shows_errors_only_and_counts_the_rest(csprog: Tool) -> None:
    assert csprog.done("validate", "-q", *AS_OF) == "1 plan checked: 11 warnings\n"
    csprog.write(BROKEN)
    result = csprog("validate", "--quiet", *AS_OF)
    assert ("gap-" in result.stdout, "3 errors, 11 warnings" in result.stdout) == (False, True)
    assert {record["severity"] for record in json.loads(csprog("validate", "-q", "--json", *AS_OF).stdout)} == {"error"}


def test_only_the_plans_of_a_year(csprog: Tool) -> None:
    csprog.write(BROKEN, "2026.yaml")
    assert problems(csprog, "--year", "2025", code=0) == []
    assert len(problems(csprog, "--year", "2026")) == 4
    sentence = csprog.refused("validate", "--year", "2024", *AS_OF)
    assert sentence == "there is no plan of 2024; there are: 2025.yaml, 2026.yaml"


@pytest.mark.parametrize("where", ["programme/2025.yaml", "programme", "."])
def test_paths(csprog: Tool, where: str) -> None:
    csprog.write(BROKEN)
    found = problems(csprog, where)
    assert len(found) == 3
    assert found[0].startswith("programme/2025.yaml:105:18: ")


def test_a_folder_with_a_point_in_its_name(csprog: Tool) -> None:
    csprog.folder.joinpath("programme").rename(csprog.folder / "programme.old")
    assert problems(csprog, "programme.old", code=0) == []


def test_a_plan_outside_of_any_folder(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    other = csprog.folder.parent / "2025.yaml"
    other.write_bytes(BROKEN.encode("utf-8"))
    monkeypatch.chdir(csprog.folder.parent)
    assert problems(csprog, "2025.yaml")[0].startswith("2025.yaml:105:18: ")
    assert problems(csprog, str(other))[0].startswith("2025.yaml:105:18: ")


def test_the_same_from_a_folder_below(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    csprog.write(BROKEN)
    inner = csprog.folder / "docs"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert problems(csprog)[0].startswith(f"{csprog.file.as_posix()}:105:18: ")


def test_what_is_not_there(csprog: Tool) -> None:
    (problem,) = problems(csprog, "none.yaml")
    assert problem == "none.yaml: error: unreadable: there is no file none.yaml"
    assert "0 plans checked: 1 error\n" in csprog("validate", "none.yaml", *AS_OF).stdout
    (problem,) = problems(csprog, "2025")
    assert problem == "2025: error: unreadable: there is no file 2025; the plan of a year is chosen by --year 2025"
    (csprog.folder / "empty").mkdir()
    assert csprog.refused("validate", "empty") == "the folder “empty” has no plan such as 2025.yaml"


@pytest.mark.parametrize(
    ("data", "place", "code"),
    [
        (b"\xff\xfea\x00", "1:1", "encoding"),
        (APPROVED.encode("cp1251", "replace"), "1:3", "encoding"),
        (b"a: b\n\x00", "2:1", "forbidden-character"),
        (b"a: [\n", "1:4", "yaml-syntax"),
        (b"", "1:1", "not-a-plan"),
    ],
)
def test_bytes_that_are_no_plan(csprog: Tool, data: bytes, place: str, code: str) -> None:
    csprog.file.write_bytes(data)
    result = csprog("validate", *AS_OF)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"programme/2025.yaml:{place}: error: {code}: ")
    refused = csprog("status", *AS_OF)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert f"2025.yaml:{place}: error: {code}: " in refused.stderr
