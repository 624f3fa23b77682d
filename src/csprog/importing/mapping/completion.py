"""What is put into the plan once all of it is read: whole names of offices, the passport, remarks; keys in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.importing.mapping.passport import read_passport
from csprog.importing.readers.document import Notice
from csprog.programme.entries import PlanModel
from csprog.programme.model import Measure, Proposal, Section, Subsection

MODELS: tuple[tuple[str, type[PlanModel]], ...] = (
    ("sections", Section),
    ("subsections", Subsection),
    ("proposals", Proposal),
    ("measures", Measure),
)
_THE_DOCUMENT = Message("the document")


def name_offices(proposal: dict[str, Any], path: KeyPath, places: Mapping[KeyPath, Message]) -> Iterator[Notice]:
    """Complete the names of offices that another measure of `proposal` prints whole: «Марксовского района»."""
    for number, measure in enumerate(proposal["measures"]):
        here = (*path, "measures", number)
        whole = {name for other in proposal["measures"] if other is not measure for name in other.get("offices", ())}
        for place, name in enumerate(measure.get("offices", ())):
            longer = [other for other in whole if other.endswith(f" {name}")]
            if len(longer) == 1 and longer[0] not in measure["offices"]:
                measure["offices"][place] = longer[0]
                measure.setdefault("printed", {}).setdefault("offices", {})[longer[0]] = name
                what = Message(
                    "the office “{name}” is printed “{printed}”; its whole name is that of another measure here",
                    name=longer[0],
                    printed=name,
                )
                yield Notice("decided", places[here], what, here, remark=True)


def complete_passport(
    said: Sequence[str], texts: Sequence[str], year: int, known: Mapping[str, Any], heading: str | None
) -> tuple[dict[str, Any], list[Notice]]:
    """Return the passport and what is to be said of it.

    What the text before the plan (`said`) tells of title, basis and Standard counts; the organisation may be named
    anywhere (`texts`). What the document doesn't tell is taken from `known`, another year's passport. Without either
    the title is the plan's own `heading`, and the organisation stays open.
    """
    passport = read_passport(said, texts, year)
    notices = [_about("decided", key, Message("taken from the text")) for key in list(passport)[1:]]
    for key in ("title", "organisation"):
        if key in passport:
            continue
        if key in known:
            passport[key] = known[key]
            notices.append(
                _about("decided", key, Message("the document names none; taken from the plan that is there"))
            )
        elif key == "title" and heading:
            passport[key] = heading
            notices.append(_about("question", key, Message("the document names none; its heading was taken")))
        else:
            notices.append(_about("question", key, Message("the document names none; add it")))
    order = ("year", "title", "organisation", "basis", "approval", "standard")
    return {key: passport[key] for key in order if key in passport}, notices


def _about(kind: Any, key: str, what: Message) -> Notice:
    return Notice(kind, _THE_DOCUMENT, Message("{key}: {what}", key=key, what=what), ("passport", key))


def add_remarks(value: dict[str, Any], notices: Sequence[Notice]) -> None:
    """Put the notices that explain the plan to its readers into its remarks, in Russian as all that it says."""
    for notice in notices:
        if notice.remark:
            node: Any = value
            for step in notice.path:
                node = node[step]
            node["remark"] = " ".join(filter(None, (node.get("remark"), as_sentence(notice.message))))


def as_sentence(message: Message) -> str:
    """Return a message as a sentence of a Russian text."""
    words = message.render("ru")
    return f"{words[0].upper()}{words[1:]}{'' if words.endswith(('.', '?', '!')) else '.'}"


def in_order(sections: list[dict[str, Any]], depth: int = 0) -> list[dict[str, Any]]:
    """Return the parts of a plan with their keys in reading order."""
    kinds = MODELS[depth:]
    if not kinds:
        return sections
    keys = list(kinds[0][1].model_fields)
    parts = [{key: part[key] for key in sorted(part, key=keys.index)} for part in sections]
    for part in parts:
        for key, _ in kinds[1:2]:
            part[key] = in_order(part[key], depth + 1)
    return parts
