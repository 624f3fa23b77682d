"""Three clones of a plan record, take back, commit, merge and rebase in any order: each has what a plain list has."""

from __future__ import annotations

import os
import random
import sys
import threading
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.git.office import DAY, Office
from tests.plans import measure, small

if sys.platform == "win32":
    pytest.skip("git's questions come through named pipes, which Windows hasn't", allow_module_level=True)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HISTORIES = int(os.environ.get("CSPROG_HISTORIES", "100"))  # a longer run: CSPROG_HISTORIES=1000
LONGEST = 100
"""Operations of one history."""
OFFICES = ("Северный офис", "Южный офис", "Западный офис")
IDS = ("1.1.1.1", "1.1.1.2", "1.1.1.3")
"""Each clone has an office of its own, and a measure that it alone postpones: nothing contradicts."""
PLAN = small(*[measure(offices=", ".join(OFFICES))] * len(IDS))
WEIGHTS = {
    "remark": 20,
    "complete": 8,
    "decline": 5,
    "postpone": 8,
    "undo": 15,
    "commit": 20,
    "merge": 12,
    "rebase": 12,
}


@dataclass(frozen=True, order=True)
class Said:
    """What was recorded, as the model has it."""

    measure: str
    on: date
    note: str
    event: str = field(compare=False)
    office: str = field(compare=False)


@dataclass
class Clone:
    """A clone, and beside it the plain lists of what is in its file and in its last commit."""

    office: Office
    name: str
    all: list[Said] = field(default_factory=list)
    committed: list[Said] = field(default_factory=list)

    def record(self, event: str, measure: str, number: int) -> None:
        """Record something of this clone's office, or a remark."""
        on = date(2025, 3, 1) + timedelta(days=number // 2)
        said = Said(measure, on, f"запись {number}", event, self.name)
        words = {
            "remark": ["--note", said.note],
            "complete": ["--office", self.name, "--note", said.note],
            "decline": ["--office", self.name, "--reason", said.note],
            "postpone": ["--to", str(date(2026, 2, 1) + timedelta(days=number)), "--reason", said.note],
        }[event]
        self.office.record(event, measure, "--on", str(on), *words)
        self.all.append(said)

    def is_open(self, measure: str) -> bool:
        """Tell whether this clone's office has neither carried the measure out nor declined it."""
        closing = {"complete", "decline"}
        return not any((one.measure, one.office) == (measure, self.name) and one.event in closing for one in self.all)

    def undo(self) -> None:
        """Take back the last entry, which must be refused if it is committed."""
        with chdir(self.office.folder):
            if len(self.all) > len(self.committed):
                self.office.done("undo", "--as-of", DAY)
                self.all.pop()
            else:
                self.office.refused("undo", "--as-of", DAY)

    def commit(self) -> None:
        """Commit what is not committed."""
        if self.all != self.committed:
            self.office.commit("записано")
            self.committed = list(self.all)

    def pull(self, other: Clone, how: str) -> None:
        """Get what the other clone has committed."""
        self.commit()
        answer = self.office.attempt("pull", "-q", "--no-edit", how, str(other.office.folder), "main")
        assert answer.returncode == 0, answer.stderr + self.office.text
        self.all += [one for one in other.committed if one not in self.all]
        self.committed = list(self.all)

    def check(self) -> None:
        """Compare the file with the list."""
        journals = self.office.journals()
        there = [(name, *line.split(" ", 2)) for name, lines in journals.items() for line in lines]
        events = {"complete": "completed", "decline": "not-completed", "postpone": "postponed", "remark": "remark"}
        assert sorted(there) == sorted((one.measure, str(one.on), events[one.event], one.note) for one in self.all)
        for lines in journals.values():
            assert [line[:10] for line in lines] == sorted(line[:10] for line in lines)


@pytest.fixture
def clones(folder: Office) -> list[Clone]:
    """Give three clones of a repository, in each of which csprog merges plans."""
    folder.write(PLAN)
    folder.git("init", "-q", "-b", "main")
    made = [
        Clone(Office(folder.folder.parent / name) if number else folder, name) for number, name in enumerate(OFFICES)
    ]
    for number, clone in enumerate(made):
        if number:
            folder.git("clone", "-q", str(folder.folder), str(clone.office.folder))
        for key, value in {"user.name": clone.name, "user.email": "a@example.org", "gc.auto": "0"}.items():
            clone.office.git("config", key, value)
        with chdir(clone.office.folder):
            clone.office.done("merge-driver", "--install")
        if not number:
            folder.commit("план утверждён")
    return made


def live(clones: list[Clone], seed: int, longest: int = LONGEST) -> None:
    """Do things at random, then let every clone have all."""
    chance = random.Random(seed)
    for number in range(chance.randint(1, longest)):
        clone = chance.choice(clones)
        deed = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if deed in {"merge", "rebase"}:
            clone.pull(chance.choice([other for other in clones if other is not clone]), f"--rebase={deed == 'rebase'}")
        elif deed in {"commit", "undo"}:
            getattr(clone, deed)()
        else:
            measure = IDS[clones.index(clone)] if deed == "postpone" else chance.choice(IDS)
            clone.record(deed if clone.is_open(measure) else "remark", measure, number)
        clone.check()
    first, *others = clones
    for other in others:
        other.commit()
        first.pull(other, "--rebase=false")
    for other in others:
        other.pull(first, "--rebase=false")
        assert other.office.text == first.office.text
        other.check()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_three_clones(clones: list[Clone], seed: int) -> None:
    live(clones, seed, 40)


@pytest.mark.nightly
def test_three_clones_for_a_long_time(clones: list[Clone], tmp_path: Path) -> None:
    """With git's questions answered in this process: to start Python for each would take hours."""
    with answering(clones, tmp_path):
        for seed in range(HISTORIES):
            for clone in clones:
                clone.office.git("checkout", "-q", "-B", "main", "план")
                clone.all, clone.committed = [], []
            live(clones, seed)


@contextmanager
def answering(clones: list[Clone], folder: Path) -> Iterator[None]:
    """Have git ask this process to merge, by two named pipes."""
    asked, answered = folder / "asked", folder / "answered"
    for pipe in asked, answered:
        os.mkfifo(pipe)
    driver = f'printf "%%s\\n" "$PWD/%O" "$PWD/%A" "$PWD/%B" > {asked}; read code < {answered}; exit $code'
    for clone in clones:
        clone.office.git("tag", "план")
        clone.office.git("config", "merge.csprog.driver", driver)
    thread = threading.Thread(target=_answer, args=(clones[0].office, asked, answered), daemon=True)
    thread.start()
    yield
    asked.write_text("", encoding="utf-8")
    thread.join(timeout=10)


def _answer(office: Office, asked: Path, answered: Path) -> None:
    while files := asked.read_text(encoding="utf-8").splitlines():
        code = office("merge-driver", *files).exit_code
        answered.write_text(f"{code}\n", encoding="utf-8")
