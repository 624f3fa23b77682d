"""Builds a plan's sections, subsections, proposals and measures, and numbers them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.importing.readers.document import Notice, NoticeKind
from csprog.parsing.names import fold_homoglyphs
from csprog.programme.entries import PlanModel
from csprog.programme.enums import Audience, Channel
from csprog.programme.model import Measure, Proposal, Section, Subsection

LEVELS: tuple[tuple[str, type[PlanModel]], ...] = (
    ("sections", Section),
    ("subsections", Subsection),
    ("proposals", Proposal),
    ("measures", Measure),
)
"""The keys of a plan's parts, from the outermost in, and their models."""
_SECTION, _SUBSECTION, _PROPOSAL, _MEASURE = range(4)
_NUMBER = re.compile(r"(?:№\s*|п\.\s*)?([0-9]+(?:\.[0-9]+)*)\.?\)?")
_CHANNELS: tuple[tuple[Channel, str], ...] = (  # the first that matches counts: «электронная почта» is no post
    (Channel.EMAIL, r"электронн\w* почт|e-?mail"),
    (Channel.ACCOUNT, r"личн\w+ кабинет|мобильн\w+ приложен"),
    (Channel.MESSENGER, r"мессендж|чат-?бот"),
    (Channel.WEBSITE, r"сайт|интернет-приемн"),
    (Channel.PHONE, r"телефон|колл-?центр|контакт-?центр|call|горяч\w+ лини"),
    (Channel.OFFICE, r"офис|\bочн|пункт\w* обслуживан"),
    (Channel.POST, r"почт|письм"),
)


def parse_number(printed: str) -> str | None:
    """Return the number in its printed form («№ 1.2.2.»), None if it has none."""
    match = _NUMBER.fullmatch(printed.strip())
    return None if match is None else match[1]


@dataclass(slots=True)
class _NumberedPart:
    """A part above the measures, its number as printed, and its position."""

    level: int
    node: dict[str, Any]
    parent: dict[str, Any]
    printed: str
    path: KeyPath
    place: Message

    @property
    def siblings(self) -> list[dict[str, Any]]:
        siblings: list[dict[str, Any]] = self.parent[LEVELS[self.level][0]]
        return siblings


@dataclass(slots=True)
class PlanBuilder:
    """A plan's parts in the document's order.

    A part is added to the last one of the level above. `places` are the parts' places in the document, by key path.
    """

    notices: list[Notice] = field(default_factory=list)
    places: dict[KeyPath, Message] = field(default_factory=dict)
    _plan: dict[str, Any] = field(default_factory=lambda: {"sections": []})
    _numbered: list[_NumberedPart] = field(default_factory=list)
    _path: KeyPath = ()

    def add_notice(self, kind: NoticeKind, place: Message, message: Message, path: KeyPath | None = None) -> None:
        """Add a notice, by default about the part added last."""
        self.notices.append(Notice(kind, place, message, self._path if path is None else path))

    def add_section(self, printed: str, title: str, place: Message) -> None:
        """Add a section."""
        self._add(_SECTION, self._plan, {"title": title, "subsections": []}, printed, place)

    def add_subsection(self, printed: str, title: str, place: Message) -> None:
        """Add a subsection, its channel and audience named by its heading."""
        if not self.sections:
            self.add_section("", title, place)
        section = self.sections[-1]
        node: dict[str, Any] = {"title": title, **_named_in(title), "proposals": []}
        is_repeated = any(sibling["title"] == title for sibling in section["subsections"])
        if is_repeated:
            node.pop("audience", None)
        self._add(_SUBSECTION, section, node, printed, place)
        if is_repeated:
            what = Message("this heading repeats an earlier one, so the audience is left open")
            self.add_notice("question", place, what)
        elif "channel" not in node:
            what = Message("the heading names no channel (office, website …); it is left open")
            self.add_notice("question", place, what)

    def add_proposal(self, printed: str, text: str, place: Message) -> None:
        """Add a proposal, in a subsection named like its section if there is none."""
        if not self.sections or not self.sections[-1]["subsections"]:
            title = self.sections[-1]["title"] if self.sections else text
            self.add_subsection("", title, place)
            self.add_notice("question", place, Message("the table names no subsection here; one was made"))
        subsection = self.sections[-1]["subsections"][-1]
        self._add(_PROPOSAL, subsection, {"text": text, "measures": []}, printed, place)

    def add_measure(self, node: dict[str, Any], place: Message) -> None:
        """Add a measure to the open proposal, which must exist."""
        self._add(_MEASURE, self.proposal or {}, node, "", place)

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The sections added so far."""
        sections: list[dict[str, Any]] = self._plan["sections"]
        return sections

    @property
    def place(self) -> Message:
        """The place in the document of the part added last."""
        return self.places[self._path]

    @property
    def proposal(self) -> dict[str, Any] | None:
        """The open proposal: the one added last, None if a heading was added after it."""
        node = self._plan
        for key, _ in LEVELS[:_MEASURE]:
            if not node[key]:
                return None
            node = node[key][-1]
        return node

    @property
    def measure(self) -> dict[str, Any] | None:
        """The last measure of the open proposal."""
        return self.proposal["measures"][-1] if self.proposal and self.proposal["measures"] else None

    @property
    def proposal_number(self) -> str | None:
        """The number of the proposal added last."""
        return next((parse_number(part.printed) for part in reversed(self._numbered) if part.level == _PROPOSAL), None)

    def proposals(self) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
        """Give each proposal with its key path."""
        return ((part.path, part.node) for part in self._numbered if part.level == _PROPOSAL)

    def sorted_notices(self) -> list[Notice]:
        """Return the notices in the order of the parts that they are about."""
        order = {path: index for index, path in enumerate(self.places)}
        return sorted(self.notices, key=lambda notice: order.get(notice.path, -1))

    def finish(self) -> list[dict[str, Any]]:
        """Number all parts and return the sections.

        A printed form is kept where a part had no number, or its number is printed unlike those of its level.
        """
        for part in self._numbered:
            self._number(part)
        for level in (_SECTION, _SUBSECTION, _PROPOSAL):
            parts = [part for part in self._numbered if part.level == level and "printed" not in part.node]
            self._keep_odd_dots(parts, is_dotted=level != _PROPOSAL)
        return self.sections

    def _add(self, level: int, parent: dict[str, Any], node: dict[str, Any], printed: str, place: Message) -> None:
        key = LEVELS[level][0]
        parent[key].append(node)
        self._path = (*self._path[: 2 * level], key, len(parent[key]) - 1)
        self.places[self._path] = place
        if level != _MEASURE:
            self._numbered.append(_NumberedPart(level, node, parent, printed, self._path, place))

    def _number(self, part: _NumberedPart) -> None:
        number = parse_number(part.printed)
        part.node["number"] = number or self._next_number(part)
        if number is not None and part.printed in {number, f"{number}."}:
            return
        part.node["printed"] = {"number": part.printed}
        if number is None:
            if part.printed:
                what = Message("“{printed}” is no number; the number was taken by order", printed=part.printed)
            else:
                what = Message("the document has no number here; it was taken by order")
            self.add_notice("decided", part.place, what, part.path)

    def _next_number(self, part: _NumberedPart) -> str:
        """Return the next number after the sibling before that no other sibling has."""
        siblings = part.siblings
        taken = {node.get("number") for node in siblings}
        taken |= {parse_number(other.printed) for other in self._numbered if other.siblings is siblings}
        index = int(part.path[-1])
        before = siblings[index - 1]["number"] if index else f"{part.parent.get('number', '')}.0".lstrip(".")
        stem, _, last = before.rpartition(".")
        number = int(last) + 1
        while f"{stem}.{number}".lstrip(".") in taken:
            number += 1
        return f"{stem}.{number}".lstrip(".")

    def _keep_odd_dots(self, parts: list[_NumberedPart], *, is_dotted: bool) -> None:
        """Keep the printed form of numbers whose final point most lack, and vice versa.

        Of as many with as without one, the form of csprog's own documents (`is_dotted`) counts as usual.
        """
        dotted = Counter(part.printed.endswith(".") for part in parts)
        usual = is_dotted if dotted[True] == dotted[False] else dotted[True] > dotted[False]
        for part in parts:
            if part.printed.endswith(".") is not usual:
                part.node["printed"] = {"number": part.printed}
                with_point = Message("the number is printed with a point at its end, unlike the others")
                without = Message("the number is printed without a point at its end, unlike the others")
                self.add_notice("decided", part.place, without if usual else with_point, part.path)


def _named_in(title: str) -> dict[str, str]:
    """Return the channel and audience in a heading, as keys of a subsection."""
    text = title.lower().replace("ё", "е")
    named: dict[str, str] = {}
    if channel := next((channel for channel, pattern in _CHANNELS if re.search(pattern, text)), None):
        named["channel"] = channel.value
    folded = fold_homoglyphs(title)
    audiences = [audience for audience in Audience if re.search(rf"\b{audience.value.lower()}\b", folded)]
    if len(audiences) == 1:
        named["audience"] = audiences[0].value
    return named
