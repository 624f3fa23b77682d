"""Records of a year on a day: flat values for the cache, for filters and for JSON.

Importing them loads no model, so a cached `status` does without pydantic. As JSON (`to_json`) their names are a contract
that other programs rely on (`status --json`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from csprog.evaluation.continuation import LONG_RUNNING, Continuation, Unreconciled
from csprog.evaluation.groups import Grouping
from csprog.evaluation.report_duty import MissingTexts, ReportDuty
from csprog.parsing.names import read_id
from csprog.parsing.periods import Period
from csprog.programme.enums import SOON, Audience, Channel, Outcome, Status, is_awaited_within, outcome_counts, told


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """An office of a measure, with its status and the day of its completion."""

    name: str
    completed_on: date | None
    standing: Status
    outcome: Outcome

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> OfficeRecord:
        """Return the record that `plain` made `value` of."""
        outcome = Outcome(value["outcome"])
        return cls(value["name"], _day(value["completed_on"]), Status(value["standing"]), outcome)


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """A measure on a day; `open_offices` are those where work remains.

    `carried_since` is the year of the first plan that had it, None if it came from no earlier one, `years_running` the
    number of years since, that of the plan included; `carried_to` are the measures of later plans that go on from it,
    `repeated_to` those that repeat it as a recurring one.
    """

    id: str
    proposal: str
    section: str
    subsection: str
    audience: Audience | None
    channel: Channel | None
    text: str
    due: date
    due_text: str
    awaited: date
    standing: Status
    outcome: Outcome
    days_overdue: int
    completed_on: date | None
    offices: tuple[OfficeRecord, ...]
    open_offices: tuple[str, ...]
    responsible: str | None
    note: str | None
    reason: str | None
    carried_since: int | None
    years_running: int
    carried_to: tuple[Continuation, ...]
    repeated_to: tuple[Continuation, ...]

    @property
    def told(self) -> Status | Outcome:
        """The outcome once it is known, else the status."""
        return told(self.standing, self.outcome)

    @property
    def is_due_soon(self) -> bool:
        """True if it is open and awaited within the next 30 days, in at least one office."""
        return Status.DUE_SOON in {self.standing, *(office.standing for office in self.offices)}

    @property
    def drags_on(self) -> bool:
        """True from the third year in plans on."""
        return self.years_running >= LONG_RUNNING

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> MeasureRecord:
        """Return the record that `plain` made `value` of."""
        audience, channel = value["audience"], value["channel"]
        typed = {
            "audience": audience and Audience(audience),
            "channel": channel and Channel(channel),
            "due": date.fromisoformat(value["due"]),
            "awaited": date.fromisoformat(value["awaited"]),
            "standing": Status(value["standing"]),
            "outcome": Outcome(value["outcome"]),
            "completed_on": _day(value["completed_on"]),
            "offices": tuple(map(OfficeRecord.from_json, value["offices"])),
            "open_offices": tuple(value["open_offices"]),
            "carried_to": tuple(map(Continuation.from_json, value["carried_to"])),
            "repeated_to": tuple(map(Continuation.from_json, value["repeated_to"])),
        }
        return cls(**{**value, **typed})


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A section of the plan."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class YearRecord:
    """A plan `as_of` a day: errors in its file, sections, measures in plan order.

    `missing` are the texts that its report needs and the journals don't hold yet, `unreconciled` tells where it and the
    plans before and after it are not in line. `newer_format` is that of a plan of which this csprog knows only a part.
    `indicators` are their ids and names, `assessments` their ids, for completion in the shell.
    """

    year: int
    as_of: date
    organisation: str
    errors: int
    missing: MissingTexts
    unreconciled: tuple[Unreconciled, ...]
    sections: tuple[SectionRecord, ...]
    measures: tuple[MeasureRecord, ...]
    newer_format: int | None = None
    inn: str | None = None
    formerly: tuple[str, ...] = ()
    indicators: tuple[tuple[str, str], ...] = ()
    assessments: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> YearRecord:
        """Return the record that `plain` made `value` of."""
        return cls(
            year=value["year"],
            as_of=date.fromisoformat(value["as_of"]),
            organisation=value["organisation"],
            errors=value["errors"],
            missing=MissingTexts.from_json(value["missing"]),
            unreconciled=tuple(map(Unreconciled.from_json, value["unreconciled"])),
            sections=tuple(SectionRecord(**section) for section in value["sections"]),
            measures=tuple(map(MeasureRecord.from_json, value["measures"])),
            newer_format=value["newer_format"],
            inn=value["inn"],
            formerly=tuple(value["formerly"]),
            indicators=tuple((identifier, name) for identifier, name in value["indicators"]),
            assessments=tuple(value["assessments"]),
        )


def to_json(value: Any) -> Any:
    """Return a record or a figure as JSON values under its own field names.

    Amounts become texts, so that they stay exact, shares numbers of four decimals, days texts like 2025-12-31.
    """
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Fraction():
            return round(float(value), 4)
        case Period():
            return str(value)
        case tuple():
            return [to_json(part) for part in value]
        case Mapping():
            return {key: to_json(part) for key, part in value.items()}
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    return value


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def counts(statuses: Iterable[Status]) -> dict[str, int]:
    """Return the count of each status, and the total."""
    counter = Counter(statuses)
    return {**{status.value: counter[status] for status in Status}, "total": counter.total()}


def counted(measures: Iterable[MeasureRecord]) -> dict[str, int]:
    """Return the count of each status among `measures`, and the total."""
    return counts(measure.standing for measure in measures)


def outcomes_counted(measures: Iterable[MeasureRecord]) -> dict[str, int]:
    """Return the count of each outcome among `measures`, and the total."""
    return outcome_counts(measure.outcome for measure in measures)


def year_to_json(year: YearRecord, measures: Sequence[MeasureRecord], report: ReportDuty | None) -> dict[str, Any]:
    """Return a year with these of its measures as `status --json` prints it.

    `report` is the duty to report that its status tells of, if any.
    """
    return {
        "year": year.year,
        "as_of": to_json(year.as_of),
        "organisation": year.organisation,
        "errors": year.errors,
        "newer_format": year.newer_format,
        "report": to_json(report),
        "counts": counted(measures),
        "outcomes": outcomes_counted(measures),
        "unreconciled": to_json(year.unreconciled),
        "measures": [to_json(measure) for measure in measures],
    }


def list_to_json(year: YearRecord, measures: Sequence[MeasureRecord]) -> dict[str, Any]:
    """Return a year with these of its measures as `list --json` prints it: as `status`, without what that tells besides."""
    besides = {"report", "unreconciled"}
    return {key: value for key, value in year_to_json(year, measures, None).items() if key not in besides}


def is_due_within(measure: MeasureRecord, as_of: date, span: timedelta = SOON) -> bool:
    """Return True if a measure is open and awaited by `as_of` plus `span`."""
    return measure.standing.is_open and is_awaited_within(measure.awaited, as_of, span)


def lies_in(measure: MeasureRecord, number: str) -> bool:
    """Return True if a measure or a part of the plan around it has a number."""
    return read_id(number) in {measure.section, measure.subsection, measure.proposal, measure.id}


def in_office(measure: MeasureRecord, name: str | None) -> MeasureRecord:
    """Return a measure with status, outcome and completion of its office `name`, if it has it."""
    office = next((office for office in measure.offices if office.name == name), None)
    if office is None:
        return measure
    return replace(
        measure,
        standing=office.standing,
        outcome=office.outcome,
        completed_on=office.completed_on,
        days_overdue=measure.days_overdue if office.standing is Status.OVERDUE else 0,
    )


def names(measure: MeasureRecord, by: Grouping) -> Sequence[str | None]:
    """Return the names of a measure's groups; None where the value is not set.

    An open measure belongs to the offices where work remains, since the others need no reminder; a closed one to all.
    """
    match by:
        case Grouping.RESPONSIBLE:
            return (measure.responsible,)
        case Grouping.OFFICE:
            return measure.open_offices or [office.name for office in measure.offices] or (None,)
        case Grouping.SECTION:
            return (measure.section,)
        case Grouping.CHANNEL:
            return (measure.channel,)
        case Grouping.AUDIENCE:
            return (measure.audience,)
