"""The views that templates use: a year in words, counted and sorted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeVar, dataclass_transform

from csprog.views.year.history import CorrectionView, DestinationView, EarlierView, OriginView, PostponementView
from csprog.views.year.plan_values import PlanValue
from csprog.views.year.status_labels import StatusLabel

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True)
def _view(cls: type[_Class]) -> type[_Class]:
    """Make `cls` a frozen dataclass without `==` and `repr`, quicker to load."""
    return dataclass(frozen=True, slots=True, eq=False, repr=False)(cls)


class StatementKind(StrEnum):
    """The kinds of statement that clause 1.3 asks for.

    `NONE`: the plan has no measures; `RUNNING`: its year is not over; else nothing, some or all was carried out.
    `UNRECORDED`: nothing is recorded as carried out, and of some measures nothing at all. `ELSEWHERE`: there is one already.
    """

    NONE = "none"
    RUNNING = "running"
    UNRECORDED = "unrecorded"
    NOTHING = "nothing"
    SOME = "some"
    ALL = "all"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell, after its `label` («Новый срок») if it has one.

    `missing` marks a line saying that required information is missing.
    """

    text: str
    label: str | None = None
    missing: bool = False


@_view
class PageCounts:
    """Numbers of measures, as the page states them.

    `in_work` are still open while the year is running; after it they count as `not_done`, `unrecorded` are those.
    `not_done_parts` are the outcomes of `not_done`. `unexplained` lack the reason why they were not carried out,
    `unreported` the actual result. `share` and `late_share` are the parts of a bar, in
    hundredths of `total`: carried out in time and late.
    """

    total: int
    done: int
    late: int
    not_done: int
    not_done_parts: tuple[StatusCount, ...]
    unrecorded: int
    in_work: int
    overdue: int
    unexplained: int
    unreported: int
    share: float
    late_share: float


@_view
class OfficeView:
    """An office of a measure with its status."""

    name: str
    status: StatusLabel
    completed_on: date | None


@_view
class PlaceView:
    """The offices of a measure that have the same record, closed on the same day.

    `note` and `reason` are set only where they differ by office; else those of the measure hold for all.
    """

    names: tuple[str, ...]
    status: StatusLabel
    closed_on: date | None
    note: str | None
    reason: str | None


@_view
class StatusCount:
    """The number of measures with a status, a choice of the plan's filter."""

    status: StatusLabel
    count: int


@_view
class QuarterView:
    """The measures due in a quarter.

    `width` and its two parts are the bar, in hundredths of the longest quarter's.
    """

    label: str
    figures: PageCounts
    width: float
    in_time_width: float
    late_width: float


@_view
class TouchedView:
    """A part of the plan or document that an amendment names.

    `anchor` is None if the page has no place for it.
    """

    name: str
    anchor: str | None


ChangeKind = Literal["changed", "added", "dropped"]
"""Whether an amendment replaces a value, or adds a part of the plan or takes one out."""


@_view
class ChangeView:
    """A value that an amendment replaced: `what` («Срок»), before and after.

    What was not given before or is not given now is empty. `document`, `on` and `amendment` (its anchor) are those of
    the amendment.
    """

    touched: TouchedView
    kind: ChangeKind
    what: str
    was: str
    became: str
    document: str
    on: date
    amendment: str


@_view
class AmendmentView:
    """An amendment: the parts that it names, the values that it changed."""

    anchor: str
    on: date
    document: str
    reason: str
    touched: tuple[TouchedView, ...]
    changes: tuple[ChangeView, ...]


@_view
class EvidenceView:
    """A published web address, or a file's name; no `address` where none leads to it."""

    text: str
    address: str | None


@_view
class MeasureView:
    """A measure, a row of the plan.

    `closed_on` is the day it was completed, declared not done or taken out of the plan, `document` that by which it was
    taken out. `note` is the actual result, unless it differs by office (then `places` have it) or is the only reason of a
    completion after the year (then it is the `reason`). `reason` says why it was late or not carried out, unless the
    reasons of the `places` say it all. `postponed_to` is the new day of a postponed measure that is still open,
    `postponements` are all. `reopened` is the reason why it is open again. `places` is empty while no office has a record.
    `whence`, `whither`, `when`, `achieved` and `why` word all this as lines, `why` each reason once.
    """

    id: str
    anchor: str
    text: str
    due_text: str
    result: str
    status: StatusLabel
    completed_on: date | None
    closed_on: date | None
    days_late: int
    overdue: bool
    postponed_to: date | None
    note: str | None
    reason: str | None
    postponements: tuple[PostponementView, ...]
    document: str | None
    reopened: str | None
    evidence: tuple[EvidenceView, ...]
    corrections: tuple[CorrectionView, ...]
    offices: tuple[OfficeView, ...]
    places: tuple[PlaceView, ...]
    origin: OriginView | None
    destinations: tuple[DestinationView, ...]
    repeats: EarlierView | None
    repetitions: tuple[DestinationView, ...]
    note_for_public: str | None
    lacks_reason: bool
    lacks_result: bool
    changes: tuple[ChangeView, ...]
    proposal: PlanValue
    subsection: PlanValue
    whence: tuple[Line, ...] = ()
    whither: tuple[Line, ...] = ()
    when: tuple[Line, ...] = ()
    achieved: tuple[Line, ...] = ()
    why: tuple[Line, ...] = ()


@_view
class ProposalView:
    """A proposal with its measures; `number` is the printed one or «без номера»."""

    anchor: str
    number: str
    text: str
    note_for_public: str | None
    changes: tuple[ChangeView, ...]
    measures: tuple[MeasureView, ...]


@_view
class SubsectionView:
    """A subsection, a table of the page."""

    anchor: str
    number: str
    title: str
    note_for_public: str | None
    changes: tuple[ChangeView, ...]
    figures: PageCounts
    proposals: tuple[ProposalView, ...]


@_view
class SectionView:
    """A section with its subsections."""

    anchor: str
    number: str
    title: str
    note_for_public: str | None
    changes: tuple[ChangeView, ...]
    figures: PageCounts
    subsections: tuple[SubsectionView, ...]


@_view
class YearView:
    """A year's page.

    `statement` and `supplement` are the public statement of clause 1.3, of the kind `case`. `not_done` are the measures
    known not to be carried out in the year; the rest are in work. A final publication requires `unexplained` (no reason
    why not carried out) and `unreported` (no actual result) to be empty. `programme` and `passport` have the keys of the
    plan's.
    """

    programme: PlanValue
    passport: PlanValue
    year: int
    day: date
    case: StatementKind
    statement: str
    supplement: str
    draft: bool
    errors: int
    year_over: bool
    figures: PageCounts
    sections: tuple[SectionView, ...]
    quarters: tuple[QuarterView, ...]
    statuses: tuple[StatusCount, ...]
    amendments: tuple[AmendmentView, ...]
    done: tuple[MeasureView, ...]
    not_done: tuple[MeasureView, ...]
    overdue: tuple[MeasureView, ...]
    unexplained: tuple[MeasureView, ...]
    unreported: tuple[MeasureView, ...]

    @property
    def next_year(self) -> int:
        """The year in whose first quarter clause 1.3 wants the final report."""
        return self.year + 1
