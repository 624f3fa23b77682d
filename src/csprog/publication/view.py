"""What the templates may use: a year's evaluation in words and in order, with nothing left to count or compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.programme.evaluation import Outcome
from csprog.programme.records import due_text

if TYPE_CHECKING:
    from datetime import date

    from csprog.programme.evaluation import Evaluation, Row, Tally
    from csprog.programme.model import Passport, Programme, Proposal, Section, Subsection

GLYPHS = {
    Outcome.DONE: "✓",
    Outcome.DONE_LATE: "✓",
    Outcome.DONE_AFTER_YEAR: "↷",
    Outcome.PARTLY_DONE: "◐",
    Outcome.NOT_DONE: "✕",
    Outcome.POSTPONED: "→",
    Outcome.CANCELLED: "⊘",
    Outcome.PENDING: "○",
}
WORDS = {
    Outcome.DONE: "Выполнено",
    Outcome.DONE_LATE: "Выполнено с опозданием",
    Outcome.DONE_AFTER_YEAR: "Выполнено после окончания года",
    Outcome.PARTLY_DONE: "Выполнено частично",
    Outcome.NOT_DONE: "Не выполнено",
    Outcome.POSTPONED: "Перенесено",
    Outcome.CANCELLED: "Исключено",
    Outcome.PENDING: "Причина не указана",
}
IN_WORK = "В работе"


@dataclass(frozen=True, slots=True)
class Status:
    """A status as a word, a glyph and a class name for its colour (`done`, `not-done`, …)."""

    word: str
    glyph: str
    css: str


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office of a measure and what is recorded of it."""

    name: str
    status: Status
    completed_on: date | None
    note: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One row of the plan as the page shows it. `anchor` is its permalink's target (m-1-2-2-1)."""

    id: str
    anchor: str
    text: str
    due_text: str
    result: str
    status: Status
    completed_on: date | None
    days_late: int
    awaited: date
    postponed: bool
    note: str | None
    reason: str | None
    evidence: tuple[str, ...]
    offices: tuple[OfficeView, ...]
    remark: str | None
    lacks_reason: bool
    lacks_result: bool
    proposal: Proposal
    subsection: Subsection


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with its measures; `number` as the document prints it («без номера» where it prints none)."""

    anchor: str
    number: str
    text: str
    remark: str | None
    measures: tuple[MeasureView, ...]


@dataclass(frozen=True, slots=True)
class SubsectionView:
    """A subsection: one table of the page."""

    anchor: str
    number: str
    title: str
    remark: str | None
    proposals: tuple[ProposalView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its subsections and its count."""

    anchor: str
    number: str
    title: str
    tally: Tally
    subsections: tuple[SubsectionView, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year's page. `case` is which statement clause 1.3 asks for: none, running, nothing, some or all."""

    programme: Programme
    passport: Passport
    year: int
    day: date
    case: str
    draft: bool
    year_over: bool
    tally: Tally
    sections: tuple[SectionView, ...]
    done: tuple[MeasureView, ...]
    not_done: tuple[MeasureView, ...]
    lacking: tuple[MeasureView, ...]


def view(evaluation: Evaluation) -> YearView:
    """Return the page of an evaluated year."""
    programme = evaluation.programme
    measures = {row.placed.id: _measure(row, year_over=evaluation.year_over) for row in evaluation.rows}
    rows = evaluation.rows
    return YearView(
        programme=programme,
        passport=programme.passport,
        year=programme.year,
        day=evaluation.day,
        case=_case(evaluation),
        draft=evaluation.is_draft,
        year_over=evaluation.year_over,
        tally=evaluation.total,
        sections=tuple(_section(section, tally, measures) for section, tally in evaluation.by_section()),
        done=tuple(measures[row.placed.id] for row in rows if row.outcome.is_done_in_year),
        not_done=tuple(measures[row.placed.id] for row in rows if not row.outcome.is_done_in_year),
        lacking=tuple(measures[row.placed.id] for row in evaluation.lacking()),
    )


def anchor(prefix: str, number: str) -> str:
    """Return the page's anchor of a number: m-1-2-2-1."""
    return f"{prefix}-{number.replace('.', '-')}"


def _case(evaluation: Evaluation) -> str:
    tally = evaluation.total
    if not tally.total:
        return "none"
    if not evaluation.year_over:
        return "running"
    if not tally.done_in_year:
        return "nothing"
    return "some" if tally.not_done_in_year else "all"


def _measure(row: Row, *, year_over: bool) -> MeasureView:
    placed, how = row.placed, row.stand
    return MeasureView(
        id=placed.id,
        anchor=anchor("m", placed.id),
        text=placed.measure.text,
        due_text=due_text(row.placed.measure),
        result=placed.measure.result,
        status=_status(row.outcome, year_over=year_over),
        completed_on=how.completed_on,
        days_late=how.days_late,
        awaited=how.awaited,
        postponed=how.postponed,
        note=how.note,
        reason=row.reason,
        evidence=how.evidence,
        offices=tuple(
            OfficeView(o.name, _office_status(o.completed_on, o.failed_on), o.completed_on, o.note, o.reason)
            for o in how.offices
        ),
        remark=placed.measure.remark,
        lacks_reason=year_over and row.lacks_reason,
        lacks_result=row.lacks_result,
        proposal=placed.proposal,
        subsection=placed.subsection,
    )


def _status(outcome: Outcome, *, year_over: bool) -> Status:
    if outcome is Outcome.PENDING and not year_over:
        return Status(IN_WORK, GLYPHS[outcome], "in-work")
    return Status(WORDS[outcome], GLYPHS[outcome], outcome.value)


def _office_status(completed_on: date | None, failed_on: date | None) -> Status:
    if completed_on:
        return Status("выполнено", GLYPHS[Outcome.DONE], "done")
    if failed_on:
        return Status("не выполнено", GLYPHS[Outcome.NOT_DONE], "not-done")
    return Status("нет данных", GLYPHS[Outcome.PENDING], "pending")


def _section(section: Section, tally: Tally, measures: dict[str, MeasureView]) -> SectionView:
    subsections = tuple(_subsection(subsection, measures) for subsection in section.subsections)
    return SectionView(anchor("s", section.number), _heading_number(section), section.title, tally, subsections)


def _subsection(subsection: Subsection, measures: dict[str, MeasureView]) -> SubsectionView:
    proposals = tuple(_proposal(proposal, measures) for proposal in subsection.proposals)
    number = _heading_number(subsection)
    return SubsectionView(anchor("s", subsection.number), number, subsection.title, subsection.remark, proposals)


def _proposal(proposal: Proposal, measures: dict[str, MeasureView]) -> ProposalView:
    printed = proposal.printed.number if proposal.printed else None
    number = proposal.number if printed is None else printed or "без номера"
    rows = tuple(measures[f"{proposal.number}.{place}"] for place in range(1, len(proposal.measures) + 1))
    return ProposalView(anchor("p", proposal.number), number, proposal.text, proposal.remark, rows)


def _heading_number(part: Section | Subsection) -> str:
    """Return a heading's number as printed: with a point at its end unless the document left it out."""
    printed = part.printed.number if part.printed else None
    return f"{part.number}." if printed is None else printed
