"""Shows findings in plans, each with its line and the wrong value underlined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from csprog.console.terminal import Span, Terminal, styled
from csprog.findings import Finding, Position, Severity
from csprog.formats.gaps import gaps_sentence
from csprog.formats.visible import one_line, visible
from csprog.i18n import Message
from csprog.programme.format import newer_format

MOST_SHOWN = 100
"""Findings shown of one plan; a hostile file has thousands."""
LONGEST_SENTENCE = 500  # characters; a name in it may be as long as the file
_LEAST_ROOM = 20  # cells for the line, however narrow the terminal
_COLOURS = {"error": "red", "warning": "yellow"}
_WORDS: dict[Severity, Message] = {"error": Message("error"), "warning": Message("warning")}
_UNREAD = "unreadable"


def show_problems(
    found: Iterable[tuple[Path | None, str | None, Sequence[Finding]]], *, error_stream: bool = False
) -> None:
    """Show each finding as file:line:column, severity, code and sentence.

    Errors of all files come first, then warnings, and gaps in one paragraph. Where the file's text is given, the line
    follows, once for findings at the same position. Sentences wrap at a terminal only. Beyond `MOST_SHOWN` findings of a
    plan, warnings are left out before errors, and the rest counted.
    """
    out = Terminal(errors=error_stream)
    plans = list(found)
    by_severity = [
        [(path, text, _of_severity(severity, problems)) for path, text, problems in plans]
        for severity in ("error", "warning")
    ]
    for path, text, problems in chain.from_iterable(by_severity):
        _show_of_file(out, path, text, problems)
    gaps = gaps_sentence([problems for *_, problems in plans])
    if gaps is not None:
        place = f"{one_line(plans[0][0])}: " if len(plans) == 1 and plans[0][0] else ""
        out.print_paragraph((place, "bold"), (f"{_WORDS['warning']}: ", _COLOURS["warning"]), gaps)
    every = [problem for *_, problems in chain.from_iterable(by_severity) for problem in problems.shown]
    gap_codes = [problem.code for *_, problems in plans for problem in problems if problem.is_gap]
    for code in [problem.code for problem in every][:1] or gap_codes[:1]:
        out.print_line((Message("what a code means: csprog explain {code}", code=code), "dim"))


class _OfSeverity(NamedTuple):
    """Findings of one severity that are shown of a plan, and the number of those that are not."""

    shown: list[Finding]
    more: int


def _of_severity(severity: Severity, problems: Sequence[Finding]) -> _OfSeverity:
    errors = [problem for problem in problems if problem.severity == "error"]
    if severity == "error":
        return _OfSeverity(errors[:MOST_SHOWN], len(errors[MOST_SHOWN:]))
    warnings = [problem for problem in problems if problem.severity == "warning" and not problem.is_gap]
    room = max(0, MOST_SHOWN - len(errors))
    return _OfSeverity(warnings[:room], len(warnings[room:]))


def _show_of_file(out: Terminal, path: Path | None, text: str | None, problems: _OfSeverity) -> None:
    lines = text.split("\n") if text and problems.shown else []
    for position, group in groupby(problems.shown, key=attrgetter("position")):
        same_position = list(group)
        for problem in same_position:
            out.print(styled(*_heading(path, problem)), soft_wrap=not out.watched)
        if position.line <= len(lines):
            for line in _excerpt(lines[position.line - 1], position, _colour(same_position), out):
                out.print_line(*line)
    if problems.more:
        out.print_line(Message("and {count} more", count=problems.more))


def show_verdict(found: Sequence[tuple[Path, Sequence[Finding]]]) -> None:
    """Show in a line the numbers of plans, errors and warnings."""
    severities = [problem.severity for _, problems in found for problem in problems]
    errors, warnings = severities.count("error"), severities.count("warning")
    counts = (
        Message("{count} error", "{count} errors", count=errors),
        Message("{count} warning", "{count} warnings", count=warnings),
    )
    verdict = ", ".join(str(count) for count in counts if count.values["count"]) or str(Message("no problems"))
    checked = sum(not any(problem.code == _UNREAD for problem in problems) for _, problems in found)
    plans = Message("{count} plan checked", "{count} plans checked", count=checked)
    style = "bold red" if errors else "yellow" if warnings else "green"
    Terminal().print_line((f"{plans}: {verdict}", style))


def _colour(problems: Iterable[Finding]) -> str:
    return _COLOURS["error" if any(problem.severity == "error" for problem in problems) else "warning"]


def _heading(path: Path | None, problem: Finding) -> tuple[Span, ...]:
    file = "" if path is None else f"{one_line(path)}:"
    position = f"{file}{problem.position.line}:{problem.position.column}:"
    if problem.code == _UNREAD:  # nothing stands at a place of what is not there
        position = file
    sentence = one_line(str(problem.message)[: LONGEST_SENTENCE + 1])
    if len(sentence) > LONGEST_SENTENCE:
        sentence = f"{sentence[: LONGEST_SENTENCE - 1]}…"
    severity = f"{_WORDS[problem.severity]}: {problem.code}: "
    return (f"{position} ", "bold"), (severity, _COLOURS[problem.severity]), sentence


def _excerpt(line: str, position: Position, colour: str, out: Terminal) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the line with its number, and a line of carets under the value."""
    bar = "|" if out.plain else "│"
    number = f"{position.line:>5} {bar} "
    margin = f"{f'{bar} ':>{len(number)}}"
    before, value, after = _window(line.rstrip("\r"), position, max(_LEAST_ROOM, out.width - len(number)))
    above = f"{before}{value}{after}".rstrip()
    return (
        ((number if above else number.rstrip(), "dim"), above),
        ((margin, "dim"), " " * cell_len(before), ("^" * max(1, cell_len(value)), colour)),
    )


def _window(line: str, position: Position, room: int) -> tuple[str, str, str]:
    """Return the parts of a line before, at and after the value, within `room` cells.

    An ellipsis marks what is left out; the value's beginning never is.
    """
    # cut before measuring: a line may be megabytes long, and every character is at least a cell or joins one
    start = min(position.column - 1, len(line))
    end = min(start + position.length, len(line))
    before = visible(line[max(0, start - room) : start])
    value = visible(line[start : min(end, start + room)])
    after = visible(line[end : end + room])
    cut_off = len(line) > end + room or end > start + room
    if start <= room and not cut_off and cell_len(f"{before}{value}{after}") <= room:
        return before, value, after
    if start <= room and cell_len(before) + min(cell_len(value), room // 2) < room:
        return before, *_cropped(value, after, room - cell_len(before), cut_off=cut_off)
    value, after = _cropped(value, after, room - room // 3, cut_off=cut_off)
    return f"…{_last_cells(before, room - 1 - cell_len(f'{value}{after}'))}", value, after


def _cropped(value: str, after: str, cells: int, *, cut_off: bool) -> tuple[str, str]:
    """Return the value and the text after it within `cells`; an ellipsis if cut."""
    if not cut_off and cell_len(f"{value}{after}") <= cells:
        return value, after
    value = _first_cells(value, cells - 1)
    return value, f"{_first_cells(after, cells - 1 - cell_len(value))}…"


def _first_cells(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else set_cell_size(text, max(0, cells)).rstrip(" ")


def _last_cells(text: str, cells: int) -> str:
    while cell_len(text) > cells or (text and cell_len(text[0]) == 0):
        text = text[1:]
    return text


def show_not_read(files: Sequence[Path]) -> None:
    """Warn on standard error that files beside the plans are not read."""
    what = Message(
        "not read, since a plan is named for its year, like 2026.yaml: {names}; see csprog explain {code}",
        code="plan-name",
        names=", ".join(one_line(file.name) for file in files),
    )
    Terminal(errors=True).print_paragraph((str(what), "bold yellow"))


def show_error_count(count: int, newer: int | None = None, *, error_stream: bool = False) -> None:
    """Warn that the output is of a plan with `count` errors; print nothing at 0.

    `newer` is the format of a plan of which csprog knows only a part.
    """
    if newer is not None:
        known = Message("{sentence}; what follows is what it can read of the plan", sentence=newer_format(newer))
        Terminal(errors=error_stream).print_paragraph((str(known), "bold red"))
    elif count:
        what = Message(
            "{count} error in the plan, what follows may be wrong: see csprog validate",
            "{count} errors in the plan, what follows may be wrong: see csprog validate",
            count=count,
        )
        Terminal(errors=error_stream).print_paragraph((str(what), "bold red"))
