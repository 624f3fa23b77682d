"""What is known of a terminal is what Rich knows of it, and what is written there looks the same."""

from __future__ import annotations

import io
from itertools import product
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.text import Text

from csprog.console import terminal as module
from csprog.console.differences import show_differences
from csprog.console.listing import Column
from csprog.console.screen import screen
from csprog.console.terminal import terminal
from csprog.review.compare import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = {
    "TERM": (None, "", "xterm-256color", "dumb", "UNKNOWN"),
    "NO_COLOR": (None, "", "1"),
    "FORCE_COLOR": (None, "", "1"),
    "TTY_COMPATIBLE": (None, "0", "1", "yes"),
    "COLUMNS": (None, "60", "wide"),
}


class Stream(io.StringIO):
    """A stream that a person looks at, or not."""

    def __init__(self, *, watched: bool) -> None:
        super().__init__()
        self.watched = watched

    def isatty(self) -> bool:
        return self.watched


@pytest.fixture(autouse=True)
def _nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the terminal of the tests is."""
    for name in (*SETTINGS, "LINES", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


def environments() -> Iterator[dict[str, str]]:
    """Give all environments of these settings."""
    for values in product(*SETTINGS.values()):
        yield {name: value for name, value in zip(SETTINGS, values, strict=True) if value is not None}


@pytest.mark.parametrize("watched", [True, False], ids=["terminal", "pipe"])
def test_a_terminal_is_what_rich_takes_it_for(monkeypatch: pytest.MonkeyPatch, *, watched: bool) -> None:
    monkeypatch.setattr("sys.stdout", Stream(watched=watched))
    for environment in environments():
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        known, rich = terminal(), screen()
        styled = rich.color_system is not None
        assert (known.styled, known.coloured) == (styled, styled and not rich.no_color), environment
        if not rich.is_dumb_terminal:  # Rich forgets what COLUMNS tells of one
            assert known.width == rich.width, environment


STYLES = ["", "bold", "dim", "bold red", "red strike", "green", "bold yellow", "cyan", "magenta", "blue", "underline"]


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("no_colour", ["", "1"])
@pytest.mark.parametrize("style", STYLES)
def test_words_look_as_rich_writes_them(
    monkeypatch: pytest.MonkeyPatch, style: str, no_colour: str, *, windows: bool
) -> None:
    streams = [Stream(watched=True), Stream(watched=True)]
    monkeypatch.setattr(module, "_WINDOWS", windows)
    for name, value in {"TERM": "xterm", "NO_COLOR": no_colour, "COLUMNS": "20"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout", streams[0])
    terminal().line(("Установка терминалов ", ""), ("электронной очереди", style), ("", style))
    monkeypatch.setattr("sys.stdout", streams[1])
    screen().print(Text.assemble("Установка терминалов ", ("электронной очереди", style)), soft_wrap=True)
    assert streams[0].getvalue() == streams[1].getvalue()


def test_an_old_console_of_windows_gets_calls_for_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich makes them of styles; here it writes those again, which shows that it has understood them."""
    stream = Stream(watched=True)
    monkeypatch.setattr(module, "_WINDOWS", value=True)
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: True)
    monkeypatch.setattr("sys.stdout", stream)
    for name, value in {"TERM": "xterm", "NO_COLOR": "", "COLUMNS": "100"}.items():
        monkeypatch.setenv(name, value)
    console = Console(file=stream, width=39, force_terminal=True, color_system="windows", record=True)
    monkeypatch.setattr("csprog.console.screen.screen", lambda **_: console)
    out = terminal()
    out.paragraph("Установка терминалов электронной очереди", "bold")
    out.line()
    out.listing([((("1.1.1", "bold"),), (("Обучение", "bold red"),))], (Column(), Column(wraps=True)))
    assert stream.getvalue() == (
        "\x1b[1mУстановка терминалов электронной\x1b[0m\n"
        "\x1b[1mочереди\x1b[0m\n\n"
        "  \x1b[1m1.1.1\x1b[0m  \x1b[1;31mОбучение\x1b[0m\n"
    )
    assert "\x1b" not in console.export_text(), "what is left of codes would be shown"


@pytest.mark.parametrize(
    ("no_colour", "shown"), [("", "\x1b[9;31mбыло\x1b[0m \x1b[32mстало\x1b[0m"), ("1", "{+стало+}")]
)
def test_where_no_colours_are_wanted_what_changed_is_marked(
    monkeypatch: pytest.MonkeyPatch, no_colour: str, shown: str
) -> None:
    stream = Stream(watched=True)
    monkeypatch.setattr("sys.stdout", stream)
    for name, value in {"TERM": "xterm", "NO_COLOR": no_colour}.items():
        monkeypatch.setenv(name, value)
    show_differences([Difference("changed", "measure", "1.1.1.1", None, "text", "было", "стало")])
    assert shown in stream.getvalue()
