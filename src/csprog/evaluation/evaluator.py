"""Evaluates a year on a day: its measures, their offices, the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from csprog.evaluation.continuation import LONG_RUNNING, NO_LINEAGE, Continuation, Lineage, of_numbers
from csprog.evaluation.report_duty import MissingTexts
from csprog.evaluation.status import Evaluated, EvaluatedOffice
from csprog.programme.corrections import corrected_entries
from csprog.programme.entries import Corrected, Postponed
from csprog.programme.enums import Outcome, Status, count_done_in_year
from csprog.programme.journal import fold
from csprog.programme.model import PlacedMeasure, Programme, Section

Quarter = tuple[int, int]
"""A year and a number from 1 to 4."""


@dataclass(frozen=True, kw_only=True)
class EvaluatedMeasure(Evaluated):
    """A measure as a whole and in each of its offices.

    `carried_since` is the year of the first plan that had it, None if it was not carried over into this one; `repeated_to`
    are the measures of later plans that repeat it, as a recurring one.
    """

    placed: PlacedMeasure
    offices: tuple[EvaluatedOffice, ...]
    carried_since: int | None = None
    repeated_to: tuple[Continuation, ...] = ()

    @property
    def years_running(self) -> int:
        """Number of years that it has been in plans, that of this one included; 1 if it is new."""
        return self.year_end.year + 1 - (self.carried_since or self.year_end.year)

    @property
    def postponed(self) -> bool:
        """True if it was postponed, even if it is closed by now."""
        return self.state.postponed is not None

    @property
    def drags_on(self) -> bool:
        """True from the third year in plans on."""
        return self.years_running >= LONG_RUNNING

    @property
    def spent(self) -> Decimal | None:
        """The roubles spent by the journal, else by `funding`; None without either."""
        funding = self.placed.measure.funding
        return funding.spent if self.state.spent is None and funding is not None else self.state.spent

    @property
    def postponements(self) -> tuple[Postponed, ...]:
        """The postponements made by the day, as corrected; they stay true when it is closed."""
        entries = corrected_entries(self.placed.measure.journal)
        return tuple(entry for entry in entries if isinstance(entry, Postponed) and entry.on <= self.day)

    @property
    def corrections(self) -> tuple[Corrected, ...]:
        """The corrections of its journal made by the day."""
        return tuple(entry for entry in self.placed.measure.corrections if entry.on <= self.day)

    @property
    def open_offices(self) -> tuple[str, ...]:
        """The offices where work remains; empty if the measure is closed or names none."""
        return tuple(office.name for office in self.offices if office.status.is_open)

    @property
    def offices_done(self) -> int:
        """Number of offices in which it was carried out."""
        return sum(office.status.is_done for office in self.offices)

    @property
    def outcome_reason(self) -> str | None:
        """The reason why it was late or not carried out in the year.

        A measure completed after the year without any reason in its journal has it in its note.
        """
        if self.is_noted_as_reason:
            return self.note
        left_open = self.status.is_open and self.outcome is not Outcome.POSTPONED
        return None if left_open else self.reason

    @property
    def is_noted_as_reason(self) -> bool:
        """True if it was completed after the year and its note is the only reason.

        So it is in plans older than the key `reason` of a completion.
        """
        return self.outcome is Outcome.DONE_AFTER_YEAR and self.reason is None

    @property
    def lacks_reason(self) -> bool:
        """True if it was not carried out in the year and no reason is recorded (F12).

        While the year is running, an open measure needs no reason; in a year that was reported elsewhere none does.
        """
        owed = not self.outcome.is_done_in_year and self.outcome is not Outcome.PENDING
        return owed and not self.reported_elsewhere and not self.outcome_reason

    @property
    def is_unrecorded(self) -> bool:
        """True if the year is over and nobody has recorded what became of it."""
        return self.status.is_open and self.outcome is Outcome.NOT_DONE

    @property
    def lacks_result(self) -> bool:
        """True if it was carried out and no result is recorded (F11)."""
        return self.outcome.is_done_in_year and not self.reported_elsewhere and not self.note

    def in_office(self, name: str | None) -> Evaluated:
        """Return the measure in the office `name`; as a whole if it has no such office."""
        return next((office for office in self.offices if office.name == name), self)


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of measures by status and by outcome."""

    statuses: Counter[Status]
    outcomes: Counter[Outcome]
    total: int

    @property
    def done_in_year(self) -> int:
        """Number of measures carried out in the year of the plan."""
        return count_done_in_year(self.outcomes)

    @property
    def late(self) -> int:
        """Number of those carried out in the year, but late."""
        return self.outcomes[Outcome.DONE_LATE]

    @property
    def in_work(self) -> int:
        """Number of open measures while the year is running."""
        return self.outcomes[Outcome.PENDING]

    @property
    def reported_elsewhere(self) -> int:
        """Number of those of which only a report tells that csprog did not make."""
        return self.outcomes[Outcome.REPORTED_ELSEWHERE]

    @property
    def not_done(self) -> int:
        """Number of measures known not to be carried out in the year; its parts are `NOT_DONE_IN_YEAR`."""
        return self.total - self.done_in_year - self.in_work - self.reported_elsewhere


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A programme on a day.

    `year_over` tells whether its year has ended, `errors` is the number of errors that stand in the plan's file,
    `lineage` what its measures came from and went on to.
    """

    programme: Programme
    day: date
    measures: tuple[EvaluatedMeasure, ...]
    year_over: bool
    errors: int = 0
    lineage: Lineage = NO_LINEAGE

    @property
    def reported_elsewhere(self) -> bool:
        """True if a report that csprog did not make is published by the day."""
        return _is_reported_elsewhere(self.programme, self.day)

    @property
    def counts(self) -> Counts:
        """The counts over the whole plan."""
        return count(self.measures)

    def by_section(self) -> list[tuple[Section, list[EvaluatedMeasure]]]:
        """Return each section, empty ones too, with its measures in plan order."""
        # Two sections of a plan may be equal as values, so they are told apart by identity.
        return [
            (section, [measure for measure in self.measures if measure.placed.section is section])
            for section in self.programme.sections
        ]

    def by_quarter(self) -> list[tuple[Quarter, tuple[EvaluatedMeasure, ...]]]:
        """Return each quarter with the measures due in it by the approved deadline.

        The four quarters of the plan's year are always there; another one where a deadline lies in it.
        """
        quarters: dict[Quarter, list[EvaluatedMeasure]] = {(self.programme.year, number): [] for number in (1, 2, 3, 4)}
        for measure in self.measures:
            quarters.setdefault((measure.due.year, (measure.due.month + 2) // 3), []).append(measure)
        return [(quarter, tuple(quarters[quarter])) for quarter in sorted(quarters)] if self.measures else []

    def lacking(self) -> tuple[EvaluatedMeasure, ...]:
        """Return the measures that need a reason or a result before the final publication."""
        return tuple(measure for measure in self.measures if measure.lacks_reason or measure.lacks_result)

    @property
    def lacks_measures_reason(self) -> bool:
        """True if the plan has no measures and does not say why (clause 1.3), nor was its year reported elsewhere."""
        return not self.measures and not self.reported_elsewhere and not self.programme.passport.no_measures_reason

    @property
    def missing(self) -> MissingTexts:
        """The numbers of results and reasons that the final publication still needs."""
        return MissingTexts(
            results=sum(measure.lacks_result for measure in self.measures),
            reasons=sum(measure.lacks_reason for measure in self.measures) + self.lacks_measures_reason,
        )

    @property
    def is_draft(self) -> bool:
        """True while the year runs, a reason or a result is missing, or errors stand."""
        return not self.year_over or self.errors > 0 or self.lacks_measures_reason or bool(self.lacking())


def evaluate(programme: Programme, day: date, errors: int = 0, lineage: Lineage = NO_LINEAGE) -> Evaluation:
    """Evaluate every measure of `programme` on `day`, in plan order.

    `lineage` is what other years' plans say of them; without it none was carried over.
    """
    elsewhere = _is_reported_elsewhere(programme, day)
    measures = tuple(
        evaluate_measure(placed, programme.year, day, lineage, reported_elsewhere=elsewhere)
        for placed in programme.measures
    )
    return Evaluation(programme, day, measures, day > date(programme.year, 12, 31), errors, lineage)


def _is_reported_elsewhere(programme: Programme, day: date) -> bool:
    report = programme.passport.reported_elsewhere
    return report is not None and day >= report.on


def evaluate_measure(
    placed: PlacedMeasure, year: int, day: date, lineage: Lineage = NO_LINEAGE, *, reported_elsewhere: bool = False
) -> EvaluatedMeasure:
    """Evaluate a measure of the plan of `year` by its journal up to `day`.

    `reported_elsewhere` tells that the year's report, which csprog did not make, is published by then.
    """
    state, year_end = fold(placed.measure, day), date(year, 12, 31)
    onward = of_numbers(lineage.carried_to, placed.names)
    offices = tuple(
        EvaluatedOffice(
            name=name,
            state=state.in_office(name),
            day=day,
            year_end=year_end,
            carried_to=onward,
            reported_elsewhere=reported_elsewhere,
        )
        for name in placed.measure.offices
    )
    return EvaluatedMeasure(
        placed=placed,
        offices=offices,
        state=state,
        day=day,
        year_end=year_end,
        carried_to=onward,
        carried_since=lineage.since.get(placed.id),
        repeated_to=of_numbers(lineage.repeated_to, placed.names),
        reported_elsewhere=reported_elsewhere,
    )


def count(evaluated: Iterable[Evaluated]) -> Counts:
    """Count measures, or offices, by status and by outcome."""
    listed = list(evaluated)
    return Counts(Counter(item.status for item in listed), Counter(item.outcome for item in listed), len(listed))
