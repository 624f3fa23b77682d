"""A repository of a group of companies: what checks one plan checks them all, from its top and from a company's folder."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from ruamel.yaml import YAML

from csprog.store.git import path_in_repository
from tests.integration.workplace import Workplace, with_csprog
from tests.plans import APPROVED, ROOT, small

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.not_on_windows(reason="the programs of this place are for a shell")
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


@pytest.mark.slow
@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
@pytest.mark.parametrize(
    "words", [(), (".",), ("north",), (NORTH,)], ids=["no path", "the tree", "a company", "a plan"]
)
def test_paths_are_those_of_the_repository(group: Workplace, form: str, words: tuple[str, ...]) -> None:
    checked = group.run("csprog", "validate", "--format", form, *words)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert paths(form, checked.stdout) == [NORTH]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
@pytest.mark.parametrize("folder", ["north", "north/programme"])
def test_also_from_a_folder_of_the_company(group: Workplace, form: str, folder: str) -> None:
    checked = group.run("sh", "-c", f"cd {folder} && csprog validate --format {form}")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert paths(form, checked.stdout) == [NORTH]


def test_people_are_told_the_path_from_where_they_are(group: Workplace) -> None:
    """An editor's terminal makes a link of it."""
    assert "\nprogramme/2025.yaml:" in "\n" + group.run("sh", "-c", "cd north && csprog validate").stdout


@pytest.mark.slow
def test_against_a_revision(group: Workplace) -> None:
    group.write(SOUTH, APPROVED.replace("due: 2025-06-30", "due: 2025-07-30"))
    checked = group.run("csprog", "validate", "--against", "HEAD", "--format", "github")
    assert set(paths("github", checked.stdout)) == {NORTH, SOUTH}


@pytest.mark.slow
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


@pytest.mark.slow
def test_merge_driver_is_installed_for_every_company(group: Workplace) -> None:
    group.done("csprog", "merge-driver", "--install")
    for plan in (NORTH, SOUTH):
        assert group.done("git", "-c", "core.quotePath=no", "check-attr", "merge", plan).endswith(": merge: csprog\n")


def test_paths_outside_of_a_repository(tmp_path: Path) -> None:
    assert path_in_repository(tmp_path / "programme" / "2025.yaml") is None


HARMFUL = "a\x1b]0;title\x07b\u202ec"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit", "json", "text"])
def test_no_name_steers_who_reads_it(group: Workplace, form: str) -> None:
    """A terminal's title, the direction of letters: neither raw nor, in a report of findings, escaped."""
    group.write(f"{HARMFUL}/programme/2025.yaml", BROKEN)
    checked = group.run("csprog", "validate", "--format", form)
    assert checked.returncode == 1
    assert not set(checked.stdout) & set("\x1b\x07\u202e")
    assert not {"\\u001b", "\\u202e", "%1B", "%E2%80%AE"} & set(re.findall(r"\\u....|(?:%..)+", checked.stdout))


@pytest.mark.slow
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
        assert f"юг/programme/{name}:1:1: error: plan-name: no command reads this file" in checked.stdout
        assert checked.returncode == 1
    status = group.run("sh", "-c", "cd юг && csprog status")
    assert (status.returncode, name in status.stderr) == (0, True)
    assert f"юг/programme/{name}: " in group.run("csprog", "status", "--all").stderr
    refused = group.run("sh", "-c", "cd юг && csprog status --year 2031")
    assert f"there is no plan of 2031; there are: 2025, {name}" in refused.stderr


# ── from the top ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sound(group: Workplace) -> Workplace:
    """Give the repository with both plans sound."""
    group.write(NORTH, APPROVED.replace("АО «Пример»", "АО «Север»"))
    group.commit()
    return group


@pytest.mark.slow
def test_diff_tells_of_the_plans_that_have_changed(sound: Workplace) -> None:
    sound.write(SOUTH, APPROVED.replace("due: 2025-06-30", "due: 2025-07-30"))
    (sound.folder / NORTH).unlink()
    sound.write("запад/programme/2026.yaml", small().replace("2025", "2026"))
    differences = json.loads(sound.done("csprog", "diff", "--json"))
    assert {one["path"] for one in differences} == {NORTH, SOUTH, "запад/programme/2026.yaml"}
    assert [one["kind"] for one in differences if one["path"] == NORTH] == ["removed"]
    assert {one["path"] for one in json.loads(sound.done("csprog", "diff", "HEAD", "юг", "--json"))} == {SOUTH}
    shown = sound.done("csprog", "diff", "./юг")
    assert shown.startswith(f"{SOUTH}:\n")
    sound.commit()
    assert sound.done("csprog", "diff", "HEAD~1", "HEAD", ".", "--json") == sound.done(
        "csprog", "diff", "HEAD~1", "--json"
    )


@pytest.mark.slow
def test_log_tells_of_every_company(sound: Workplace) -> None:
    sound.done("sh", "-c", "cd north && csprog complete 1.1.1.1 --on 2025-03-01 --note Готово --as-of 2025-03-02")
    shown = sound.done("csprog", "log", "--as-of", "2025-03-02")
    assert re.findall(r"^(\S+):$", shown, re.MULTILINE) == ["north", "юг"]
    events = json.loads(sound.done("csprog", "log", "1.1.1.1", "--json", "--as-of", "2025-03-02"))
    assert {event["path"] for event in events} == {NORTH, SOUTH}


@pytest.mark.slow
def test_export_puts_each_document_into_its_company(sound: Workplace) -> None:
    said = sound.done("csprog", "export", "--format", "docx", "--output", "out", "--as-of", "2025-03-02")
    assert said.splitlines() == ["out/north/programme-2025.docx", "out/юг/programme-2025.docx"]
    sound.write("запад/programme/2026.yaml", small().replace("2025", "2026"))
    one_year = sound.run("csprog", "export", "--format", "docx", "--year", "2026", "--output", "out")
    assert one_year.stderr == "2 companies have no plan of 2026 and are skipped: north, юг\n"
    assert one_year.stdout.splitlines() == ["out/запад/programme-2026.docx"]


@pytest.mark.slow
def test_publish_all_goes_on_after_a_refusal(sound: Workplace) -> None:
    refused = sound.run("csprog", "publish")
    assert (
        refused.stderr
        == "csprog: this folder holds the plans of a group: add --all to publish them all, or go to a company's folder\n"
    )
    sound.write("запад/programme/2025.yaml", "passport: {year: 2025}\n")
    published = sound.run("csprog", "publish", "--all", "--as-of", "2025-03-02")
    assert published.returncode == 1
    assert published.stdout.endswith("\npublished: 2 of 3 companies\n")
    assert "north/site/2025/index.html" in published.stdout
    assert "запад:\n" in published.stderr


@pytest.mark.slow
def test_a_pull_request_is_checked_on_the_companies_it_touches(group: Workplace) -> None:
    changed = ("csprog", "validate", "--against", "HEAD", "--changed", "--format", "github")
    nothing = group.run(*changed)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert nothing.stderr == "no company's files differ from HEAD; nothing to check\n"
    group.write(SOUTH, APPROVED.replace("due: 2025-06-30", "due: 2025-07-30"))
    assert set(paths("github", group.run(*changed).stdout)) == {SOUTH}
    group.write("north/programme/2024.yaml", BROKEN.replace("2025", "2024"))
    assert set(paths("github", group.run(*changed).stdout)) == {NORTH, SOUTH, "north/programme/2024.yaml"}


@pytest.mark.slow
@pytest.mark.parametrize("how", ["link", "attributes", "gone"])
def test_a_plan_is_checked_however_it_was_touched(group: Workplace, how: str) -> None:
    if how == "link":  # what it leads to changes later, outside of the company
        group.write("elsewhere/2025.yaml", BROKEN)
        (group.folder / NORTH).unlink()
        (group.folder / NORTH).symlink_to("../../elsewhere/2025.yaml")
        group.commit()
        group.write("elsewhere/2025.yaml", BROKEN.replace("Результат", "Итог"))
    elif how == "attributes":
        group.write(".gitattributes", "*.yaml text eol=crlf\n")
    else:
        (group.folder / NORTH).unlink()
    checked = group.run("csprog", "validate", "--against", "HEAD", "--changed", "--format", "github")
    assert NORTH in paths("github", checked.stdout)


@pytest.mark.slow
def test_gaps_of_a_year_that_is_published_for_good_are_not_told_again(group: Workplace) -> None:
    place = group.folder / "юг"
    before = group.run("csprog", "validate", "юг", "--format", "json").stdout
    assert "gap-" in before
    record = {"published_on": "2026-02-01", "as_of": "2026-02-01", "final": True, "csprog": "0.1.0"}
    publication = {**record, "plan": "0" * 64, "templates": "0" * 64, "files": {}}
    group.write("юг/programme/2025.published.json", json.dumps({"year": 2025, "publications": [publication]}))
    for words in ((), ("--against", "HEAD")):
        after = group.run("csprog", "validate", str(place), "--format", "json", "--as-of", "2026-03-01", *words)
        assert "gap-" not in after.stdout
    group.write("юг/programme/2025.published.json", "damaged")
    assert "gap-" in group.run("csprog", "validate", "юг", "--format", "json").stdout
