"""Builds a plan's sections, subsections, proposals and measures, and numbers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.importing.mapping.numbering import NumberedPart, number_parts
from csprog.importing.mapping.numbers import parse_number
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
_CHANNELS: tuple[tuple[Channel, str], ...] = (  # the first that matches counts: «электронная почта» is no post
    (Channel.EMAIL, r"электронн\w* почт|e-?mail"),
    (Channel.ACCOUNT, r"личн\w+ кабинет|мобильн\w+ приложен"),
    (Channel.MESSENGER, r"мессендж|чат-?бот"),
    (Channel.WEBSITE, r"сайт|интернет-приемн"),
    (Channel.PHONE, r"телефон|колл-?центр|контакт-?центр|call|горяч\w+ лини"),
    (Channel.OFFICE, r"офис|\bочн|пункт\w* обслуживан"),
    (Channel.POST, r"почт|письм"),
)


@dataclass(slots=True)
class PlanBuilder:
    """A plan's parts in the document's order.

    A part is added to the last one of the level above. `places` are the parts' places in the document, by key path.
    `title` is that of a section that the document doesn't name.
    """

    notices: list[Notice] = field(default_factory=list)
    places: dict[KeyPath, Message] = field(default_factory=dict)
    _plan: dict[str, Any] = field(default_factory=lambda: {"sections": []})
    title: str = ""
    _numbered: list[NumberedPart] = field(default_factory=list)
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
            self.add_section("", self.title or title, place)
        section = self.sections[-1]
        node: dict[str, Any] = {"title": title, **_named_in(title), "proposals": []}
        is_repeated = any(sibling["title"] == title for sibling in section["subsections"])
        if is_repeated:
            node.pop("audience", None)
        self._add(_SUBSECTION, section, node, printed, place)
        if is_repeated:
            what = Message("this heading repeats an earlier one, so no audience is set")
            self.add_notice("question", place, what)
        elif "channel" not in node:
            what = Message("no channel is named in the heading (office, website …); none is set")
            self.add_notice("question", place, what)

    def add_proposal(self, printed: str, text: str, place: Message) -> None:
        """Add a proposal, in a subsection named like its section if there is none."""
        if not self.sections or not self.sections[-1]["subsections"]:
            title = self.sections[-1]["title"] if self.sections else self.title or text
            self.add_subsection("", title, place)
            self.add_notice("question", place, Message("no subsection is given in the table; one was added"))
        subsection = self.sections[-1]["subsections"][-1]
        self._add(_PROPOSAL, subsection, {"text": text, "measures": []}, printed, place)

    def make_section(self, number: str, place: Message) -> None:
        """Add a section that only the numbers of rows tell of."""
        self.add_section(number, self.title or f"Раздел {number}", place)
        what = Message(
            "the numbers continue with {number}, but there is no heading for that section; one was added", number=number
        )
        self.add_notice("question", place, what)

    def make_subsection(self, number: str, place: Message) -> None:
        """Add a subsection that only the numbers of rows tell of."""
        self.add_subsection(number, self.sections[-1]["title"], place)
        what = Message(
            "the numbers continue with {number}, but there is no heading for that section; one was added", number=number
        )
        self.add_notice("question", place, what)

    def open_number(self, level: int) -> str | None:
        """Return the number of the open section (level 0) or subsection, None if it prints none."""
        part = next((part for part in reversed(self._numbered) if part.level <= level), None)
        return parse_number(part.printed) if part is not None and part.level == level else None

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
    def printed_number(self) -> str:
        """The number of the proposal added last, as printed."""
        return next((part.printed for part in reversed(self._numbered) if part.level == _PROPOSAL), "")

    @property
    def proposals_exist(self) -> bool:
        """True once a proposal was added."""
        return any(part.level == _PROPOSAL for part in self._numbered)

    def proposals(self) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
        """Give each proposal with its key path."""
        return ((part.path, part.node) for part in self._numbered if part.level == _PROPOSAL)

    def sorted_notices(self) -> list[Notice]:
        """Return the notices in the order of the parts that they are about."""
        order = {path: index for index, path in enumerate(self.places)}
        return sorted(self.notices, key=lambda notice: order.get(notice.path, -1))

    def finish(self) -> list[dict[str, Any]]:
        """Number all parts and return the sections.

        A heading without measures at the end is none of the plan: a signature, as a rule. A printed form is kept where
        it is no number of its place, or printed unlike those of its level.
        """
        self._drop_empty_end()
        self.notices += number_parts(self._numbered)
        return self.sections

    def _drop_empty_end(self) -> None:
        while self._numbered and self._numbered[-1].level != _PROPOSAL and self.proposals_exist:
            part = self._numbered.pop()
            part.siblings.pop()
            del self.places[part.path]
            self.notices = [notice for notice in self.notices if notice.path != part.path]
            words = " ".join(filter(None, (part.printed, part.node["title"])))
            what = Message("the plan has no field for this: “{words}”", words=words)
            self.notices.append(Notice("left-out", part.place, what))

    def _add(self, level: int, parent: dict[str, Any], node: dict[str, Any], printed: str, place: Message) -> None:
        key = LEVELS[level][0]
        parent[key].append(node)
        self._path = (*self._path[: 2 * level], key, len(parent[key]) - 1)
        self.places[self._path] = place
        if level != _MEASURE:
            self._numbered.append(NumberedPart(level, node, parent, parent[key], printed, self._path, place))


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
