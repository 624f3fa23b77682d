"""Shows the files that were published, and the texts that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from csprog.console.terminal import Terminal, show_note
from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.report_duty import report_due
from csprog.i18n import Message
from csprog.operations.site_years import Departure, changed_message
from csprog.programme.corrections import correct_command, typed_name, valid_entries
from csprog.store.paths import shown_path


def show_published(paths: Iterable[str]) -> None:
    """Name the files that were written."""
    out = Terminal()
    for path in paths:
        out.print_line(path)


def show_removed(paths: Iterable[str]) -> None:
    """Name the files of evidence that are published no longer."""
    for path in paths:
        show_note(Message("removed, since it is no longer published: {path}", path=path))


def show_no_address() -> None:
    """Say that feed and sitemap were left out for lack of an address."""
    show_note(Message("no feed and no sitemap: give published_at or site in the passport (an address without “?”)"))


def show_recorded(path: str) -> None:
    """Say where a publication for good is recorded."""
    show_note(Message("recorded in {path}; commit it: it keeps the report as it was published", path=path), "green")


def show_taken_over(paths: Iterable[str]) -> None:
    """Name the records that lay in the site only until now."""
    for path in paths:
        show_note(Message("moved from the site: the record of the final report, {path}; commit it", path=path))


def show_absent(years: Iterable[int]) -> None:
    """Name the years published for good whose pages are not in the site here."""
    for year in years:
        show_note(
            Message(
                "the index lists {year}, whose page is not in this folder; rebuild it: {command}",
                year=year,
                command=f"csprog publish --year {year}",
            )
        )


def show_departures(departures: Mapping[int, Departure], folder: Path) -> None:
    """Name the years that the index tells of by their records alone, and what to do.

    `folder` is that of the plans.
    """
    for year, departure in departures.items():
        show_note(_departure(year, departure, shown_path(folder / f"{year}.yaml")), "yellow")


def _departure(year: int, departure: Departure, path: str) -> Message:
    match departure:
        case Departure.GONE:
            return Message(
                "the index shows the final report for {year}, but its plan is gone; find it: git log -- {path}",
                year=year,
                path=path,
            )
        case Departure.UNREADABLE:
            return Message(
                "the index shows the final report for {year}, since its plan has errors: {command}",
                year=year,
                command=f"csprog validate {path}",
            )
    return changed_message(year)


def show_unchanged(year: int, day: date) -> None:
    """Say that a year published for good was made again to the byte."""
    unchanged = Message("the final report for {year}, as of {day}, is unchanged to the byte", year=year, day=day)
    show_note(unchanged, "green")


def show_late(year: int, day: date) -> None:
    """Say that a final publication came after the first quarter; nothing in time."""
    due = report_due(year)
    if day > due:
        late = Message(
            "the report for {year} was due on {due}; this publication is {count} day late",
            "the report for {year} was due on {due}; this publication is {count} days late",
            year=year,
            due=due,
            count=(day - due).days,
        )
        Terminal(errors=True).print_paragraph((late, "yellow"))


def show_differing(year: int, day: date, files: Iterable[str], causes: Iterable[Message]) -> None:
    """Name the files of a year published for good that would differ now, and why."""
    out = Terminal(errors=True)
    heading = Message("the final report for {year} is as of {day}; these files would now differ:", year=year, day=day)
    out.print_line((heading, "yellow"))
    for path in files:
        out.print_line(f"  {path}")
    for cause in causes:
        out.print_line((cause, "yellow"))
    advice = Message("nothing was written; to publish a correction, add --again --reason TEXT")
    out.print_paragraph((advice, "bold red"))


def show_missing(evaluation: Evaluation, *, refused: bool) -> None:
    """Say why the page is a draft, naming the measures with missing texts.

    `refused` says that nothing was written for this reason.
    """
    if not evaluation.is_draft:
        return
    out = Terminal(errors=True)
    if evaluation.errors:
        errors = Message(
            "the page is a draft: the plan has {count} error",
            "the page is a draft: the plan has {count} errors",
            count=evaluation.errors,
        )
        out.print_paragraph((errors, "yellow"))
    if not evaluation.year_over:
        year = evaluation.programme.year
        out.print_paragraph((Message("the page is a draft: {year} is not over", year=year), "yellow"))
    elif evaluation.lacks_measures_reason:
        reason = Message("the page is a draft: the plan has no measures and no reason for that (“no_measures_reason”)")
        out.print_paragraph((reason, "yellow"))
    elif lacking := evaluation.lacking():
        heading = Message(
            "the page is a draft: {count} measure lacks a reason or an actual result",
            "the page is a draft: {count} measures lack a reason or an actual result",
            count=len(lacking),
        )
        out.print_paragraph((heading, "yellow"))
        for row in lacking:
            out.print_line(f"  {row.placed.id}  {_lack(row, evaluation)}")
    if refused:
        out.print_paragraph((Message("nothing was written (--final)"), "bold red"))


def _lack(row: EvaluatedMeasure, evaluation: Evaluation) -> Message:
    """Say what a measure lacks for the final publication, and the command for it."""
    name = typed_name(row.placed.id, evaluation.programme.year)
    if row.lacks_result:
        silent = next(entry for entry in row.state.completed.values() if not entry.note)
        command = correct_command(name, valid_entries(row.placed.measure.journal), silent, '--note "…"')
        return Message("completed, but no actual result is given: {command}", command=command)
    return Message("not completed, and no reason is given: {command}", command=f'csprog decline {name} --reason "…"')
