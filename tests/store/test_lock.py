"""A plan that is held: where csprog keeps what is private is found once, and anew the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.store import lock
from csprog.store.git import find_repository
from csprog.store.lock import locked
from csprog.store.undo_steps import last_step, save_step

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from csprog.store.git import Repository


def test_git_is_asked_once_while_a_plan_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "2025.yaml"
    file.write_bytes(b"a: b\n")
    asked: list[Path] = []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # the lock goes there: the folder is no git repository

    def ask(path: Path) -> Repository | None:
        asked.append(path)
        return find_repository(path)

    monkeypatch.setattr(lock, "find_repository", ask)
    for number in (1, 2):
        with locked(file, print) as source:
            save_step(source, b"a: %d\n" % number)
        assert len(asked) == number
    step = last_step(file, b"a: 2\n")
    assert step is not None
    assert (step.before, len(asked)) == (b"a: 1\n", 3)
