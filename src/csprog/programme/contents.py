"""A plan's table of contents: how long the lines of each proposal are, so that one can be read without all the others.

Lines are those of the plan's file, so lengths and places count bytes, and a byte order mark belongs to the first line.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.programme.reading import PlanText

    Begun = tuple[str, dict[str, Any], int]

_LISTS = ("sections", "subsections", "proposals")
_PROPOSAL = len(_LISTS)
_BEFORE_A_PART = re.compile(r" *- +")
_INDENT_OF_AN_ITEM = re.compile(rb"( *)- ")
_INDENT_OF_WORDS = re.compile(rb"( *)[^ \r\n#]")


class Part(NamedTuple):
    """Whole lines: those of a section, a subsection or a proposal that belong to no part below it.

    `depth` is 1, 2 or 3 for these, and 0 for what comes before the first section. A proposal has its `number` and how many
    `measures` there are in it.
    """

    depth: int
    length: int
    number: str = ""
    measures: int = 0

    def answers_to(self, wanted: str) -> bool:
        """Tell whether `wanted` is a proposal or one of its measures, as `programme.address.select` understands it."""
        if self.depth != _PROPOSAL or not wanted.startswith(self.number):
            return False
        rest = wanted.removeprefix(self.number)
        return not rest or rest in {f".{place}" for place in range(1, self.measures + 1)}


def contents(plan: PlanText, *, byte_order_mark: bool) -> list[Part] | None:
    """Return the parts of a plan that holds a programme, in the order of its file, all of it.

    None if it isn't laid out as plans are: a part begins elsewhere than behind a dash that begins its line, something
    stands below a part's own list of parts, or there is a tab, for which a plan is read by another parser.
    """
    text = plan.text
    begun = list(plan.reading.nested(*_LISTS))
    lines = [text.rfind("\n", 0, start) + 1 for _, _, start in begun]
    behind_dashes = all(
        _BEFORE_A_PART.fullmatch(text, line, start) for line, (_, _, start) in zip(lines, begun, strict=True)
    )
    if not begun or not behind_dashes or not all(map(_ends_with_its_parts, begun)) or "\t" in text:
        return None
    first = Part(0, len(text[: lines[0]].encode()) + (len(codecs.BOM_UTF8) if byte_order_mark else 0))
    spans = zip(begun, pairwise([*lines, len(text)]), strict=True)
    return [first, *(_part(one, len(text[line:end].encode())) for one, (line, end) in spans)]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A plan cut down to one proposal: what comes before the first section, the lines above the proposal, its own.

    These begin at the character `begin` of `text`; in the whole plan they are the part number `place`, from the byte `start` to `end`.
    """

    text: str
    begin: int
    part: Part
    place: int
    start: int
    end: int

    def put_back(self, whole: bytes, changed: str) -> bytes | None:
        """Return the `whole` plan with the proposal's lines as they are in `changed`, which was made of the excerpt's text.

        None if what stands above the proposal, or its dash, has changed too, or its last line would run into the next.
        """
        kept = self.text[: self.text.index("- ", self.begin) + 1]
        if not changed.startswith(kept) or not (changed.endswith("\n") or self.end == len(whole)):
            return None
        return whole[: self.start] + changed[self.begin :].encode() + whole[self.end :]


def excerpt(data: bytes, parts: Sequence[Part], identifier: str) -> Excerpt | None:
    """Return the plan in `data`, whose contents are `parts`, cut down to the proposal that `identifier` names, or a measure of it.

    None if no proposal answers to it, or several do, or the one doesn't begin and end where the contents say.
    """
    wanted = identifier.strip().rstrip(".")
    above, found, start = [b""] * _PROPOSAL, None, 0
    for place, part in enumerate(parts):
        end = start + part.length
        if data[end - 1 : end] != b"\n" and end != len(data):
            return None
        if part.depth < _PROPOSAL:
            above[part.depth] = data[start:end]
        elif part.answers_to(wanted):
            if found or not _stands_alone(data, start, end):
                return None
            lead = b"".join(above).removeprefix(codecs.BOM_UTF8).decode()
            found = Excerpt(lead + data[start:end].decode(), len(lead), part, place, start, end)
        start = end
    return found if start == len(data) else None


def _part(begun: Begun, length: int) -> Part:
    key, mapping, _ = begun
    if key != _LISTS[-1]:
        return Part(_LISTS.index(key) + 1, length)
    return Part(_PROPOSAL, length, mapping["number"], len(mapping["measures"]))


def _ends_with_its_parts(begun: Begun) -> bool:
    _, mapping, _ = begun
    return all(not mapping.get(key) or key == list(mapping)[-1] for key in _LISTS)


def _stands_alone(data: bytes, start: int, end: int) -> bool:
    """Tell whether the lines are an item of a list: a dash before them, and behind them no line that goes on with them."""
    item, following = _INDENT_OF_AN_ITEM.match(data, start, end), _INDENT_OF_WORDS.match(data, end)
    if item is None or following is None:
        return item is not None and end == len(data)
    return len(following[1]) <= len(item[1])
