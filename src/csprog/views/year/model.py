"""What the templates may use: a year in words and in order, with nothing left to count or compare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar, dataclass_transform

from csprog.programme.model import Passport, Programme, Proposal, Subsection
from csprog.views.year.status_labels import StatusLabel

_Kind = TypeVar("_Kind")


@dataclass_transform(frozen_default=True)
def _view(kind: type[_Kind]) -> type[_Kind]:
    """Make a class of views: nobody compares them or shows them whole, and what could would be half of what it takes to load."""
    return dataclass(frozen=True, slots=True, eq=False, repr=False)(kind)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell; `label` stands before the text («Новый срок»); `missing` says that something is still owed."""

    text: str
    label: str | None = None
    missing: bool = False


@_view
class PageCounts:
    """How many measures, as the page states it: `not_done` and `in_work` are told apart while the year is running.

    `unexplained` lack the reason why they were not carried out, `unreported` the actual result. `share` and
    `late_share` are what a bar draws: hundredths of `total`, carried out in time and late.
    """

    total: int
    done: int
    late: int
    not_done: int
    in_work: int
    overdue: int
    unexplained: int
    unreported: int
    share: float
    late_share: float


@_view
class OfficeView:
    """An office of a measure and what is recorded of it."""

    name: str
    status: StatusLabel
    completed_on: date | None


@_view
class PlaceView:
    """The offices of a measure of which the same is recorded.

    `note` and `reason` are set only where they differ from place to place; else the measure's own hold for all.
    """

    names: tuple[str, ...]
    status: StatusLabel
    completed_on: date | None
    note: str | None
    reason: str | None


@_view
class StatusCount:
    """How many measures have a status: what the plan can be narrowed down to."""

    status: StatusLabel
    count: int


@_view
class QuarterView:
    """The measures that fall due in a quarter. `width` and its two parts are what a bar draws, the longest being 100."""

    label: str
    figures: PageCounts
    width: float
    in_time_width: float
    late_width: float


@_view
class TouchedView:
    """What an amendment names: a measure, a proposal, … or a part of the document; `anchor` where the page has it."""

    name: str
    anchor: str | None


@_view
class ChangeView:
    """What an amendment replaced: `what` in a word («Срок»), the wording before and after, and the amendment itself."""

    touched: TouchedView
    what: str
    was: str
    became: str
    document: str
    on: date
    amendment: str
    """The anchor of the amendment."""


@_view
class AmendmentView:
    """A change of the approved plan: the document, its day, the reason, what it touches and which words it replaced."""

    anchor: str
    on: date
    document: str
    reason: str
    touched: tuple[TouchedView, ...]
    changes: tuple[ChangeView, ...]


@_view
class OriginView:
    """Where a measure was carried over from: the year of that plan, its id there, and why.

    `address` leads to it on that year's page, if that is published.
    """

    year: int
    id: str
    reason: str | None
    address: str | None


@_view
class MeasureView:
    """One row of the plan as the page shows it. `anchor` is its permalink's target (m-1-2-2-1).

    `note` is what was achieved, unless it differs by place (then `places` hold it) or tells why the measure came after
    the year's end (then it is the `reason`). `postponed_to` is set while it is awaited by another day. `reason_so_far` is what was recorded of a measure that is still open: why
    it was postponed; `reopened` is why it is open again. `places` is empty while nothing is recorded of any office.
    """

    id: str
    anchor: str
    text: str
    due_text: str
    result: str
    status: StatusLabel
    completed_on: date | None
    days_late: int
    overdue: bool
    postponed_to: date | None
    note: str | None
    reason: str | None
    reason_so_far: str | None
    reopened: str | None
    evidence: tuple[str, ...]
    offices: tuple[OfficeView, ...]
    places: tuple[PlaceView, ...]
    origin: OriginView | None
    remark: str | None
    lacks_reason: bool
    lacks_result: bool
    changes: tuple[ChangeView, ...]
    proposal: Proposal
    subsection: Subsection
    whence: tuple[Line, ...] = ()
    """The year's plan it was carried over from, and why."""
    when: tuple[Line, ...] = ()
    """The day of completion, the days it was late, or the day by which it is awaited."""
    achieved: tuple[Line, ...] = ()
    """The actual result, where it was reached, and the evidence."""
    why: tuple[Line, ...] = ()
    """The reason why it was not carried out, or was postponed."""


@_view
class ProposalView:
    """A proposal with its measures; `number` as the document prints it («без номера» where it prints none)."""

    anchor: str
    number: str
    text: str
    remark: str | None
    changes: tuple[ChangeView, ...]
    measures: tuple[MeasureView, ...]


@_view
class SubsectionView:
    """A subsection: one table of the page."""

    anchor: str
    number: str
    title: str
    remark: str | None
    changes: tuple[ChangeView, ...]
    figures: PageCounts
    proposals: tuple[ProposalView, ...]


@_view
class SectionView:
    """A section with its subsections and its count."""

    anchor: str
    number: str
    title: str
    remark: str | None
    changes: tuple[ChangeView, ...]
    figures: PageCounts
    subsections: tuple[SubsectionView, ...]


@_view
class YearView:
    """A year's page.

    `case` is which statement clause 1.3 asks for: none, running, nothing, some or all; `statement` is that statement in a
    sentence, `supplement` what follows it.

    `not_done` are the measures of which it is decided, or the year is over; the rest are in work. What a final
    publication still needs stands in `unexplained` (no reason why not carried out) and `unreported` (no actual result).
    """

    programme: Programme
    passport: Passport
    year: int
    day: date
    case: str
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
        """The year in whose first quarter the final report is published (clause 1.3)."""
        return self.year + 1
