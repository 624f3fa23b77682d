"""The job for GitLab: its form is what GitLab expects, and its script does what it says when a runner runs it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.integration.documented import snippets
from tests.integration.published import fits
from tests.integration.workplace import RUNNER, Workplace, with_csprog
from tests.plans import APPROVED, ROOT, small

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

needs_shell = pytest.mark.not_on_windows(reason="the script is for the shell of an image")
TEXT = (ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8")
JOBS: dict[str, Any] = YAML(typ="safe", pure=True).load(TEXT)
JOB = JOBS["csprog-validate"]
REPORT = JOB["artifacts"]["reports"]["codequality"]
POSIX = ("sh", "-e")
BROKEN = small().replace("due: 2025-06-30", "due: 30.06.2025")


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """Give a repository with a sound plan."""
    place = with_csprog(tmp_path / "office")
    place.write("programme/2025.yaml", APPROVED)
    place.commit()
    return place


def run(
    place: Workplace, shell: tuple[str, ...] = RUNNER, **said: str
) -> tuple[subprocess.CompletedProcess[str], list[dict[str, Any]]]:
    """Run the job's script as a runner does; give the result and what the report holds."""
    result = place.script("\n".join(JOB["script"]), {"GITLAB_CI": "true", **said}, shell)
    return result, json.loads((place.folder / REPORT).read_text(encoding="utf-8") or "[]")


def names(report: list[dict[str, Any]]) -> list[str]:
    return [problem["check_name"] for problem in report if problem["severity"] == "major"]


# ── its form ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_job_is_one(tmp_path: Path) -> None:
    """The published schema of pipelines holds, and a line that isn't one is found."""
    assert fits("vendor.gitlab-ci", TEXT, tmp_path, "--data-transform", "gitlab-ci")
    assert not fits("vendor.gitlab-ci", TEXT.replace("when: always", "when: ever"), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1], ids=["same GitLab", "elsewhere"])
def test_documented_pipeline_is_one(tmp_path: Path, number: int) -> None:
    """It includes the file that there is, and says where csprog comes from."""
    pipeline = snippets("GitLab", "yaml")[number]
    assert fits("vendor.gitlab-ci", pipeline, tmp_path)
    said = YAML(typ="safe", pure=True).load(pipeline)
    (included,) = said["include"]
    assert (included.get("file") or included["remote"]).endswith("ci/gitlab.yml")
    assert said["variables"]["CSPROG_SOURCE"].startswith("git+https://")


# ── its script ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@needs_shell
@pytest.mark.parametrize("shell", [RUNNER, POSIX], ids=["bash", "sh"])
def test_sound_plan_passes(place: Workplace, shell: tuple[str, ...]) -> None:
    """Warnings are in the report and in the log, and stop nothing."""
    result, report = run(place, shell)
    assert (result.returncode, result.stderr) == (0, "")
    assert names(report) == []
    assert "1 plan checked" in result.stdout


@pytest.mark.slow
@needs_shell
@pytest.mark.parametrize("shell", [RUNNER, POSIX], ids=["bash", "sh"])
def test_broken_plan_stops_the_job(place: Workplace, shell: tuple[str, ...]) -> None:
    """The report names its line, and the log says it to who reads that."""
    place.write("programme/2026.yaml", BROKEN)
    result, report = run(place, shell)
    assert result.returncode == 1
    line = BROKEN.partition("due:")[0].count("\n") + 1
    assert {"path": "programme/2026.yaml", "lines": {"begin": line}} in [problem["location"] for problem in report]
    assert f"programme/2026.yaml:{line}:22: error: due: " in result.stdout


@pytest.mark.slow
@needs_shell
def test_strict_makes_errors_of_warnings(place: Workplace) -> None:
    result, report = run(place, CSPROG_STRICT="true")
    assert result.returncode == 1
    assert names(report) != []


@pytest.mark.slow
@needs_shell
def test_paths_have_spaces_between(place: Workplace) -> None:
    place.write("programme/2026.yaml", BROKEN)
    assert run(place, CSPROG_PATHS="programme/2025.yaml")[0].returncode == 0
    assert run(place, CSPROG_PATHS="programme/2025.yaml programme/2026.yaml")[0].returncode == 1


@pytest.mark.slow
@needs_shell
def test_merge_request_is_compared_with_where_it_starts(place: Workplace) -> None:
    """Unless another revision is named, or none."""
    start = place.done("git", "rev-parse", "HEAD").strip()
    place.write("programme/2025.yaml", APPROVED.replace("due: 2025-Q4", "due: 2025-12-30", 1))
    place.commit()
    result, report = run(place, CI_MERGE_REQUEST_DIFF_BASE_SHA=start)
    assert (result.returncode, names(report)) == (1, ["change-due"])
    assert run(place)[0].returncode == 0
    assert run(place, CSPROG_AGAINST=start)[0].returncode == 1
    assert run(place, CSPROG_AGAINST="HEAD", CI_MERGE_REQUEST_DIFF_BASE_SHA=start)[0].returncode == 0
    assert run(place, CSPROG_AGAINST="", CI_MERGE_REQUEST_DIFF_BASE_SHA=start)[0].returncode == 0


@needs_shell
def test_csprog_is_installed_from_where_it_is_said_to_be(place: Workplace) -> None:
    """Nothing is guessed: without an address the job ends with what to do."""
    place.put_on_path("python", 'printf "%s\\n" "$@"')
    address = "git+https://github.com/your-organisation/csprog@v0.1.0"
    script = "\n".join(JOB["before_script"])
    assert place.script(script, {"CSPROG_SOURCE": address}).stdout.splitlines()[-1] == address
    refused = place.script(script, {})
    assert refused.returncode != 0
    assert "say in variables where pip finds csprog" in refused.stderr


@pytest.mark.slow
@needs_shell
def test_a_pip_of_the_merge_request_is_not_run(place: Workplace) -> None:
    place.put_on_path("python", f'exec "{sys.executable}" "$@"')
    place.write("pip.py", "print('pip of the merge request')")
    installed = place.script("\n".join(JOB["before_script"]), {"CSPROG_SOURCE": "/nowhere"})
    assert "/nowhere" in installed.stderr, "pip says what it can't install"
    assert "merge request" not in installed.stdout
