"""Changes, adds and drops any part of a plan's text, by the keys of its model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from csprog.editing.entry import validate_item
from csprog.editing.plan_parts import names_of_the_plan, still_printed
from csprog.errors import RefusedError
from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.programme.model import Amendment, Programme
from csprog.programme.part_keys import PART, keys_of, model_of, part_at
from csprog.programme.plan_text import SoundPlan
from csprog.programme.plan_writer import as_value, ordered
from csprog.yamltext.edits import apply
from csprog.yamltext.rewrite import revise

_LEDGERS = ("journal", "actuals", "assessments")


@dataclass(frozen=True, slots=True)
class EditResult:
    """The new text of the plan of `year`, and the amendment that tells of the change, where it needs one."""

    text: str
    year: int
    amendment: Amendment | None = None


def part_value(plan: SoundPlan, path: KeyPath) -> dict[str, Any]:
    """Return a part as the text has it, empty if it has none.

    Raises:
        RefusedError: there is no such place.
    """
    value: Any = plan.loaded.value
    for number, step in enumerate(path):
        if isinstance(step, int) and not (isinstance(value, list) and step < len(value)):
            raise RefusedError(Message("the plan has no such part any more"))
        if isinstance(step, str) and number + 1 == len(path):
            return value.get(step) or {}
        value = value.get(step, []) if isinstance(step, str) else value[step]
    found: dict[str, Any] = value
    return found


def change_part(plan: SoundPlan, path: KeyPath, given: Mapping[str, Any]) -> str:
    """Return the text in which the part at `path` has the values `given`, by its keys; those that are None go.

    Printed forms of what changes go, offices are spelt as the plan spells them.

    Raises:
        RefusedError: a value is not allowed, or nothing is changed.
        PlacementError: a comment would be lost.
    """
    old = part_value(plan, path)
    return _with(plan, path, _part(plan.programme, part_at(path), old, given))


def add_part(plan: SoundPlan, path: KeyPath, key: str, given: Mapping[str, Any]) -> str:
    """Return the text with a new part, the last in the list `key` of the part at `path`.

    Raises:
        RefusedError: a value is not allowed.
        PlacementError: it can't be placed without changing something else.
    """
    owner, part = part_value(plan, path), part_at(path)
    items = [*owner.get(key, []), _part(plan.programme, keys_of(part)[key].below, {}, given)]
    return _with(plan, path, ordered({**owner, key: items}, model_of(part), owner))


def drop_part(plan: SoundPlan, path: KeyPath) -> str:
    """Return the text without the part at `path`.

    Raises:
        RefusedError: something is recorded in it.
        PlacementError: a comment would be lost.
    """
    part = part_value(plan, path)
    if _holds_records(part):
        raise RefusedError(Message("something is recorded in it, so it stays in the plan"))
    *above, last = path
    if isinstance(last, str):
        owner_path, key, items = tuple(above), last, []
    else:
        *owner, key_step = above
        owner_path, key = tuple(owner), str(key_step)
        items = [item for number, item in enumerate(part_value(plan, owner_path)[key]) if number != last]
    owner_value = part_value(plan, owner_path)
    rest = {name: value for name, value in owner_value.items() if name != key}
    return _with(
        plan, owner_path, ordered({**rest, key: items}, model_of(part_at(owner_path)), owner_value) if items else rest
    )


def _part(programme: Programme, part: str, old: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the new value of a part, keys that are not given as they stand."""
    model, keys = model_of(part), keys_of(part)
    known = {key: value for key, value in given.items() if value is not None}
    merged = {
        key: _merged(keys[key].below, old.get(key), value) if keys[key].kind == PART else value
        for key, value in known.items()
    }
    if part == "Measure":
        merged |= names_of_the_plan(programme, merged)
    stays = {key: value for key, value in old.items() if key not in given}
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    made = as_value(validate_item(adapter, {**stays, **merged}))
    new = stays | {key: made[key] for key in merged if key in made}
    if "printed" in stays:
        changed = {key for key in given if new.get(key) != old.get(key)}
        del new["printed"]
        if printed := still_printed(stays["printed"], changed, new.get("offices", ())):
            new["printed"] = printed
    return ordered(new, model, old)


def _merged(part: str, old: Any, new: Any) -> Any:
    """Return the new value of a part within a part, with the lists of parts that it holds."""
    if not isinstance(new, Mapping) or not isinstance(old, dict):
        return new
    lists = {key for key, one in keys_of(part).items() if one.kind == PART and one.many}
    return {**{key: value for key, value in old.items() if key in lists}, **new}


def _with(plan: SoundPlan, path: KeyPath, part: dict[str, Any]) -> str:
    if part == part_value(plan, path):
        raise RefusedError(Message("nothing was changed in the form; nothing was written"))
    return apply(plan.text, revise(plan.text, _replaced(plan.loaded.value, path, part, "Programme")))


def _replaced(value: Any, path: KeyPath, part: Any, kind: str) -> Any:
    if not path:
        return part
    step, *rest = path
    copy = value.copy()
    if isinstance(step, int):
        copy[step] = _replaced(value[step], tuple(rest), part, kind)
        return copy
    below = keys_of(kind)[step].below
    copy[step] = _replaced(value.get(step, {}), tuple(rest), part, below)
    return ordered(copy, model_of(kind), value)


def _holds_records(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_holds_records, value))
    if not isinstance(value, dict):
        return False
    recorded = any(
        isinstance(value.get(key), list) and value[key] and isinstance(value[key][0], dict) for key in _LEDGERS
    )
    return recorded or any(map(_holds_records, value.values()))
