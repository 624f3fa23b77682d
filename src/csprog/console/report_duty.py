"""Puts the report that a year owes into words: days left, missing texts, command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csprog.console.terminal import Terminal, show_note
from csprog.evaluation.report_duty import MissingTexts, ReportDuty
from csprog.formats.visible import one_line
from csprog.i18n import Message
from csprog.portfolio.summaries import PlanSummary


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One of many plans, and the report that it owes."""

    plan: PlanSummary
    duty: ReportDuty


def show_owed_reports(owed: Sequence[OwedReport]) -> None:
    """Show a line for each report owed by one of many plans, the oldest first."""
    if not owed:
        return
    out = Terminal()
    out.line()
    out.print_paragraph((Message("Reports not published yet: {count}", count=len(owed)), "bold"))
    for report in sorted(owed, key=lambda one: (one.duty.year, one.plan.organisation, one.plan.path)):
        words, style = duty_span(report.duty)
        name = one_line(f"  {report.plan.organisation}, {report.duty.year}: ")
        out.print_line(name, (words, style), (f"  {one_line(report.plan.path)}", "dim"))


def show_duty(duty: ReportDuty) -> None:
    """Show how the report of an ended year stands, and the command that makes it."""
    out = Terminal()
    words, style = duty_span(duty)
    out.print_paragraph((Message("Report for {year}: {state}", year=duty.year, state=words), style))
    if duty.is_owed:
        out.print_line(f"  csprog publish --year {duty.year} --final")
    out.line()


def duty_span(duty: ReportDuty) -> tuple[Message, str]:
    """Return the state of a report in words, with the colour of its urgency."""
    if duty.days_left is None:
        return Message("published on {day}", day=duty.published_on), "green"
    style = "bold red" if duty.days_left < 0 else "bold yellow"
    return Message("{time}; {lacking}", time=_time(duty, duty.days_left), lacking=_lacking(duty)), style


def show_other_year(reported: int, begun: int) -> None:
    """Say why a command took an ended year rather than the newest begun."""
    if reported != begun:
        show_note(
            Message(
                "using the plan of {year}, whose report is not published yet; for {begun} add {option}",
                year=reported,
                begun=begun,
                option=f"--year {begun}",
            )
        )


def _time(duty: ReportDuty, days: int) -> Message:
    if days < 0:
        return Message(
            "{count} day late, it was due on {day}", "{count} days late, it was due on {day}", count=-days, day=duty.due
        )
    if days == 0:
        return Message("the last day is today, {day}", day=duty.due)
    return Message("{count} day left until {day}", "{count} days left until {day}", count=days, day=duty.due)


def _lacking(duty: ReportDuty) -> Message:
    """Return what stands between the year and its final publication."""
    if duty.errors:
        return Message(
            "its plan has {count} error: see csprog validate",
            "its plan has {count} errors: see csprog validate",
            count=duty.errors,
        )
    texts = _texts(duty.missing) if duty.missing else []
    if not texts:
        return Message("nothing is missing")
    return Message(
        "missing: {texts}",
        texts=texts[0] if len(texts) == 1 else Message("{one} and {other}", one=texts[0], other=texts[1]),
    )


def _texts(missing: MissingTexts) -> list[Message]:
    reasons = Message("{count} reason", "{count} reasons", count=missing.reasons)
    results = Message("{count} result", "{count} results", count=missing.results)
    return [text for text, count in ((reasons, missing.reasons), (results, missing.results)) if count]
