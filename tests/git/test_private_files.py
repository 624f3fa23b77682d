"""What another account puts where csprog keeps its own files is neither written through nor believed."""

from __future__ import annotations

import base64
import getpass
import hashlib
import json
import os
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from csprog.store import private_files
from csprog.store.lock import locked
from tests.git.office import DAY, Office
from tests.git.test_at_once import IMPATIENT, end, start

if sys.platform == "win32":
    pytest.skip("not everyone may make links there, and folders have no modes", allow_module_level=True)

if TYPE_CHECKING:
    from pathlib import Path

REMARK = ("remark", "1.2.4", "--on", "2025-03-14", "--note", "записано", "--as-of", DAY)
NOTHING = "nothing to undo: the last change was made without csprog or on another computer"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which csprog keeps what it must remember; it isn't there yet."""
    folder = tmp_path / "state" / "csprog"
    monkeypatch.setattr(private_files, "user_state_path", lambda *_, **__: folder)
    return folder


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """Give a file that links lead to."""
    file = tmp_path / "precious"
    file.write_text("mine", encoding="utf-8")
    return file


def name_of(plan: Path) -> str:
    """Give the name that csprog's files of a plan have."""
    return f"{plan.stem}-{hashlib.sha256(os.fsencode(plan)).hexdigest()[:12]}"


def false_step(plan: Path) -> str:
    """Give steps of which undo would put another account's words into the plan."""
    data = plan.read_bytes()
    before = base64.b85encode(zlib.compress(data.replace("Установка".encode(), "Отмена".encode(), 1))).decode()
    left = hashlib.sha256(data).hexdigest()
    return json.dumps([{"left": left, "imported": True, "at": 1, "before": before}])


def test_a_folder_prepared_in_the_temporary_folder_changes_nothing(
    folder: Office, kept: Path, precious: Path, tmp_path: Path
) -> None:
    prepared, name = tmp_path / f"csprog-{getpass.getuser()}", name_of(folder.file)
    prepared.mkdir()
    (prepared / f"{name}.holder").symlink_to(precious)
    folder.done(*REMARK)
    assert precious.read_text(encoding="utf-8") == "mine"
    folder.done("undo")
    (prepared / f"{name}.undo.json").write_text(false_step(folder.file), encoding="utf-8")
    assert folder.refused("undo") == NOTHING
    assert kept.stat().st_mode & 0o777 == 0o700


def test_steps_are_believed_where_only_the_person_writes(folder: Office, kept: Path) -> None:
    """The steps that the other test puts elsewhere are sound: what counts is where they lie."""
    folder.done(*REMARK)
    (kept / f"{name_of(folder.file)}.undo.json").write_text(false_step(folder.file), encoding="utf-8")
    folder.done("undo")
    assert "Отмена терминалов" in folder.text


def test_nothing_is_left_beside_the_plan(folder: Office, kept: Path) -> None:
    folder.done(*REMARK)
    assert [path.name for path in folder.file.parent.iterdir()] == ["2025.yaml"]
    assert [path.name for path in kept.iterdir()] == [f"{name_of(folder.file)}.undo.json"]


def test_a_lock_that_a_killed_process_left_is_taken_and_removed(folder: Office) -> None:
    folder.file.with_name(".2025.yaml.lock").touch(0o600)
    folder.done(*REMARK)
    assert [path.name for path in folder.file.parent.iterdir()] == ["2025.yaml"]


def test_a_folder_in_the_place_of_the_lock_is_named(folder: Office) -> None:
    lock = folder.file.with_name(".2025.yaml.lock")
    lock.mkdir()
    assert folder.refused(*REMARK).startswith(f"{lock} can't be locked: ")


def test_all_who_share_a_repository_share_its_lock(office: Office) -> None:
    """The folder in .git has the rights of any new folder there; the one outside git is the person's alone."""
    before = os.umask(0o002)
    try:
        office.done(*REMARK)
    finally:
        os.umask(before)
    assert (office.folder / ".git" / "csprog").stat().st_mode & 0o777 == 0o775


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o1777])
def test_a_folder_that_others_can_write_to_is_refused(folder: Office, kept: Path, mode: int) -> None:
    kept.mkdir(parents=True)
    kept.chmod(mode)
    assert f"{kept} belongs to another user, or others can write to it" in folder.refused(*REMARK)
    assert "or others can write to it" in folder.refused("undo")
    kept.rmdir()
    folder.done(*REMARK)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder to another account")
def test_a_folder_of_another_account_is_refused(folder: Office, kept: Path) -> None:
    kept.mkdir(mode=0o700, parents=True)
    os.chown(kept, 12345, 12345)
    assert "belongs to another user" in folder.refused(*REMARK)


def test_a_folder_that_is_a_link_is_refused(folder: Office, kept: Path, tmp_path: Path) -> None:
    kept.parent.mkdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    kept.symlink_to(tmp_path / "elsewhere")
    assert f"{kept} is a link, and csprog does not follow links" in folder.refused(*REMARK)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(folder: Office, kept: Path) -> None:
    kept.parent.write_bytes(b"")
    assert folder.refused(*REMARK) == f"{kept} can't be created: not a directory"


@pytest.mark.parametrize("kind", ["lock", "holder", "undo.json"])
@pytest.mark.parametrize("there", ["folder", "office"])
def test_no_link_is_written_through(
    request: pytest.FixtureRequest, there: str, kind: str, kept: Path, precious: Path
) -> None:
    """Neither in the person's own folder nor in .git, which may come out of an archive."""
    office: Office = request.getfixturevalue(there)
    private = office.folder / ".git" / "csprog" if there == "office" else kept
    private.mkdir(mode=0o700, parents=True)
    link = private / f"{name_of(office.file)}.{kind}"
    if there == "folder" and kind == "lock":
        link = office.file.with_name(".2025.yaml.lock")
    link.symlink_to(precious)
    assert office.refused(*REMARK) == f"{link} is a link, and csprog does not follow links; remove it and try again"
    assert precious.read_text(encoding="utf-8") == "mine"
    link.unlink()
    office.done(*REMARK)


def test_a_linked_folder_in_git_is_refused(office: Office, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (office.folder / ".git" / "csprog").symlink_to(tmp_path / "elsewhere")
    assert "is a link, and csprog does not follow links" in office.refused(*REMARK)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_hard_link_in_the_place_of_the_lock_keeps_its_bytes(folder: Office, precious: Path) -> None:
    os.link(precious, folder.file.with_name(".2025.yaml.lock"))
    folder(*REMARK)
    assert precious.read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_two_accounts_never_write_one_plan_at_once(folder: Office, kept: Path) -> None:
    """Each has its own folder, here that of this test and that of all tests; the lock beside the plan is the same."""
    program = IMPATIENT.format(silence=0.05, patience=0.2)
    with locked(folder.file, print):
        code, errors = end(start(folder, *REMARK, program=program))
    assert code == 1
    assert errors == (
        "waiting for somebody else, who is writing 2025.yaml…\ncsprog: 2025.yaml is locked by "
        "somebody else; nothing was written, try again\n"
    )
    assert list(kept.iterdir()) == []
