"""Asks for the measure of a command without an ID; typing narrows the list."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import takewhile

from csprog.cli.command import IN_EDITOR
from csprog.cli.prompts.questions import Choice, ask_from
from csprog.console.recording import place_of
from csprog.console.status_labels import word
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.evaluation.record_builder import due_text
from csprog.i18n import Message, current_language, format_day
from csprog.parsing.names import fold_homoglyphs, split_ids
from csprog.programme.model import PlacedMeasure

_SEEN = 40  # characters of a text that fit beside deadline and status on a terminal of 80 columns


def ask_measure(question: Message, rows: Sequence[EvaluatedMeasure], check: Callable[[str], object | None]) -> str:
    """Return the id of the measure chosen among `rows`, or another id typed.

    The measure awaited first is offered first. A proposal's number means all its measures, as on a command line, and
    several ids may be typed; words mean the one measure in which they all occur. `check` returns the reason for refusing an id.
    """
    offered = _choices(rows)
    names = {name for row in rows for name in row.placed.names}

    def matching(typed: str) -> list[Choice]:
        words = fold_homoglyphs(typed).split()
        return [choice for text, choice in offered if all(choice.value.startswith(w) or w in text for w in words)]

    def identify(typed: str) -> str | None:
        """Return the id meant by `typed`, None if several measures match, or none."""
        ids = split_ids([typed])
        known = bool(ids) and names.issuperset(ids)
        matches = matching(typed) if ids and not known else []
        if len(matches) == 1:
            return matches[0].value
        return " ".join(ids) if known or (not matches and typed.strip()[:1] in "№0123456789") else None

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


def awaited(row: EvaluatedMeasure) -> str:
    """Return the deadline that holds now, as the plan has it: a day, or a quarter."""
    return format_day(row.awaited) if row.postponed else due_text(row.placed.measure)


def typed_day(day: date) -> str:
    """Return a day as the user of this language types it."""
    return format_day(day) if current_language() == "ru" else day.isoformat()


def _choices(rows: Sequence[EvaluatedMeasure]) -> list[tuple[str, Choice]]:
    """Return for each measure the text to search, and a line in columns to choose."""
    id_width = max((len(row.placed.id) for row in rows), default=0)
    day_width = max((len(awaited(row)) for row in rows), default=0)
    status_width = max((len(word(row.told)) for row in rows), default=0)
    texts = _told_apart([row.placed for row in rows])
    choices = []
    for row in sorted(rows, key=lambda row: row.awaited):
        placed, text = row.placed, " ".join(row.placed.measure.text.split())
        names = (placed.proposal.text, placed.section.title, placed.measure.responsible or "", *placed.measure.offices)
        head = f"{placed.id:{id_width}}  {awaited(row):{day_width}}  {word(row.told):{status_width}}"
        line = f"{head}  {texts[placed.id]}"
        choices.append((fold_homoglyphs(" ".join((text, place_of(placed), *names))), Choice(placed.id, line)))
    return choices


def _told_apart(measures: Sequence[PlacedMeasure]) -> dict[str, str]:
    """Return the text of each measure, told apart from those that begin in the same way.

    Before it stands where the measure belongs; within one place only the words that differ follow.
    """
    texts = {placed.id: " ".join(placed.measure.text.split()) for placed in measures}
    places = {placed.id: f"({place_of(placed)})" for placed in measures}
    for identifier in (one for alike in _alike(texts) for one in alike):
        texts[identifier] = f"{places[identifier]} {texts[identifier]}"
    for alike in _alike(texts):
        words = [texts[identifier].split() for identifier in alike]
        shared = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False)))
        for identifier, own in zip(alike, words, strict=True):
            texts[identifier] = f"{places[identifier]} … {' '.join(own[shared:])}"
    return texts


def _alike(texts: Mapping[str, str]) -> list[list[str]]:
    """Return the ids of texts that look the same in a list, together."""
    beginnings: dict[str, list[str]] = {}
    for identifier, text in texts.items():
        beginnings.setdefault(text[:_SEEN], []).append(identifier)
    return [ids for ids in beginnings.values() if len(ids) > 1]
