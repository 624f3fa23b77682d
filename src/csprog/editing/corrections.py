"""Corrects what was recorded: appends what holds from now on, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from csprog.editing.entry import EntryResult, build_entry, record_each
from csprog.editing.measurements import ActualResult, AssessmentResult, correct_actual, correct_assessment
from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.programme.corrections import reference_to, valid_entries
from csprog.programme.entries import Corrected, CorrectedValues, Entry
from csprog.programme.lookup import Found, find, select_measures
from csprog.programme.model import PlacedMeasure
from csprog.programme.plan_text import SoundPlan

_OF_ENTRIES = tuple(CorrectedValues.model_fields)
_OF_ACTUALS = ("period", "value", "note", "evidence")
_OF_ASSESSMENTS = ("on", "period", "audience", "channel", "scores", "note", "evidence")


def correct(
    plan: SoundPlan, identifiers: Sequence[str], values: Mapping[str, Any], today: date
) -> EntryResult | ActualResult | AssessmentResult:
    """Correct the last entry of measures, an indicator's value or an assessment.

    `values` has `why`; the new values by their keys; for an entry also `number` (its place in the journal, counted from
    1), `removed` and `withdrawn`.

    Raises:
        RefusedError: there is nothing to correct, or it can't be corrected so.
        PlacementError: the correction can't be placed without a guess.
    """
    given = {key: value for key, value in values.items() if value not in (None, ())}
    if len(identifiers) > 1:
        return _correct_entries(plan, identifiers, given, today)
    (identifier,) = identifiers
    found = find(plan.programme, identifier)
    _refuse_foreign(identifier, found, given)
    if found.measures:
        return _correct_entries(plan, identifiers, given, today)
    if found.indicators:
        return correct_actual(plan, identifier, {**given, "on": today}, today)
    return correct_assessment(plan, found.assessments[0], given, today)


def _refuse_foreign(identifier: str, found: Found, given: Mapping[str, Any]) -> None:
    """Refuse values that what is corrected can't have."""
    keys = _OF_ENTRIES if found.measures else _OF_ACTUALS if found.indicators else _OF_ASSESSMENTS
    own = {"number", "removed", "withdrawn", "personal_data_ground"} if found.measures else set()
    for key in given.keys() - {*keys, *own, "why"}:
        raise RefusedError(Message("{id}: the entry has no “{key}” to correct", id=identifier, key=key))


def _only(measures: Sequence[PlacedMeasure], identifier: str) -> PlacedMeasure:
    if len(measures) == 1:
        return measures[0]
    ids = ", ".join(placed.id for placed in measures)
    raise RefusedError(Message("{id} covers several measures; give one of {ids}", id=identifier, ids=ids))


def _correct_entries(plan: SoundPlan, identifiers: Sequence[str], given: Mapping[str, Any], today: date) -> EntryResult:
    """Correct an entry of each measure, in one step."""
    corrections = []
    for identifier in identifiers:
        found = Found(select_measures(plan.programme, identifier))
        _refuse_foreign(identifier, found, given)
        placed = _only(found.measures, identifier)
        corrections.append((placed, _correction(placed, given, today)))
    return record_each(plan, corrections, today)


def _correction(placed: PlacedMeasure, given: Mapping[str, Any], today: date) -> Entry:
    journal = placed.measure.journal
    index = _index(placed, given.get("number"))
    values = {key: given[key] for key in _OF_ENTRIES if key in given}
    return build_entry(
        {
            "on": today,
            "event": "corrected",
            "corrects": reference_to(journal, index),
            "values": values or None,
            "removed": given.get("removed"),
            "withdrawn": given.get("withdrawn"),
            "why": given["why"],
            "personal_data_ground": given.get("personal_data_ground"),
        }
    )


def _index(placed: PlacedMeasure, number: int | None) -> int:
    """Return the index of entry `number`, by default of the last that holds."""
    journal = placed.measure.journal
    if number is None:
        if holding := valid_entries(journal):
            return max(holding)
        raise RefusedError(Message("{id}: there are no records to correct", id=placed.id))
    if number > len(journal):
        what = Message(
            "{id}: the journal has {count} entry",
            "{id}: the journal has {count} entries",
            id=placed.id,
            count=len(journal),
        )
        raise RefusedError(what)
    if isinstance(journal[number - 1], Corrected):
        raise RefusedError(
            Message(
                "{id}: entry {number} is itself a correction; correct what it corrects", id=placed.id, number=number
            )
        )
    return number - 1
