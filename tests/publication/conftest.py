"""The browser in which pages are looked at: one for all tests; without it they are skipped."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from csprog.publication.fragment import windows_1251
from tests.extras import optional
from tests.publication.programmes import CASES, fragment_of, reports, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

# Debian's Chromium as root, in a container, without a network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a running Chromium."""
    playwright = optional("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which every case is published under its name, and three reports for the inside."""
    folder = tmp_path_factory.mktemp("sites")
    for name in CASES:
        for path, data in site(name).files.items():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        text = fragment_of(name)
        (folder / name / "2025" / "fragment.html").write_text(text, encoding="utf-8")
        (folder / name / "2025" / "fragment-windows-1251.html").write_bytes(windows_1251(text))
    for name, data in reports(tmp_path_factory.mktemp("holding")).items():
        file = folder / "report" / name / "index.html"
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
    return folder
