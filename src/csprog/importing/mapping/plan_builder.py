"""The plan in the making: sections, subsections, proposals and measures as the file will hold them, with their numbers."""

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
from csprog.programme.enums import Audience, Channel

_NUMBER = re.compile(r"(?:№\s*|п\.\s*)?([0-9]+(?:\.[0-9]+)*)\.?\)?")
_KINDS = ("sections", "subsections", "proposals")
_CHANNELS: tuple[tuple[Channel, str], ...] = (
    (Channel.EMAIL, r"электронн\w* почт|e-?mail"),
    (Channel.ACCOUNT, r"личн\w+ кабинет|мобильн\w+ приложен"),
    (Channel.MESSENGER, r"мессендж|чат-?бот"),
    (Channel.WEBSITE, r"сайт|интернет-приемн"),
    (Channel.PHONE, r"телефон|колл-?центр|контакт-?центр|call|горяч\w+ лини"),
    (Channel.OFFICE, r"офис|\bочн|пункт\w* обслуживан"),
    (Channel.POST, r"почт|письм"),
)


def parse_number(printed: str) -> str | None:
    """Return a number without what is around it (1.2.2. is 1.2.2), None if there is none."""
    found = _NUMBER.fullmatch(printed.strip())
    return None if found is None else found[1]


@dataclass(slots=True)
class _Numbered:
    """A part of the plan that has a number: how it is printed and where."""

    kind: str
    node: dict[str, Any]
    printed: str
    siblings: list[dict[str, Any]]
    path: KeyPath
    place: Message


@dataclass(slots=True)
class PlanBuilder:
    """The plan's parts in order; what is added last is where the next part goes."""

    sections: list[dict[str, Any]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    places: dict[KeyPath, Message] = field(default_factory=dict)
    _numbered: list[_Numbered] = field(default_factory=list)
    _path: KeyPath = ()

    def find(
        self, kind: NoticeKind, place: Message, message: Message, path: KeyPath | None = None, *, remark: bool = False
    ) -> None:
        """Keep a notice, by default about the part that was added last."""
        self.notices.append(Notice(kind, place, message, self._path if path is None else path, remark))

    def section(self, printed: str, title: str, place: Message) -> None:
        """Begin a section."""
        self._add(0, self.sections, {"title": title, "subsections": []}, printed, place)

    def subsection(self, printed: str, title: str, place: Message) -> None:
        """Begin a subsection; its channel and audience are those of its heading."""
        if not self.sections:
            self.section("", title, place)
        siblings = self.sections[-1]["subsections"]
        node: dict[str, Any] = {"title": title, **_served(title), "proposals": []}
        repeated = any(sibling["title"] == title for sibling in siblings)
        if repeated:
            node.pop("audience", None)
        self._add(1, siblings, node, printed, place)
        if repeated:
            what = Message("this heading repeats an earlier one, so the audience is left open")
            self.find("question", place, what, remark=True)
        elif "channel" not in node:
            self.find("question", place, Message("the heading names no channel (office, website …); it is left open"))

    def proposal(self, printed: str, text: str, place: Message) -> None:
        """Begin a proposal; without a subsection it gets one that is named as its section."""
        if not self.sections or not self.sections[-1]["subsections"]:
            title = self.sections[-1]["title"] if self.sections else text
            self.subsection("", title, place)
            self.find("question", place, Message("the table names no subsection here; one was made"))
        siblings = self.sections[-1]["subsections"][-1]["proposals"]
        self._add(2, siblings, {"text": text, "measures": []}, printed, place)

    def measure(self, node: dict[str, Any], place: Message) -> dict[str, Any]:
        """Add a measure to the last proposal."""
        measures = self.measures
        assert measures is not None  # noqa: S101 - whoever adds a measure has begun a proposal
        measures.append(node)
        self._path = (*self._within(3), "measures", len(measures) - 1)
        self.places[self._path] = place
        return node

    @property
    def place(self) -> Message:
        """Where in the document stands what was added last."""
        return self.places[self._path]

    @property
    def measures(self) -> list[dict[str, Any]] | None:
        """The measures of the proposal that was begun last, None if the last heading has none yet."""
        if not self.sections or not self.sections[-1]["subsections"]:
            return None
        proposals = self.sections[-1]["subsections"][-1]["proposals"]
        return proposals[-1]["measures"] if proposals else None

    @property
    def proposal_number(self) -> str | None:
        """The number of the proposal that was begun last."""
        return next((parse_number(part.printed) for part in reversed(self._numbered) if part.kind == "proposals"), None)

    def in_order(self) -> list[Notice]:
        """Return the notices in the order of the parts that they are about."""
        order = {path: place for place, path in enumerate(self.places)}
        return sorted(self.notices, key=lambda notice: order.get(notice.path, -1))

    def finish(self) -> list[dict[str, Any]]:
        """Number what has no number, keep the printed form of numbers unlike their kind's, and return the sections."""
        for part in self._numbered:
            self._number(part)
        for kind in _KINDS:
            self._odd_dots([part for part in self._numbered if part.kind == kind and parse_number(part.printed)])
        return self.sections

    def _add(
        self, depth: int, siblings: list[dict[str, Any]], node: dict[str, Any], printed: str, place: Message
    ) -> None:
        kind, within = _KINDS[depth], self._within(depth)
        siblings.append(node)
        self._path = (*within, kind, len(siblings) - 1)
        self.places[self._path] = place
        self._numbered.append(_Numbered(kind, node, printed, siblings, self._path, place))

    def _within(self, depth: int) -> KeyPath:
        """Return the path of the part that is open at a depth: 1 the section, 2 the subsection, 3 the proposal."""
        path: KeyPath = ()
        parts = self.sections
        for kind, below in zip(_KINDS[:depth], (*_KINDS[1:], ""), strict=False):
            path = (*path, kind, len(parts) - 1)
            parts = parts[-1].get(below, [])
        return path

    def _number(self, part: _Numbered) -> None:
        number = parse_number(part.printed)
        if number is not None:
            part.node["number"] = number
            if part.printed not in {number, f"{number}."}:
                part.node["printed"] = {"number": part.printed}
            return
        part.node["number"] = self._by_order(part)
        part.node["printed"] = {"number": part.printed}
        if part.printed:
            what = Message("“{printed}” is no number; the number was taken by order", printed=part.printed)
        else:
            what = Message("the document has no number here; it was taken by order")
        self.find("decided", part.place, what, part.path, remark=True)

    def _by_order(self, part: _Numbered) -> str:
        above = self._number_above(part.path)
        taken = {node.get("number") or "" for node in part.siblings}
        taken |= {parse_number(other.printed) or "" for other in self._numbered if other.siblings is part.siblings}
        place = part.siblings.index(part.node)
        before = part.siblings[place - 1]["number"] if place else f"{above}.0".lstrip(".")
        stem, _, last = before.rpartition(".")
        number = int(last) + 1
        while f"{stem}.{number}".lstrip(".") in taken:
            number += 1
        return f"{stem}.{number}".lstrip(".")

    def _number_above(self, path: KeyPath) -> str:
        node: Any = {"sections": self.sections}
        for step in path[:-2]:
            node = node[step]
        return str(node.get("number", "")) if isinstance(node, dict) else ""

    def _odd_dots(self, parts: list[_Numbered]) -> None:
        """Keep the printed form of the few numbers that end in a point where others don't, or the other way round."""
        plain = [part for part in parts if "printed" not in part.node]
        dotted = Counter(part.printed.endswith(".") for part in plain)
        if len(dotted) < 2:  # noqa: PLR2004 - with a point and without
            return
        usual = dotted.most_common(1)[0][0]
        for part in plain:
            if part.printed.endswith(".") is not usual:
                part.node["printed"] = {"number": part.printed}
                with_point = Message("the number is printed with a point at its end, unlike the others")
                without = Message("the number is printed without a point at its end, unlike the others")
                self.find("decided", part.place, without if usual else with_point, part.path, remark=True)


def _served(title: str) -> dict[str, str]:
    """Return the channel and the audience that a heading names, those that it does."""
    text = title.lower().replace("ё", "е")
    found: dict[str, str] = {}
    for channel, sign in _CHANNELS:
        if re.search(sign, text):
            found["channel"] = channel.value
            break
    audiences = list(_audiences(title))
    if len(audiences) == 1:
        found["audience"] = audiences[0].value
    return found


def _audiences(title: str) -> Iterator[Audience]:
    folded = fold_homoglyphs(title)
    for audience in Audience:
        if re.search(rf"\b{audience.value.lower()}\b", folded):
            yield audience
