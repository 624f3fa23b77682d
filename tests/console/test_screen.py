"""What the terminal shows: colours and width where a person looks, plain text where a program does."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr, redirect_stdout

import pytest

from csprog.console.screen import screen
from csprog.console.standings import bar, word
from csprog.console.status import show_status
from csprog.programme.evaluation import evaluate
from csprog.programme.records import overview
from csprog.programme.terms import Standing
from tests.plans import APPROVED, day, sound

DONE = "on: 2025-05-01, event: completed"


class Terminal(io.StringIO):
    """A stream that says that a person looks at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Give a terminal of 60 columns."""
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "60", "LINES": "40"}.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    return Terminal()


def status_on(terminal: Terminal) -> str:
    """Show the real plan's status on 1 July."""
    found = overview(evaluate(sound(APPROVED)[1], day(7, 1)))
    with redirect_stdout(terminal):
        show_status(found, found.measures, listed=False)
    return terminal.getvalue()


def test_a_terminal_gets_colours_and_its_own_width(terminal: Terminal) -> None:
    shown = status_on(terminal)
    assert max(len(re.sub("\x1b[^m]*m", "", line)) for line in shown.splitlines()) == 58
    assert "\x1b[1;31mOverdue: 3\x1b[0m" in shown
    assert "1.2.4.1" in shown
    assert "Изменение режима" in shown


def test_no_colour_where_none_is_wanted(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in status_on(terminal)


def test_a_pipe_gets_a_hundred_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setenv("COLUMNS", "40")
    with redirect_stdout(pipe):
        screen().print("слово " * 60)
    lines = pipe.getvalue().splitlines()
    assert 90 < max(map(len, lines)) <= 100


def test_errors_have_a_stream_of_their_own() -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        screen(errors=True).print("ошибка")
    assert (out.getvalue(), err.getvalue()) == ("", "ошибка\n")


def test_neither_markup_nor_emoji_nor_numbers_are_touched(terminal: Terminal) -> None:
    with redirect_stdout(terminal):
        screen().print("[draft] [/] :smile: 2025 'да' https://example.org")
    assert terminal.getvalue() == "[draft] [/] :smile: 2025 'да' https://example.org\n"


def test_every_standing_has_its_word() -> None:
    assert [word(standing) for standing in Standing] == [
        "planned",
        "due soon",
        "partly completed",
        "overdue",
        "completed",
        "completed late",
        "not completed",
        "cancelled",
    ]


@pytest.mark.parametrize(("done", "total", "blocks"), [(0, 3, 0), (1, 3, 8), (2, 3, 16), (3, 3, 24), (1, 2, 12)])
def test_a_bar(done: int, total: int, blocks: int) -> None:
    assert bar(done, total) == (("█" * blocks, "green"), ("░" * (24 - blocks), "dim"))


def test_a_bar_of_nothing() -> None:
    assert bar(0, 0) == (("", "green"), ("░" * 24, "dim"))
