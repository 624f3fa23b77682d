"""The action for GitHub: its form is what GitHub expects, and its steps do what they say when a runner runs them."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.integration.documented import snippets
from tests.integration.published import fits
from tests.integration.sources import copy_sources
from tests.integration.workplace import Workplace, with_csprog
from tests.plans import APPROVED, ROOT, small

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

needs_shell = pytest.mark.not_on_windows(reason="the steps are for the bash of a runner")
TEXT = (ROOT / "action.yml").read_text(encoding="utf-8")
ACTION: dict[str, Any] = YAML(typ="safe", pure=True).load(TEXT)
INPUTS = ACTION["inputs"]
INSTALL, CHECK = (step for step in ACTION["runs"]["steps"] if "run" in step)
MACHINE = {"github.server_url": "https://github.example", "github.action_repository": "office/csprog"}
BROKEN = small().replace("due: 2025-06-30", "due: 30.06.2025")
BROKEN_AT = BROKEN.partition("due:")[0].count("\n") + 1


def run(place: Workplace, step: dict[str, Any], **given: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the runner does, its expressions replaced by what the workflow gives or the default."""
    inputs = {f"inputs.{name}": given.pop(name.replace("-", "_"), said["default"]) for name, said in INPUTS.items()}
    known = {**inputs, **MACHINE}
    filled = {
        name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], text) for name, text in step["env"].items()
    }
    assert step["shell"] == "bash"
    assert "${{" not in step["run"]
    return place.script(step["run"], {**filled, "GITHUB_ACTIONS": "true", **given})


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """Give a repository with a sound plan."""
    place = with_csprog(tmp_path / "office")
    place.write("programme/2025.yaml", APPROVED)
    place.commit()
    return place


# ── its form ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_action_is_one(tmp_path: Path) -> None:
    """The published schema of actions holds, and a line that isn't one is found."""
    assert fits("vendor.github-actions", TEXT, tmp_path)
    assert not fits("vendor.github-actions", TEXT.replace("using: composite", "using: composit"), tmp_path)


@pytest.mark.slow
def test_documented_workflow_is_one(tmp_path: Path) -> None:
    (workflow,) = snippets("GitHub", "yaml")
    assert fits("vendor.github-workflows", workflow, tmp_path)
    used = YAML(typ="safe", pure=True).load(workflow)["jobs"]["validate"]["steps"][-1]
    assert used["uses"].startswith("your-organisation/csprog@")
    assert used["with"].keys() - INPUTS.keys() == set()


def test_every_input_is_used_described_and_has_a_default() -> None:
    assert set(re.findall(r"\$\{\{ inputs\.(\S+) \}\}", TEXT)) == set(INPUTS)
    for name, said in INPUTS.items():
        assert set(said) == {"description", "default"}, name
        assert isinstance(said["default"], str), name


# ── its steps ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@needs_shell
def test_action_installs_itself(tmp_path: Path) -> None:
    """From its own folder, into whatever Python is at hand; what is installed checks plans."""
    here = tmp_path / "action"
    copy_sources(here)
    place = Workplace(tmp_path / "office")
    place.done(sys.executable, "-m", "venv", str(tmp_path / "python"))
    place.variables["PATH"] = f"{tmp_path / 'python' / 'bin'}:{place.variables['PATH']}"
    place.write("programme/2025.yaml", BROKEN)
    installed = run(place, INSTALL, GITHUB_ACTION_PATH=str(here))
    assert installed.returncode == 0, installed.stderr
    checked = run(place, CHECK)
    assert f"::error file=programme/2025.yaml,line={BROKEN_AT}," in checked.stdout, checked.stderr


@needs_shell
def test_another_version_comes_from_the_same_repository(place: Workplace) -> None:
    """Not from an index of packages, where the name may be anybody's."""
    place.put_on_path("python", 'printf "%s\\n" "$@"')
    asked = run(place, INSTALL, version="v0.2.0", GITHUB_ACTION_PATH="/action").stdout
    assert asked.splitlines()[-1] == "csprog @ git+https://github.example/office/csprog@v0.2.0"
    assert run(place, INSTALL, GITHUB_ACTION_PATH="/action").stdout.splitlines()[-1] == "/action"


@pytest.mark.slow
@needs_shell
def test_a_pip_of_the_pull_request_is_not_run(place: Workplace) -> None:
    """Neither for its name nor, as the step is run elsewhere, for what pip would read in the checkout."""
    place.put_on_path("python", f'exec "{sys.executable}" "$@"')
    place.write("pip.py", "print('pip of the pull request')")
    installed = run(place, INSTALL, GITHUB_ACTION_PATH="/nowhere")
    assert "/nowhere" in installed.stderr, "pip says what it can't install"
    assert "pull request" not in installed.stdout
    assert INSTALL["working-directory"] == "${{ runner.temp }}"


@pytest.mark.slow
@needs_shell
def test_sound_plan_passes(place: Workplace) -> None:
    """Warnings are shown and stop nothing; the job's summary is written."""
    summary = place.folder.parent / "summary.md"
    checked = run(place, CHECK, GITHUB_STEP_SUMMARY=str(summary))
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "::error" not in checked.stdout
    assert "1 plan checked" in summary.read_text(encoding="utf-8")


@pytest.mark.slow
@needs_shell
def test_broken_plan_stops_the_job(place: Workplace) -> None:
    """The problem is shown at its line."""
    place.write("programme/2026.yaml", BROKEN)
    checked = run(place, CHECK)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert f"::error file=programme/2026.yaml,line={BROKEN_AT},col=22,endColumn=32,title=due::" in checked.stdout


@pytest.mark.slow
@needs_shell
def test_strict_makes_errors_of_warnings(place: Workplace) -> None:
    assert "::notice " in run(place, CHECK).stdout
    checked = run(place, CHECK, strict="true")
    assert checked.returncode == 1
    assert "::error " in checked.stdout
    assert "::notice " not in checked.stdout


@pytest.mark.slow
@needs_shell
def test_paths_are_one_a_line(place: Workplace) -> None:
    """With spaces in them, with an empty line below; what isn't named isn't checked."""
    place.write("programme/2026.yaml", BROKEN)
    place.write("next year/2026.yaml", small().replace("year: 2025", "year: 2026").replace("2025-06", "2026-06"))
    place.write("-v/2025.yaml", APPROVED)
    named = "programme/2025.yaml\nnext year\n-v/2025.yaml\n\n"
    checked = run(place, CHECK, paths=named, strict="true")  # as errors, gaps stand at every plan
    assert checked.stderr == ""
    assert set(re.findall(r"file=([^,]+),", checked.stdout)) == {
        "programme/2025.yaml",
        "next year/2026.yaml",
        "-v/2025.yaml",
    }


@pytest.mark.slow
@needs_shell
def test_change_of_an_approved_plan_is_seen(place: Workplace) -> None:
    """In a merge of a pull request, as GitHub checks it out: HEAD^1 is what it goes into."""
    place.done("git", "checkout", "-q", "-b", "wish")
    place.write("programme/2025.yaml", APPROVED.replace("due: 2025-Q4", "due: 2025-12-30", 1))
    place.commit()
    place.done("git", "checkout", "-q", "main")
    place.done("git", "merge", "-q", "--no-ff", "--no-edit", "wish")
    clone = place.folder.parent / "runner"
    place.done("git", "clone", "-q", "--depth", "2", place.folder.as_uri(), str(clone))
    runner = Workplace(clone, {"PATH": place.variables["PATH"]})
    assert run(runner, CHECK).returncode == 0
    checked = run(runner, CHECK, against="HEAD^1")
    assert checked.returncode == 1
    assert "title=change-due::" in checked.stdout


@pytest.mark.slow
@needs_shell
def test_revision_that_was_not_fetched_is_an_error(place: Workplace) -> None:
    """It can't be mistaken for a plan without changes."""
    checked = run(place, CHECK, against="HEAD^9")
    assert checked.returncode == 1
    assert "HEAD^9" in checked.stderr
