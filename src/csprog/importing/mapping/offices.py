"""Offices: the numbered list at the end of a result, «внедрен в офисах: 1. Заволжское МРО; 2. …»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from csprog.importing.readers.document import BULLET, without_bullet

_LEAD = re.compile(r"\b(?:в|во|на|для)\s+[^:.;]{1,80}:$", re.IGNORECASE)  # «… внедрен в офисах:»
_NUMBERED = re.compile(r"([0-9]{1,3})[.)]\s*(\S.*)")
_WITHIN = re.compile(r"(?<=:)\s*(?=1[.)]\s*\S)")
_LONGEST = 120  # characters of an office's name


@dataclass(frozen=True, slots=True)
class Result:
    """A result's own words and the offices that it lists; `unsure` if the list names something else, perhaps."""

    words: str
    offices: tuple[str, ...] = ()
    unsure: bool = False


def read_result(lines: Sequence[str]) -> Result:
    """Return what a result's cell says.

    Its last lines are offices if they are numbered from 1, or bear bullets, below a line that ends in «в …:».
    """
    parted = [part for line in lines for part in _parted(line)]
    at = _list_begins(parted)
    if at is None or not _LEAD.search(parted[at - 1]):
        words = "\n".join(map(without_bullet, lines))
        return Result(words, unsure=at is not None)
    names = tuple(_name(line) for line in parted[at:])
    if not all(0 < len(name) <= _LONGEST for name in names):
        return Result("\n".join(map(without_bullet, lines)), unsure=True)
    return Result("\n".join(map(without_bullet, parted[:at])), names)


def read_offices(lines: Sequence[str]) -> list[str]:
    """Return the names in a cell that holds nothing but offices: one a line, or parted by semicolons."""
    names = (_name(part.strip()) for line in lines for part in line.split(";"))
    return list(dict.fromkeys(filter(None, names)))


def _parted(line: str) -> list[str]:
    """Part a list that stands in one line: «в офисах: 1. А; 2. Б»."""
    lead, *items = _WITHIN.split(line, maxsplit=1)
    if not items:
        return [line]
    found, rest, number = [lead], items[0], 2
    while (following := re.search(rf"[;,.]?\s+(?={number}[.)]\s*\S)", rest)) is not None:
        found.append(rest[: following.start()])
        rest, number = rest[following.end() :], number + 1
    return [*found, rest]


def _list_begins(lines: Sequence[str]) -> int | None:
    """Return the place of the first of the lines that, up to the last, are one list; None without one."""
    bulleted = [line.startswith(BULLET) for line in lines]
    for at in range(1, len(lines)):
        numbers = [found[1] if (found := _NUMBERED.fullmatch(line)) else "" for line in lines[at:]]
        if numbers == [str(number) for number in range(1, len(numbers) + 1)] or all(bulleted[at:]):
            return at
    return None


def _name(line: str) -> str:
    numbered = _NUMBERED.fullmatch(line)
    return (numbered[2] if numbered else without_bullet(line)).rstrip(" ;.,")
