"""Records what many have said at once: all of it in one step, or nothing.

Departments answer when they do, so an entry may be older than one that is recorded already: each goes to its place in
order of date, as a merge puts it, if the journal then still holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from csprog.editing.entry import Change, additions_of, changes_of, with_entry
from csprog.editing.ledger_edits import add
from csprog.editing.measurements import ActualResult, gauge_each
from csprog.errors import RefusedError
from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.corrections import typed_name
from csprog.programme.entries import Entry
from csprog.programme.indicators import Actual
from csprog.programme.journal import fold
from csprog.programme.journal_rules import date_violations, journal_violations, violates_rules
from csprog.programme.model import PlacedMeasure
from csprog.programme.plan_text import SoundPlan


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The new text, the measures that changed, and the values of indicators."""

    text: str
    year: int
    changes: tuple[Change, ...]
    gauged: tuple[ActualResult, ...]


def record_batch(
    plan: SoundPlan,
    wanted: Iterable[tuple[str, Entry]],
    today: date,
    actuals: Sequence[tuple[str, Actual]] = (),
) -> BatchResult:
    """Return the text of `plan` with all `wanted` entries, each with its measure's id, and `actuals` of indicators.

    Raises:
        RefusedError: there is no such measure, or an entry can't be recorded; nothing is.
        PlacementError: an entry can't be placed without a guess.
    """
    placed = {one.id: one for one in plan.programme.measures}
    now = dict(placed)
    added: dict[str, list[Entry]] = {}
    for identifier, entry in sorted(wanted, key=lambda pair: pair[1].on):
        if identifier not in now:
            what = Message("there is no {number} in the plan of {year}", year=plan.programme.year, number=identifier)
            raise RefusedError(what)
        if objection := objection_to(now[identifier], entry, plan.programme.year, today):
            raise RefusedError(Message("{id}: {why}", id=identifier, why=objection.message))
        now[identifier] = now[identifier]._replace(measure=with_entry(now[identifier].measure, entry))
        added.setdefault(identifier, []).append(entry)
    ordered = [(placed[one], added[one]) for one in placed if one in added]
    additions = additions_of(ordered)
    gauged = gauge_each(plan, actuals, today, additions) if actuals else []
    text = gauged[0].text if gauged else add(plan, additions)
    return BatchResult(text, plan.programme.year, changes_of(plan, ordered, today), tuple(gauged))


def objection_to(placed: PlacedMeasure, entry: Entry, year: int, today: date) -> Violation | None:
    """Return the violation by `entry` put into a journal by its date; None if none.

    Before an entry that stands there it goes only if the journal holds with it, and the measure comes to stand as it
    would with the entry at the end.
    """
    measure = placed.measure
    if untimely := next(date_violations(entry, year, today), None):
        return untimely
    objections = list(journal_violations(typed_name(placed.id, year), measure, measure.journal, entry))
    other = next((violation for violation in objections if violation.code != "journal-order"), None)
    if other is not None or not objections:
        return other
    longer, state = with_entry(measure, entry), fold(measure)
    at_the_end = replace(state.after(entry), last_on=None)
    holds = not violates_rules(longer) and replace(fold(longer), last_on=None) == at_the_end
    return None if holds else objections[0]
