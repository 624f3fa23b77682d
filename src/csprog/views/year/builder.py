"""Arranges an evaluated year for the page: which statement, which lists, which figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure, EvaluatedOffice, Evaluation, count
from csprog.evaluation.record_builder import due_text
from csprog.programme.enums import Outcome, Status
from csprog.programme.model import CarriedFrom, Proposal, Section, Subsection
from csprog.views.year.amendments import amendments_of, changes_by_anchor
from csprog.views.year.anchors import anchor
from csprog.views.year.execution_lines import achieved, when, whence, why
from csprog.views.year.model import (
    ChangeView,
    MeasureView,
    OfficeView,
    OriginView,
    PageCounts,
    PlaceView,
    ProposalView,
    QuarterView,
    SectionView,
    StatusCount,
    SubsectionView,
    YearView,
)
from csprog.views.year.statement import statement, supplement
from csprog.views.year.status_labels import StatusLabel, office_status, status_of

Changes = dict[str, tuple[ChangeView, ...]]
Link = Callable[[int, str], str | None]
"""Gives the address of a measure by the year of the plan and its id there, None where it has none."""


def _nowhere(year: int, identifier: str) -> None:
    """Link to no page."""


def build_year(evaluation: Evaluation, link: Link = _nowhere) -> YearView:
    """Return the page of an evaluated year; `link` gives the address of a measure of an earlier one, if it has one."""
    programme, year_over = evaluation.programme, evaluation.year_over
    amendments = amendments_of(programme)
    changes = changes_by_anchor(amendments)
    measures = {row.placed.id: _measure(row, changes, link) for row in evaluation.measures}

    def chosen(rows: Iterable[EvaluatedMeasure]) -> tuple[MeasureView, ...]:
        return tuple(measures[row.placed.id] for row in rows)

    rows = evaluation.measures
    case, figures = _case(evaluation), _figures(rows, year_over=year_over)
    settled = [row for row in rows if year_over or row.outcome is not Outcome.PENDING]
    return YearView(
        programme=programme,
        passport=programme.passport,
        year=programme.year,
        day=evaluation.day,
        case=case,
        statement=statement(case, programme.year, evaluation.day, figures),
        supplement=supplement(case, programme.year, figures),
        draft=evaluation.is_draft,
        errors=evaluation.errors,
        year_over=year_over,
        figures=figures,
        sections=_sections(evaluation, measures, changes),
        quarters=_quarters(evaluation),
        statuses=_statuses(measures.values()),
        amendments=amendments,
        done=chosen(row for row in settled if row.outcome.is_done_in_year),
        not_done=chosen(row for row in settled if not row.outcome.is_done_in_year),
        overdue=chosen(row for row in rows if row.status is Status.OVERDUE),
        unexplained=chosen(row for row in rows if row.lacks_reason),
        unreported=chosen(row for row in rows if row.lacks_result),
    )


def _case(evaluation: Evaluation) -> str:
    counts = evaluation.counts
    if not counts.total:
        return "none"
    if not evaluation.year_over:
        return "running"
    if not counts.done_in_year:
        return "nothing"
    return "some" if counts.not_done_in_year else "all"


def _figures(rows: Iterable[EvaluatedMeasure], *, year_over: bool) -> PageCounts:
    kept = tuple(rows)
    counts = count(kept)
    late = counts.outcomes[Outcome.DONE_LATE]
    in_work = 0 if year_over else counts.outcomes[Outcome.PENDING]
    return PageCounts(
        total=counts.total,
        done=counts.done_in_year,
        late=late,
        not_done=counts.not_done_in_year - in_work,
        in_work=in_work,
        overdue=counts.statuses[Status.OVERDUE],
        unexplained=sum(row.lacks_reason for row in kept),
        unreported=sum(row.lacks_result for row in kept),
        share=_hundredths(counts.outcomes[Outcome.DONE], counts.total),
        late_share=_hundredths(late, counts.total),
    )


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


def _measure(row: EvaluatedMeasure, changes: Changes, link: Link) -> MeasureView:
    placed = row.placed
    awaited = row.outcome in {Outcome.PENDING, Outcome.POSTPONED} or row.status.is_open
    places = _places(row.offices)
    told_by_place = any(place.note for place in places)
    told_as_reason = row.outcome is Outcome.DONE_AFTER_YEAR
    build_year = MeasureView(
        id=placed.id,
        anchor=anchor("m", placed.id),
        text=placed.measure.text,
        due_text=due_text(row.placed.measure),
        result=placed.measure.result,
        status=status_of(row.outcome, year_over=row.year_over),
        completed_on=row.completed_on,
        days_late=row.days_late,
        overdue=row.status is Status.OVERDUE,
        postponed_to=row.awaited if row.postponed and awaited else None,
        note=None if told_by_place or told_as_reason else row.note,
        reason=row.outcome_reason,
        reason_so_far=row.reason if row.status.is_open and row.postponed and not row.outcome_reason else None,
        reopened=row.reopened,
        evidence=row.evidence,
        offices=tuple(
            OfficeView(office.name, office_status(office.status), office.completed_on) for office in row.offices
        ),
        places=places,
        origin=_origin(placed.measure.carried_from, link),
        remark=placed.measure.remark,
        lacks_reason=row.lacks_reason,
        lacks_result=row.lacks_result,
        changes=changes.get(anchor("m", placed.id), ()),
        proposal=placed.proposal,
        subsection=placed.subsection,
    )
    return replace(
        build_year, whence=whence(build_year), when=when(build_year), achieved=achieved(build_year), why=why(build_year)
    )


def _origin(came_from: CarriedFrom | None, link: Link) -> OriginView | None:
    if came_from is None:
        return None
    return OriginView(came_from.year, came_from.id, came_from.reason, link(came_from.year, came_from.id))


def _places(offices: tuple[EvaluatedOffice, ...]) -> tuple[PlaceView, ...]:
    """Return the offices with one record together, in the order of the plan."""
    done = [office for office in offices if office.status.is_done]
    undone = [office for office in offices if not office.status.is_done and not office.status.is_open]
    if not done and all(office.status is not Status.NOT_COMPLETED for office in undone):
        return ()
    notes_differ = len({office.note for office in done}) > 1
    reasons_differ = len({office.reason for office in undone}) > 1
    names: dict[tuple[StatusLabel, date | None, str | None, str | None], list[str]] = {}
    for office in offices:
        note = office.note if notes_differ else None
        reason = office.reason if reasons_differ and office in undone else None
        names.setdefault((office_status(office.status), office.completed_on, note, reason), []).append(office.name)
    return tuple(PlaceView(tuple(same), *record) for record, same in names.items())


def _sections(evaluation: Evaluation, measures: dict[str, MeasureView], changes: Changes) -> tuple[SectionView, ...]:
    """Return the sections with their subsections; which rows are whose is found out in one walk."""
    rows: dict[int, list[EvaluatedMeasure]] = {}
    for row in evaluation.measures:
        rows.setdefault(id(row.placed.section), []).append(row)
        rows.setdefault(id(row.placed.subsection), []).append(row)

    def figures(part: Section | Subsection) -> PageCounts:
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
    subsection: Subsection, figures: PageCounts, measures: dict[str, MeasureView], changes: Changes
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
