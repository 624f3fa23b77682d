"""Problems of plans: each with its place, its code, what is wrong, and the line with the value at fault underlined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len, set_cell_size

from csprog.console.terminal import Spans, Terminal, styled
from csprog.console.visible import one_line, visible
from csprog.findings import Finding, Position
from csprog.i18n import Message

MOST_SHOWN = 100
"""How many problems of one plan are shown; a hostile file has thousands, and nobody reads more at a time."""
LONGEST_SENTENCE = 500  # characters; a name in it may be as long as the file
_LEAST_ROOM = 20  # cells for the line, however narrow the terminal
_COLOURS = {"error": "red", "warning": "yellow"}


def show_problems(
    found: Iterable[tuple[Path | None, str | None, Sequence[Finding]]], *, error_stream: bool = False
) -> None:
    """Show every problem as file:line:column, code and sentence, and its line if the text of the file is given.

    Problems of the same place share the line. Only in a terminal is a sentence broken, between words, to fit. Nothing
    of a file reaches the terminal but what can be seen. Of very many problems the first are shown, errors before
    warnings, and the others counted.
    """
    out = Terminal(errors=error_stream)
    example = ""
    for path, text, problems in found:
        lines = text.split("\n") if text and problems else []
        shown = _first(problems)
        for position, group in groupby(shown, key=lambda problem: problem.position):
            together = list(group)
            for problem in together:
                out.print(styled(*_heading(path, problem)), soft_wrap=not out.watched)
            if position.line <= len(lines):
                for line in _excerpt(lines[position.line - 1], position, _colour(together), out.width):
                    out.print_line(*line)
        if more := len(problems) - len(shown):
            out.print_line((str(Message("and {count} more", count=more)), ""))
        example = example or next((problem.code for problem in shown), "")
    if example:
        out.print_line((str(Message("what a code means: csprog explain {code}", code=example)), "dim"))


def show_verdict(found: Sequence[tuple[Path, Sequence[Finding]]]) -> None:
    """Say in a line how many plans were checked and how many errors and warnings there are."""
    severities = [problem.severity for _, problems in found for problem in problems]
    errors, warnings = severities.count("error"), severities.count("warning")
    counts = [
        Message("{count} error", "{count} errors", count=errors) if errors else None,
        Message("{count} warning", "{count} warnings", count=warnings) if warnings else None,
    ]
    verdict = ", ".join(str(count) for count in counts if count) or str(Message("no problems"))
    plans = Message("{count} plan checked", "{count} plans checked", count=len(found))
    style = "bold red" if errors else "yellow" if warnings else "green"
    Terminal().print_line((f"{plans}: {verdict}", style))


def _first(problems: Sequence[Finding]) -> list[Finding]:
    """Return the problems to show, in file order."""
    errors_first = sorted(range(len(problems)), key=lambda number: problems[number].severity != "error")
    return [problems[number] for number in sorted(errors_first[:MOST_SHOWN])]


def _colour(problems: Iterable[Finding]) -> str:
    return _COLOURS["error" if any(problem.severity == "error" for problem in problems) else "warning"]


def _heading(path: Path | None, problem: Finding) -> Spans:
    file = "" if path is None else f"{one_line(path)}:"
    place = f"{file}{problem.position.line}:{problem.position.column}: "
    sentence = one_line(str(problem.message)[: LONGEST_SENTENCE + 1])
    if len(sentence) > LONGEST_SENTENCE:
        sentence = f"{sentence[: LONGEST_SENTENCE - 1]}…"
    return (place, "bold"), (f"{problem.code}: ", _COLOURS[problem.severity]), (sentence, "")


def _excerpt(line: str, position: Position, colour: str, width: int) -> tuple[Spans, Spans]:
    """Return the line with its number, and what is under it: signs that point at the value."""
    number = f"{position.line:>5} │ "
    margin = f"{'│ ':>{len(number)}}"
    before, value, after = _window(line.rstrip("\r"), position, max(_LEAST_ROOM, width - len(number)))
    above = f"{before}{value}{after}".rstrip()
    pointer = "^" * max(1, cell_len(value))
    return (
        ((number if above else number.rstrip(), "dim"), (above, "")),
        ((margin, "dim"), (" " * cell_len(before), ""), (pointer, colour)),
    )


def _window(line: str, position: Position, room: int) -> tuple[str, str, str]:
    """Return what is shown of a line before, at and after the value, no wider than `room` cells together.

    What is left out of a long line is marked by an ellipsis; the value's beginning is always there.
    """
    start = min(position.column - 1, len(line))
    end = min(start + position.length, len(line))
    before = visible(line[max(0, start - room) : start])
    value = visible(line[start : min(end, start + room)])
    after = visible(line[end : end + room])
    goes_on = len(line) > end + room or end > start + room
    if start <= room and not goes_on and cell_len(f"{before}{value}{after}") <= room:
        return before, value, after
    if start <= room and cell_len(before) + min(cell_len(value), room // 2) < room:
        return before, *_cropped(value, after, room - cell_len(before), goes_on=goes_on)
    value, after = _cropped(value, after, room - room // 3, goes_on=goes_on)
    return f"…{_last_cells(before, room - 1 - cell_len(f'{value}{after}'))}", value, after


def _cropped(value: str, after: str, cells: int, *, goes_on: bool) -> tuple[str, str]:
    """Return the value and what is after it within `cells`, with an ellipsis if that isn't all of the line."""
    if not goes_on and cell_len(f"{value}{after}") <= cells:
        return value, after
    value = _first_cells(value, cells - 1)
    return value, f"{_first_cells(after, cells - 1 - cell_len(value))}…"


def _first_cells(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else set_cell_size(text, max(0, cells)).rstrip(" ")


def _last_cells(text: str, cells: int) -> str:
    while cell_len(text) > cells or (text and cell_len(text[0]) == 0):
        text = text[1:]
    return text


def show_error_count(count: int, *, error_stream: bool = False) -> None:
    """Say in the first line that what follows is of a plan with errors; nothing if there are none."""
    if count:
        what = Message(
            "{count} error stands in the plan, what follows may be wrong: see csprog validate",
            "{count} errors stand in the plan, what follows may be wrong: see csprog validate",
            count=count,
        )
        Terminal(errors=error_stream).print_paragraph((str(what), "bold red"))
