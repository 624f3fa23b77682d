"""`csprog report`: the figures of a year, of several years, or of many plans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog import __version__
from csprog.cli.commands.report_all import of_all
from csprog.cli.commands.report_each import of_each
from csprog.cli.commands.report_tables import TABLE_FORMATS, write_tables
from csprog.cli.commands.report_years import ReportSource, of_years
from csprog.cli.execution import execution_options
from csprog.cli.options import AsOf, Force, Json, NoCache, ReportYear, Scheduler, format_option
from csprog.cli.output import write_results
from csprog.console.pdf_signs import show_spelt_out
from csprog.console.recipients import show_unassigned
from csprog.console.report import show_report
from csprog.console.status_all import show_faults
from csprog.errors import UsageError
from csprog.extras import missing_extra
from csprog.formats.json_text import json_text, with_format
from csprog.formats.report import as_markdown
from csprog.i18n import N_, Message, use_language
from csprog.operations.plan_choice import is_group
from csprog.programme.recipients import without_recipient
from csprog.store.paths import shown_path
from csprog.views.report.document import Document

_SPAN = re.compile(r"([0-9]{4})(?:\.\.([0-9]{4}))?")
SUFFIXES = {"markdown": ".md", "html": ".html", "json": ".json", "pdf": ".pdf"}
FORMATS = ("text", "markdown", "html", "json", "pdf", *TABLE_FORMATS)
DETAILS = N_(
    "Definitions of all figures: csprog help figures. Markdown, HTML and PDF are in Russian, whatever "
    "the language of csprog; the HTML page is one self-contained file. csv and parquet are "
    "tables of all plans, or of published years, in the folder of --output."
)


Folders = Annotated[
    list[str] | None,
    typer.Argument(metavar=N_("[FOLDER]…"), help=N_("With --all: these folders; by default the current one.")),
]
All = Annotated[bool, typer.Option("--all", help=N_("One line for every plan in this folder and below, with totals."))]
Years = Annotated[
    str | None,
    typer.Option("--years", metavar=N_("YEARS"), help=N_("Several years side by side, like 2023..2026 or 2023,2025.")),
]
Format = Annotated[str, format_option(FORMATS)]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar=N_("FILE"),
        help=N_("The file to write; by default printed. For csv, parquet and --each a folder."),
    ),
]

Each = Annotated[
    bool,
    typer.Option(
        "--each", help=N_("A file for each office and each responsible unit of the plan, with its own figures.")
    ),
]


def run(
    folders: Folders = None,
    year: ReportYear = None,
    years: Years = None,
    as_of: AsOf = None,
    form: Format = "text",
    output: Output = None,
    scheduler: Scheduler = None,
    *,
    everything: All = False,
    no_cache: NoCache = False,
    each: Each = False,
    json: Json = False,
    force: Force = False,
) -> None:
    """Show the figures, or write them in another form; exit 1 if a plan was left out."""
    form = "json" if json else form
    if each:
        _require_one_plan(form, alone=not (everything or folders or years or scheduler or no_cache))
        _write_each(year, as_of, form, output or Path(), force=force)
        return
    if year is not None and years is not None:
        raise UsageError(Message("give either --year or --years"))
    _check_output(form, output, force=force)
    selected = None if years is None else _parse_years(years)
    if everything or (not folders and is_group(Path.cwd())):
        selected = selected or (None if year is None else (year,))
        options = execution_options(scheduler, no_cache=no_cache)
        if form in TABLE_FORMATS:
            _end(write_tables(folders or [], selected, as_of, options, form, output, force=force), form)
            return
        report = of_all(folders or [], selected, as_of, options, on_paper=form == "pdf")
    elif form in TABLE_FORMATS:
        raise UsageError(Message("--format {format} needs --all", format=form))
    elif folders or scheduler or no_cache:
        raise UsageError(Message("folders, --scheduler and --no-cache need --all"))
    else:
        report = of_years(year, selected, as_of)
    _write(report, form, output, force=force)
    _end(report.faults, form)


def _check_output(form: str, output: Path | None, *, force: bool) -> None:
    if output is not None and form == "text":
        raise UsageError(Message("--output needs --format markdown, html, json, pdf, csv or parquet"))
    if output is None and form == "pdf":
        raise UsageError(Message("--format pdf needs a file: --output FILE"))
    if force and output is None:
        raise UsageError(Message("--force needs --output"))


def _require_one_plan(form: str, *, alone: bool) -> None:
    """Refuse options that don't go with --each."""
    if form not in SUFFIXES:
        raise UsageError(Message("--each needs --format {formats}", formats=", ".join(SUFFIXES)))
    if not alone:
        raise UsageError(Message("--each is of one plan: without --all, --years, folders, --scheduler and --no-cache"))


def _write_each(year: int | None, as_of: date | None, form: str, folder: Path, *, force: bool) -> None:
    """Write a report for each office and responsible unit into `folder`, and name each file."""
    plan, reports = of_each(year, as_of, SUFFIXES[form])
    results = {folder / name: _render(report, form) for name, report in reports.items()}
    write_results(
        {file: result.encode("utf-8") if isinstance(result, str) else result for file, result in results.items()},
        force=force,
    )
    for file in results:
        typer.echo(shown_path(file.absolute()))
    show_unassigned([placed.id for placed in without_recipient(plan.programme)])


def _end(faults: Mapping[str, Message], form: str) -> None:
    """Name the plans that were left out, and exit with 1 if there are any."""
    if faults:
        if form != "json":
            show_faults(faults)
        raise typer.Exit(1)


def _write(report: ReportSource, form: str, output: Path | None, *, force: bool) -> None:
    """Show the report, print it, or write it to a file."""
    if form == "text":
        show_report(report.document(compact=True))
        return
    result = _render(report, form)
    if output is None:
        typer.echo(result, nl=False)
    else:
        write_results({output: result.encode("utf-8") if isinstance(result, str) else result}, force=force)
        typer.echo(shown_path(output.absolute()))


def _render(report: ReportSource, form: str) -> str | bytes:
    """Return the report as a text or a PDF, in Russian but for JSON."""
    if form == "json":
        return json_text(with_format(report.record()))
    with use_language("ru"):
        document = report.document()
        if form == "markdown":
            return as_markdown(document)
    if form == "pdf":
        return _pdf(document, report.day, report.templates)
    from csprog.publication.report_page import report_page  # noqa: PLC0415 - Jinja takes 0.2 s

    return report_page(document, report.passport, report.templates)


def _pdf(document: Document, day: date, templates: Path) -> bytes:
    try:
        from csprog.exporting.pdf import report_pdf  # noqa: PLC0415 - an optional extra
        from csprog.exporting.typst import signs_spelt_out  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as error:
        raise missing_extra(error, "pdf", "pdf") from None
    if signs := signs_spelt_out(document, templates):
        show_spelt_out(signs)
    return report_pdf(document, day, __version__, templates)


def _parse_years(text: str) -> tuple[int, ...]:
    years: set[int] = set()
    for part in text.split(","):
        span = _SPAN.fullmatch(part.strip())
        if span is None or int(span[2] or span[1]) < int(span[1]):
            raise UsageError(Message("invalid years “{value}”: write 2023..2026 or 2023,2025", value=text))
        years.update(range(int(span[1]), int(span[2] or span[1]) + 1))
    return tuple(sorted(years))
