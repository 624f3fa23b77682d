"""What people see at a terminal, and what goes into a pipe."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from csprog.console.diff import show_differences
from csprog.console.rules import show_rules
from csprog.console.status import show_status
from csprog.console.status_all import show_portfolio
from csprog.console.status_labels import bar, word
from csprog.console.terminal import MOST_ROWS, Terminal, plain_table, styled
from csprog.evaluation.evaluator import evaluate
from csprog.evaluation.record_builder import year_record
from csprog.evaluation.report_duty import MissingTexts
from csprog.formats.visible import visible
from csprog.history.diff import Difference
from csprog.portfolio.summaries import PlanSummary, total
from csprog.programme.enums import TOLD, Outcome, Status
from csprog.validation.catalogue import SUBJECTS
from tests.plans import APPROVED, day, sound

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "[draft] [/] [link=https://example.org]x[/link] :smile: \x1b[2J\x1b]0;x\x07 \u202e\u200b\x9b"
SAME = "[draft] [/] [link=https://example.org]x[/link] :smile: "


class Stream(io.StringIO):
    """A stream that a person looks at, or not."""

    def __init__(self, *, watched: bool) -> None:
        super().__init__()
        self.watched = watched

    def isatty(self) -> bool:
        return self.watched


@pytest.fixture
def see(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Give what is written to a terminal of some width, or to a pipe if there is no width."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM", "LINES", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")

    def seen(show: Callable[[], None], width: int | None = None, **environment: str) -> str:
        for name, value in {"COLUMNS": str(width or 40), **environment}.items():
            monkeypatch.setenv(name, value)
        stream = Stream(watched=width is not None)
        monkeypatch.setattr("sys.stdout", stream)
        show()
        return stream.getvalue()

    return seen


def plan_status(*, listed: bool = False, text: str | None = None, copies: int = 1) -> Callable[[], None]:
    """Give what shows the real plan's status on 1 July, its first measure with another text."""
    found = year_record(evaluate(sound(APPROVED)[1], day(7, 1)))
    measures = list(found.measures) * copies
    if text is not None:
        measures[0] = replace(measures[0], text=text)
    return lambda: show_status(found, measures, listed=listed)


def words(shown: str) -> str:
    """Give all that is shown, without colours, line breaks and spaces."""
    return "".join(_CODE.sub("", shown).split())


# ── widths ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100, 200])
def test_status_fits_and_cuts_nothing_off(see: Callable[..., str], width: int) -> None:
    shown = _CODE.sub("", see(plan_status(listed=True), width))
    assert max(map(cell_len, shown.splitlines())) <= width
    for measure in year_record(evaluate(sound(APPROVED)[1], day(7, 1))).measures:
        assert re.search(rf"^  {re.escape(measure.id)} ", shown, re.MULTILINE)
        assert measure.due_text in shown
    assert "…" not in shown


def test_a_long_word_and_a_long_deadline_go_on_in_the_next_line(see: Callable[..., str]) -> None:
    address = "https://example.org/" + "quality/" * 20
    for width in (40, 80):
        shown = _CODE.sub("", see(plan_status(listed=True, text=address), width))
        column = "".join(re.findall(r"[a-z:/.]{8,}", shown))
        assert address in column


def test_plans_of_a_tree_at_every_width(see: Callable[..., str]) -> None:
    counts = {**dict.fromkeys(map(str, Status), 0), "overdue": 12345, "total": 23456}
    outcomes = {**dict.fromkeys(map(str, Outcome), 0), "total": 23456}
    lines = [
        PlanSummary(
            "a/" * 40 + "2025.yaml", f"{'Энергосбыт ' * 8}{HOSTILE}", 2025, counts, outcomes, 678, MissingTexts(0, 0)
        )
    ]
    for width in (40, 80, 120):
        shown = _CODE.sub("", see(lambda: show_portfolio(lines, total(lines), day(7, 1)), width))
        assert max(map(cell_len, shown.splitlines())) <= width
        assert all(number in shown for number in ("12345", "678", "0 of 23456", "2025"))
        assert "\x1b" not in shown
    piped = see(lambda: show_portfolio(lines, total(lines), day(7, 1)))
    assert re.search(rf"^  (Энергосбыт )+.* 12345 .* {lines[0].path}$", piped, re.MULTILINE)


def test_rules_have_room_on_a_narrow_terminal(see: Callable[..., str]) -> None:
    lines = _CODE.sub("", see(lambda: show_rules(SUBJECTS), 40)).splitlines()
    assert max(map(cell_len, lines)) <= 40
    assert "  unreadable" in [line.rstrip() for line in lines]
    assert len(lines) < 600  # not a letter a line


# ── very many rows ───────────────────────────────────────────────────────────────────────────────────────────


def rows(count: int) -> Callable[[], None]:
    """Give what shows a table of so many rows and a total."""
    numbered = [(styled((f"row {number}", "")),) for number in range(count)]
    return lambda: Terminal().print_table(plain_table(""), numbered, (styled(("Total", "bold")),))


def test_a_terminal_gets_the_first_of_many_rows_and_a_word_on_how_to_get_all(see: Callable[..., str]) -> None:
    shown = see(rows(MOST_ROWS + 1), 100)
    assert f"row {MOST_ROWS - 1} " in shown
    assert f"row {MOST_ROWS} " not in shown
    assert "Total" in shown
    assert f"{MOST_ROWS} of {MOST_ROWS + 1} rows; for all of them add --json" in shown
    assert "--json" not in see(rows(MOST_ROWS), 100)


def test_a_pipe_gets_all_rows(see: Callable[..., str]) -> None:
    shown = see(rows(3 * MOST_ROWS))
    assert shown.splitlines() == [*(f"  row {number}" for number in range(3 * MOST_ROWS)), "  Total"]


# ── colours and pipes ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"TTY_COMPATIBLE": "0"}, False)],
)
def test_colours_only_where_they_are_wanted(
    see: Callable[..., str], environment: dict[str, str], *, coloured: bool
) -> None:
    assert ("\x1b[1;31mOverdue: 3\x1b[0m" in see(plan_status(), 80, **environment)) is coloured


def test_a_pipe_gets_a_hundred_columns_without_colours_or_spaces_at_line_ends(see: Callable[..., str]) -> None:
    shown = see(plan_status(listed=True))
    assert "\x1b" not in shown
    assert not re.search(" $", shown, re.MULTILINE)
    assert 90 < max(map(len, shown.splitlines())) <= 100
    assert "\x1b[" in see(plan_status(), FORCE_COLOR="1")


def test_a_line_is_whole_in_a_pipe_and_a_paragraph_is_broken_between_words(see: Callable[..., str]) -> None:
    text = "слово " * 60 + "конец"
    assert see(lambda: Terminal().print_line((text, ""))) == f"{text}\n"
    lines = see(lambda: Terminal().print_paragraph((text, ""))).splitlines()
    assert set(" ".join(lines).split(" ")) == {"слово", "конец"}
    assert 90 < max(map(len, lines)) <= 100


def test_errors_have_a_stream_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal(errors=True).print_line(("ошибка", "red"))
    assert capsys.readouterr() == ("", "ошибка\n")


@pytest.mark.parametrize(
    ("no_colour", "shown"), [("", "\x1b[9;31mбыло\x1b[0m \x1b[32mстало\x1b[0m"), ("1", "{+стало+}")]
)
def test_without_colours_what_changed_is_marked(see: Callable[..., str], no_colour: str, shown: str) -> None:
    changed = [Difference("changed", "measure", "1.1.1.1", None, "text", "было", "стало")]
    assert shown in see(lambda: show_differences(changed), 100, NO_COLOR=no_colour)


# ── words that would steer the terminal ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [None, 40, 100])
def test_titles_are_shown_as_they_are_and_steer_nothing(see: Callable[..., str], width: int | None) -> None:
    shown = see(plan_status(listed=True, text=HOSTILE), width)
    rest = words(shown)
    assert rest.isprintable()
    if width != 40:
        assert SAME in shown
    assert "\N{SYMBOL FOR ESCAPE}[2J" in rest


def test_visible_words() -> None:
    assert visible("а\tб\u00a0в\nг 👩\u200d💻") == "а    б в\nг 👩\u200d💻"
    assert visible("\x1b\x07\r\x7f\x9b\u202e") == "␛␇␍\ufffd\ufffd\ufffd"


# ── words and bars ───────────────────────────────────────────────────────────────────────────────────────────


def test_every_standing_has_its_word() -> None:
    words = [word(told) for told in TOLD]
    assert words == [
        *("planned", "due soon", "completed in some offices", "overdue", "completed", "completed late"),
        *("partly completed", "completed after the year's end", "carried over to another year", "cancelled"),
        "not completed",
        "see the report published elsewhere",
    ]


@pytest.mark.parametrize(("done", "all_", "blocks"), [(0, 3, 0), (1, 3, 8), (3, 3, 24), (1, 2, 12), (0, 0, 0)])
def test_a_bar(done: int, all_: int, blocks: int) -> None:
    assert bar(done, all_) == (("█" * blocks, "green"), ("░" * (24 - blocks), "dim"))
