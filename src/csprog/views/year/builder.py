"""Builds the view of an evaluated year: statement, lists, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation, count
from csprog.evaluation.record_builder import due_text
from csprog.evaluation.status import EvaluatedOffice
from csprog.programme.entries import Evidence, EvidenceFile
from csprog.programme.enums import Outcome, Status
from csprog.programme.evidence import is_published
from csprog.programme.model import CarriedFrom, Proposal, Section, Subsection
from csprog.views.year.amendments import amendments_of, changes_by_anchor
from csprog.views.year.anchors import anchor
from csprog.views.year.execution_lines import achieved, when, whence, why
from csprog.views.year.model import (
    ChangeView,
    CorrectionView,
    EvidenceView,
    MeasureView,
    OfficeView,
    OriginView,
    PageCounts,
    PlaceView,
    ProposalView,
    QuarterView,
    SectionView,
    StatementKind,
    StatusCount,
    SubsectionView,
    YearView,
)
from csprog.views.year.plan_values import PlanValues
from csprog.views.year.statement import statement, supplement
from csprog.views.year.status_labels import StatusLabel, office_status, status_of

Changes = dict[str, tuple[ChangeView, ...]]
Link = Callable[[int, str], str | None]
"""Returns the address of a measure by its year and id, None if it has no page."""


EvidenceLink = Callable[[str], str | None]
"""Returns the address of a file of evidence by its path, None if nothing can lead to it."""


def build_year(
    evaluation: Evaluation, link: Link = lambda _year, _id: None, evidence_link: EvidenceLink = lambda _file: None
) -> YearView:
    """Return the page of an evaluated year.

    `link` finds measures of earlier years, `evidence_link` files of evidence.
    """
    programme, year_over = evaluation.programme, evaluation.year_over
    amendments = amendments_of(programme)
    changes = changes_by_anchor(amendments)
    rows, values = evaluation.measures, PlanValues()
    measures = {row.placed.id: _measure(row, values, changes, link, evidence_link) for row in rows}
    case, figures = _statement_kind(evaluation), _counts(rows, year_over=year_over)

    def views(rows: Iterable[EvaluatedMeasure]) -> tuple[MeasureView, ...]:
        return tuple(measures[row.placed.id] for row in rows)

    settled = [row for row in rows if year_over or row.outcome is not Outcome.PENDING]
    return YearView(
        programme=values.of(programme),
        passport=values.of(programme.passport),
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
        done=views(row for row in settled if row.outcome.is_done_in_year),
        not_done=views(row for row in settled if not row.outcome.is_done_in_year),
        overdue=views(row for row in rows if row.status is Status.OVERDUE),
        unexplained=views(row for row in rows if row.lacks_reason),
        unreported=views(row for row in rows if row.lacks_result),
    )


def _statement_kind(evaluation: Evaluation) -> StatementKind:
    counts = evaluation.counts
    if not counts.total:
        return StatementKind.NONE
    if not evaluation.year_over:
        return StatementKind.RUNNING
    if not counts.done_in_year:
        return StatementKind.NOTHING
    return StatementKind.SOME if counts.not_done_in_year else StatementKind.ALL


def _counts(rows: Collection[EvaluatedMeasure], *, year_over: bool) -> PageCounts:
    counts = count(rows)
    late = counts.outcomes[Outcome.DONE_LATE]
    in_work = 0 if year_over else counts.outcomes[Outcome.PENDING]
    return PageCounts(
        total=counts.total,
        done=counts.done_in_year,
        late=late,
        not_done=counts.not_done_in_year - in_work,
        in_work=in_work,
        overdue=counts.statuses[Status.OVERDUE],
        unexplained=sum(row.lacks_reason for row in rows),
        unreported=sum(row.lacks_result for row in rows),
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
            figures=(figures := _counts(rows, year_over=evaluation.year_over)),
            width=_hundredths(figures.total, longest),
            in_time_width=_hundredths(figures.done - figures.late, longest),
            late_width=_hundredths(figures.late, longest),
        )
        for (year, number), rows in quarters
    )


def _statuses(measures: Collection[MeasureView]) -> tuple[StatusCount, ...]:
    """Return the statuses that occur, in the order of `Outcome`, one for each word."""
    counts = Counter(measure.status.group for measure in measures)
    labels = {measure.status.group: measure.status for measure in measures}
    order = [*(outcome.value for outcome in Outcome), "in-work"]
    return tuple(StatusCount(labels[group], counts[group]) for group in order if group in labels)


def _measure(
    row: EvaluatedMeasure, values: PlanValues, changes: Changes, link: Link, evidence_link: EvidenceLink
) -> MeasureView:
    placed = row.placed
    is_awaited = row.outcome in {Outcome.PENDING, Outcome.POSTPONED} or row.status.is_open
    places = _places(row.offices)
    noted_by_office = any(place.note for place in places)
    view = MeasureView(
        id=placed.id,
        anchor=anchor("m", placed.id),
        text=placed.measure.text,
        due_text=due_text(placed.measure),
        result=placed.measure.result,
        status=status_of(row.outcome, year_over=row.year_over),
        completed_on=row.completed_on,
        days_late=row.days_late,
        overdue=row.status is Status.OVERDUE,
        postponed_to=row.awaited if row.postponed and is_awaited else None,
        note=None if noted_by_office or row.is_noted_as_reason else row.note,
        reason=_reason_as_a_whole(row.outcome_reason, places),
        reason_so_far=row.reason if row.status.is_open and row.postponed and not row.outcome_reason else None,
        document=row.document,
        reopened=row.reopened,
        evidence=_evidence(row.evidence, evidence_link),
        corrections=tuple(CorrectionView(entry.on, entry.why) for entry in row.corrections),
        offices=tuple(
            OfficeView(office.name, office_status(office.status), office.completed_on) for office in row.offices
        ),
        places=places,
        origin=_origin(placed.measure.carried_from, link),
        note_for_public=placed.measure.note_for_public,
        lacks_reason=row.lacks_reason,
        lacks_result=row.lacks_result,
        changes=changes.get(anchor("m", placed.id), ()),
        proposal=values.of(placed.proposal),
        subsection=values.of(placed.subsection),
    )
    return replace(view, whence=whence(view), when=when(view), achieved=achieved(view), why=why(view))


def _evidence(evidence: Iterable[Evidence], link: EvidenceLink) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(proof.file.rpartition("/")[2], link(proof.file))
        if isinstance(proof, EvidenceFile)
        else EvidenceView(proof, proof)
        for proof in evidence
        if is_published(proof)
    )


def _origin(came_from: CarriedFrom | None, link: Link) -> OriginView | None:
    if came_from is None:
        return None
    return OriginView(came_from.year, came_from.id, came_from.reason, link(came_from.year, came_from.id))


def _places(offices: tuple[EvaluatedOffice, ...]) -> tuple[PlaceView, ...]:
    """Return the offices grouped by record, in the order of the plan."""
    done = [office for office in offices if office.status.is_done]
    undone = [office for office in offices if not office.status.is_done and not office.status.is_open]
    if not done and all(office.status is not Status.NOT_COMPLETED for office in undone):
        return ()
    notes_differ = len({office.note for office in done}) > 1
    explained = offices if any(office.reason for office in done) else undone
    reasons_differ = len({office.reason for office in explained}) > 1
    names: dict[tuple[StatusLabel, date | None, str | None, str | None], list[str]] = {}
    for office in offices:
        note = office.note if notes_differ else None
        reason = office.reason if reasons_differ and not office.status.is_open else None
        names.setdefault((office_status(office.status), office.completed_on, note, reason), []).append(office.name)
    return tuple(PlaceView(tuple(same), *record) for record, same in names.items())


def _reason_as_a_whole(reason: str | None, places: tuple[PlaceView, ...]) -> str | None:
    """Return the reason of the whole measure, None if those of its offices say it all."""
    by_office = {paragraph for place in places for paragraph in (place.reason or "").split("\n")}
    return None if reason is None or by_office.issuperset(reason.split("\n")) else reason


def _sections(evaluation: Evaluation, measures: dict[str, MeasureView], changes: Changes) -> tuple[SectionView, ...]:
    """Return the sections with their subsections."""
    rows: dict[int, list[EvaluatedMeasure]] = {}  # by identity: the hash of a section covers all of it
    for row in evaluation.measures:
        rows.setdefault(id(row.placed.section), []).append(row)
        rows.setdefault(id(row.placed.subsection), []).append(row)

    def figures(part: Section | Subsection) -> PageCounts:
        return _counts(rows.get(id(part), ()), year_over=evaluation.year_over)

    return tuple(
        SectionView(
            anchor=anchor("s", section.number),
            number=_heading_number(section),
            title=section.title,
            note_for_public=section.note_for_public,
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
        note_for_public=subsection.note_for_public,
        changes=changes.get(anchor("s", subsection.number), ()),
        figures=figures,
        proposals=tuple(_proposal(proposal, measures, changes) for proposal in subsection.proposals),
    )


def _proposal(proposal: Proposal, measures: dict[str, MeasureView], changes: Changes) -> ProposalView:
    printed = proposal.printed.number if proposal.printed else None
    number = proposal.number if printed is None else printed or "без номера"
    rows = tuple(measures[f"{proposal.number}.{index}"] for index in range(1, len(proposal.measures) + 1))
    target = anchor("p", proposal.number)
    return ProposalView(target, number, proposal.text, proposal.note_for_public, changes.get(target, ()), rows)


def _heading_number(part: Section | Subsection) -> str:
    """Return a heading's number as printed, by default with a point at its end."""
    printed = part.printed.number if part.printed else None
    return f"{part.number}." if printed is None else printed
