"""The hook for pre-commit, in the repository of somebody who has nothing of csprog but the documentation's lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.extras import optional
from tests.integration.documented import snippets
from tests.integration.sources import copy_sources
from tests.integration.workplace import Workplace
from tests.plans import APPROVED, small

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

ADDRESS = "https://github.com/your-organisation/csprog"
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]


@pytest.mark.not_on_windows(reason="one system shows it, in half a minute")
def test_only_a_sound_plan_is_committed(tmp_path: Path) -> None:
    """pre-commit fetches csprog by its tag, builds and installs it from PyPI's packages, and runs it on a commit."""
    optional("pre_commit")
    origin = Workplace(tmp_path / "csprog")
    copy_sources(origin.folder)
    origin.commit()
    origin.done("git", "tag", "v0.1.0")
    office = Workplace(tmp_path / "office", {"PRE_COMMIT_HOME": str(tmp_path / "fetched")})
    (config,) = snippets("pre-commit", "yaml")
    assert ADDRESS in config
    office.write(".pre-commit-config.yaml", config.replace(ADDRESS, origin.folder.as_uri()))
    office.done(*PRE_COMMIT, "install")

    def commit(name: str, text: str) -> tuple[bool, str]:
        office.write(name, text)
        office.done("git", "add", "--all")
        result = office.run("git", "commit", "-m", "Правка")
        return result.returncode == 0, result.stdout + result.stderr

    committed, said = commit("programme/2025.yaml", APPROVED)
    assert committed, said
    assert "csprog validate" in said
    assert "Passed" in said

    broken = small().replace("due: 2025-06-30", "due: 30.06.2025")
    committed, said = commit("programme/2025.yaml", broken)
    assert not committed
    line = broken.partition("due:")[0].count("\n") + 1
    assert f"programme/2025.yaml:{line}:22: error: due: a deadline is a date" in said

    office.done("git", "checkout", "-q", "HEAD", "--", "programme")
    committed, said = commit("drafts/2026.yaml", broken)
    assert committed, said
    assert "no files to check" in said
