"""Which measure a command is about where no id is given: at a terminal it is chosen from a list that typing narrows."""

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


def ask_which(question: Message, rows: Sequence[EvaluatedMeasure], fault: Callable[[str], object | None]) -> str:
    """Return the id of the measure among `rows` that the person chooses, or another id that they type.

    What is awaited first is offered first. A proposal's number means all its measures, as it does on a command line;
    words mean the one measure in which they all occur. `fault` says why an id won't do.
    """
    offered = _offered(rows)
    known = {name for row in rows for name in row.placed.names}

    def matching(typed: str) -> list[Choice]:
        words = fold_homoglyphs(typed).split()
        return [one for searched, one in offered if all(one.value.startswith(w) or w in searched for w in words)]

    def meant(typed: str) -> str | None:
        """Return the id that is meant, None if several measures may be, or none."""
        identifier = read_id(typed)
        found = matching(typed) if identifier and identifier not in known else []
        if len(found) == 1:
            return found[0].value
        return identifier if identifier in known or (not found and identifier[:1].isdigit()) else None

    def wrong(typed: str) -> object | None:
        identifier = meant(typed)
        if identifier is not None:
            return fault(identifier)
        count = len(matching(typed))
        if not count:
            return Message("no measure in question has “{words}” in it", words=typed.strip())
        return Message(
            "{count} measure fits; type more, or choose with the arrows",
            "{count} measures fit; type more, or choose with the arrows",
            count=count,
        )

    return str(meant(ask_from(question, matching, wrong)))


def command_line(command: str, arguments: Sequence[str], options: Mapping[str, object]) -> str:
    """Return what would have been typed to be asked nothing, fit to be pasted into this system's shell."""
    words = ["csprog", command, *arguments]
    for name, given in options.items():
        for value in given if isinstance(given, (list, tuple)) else [given]:
            words += _option(name, value)
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _option(name: str, value: object) -> list[str]:
    """Return an option as it is typed; a value that looks like an option is tied to it."""
    if value is None or value is False or value == "":
        return []
    if value is True or value == IN_EDITOR:
        return [name]
    return [f"{name}={value}"] if str(value).startswith("-") else [name, str(value)]


def _offered(rows: Sequence[EvaluatedMeasure]) -> list[tuple[str, Choice]]:
    """Return each measure as a line to choose, in columns, and before it all by which a person may look for it."""
    ordered = sorted(rows, key=lambda row: row.awaited)
    ids = max((len(row.placed.id) for row in rows), default=0)
    words = max((len(word(row.status)) for row in rows), default=0)
    return [
        (_searched(row), Choice(row.placed.id, f"{row.placed.id:{ids}}  {_when_and_how(row, words)}  {_text(row)}"))
        for row in ordered
    ]


def _when_and_how(row: EvaluatedMeasure, width: int) -> str:
    return f"{format_day(row.awaited)}  {word(row.status):{width}}"


def _text(row: EvaluatedMeasure) -> str:
    return " ".join(row.placed.measure.text.split())


def _searched(row: EvaluatedMeasure) -> str:
    placed = row.placed
    names = (placed.proposal.text, placed.section.title, placed.measure.responsible or "", *placed.measure.offices)
    return fold_homoglyphs(" ".join((_text(row), *names)))
