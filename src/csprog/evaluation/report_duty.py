"""Defines the duty to publish a year's report in the next first quarter.

Clause 1.3 asks for it. Importing this loads no model, so a cached `status` does without pydantic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UNPUBLISHED = "unpublished"
"""The word of `--fail-on` for a report that is owed."""


@dataclass(frozen=True, slots=True)
class MissingTexts:
    """Numbers of measures without the actual result, or the reason, that it owes."""

    results: int
    reasons: int

    @classmethod
    def from_json(cls, value: Mapping[str, int]) -> MissingTexts:
        """Return the numbers that `to_json` made `value` of."""
        return cls(**value)


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """The report of an ended year on a day; its names are those of `status --json`.

    `days_left` counts to `due` and is negative after it, None once the report is published for good. `missing` is None
    if the plan can't be counted; `errors` is the number of errors that stand in it.
    """

    year: int
    due: date
    days_left: int | None
    missing: MissingTexts | None
    errors: int
    published_on: date | None

    @property
    def is_owed(self) -> bool:
        """True until the report is published for good."""
        return self.published_on is None


class Publication(StrEnum):
    """The stage of a year's report: published for good, a draft, nothing."""

    FINAL = "final"
    DRAFT = "draft"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class YearPublication:
    """The publication of a year's report on a day; its names are those of `status --all --json`.

    `late` is true if the report was published after the first quarter, or isn't yet though that is over.
    """

    state: Publication
    published_on: date | None
    late: bool


def year_publication(year: int, day: date, published_on: date | None, *, drafted: bool) -> YearPublication:
    """Return how the publication of `year` stands on `day`."""
    if published_on is not None:
        return YearPublication(Publication.FINAL, published_on, published_on > report_due(year))
    return YearPublication(Publication.DRAFT if drafted else Publication.NONE, None, day > report_due(year))


def report_due(year: int) -> date:
    """Return the last day of the first quarter after `year`."""
    return date(year + 1, 3, 31)


def report_duty(
    year: int, day: date, published_on: date | None, missing: MissingTexts | None, errors: int
) -> ReportDuty:
    """Return the duty to report on `year` as it stands on `day`."""
    due = report_due(year)
    days_left = (due - day).days if published_on is None else None
    return ReportDuty(year, due, days_left, missing, errors, published_on)
