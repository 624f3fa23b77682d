"""Compiled templates that are kept: for speed alone, and never taken from where somebody else could put them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Environment

from csprog.publication import bytecode
from csprog.publication.templates import environment, render
from csprog.store import cache

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a person's folders by other means than modes")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which compiled templates are kept."""
    folder = tmp_path / "cache" / "csprog"
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: folder)
    return folder


def sheet() -> str:
    return render(environment(None), "style.css", {})


def plant(kept: Path) -> None:
    """Put a template of somebody else's in the place of the style sheet."""
    made = environment(None)
    assert isinstance(made.bytecode_cache, bytecode.Compiled)
    source, filename, _ = made.loader.get_source(made, "style.css")  # type: ignore[union-attr]
    bucket = made.bytecode_cache.get_bucket(made, "style.css", filename, source)
    bucket.code = made.compile("planted", "style.css", filename)
    kept.mkdir(parents=True, exist_ok=True)
    made.bytecode_cache.dump_bytecode(bucket)


def test_what_was_compiled_once_is_not_compiled_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sheet()
    assert [path.stat().st_size > 1000 for path in kept.iterdir()] == [True]

    def compiled(*_: Any, **__: Any) -> None:
        pytest.fail("compiled again")

    monkeypatch.setattr(Environment, "compile", compiled)
    assert sheet() == first


def test_another_jinja_or_csprog_compiles_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(kept)
    assert sheet() == "planted", "else this test proves nothing"
    monkeypatch.setattr(bytecode, "_compiler", lambda: "another")
    assert "--paper" in sheet()


@posix
@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_that_others_can_write_is_not_trusted(kept: Path, mode: int) -> None:
    plant(kept)
    kept.chmod(mode)
    assert "--paper" in sheet()


@posix
def test_a_folder_of_somebody_else_is_not_trusted(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(kept)
    monkeypatch.setattr("os.getuid", lambda: kept.stat().st_uid + 1)
    assert "--paper" in sheet()


@posix
def test_a_link_to_a_folder_is_not_trusted(kept: Path) -> None:
    plant(kept)
    kept.rename(kept.with_name("elsewhere"))
    kept.symlink_to(kept.with_name("elsewhere"))
    assert "--paper" in sheet()


@pytest.mark.parametrize("damage", [b"", b"j2", b"j2\x80\x02K\x05.\x80\x02J\x0b\x00\x00\x03.", b"rubbish"])
def test_a_damaged_file_is_made_anew(kept: Path, damage: bytes) -> None:
    first = sheet()
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage + whole[len(damage) : len(damage) and len(whole) // 2])
    assert sheet() == first
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_the_page_is_made_all_the_same(kept: Path) -> None:
    kept.parent.mkdir()
    kept.write_text("a file stands where the folder should")
    assert "--paper" in sheet()


def test_a_projects_own_template_is_not_kept(kept: Path, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "style.css").write_text("own", encoding="utf-8")
    assert render(environment(own), "style.css", {}) == "own"
    assert list(kept.iterdir()) == []
    assert "--paper" in sheet(), "nor does it take the bundled one's place"
