"""csprog in a folder with the real plan, and in a tree of small ones; what it keeps from one run to the next, and reads."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from csprog.portfolio import cache
from csprog.programme import plan_text as reading
from tests.cli.portfolios import make
from tests.cli.tool import Tool
from tests.plans import APPROVED

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog in a folder that holds the plan of 2025 as it was approved."""
    tool = Tool(tmp_path / "repository")
    tool.write(APPROVED)
    monkeypatch.chdir(tool.folder)
    return tool


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the file of the cache."""
    folder = tmp_path / "cache" / "csprog"
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: folder)
    return folder / "results.sqlite3"


@pytest.fixture
def tree(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog in the tree."""
    del kept
    make(tmp_path / "holding")
    monkeypatch.chdir(tmp_path / "holding")
    return Tool(tmp_path / "holding")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let bars be drawn although nothing is a terminal here."""
    monkeypatch.setattr("csprog.console.terminal.Terminal.plain", False)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the texts that are read as plans in this process from now on."""
    texts: list[str] = []

    def parse(text: str) -> Any:
        texts.append(text)
        return reading.parse_plan(text)

    for name in ("portfolio.worker", "validation.validator"):
        monkeypatch.setattr(import_module(f"csprog.{name}"), "parse_plan", parse)
    return texts
