"""`csprog init`: a repository that git, the editor and CI know plans in; run again it does what is missing."""

from __future__ import annotations

import json
from contextlib import chdir
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import ENTER, Terminal, on_terminal
from tests.git.office import Office, recorded
from tests.plans import APPROVED, ROOT

if TYPE_CHECKING:
    from pathlib import Path

REMARK = recorded("remark", "1.2.4", "--on", "2025-03-14", "--note", "наше")


def told(office: Office, *words: str) -> list[str]:
    """Set up and give what is told of each step."""
    result = office("init", *words)
    assert result.exit_code == 0, result.stderr
    return [line.partition(":")[0] for line in result.stdout.splitlines() if not line.startswith(" ")]


def files(office: Office) -> dict[str, bytes]:
    """Give the files outside .git."""
    found = (path for path in office.folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(office.folder).as_posix(): path.read_bytes() for path in found}


def test_an_empty_folder_becomes_a_repository_for_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    office = Office(tmp_path)
    result = office("init", "--ci", "github")
    assert result.stderr.splitlines()[-1].startswith("next: a plan (csprog new 20")
    assert set(files(office)) == {
        ".gitattributes",
        ".github/workflows/plan.yml",
        ".gitignore",
        ".vscode/settings.json",
        "schema/programme.schema.json",
    }
    settings = json.loads(files(office)[".vscode/settings.json"])
    assert settings == {"yaml.schemas": {"./schema/programme.schema.json": "**/programme/*.yaml"}}
    assert files(office)["schema/programme.schema.json"] == (ROOT / "schema" / "programme.schema.json").read_bytes()
    assert "say in the repository's CI variable CSPROG_SOURCE" in result.stdout


def test_run_twice_it_does_nothing(folder: Office) -> None:
    assert set(told(folder, "--ci", "gitlab")) == {"done"}
    before = files(folder), folder.git("config", "--list", "--local")
    assert set(told(folder, "--ci", "gitlab")) == {"there already"}
    assert set(told(folder)) == {"there already"}
    assert (files(folder), folder.git("config", "--list", "--local")) == before


@pytest.mark.slow
def test_git_does_what_it_is_set_up_for(folder: Office) -> None:
    told(folder)
    folder.git("add", "--all")
    REMARK(folder)
    assert "+1.2.4.1" in folder.git("diff")
    folder.put("site/index.html", "")
    assert "site" not in folder.git("status", "--porcelain")
    assert folder.git("check-attr", "merge", "--", "programme/2025.yaml").endswith(": csprog\n")


def test_what_is_there_is_left(folder: Office) -> None:
    mine = {
        ".vscode/settings.json": '{\n  // моё\n  "editor.tabSize": 2\n}\n',
        "schema/programme.schema.json": "{}\n",
        ".gitlab-ci.yml": "build:\n  script: make\n",
        ".gitignore": "*.tmp\r\n",
    }
    for name, text in mine.items():
        folder.put(name, text)
    result = folder("init", "--ci", "gitlab")
    assert {name: text.encode() for name, text in mine.items() if name != ".gitignore"}.items() <= files(folder).items()
    assert files(folder)[".gitignore"] == b"*.tmp\r\nsite/\r\n"
    assert result.stdout.count("left as it is: ") == 3
    assert 'add to it: "yaml.schemas": {"./schema/programme.schema.json": "**/programme/*.yaml"}' in result.stdout
    assert "to renew it: csprog schema --output schema/programme.schema.json --force" in result.stdout
    assert "csprog is not in it" in result.stdout
    folder.done("schema", "--output", "schema/programme.schema.json", "--force")
    assert "there already: schema/programme.schema.json" in folder("init").stdout


@pytest.mark.parametrize("line", ["site", "/site/", "**/site/*"])
def test_a_site_that_is_ignored_already_is_not_ignored_twice(folder: Office, line: str) -> None:
    folder.put(".gitignore", line + "\n")
    told(folder)
    assert files(folder)[".gitignore"] == line.encode() + b"\n"


def test_a_site_that_is_committed_stays(office: Office) -> None:
    office.put("site/index.html", "a")
    office.commit("site")
    told(office)
    assert ".gitignore" not in files(office)


def test_another_workflow_that_calls_csprog_is_enough(folder: Office) -> None:
    folder.put(".github/workflows/check.yaml", "# csprog validate\n")
    assert "there already: .github/workflows/check.yaml" in folder("init", "--ci", "github").stdout


def test_below_the_top_of_a_repository_the_top_is_set_up(office: Office) -> None:
    inside = office.folder / "yug" / "programme"
    inside.mkdir(parents=True)
    with chdir(inside):
        told(office, "--ci", "github")
    assert ".github/workflows/plan.yml" in files(office)
    assert not (office.folder / "yug" / ".git").exists()


def test_without_a_terminal_nothing_is_asked(folder: Office) -> None:
    result = folder("init")
    assert "csprog init --ci github or csprog init --ci gitlab" in result.stderr
    assert not {".github/workflows/plan.yml", ".gitlab-ci.yml"} & set(files(folder))


def test_who_commits_has_to_be_known(folder: Office) -> None:
    assert 'git config user.name "…"' in folder("init").stderr
    folder.git("config", "user.name", "Анна")
    folder.git("config", "user.email", "anna@example.org")
    assert "user.name" not in folder("init").stderr


@pytest.mark.slow
@on_terminal
def test_at_a_terminal_ci_is_asked_for(folder: Office) -> None:
    terminal = Terminal("-m", "csprog", "init", folder=folder.folder)
    terminal.sees("Where are changes of plans checked")
    terminal.press("\x15gitlab", ENTER)
    code, _ = terminal.end()
    assert code == 0
    assert files(folder)[".gitlab-ci.yml"] == (ROOT / "ci" / "gitlab.yml").read_bytes()


@pytest.mark.parametrize("company", [".", "Север"])
def test_a_new_plan_names_the_schema_for_the_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, company: str
) -> None:
    """That of the repository, also where a group's company has its own folder; without one the plan begins as ever."""
    monkeypatch.chdir(tmp_path)
    office = Office(tmp_path)
    assert office("init").exit_code == 0
    place = tmp_path / company
    place.mkdir(exist_ok=True)
    first = place / "programme" / "2025.yaml"
    next_year = ("new", "2026", "--carry", "none", "--recurring", "none")
    with chdir(place):
        assert office("new", "2025", "--organisation", "ПАО «Север»").exit_code == 0
        texts = [first.read_text(encoding="utf-8")]
        first.write_text(APPROVED, encoding="utf-8")
        assert office(*next_year).exit_code == 0
        texts.append(first.with_name("2026.yaml").read_text(encoding="utf-8"))
        first.with_name("2026.yaml").unlink()
        (tmp_path / "schema" / "programme.schema.json").unlink()
        assert office(*next_year).exit_code == 0
    for text in texts:
        address = text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert (first.parent / address).resolve() == tmp_path / "schema" / "programme.schema.json"
    assert "yaml-language-server" not in first.with_name("2026.yaml").read_text(encoding="utf-8")
