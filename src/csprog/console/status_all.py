"""Shows the status of all plans of a tree: a row a plan, and the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from rich.table import Column, Table
from rich.text import Text

from csprog.console.status_labels import STYLES
from csprog.console.terminal import Span, Terminal, plain_table, styled
from csprog.evaluation.report_duty import Publication, YearPublication
from csprog.formats.visible import one_line
from csprog.i18n import Message
from csprog.portfolio.missing_plans import MissingPlan
from csprog.portfolio.summaries import PlanSummary
from csprog.programme.enums import Status

_WIDEST_NAME = 44  # columns of a terminal
_ROOM_FOR_PATHS = 110  # columns, below which a path is put under the plan's name
_UNLIMITED_WIDTH = 10_000  # columns; in a pipe every plan is one line


def show_portfolio(lines: Sequence[PlanSummary], total: PlanSummary, day: date) -> None:
    """Show a row for each plan, in the order given, and their total."""
    plans = Message("{count} plan", "{count} plans", count=len(lines))
    out = Terminal()
    out.width = out.width if out.watched else _UNLIMITED_WIDTH
    out.print_paragraph((Message("{plans} · as of {day}", plans=plans, day=day), "bold"))
    out.line()
    cells = _block if out.narrow else partial(_row, path_below=out.width < _ROOM_FOR_PATHS)
    out.print_table(_table(out), [cells(line) for line in lines], cells(total, "bold"))


def _table(out: Terminal) -> Table:
    """Return an empty table, in which names and paths wrap, and numbers don't."""
    if out.narrow:
        return plain_table(Column())
    *counts, published = map(str, _headings())
    numbers = [*(Column(name, no_wrap=True, justify="right") for name in counts), Column(published, justify="right")]
    names = Column(max_width=_WIDEST_NAME if out.watched else None, overflow="fold")
    paths = [] if out.width < _ROOM_FOR_PATHS else [Column(overflow="fold")]
    return plain_table(names, Column(no_wrap=True), *numbers, *paths, headed=True)


def _headings() -> tuple[Message, ...]:
    return Message("overdue"), Message("due soon"), Message("completed"), Message("report published")


def _numbers(line: PlanSummary, style: str) -> tuple[Span, ...]:
    """Return counts and publication in the order of `_headings`, urgent ones in colour."""
    return (
        (str(line.overdue), style or (STYLES[Status.OVERDUE] if line.overdue else "")),
        (str(line.due_soon), style or (STYLES[Status.DUE_SOON] if line.due_soon else "")),
        (Message("{done} of {total}", done=line.done, total=line.total), style),
        _publication_span(line.publication),
    )


def _publication_span(publication: YearPublication | None) -> Span:
    """Return the day of a report's publication, or what there is instead; late ones in colour."""
    if publication is None:
        return ""
    late = "bold red" if publication.late else ""
    match publication.state:
        case Publication.FINAL if publication.late:
            return Message("{day}, late", day=f"{publication.published_on:%d.%m.%Y}"), "yellow"
        case Publication.FINAL:
            return f"{publication.published_on:%d.%m.%Y}", "green"
        case Publication.DRAFT:
            return Message("draft"), late
    return Message("no"), late


def _row(line: PlanSummary, style: str = "", *, path_below: bool) -> tuple[Text, ...]:
    name, path = _name(line, style), (one_line(line.path), "dim")
    names = styled(name, "\n", path) if path_below and line.path else styled(name)
    paths = [] if path_below else [styled(path)]
    year = styled((str(line.year or ""), style))
    return names, year, *(styled(number) for number in _numbers(line, style)), *paths


def _block(line: PlanSummary, style: str = "") -> tuple[Text]:
    """Return a plan as one cell of several lines, for a narrow terminal."""
    year = (f" · {line.year}\n" if line.year else "\n", style)
    counts: list[Span] = []
    for heading, number in zip(_headings(), _numbers(line, style), strict=True):
        if styled(number).plain:
            counts += (f"{', ' if counts else ''}{heading}: ", style), number
    return (styled(_name(line, style), year, *counts, (f"\n{one_line(line.path)}" if line.path else "", "dim")),)


def _name(line: PlanSummary, style: str) -> Span:
    return one_line(line.organisation or Message("Total")), style


def show_missing_plans(missing: Sequence[MissingPlan]) -> None:
    """Name the companies that have no plan of a year though others have."""
    if not missing:
        return
    out = Terminal()
    out.line()
    out.print_paragraph((Message("Missing plans: {count}", count=len(missing)), "bold red"))
    for plan in missing:
        folder = (f"  {one_line(plan.folder)}", "dim") if plan.organisation else ""
        out.print_line(one_line(f"  {plan.organisation or plan.folder}, {plan.year}"), folder)


def show_faults(faults: Mapping[str, Message]) -> None:
    """Name on standard error the plans that could not be counted, and why."""
    out = Terminal(errors=True)
    for path, message in sorted(faults.items()):
        out.print_line((one_line(f"{path}: {message}"), "red"))
    if faults:
        summary = Message(
            "{count} plan could not be evaluated: see csprog validate",
            "{count} plans could not be evaluated: see csprog validate",
            count=len(faults),
        )
        out.print_line((summary, "bold red"))
