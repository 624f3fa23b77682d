"""Merges a document into an existing plan, keeping what people added to the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from csprog.errors import InvalidPlanError, RefusedError
from csprog.findings import KeyPath, value_at
from csprog.history.matching import matches, similar
from csprog.i18n import Message
from csprog.importing.mapping.plan_builder import LEVELS
from csprog.programme.model import Programme
from csprog.programme.passport import Passport
from csprog.programme.plan_text import FaultyPlan, parse_plan
from csprog.programme.plan_writer import ordered, write_plan

_KEYS_OF_DOCUMENT = {
    "sections": ("number", "title", "printed", "subsections"),
    "subsections": ("number", "title", "printed", "proposals"),
    "proposals": ("number", "printed", "text", "measures"),
    "measures": ("text", "due", "result", "offices", "printed"),
}
"""The keys that a document always gives if it can: without them there, a part loses those that it had."""
_TEXTS = ("title", "text", "result")
_PARTS = frozenset(key for key, _ in LEVELS)


@dataclass(frozen=True, slots=True)
class Merged:
    """A plan with a document's words, as a value and as the model."""

    value: dict[str, Any]
    programme: Programme


def merge_into_plan(
    programme: Programme, old: Any, imported: Mapping[str, Any], exported: Mapping[str, Any] | None = None
) -> Merged:
    """Return the plan with a document's words; `old` and `imported` are loaded values.

    A part with the same words or number keeps its journal, its remark and all that documents don't hold. What a person
    made of a printed form (a date of «в течение года») stays while the same is printed. `exported` is what an import
    reads in csprog's own document of the plan: whatever `imported` has in common with it is as the plan has it, however
    a reader would understand the words.

    Raises:
        RefusedError: the document has no measure like one with a journal.
        InvalidPlanError: the document makes no sound plan.
    """
    if imported == exported:
        return Merged(old, programme)
    known = exported if exported is not None and _has_shape(exported, old) else {}
    fresh = {**imported, "passport": _merge_passport(old["passport"], imported["passport"])}
    parsed = _parse(fresh)
    before = _as_exported(programme, old, known)
    old_paths = matches(before, parsed)
    _refuse_orphans(programme, before, parsed, old_paths)
    value = {**old, **fresh, "sections": _merge_parts(0, imported["sections"], (), (old, known), old_paths)}
    if "provisions" in imported:
        value["provisions"] = _with_notes(old.get("provisions", {}), imported["provisions"])
    value["passport"] = _with_unchanged(value["passport"], old["passport"], imported["passport"], known.get("passport"))
    value = _with_unchanged(value, old, imported, known, {"passport", "sections"})
    merged = ordered(value, Programme, old)
    return Merged(merged, _parse(merged))


def _parse(value: dict[str, Any]) -> Programme:
    parsed = parse_plan(write_plan(value))
    if isinstance(parsed, FaultyPlan):
        raise InvalidPlanError(None, parsed.errors, Message("the document doesn't give a sound plan"))
    return parsed.programme


def _as_exported(programme: Programme, old: Any, exported: Mapping[str, Any]) -> Programme:
    """Return the plan with the words that an import reads in its own document.

    By these its parts are recognised in another version of the document. It is the plan itself if they are unknown.
    """
    parsed = parse_plan(write_plan({**exported, "passport": old["passport"]})) if exported else None
    return programme if parsed is None or isinstance(parsed, FaultyPlan) else parsed.programme


def _refuse_orphans(old: Programme, before: Programme, new: Programme, old_paths: Mapping[KeyPath, KeyPath]) -> None:
    """Refuse a document that lacks a measure with a journal, or has only its number.

    `before` is the old plan in the words of its own document.
    """
    texts = {old_paths.get(placed.path): placed.measure.text for placed in new.measures}
    orphans = [
        placed.id
        for placed, exported in zip(old.measures, before.measures, strict=True)
        if placed.measure.journal and not similar(exported.measure.text, texts.get(placed.path, ""))
    ]
    if orphans:
        what = Message(
            "the document has no measure like {ids}, of which something is recorded; nothing was written. If it is dropped, "
            "keep it in the plan and cancel it",
            ids=", ".join(orphans),
        )
        raise RefusedError(what)


def _merge_passport(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    if "standard" in old and "standard" in new:
        merged["standard"] = {**old["standard"], **new["standard"]}
    return ordered(merged, Passport, old)


def _with_notes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return the new provisions with the notes of the old clauses, by their numbers."""
    clauses = {clause["number"]: clause for clause in old.get("clauses", ())}
    return {**new, "clauses": [{**clause, **_notes(clauses.get(clause["number"], {}))} for clause in new["clauses"]]}


def _notes(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part's own notes, which stay whatever a document says."""
    return {key: part[key] for key in ("remark", "note_for_public") if key in part}


def _has_shape(exported: Any, old: Any, level: int = 0) -> bool:
    """Tell whether two plans have as many parts in each part, so that paths mean the same."""
    if level == len(LEVELS):
        return True
    parts, others = (plan[LEVELS[level][0]] for plan in (exported, old))
    return len(parts) == len(others) and all(
        _has_shape(part, other, level + 1) for part, other in zip(parts, others, strict=True)
    )


def _with_unchanged(
    merged: dict[str, Any],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    exported: Mapping[str, Any] | None,
    apart: AbstractSet[str] = frozenset(),
) -> dict[str, Any]:
    """Return `merged` with the `old` values of keys that are the same in `new` and `exported`."""
    if not exported:
        return merged
    unchanged = {key for key in {*old, *new, *exported} - apart if new.get(key) == exported.get(key)}
    others = {key: value for key, value in merged.items() if key not in unchanged}
    return {**others, **{key: old[key] for key in unchanged if key in old}}


def _merge_parts(
    level: int,
    new: list[dict[str, Any]],
    path: KeyPath,
    plans: tuple[Mapping[str, Any], Mapping[str, Any]],
    old_paths: Mapping[KeyPath, KeyPath],
) -> list[dict[str, Any]]:
    """Return the `new` parts at `path`, each merged with that of the old plan.

    `plans` are the old one, and the one read in its own document (empty if unknown).
    """
    kind, model = LEVELS[level]
    parts = []
    for index, node in enumerate(new):
        here = (*path, kind, index)
        old, exported = (value_at(plan, old_paths[here]) if plan and here in old_paths else {} for plan in plans)
        part = _with_unchanged(_merge_part(kind, old, node), old, node, exported, _PARTS)
        for below, _ in LEVELS[level + 1 : level + 2]:
            part[below] = _merge_parts(level + 1, node[below], here, plans, old_paths)
        parts.append(ordered(part, model, old))
    return parts


def _merge_part(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part as the document has it, with what only the plan holds."""
    part = {**{key: value for key, value in old.items() if key not in _KEYS_OF_DOCUMENT[kind]}, **new, **_notes(old)}
    if kind == "subsections" and old.get("title") != new["title"]:
        part = {key: value for key, value in part.items() if key in new or key not in {"channel", "audience"}}
    if "funding" in old and "funding" in new:
        part["funding"] = {**old["funding"], **new["funding"]}
    part.update(_decisions(old, new))
    # Paragraphs that only end elsewhere are layout: the plan's own stay.
    part.update((key, old[key]) for key in _TEXTS if key in old and key in new and old[key].split() == new[key].split())
    return part


def _decisions(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the keys that a person decided on, if the same is printed as before."""
    before, now = old.get("printed", {}), new.get("printed", {})
    for key in ("number", "due"):
        if key in before and before[key] == now.get(key):
            yield key, old[key]
    names = {printed: name for name, printed in before.get("offices", {}).items()}
    offices = new.get("offices", ())
    if printed := {names[name]: name for name in offices if name in names}:
        yield "offices", [names.get(name, name) for name in offices]
        yield "printed", {**now, "offices": {**now.get("offices", {}), **printed}}
