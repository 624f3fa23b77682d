"""Questions at a terminal: what is typed and ticked, what is refused, and how one leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import CTRL_C, CTRL_D, DOWN, ENTER, ERASE, SPACE, Terminal, on_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = on_terminal
ASKED = """
from csprog.cli.command import at_terminal
from csprog.cli.prompts.questions import Choice, ask_text, choose_several
from csprog.i18n import Message
assert at_terminal()
try:
    print("typed:", ask_text(Message("Who?"), "nobody", lambda text: None if text else Message("somebody, please")))
    print("chosen:", choose_several(Message("Which?"), [Choice(n, n * 150, n != "b") for n in "abc"]))
except KeyboardInterrupt:
    print("gone")
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Give a terminal at which something is asked."""
    return Terminal("-c", ASKED, folder=tmp_path)


@pytest.mark.slow
def test_a_text_and_some_of_several(terminal: Terminal) -> None:
    terminal.sees("nobody")
    terminal.press(ERASE, ENTER)
    terminal.sees("somebody, please")
    terminal.press("Анна", ENTER)
    terminal.sees("typed: Анна")
    terminal.sees("Which?")
    shown = terminal.sees("c" * 93 + "…")
    assert "● a" in shown
    assert "○ b" in shown
    terminal.press(SPACE, DOWN, SPACE, ENTER)
    code, said = terminal.end()
    assert code == 0
    assert "chosen: ['b', 'c']" in said
    assert "selections" not in said


@pytest.mark.slow
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_leaving(terminal: Terminal, key: str) -> None:
    terminal.sees("nobody")
    terminal.press(ERASE, key)
    assert "gone" in terminal.end()[1]


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from csprog.cli.command import at_terminal  # noqa: PLC0415 - the rest runs in processes of its own

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert not at_terminal()
