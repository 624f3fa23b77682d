"""Puts statuses of measures into words, colours and bars."""

from __future__ import annotations

from csprog.console.terminal import Span
from csprog.evaluation.continuation import Continuation
from csprog.i18n import Message, format_day
from csprog.programme.enums import Outcome, Status, told, told_name

BAR_WIDTH = 24
STYLES: dict[Status | Outcome, str] = {
    Status.PLANNED: "",
    Status.DUE_SOON: "yellow",
    Status.PARTLY_COMPLETED: "cyan",
    Status.OVERDUE: "bold red",
    Status.COMPLETED: "green",
    Status.COMPLETED_LATE: "green",
    Status.NOT_COMPLETED: "magenta",
    Status.CANCELLED: "dim",
    Status.CARRIED_OVER: "cyan",
    Status.REPORTED_ELSEWHERE: "dim",
    Outcome.DONE: "green",
    Outcome.DONE_LATE: "green",
    Outcome.DONE_AFTER_YEAR: "yellow",
    Outcome.PARTLY_DONE: "magenta",
    Outcome.NOT_DONE: "magenta",
    Outcome.POSTPONED: "cyan",
    Outcome.CANCELLED: "dim",
}


def word(value: Status | Outcome) -> str:
    """Return the name of a status or an outcome in the chosen language."""
    return str(told_name(value))


def status_span(value: Status | Outcome) -> Span:
    """Return the name of a status or an outcome in its colour."""
    return word(value), STYLES[value]


def onward_line(one: Continuation, *, repeated: bool = False) -> Message:
    """Return where a measure went on to, or was repeated, and what became of it there."""
    if one.standing is Status.CARRIED_OVER and not repeated:
        return Message("carried over to {year}, {id}", year=one.year, id=one.id)
    state = word(told(one.standing, one.outcome))
    if one.completed_on:
        state = f"{state} {format_day(one.completed_on)}"
    elif one.standing.is_open:
        state = str(Message("{state}, due {deadline}", state=state, deadline=one.due_text))
    if repeated:
        return Message("repeated in {year}, {id} ({state})", year=one.year, id=one.id, state=state)
    return Message("carried over to {year}, {id} ({state})", year=one.year, id=one.id, state=state)


def running_line(years: int, since: int | None) -> Message:
    """Return for how many years a measure has been carried on."""
    return Message("{count} years in a row, since {year}", count=years, year=since)


def bar(done: int, total: int) -> tuple[Span, Span]:
    """Return a bar of two parts: done and the rest."""
    full = round(BAR_WIDTH * done / total) if total else 0
    return ("█" * full, "green"), ("░" * (BAR_WIDTH - full), "dim")
