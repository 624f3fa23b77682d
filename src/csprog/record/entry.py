"""Records an entry in the journals of the measures that an id names: text in, text out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from csprog.errors import InvalidPlan, PlacementError, Refused
from csprog.language import Message
from csprog.programme.address import select
from csprog.programme.entries import Entry, JournalEntry
from csprog.programme.journal import date_objections, fold, objections
from csprog.programme.model import Programme
from csprog.programme.reading import parse, refusal
from csprog.programme.standing import stand
from csprog.programme.writing import as_value
from csprog.yamltext import apply, insert_items, inverse, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csprog.programme.journal import Objection
    from csprog.programme.model import Measure, PlacedMeasure
    from csprog.programme.reading import PlanText
    from csprog.programme.standing import Stand
    from csprog.yamltext import Edit

    Added = tuple[PlacedMeasure, Sequence[Entry]]

_ENTRY: TypeAdapter[Entry] = TypeAdapter(JournalEntry)


@dataclass(frozen=True, slots=True)
class Change:
    """One measure, as it is with the new entries in its journal: how it stood before and how it stands now."""

    placed: PlacedMeasure
    entries: tuple[Entry, ...]
    before: Stand
    after: Stand


@dataclass(frozen=True, slots=True)
class Recorded:
    """The new text and the edits that lead back from it, the plan's year, what changed, and the measures that the id names too but that were closed already."""

    text: str
    undo: tuple[Edit, ...]
    year: int
    changes: tuple[Change, ...]
    passed_over: tuple[PlacedMeasure, ...]


def entry_of(values: Mapping[str, Any]) -> Entry:
    """Return the entry that `values` (on, event, note, …; absent ones None or empty) describe.

    Raises:
        Refused: a value is not allowed in a plan; the sentence is the one that validation would give.
    """
    given = {key: value for key, value in values.items() if value not in (None, ())}
    try:
        return _ENTRY.validate_python(given)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        _, why = refusal(details)
        key = next((step for step in reversed(details["loc"]) if isinstance(step, str)), "")
        raise Refused(Message("{key}: {why}", key=key, why=why)) from None


def record(plan: PlanText, identifier: str, entry: Entry, today: date) -> Recorded:
    """Return the text of `plan` with `entry` added to the journal of every measure that `identifier` names.

    An entry for a whole proposal passes over those of its measures that are closed already, and one for an office
    those that don't name it, as long as one is left.

    Raises:
        InvalidPlan: the text holds no programme.
        Refused: there is no such measure, or the entry can't follow what is recorded.
        PlacementError: the entry can't be placed without a guess; nothing is returned.
    """
    if plan.programme is None:
        raise InvalidPlan(None, plan.problems, Message("the plan has problems"))
    chosen, passed_over = addressed(plan.programme, identifier, entry, today)
    return placed_in_text(plan, [(placed, (entry,)) for placed in chosen], today, passed_over)


def addressed(
    programme: Programme, identifier: str, entry: Entry, today: date
) -> tuple[tuple[PlacedMeasure, ...], tuple[PlacedMeasure, ...]]:
    """Return the measures in whose journals `entry` belongs if `identifier` is said, and those that it passes over.

    Raises:
        Refused: there is no such measure, or the entry can't follow what is recorded.
    """
    named = select(programme, identifier)
    for untimely in date_objections(entry, programme.year, today):
        raise Refused(untimely.message)
    blocked = {placed.id: _objection(placed, entry) for placed in named}
    chosen = tuple(placed for placed in named if blocked[placed.id] is None)
    for placed in named:
        objection = blocked[placed.id]
        if objection is not None and (not chosen or objection.code not in _PASSED_OVER):
            raise Refused(Message("{id}: {why}", id=placed.id, why=objection.message))
    return chosen, tuple(placed for placed in named if blocked[placed.id] is not None)


_PASSED_OVER = frozenset(
    {"journal-closed", "journal-office-unknown", "journal-office-settled", "journal-reopened-open"}
)


def _objection(placed: PlacedMeasure, entry: Entry) -> Objection | None:
    return next(objections(placed.measure, fold(placed.measure), entry), None)


def with_entry(measure: Measure, entry: Entry) -> Measure:
    """Return `measure` with `entry` in its journal, in order of date."""
    place = _place(measure, entry)
    return measure.model_copy(update={"journal": (*measure.journal[:place], entry, *measure.journal[place:])})


def _place(measure: Measure, entry: Entry) -> int:
    """Return before which entry of the journal `entry` stands: after all of its day."""
    return sum(earlier.on <= entry.on for earlier in measure.journal)


def placed_in_text(
    plan: PlanText, added: Sequence[Added], today: date, passed_over: tuple[PlacedMeasure, ...] = ()
) -> Recorded:
    """Splice entries into the journals of measures, each measure named once, all in one step.

    The result is read again and must say what the text said, and the entries.

    Raises:
        InvalidPlan: the text holds no programme.
        PlacementError: they can't be placed without a guess.
    """
    if plan.programme is None:
        raise InvalidPlan(None, plan.problems, Message("the plan has problems"))
    edits = [edit for placed, entries in added for edit in _edits(plan, placed, entries)]
    text = apply(plan.text, edits)
    expected = _expected(plan, added)
    # a last line that had no line end gains one, which a block's value notices and the programme does not
    if read(text).value != expected and parse(text).programme != Programme.model_validate(expected):
        ids = ", ".join(placed.id for placed, _ in added)
        raise PlacementError(
            Message("the entry for {id} can't be placed without changing something else; add it by hand", id=ids)
        )
    changes = tuple(_change(placed, entries, today) for placed, entries in added)
    return Recorded(text, inverse(plan.text, edits), plan.programme.year, changes, passed_over)


def _change(placed: PlacedMeasure, entries: Sequence[Entry], today: date) -> Change:
    measure = reduce(with_entry, entries, placed.measure)
    return Change(placed._replace(measure=measure), tuple(entries), stand(placed.measure, today), stand(measure, today))


def _edits(plan: PlanText, placed: PlacedMeasure, entries: Sequence[Entry]) -> list[Edit]:
    start = plan.reading.start_of(placed.path)
    grouped = _by_place(placed.measure, entries).items()
    return [insert_items(plan.text, start, "journal", items, place) for place, items in grouped]


def _by_place(measure: Measure, entries: Sequence[Entry]) -> dict[int, list[dict[str, Any]]]:
    """Return the entries as items, in order of date, by the place in the present journal before which they go."""
    grouped: dict[int, list[dict[str, Any]]] = {}
    for entry in sorted(entries, key=lambda entry: entry.on):
        grouped.setdefault(_place(measure, entry), []).append(as_value(entry))
    return grouped


def _expected(plan: PlanText, added: Sequence[Added]) -> Any:
    """Return the plain value of the old text with the entries added, sharing all that stays."""
    value: Any = plan.reading.value
    for placed, entries in added:
        value = _with_items(value, placed.path, _by_place(placed.measure, entries))
    return value


def _with_items(value: Any, path: tuple[str | int, ...], grouped: dict[int, list[dict[str, Any]]]) -> Any:
    if path:
        copy = value.copy()
        copy[path[0]] = _with_items(value[path[0]], path[1:], grouped)
        return copy
    journal = value.get("journal")
    items = list(journal) if isinstance(journal, list) else []
    for place in sorted(grouped, reverse=True):
        items[place:place] = grouped[place]
    return {**value, "journal": items}
