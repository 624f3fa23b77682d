"""A person at a terminal: a process on a pseudo-terminal of its own, where keys are pressed and the screen is read."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import PYTHON, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    import pexpect

on_terminal = pytest.mark.not_on_windows(reason="pexpect needs a pseudo-terminal of Unix")
DOWN, SPACE, ENTER, CTRL_C, CTRL_D, ERASE = "\x1b[B", " ", "\r", "\x03", "\x04", "\x15"
PROMPT, PROMPT_GONE = "\x1b[?2004h", "\x1b[?2004l"  # prompt_toolkit takes the terminal, and gives it back
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])")


class Terminal:
    """A running Python that believes to be at a terminal."""

    def __init__(self, *words: str, folder: Path, **environment: str) -> None:
        """Start it in `folder` with the arguments `words`."""
        import pexpect  # noqa: PLC0415 - not on Windows

        # the width is this terminal's, not what another one has told the tests
        kept = {name: value for name, value in os.environ.items() if name not in {*SETTINGS, "COLUMNS", "LINES"}}
        # a terminal answers the question where its cursor is; this one can't
        settings = {**kept, "CSPROG_LANG": "en", "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", **environment}
        self.process: pexpect.spawn[str] = pexpect.spawn(
            PYTHON, list(words), cwd=str(folder), env=settings, encoding="utf-8", timeout=60, dimensions=(40, 100)
        )
        self._shown = ""
        self._between_prompts = False

    def sees(self, text: str) -> str:
        """Wait until `text` has come up; give all that has been shown since the last time, without colours."""
        self._wait(text)
        shown, self._shown = self._shown, ""
        return _ESCAPE.sub("", shown)

    def press(self, *keys: str) -> None:
        """Press keys, or type words; between two prompts wait for the next one, which would lose what comes earlier."""
        if self._between_prompts:
            self._wait(PROMPT)
        for key in keys:
            self.process.send(key)

    def end(self) -> tuple[int | None, str]:
        """Wait for the end; give the exit code and what has been shown since the last time."""
        import pexpect  # noqa: PLC0415 - likewise

        self.process.expect(pexpect.EOF)
        self.process.close()
        shown = f"{self._shown}{self.process.before or ''}"
        return self.process.exitstatus, _ESCAPE.sub("", shown).replace("\r\n", "\n")

    def _wait(self, text: str) -> None:
        self.process.expect_exact(text)
        self._shown += f"{self.process.before}{self.process.after}"
        begun, gone = self._shown.rfind(PROMPT), self._shown.rfind(PROMPT_GONE)
        if begun != gone:
            self._between_prompts = gone > begun
