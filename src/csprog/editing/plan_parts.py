"""Changes values of measures in a plan's text; adds and drops measures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import TypeAdapter

from csprog.editing.entry import validate_item
from csprog.errors import RefusedError
from csprog.findings import KeyPath, value_at
from csprog.i18n import Message
from csprog.parsing.names import read_id
from csprog.programme.lookup import select_measures
from csprog.programme.model import Funding, Measure, PlacedMeasure, Programme
from csprog.programme.plan_text import SoundPlan
from csprog.programme.plan_writer import as_value, ordered
from csprog.programme.recipients import spelt_name
from csprog.yamltext.edits import apply
from csprog.yamltext.rewrite import revise

_MEASURE: TypeAdapter[Measure] = TypeAdapter(Measure)


def change_values(plan: SoundPlan, identifier: str, values: Mapping[str, Any]) -> str:
    """Return the text with new `values` of a measure, or new words of a proposal.

    `values` are those of `Measure`; `funding` is the planned sum. Printed forms of what changes go.

    Raises:
        RefusedError: there is no such part, it can't have these values, or has them already.
        PlacementError: a comment would be lost.
    """
    path = _proposal_path(plan.programme, identifier)
    if path is None:
        placed = _measure(plan.programme, identifier)
        part = _changed_measure(plan, placed, values)
        return _with_part(plan, placed.path, part, placed.id)
    if set(values) != {"text"}:
        raise RefusedError(
            Message(
                "{id} is a proposal: only its --text can be changed; or give one of its measures: {measures}",
                id=identifier,
                measures=", ".join(placed.id for placed in select_measures(plan.programme, identifier)),
            )
        )
    proposal = value_at(plan.loaded.value, path)
    return _with_part(plan, path, {**proposal, "text": values["text"].strip()}, identifier)


def add_measure(plan: SoundPlan, identifier: str, values: Mapping[str, Any]) -> str:
    """Return the text with a new measure, the last of the proposal `identifier`.

    Raises:
        RefusedError: there is no such proposal, or a value is not allowed.
        PlacementError: it can't be placed without changing something else.
    """
    path = _proposal_path(plan.programme, identifier)
    if path is None:
        placed = _measure(plan.programme, identifier)
        raise RefusedError(
            Message(
                "{id} is a measure; add a new one to its proposal: {proposal}",
                id=placed.id,
                proposal=placed.proposal.number,
            )
        )
    proposal = value_at(plan.loaded.value, path)
    given = {**values, **names_of_the_plan(plan.programme, values), **_planned({}, values)}
    measure = as_value(validate_item(_MEASURE, given))
    return _with_part(plan, path, {**proposal, "measures": [*proposal["measures"], measure]}, identifier)


def drop_measure(plan: SoundPlan, identifier: str) -> str:
    """Return the text without a measure; those behind it in its proposal move up.

    Raises:
        RefusedError: there is no such measure, it is the only one, or something is recorded of it.
        PlacementError: a comment would be lost.
    """
    placed = _measure(plan.programme, identifier)
    if placed.measure.journal:
        raise RefusedError(recorded_sentence(placed.id))
    if len(placed.proposal.measures) == 1:
        raise RefusedError(
            Message(
                "{id} is the only measure of {proposal}, and a proposal needs at least one; cancel it: {command}",
                id=placed.id,
                proposal=placed.proposal.number,
                command=_cancel_command(placed.id),
            )
        )
    *proposal_path, _, index = placed.path
    proposal = value_at(plan.loaded.value, tuple(proposal_path))
    measures = [measure for number, measure in enumerate(proposal["measures"]) if number != index]
    return _with_part(plan, tuple(proposal_path), {**proposal, "measures": measures}, placed.id)


def recorded_sentence(identifier: str) -> Message:
    """Return the sentence that refuses to take out a measure with a journal."""
    return Message(
        "{id}: it has records, so it stays in the plan; cancel it instead: {command}",
        id=identifier,
        command=_cancel_command(identifier),
    )


def _cancel_command(identifier: str) -> str:
    return f'csprog cancel {identifier} --reason "…" --document "…"'


def _proposal_path(programme: Programme, identifier: str) -> KeyPath | None:
    wanted = read_id(identifier)
    return next((path for path, proposal, _, _ in programme.proposals() if proposal.number == wanted), None)


def _measure(programme: Programme, identifier: str) -> PlacedMeasure:
    """Return the measure with an id; that of a proposal names none.

    Raises:
        RefusedError: it names no measure, or several.
    """
    selected = select_measures(programme, identifier)
    if selected[0].id != read_id(identifier):
        ids = ", ".join(placed.id for placed in selected)
        raise RefusedError(Message("{id} is a proposal; give one of its measures: {ids}", id=identifier, ids=ids))
    return selected[0]


def _changed_measure(plan: SoundPlan, placed: PlacedMeasure, values: Mapping[str, Any]) -> dict[str, Any]:
    old = value_at(plan.loaded.value, placed.path)
    given = {**values, **names_of_the_plan(plan.programme, values), **_planned(old, values)}
    new = as_value(validate_item(_MEASURE, {**old, **given}))
    part = {**old, **{key: new[key] for key in values}}
    if "funding" in values:
        part["funding"] = ordered({**old.get("funding", {}), "planned": new["funding"]["planned"]}, Funding, {})
    changed = {key for key in values if part[key] != old.get(key)}
    printed = still_printed(old.get("printed", {}), changed, part.get("offices", ()))
    part.pop("printed", None)
    return ordered({**part, "printed": printed} if printed else part, Measure, old)


def still_printed(printed: Mapping[str, Any], changed: set[str], offices: Collection[str]) -> dict[str, Any]:
    """Return the printed forms of values that stay."""
    kept = {key: value for key, value in printed.items() if key not in changed or key == "offices"}
    if "offices" in changed and "offices" in kept:
        kept["offices"] = {name: form for name, form in kept["offices"].items() if name in offices}
    return {key: value for key, value in kept.items() if value != {}}


def names_of_the_plan(programme: Programme, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return offices and responsible unit spelt as the plan spells them."""
    spelt: dict[str, Any] = {}
    if "offices" in values:
        known = [office for placed in programme.measures for office in placed.measure.offices]
        spelt["offices"] = tuple(dict.fromkeys(spelt_name(name, known) for name in values["offices"]))
    if "responsible" in values:
        units = [placed.measure.responsible for placed in programme.measures if placed.measure.responsible]
        spelt["responsible"] = spelt_name(values["responsible"], units)
    return spelt


def _planned(old: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {"funding": {**old.get("funding", {}), "planned": values["funding"]}} if "funding" in values else {}


def _with_part(plan: SoundPlan, path: KeyPath, part: dict[str, Any], name: str) -> str:
    if part == value_at(plan.loaded.value, path):
        raise RefusedError(Message("{id}: no change, the plan already has these values; nothing was written", id=name))
    return apply(plan.text, revise(plan.text, _replaced(plan.loaded.value, path, part)))


def _replaced(value: Any, path: KeyPath, part: Any) -> Any:
    if not path:
        return part
    copy = value.copy()
    copy[path[0]] = _replaced(value[path[0]], path[1:], part)
    return copy
