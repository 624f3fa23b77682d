"""Shows the measures of a plan, or of a part of it, by subsection."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.details import print_pairs
from csprog.console.status import counts_text, print_rows, print_title
from csprog.console.terminal import Terminal
from csprog.evaluation.groups import grouped
from csprog.evaluation.records import MeasureRecord, YearRecord
from csprog.formats.visible import one_line
from csprog.i18n import Message
from csprog.programme.lookup import PlanPart
from csprog.programme.model import Programme, Section, Subsection
from csprog.views.report.labels import word


def show_list(overview: YearRecord, measures: Sequence[MeasureRecord], programme: Programme, *, offices: bool) -> None:
    """Show `measures` under the headings of their subsections, then their counts.

    `offices` names those where work remains.
    """
    out = Terminal()
    print_title(out, overview)
    headings = {part.number: _heading(section, part) for section in programme.sections for part in section.subsections}
    for number, members in grouped(measures, lambda measure: (measure.subsection,)):
        out.line()
        out.print_paragraph((headings[number], "dim"))
        print_rows(out, members, offices=offices)
    out.line()
    out.print_paragraph((counts_text(measures), "bold"))


def show_part(part: PlanPart, measures: Sequence[MeasureRecord]) -> None:
    """Show a section or a subsection: its subsections with their proposals, then the counts of its `measures`."""
    out = Terminal()
    by_proposal = dict(grouped(measures, lambda measure: (measure.proposal,)))
    for subsection in part.subsections:
        out.print_paragraph((_heading(part.section, subsection), "bold"))
        _show_remarks(out, subsection)
        for proposal in subsection.proposals:
            out.line()
            out.print_paragraph((f"{proposal.number}  {one_line(proposal.text)}", "dim"))
            print_rows(out, by_proposal.get(proposal.number, ()))
        out.line()
    out.print_paragraph((counts_text(measures), "bold"))


def _show_remarks(out: Terminal, subsection: Subsection) -> None:
    """Show whom a subsection serves, by which channel, and what is remarked of it."""
    pairs = [
        (Message("audience"), subsection.audience and word(subsection.audience)),
        (Message("channel"), subsection.channel and word(subsection.channel)),
        (Message("remark"), subsection.remark),
        (Message("note for the public"), subsection.note_for_public),
    ]
    print_pairs(out, pairs)


def _heading(section: Section, subsection: Subsection) -> str:
    """Return the headings above a subsection's measures in one line."""
    return one_line(f"{section.number}. {section.title} › {subsection.number}. {subsection.title}")
