"""Records an entry in the journals of the measures that an id names: text in, text out."""

from __future__ import annotations

from dataclasses import dataclass
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
from csprog.yamltext import apply, insert_item, inverse, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csprog.programme.journal import Objection
    from csprog.programme.model import PlacedMeasure
    from csprog.programme.reading import PlanText
    from csprog.programme.standing import Stand
    from csprog.yamltext import Edit

_ENTRY: TypeAdapter[Entry] = TypeAdapter(JournalEntry)


@dataclass(frozen=True, slots=True)
class Change:
    """One measure, as it is with the entry in its journal: how it stood before and how it stands now."""

    placed: PlacedMeasure
    entry: Entry
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
    named = select(plan.programme, identifier)
    for untimely in date_objections(entry, plan.programme.year, today):
        raise Refused(untimely.message)
    blocked = {placed.id: _objection(placed, entry) for placed in named}
    chosen = tuple(placed for placed in named if blocked[placed.id] is None)
    for placed in named:
        objection = blocked[placed.id]
        if objection is not None and (not chosen or objection.code not in _PASSED_OVER):
            raise Refused(Message("{id}: {why}", id=placed.id, why=objection.message))
    text, undo = _placed_in_text(plan, chosen, entry)
    changes = tuple(_change(placed, entry, today) for placed in chosen)
    passed_over = tuple(placed for placed in named if blocked[placed.id] is not None)
    return Recorded(text, undo, plan.programme.year, changes, passed_over)


_PASSED_OVER = frozenset(
    {"journal-closed", "journal-office-unknown", "journal-office-settled", "journal-reopened-open"}
)


def _objection(placed: PlacedMeasure, entry: Entry) -> Objection | None:
    return next(objections(placed.measure, fold(placed.measure), entry), None)


def _change(placed: PlacedMeasure, entry: Entry, today: date) -> Change:
    measure = placed.measure.model_copy(update={"journal": (*placed.measure.journal, entry)})
    return Change(placed._replace(measure=measure), entry, stand(placed.measure, today), stand(measure, today))


def _placed_in_text(plan: PlanText, chosen: Sequence[PlacedMeasure], entry: Entry) -> tuple[str, tuple[Edit, ...]]:
    """Splice the entry in, read the result again and require it to say what it said, and the entry.

    Return the new text and the edits that lead back.
    """
    item = as_value(entry)
    edits = [insert_item(plan.text, plan.reading.start_of(placed.path), "journal", item) for placed in chosen]
    text = apply(plan.text, edits)
    expected = _expected(plan, chosen, item)
    # a last line that had no line end gains one, which a block's value notices and the programme does not
    if read(text).value != expected and parse(text).programme != Programme.model_validate(expected):
        ids = ", ".join(placed.id for placed in chosen)
        raise PlacementError(
            Message("the entry for {id} can't be placed without changing something else; add it by hand", id=ids)
        )
    return text, inverse(plan.text, edits)


def _expected(plan: PlanText, chosen: Sequence[PlacedMeasure], item: dict[str, Any]) -> Any:
    """Return the plain value of the old text with `item` added, sharing all that stays."""
    value: Any = plan.reading.value
    for placed in chosen:
        value = _with_item(value, placed.path, item)
    return value


def _with_item(value: Any, path: tuple[str | int, ...], item: dict[str, Any]) -> Any:
    if not path:
        journal = value.get("journal")
        return {**value, "journal": [*journal, item] if isinstance(journal, list) else [item]}
    copy = value.copy()
    copy[path[0]] = _with_item(value[path[0]], path[1:], item)
    return copy
