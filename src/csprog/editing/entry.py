"""Records an entry in the journals of measures: text in, text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from csprog.editing.ledger_edits import Addition, add, place_of
from csprog.errors import RefusedError
from csprog.evaluation.evaluator import EvaluatedMeasure, evaluate_measure
from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.corrections import typed_name
from csprog.programme.entries import (
    Cancelled,
    Completed,
    Corrected,
    CorrectedValues,
    Entry,
    JournalEntry,
    NotCompleted,
    Reopened,
    Spent,
)
from csprog.programme.journal_rules import date_violations, journal_violations
from csprog.programme.key_names import key_name
from csprog.programme.ledgers import Ledger
from csprog.programme.lookup import select_measures
from csprog.programme.model import Measure, PlacedMeasure, Programme
from csprog.programme.personal_data import errors_in
from csprog.programme.plan_text import SoundPlan, real_path, refusal
from csprog.programme.recipients import spelt_name

Added = tuple[PlacedMeasure, Sequence[Entry]]

Made = TypeVar("Made")
_GROUND_OPTION = '--allow-personal-data "…"'
_ENTRY: TypeAdapter[Entry] = TypeAdapter(JournalEntry)


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after the new entries in its journal."""

    before: EvaluatedMeasure
    after: EvaluatedMeasure
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryResult:
    """The new text, the changes, and the measures that were closed already."""

    text: str
    year: int
    changes: tuple[Change, ...]
    passed_over: tuple[PlacedMeasure, ...]


def build_entry(values: Mapping[str, Any]) -> Entry:
    """Build an entry of `values`: on, event, note, …; absent ones None or empty.

    Raises:
        RefusedError: a value is not allowed in a plan; the sentence is the one that validation would give.
    """
    return validate_item(_ENTRY, values)


def validate_item(kind: TypeAdapter[Made], values: Mapping[str, Any]) -> Made:
    """Validate `values` (absent ones None or empty) as an item of a ledger.

    Raises:
        RefusedError: a value is not allowed in a plan; the sentence is the one that validation would give.
    """
    given = {key: value for key, value in values.items() if value not in (None, ())}
    try:
        return kind.validate_python(given)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        why = typed_fault(details)
        path = real_path(details)
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        raise RefusedError(Message("{key}: {why}", key=key_name(key), why=why), path) from None


def typed_fault(details: ErrorDetails) -> Message:
    """Return the sentence that refuses a typed value, where there is no key to remove."""
    code, sentence = refusal(details)
    return Message("this is empty; give a text") if code == "empty" and details["type"] != "too_short" else sentence


def record(plan: SoundPlan, identifier: str, entry: Entry, today: date) -> EntryResult:
    """Add `entry` to the journal of every measure that `identifier` names.

    An entry for a whole proposal passes over those of its measures that are closed already, and one for an office
    those that don't name it, as long as one is left.

    Raises:
        RefusedError: there is no such measure, or the entry can't follow what is recorded.
        PlacementError: the entry can't be placed without a guess; nothing is returned.
    """
    entry = _with_offices_of_the_plan(plan.programme, identifier, entry)
    chosen, passed_over = addressed(plan.programme, identifier, entry, today)
    return placed_in_text(plan, [(placed, (entry,)) for placed in chosen], today, passed_over)


def record_each(plan: SoundPlan, wanted: Sequence[tuple[PlacedMeasure, Entry]], today: date) -> EntryResult:
    """Add to the journal of each measure an entry of its own, all in one step.

    Raises:
        RefusedError: an entry can't follow what is recorded.
        PlacementError: an entry can't be placed without a guess; nothing is returned.
    """
    added: list[Added] = []
    for placed, entry in wanted:
        spelt = _with_offices_of_the_plan(plan.programme, placed.id, entry)
        addressed(plan.programme, placed.id, spelt, today)
        added.append((placed, (spelt,)))
    return placed_in_text(plan, added, today)


def _with_offices_of_the_plan(programme: Programme, identifier: str, entry: Entry) -> Entry:
    """Return the entry with its offices spelt as the plan spells them."""
    named = entry.values if isinstance(entry, Corrected) else entry
    if not isinstance(named, (Completed, NotCompleted, Reopened, CorrectedValues)) or not named.offices:
        return entry
    known = [office for placed in select_measures(programme, identifier) for office in placed.measure.offices]
    offices = tuple(spelt_name(name, known) for name in named.offices)
    spelt = named.model_copy(update={"offices": offices})
    return entry.model_copy(update={"values": spelt}) if isinstance(spelt, CorrectedValues) else spelt


def addressed(
    programme: Programme, identifier: str, entry: Entry, today: date
) -> tuple[tuple[PlacedMeasure, ...], tuple[PlacedMeasure, ...]]:
    """Return the measures that `identifier` means for `entry`, and those passed over.

    Raises:
        RefusedError: there is no such measure, the entry can't follow what is recorded, or it names a person.
    """
    named = select_measures(programme, identifier)
    if isinstance(entry, Spent) and len(named) > 1:
        ids = ", ".join(placed.id for placed in named)
        raise RefusedError(Message("{id} covers several measures; give one of {ids}", id=identifier, ids=ids))
    for untimely in date_violations(entry, programme.year, today):
        raise RefusedError(untimely.message, untimely.path)
    blocked = {placed.id: _objection(placed, entry, programme.year) for placed in named}
    for violation in errors_in(entry, programme.passport.contact):
        raise RefusedError(
            Message("{why}; if the law allows it, add {option}", why=violation.message, option=_GROUND_OPTION),
            violation.path,
        )
    chosen = tuple(placed for placed in named if blocked[placed.id] is None)
    for placed in named:
        objection = blocked[placed.id]
        if objection is not None and (not chosen or objection.code not in _PASSED_OVER):
            raise RefusedError(Message("{id}: {why}", id=placed.id, why=objection.message), objection.path)
    if isinstance(entry, Cancelled) and entry.document is None and programme.is_approved(today):
        raise RefusedError(
            Message(
                "{id}: the plan is approved; give the document that removes it: {option}",
                id=identifier,
                option='--document "…"',
            ),
            ("document",),
        )
    return chosen, tuple(placed for placed in named if blocked[placed.id] is not None)


_PASSED_OVER = frozenset(
    {"journal-closed", "journal-office-unknown", "journal-office-settled", "journal-reopened-open"}
)


def _objection(placed: PlacedMeasure, entry: Entry, year: int) -> Violation | None:
    return next(journal_violations(typed_name(placed.id, year), placed.measure, placed.measure.journal, entry), None)


def with_entry(measure: Measure, entry: Entry) -> Measure:
    """Return `measure` with `entry` in its journal, in order of date."""
    place = place_of(entry, measure.journal)
    return measure.model_copy(update={"journal": (*measure.journal[:place], entry, *measure.journal[place:])})


def placed_in_text(
    plan: SoundPlan, added: Sequence[Added], today: date, passed_over: tuple[PlacedMeasure, ...] = ()
) -> EntryResult:
    """Splice entries into the journals of measures, each measure named once.

    Raises:
        PlacementError: they can't be placed without a guess.
    """
    text = add(plan, additions_of(added))
    return EntryResult(text, plan.programme.year, changes_of(plan, added, today), passed_over)


def additions_of(added: Sequence[Added]) -> list[Addition]:
    """Return the entries with the journals to which they are added."""
    journals = ((Ledger("journal", placed.id, placed.path, placed.measure.journal), each) for placed, each in added)
    return list(journals)


def changes_of(plan: SoundPlan, added: Sequence[Added], today: date) -> tuple[Change, ...]:
    """Return the measures before and after their new entries."""
    return tuple(_change(placed, entries, plan.programme.year, today) for placed, entries in added)


def _change(placed: PlacedMeasure, entries: Sequence[Entry], year: int, today: date) -> Change:
    longer = placed._replace(measure=reduce(with_entry, entries, placed.measure))
    return Change(evaluate_measure(placed, year, today), evaluate_measure(longer, year, today), tuple(entries))
