"""A file is replaced whole or not at all; `tests/git/test_replaced.py` has its attributes and links."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

import pytest

from csprog.errors import RefusedError, StoreError
from csprog.store.atomic_write import create, replace

OLD, NEW = b"old: \xd0\xb0\n", b"new: \xd0\xb1\n" * 1000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a plan's file in a folder of its own."""
    file = tmp_path / "programme" / "2025.yaml"
    file.parent.mkdir()
    file.write_bytes(OLD)
    return file


def assert_untouched(file: Path) -> None:
    """Nothing was written and nothing lies about."""
    assert file.read_bytes() == OLD
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_new_bytes_are_there(file: Path) -> None:
    replace(file, NEW)
    assert file.read_bytes() == NEW
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.not_on_windows(reason="files have no modes there")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640)])
def test_a_new_file_has_the_mode_of_any_new_file(file: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        replace(file.with_name("2026.yaml"), NEW)
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.with_name("2026.yaml").stat().st_mode) == mode


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace", "os.chmod"])
def test_whatever_fails_the_old_file_stays(file: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(call, full)
    with pytest.raises(StoreError) as refused:
        replace(file, NEW)
    assert str(refused.value) == f"{file.as_posix()} can't be written: no space left on device"
    assert_untouched(file)


def test_an_interrupted_replacement_leaves_no_litter(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace(file, NEW)
    assert_untouched(file)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be written: no such file or directory"):
        replace(tmp_path / "none" / "2025.yaml", NEW)


def test_a_folder_in_the_place_of_the_file(file: Path) -> None:
    with pytest.raises(StoreError, match="is not a regular file"):
        replace(file.parent, NEW)
    assert_untouched(file)


@pytest.mark.parametrize(("age", "stays"), [(0, True), (3600, False)], ids=["of-a-running-process", "of-a-killed-one"])
def test_a_file_that_another_process_left(file: Path, age: int, *, stays: bool) -> None:
    other = file.with_name(".2025.yaml.abc.csprog")
    other.write_bytes(b"half")
    os.utime(other, (time.time() - age,) * 2)
    replace(file, NEW)
    assert file.read_bytes() == NEW
    assert other.exists() is stays


def test_the_time_is_that_of_the_change(file: Path) -> None:
    os.utime(file, (0, 0))
    replace(file, NEW)
    assert time.time() - file.stat().st_mtime < 3600


def test_what_was_changed_meanwhile_is_not_overwritten(file: Path) -> None:
    with pytest.raises(StoreError, match="has been changed by someone else; try again"):
        replace(file, NEW, before=b"older")
    assert_untouched(file)
    replace(file, NEW, before=OLD)
    assert file.read_bytes() == NEW


def test_a_new_file_and_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "programme" / "2026.yaml"
    create(file, b"plan")
    assert file.read_bytes() == b"plan"
    assert [one.name for one in file.parent.iterdir()] == ["2026.yaml"]


def test_what_is_there_is_never_created_anew(tmp_path: Path) -> None:
    file = tmp_path / "2026.yaml"
    file.write_bytes(b"")
    with pytest.raises(RefusedError, match="already exists; nothing was written"):
        create(file, b"plan")
    assert file.read_bytes() == b""


def test_a_new_file_that_can_not_be_written_whole_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        del descriptor
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="no space left"):
        create(tmp_path / "2026.yaml", b"plan")
    assert list(tmp_path.iterdir()) == []
