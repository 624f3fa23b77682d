"""Names what conflicts in the plan's own terms: numbers, words, ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from textwrap import shorten

from csprog.editing.merge.alignment import LEVELS
from csprog.findings import KeyPath
from csprog.i18n import N_, Message
from csprog.programme.assessments import Assessment
from csprog.programme.indicators import Actual
from csprog.programme.key_names import key_name
from csprog.programme.ledgers import Item, placed_indicators
from csprog.programme.model import Programme

_LONGEST_TEXT = 60  # characters of a part's words in a sentence


@dataclass(frozen=True, slots=True)
class PartName:
    """The name of a part for a sentence, and a short one for marker lines.

    `key` is the key inside the part that is meant, empty for the part as a whole.
    """

    name: object
    short: str
    key: str = ""

    @property
    def mark(self) -> str:
        """The name on a marker line: number or id, and the key."""
        return " ".join(word for word in (self.short, self.key) if word)

    def changed(self) -> Message:
        """Say that both sides changed the part."""
        if self.key:
            return Message(
                "{name}: both sides changed “{part}”; keep one version", name=self.name, part=key_name(self.key)
            )
        return Message("{name}: both sides changed it; keep one version", name=self.name)

    def taken_out(self, *, here: bool) -> Message:
        """Say that one side took the part out, and the other changed it."""
        name = Message("{name}, {part}", name=self.name, part=key_name(self.key)) if self.key else self.name
        if here:
            return Message("{name}: removed in ours, changed in theirs; keep or remove it", name=name)
        return Message("{name}: changed in ours, removed in theirs; keep or remove it", name=name)

    def added(self, kind: str) -> Message:
        """Say that each side added an item of this name; `kind` is the key of its list."""
        if kind not in LEVELS:
            what = N_("{name} was added on both sides with different values; keep both under two names, or one")
            return Message(what, name=self.name)
        number = Message("section {number}", number=self.short) if kind == "sections" else self.short
        return Message("{name} was added on both sides; keep both (renumber one), or one", name=number)

    def recorded(self, ours: Sequence[Item], theirs: Sequence[Item]) -> Message:
        """Say that what both sides recorded contradicts each other."""
        what = N_("{name}: ours {ours}, theirs {theirs}; keep the correct one")
        return Message(what, name=self.name, ours=_listed(ours), theirs=_listed(theirs))


def name_part(programme: Programme, path: KeyPath) -> PartName:
    """Return the name of what lies at `path` in `programme`."""
    owners = _owners(programme)
    for length in range(len(path), 0, -1):
        if path[:length] in owners:
            name, short = owners[path[:length]]
            return PartName(name, short, _key(path[length:]))
    if not path:
        return PartName(Message("the plan"), "plan")
    document = str(path[0])
    key = _key(path[1:])
    return PartName(key_name(document), document, key)


def _key(steps: KeyPath) -> str:
    return next((step for step in steps if isinstance(step, str)), "")


def _owners(programme: Programme) -> dict[KeyPath, tuple[object, str]]:
    """Return the names of the parts that have one: sections to measures, indicators."""
    numbered: list[tuple[KeyPath, str, str]] = [
        (("sections", n), section.number, section.title) for n, section in enumerate(programme.sections)
    ]
    numbered += [(path, subsection.number, subsection.title) for path, subsection, _ in programme.subsections()]
    numbered += [(path, proposal.number, proposal.text) for path, proposal, _, _ in programme.proposals()]
    numbered += [(placed.path, placed.id, placed.measure.text) for placed in programme.measures]
    numbered += [(path, indicator.id, indicator.name) for indicator, _, path in placed_indicators(programme)]
    return {path: (_quoted(number, text), number) for path, number, text in numbered}


def _quoted(number: str, text: str) -> Message:
    return Message("{id} “{words}”", id=number, words=shorten(text, _LONGEST_TEXT, placeholder="…"))


def _listed(items: Sequence[Item]) -> Message:
    return reduce(lambda one, other: Message("{one}, {other}", one=one, other=other), map(_in_short, items))


def _in_short(item: Item) -> Message:
    match item:
        case Actual():
            return Message("{period}: {value}", period=item.period, value=item.value)
        case Assessment():
            return Message("{name} for {period}", name=item.id, period=item.period)
    return Message("{event} {on}", event=Message(item.event.replace("-", " ")), on=item.on)
