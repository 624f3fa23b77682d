"""`csprog report`: the evaluation of a year, of several side by side, or of many plans, for the inside."""

from __future__ import annotations

import json as json_text
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog import __version__
from csprog.cli.commands.report_all import PortfolioReport, of_all
from csprog.cli.commands.report_years import YearReport
from csprog.cli.options import AsOf, Json, NoCache, Scheduler, Year, one_of
from csprog.errors import UsageError
from csprog.extras import missing_extra
from csprog.formats.report import as_markdown
from csprog.i18n import N_, Message, use_language
from csprog.portfolio.runner import ExecutionOptions
from csprog.store.atomic_write import replace
from csprog.store.paths import shown_path
from csprog.views.report.document import Document

_SPAN = re.compile(r"([0-9]{4})(?:\.\.([0-9]{4}))?")
FORMATS = ("text", "markdown", "html", "json", "pdf")
DETAILS = N_(
    "Every figure is defined in docs/figures.md. Markdown, HTML and PDF are Russian, whatever csprog speaks; the HTML "
    "page is one file that loads nothing."
)


def _form(text: str) -> str:
    return one_of(FORMATS)(text)


Folders = Annotated[
    list[str] | None,
    typer.Argument(metavar=N_("[FOLDER]…"), help=N_("With --all these folders; by default the current one.")),
]
All = Annotated[
    bool, typer.Option("--all", help=N_("A line for every plan in this folder or below it, and their sums."))
]
Years = Annotated[
    str | None,
    typer.Option("--years", metavar=N_("YEARS"), help=N_("Several years side by side, like 2023..2026 or 2023,2025.")),
]
Format = Annotated[
    str, typer.Option("--format", metavar="|".join(FORMATS), parser=_form, help=N_("The form of the result."))
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar=N_("FILE"), help=N_("Where to; by default it is printed.")),
]


def run(
    folders: Folders = None,
    year: Year = None,
    years: Years = None,
    as_of: AsOf = None,
    form: Format = "text",
    output: Output = None,
    scheduler: Scheduler = None,
    *,
    everything: All = False,
    no_cache: NoCache = False,
    json: Json = False,
) -> None:
    """Show the figures, or give them as Markdown, as a page or as JSON."""
    form = "json" if json else form
    if year is not None and years is not None:
        raise UsageError(Message("either --year or --years"))
    if output is not None and form == "text":
        raise UsageError(Message("--output goes with --format markdown, html, json or pdf"))
    if output is None and form == "pdf":
        raise UsageError(Message("--format pdf needs a file: --output FILE"))
    wanted = None if years is None else _wanted(years)
    if everything:
        of_one = None if year is None else (year,)
        _report_all(
            folders or [], wanted or of_one, as_of, form, output, ExecutionOptions(scheduler, use_cache=not no_cache)
        )
        return
    if folders or scheduler or no_cache:
        raise UsageError(Message("folders, --scheduler and --no-cache go with --all"))
    from csprog.cli.commands.report_years import of_years  # noqa: PLC0415 - cached figures of many plans need no model: 0.3 s

    _give(of_years(year, wanted, as_of), form, output)


def _report_all(
    folders: Sequence[str],
    years: Sequence[int] | None,
    as_of: date | None,
    form: str,
    output: Path | None,
    options: ExecutionOptions,
) -> None:
    """Give the report of many plans; exit 1 if one of them could not be counted."""
    report = of_all(folders, years, as_of, options, on_paper=form == "pdf")
    _give(report, form, output)
    if report.faults:
        if form != "json":
            report.tell_faults()
        raise typer.Exit(1)


def _give(report: YearReport | PortfolioReport, form: str, output: Path | None) -> None:
    """Show the report, print it, or write it to a file."""
    if form == "text":
        report.show()
        return
    made = _made(report, form)
    if output is None:
        typer.echo(made, nl=False)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        replace(output, made.encode("utf-8") if isinstance(made, str) else made)
        typer.echo(shown_path(output.absolute()))


def _made(report: YearReport | PortfolioReport, form: str) -> str | bytes:
    """Return the report as a text or as a PDF; what people outside the terminal read is Russian."""
    if form == "json":
        return json_text.dumps(report.record(), ensure_ascii=False, indent=2) + "\n"
    with use_language("ru"):
        document = report.document()
        if form == "markdown":
            return as_markdown(document)
    if form == "pdf":
        return _pdf(document, report.day, report.templates)
    from csprog.publication.report_page import report_page  # noqa: PLC0415 - Jinja and the model: 0.4 s

    return report_page(document, report.look, report.templates)


def _pdf(document: Document, day: date, templates: Path) -> bytes:
    try:
        from csprog.exporting.pdf import report_pdf  # noqa: PLC0415 - an extra that only some have
    except ModuleNotFoundError as error:
        raise missing_extra(error, "pdf", "pdf") from None
    return report_pdf(document, day, __version__, templates)


def _wanted(text: str) -> tuple[int, ...]:
    """Return the years that `text` names, in order: 2023..2026, or 2023,2025.

    Raises:
        UsageError: it names none.
    """
    years: set[int] = set()
    for part in text.split(","):
        found = _SPAN.fullmatch(part.strip())
        if found is None or int(found[2] or found[1]) < int(found[1]):
            raise UsageError(Message("“{value}” names no years; write 2023..2026 or 2023,2025", value=text))
        years.update(range(int(found[1]), int(found[2] or found[1]) + 1))
    return tuple(sorted(years))
