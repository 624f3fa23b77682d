"""Reads the offices at the end of a result: «в офисах: 1. Заволжское МРО; 2. …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.importing.readers.document import BULLET, Notice, without_bullet
from csprog.programme.office_lists import OFFICES, introduces_offices

_NUMBERED = re.compile(r"([0-9]{1,3})[.)]\s*(\S.*)")
_LIST_IN_LINE = re.compile(r"(?<=:)\s*(?=1[.)]\s*\S)")
_LONGEST = 120  # characters of an office's name
_END = re.compile(r"\s*[;.,]?$")


@dataclass(frozen=True, slots=True)
class Result:
    """A result's own words and its offices; `unsure` if it ends in another list."""

    words: str
    offices: tuple[str, ...] = ()
    unsure: bool = False


def read_result(lines: Sequence[str]) -> Result:
    """Return the contents of a result's cell.

    Its last lines are offices if they are numbered from 1, or bear bullets, below a line that ends in «в …:» or is
    «Офисы:», which is none of the result's words.
    """
    # below csprog's own line each office has a line, in which a list is part of a name
    split = lines if OFFICES in lines else [part for line in lines for part in _split_list(line)]
    first = _first_of_list(split)
    if first is not None and introduces_offices(split[first - 1]):
        names, is_named = tuple(map(_name, split[first:])), split[first - 1] == OFFICES
        if all(names) and (is_named or all(len(name) <= _LONGEST for name in names)):
            return Result("\n".join(map(without_bullet, split[: first - is_named])), names)
    return Result("\n".join(map(without_bullet, lines)), unsure=first is not None)


def read_offices(lines: Sequence[str]) -> list[str]:
    """Return the names in a cell of offices: one a line, or separated by semicolons.

    In a numbered list a semicolon within a name is part of it.
    """
    parts = lines if _is_numbered(lines) else [part.strip() for line in lines for part in line.split(";")]
    names = map(_name, parts)
    return list(dict.fromkeys(filter(None, names)))


def complete_names(proposal: dict[str, Any], path: KeyPath, places: Mapping[KeyPath, Message]) -> Iterator[Notice]:
    """Complete names of offices that another measure prints in full.

    «Марксовского района» becomes «офис Марксовского района». Gives a notice for each.
    """
    for number, measure in enumerate(proposal["measures"]):
        here = (*path, "measures", number)
        others = {name for other in proposal["measures"] if other is not measure for name in other.get("offices", ())}
        for index, name in enumerate(measure.get("offices", ())):
            longer = [other for other in others if other.endswith(f" {name}")]
            if len(longer) == 1 and longer[0] not in measure["offices"]:
                measure["offices"][index] = longer[0]
                measure.setdefault("printed", {}).setdefault("offices", {})[longer[0]] = name
                what = Message(
                    "the office “{name}” is printed “{printed}”; the full name was taken from another measure of this proposal",
                    name=longer[0],
                    printed=name,
                )
                yield Notice("decided", places[here], what, here)


def _split_list(line: str) -> list[str]:
    """Return the lead and items of a list in a line: «в офисах: 1. А; 2. Б»."""
    lead, *items = _LIST_IN_LINE.split(line, maxsplit=1)
    if not items:
        return [line]
    parts, rest, number = [lead], items[0], 2
    while (following := re.search(rf"[;,.]?(?<!\s)\s+(?={number}[.)]\s*\S)", rest)) is not None:
        parts.append(rest[: following.start()])
        rest, number = rest[following.end() :], number + 1
    return [*parts, rest]


def _first_of_list(lines: Sequence[str]) -> int | None:
    """Return the index of the first item of a list that takes all lines to the end."""
    bulleted = [line.startswith(BULLET) for line in lines]
    for first in range(1, len(lines)):
        if _is_numbered(lines[first:]) or all(bulleted[first:]):
            return first
    return None


def _is_numbered(lines: Sequence[str]) -> bool:
    """Tell whether lines are numbered from 1 on."""
    numbers = [numbered[1] if (numbered := _NUMBERED.fullmatch(line)) else "" for line in lines]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _name(line: str) -> str:
    """Return the name in a list's item, without its number and the sign behind it."""
    numbered = _NUMBERED.fullmatch(line)
    return _END.sub("", numbered[2] if numbered else without_bullet(line), count=1)
