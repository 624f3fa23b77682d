"""Entries of a journal and measures that hold them, made by hand or by Hypothesis's choice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from csprog.evaluation.evaluator import evaluate_measure
from csprog.parsing.deadlines import Due
from csprog.programme.entries import Cancelled, Completed, NotCompleted, Postponed, Remark, Reopened
from csprog.programme.journal import JournalState, fold
from csprog.programme.journal_rules import journal_violations
from csprog.programme.model import Measure
from tests.plans import measure, small, sound

if TYPE_CHECKING:
    from csprog.evaluation.evaluator import EvaluatedMeasure
    from csprog.findings import Violation
    from csprog.programme.entries import Entry

OFFICES = ("А", "Б", "В")
YEAR_BEGINS = date(2025, 1, 1)
DUE = date(2025, 6, 30)
DAYS = st.dates(YEAR_BEGINS, date(2026, 3, 31))
(PLACED,) = sound(small(measure()))[1].measures
WORDS = st.sampled_from(["раз", "два", "три"])


def measure_of(*journal: Entry, offices: tuple[str, ...] = (), due: date = DUE) -> Measure:
    """Give a measure with its journal."""
    return Measure(text="Мероприятие", due=Due(due), result="Результат", offices=offices, journal=journal)


def evaluated(measure: Measure, day: date) -> EvaluatedMeasure:
    """Evaluate a measure of a plan of 2025."""
    return evaluate_measure(PLACED._replace(measure=measure), 2025, day)


def completed(on: date, *offices: str, note: str | None = "раз") -> Completed:
    """Give a completion."""
    return Completed(on=on, event="completed", offices=offices, note=note)


def failed(on: date, *offices: str, reason: str = "два") -> NotCompleted:
    """Give a failure."""
    return NotCompleted(on=on, event="not-completed", offices=offices, reason=reason)


def postponed(on: date, to: date, reason: str = "три") -> Postponed:
    """Give a postponement."""
    return Postponed(on=on, event="postponed", to=to, reason=reason)


def cancelled(on: date, reason: str = "нет") -> Cancelled:
    """Give a cancellation."""
    return Cancelled(on=on, event="cancelled", reason=reason)


def reopened(on: date, *offices: str) -> Reopened:
    """Give a reopening."""
    return Reopened(on=on, event="reopened", offices=offices, reason="снова")


def remark(on: date) -> Remark:
    """Give a remark."""
    return Remark(on=on, event="remark", note="к слову")


KINDS = ("completed", "failed", "postponed", "cancelled", "reopened", "remark")
RAW = st.tuples(st.sampled_from(KINDS), st.integers(0, 60), st.integers(0, 7), DAYS, st.none() | WORDS)
"""An entry's kind, how many days after the one before it, its offices as bits, where to it is postponed, a text."""


def entry_from(raw: tuple[str, int, int, date, str | None], offices: tuple[str, ...], since: date) -> Entry:
    """Give any entry, sensible or not, on `since` or up to two months after it."""
    kind, gap, bits, to, words = raw
    on = since + timedelta(days=gap)
    named = tuple(office for number, office in enumerate(offices) if bits >> number & 1)
    match kind:
        case "completed":
            return completed(on, *named, note=words)
        case "failed":
            return failed(on, *named, reason=words or "нет")
        case "postponed":
            return postponed(on, to, words or "нет")
        case "cancelled":
            return cancelled(on, words or "нет")
        case "reopened":
            return reopened(on, *named)
    return remark(on)


def following(measure: Measure, entry: Entry) -> list[Violation]:
    """Give what forbids `entry` after the journal of `measure`, which is 1.1.1.1."""
    return list(journal_violations("1.1.1.1", measure, measure.journal, entry))


def grown(offices: tuple[str, ...], due: date, raws: list[tuple[str, int, int, date, str | None]]) -> Measure:
    """Give a measure whose journal was written entry by entry; what the rules refuse is left out."""
    measure = measure_of(offices=offices, due=due)
    for raw in raws:
        state = fold(measure)
        entry = entry_from(raw, offices, state.last_on or YEAR_BEGINS)
        if not any(following(measure, entry)):
            measure = with_entry(measure, entry)
    return measure


def measures(*, fewest_offices: int = 0) -> st.SearchStrategy[Measure]:
    """Give measures with every journal that the rules let someone write."""
    offices = st.sampled_from([OFFICES[:count] for count in range(fewest_offices, 4)])
    return st.builds(grown, offices, st.sampled_from([DUE, date(2025, 12, 31)]), st.lists(RAW, max_size=8))


def with_entry(measure: Measure, *more: Entry) -> Measure:
    """Give the measure with more entries."""
    return measure.model_copy(update={"journal": (*measure.journal, *more)})


def open_state(measure: Measure) -> JournalState | None:
    """Give the state of a measure that is open, None if it is closed."""
    state = fold(measure)
    return state if state.closure is None else None


def next_day(measure: Measure) -> date:
    """Give a day on which the next entry may stand."""
    return (fold(measure).last_on or YEAR_BEGINS) + timedelta(days=1)
