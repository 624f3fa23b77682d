"""Shows a proposal, measure, indicator or assessment in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Column

from csprog.console.accessibility import is_accessible
from csprog.console.status_labels import onward_line, running_line, status_span, word
from csprog.console.terminal import Terminal, plain_table, styled
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.evaluation.record_builder import due_text
from csprog.formats.ledger_items import (
    assessment_heading,
    assessment_line,
    evidence_line,
    indicator_line,
    item_line,
    journal_lines,
    money,
    origin_line,
    score_lines,
    target_text,
)
from csprog.i18n import N_, Message, format_day, translate
from csprog.programme.assessments import Assessment
from csprog.programme.enums import Origin, Status, told
from csprog.programme.ledgers import PlacedIndicator
from csprog.programme.lookup import aims_by_number
from csprog.programme.model import PrintedForm, Programme, Proposal

Pair = tuple[Message, str | None]
"""A name, and what stands beside it; nothing is shown of what is empty."""
_SIGNS = {Status.NOT_COMPLETED: "✕", Status.CANCELLED: "⊘"}  # of an office that is closed but not done
_ORIGINS = {
    Origin.APPEAL: N_("customers' appeals"),
    Origin.SURVEY: N_("a survey"),
    Origin.INITIATIVE: N_("the company's own initiative"),
}


def show_measures(rows: Sequence[EvaluatedMeasure], programme: Programme) -> None:
    """Show measures of one proposal of `programme`, after the proposal itself."""
    out = Terminal()
    placed = rows[0].placed
    heading = f"{placed.section.number}. {placed.section.title} › {placed.subsection.number}. {placed.subsection.title}"
    out.print_paragraph((heading, "dim"))
    _show_proposal(out, placed.proposal, programme)
    for row in rows:
        out.line()
        _show_measure(out, row)


def show_indicators(indicators: Sequence[PlacedIndicator]) -> None:
    """Show each indicator's target, method and recorded values."""
    out = Terminal()
    for placed in indicators:
        indicator = placed.indicator
        out.print_paragraph((f"{indicator.id}  {indicator.name}, {indicator.unit}", "bold"))
        pairs = [
            (Message("belongs to"), placed.of or str(Message("the whole Programme"))),
            (Message("from–to"), target_text(indicator)),
            (Message("method"), indicator.method),
            (Message("values"), "\n".join(map(item_line, indicator.actuals))),
        ]
        print_pairs(out, pairs)


def show_assessments(assessments: Sequence[Assessment]) -> None:
    """Show each assessment's scores, note and evidence."""
    out = Terminal()
    for assessment in assessments:
        out.print_paragraph((f"{assessment.id}  {assessment_heading(assessment)}", "bold"))
        pairs = [
            (Message("recorded for"), format_day(assessment.on) if assessment.on else None),
            (Message("scores"), "\n".join(score_lines(assessment))),
            (Message("note"), assessment.note),
            (Message("evidence"), evidence_line(assessment.evidence) if assessment.evidence else None),
        ]
        print_pairs(out, pairs)


def _show_proposal(out: Terminal, proposal: Proposal, programme: Programme) -> None:
    out.print_paragraph((f"{proposal.number}  {proposal.text}", "bold"))
    print_pairs(out, proposal_pairs(proposal, programme))


def proposal_pairs(proposal: Proposal, programme: Programme) -> list[Pair]:
    """Return what a proposal says besides its words, each with its name."""
    clauses = {clause.number: clause.title for clause in programme.passport.clauses}
    assessments = {assessment.id: assessment_line(assessment) for assessment in programme.current_assessments}
    return [
        (Message("as printed"), _printed(proposal.printed)),
        (Message("remark"), proposal.remark),
        (Message("note for the public"), proposal.note_for_public),
        (Message("origin"), translate(_ORIGINS[proposal.origin]) if proposal.origin else None),
        (Message("goals"), _reference_lines(proposal.goals, aims_by_number(programme.goals))),
        (Message("tasks"), _reference_lines(proposal.tasks, aims_by_number(programme.tasks))),
        (Message("Standard"), _reference_lines(proposal.standard_clauses, clauses)),
        (Message("assessments"), _reference_lines(proposal.assessments, assessments)),
        (Message("indicators"), "\n".join(map(indicator_line, proposal.indicators))),
    ]


def _show_measure(out: Terminal, row: EvaluatedMeasure) -> None:
    measure = row.placed.measure
    out.print_paragraph((f"{row.placed.id}  ", "bold"), measure.text, "  — ", status_span(row.told))
    print_pairs(out, measure_pairs(row))  # the long values that follow don't share its columns' widths
    print_pairs(out, [(Message("offices"), "\n".join(_offices(row, in_words=is_accessible())))])
    print_pairs(out, [(Message("indicators"), "\n".join(map(indicator_line, measure.indicators)))])
    print_pairs(out, [(Message("journal"), "\n".join(journal_lines(measure.journal)))])


def measure_pairs(row: EvaluatedMeasure) -> list[Pair]:
    """Return what is known of a measure besides offices, indicators and journal, each with its name."""
    measure = row.placed.measure
    return [
        (Message("deadline"), due_text(measure)),
        (Message("postponed to"), format_day(row.awaited) if row.postponed else None),
        (Message("planned result"), measure.result),
        (Message("as printed"), _printed(measure.printed)),
        (Message("remark"), measure.remark),
        (Message("note for the public"), measure.note_for_public),
        (Message("responsible"), measure.responsible),
        (Message("previous plan"), origin_line(measure.came_from) if measure.came_from else None),
        (
            Message("carried over for"),
            str(running_line(row.years_running, row.carried_since)) if row.drags_on else None,
        ),
        (Message("carried over to"), "\n".join(str(onward_line(one)) for one in row.carried_to)),
        (Message("repeated in"), "\n".join(str(onward_line(one, repeated=True)) for one in row.repeated_to)),
        (Message("digital service"), _yes_or_no(flag=measure.digital)),
        (Message("every year"), _yes_or_no(flag=measure.recurring)),
        (Message("funding"), _funding(row)),
        (Message("completed on"), format_day(row.completed_on) if row.completed_on else None),
        (Message("actual result"), row.note),
        (Message("reason"), row.outcome_reason or row.reason),
        (Message("document"), row.document),
        (Message("evidence"), "\n".join(map(evidence_line, row.evidence))),
    ]


def print_pairs(out: Terminal, pairs: Sequence[Pair]) -> None:
    """Print names and values side by side, but for values that are not given."""
    longest = max(16, len(str(Message("actual result"))))  # so that tables of one measure line up
    table = plain_table(Column(no_wrap=True, min_width=longest), Column())
    out.print_table(table, [(styled((str(name), "dim")), styled(value)) for name, value in pairs if value])


def _reference_lines(names: Sequence[str], texts: Mapping[str, str]) -> str:
    """Return a line for each reference: its name and its text, if there is one."""
    return "\n".join(f"{name}  {texts.get(name, '')}".rstrip() for name in names)


def _yes_or_no(*, flag: bool | None) -> str | None:
    return None if flag is None else translate(N_("yes") if flag else N_("no"))


def _funding(row: EvaluatedMeasure) -> str | None:
    """Return planned and spent sums and the source; None if none is given."""
    funding = row.placed.measure.funding
    parts = []
    if funding and funding.planned is not None:
        parts.append(Message("planned {sum}", sum=money(funding.planned)))
    if row.spent is not None:
        parts.append(Message("spent {sum}", sum=money(row.spent)))
    if funding and funding.source:
        parts.append(Message("from: {source}", source=funding.source))
    return "; ".join(map(str, parts)) or None


def _offices(row: EvaluatedMeasure, *, in_words: bool) -> Iterator[str]:
    for office in row.offices:
        if in_words:  # a sign is not read aloud
            day = f" {format_day(office.closed_on)}" if office.closed_on else ""
            yield f"{office.name}: {word(told(office.status, office.outcome))}{day}"
        elif office.closed_on:
            sign = _SIGNS.get(office.status, "✓")
            yield f"{sign} {office.name}: {format_day(office.closed_on)}"
        else:
            yield f"○ {office.name}"


def _printed(printed: PrintedForm | None) -> str:
    """Return the document's own spelling of values that were normalised."""
    if printed is None:
        return ""
    lines = [text or str(Message("(nothing)")) for text in (printed.number, printed.due) if text is not None]
    return "\n".join([*lines, *(f"{name}: {text}" for name, text in printed.offices.items())])
