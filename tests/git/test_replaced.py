"""A recording puts a new file in the place of the old: with all its attributes, or not at all and with a reason."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from csprog.errors import StoreError
from csprog.store.lock import locked, save
from tests.git.office import Office, gained

if sys.platform == "win32":
    pytest.skip("modes, owners and links are of another kind on Windows", allow_module_level=True)

import resource

from tests.git.strikes import apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REMARK = ("remark", "1.2.4", "--on", "2025-03-14", "--note", "записано", "--as-of", "2025-12-31")
FULL = "no space left on device"


def refused(office: Office) -> str:
    """Try to record: csprog must say why not, leave the plan alone and leave nothing beside it."""
    why = office.refused(*REMARK)
    assert [path.name for path in office.file.parent.iterdir()] == [office.file.name]
    return why


# ── what stays ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_mode_stays(folder: Office, mode: int) -> None:
    folder.file.chmod(mode)
    folder.done(*REMARK)
    assert folder.file.stat().st_mode & 0o7777 == mode


def test_owner_and_group_stay(folder: Office) -> None:
    """Root may give a file to anyone; whoever isn't root owns what he edits, and may choose among his groups."""
    root = os.geteuid() == 0
    owner, group = (12345, 23456) if root else (os.geteuid(), max(os.getgroups() or [os.getegid()]))
    os.chown(folder.file, owner, group)
    folder.done(*REMARK)
    assert (folder.file.stat().st_uid, folder.file.stat().st_gid) == (owner, group)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Python knows extended attributes on Linux alone")
def test_extended_attributes_stay(folder: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where one of them, a security label say, is not for everyone to set."""
    try:
        os.setxattr(folder.file, "user.origin", "приказ".encode())
    except OSError as error:
        pytest.skip(f"this file system has none: {error}")
    listxattr, setxattr = os.listxattr, os.setxattr

    def set_unless_secured(path: str, name: str, value: bytes, **options: bool) -> None:
        if name.startswith("security."):
            raise PermissionError(errno.EPERM, name)
        setxattr(path, name, value, **options)

    monkeypatch.setattr(os, "listxattr", lambda path, **options: ["security.selinux", *listxattr(path, **options)])
    monkeypatch.setattr(os, "setxattr", set_unless_secured)
    folder.done(*REMARK)
    assert os.getxattr(folder.file, "user.origin") == "приказ".encode()


@pytest.mark.parametrize("kind", ["relative", "absolute", "a link to a link"])
def test_symbolic_link_stays_a_link(folder: Office, kind: str) -> None:
    kept = folder.folder / "планы" / "программа.yaml"
    kept.parent.mkdir()
    folder.file.rename(kept)
    target = kept if kind == "absolute" else "../планы/программа.yaml"
    if kind == "a link to a link":
        (folder.file.parent / "link").symlink_to(target)
        target = "link"
    folder.file.symlink_to(target)
    before = kept.read_text(encoding="utf-8")
    folder.done(*REMARK)
    assert folder.file.readlink().as_posix() == str(target)
    assert len(gained(before, kept.read_text(encoding="utf-8"))) == 4
    folder.done("undo")
    assert kept.read_text(encoding="utf-8") == before


def test_link_out_of_the_repository(office: Office) -> None:
    """What is known of a plan goes by where it really lies: here in no repository."""
    elsewhere = office.folder.parent / "вне" / "2025.yaml"
    elsewhere.parent.mkdir()
    office.file.rename(elsewhere)
    office.file.symlink_to(elsewhere)
    office.done(*REMARK)
    assert "not committed" in office.done("log")
    office.done("undo")
    assert office.journals() == {}


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────


def test_hard_links_are_not_parted(folder: Office) -> None:
    os.link(folder.file, folder.folder / "2025 копия.yaml")
    assert "has 2 hard links" in refused(folder)
    assert folder.file.samefile(folder.folder / "2025 копия.yaml")


def test_read_only_stays_as_it_is(folder: Office) -> None:
    """Root could write it, and doesn't: whoever took the right to write away meant it."""
    folder.file.chmod(0o444)
    assert "is read-only; nothing was written" in refused(folder)
    assert folder.file.stat().st_mode & 0o777 == 0o444


def test_no_ordinary_file(folder: Office) -> None:
    folder.file.unlink()
    os.mkfifo(folder.file)
    result = folder(*REMARK)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is not a regular file" in result.stderr


def test_folder_gone_meanwhile(folder: Office) -> None:
    with locked(folder.file, print) as source:
        shutil.rmtree(folder.file.parent)
        with pytest.raises(StoreError, match="no such file"):
            save(source, source.data + b"# more\n")
    assert not folder.file.parent.exists()


def test_edited_meanwhile_in_an_editor(folder: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last moment counts: here somebody saves while the new bytes go to the disk."""
    typed = folder.text + "# набрано в редакторе\n"
    fsync = os.fsync

    def fsync_while_somebody_saves(descriptor: int) -> None:
        folder.write(typed)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync_while_somebody_saves)
    result = folder(*REMARK)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "has been changed by someone else; try again" in result.stderr
    assert folder.text == typed
    assert [path.name for path in folder.file.parent.iterdir()] == ["2025.yaml"]
    monkeypatch.undo()


# ── a full disk ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def full(folder: Office) -> Iterator[Office]:
    """Give the office on a disk of its own without a free byte, if this user may mount one; else a disk that says so."""
    disk = folder.folder.parent / "disk"
    disk.mkdir()
    mounted = _mounted(disk)
    with pytest.MonkeyPatch.context() as patch:
        moved = Office(disk / "office")
        shutil.copytree(folder.folder, moved.folder)
        moved.git("init", "-q")
        patch.chdir(moved.folder)
        moved.done(*REMARK)
        if mounted:
            _fill(disk / "ballast")
        else:
            patch.setattr(os, "fsync", _no_space)
        yield moved
    if mounted:
        subprocess.run(["umount", disk], check=True)


def _mounted(disk: Path) -> bool:
    with suppress(OSError):
        command = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(disk)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    return False


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass


def _no_space(_: int) -> None:
    raise OSError(28, FULL)


def test_full_disk(full: Office) -> None:
    assert refused(full).endswith(f"can't be written: {FULL}")


def test_disk_full_only_after_the_notes(folder: Office) -> None:
    """No file may grow beyond the first kilobytes of a plan: csprog's notes can be kept, the plan can't."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    before = folder.file.read_bytes()
    end = apart(folder, limit, *REMARK)
    assert (end.code, end.stderr) == (1, f"csprog: {folder.file} can't be written: file too large\n")
    assert folder.file.read_bytes() == before
    assert [path.name for path in folder.file.parent.iterdir()] == ["2025.yaml"]
    folder.done(*REMARK)
    folder.done("undo")
    assert folder.file.read_bytes() == before
