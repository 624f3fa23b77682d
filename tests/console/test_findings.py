"""Problems in a terminal: the line they lie in, the value underlined, and nothing that a file could do to the screen."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from csprog import i18n as language
from csprog.console.findings import LONGEST_SENTENCE, MOST_SHOWN, show_problems, show_verdict
from csprog.findings import Finding, Position, Severity
from csprog.i18n import Message
from csprog.validation.rules.switched_off import SWITCHABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = Path("programme/2025.yaml")
SENTENCE = Message("a deadline is a date")


def problem(line: int, column: int, length: int = 1, severity: Severity = "error", code: str = "due") -> Finding:
    """Give a problem at a place."""
    return Finding(code, Position(line, column, length), SENTENCE, severity)


def shown(capsys: pytest.CaptureFixture[str], text: str | None, *problems: Finding) -> list[str]:
    """Give the lines that are shown, without the last, which tells of `csprog explain`."""
    show_problems([(FILE, text, problems)])
    lines = capsys.readouterr().out.split("\n")
    assert lines[-2:] == [f"what a code means: csprog explain {problems[0].code}", ""]
    return lines[:-2]


def underlined(capsys: pytest.CaptureFixture[str], line: str, value: str, width: int | None = None) -> str:
    """Give what stands above the carets, cell by cell, when a value of a line is at fault."""
    start = line.index(value)
    _, above, below = shown(capsys, line, problem(1, start + 1, len(value)))
    assert (above[:8], below[:8]) == ("    1 | ", "      | ")
    above, below = above[8:], below[8:]
    assert re.fullmatch(r" *\^+", below)
    assert cell_len(above) <= (width or 100) - 8
    first, last = below.index("^"), len(below)
    ends = [cell_len(above[: number + 1]) for number in range(len(above))]
    return "".join(letter for letter, end in zip(above, ends, strict=True) if first < end <= last)


# ── the line ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_problem_and_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = "- text: Обучение\n  due: 31.12.2025\n  result: Сотрудники обучены\n"
    assert shown(capsys, text, problem(2, 8, 10)) == [
        "programme/2025.yaml:2:8: error: due: a deadline is a date",
        "    2 |   due: 31.12.2025",
        "      |        ^^^^^^^^^^",
    ]


def test_problems_of_one_place_share_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "year: 2025\n", problem(1, 1), problem(1, 1, code="date"), problem(1, 7, 4)) == [
        "programme/2025.yaml:1:1: error: due: a deadline is a date",
        "programme/2025.yaml:1:1: error: date: a deadline is a date",
        "    1 | year: 2025",
        "      | ^",
        "programme/2025.yaml:1:7: error: due: a deadline is a date",
        "    1 | year: 2025",
        "      |       ^^^^",
    ]


@pytest.mark.parametrize("text", [None, ""])
def test_without_a_text_there_is_no_line(capsys: pytest.CaptureFixture[str], text: str | None) -> None:
    assert shown(capsys, text, problem(2, 8)) == ["programme/2025.yaml:2:8: error: due: a deadline is a date"]


def test_a_problem_after_the_last_line_has_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(shown(capsys, "a: b", problem(2, 1))) == 1


def test_a_problem_at_the_end_of_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "title:\r\n", problem(1, 7))[1:] == ["    1 | title:", "      |       ^"]
    assert shown(capsys, "\n", problem(1, 1))[1:] == ["    1 |", "      | ^"]


def test_the_margin_grows_with_the_number_of_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    _, above, below = shown(capsys, "\n" * 1_234_566 + "a: b", problem(1_234_567, 4))
    assert (above, below) == ("1234567 | a: b", "        |    ^")


def test_a_text_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([(None, None, [problem(2, 8)])])
    assert capsys.readouterr().out.startswith("2:8: error: due: a deadline")


# ── where the carets stand ───────────────────────────────────────────────────────────────────────────────────

LINES = {
    "cyrillic": ("  title: «Раздел» и ещё", "Раздел"),
    "wide": ("title: 計画と計画 план", "план"),
    "wide-value": ("title: 計画と計画", "計画"),
    "emoji": ("title: 🎉🎉 план", "план"),
    "emoji-joined": ("title: 👩\u200d💻 план", "план"),
    "combining": ("title: и\u0306и\u0306и\u0306 план", "план"),
    "combining-value": ("title: пла\u0301н", "пла\u0301н"),
    "no-break-space": ("title: №\u00a017", "17"),
}


@pytest.mark.parametrize(("line", "value"), LINES.values(), ids=LINES)
def test_carets_stand_under_the_value(capsys: pytest.CaptureFixture[str], line: str, value: str) -> None:
    assert underlined(capsys, line, value) == value


def test_spaces_of_all_kinds_are_spaces_and_joined_letters_stay_joined(capsys: pytest.CaptureFixture[str]) -> None:
    _, above, _ = shown(capsys, "№\u00a017\u202f%\u3000👩\u200d💻", problem(1, 1))
    assert above == "    1 | № 17 % 👩\u200d💻"


def test_tabs_are_shown_as_spaces(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "\ta:\tb", problem(1, 5))[1:] == ["    1 |     a:    b", "      |           ^"]


LENGTHS = [(before, after) for before in (0, 10, 60, 200, 5000) for after in (0, 10, 200, 5000)]


@pytest.mark.parametrize("columns", [20, 40, 80, 120])
@pytest.mark.parametrize("fill", ["-", "計", "и\u0306"])
@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
def test_a_long_line_is_cut_around_the_value(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
    fill: str,
    lengths: tuple[int, int],
) -> None:
    monkeypatch.setattr("csprog.console.terminal.PIPE_WIDTH", columns)
    before, after = lengths
    line = f"{fill * before}ЗНАЧЕНИЕ{fill * after}"
    assert underlined(capsys, line, "ЗНАЧЕНИЕ", max(columns, 28)) == "ЗНАЧЕНИЕ"


def test_what_is_left_out_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    _, above, _ = shown(capsys, f"{'а' * 500} b: ЗНАЧЕНИЕ {'в' * 500}", problem(1, 505, 8))
    assert above[8:].startswith("…аааа")
    assert above.endswith("вввв…")
    assert cell_len(above) == 100


def test_an_accent_is_not_parted_from_its_letter(capsys: pytest.CaptureFixture[str]) -> None:
    for between in ("", " "):
        line = "и\u0306" * 500 + between
        _, above, _ = shown(capsys, f"{line}ЗНАЧЕНИЕ", problem(1, len(line) + 1, 8))
        assert above[8:11] == "…и\u0306"


def test_a_value_longer_than_the_line_is_underlined_as_far_as_it_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    _, above, below = shown(capsys, f"  text: {'б' * 5000}", problem(1, 9, 5000))
    assert above[8:] == f"  text: {'б' * 83}…"
    assert below[8:] == f"        {'^' * 83}"


def test_a_line_of_megabytes_takes_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    line = "x" * 20_000_000
    assert underlined(capsys, f"{line}ЗНАЧЕНИЕ{line}", "ЗНАЧЕНИЕ") == "ЗНАЧЕНИЕ"


# ── what a file could do to the screen ───────────────────────────────────────────────────────────────────────

HOSTILE = "".join(map(chr, [*range(32), *range(0x7F, 0xA0)])) + "\u202e\u2066\u200b\u2028\ufeff\ud800\ufffe\U000e0041"


def test_nothing_is_passed_to_the_terminal_that_it_would_obey(capsys: pytest.CaptureFixture[str]) -> None:
    line = HOSTILE.replace("\n", "")
    found = Finding("due", Position(1, 2, 1000), Message("invalid value “{value}”", value=HOSTILE))
    show_problems([(Path(f"plan{HOSTILE.replace(chr(0), '')}.yaml"), line, [found])])
    written = capsys.readouterr().out
    assert [letter for letter in written if not letter.isprintable()] == ["\n"] * 4
    assert "\N{SYMBOL FOR ESCAPE}" in written


def test_markup_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    line = "title: '[draft] [/] [bold]x[/bold] [link=https://example.org]y[/link] :tada:'"
    assert underlined(capsys, line, line) == line


def test_a_long_sentence_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([(FILE, None, [Finding("due", Position(1, 1), Message("{key}", key="к" * 100_000))])])
    line = capsys.readouterr().out.split("\n")[0]
    assert len(line) == LONGEST_SENTENCE + len("programme/2025.yaml:1:1: error: due: ")
    assert line.endswith("кк…")


def test_a_sentence_is_one_line_however_long(capsys: pytest.CaptureFixture[str]) -> None:
    found = Finding("due", Position(1, 1), Message("{key}", key="раз\nдва " * 40))
    assert shown(capsys, None, found) == ["programme/2025.yaml:1:1: error: due: " + "раз два " * 40]


@pytest.mark.slow
def test_of_very_many_problems_the_first_are_shown_and_the_others_counted(capsys: pytest.CaptureFixture[str]) -> None:
    many = [problem(number, 1, severity="warning", code="gap") for number in range(1, 100_001)]
    many[99_998] = problem(99_999, 1, code="due")
    show_problems([(FILE, "a\n" * 100_000, many)])
    *lines, hint, _ = capsys.readouterr().out.split("\n")
    assert hint == "what a code means: csprog explain due"
    assert len(lines) == 3 * MOST_SHOWN + 1
    assert lines[-1] == "and 99900 more"
    assert lines[0].startswith("programme/2025.yaml:99999:1: error: due: ")
    assert lines[3].startswith("programme/2025.yaml:1:1: warning: gap: ")
    show_verdict([(FILE, many)])
    assert capsys.readouterr().out == "1 plan checked: 1 error, 99999 warnings\n"


# ── where and how much ───────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_said_of_plans_without_problems(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([(FILE, "year: 2025\n", []), (FILE, None, ())])
    assert capsys.readouterr() == ("", "")


def test_explain_is_named_once_for_all_plans(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([(FILE, None, []), (FILE, None, [problem(1, 1, code="year")]), (FILE, None, [problem(1, 1)] * 3)])
    told = [line for line in capsys.readouterr().out.split("\n") if "explain" in line]
    assert told == ["what a code means: csprog explain year"]


def test_errors_come_first_and_gaps_in_one_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    gap, other = Finding("gap-funding", Position(1, 1), SENTENCE, "warning"), Path("programme/2026.yaml")
    warned, wrong = problem(2, 1, severity="warning", code="number-order"), problem(3, 1)
    show_problems([(FILE, None, [gap, warned, wrong]), (other, None, [gap, wrong])])
    assert capsys.readouterr().out.splitlines() == [
        "programme/2025.yaml:3:1: error: due: a deadline is a date",
        "programme/2026.yaml:3:1: error: due: a deadline is a date",
        "programme/2025.yaml:2:1: warning: number-order: a deadline is a date",
        "warning: not given yet in 2 plans: funding (gap-funding)",
        "what a code means: csprog explain due",
    ]
    show_problems([(FILE, None, [gap])])
    assert capsys.readouterr().out.splitlines() == [
        "programme/2025.yaml: warning: not given yet: funding (gap-funding)",
        "what a code means: csprog explain gap-funding",
    ]


def test_every_gap_has_a_short_name(capsys: pytest.CaptureFixture[str]) -> None:
    gaps = [code for code in SWITCHABLE if code.startswith("gap-")]
    show_problems([(FILE, None, [Finding(code, Position(1, 1), SENTENCE, "warning") for code in gaps])])
    told = " ".join(capsys.readouterr().out.split())
    assert all(f"({code})" in told for code in gaps)
    assert str(SENTENCE) not in told


def test_problems_go_to_the_stream_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([(FILE, None, [problem(1, 1)])], error_stream=True)
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("programme/2025.yaml:1:1: error: due: ")


SEVERITIES: list[tuple[Sequence[Severity], str]] = [
    ([], "no problems"),
    (["error"], "1 error"),
    (["error", "error"], "2 errors"),
    (["warning"], "1 warning"),
    (["warning", "error", "warning"], "1 error, 2 warnings"),
]


@pytest.mark.parametrize(("severities", "told"), SEVERITIES, ids=[told for _, told in SEVERITIES])
def test_the_verdict_counts_errors_and_warnings_apart(
    capsys: pytest.CaptureFixture[str], severities: Sequence[Severity], told: str
) -> None:
    found = [(FILE, [problem(1, 1, severity=severity)]) for severity in severities] or [(FILE, [])]
    show_verdict(found)
    plans = "1 plan" if len(found) == 1 else f"{len(found)} plans"
    assert capsys.readouterr().out == f"{plans} checked: {told}\n"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def in_a_terminal(monkeypatch: pytest.MonkeyPatch, found: Finding, line: str) -> str:
    """Give what a terminal of 41 columns is sent."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "41")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    show_problems([(FILE, line, [found])])
    return stream.getvalue()


def test_colours_tell_errors_from_warnings_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[31m^\x1b[0m" in in_a_terminal(monkeypatch, problem(1, 4), "a: b")
    assert "\x1b[33m^\x1b[0m" in in_a_terminal(monkeypatch, problem(1, 4, severity="warning"), "a: b")


def test_in_a_terminal_a_sentence_is_broken_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Finding("due", Position(1, 4), Message("сроком бывает дата (2025-12-31), квартал (2025-Q4)"))
    shown = re.sub(r"\x1b\[[0-9;]*m", "", in_a_terminal(monkeypatch, found, f"a: {'б' * 100}"))
    # the source is cut at the width, which is a column less in an old console of Windows
    assert [re.sub("б+", "б", line.rstrip()) for line in shown.split("\n")[:6]] == [
        "programme/2025.yaml:1:4: error: due:",
        "сроком бывает дата (2025-12-31), квартал",
        "(2025-Q4)",
        "    1 │ a: б…",
        "      │    ^",
        "what a code means: csprog explain due",
    ]


def test_russian(capsys: pytest.CaptureFixture[str]) -> None:
    language.set_language("ru")
    show_problems([(FILE, None, [problem(1, 1)] * (MOST_SHOWN + 1))])
    show_verdict([(FILE, [problem(1, 1), problem(1, 1, severity="warning")])])
    lines = capsys.readouterr().out.split("\n")[-4:]
    assert lines == ["и ещё 1", "что значит код: csprog explain due", "проверен 1 план: 1 ошибка, 1 предупреждение", ""]
