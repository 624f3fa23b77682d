"""Two desks, a command, an editor and git work on one plan: no entry is lost, none comes twice."""

from __future__ import annotations

import os
import re
import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.cli.test_changes import git
from tests.cli.tool import Tool
from tests.desk.conftest import PLAN, TODAY, Window, opened

DESKS = st.sampled_from((0, 1))
MEASURES = st.sampled_from(("1.1.1.1", "1.1.1.2", "1.1.1.3"))
_NOTE = re.compile(r"note: Запись (\d+)\b")


class Work(RuleBasedStateMachine):
    """A history of what people do; each entry that was told to be written has a number of its own."""

    @initialize()
    def begin(self) -> None:
        """Begin with a committed plan and two desks over it, a form open at each."""
        self.here = Path.cwd()
        self.tool = Tool(Path(mkdtemp(prefix="csprog-desk-")))
        self.tool.write(PLAN)
        git(self.tool, "init", "--quiet")
        git(self.tool, "add", "--all")
        git(self.tool, "commit", "--quiet", "--message", "план")
        os.chdir(self.tool.folder)
        self.windows: list[Window] = [opened(self.tool.folder), opened(self.tool.folder)]
        self.shown = [self._form(window) for window in self.windows]
        self.written: set[int] = set()
        self.committed: set[int] = set()
        self.last = 0

    def _form(self, window: Window) -> str:
        return window.get("measure/1.1.1.1", event="remark").shown

    @rule(desk=DESKS)
    def look(self, desk: int) -> None:
        """Open a form at a desk; it may be sent long afterwards."""
        self.shown[desk] = self._form(self.windows[desk])

    @rule(desk=DESKS, measure=MEASURES)
    def send(self, desk: int, measure: str) -> None:
        """Send a form; one that is stale is refused with all that was typed."""
        self.last += 1
        before, text = self.tool.text, f"Запись {self.last}"
        typed = {"shown": self.shown[desk], "on": TODAY, "note": text}
        stale = sha256(before.encode()).hexdigest() != self.shown[desk]
        reply = self.windows[desk].post(f"measure/{measure}", typed, event="remark")
        assert (reply.status != 303) is stale
        if reply.status == 303:
            self.written.add(self.last)
            self.shown[desk] = self.windows[desk].follow(reply).shown
        else:
            assert self.tool.text == before
            assert f'value="{text}"' in reply.text
            assert "the plan has changed since" in reply.words
            self.shown[desk] = reply.shown

    @rule(desk=DESKS)
    def undo(self, desk: int) -> None:
        """Take back the last recording at a desk; what it shows must be what is there."""
        before = self.numbers()
        self.windows[desk].post("undo", {"shown": self.shown[desk]})
        gone = set(before) - set(self.numbers())
        assert len(gone) <= 1
        self.written -= gone

    @rule(measure=MEASURES)
    def command(self, measure: str) -> None:
        """Record by the command line."""
        self.last += 1
        ended = self.tool("remark", measure, "--note", f"Запись {self.last}", "--year", "2025", "--as-of", TODAY)
        assert ended.exit_code == 0
        self.written.add(self.last)

    @rule()
    def edit(self) -> None:
        """Type a comment into the file, as an editor does, which takes no lock."""
        self.last += 1
        self.tool.write(f"# {self.last}\n{self.tool.text}")

    @rule()
    def commit(self) -> None:
        """Commit what there is."""
        git(self.tool, "commit", "--quiet", "--all", "--allow-empty", "--message", "записи")
        self.committed = set(self.written)

    @precondition(lambda self: self.written != self.committed)
    @rule()
    def check_out(self) -> None:
        """Bring back the last commit."""
        git(self.tool, "checkout", "--quiet", "--", "programme/2025.yaml")
        self.written = set(self.committed)

    def numbers(self) -> list[int]:
        """Return the numbers of the entries in the plan."""
        return [int(number) for number in _NOTE.findall(self.tool.text)]

    @invariant()
    def each_entry_is_there_once(self) -> None:
        """The plan has what was told to be written, each once, and nothing else."""
        if hasattr(self, "tool"):
            assert sorted(self.numbers()) == sorted(self.written)

    def teardown(self) -> None:
        """Leave the folder."""
        if hasattr(self, "here"):
            os.chdir(self.here)
            shutil.rmtree(self.tool.folder, ignore_errors=True)


def histories(count: int, steps: int) -> None:
    limits = settings(
        max_examples=count, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Work, settings=limits)


@pytest.mark.slow
def test_no_entry_is_lost_or_doubled() -> None:
    histories(12, 8)


@pytest.mark.nightly
def test_no_entry_is_lost_or_doubled_in_a_thousand_histories() -> None:
    histories(1000, 10)
