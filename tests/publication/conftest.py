"""The sites and programmes that tests of the published page share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csprog.publication.fragment import windows_1251
from tests.publication.programmes import CASES, fragment_of, reports, site

if TYPE_CHECKING:
    from pathlib import Path


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
