"""A folder with the real plan, and csprog in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import Tool
from tests.plans import APPROVED, _english

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["_english"]


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog in a folder that holds the plan of 2025 as it was approved."""
    tool = Tool(tmp_path / "repository")
    tool.write(APPROVED)
    monkeypatch.chdir(tool.folder)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # locks go there: the folder is no git repository
    return tool
