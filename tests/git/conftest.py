"""An office's repository, with git that knows nothing but what the test tells it. Sentences are English."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.git.office import Office
from tests.plans import APPROVED

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Give the plan of 2025 as it was approved in a folder outside git."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true", "LC_ALL": "C"}
    for name, value in {**settings, "CSPROG_LANG": "en", "TMPDIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    office = Office(tmp_path / "office")
    office.write(APPROVED)
    monkeypatch.chdir(office.folder)
    return office


@pytest.fixture
def office(folder: Office) -> Office:
    """Give the same folder as a repository with one commit, in which csprog merges plans."""
    folder.git("init", "-q", "-b", "main")
    folder.git("config", "user.name", "Анна")
    folder.git("config", "user.email", "anna@example.org")
    folder.done("merge-driver", "--install")
    folder.commit("план утверждён")
    return folder
