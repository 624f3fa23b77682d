"""Asks for the measure of a command without an ID; typing narrows the list."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from csprog.cli.command import IN_EDITOR
from csprog.cli.prompts.questions import Choice, ask_from
from csprog.console.status_labels import word
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.i18n import Message, format_day
from csprog.parsing.names import fold_homoglyphs, read_id


def ask_measure(question: Message, rows: Sequence[EvaluatedMeasure], check: Callable[[str], object | None]) -> str:
    """Return the id of the measure chosen among `rows`, or another id typed.

    The measure awaited first is offered first. A proposal's number means all its measures, as on a command line;
    words mean the one measure in which they all occur. `check` returns the reason for refusing an id.
    """
    offered = _choices(rows)
    names = {name for row in rows for name in row.placed.names}

    def matching(typed: str) -> list[Choice]:
        words = fold_homoglyphs(typed).split()
        return [choice for text, choice in offered if all(choice.value.startswith(w) or w in text for w in words)]

    def identify(typed: str) -> str | None:
        """Return the id meant by `typed`, None if several measures match, or none."""
        identifier = read_id(typed)
        matches = matching(typed) if identifier and identifier not in names else []
        if len(matches) == 1:
            return matches[0].value
        return identifier if identifier in names or (not matches and identifier[:1].isdigit()) else None

    def check_typed(typed: str) -> object | None:
        identifier = identify(typed)
        if identifier is not None:
            return check(identifier)
        count = len(matching(typed))
        if not count:
            return Message("no matching measure contains “{words}”", words=typed.strip())
        return Message(
            "{count} measure matches; type more, or choose with the arrows",
            "{count} measures match; type more, or choose with the arrows",
            count=count,
        )

    return str(identify(ask_from(question, matching, check_typed)))


def command_line(command: str, arguments: Sequence[str], options: Mapping[str, object]) -> str:
    """Return the command line that asks nothing, quoted for this system's shell."""
    words = ["csprog", command, *arguments]
    for name, given in options.items():
        for value in given if isinstance(given, (list, tuple)) else [given]:
            words += _option_words(name, value)
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _option_words(name: str, value: object) -> list[str]:
    if value is None or value is False or value == "":
        return []
    if value is True or value == IN_EDITOR:
        return [name]
    # a value that begins like an option needs the equals sign
    return [f"{name}={value}"] if str(value).startswith("-") else [name, str(value)]


def _choices(rows: Sequence[EvaluatedMeasure]) -> list[tuple[str, Choice]]:
    """Return for each measure the text to search, and a line in columns to choose."""
    id_width = max((len(row.placed.id) for row in rows), default=0)
    status_width = max((len(word(row.told)) for row in rows), default=0)
    choices = []
    for row in sorted(rows, key=lambda row: row.awaited):
        placed, text = row.placed, " ".join(row.placed.measure.text.split())
        names = (placed.proposal.text, placed.section.title, placed.measure.responsible or "", *placed.measure.offices)
        line = f"{placed.id:{id_width}}  {format_day(row.awaited)}  {word(row.told):{status_width}}  {text}"
        choices.append((fold_homoglyphs(" ".join((text, *names))), Choice(placed.id, line)))
    return choices
