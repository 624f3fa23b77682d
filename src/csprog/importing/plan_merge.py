"""A document onto a plan that is there: its words are taken, what people have added to the plan is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from csprog.errors import InvalidPlanError, RefusedError
from csprog.findings import KeyPath
from csprog.history.diff import matches, similar
from csprog.i18n import Message
from csprog.importing.mapping.plan_builder import LEVELS
from csprog.programme.model import Passport, Programme
from csprog.programme.plan_text import FaultyPlan, parse_plan
from csprog.programme.plan_writer import write_plan

_TOLD = {
    "sections": ("number", "title", "printed", "subsections"),
    "subsections": ("number", "title", "printed", "proposals"),
    "proposals": ("number", "printed", "text", "measures"),
    "measures": ("text", "due", "result", "offices", "printed"),
}
"""What a document always tells of a part: where it is silent now, the plan is silent too."""
_WORDS = ("title", "text", "result")


@dataclass(frozen=True, slots=True)
class Merged:
    """The plan with the document's words: as a value, and as it is read."""

    value: dict[str, Any]
    programme: Programme


def merge_into_plan(programme: Programme, old: Any, imported: Mapping[str, Any]) -> Merged:
    """Return a plan with the words of a document; `old` is its loaded value, `imported` the document's.

    A part that is the same by its words or its number keeps its journal, its remark and all that no document tells.
    What a person decided about a printed form (a deadline «в течение года») stays while the same is printed.

    Raises:
        Refused: a measure with a journal has no like in the document.
        InvalidPlan: the document doesn't give a sound plan.
    """
    fresh = _read({**imported, "passport": _passport(old["passport"], imported["passport"])})
    same = matches(programme, fresh)
    _refuse_orphans(programme, fresh, same)
    value = {**old, **{key: part for key, part in imported.items() if key not in {"passport", "sections"}}}
    value["passport"] = _passport(old["passport"], imported["passport"])
    if "provisions" in imported:
        value["provisions"] = _with_remarks(old.get("provisions", {}), imported["provisions"])
    value["sections"] = _parts(0, imported["sections"], (), old, same)
    ordered = _ordered(value, Programme.model_fields, old)
    return Merged(ordered, _read(ordered))


def _read(value: dict[str, Any]) -> Programme:
    read = parse_plan(write_plan(value))
    if isinstance(read, FaultyPlan):
        raise InvalidPlanError(None, read.errors, Message("the document doesn't give a sound plan"))
    return read.programme


def _refuse_orphans(old: Programme, new: Programme, same: Mapping[KeyPath, KeyPath]) -> None:
    """Refuse to part what was recorded from its measure: one that is dropped, or that only shares its number."""
    words = {path: placed.measure.text for placed in new.measures for path in [same.get(placed.path)] if path}
    orphans = [
        placed.id
        for placed in old.measures
        if placed.measure.journal and not similar(placed.measure.text, words.get(placed.path, ""))
    ]
    if orphans:
        what = Message(
            "the document has no measure like {ids}, of which something is recorded; nothing was written. If it is dropped, "
            "keep it in the plan and cancel it",
            ids=", ".join(orphans),
        )
        raise RefusedError(what)


def _passport(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    if "standard" in old and "standard" in new:
        merged["standard"] = {**old["standard"], **new["standard"]}
    return _ordered(merged, Passport.model_fields, old)


def _with_remarks(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return the provisions with the remarks that the same clauses had."""
    remarks = {clause["number"]: clause["remark"] for clause in old.get("clauses", ()) if "remark" in clause}
    clauses = [
        {**clause, "remark": remarks[clause["number"]]} if clause["number"] in remarks else clause
        for clause in new["clauses"]
    ]
    return {**new, "clauses": clauses}


def _parts(
    depth: int, new: list[dict[str, Any]], path: KeyPath, old: dict[str, Any], same: Mapping[KeyPath, KeyPath]
) -> list[dict[str, Any]]:
    """Return the parts of one kind with what the same ones in the `old` plan hold besides."""
    kind, model = LEVELS[depth]
    below = LEVELS[depth + 1][0] if depth + 1 < len(LEVELS) else None
    parts = []
    for place, node in enumerate(new):
        here = (*path, kind, place)
        before = _at(old, same[here]) if here in same else {}
        part = _kept(kind, before, node)
        if below is not None:
            part[below] = _parts(depth + 1, node[below], here, old, same)
        parts.append(_ordered(part, model.model_fields, before))
    return parts


def _at(value: Any, path: KeyPath) -> Any:
    for step in path:
        value = value[step]
    return value


def _kept(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part as the document has it, with what the plan knew of it besides."""
    part = {**{key: value for key, value in old.items() if key not in _TOLD[kind]}, **new}
    if "remark" in old:
        part["remark"] = old["remark"]
    if kind == "subsections" and old.get("title") != new["title"]:
        part = {key: value for key, value in part.items() if key in new or key not in {"channel", "audience"}}
    if "funding" in old and "funding" in new:
        part["funding"] = {**old["funding"], **new["funding"]}
    part.update(_decided(old, new))
    part.update((key, old[key]) for key in _WORDS if key in old and key in new and _same_words(old[key], new[key]))
    return part


def _same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ by where their paragraphs end, at most: that is layout."""
    return one.split() == other.split()


def _decided(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give what a person decided about printed forms that the document prints unchanged."""
    was, now = old.get("printed", {}), new.get("printed", {})
    for key in ("number", "due"):
        if key in was and was[key] == now.get(key):
            yield key, old[key]
    names = {printed: name for name, printed in was.get("offices", {}).items()}
    offices = new.get("offices", ())
    if renamed := [name for name in offices if name in names]:
        yield "offices", [names.get(name, name) for name in offices]
        kept = {names[name]: name for name in renamed}
        yield "printed", {**now, "offices": {**now.get("offices", {}), **kept}}


def _ordered(part: Mapping[str, Any], fields: Iterable[str], old: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys as the old plan had them if it had the same ones, else in reading order."""
    keys = list(old) if old.keys() == part.keys() else list(fields)
    return {key: part[key] for key in sorted(part, key=keys.index)}
