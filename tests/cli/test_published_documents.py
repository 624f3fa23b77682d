"""The workbook and the PDF beside the page: made where their libraries are, kept with a year published for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csprog.operations import published_documents
from csprog.publication import page_values
from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

FINAL = ("publish", "--final", "--as-of", "2026-02-01")
DONE = "on: 2025-05-01, event: completed, note: акт"


@pytest.mark.slow
def test_a_document_that_can_be_made_no_longer_goes(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published_documents, "installed_formats", lambda: ("xlsx",))
    csprog("publish", "--as-of", "2025-07-01")
    file = csprog.folder / "site" / "2025" / "programme-2025.xlsx"
    assert file.is_file()
    monkeypatch.setattr(published_documents, "installed_formats", lambda: ())
    csprog("publish", "--as-of", "2025-07-01")
    assert not file.exists()


@pytest.mark.slow
def test_a_frozen_year_keeps_its_documents_under_another_version_of_a_library(
    csprog: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    csprog.write(small(measure(DONE)))
    monkeypatch.setattr(published_documents, "installed_formats", lambda: ("xlsx",))
    assert csprog(*FINAL).exit_code == 0
    file = csprog.folder / "site" / "2025" / "programme-2025.xlsx"
    before = file.read_bytes()
    monkeypatch.setattr(published_documents, "installed_formats", lambda: ())
    monkeypatch.setattr(page_values, "write_document", lambda *_: b"other bytes")
    assert csprog("publish", "--as-of", "2026-02-01").exit_code == 0
    assert file.read_bytes() == before
    file.unlink()
    assert csprog("publish", "--as-of", "2026-02-01").exit_code == 1
    assert not file.exists()
