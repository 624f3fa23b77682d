"""Numbers the parts of an imported plan, and keeps what the document prints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.importing.mapping.numbers import depth, is_date, lacks_zero, parse_number
from csprog.importing.readers.document import Notice

_LEVELS = 3  # sections, subsections, proposals
_PROPOSAL = 2


@dataclass(slots=True)
class NumberedPart:
    """A part above the measures, its number as printed, and its position."""

    level: int
    node: dict[str, Any]
    parent: dict[str, Any]
    siblings: list[dict[str, Any]]
    printed: str
    path: KeyPath
    place: Message

    @property
    def number(self) -> str | None:
        """The printed number, None if it can't be one of this place."""
        number = parse_number(self.printed)
        above = f"{self.parent['number']}." if "number" in self.parent else ""
        return number if number and depth(number) == self.level + 1 and number.startswith(above) else None


def number_parts(parts: Sequence[NumberedPart]) -> Iterator[Notice]:
    """Number parts in the document's order, each by what it prints if that fits its place, else by order.

    Gives a notice of each printed number that is none, and one question if numbers were given anew.
    """
    given: list[NumberedPart] = []
    for level in range(_LEVELS):
        by_siblings: dict[int, list[NumberedPart]] = defaultdict(list)
        for part in parts:
            if part.level == level:
                by_siblings[id(part.siblings)].append(part)
        for siblings in by_siblings.values():
            yield from _number_siblings(siblings, given)
    if given:
        numbers = ", ".join(part.printed for part in given[:3])
        what = Message(
            "the numbers of the document ({numbers} …) do not fit the sections of a plan: new ones were "
            "given in order, the printed ones are kept",
            numbers=numbers,
        )
        yield Notice("question", given[0].place, what, given[0].path)
    for level in range(_LEVELS):
        same_level = [part for part in parts if part.level == level and "printed" not in part.node]
        yield from _keep_odd_dots(same_level, is_dotted=level != _PROPOSAL)


def _number_siblings(siblings: list[NumberedPart], given: list[NumberedPart]) -> Iterator[Notice]:
    """Number the parts of one parent, whose own number is known; those given anew are added to `given`."""
    taken = {number for part in siblings if (number := part.number) is not None}
    used: set[str] = set()
    above = siblings[0].parent.get("number", "")
    last = 0
    before = ""
    for part in siblings:
        number = part.number
        yield from _about_zero(part, before)
        before = part.printed or before
        if number is not None and number not in used:
            part.node["number"] = number
            if part.printed not in {number, f"{number}."}:
                part.node["printed"] = {"number": part.printed}
        else:
            number = _following(above, last, taken | used)
            part.node["number"] = number
            part.node["printed"] = {"number": part.printed}
            if parse_number(part.printed) is not None:
                given.append(part)
            else:
                yield _no_number(part)
        used.add(number)
        last = int(number.rpartition(".")[2])


def _following(above: str, last: int, taken: set[str]) -> str:
    """Return the next number after the sibling before that no other sibling has."""
    stem = f"{above}." if above else ""
    last += 1
    while f"{stem}{last}" in taken:
        last += 1
    return f"{stem}{last}"


def _about_zero(part: NumberedPart, before: str) -> Iterator[Notice]:
    """Ask about 1.1 after 1.9, which Excel makes of 1.10."""
    if lacks_zero(part.printed, before):
        full = f"{part.printed}0"
        what = Message("{printed} comes after {before}; read as {full}", printed=part.printed, before=before, full=full)
        part.printed = full
        yield Notice("question", part.place, what, part.path)


def _no_number(part: NumberedPart) -> Notice:
    if is_date(part.printed):
        what = Message(
            "“{printed}” is a date, perhaps made of a number by Excel; the number was given in order",
            printed=part.printed,
        )
        return Notice("question", part.place, what, part.path)
    if part.printed:
        what = Message("“{printed}” is not a number; the number was given in order", printed=part.printed)
    else:
        what = Message("no number is given here; it was given in order")
    return Notice("decided", part.place, what, part.path)


def _keep_odd_dots(parts: list[NumberedPart], *, is_dotted: bool) -> Iterator[Notice]:
    """Keep the printed form of numbers whose final point most lack, and vice versa.

    Of as many with as without one, the form of csprog's own documents (`is_dotted`) counts as usual.
    """
    dotted = Counter(part.printed.endswith(".") for part in parts)
    usual = is_dotted if dotted[True] == dotted[False] else dotted[True] > dotted[False]
    for part in parts:
        if part.printed.endswith(".") is not usual:
            part.node["printed"] = {"number": part.printed}
            with_point = Message("the number is printed with a dot at the end, unlike the others")
            without = Message("the number is printed without a dot at the end, unlike the others")
            yield Notice("decided", part.place, without if usual else with_point, part.path)
