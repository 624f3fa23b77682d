"""A plan in a real git repository: people record, edit and commit there, and git merges what they did."""

from __future__ import annotations

import os
import subprocess
from contextlib import chdir
from typing import TYPE_CHECKING

from csprog.programme.entries import Completed, Corrected, Remark, Spent
from csprog.yamltext.encoding import decode
from tests.cli.tool import Tool
from tests.plans import sound

if TYPE_CHECKING:
    from collections.abc import Callable

    from csprog.programme.entries import Entry

    Deed = Callable[["Office"], object]

DAY = "2025-12-31"
"""From which all tests look at the plan."""


class Office(Tool):
    """csprog in a folder with a plan, and git there."""

    def attempt(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run git, whose answer may be no."""
        environment = {"GIT_AUTHOR_DATE": "2025-03-01T10:00:00+04:00", **environment}
        environment = {**os.environ, "GIT_COMMITTER_DATE": environment["GIT_AUTHOR_DATE"], **environment}
        command = ["git", *words]
        nothing = subprocess.DEVNULL
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, stdin=nothing, timeout=60, check=False
        )
        said, complained = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return subprocess.CompletedProcess(command, done.returncode, said, complained)

    def git(self, *words: str, **environment: str) -> str:
        """Run git, which must succeed, and give what it said."""
        answer = self.attempt(*words, **environment)
        assert answer.returncode == 0, answer.stderr + answer.stdout
        return answer.stdout

    def commit(self, subject: str, **environment: str) -> str:
        """Commit everything and give the commit's name."""
        self.git("add", "--all")
        self.git("commit", "-q", "-m", subject, **environment)
        return self.git("rev-parse", "HEAD").strip()

    def record(self, *words: str) -> str:
        """Record something, seen from the end of the year."""
        with chdir(self.folder):
            return self.done(*words, "--as-of", DAY)

    def diverge(self, ours: Deed, theirs: Deed) -> None:
        """Do one thing on the branch main, which stays checked out, and another on the branch theirs."""
        self.git("checkout", "-q", "-b", "theirs")
        theirs(self)
        self.commit("theirs")
        self.git("checkout", "-q", "main")
        ours(self)
        self.commit("ours")

    def journals(self) -> dict[str, list[str]]:
        """Give what is recorded of each measure, in short, by id."""
        _, programme = sound(decode(self.file.read_bytes())[0])
        return {p.id: [short(entry) for entry in p.measure.journal] for p in programme.measures if p.measure.journal}


def short(entry: Entry) -> str:
    """Give an entry's day, event and text in one line."""
    if isinstance(entry, Corrected):
        return f"{entry.on} {entry.event} {entry.why}"
    said = entry.note if isinstance(entry, (Completed, Remark, Spent)) else entry.reason
    return f"{entry.on} {entry.event} {said or ''}".strip()


def recorded(*words: str) -> Deed:
    """Have something recorded: `recorded("complete", "1.2.2", …)`."""
    return lambda office: office.record(*words)


def typed(old: str, new: str) -> Deed:
    """Have something typed into the plan by hand in the place of the first `old`."""

    def deed(office: Office) -> None:
        assert old in office.text
        office.write(office.text.replace(old, new, 1))

    return deed


def both(*deeds: Deed) -> Deed:
    """Have one thing done after another."""

    def all_of_them(office: Office) -> None:
        for deed in deeds:
            deed(office)

    return all_of_them


def gained(before: str, after: str) -> list[str]:
    """Give the lines that `after` has more than `before`, all of whose lines must still be there, in order."""
    lines = after.splitlines(keepends=True)
    more: list[str] = []
    for wanted in before.splitlines(keepends=True):
        assert wanted in lines, f"lost: {wanted!r}"
        place = lines.index(wanted)
        more += lines[:place]
        lines = lines[place + 1 :]
    return [*more, *lines]
