"""Builds the view of an evaluated year: statement, lists, counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from csprog.evaluation.evaluator import Counts, EvaluatedMeasure, Evaluation, count
from csprog.evaluation.record_builder import due_text
from csprog.evaluation.status import EvaluatedOffice
from csprog.programme.entries import Evidence, EvidenceFile
from csprog.programme.enums import NOT_DONE_IN_YEAR, Outcome, Status
from csprog.programme.evidence import is_published
from csprog.programme.model import Proposal, Section, Subsection
from csprog.views.year.amendments import amendments_of, changes_by_anchor
from csprog.views.year.anchors import anchor
from csprog.views.year.execution_lines import achieved, when, whence, whither, why
from csprog.views.year.history import (
    CorrectionView,
    Link,
    PostponementView,
    destinations,
    origin,
    repeated,
    repetitions,
)
from csprog.views.year.model import (
    ChangeView,
    EvidenceView,
    MeasureView,
    OfficeView,
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
EvidenceLink = Callable[[str], str | None]
"""Returns the address of a file of evidence by its path, None if nothing can lead to it."""


@dataclass(frozen=True, slots=True)
class _Links:
    """What the page links to besides itself."""

    measure: Link
    evidence: EvidenceLink


def build_year(
    evaluation: Evaluation,
    link: Link = lambda _year, _id: None,
    evidence_link: EvidenceLink = lambda _file: None,
) -> YearView:
    """Return the page of an evaluated year.

    `link` finds measures of other years, `evidence_link` files of evidence.
    """
    programme, year_over = evaluation.programme, evaluation.year_over
    amendments = amendments_of(programme)
    changes = changes_by_anchor(amendments)
    rows, values = evaluation.measures, PlanValues()
    links = _Links(link, evidence_link)
    measures = {row.placed.id: _measure(row, values, changes, links) for row in rows}
    case, figures = _statement_kind(evaluation), _counts(rows)

    def views(rows: Iterable[EvaluatedMeasure]) -> tuple[MeasureView, ...]:
        return tuple(measures[row.placed.id] for row in rows)

    settled = [row for row in rows if row.outcome not in {Outcome.PENDING, Outcome.REPORTED_ELSEWHERE}]
    return YearView(
        programme=values.of(programme),
        passport=values.of(programme.passport),
        year=programme.year,
        day=evaluation.day,
        case=case,
        statement=statement(case, programme.year, evaluation.day, figures),
        supplement=supplement(case, programme, figures),
        draft=evaluation.is_draft,
        errors=evaluation.errors,
        year_over=year_over,
        figures=figures,
        sections=_sections(evaluation, measures, changes),
        quarters=_quarters(evaluation),
        statuses=_statuses(evaluation.counts, Outcome),
        amendments=amendments,
        done=views(row for row in settled if row.outcome.is_done_in_year),
        not_done=views(row for row in settled if not row.outcome.is_done_in_year),
        overdue=views(row for row in rows if row.status is Status.OVERDUE),
        unexplained=views(row for row in rows if row.lacks_reason),
        unreported=views(row for row in rows if row.lacks_result),
    )


def _statement_kind(evaluation: Evaluation) -> StatementKind:
    counts = evaluation.counts
    if evaluation.reported_elsewhere:
        return StatementKind.ELSEWHERE
    if not counts.total:
        return StatementKind.NONE
    if not evaluation.year_over:
        return StatementKind.RUNNING
    if not counts.done_in_year:
        unrecorded = any(row.is_unrecorded for row in evaluation.measures)
        return StatementKind.UNRECORDED if unrecorded else StatementKind.NOTHING
    return StatementKind.SOME if counts.not_done else StatementKind.ALL


def _counts(rows: Collection[EvaluatedMeasure]) -> PageCounts:
    counts = count(rows)
    return PageCounts(
        total=counts.total,
        done=counts.done_in_year,
        late=counts.late,
        not_done=counts.not_done,
        not_done_parts=_statuses(counts, NOT_DONE_IN_YEAR),
        in_work=counts.in_work,
        overdue=counts.statuses[Status.OVERDUE],
        unrecorded=sum(row.is_unrecorded for row in rows),
        unexplained=sum(row.lacks_reason for row in rows),
        unreported=sum(row.lacks_result for row in rows),
        share=_hundredths(counts.outcomes[Outcome.DONE], counts.total),
        late_share=_hundredths(counts.late, counts.total),
    )


def _hundredths(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _quarters(evaluation: Evaluation) -> tuple[QuarterView, ...]:
    quarters = evaluation.by_quarter()
    longest = max((len(rows) for _, rows in quarters), default=0)
    return tuple(
        QuarterView(
            label=f"{number} квартал {year}",
            figures=(figures := _counts(rows)),
            width=_hundredths(figures.total, longest),
            in_time_width=_hundredths(figures.done - figures.late, longest),
            late_width=_hundredths(figures.late, longest),
        )
        for (year, number), rows in quarters
    )


def _statuses(counts: Counts, outcomes: Iterable[Outcome]) -> tuple[StatusCount, ...]:
    """Return those of `outcomes` that occur, in their order."""
    numbers = counts.outcomes
    return tuple(StatusCount(status_of(outcome), numbers[outcome]) for outcome in outcomes if numbers[outcome])


def _measure(row: EvaluatedMeasure, values: PlanValues, changes: Changes, links: _Links) -> MeasureView:
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
        status=status_of(row.outcome),
        completed_on=row.completed_on,
        closed_on=row.closed_on,
        days_late=row.days_late,
        overdue=row.status is Status.OVERDUE,
        postponed_to=row.awaited if row.postponed and is_awaited else None,
        note=None if noted_by_office or row.is_noted_as_reason else row.note,
        reason=_reason_as_a_whole(row.outcome_reason, places),
        postponements=tuple(PostponementView(entry.on, entry.to, entry.reason) for entry in row.postponements),
        document=row.document,
        reopened=row.reopened,
        evidence=_evidence(row.evidence, links.evidence),
        corrections=tuple(CorrectionView(entry.on, entry.why) for entry in row.corrections),
        offices=tuple(
            OfficeView(office.name, office_status(office.status), office.completed_on) for office in row.offices
        ),
        places=places,
        origin=origin(row, links.measure),
        destinations=destinations(row, links.measure),
        repeats=repeated(row, links.measure),
        repetitions=repetitions(row, links.measure),
        note_for_public=placed.measure.note_for_public,
        lacks_reason=row.lacks_reason,
        lacks_result=row.lacks_result,
        changes=changes.get(anchor("m", placed.id), ()),
        proposal=values.of(placed.proposal),
        subsection=values.of(placed.subsection),
    )
    return replace(
        view, whence=whence(view), whither=whither(view), when=when(view), achieved=achieved(view), why=why(view)
    )


def _evidence(evidence: Iterable[Evidence], link: EvidenceLink) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(proof.file.rpartition("/")[2], link(proof.file))
        if isinstance(proof, EvidenceFile)
        else EvidenceView(proof, proof)
        for proof in evidence
        if is_published(proof)
    )


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
    if len({(office.status, office.closed_on, office.reason) for office in offices}) == 1 and not done:
        return ()  # the state of the measure says it of all
    for office in offices:
        note = office.note if notes_differ else None
        reason = office.reason if reasons_differ and not office.status.is_open else None
        names.setdefault((office_status(office.status), office.closed_on, note, reason), []).append(office.name)
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
        return _counts(rows.get(id(part), ()))

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
