"""Several files are replaced, made and removed together, or none is."""

from __future__ import annotations

import errno
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from csprog.errors import StoreError
from csprog.store.atomic_write import Copy
from csprog.store.file_set import replace_all, take_back


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a folder with two files."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / name).write_bytes(b"old")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


OLD = {"one": b"old", "two": b"old"}


def contents(site: Path) -> dict[Path, Any]:
    """Give changes of each kind; the file that is copied has one of the names that stay."""
    source = site.parent / "source"
    source.write_bytes(b"copied")
    copy = Copy(source, sha256(b"copied").hexdigest())
    return {site / "one": b"new", site / "2025" / "deep" / "three": copy, site / "two": None, site / "four": b"new"}


NEW = {"one": b"new", "2025/deep/three": b"copied", "four": b"new"}


def test_all(site: Path, tmp_path: Path) -> None:
    replace_all(contents(site), journal=tmp_path / "journal")
    assert files(site) == NEW
    assert not (tmp_path / "journal").exists()


@pytest.mark.parametrize("journal", [True, False])
@pytest.mark.parametrize("name", ["one", "three", "four"])
def test_one_that_can_not_be_replaced_leaves_all(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, journal: bool
) -> None:
    rename = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == name and "csprog" in self.name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(StoreError, match=f"{name} can't be written: permission denied"):
            replace_all(contents(site), journal=tmp_path / "journal" if journal else None)
    assert files(site) == OLD
    assert not (site / "2025").exists()
    assert not (tmp_path / "journal").exists()


def test_read_only_is_told_before_anything_is_written(site: Path) -> None:
    (site / "two").chmod(0o444)
    with pytest.raises(StoreError, match="two is read-only; nothing was written"):
        replace_all({site / "one": b"new", site / "two": b"new"})
    assert files(site) == OLD


def test_what_stays_the_same_is_not_written(site: Path) -> None:
    (site / "two").chmod(0o444)
    before = (site / "two").stat()
    replace_all({site / "one": b"new", site / "two": b"old"})
    assert (site / "two").stat() == before
    assert files(site) == {"one": b"new", "two": b"old"}


def test_what_cannot_be_brought_back_is_told_and_brought_back_later(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where somebody opens a file of the site in the middle, on Windows."""
    rename, journal = Path.replace, tmp_path / "journal"
    calls: list[Path] = []

    def refuse(self: Path, target: Path) -> Path:
        calls.append(target)
        if target.name == "four" or (target.name == "one" and calls.count(target) > 1):
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(StoreError, match="one can't be restored: permission denied; run the command again"):
            replace_all(contents(site), journal=journal)
    take_back(journal)
    assert files(site) == OLD
    assert list(tmp_path.iterdir()) == [site, tmp_path / "source"] or not journal.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 5}', '{"files": [1], "folders": []}'])
def test_a_journal_that_is_none_is_forgotten(tmp_path: Path, text: str) -> None:
    journal = tmp_path / "journal"
    journal.write_text(text, encoding="ascii")
    take_back(journal)
    assert not journal.exists()


def test_what_somebody_has_changed_since_stays(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = tmp_path / "journal"

    class Killed(BaseException):
        pass

    def killed(_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("csprog.store.file_set._Changes._forget", killed)
        patch.setattr("csprog.store.file_set._Changes.end", killed)
        with pytest.raises(Killed):
            replace_all(contents(site), journal=journal)
    assert {name: data for name, data in files(site).items() if "csprog" not in name} == NEW
    (site / "one").write_bytes(b"typed since")
    take_back(journal)
    assert files(site) == {"one": b"typed since", "two": b"old"}
