"""Arranges an evaluated year for the page: which statement, which lists, which figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csprog.arrangement.amended import amendments_of, changes_by_anchor
from csprog.arrangement.anchors import anchor
from csprog.arrangement.status import office_status, status_of
from csprog.arrangement.view import (
    Figures,
    MeasureView,
    OfficeView,
    OriginView,
    PlaceView,
    ProposalView,
    QuarterView,
    SectionView,
    StatusCount,
    SubsectionView,
    YearView,
)
from csprog.programme.evaluation import Outcome, tally
from csprog.programme.records import due_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from csprog.arrangement.status import Status
    from csprog.arrangement.view import ChangeView
    from csprog.programme.evaluation import Evaluation, Row
    from csprog.programme.model import CarriedFrom, Proposal, Section, Subsection
    from csprog.programme.standing import OfficeStand

    Changes = dict[str, tuple[ChangeView, ...]]
    Link = Callable[[int, str], str | None]
    """Gives the address of a measure by the year of the plan and its id there, None where it has none."""


def _nowhere(year: int, identifier: str) -> None:
    """Link to no page."""


def view(evaluation: Evaluation, link: Link = _nowhere) -> YearView:
    """Return the page of an evaluated year; `link` gives the address of a measure of an earlier one, if it has one."""
    programme, year_over = evaluation.programme, evaluation.year_over
    amendments = amendments_of(programme)
    changes = changes_by_anchor(amendments)
    measures = {row.placed.id: _measure(row, changes, link, year_over=year_over) for row in evaluation.rows}

    def chosen(rows: Iterable[Row]) -> tuple[MeasureView, ...]:
        return tuple(measures[row.placed.id] for row in rows)

    rows = evaluation.rows
    settled = [row for row in rows if year_over or row.outcome is not Outcome.PENDING]
    return YearView(
        programme=programme,
        passport=programme.passport,
        year=programme.year,
        day=evaluation.day,
        case=_case(evaluation),
        draft=evaluation.is_draft,
        year_over=year_over,
        figures=_figures(rows, year_over=year_over),
        sections=_sections(evaluation, measures, changes),
        quarters=_quarters(evaluation),
        statuses=_statuses(measures.values()),
        amendments=amendments,
        done=chosen(row for row in settled if row.outcome.is_done_in_year),
        not_done=chosen(row for row in settled if not row.outcome.is_done_in_year),
        overdue=chosen(row for row in rows if _is_overdue(row)),
        unexplained=chosen(row for row in rows if _is_unexplained(row, year_over=year_over)),
        unreported=chosen(row for row in rows if row.lacks_result),
    )


def _case(evaluation: Evaluation) -> str:
    tally = evaluation.total
    if not tally.total:
        return "none"
    if not evaluation.year_over:
        return "running"
    if not tally.done_in_year:
        return "nothing"
    return "some" if tally.not_done_in_year else "all"


def _figures(rows: Iterable[Row], *, year_over: bool) -> Figures:
    kept = tuple(rows)
    count = tally(kept)
    late = count.outcomes[Outcome.DONE_LATE]
    in_work = 0 if year_over else count.outcomes[Outcome.PENDING]
    return Figures(
        total=count.total,
        done=count.done_in_year,
        late=late,
        not_done=count.not_done_in_year - in_work,
        in_work=in_work,
        overdue=sum(_is_overdue(row) for row in kept),
        unexplained=sum(_is_unexplained(row, year_over=year_over) for row in kept),
        unreported=sum(row.lacks_result for row in kept),
        share=_hundredths(count.outcomes[Outcome.DONE], count.total),
        late_share=_hundredths(late, count.total),
    )


def _is_overdue(row: Row) -> bool:
    return row.stand.days_overdue > 0


def _is_unexplained(row: Row, *, year_over: bool) -> bool:
    """Tell whether a reason is missing: while the year is running, nobody owes one for what is still in work."""
    return row.lacks_reason and (year_over or row.outcome is not Outcome.PENDING)


def _hundredths(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _quarters(evaluation: Evaluation) -> tuple[QuarterView, ...]:
    quarters = evaluation.by_quarter()
    longest = max((len(rows) for _, rows in quarters), default=0)
    return tuple(
        QuarterView(
            label=f"{number} квартал {year}",
            figures=(figures := _figures(rows, year_over=evaluation.year_over)),
            width=_hundredths(figures.total, longest),
            in_time_width=_hundredths(figures.done - figures.late, longest),
            late_width=_hundredths(figures.late, longest),
        )
        for (year, number), rows in quarters
    )


def _statuses(measures: Iterable[MeasureView]) -> tuple[StatusCount, ...]:
    """Return the statuses that occur, in their own order; those of one word are one."""
    kept = tuple(measures)
    count = Counter(measure.status.group for measure in kept)
    by_group = {measure.status.group: measure.status for measure in kept}
    order = [*(outcome.value for outcome in Outcome), "in-work"]
    return tuple(StatusCount(by_group[group], count[group]) for group in order if group in by_group)


def _measure(row: Row, changes: Changes, link: Link, *, year_over: bool) -> MeasureView:
    placed, how = row.placed, row.stand
    awaited = row.outcome in {Outcome.PENDING, Outcome.POSTPONED} or how.standing.is_open
    places = _places(how.offices)
    told_by_place = any(place.note for place in places)
    told_as_reason = row.outcome is Outcome.DONE_AFTER_YEAR
    return MeasureView(
        id=placed.id,
        anchor=anchor("m", placed.id),
        text=placed.measure.text,
        due_text=due_text(row.placed.measure),
        result=placed.measure.result,
        status=status_of(row.outcome, year_over=year_over),
        completed_on=how.completed_on,
        days_late=how.days_late,
        overdue=_is_overdue(row),
        postponed_to=how.awaited if how.postponed and awaited else None,
        note=None if told_by_place or told_as_reason else how.note,
        reason=row.reason,
        reason_so_far=how.reason if how.standing.is_open and how.postponed and not row.reason else None,
        reopened=how.reopened,
        evidence=how.evidence,
        offices=tuple(OfficeView(office.name, office_status(office), office.completed_on) for office in how.offices),
        places=places,
        origin=_origin(placed.measure.carried_from, link),
        remark=placed.measure.remark,
        lacks_reason=_is_unexplained(row, year_over=year_over),
        lacks_result=row.lacks_result,
        changes=changes.get(anchor("m", placed.id), ()),
        proposal=placed.proposal,
        subsection=placed.subsection,
    )


def _origin(came_from: CarriedFrom | None, link: Link) -> OriginView | None:
    if came_from is None:
        return None
    return OriginView(came_from.year, came_from.id, came_from.reason, link(came_from.year, came_from.id))


def _places(offices: tuple[OfficeStand, ...]) -> tuple[PlaceView, ...]:
    """Return the offices with one record together, in the order of the plan."""
    done = [office for office in offices if office.completed_on]
    failed = [office for office in offices if office.failed_on]
    if not done and not failed:
        return ()
    notes_differ = len({office.note for office in done}) > 1
    reasons_differ = len({office.reason for office in failed}) > 1
    names: dict[tuple[Status, date | None, str | None, str | None], list[str]] = {}
    for office in offices:
        note = office.note if notes_differ else None
        reason = office.reason if reasons_differ else None
        names.setdefault((office_status(office), office.completed_on, note, reason), []).append(office.name)
    return tuple(PlaceView(tuple(same), *record) for record, same in names.items())


def _sections(evaluation: Evaluation, measures: dict[str, MeasureView], changes: Changes) -> tuple[SectionView, ...]:
    """Return the sections with their subsections; which rows are whose is found out in one walk."""
    rows: dict[int, list[Row]] = {}
    for row in evaluation.rows:
        rows.setdefault(id(row.placed.section), []).append(row)
        rows.setdefault(id(row.placed.subsection), []).append(row)

    def figures(part: Section | Subsection) -> Figures:
        return _figures(rows.get(id(part), ()), year_over=evaluation.year_over)

    return tuple(
        SectionView(
            anchor=anchor("s", section.number),
            number=_heading_number(section),
            title=section.title,
            remark=section.remark,
            changes=changes.get(anchor("s", section.number), ()),
            figures=figures(section),
            subsections=tuple(_subsection(part, figures(part), measures, changes) for part in section.subsections),
        )
        for section in evaluation.programme.sections
    )


def _subsection(
    subsection: Subsection, figures: Figures, measures: dict[str, MeasureView], changes: Changes
) -> SubsectionView:
    return SubsectionView(
        anchor=anchor("s", subsection.number),
        number=_heading_number(subsection),
        title=subsection.title,
        remark=subsection.remark,
        changes=changes.get(anchor("s", subsection.number), ()),
        figures=figures,
        proposals=tuple(_proposal(proposal, measures, changes) for proposal in subsection.proposals),
    )


def _proposal(proposal: Proposal, measures: dict[str, MeasureView], changes: Changes) -> ProposalView:
    printed = proposal.printed.number if proposal.printed else None
    number = proposal.number if printed is None else printed or "без номера"
    rows = tuple(measures[f"{proposal.number}.{place}"] for place in range(1, len(proposal.measures) + 1))
    place = anchor("p", proposal.number)
    return ProposalView(place, number, proposal.text, proposal.remark, changes.get(place, ()), rows)


def _heading_number(part: Section | Subsection) -> str:
    """Return a heading's number as printed: with a point at its end unless the document left it out."""
    printed = part.printed.number if part.printed else None
    return f"{part.number}." if printed is None else printed
