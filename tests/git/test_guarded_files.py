"""`csprog validate --against`: a plan that is deleted, renamed, linked, moved or brought back is found, or missed."""

from __future__ import annotations

import json
import shlex
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.git.office import Office, recorded
from tests.plans import APPROVED

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2025-12-31")
REWORDED = APPROVED.replace("due: 2025-06-30", "due: 2025-07-30", 1)
NEXT = APPROVED.replace("2025", "2026")
links = pytest.mark.not_on_windows(reason="links are for administrators there")


@pytest.fixture(autouse=True)
def branch(office: Office) -> None:
    """Have the plans of two years approved on main, and a branch of its own for what follows."""
    office.write(NEXT, "2026.yaml")
    office.commit("план на 2026 год")
    office.git("checkout", "-q", "-b", "wish")


def errors(office: Office, *words: str, against: str = "main") -> list[tuple[str, str]]:
    """Give the errors of a check against main: code and file."""
    result = office("validate", "--against", against, "--json", *DAY, *words)
    found = [(one["code"], one["path"]) for one in json.loads(result.stdout) if one["severity"] == "error"]
    assert result.exit_code == bool(found)
    return found


def refusal(office: Office, *words: str) -> str:
    result = office("validate", *words, *DAY)
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr


def move(office: Office, old: str, new: str) -> None:
    (office.folder / new).parent.mkdir(parents=True, exist_ok=True)
    (office.folder / old).rename(office.folder / new)


PLAN = "programme/2025.yaml"
GONE = [("plan-gone", PLAN)]
CHANGED = [("change-due", PLAN)]


def test_deleted_plan_is_missed(office: Office) -> None:
    office.file.unlink()
    assert errors(office) == GONE
    office.commit("план не нужен")
    assert errors(office) == GONE
    said = office("validate", "--against", "main", *DAY).stdout
    assert "programme/2025.yaml:1:1: error: plan-gone: the plan existed in main and is gone" in said


def test_advice_about_a_deleted_plan_helps(office: Office) -> None:
    office.file.unlink()
    office.commit("план не нужен")
    (said,) = [
        one["message"]
        for one in json.loads(office("validate", "--against", "main", "--json", *DAY).stdout)
        if one["code"] == "plan-gone"
    ]
    office.git(*shlex.split(said.partition(": git ")[2]))
    assert errors(office) == []


def test_all_plans_deleted_are_missed(office: Office) -> None:
    for name in ("2025.yaml", "2026.yaml"):
        (office.folder / "programme" / name).unlink()
    assert errors(office) == [*GONE, ("plan-gone", "programme/2026.yaml")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["2025.yml", "2025.yaml.bak", "2027.yaml", "old/2025.yaml", ".old/programme/2025.yaml"]
)
def test_renamed_plan_is_missed(office: Office, name: str) -> None:
    move(office, PLAN, f"programme/{name}")
    assert GONE[0] in errors(office)


def test_plan_of_another_year_does_not_stand_for_it(office: Office) -> None:
    office.write(REWORDED.replace("2025", "2027"), "2027.yaml")
    office.file.unlink()
    assert errors(office) == GONE


@links
def test_link_in_the_place_of_the_plan_is_refused(office: Office) -> None:
    move(office, PLAN, "plan.yaml")
    office.file.symlink_to("../plan.yaml")
    assert errors(office) == [("plan-linked", PLAN)]
    (office.folder / "plan.yaml").write_text(REWORDED, encoding="utf-8")
    assert errors(office) == [("plan-linked", PLAN), *CHANGED]


@links
def test_link_in_the_place_of_the_folder_is_refused(office: Office) -> None:
    office.write(REWORDED)
    move(office, "programme", "plans")
    (office.folder / "programme").symlink_to("plans", target_is_directory=True)
    assert {*errors(office)} == {("plan-linked", PLAN), *CHANGED, ("plan-linked", "programme/2026.yaml")}


@links
def test_link_out_of_the_repository_is_refused(office: Office, tmp_path: Path) -> None:
    office.write(REWORDED)
    (office.folder / "programme").rename(tmp_path / "plans")
    (office.folder / "programme").symlink_to(tmp_path / "plans", target_is_directory=True)
    assert {*errors(office)} == {("plan-linked", PLAN), *CHANGED, ("plan-linked", "programme/2026.yaml")}


@pytest.mark.slow
@links
def test_plan_that_has_always_been_a_link_is_compared_with_its_target(office: Office) -> None:
    office.git("checkout", "-q", "main")
    move(office, "programme", "plans")
    (office.folder / "programme").symlink_to("plans", target_is_directory=True)
    office.commit("ссылка")
    assert errors(office) == []
    office.write(REWORDED)
    assert errors(office) == CHANGED


def test_plan_moved_to_another_folder_is_compared_with_what_it_was(office: Office) -> None:
    office.write(REWORDED)
    move(office, "programme", "saratov/programme")
    moved = "saratov/programme/2025.yaml"
    assert errors(office, ".") == [("change-due", moved)]
    (office.folder / moved).write_text(APPROVED, encoding="utf-8")
    assert errors(office, ".") == []


def test_plan_moved_out_of_sight_is_found(office: Office) -> None:
    """A folder programme within the first, which only a check of the tree would look into."""
    office.write(REWORDED)
    move(office, PLAN, "programme/programme/2025.yaml")
    assert errors(office) == [("change-due", "programme/programme/2025.yaml"), *GONE]
    assert errors(office, "programme/programme") == [("change-due", "programme/programme/2025.yaml")]


def test_folder_within_the_folder_hides_no_other_plan(office: Office) -> None:
    """There csprog would show the inner plan to whoever works in the outer folder."""
    inner = office.folder / "programme" / "programme"
    inner.mkdir()
    (inner / "2025.yaml").write_text(REWORDED, encoding="utf-8")
    assert errors(office) == [("change-due", "programme/programme/2025.yaml")]
    (inner / "2025.yaml").write_text(APPROVED, encoding="utf-8")
    assert errors(office) == []


def test_submodule_in_the_place_of_the_folder_is_refused(office: Office, tmp_path: Path) -> None:
    """Also where its own branch main has the changed plan."""
    other = Office(tmp_path / "other")
    for name in ("2025.yaml", "2026.yaml"):
        other.folder.mkdir(exist_ok=True)
        (other.folder / name).write_text(REWORDED.replace("2025", name[:4]), encoding="utf-8")
    other.git("init", "-q", "-b", "main")
    other.git("config", "user.name", "Пётр")
    other.git("config", "user.email", "p@example.org")
    other.commit("свои планы")
    office.git("rm", "-rq", "programme")
    office.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", other.folder.as_uri(), "programme")
    office.commit("подмодуль")
    assert {("plan-linked", PLAN), *CHANGED} <= {*errors(office)}


def test_plan_beside_a_tree_of_plans_hides_none(office: Office) -> None:
    office.write(REWORDED)
    (office.folder / "2024.yaml").write_text(APPROVED.replace("2025", "2024"), encoding="utf-8")
    assert CHANGED[0] in errors(office, ".")


@pytest.mark.slow
def test_plan_deleted_and_brought_back_changed_is_compared(office: Office) -> None:
    """In one branch, and over two that were merged one after the other."""
    office.file.unlink()
    office.commit("удалён")
    office.write(REWORDED)
    office.commit("вернулся")
    assert errors(office) == CHANGED
    assert errors(office, against="HEAD^1") == CHANGED
    office.git("branch", "-q", "-f", "main", "HEAD^1")
    assert errors(office) == CHANGED


def test_every_commit_of_the_branch_counts(office: Office) -> None:
    office.write(REWORDED)
    office.commit("срок")
    office.write(f"# примечание\n{REWORDED}")
    office.commit("примечание")
    assert errors(office) == CHANGED


@pytest.mark.slow
def test_branch_is_not_blamed_for_what_others_did(office: Office) -> None:
    """Unless it is compared with the very revision."""
    office.git("checkout", "-q", "main")
    recorded("complete", "1.2.6", "--on", "2025-06-20", "--note", "Сделано")(office)
    office.commit("выполнено")
    office.git("checkout", "-q", "wish")
    recorded("complete", "1.2.4", "--on", "2025-06-20", "--note", "Сделано")(office)
    office.commit("выполнено и это")
    assert errors(office) == []
    assert errors(office, "--exact") == [("change-journal", PLAN)]
    office.git("merge", "-q", "--no-edit", "main")
    assert errors(office, "--exact") == errors(office) == []


def test_what_is_not_committed_counts_too(office: Office) -> None:
    office.write(REWORDED)
    assert errors(office, against="HEAD") == CHANGED


def test_plan_that_is_new_in_the_branch_has_nothing_to_be_compared_with(office: Office) -> None:
    office.write(APPROVED.replace("2025", "2027"), "2027.yaml")
    office.commit("план на 2027 год")
    office.write(REWORDED.replace("2025", "2027"), "2027.yaml")
    assert errors(office) == []


@pytest.mark.slow
def test_broken_base_can_be_mended(office: Office) -> None:
    """It is compared with the last version that can be read; exactly compared it is refused, with what helps."""
    approved = office.git("log", "-1", "--format=%H", "--", PLAN)[:10]
    office.git("checkout", "-q", "main")
    office.write(APPROVED.replace("due: 2025-06-30", "due: soon", 1))
    office.commit("сломано")
    office.git("checkout", "-q", "-B", "wish")
    office.write(APPROVED)
    assert errors(office) == []
    said = office("validate", "--against", "main", *DAY).stdout
    assert "base-unreadable: this plan can't be read in main (line " in said
    assert f"it was compared with {approved}, the last readable version" in said.replace("\n", " ")
    office.write(REWORDED)
    assert errors(office) == CHANGED
    told = refusal(office, "--against", "main", "--exact")
    assert "csprog: programme/2025.yaml has errors in main; fix them first, or compare with another revision" in told
    assert "main:programme/2025.yaml:" in told
    assert errors(office, "--exact", against="main^") == CHANGED


def test_plan_that_could_never_be_read_is_checked_by_itself(office: Office) -> None:
    office.write("passport: [\n", "2027.yaml")
    office.commit("сломано")
    office.write(APPROVED.replace("2025", "2027"), "2027.yaml")
    assert errors(office, against="HEAD") == []
    assert "nor before; nothing was compared" in office("validate", "--against", "HEAD", *DAY).stdout.replace("\n", " ")


@pytest.mark.slow
def test_shallow_clone_says_what_to_fetch(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write(f"# ещё\n{APPROVED}")
    office.commit("ещё")
    for branch, depth in (("wish", "1"), ("main", "1")):
        clone = Office(tmp_path / f"{branch}{depth}")
        office.git("clone", "-q", "--depth", depth, "--branch", "wish", office.folder.as_uri(), str(clone.folder))
        if branch == "main":
            clone.git("fetch", "-q", "--depth", "1", "origin", "main:main")
        monkeypatch.chdir(clone.folder)
        assert "git fetch --unshallow" in refusal(clone, "--against", "main")
        clone.git("fetch", "-q", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*")
        assert errors(clone, against="origin/main") == []


def test_revision_without_a_common_commit(office: Office) -> None:
    office.git("checkout", "-q", "--orphan", "other")
    office.write(REWORDED)
    office.commit("с начала")
    assert refusal(office, "--against", "main").endswith("to compare with main itself, add --exact\n")
    assert errors(office, "--exact") == CHANGED


def test_file_in_the_place_of_a_revision(folder: Office, tmp_path: Path) -> None:
    """Also where there is no git; it is the plan of that year that is compared."""
    kept = tmp_path / "утверждено.yaml"
    kept.write_text(APPROVED, encoding="utf-8")
    folder.write(NEXT, "2026.yaml")
    assert errors(folder, against=str(kept)) == []
    folder.write(REWORDED)
    assert errors(folder, against=str(kept)) == CHANGED
    assert errors(folder, "programme/2025.yaml", against=str(kept)) == CHANGED
    kept.write_text(APPROVED.replace("2025", "2024"), encoding="utf-8")
    assert "is a plan of 2024, but no plan of that year is checked" in refusal(folder, "--against", str(kept))


def test_file_with_the_name_of_a_revision_hides_nothing(office: Office) -> None:
    (office.folder / "main").write_text(REWORDED, encoding="utf-8")
    office.write(REWORDED)
    assert errors(office) == CHANGED


def test_exact_goes_with_against(office: Office) -> None:
    assert office.refused("validate", "--exact", code=2) == "--exact needs --against"


@pytest.mark.slow
def test_few_processes_for_many_plans(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in range(2000, 2020):
        office.write(APPROVED.replace("2025", str(year)), f"{year}.yaml")
    office.commit("много")
    started: list[list[str]] = []
    run = subprocess.run

    def watched(command: list[str], **options: Any) -> Any:
        started.append(command)
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    errors(office, against="HEAD")
    assert len([command for command in started if "cat-file" not in command]) <= 5
    assert len([command for command in started if "cat-file" in command]) <= 22


# ── the record of what was published ─────────────────────────────────────────────────────────────────────────

RECORD = "programme/2025.published.json"


def version(day: str) -> dict[str, Any]:
    """Give a publication for good."""
    return {"published_on": day, "as_of": day, "final": True, "csprog": "1", "plan": "", "templates": "", "files": {}}


def published(office: Office, *days: str, **changes: Any) -> None:
    """Record publications, the last one with changes."""
    *earlier, last = map(version, days)
    text = json.dumps({"year": 2025, "publications": [*earlier, {**last, **changes}]})
    (office.folder / RECORD).write_text(text, encoding="utf-8")


@pytest.fixture
def recorded_on_main(office: Office) -> Office:
    office.git("checkout", "-q", "main")
    published(office, "2026-02-01", "2026-03-10")
    office.commit("опубликовано")
    office.git("checkout", "-q", "-B", "wish")
    return office


def test_a_publication_may_be_added_to_the_record(recorded_on_main: Office) -> None:
    published(recorded_on_main, "2026-02-01", "2026-03-10", "2026-04-12")
    assert errors(recorded_on_main) == []


@pytest.mark.slow
@pytest.mark.parametrize("slip", ["gone", "taken out", "another day", "damaged", "emptied by another year"])
def test_a_record_that_lost_a_publication_is_found(recorded_on_main: Office, slip: str) -> None:
    office = recorded_on_main
    match slip:
        case "gone":
            (office.folder / RECORD).unlink()
        case "taken out":
            published(office, "2026-03-10")
        case "another day":
            published(office, "2026-02-01", "2026-03-10", published_on="2026-02-02")
        case "damaged":
            (office.folder / RECORD).write_text("{", encoding="utf-8")
        case _:
            published(office, "2026-04-12")
    assert errors(office) == [("publication-changed", RECORD)]
    office.git("checkout", "main", "--", RECORD)
    assert errors(office) == []


def test_a_record_that_moved_with_its_plan_is_the_same(recorded_on_main: Office) -> None:
    for name in (PLAN, RECORD, "programme/2026.yaml"):
        move(recorded_on_main, name, f"saratov/{name}")
    assert errors(recorded_on_main, ".") == []
    published_elsewhere = recorded_on_main.folder / "saratov" / RECORD
    published_elsewhere.unlink()
    assert errors(recorded_on_main, ".") == [("publication-changed", f"saratov/{RECORD}")]


def test_the_record_is_taken_for_no_plan(recorded_on_main: Office) -> None:
    result = recorded_on_main("validate", "--json", *DAY)
    assert {one["path"] for one in json.loads(result.stdout)} <= {PLAN, "programme/2026.yaml"}
    assert recorded_on_main("status", *DAY).exit_code == 0
