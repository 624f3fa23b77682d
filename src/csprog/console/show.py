"""One proposal or measure, with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from csprog.console.screen import entry_line, origin_line, screen, standing_text
from csprog.language import Message, show_date
from csprog.programme.records import due_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from csprog.programme.evaluation import Row
    from csprog.programme.model import PrintedForm, Proposal


def show_measures(rows: Sequence[Row]) -> None:
    """Show measures of one proposal, the proposal first."""
    console = screen()
    placed = rows[0].placed
    where = f"{placed.section.number}. {placed.section.title} › {placed.subsection.number}. {placed.subsection.title}"
    console.print(Text(where, style="dim"))
    _show_proposal(console, placed.proposal)
    for row in rows:
        console.print()
        _show_measure(console, row)


def _show_proposal(console: Console, proposal: Proposal) -> None:
    console.print(Text(f"{proposal.number}  {proposal.text}", style="bold"))
    pairs = [
        (Message("printed"), _printed(proposal.printed)),
        (Message("remark"), proposal.remark),
        (Message("goals"), ", ".join(proposal.goals)),
        (Message("Standard"), ", ".join(proposal.standard_clauses)),
        (Message("assessments"), ", ".join(proposal.assessments)),
    ]
    _show_pairs(console, pairs)


def _show_measure(console: Console, row: Row) -> None:
    measure, how = row.placed.measure, row.stand
    console.print(Text.assemble((f"{row.placed.id}  ", "bold"), measure.text, "  — ", standing_text(how.standing)))
    awaited = show_date(how.awaited) if how.postponed else None
    completed = show_date(how.completed_on) if how.completed_on else None
    pairs = [
        (Message("deadline"), due_text(measure)),
        (Message("awaited by"), awaited),
        (Message("planned result"), measure.result),
        (Message("printed"), _printed(measure.printed)),
        (Message("remark"), measure.remark),
        (Message("responsible"), measure.responsible),
        (Message("came from"), origin_line(measure.carried_from) if measure.carried_from else None),
        (Message("completed on"), completed),
        (Message("achieved"), how.note),
        (Message("reason"), row.reason or how.reason),
        (Message("evidence"), "\n".join(how.evidence)),
    ]
    _show_pairs(console, pairs)
    _show_pairs(console, [(Message("offices"), "\n".join(_offices(row)))])
    _show_pairs(console, [(Message("journal"), "\n".join(entry_line(entry) for entry in measure.journal))])


def _show_pairs(console: Console, pairs: Sequence[tuple[Message, str | None]]) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True, min_width=16)
    table.add_column()
    for name, value in pairs:
        if value:
            table.add_row(Text(str(name)), Text(value))
    if table.row_count:
        console.print(Padding(table, (0, 0, 0, 2)))


def _offices(row: Row) -> Iterator[str]:
    for office in row.stand.offices:
        if office.completed_on:
            yield f"✓ {office.name}: {show_date(office.completed_on)}"
        elif office.failed_on:
            yield f"✕ {office.name}: {show_date(office.failed_on)}"
        else:
            yield f"○ {office.name}"


def _printed(printed: PrintedForm | None) -> str:
    """Return what the document prints in place of the values that were normalised."""
    if printed is None:
        return ""
    lines = [text or str(Message("(nothing)")) for text in (printed.number, printed.due) if text is not None]
    return "\n".join([*lines, *(f"{name}: {text}" for name, text in printed.offices.items())])
