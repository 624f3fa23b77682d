"""A repository of a group of companies: what checks one plan checks them all, from its top and from a company's folder."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from ruamel.yaml import YAML

from csprog.store.git import path_in_repository
from tests.integration.workplace import Workplace, with_csprog
from tests.plans import APPROVED, ROOT, small

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of this place are for a shell")
BROKEN = small().replace("due: 2025-06-30", "due: 30.06.2025")
NORTH, SOUTH = "north/programme/2025.yaml", "юг/programme/2025.yaml"


@pytest.fixture
def group(tmp_path: Path) -> Workplace:
    """Give a repository with the plans of two companies; that of the north has an error."""
    place = with_csprog(tmp_path / "group")
    place.write(NORTH, BROKEN)
    place.write(SOUTH, APPROVED)
    place.commit()
    return place


def paths(form: str, output: str) -> list[str]:
    """Give the paths that a report names at its errors."""
    if form == "github":
        return re.findall(r"^::error file=([^,]+),", output, re.MULTILINE)
    if form == "junit":
        return [
            case.attrib["name"] for case in ET.fromstring(output).iter("testcase") if case.find("failure") is not None
        ]
    report: Any = json.loads(output)
    if form == "gitlab":
        return [problem["location"]["path"] for problem in report if problem["severity"] == "major"]
    errors = (result for result in report["runs"][0]["results"] if result["level"] == "error")
    return [error["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for error in errors]


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
@pytest.mark.parametrize(
    "words", [(), (".",), ("north",), (NORTH,)], ids=["no path", "the tree", "a company", "a plan"]
)
def test_paths_are_those_of_the_repository(group: Workplace, form: str, words: tuple[str, ...]) -> None:
    checked = group.run("csprog", "validate", "--format", form, *words)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert paths(form, checked.stdout) == [NORTH]


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
@pytest.mark.parametrize("folder", ["north", "north/programme"])
def test_also_from_a_folder_of_the_company(group: Workplace, form: str, folder: str) -> None:
    checked = group.run("sh", "-c", f"cd {folder} && csprog validate --format {form}")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert paths(form, checked.stdout) == [NORTH]


def test_people_are_told_the_path_from_where_they_are(group: Workplace) -> None:
    """An editor's terminal makes a link of it."""
    assert "\nprogramme/2025.yaml:" in "\n" + group.run("sh", "-c", "cd north && csprog validate").stdout


def test_against_a_revision(group: Workplace) -> None:
    group.write(SOUTH, APPROVED.replace("due: 2025-06-30", "due: 2025-07-30"))
    checked = group.run("csprog", "validate", "--against", "HEAD", "--format", "github")
    assert set(paths("github", checked.stdout)) == {NORTH, SOUTH}


def test_pipeline_checks_every_plan(group: Workplace) -> None:
    (job,) = YAML(typ="safe", pure=True).load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8")).values()
    checked = group.script("\n".join(job["script"]), {"GITLAB_CI": "true"})
    assert checked.returncode == 1
    assert "2 plans checked: 1 error" in checked.stdout
    report = (group.folder / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8")
    assert paths("gitlab", report) == [NORTH]


def test_hook_runs_for_every_plan_and_for_no_other_file() -> None:
    (hook,) = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    files = ["programme/2025.yaml", NORTH, SOUTH, "programme/2025.yml", "a/b/programme/2025 (1).yaml"]
    others = ["drafts/2025.yaml", "myprogramme/2025.yaml", "programme/notes/2025.yaml", "programme/2025.yaml.orig"]
    assert [name for name in [*files, *others] if re.search(hook["files"], name)] == files


def test_merge_driver_is_installed_for_every_company(group: Workplace) -> None:
    group.done("csprog", "merge-driver", "--install")
    for plan in (NORTH, SOUTH):
        assert group.done("git", "-c", "core.quotePath=no", "check-attr", "merge", plan).endswith(": merge: csprog\n")


def test_paths_outside_of_a_repository(tmp_path: Path) -> None:
    assert path_in_repository(tmp_path / "programme" / "2025.yaml") is None


HARMFUL = "a\x1b]0;title\x07b\u202ec"


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit", "json", "text"])
def test_no_name_steers_who_reads_it(group: Workplace, form: str) -> None:
    """A terminal's title, the direction of letters: neither raw nor, in a report of findings, escaped."""
    group.write(f"{HARMFUL}/programme/2025.yaml", BROKEN)
    checked = group.run("csprog", "validate", "--format", form)
    assert checked.returncode == 1
    assert not set(checked.stdout) & set("\x1b\x07\u202e")
    assert not {"\\u001b", "\\u202e", "%1B", "%E2%80%AE"} & set(re.findall(r"\\u....|(?:%..)+", checked.stdout))


def test_json_is_exact_and_steers_no_terminal(group: Workplace) -> None:
    group.write(f"{HARMFUL}/programme/2025.yaml", APPROVED)
    told = group.run("csprog", "status", "--all", "--json").stdout
    assert not set(told) & set("\x1b\x07\u202e")
    assert f"{HARMFUL}/programme/2025.yaml" in [plan["path"] for plan in json.loads(told)["plans"]]


# ── plans by other names ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("name", ["2026.yml", "2025 (1).yaml", "2025-PC-ИВАНОВА.yaml", "2025.YAML"])
def test_a_plan_by_another_name_is_told(group: Workplace, name: str) -> None:
    """Synchronised folders make such copies of a conflict; what was recorded in one would be missing."""
    group.write(f"юг/programme/{name}", APPROVED.replace("2025", name[:4]))
    for words in ((), ("юг",), ("юг/programme",), (f"юг/programme/{name}",)):
        checked = group.run("csprog", "validate", *words)
        assert f"юг/programme/{name}:1:1: plan-name: no command reads this file" in checked.stdout
        assert checked.returncode == 1
    status = group.run("sh", "-c", "cd юг && csprog status")
    assert (status.returncode, name in status.stderr) == (0, True)
    assert f"юг/programme/{name}: " in group.run("csprog", "status", "--all").stderr
    refused = group.run("sh", "-c", "cd юг && csprog status --year 2031")
    assert f"there is no plan of 2031; there are: 2025, {name}" in refused.stderr
