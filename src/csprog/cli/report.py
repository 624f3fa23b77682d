"""`csprog report`: the evaluation of a year, or of several side by side, for the inside."""

from __future__ import annotations

import json as json_text
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csprog import __version__
from csprog.arrangement.report import NotGiven, Report, several_years, single_year
from csprog.cli.options import AsOf, Json, Lang, Year, one_of
from csprog.cli.paths import shown_path
from csprog.cli.plan import open_plan, open_plans
from csprog.errors import UsageError
from csprog.exchange.formats import lacking
from csprog.exchange.report import as_markdown, as_record, as_records
from csprog.language import Message, marked, speaking
from csprog.programme.evaluation import evaluate
from csprog.programme.figures import figures
from csprog.review.gaps import gaps
from csprog.store.replace import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csprog.arrangement.report.document import Document
    from csprog.cli.plan import OpenPlan

_SPAN = re.compile(r"([0-9]{4})(?:\.\.([0-9]{4}))?")
FORMATS = ("text", "markdown", "html", "json", "pdf")
DETAILS = marked(
    "Every figure is defined in docs/figures.md. Markdown, HTML and PDF are Russian, whatever csprog speaks; the HTML "
    "page is one file that loads nothing."
)


def _form(text: str) -> str:
    return one_of(FORMATS)(text)


Years = Annotated[
    str | None,
    typer.Option(
        "--years", metavar=marked("YEARS"), help=marked("Several years side by side, like 2023..2026 or 2023,2025.")
    ),
]
Format = Annotated[
    str, typer.Option("--format", metavar="|".join(FORMATS), parser=_form, help=marked("The form of the result."))
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar=marked("FILE"), help=marked("Where to; by default it is printed.")),
]


def run(
    year: Year = None,
    years: Years = None,
    as_of: AsOf = None,
    form: Format = "text",
    output: Output = None,
    *,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Show the figures, or give them as Markdown, as a page or as JSON."""
    del lang
    form = "json" if json else form
    if year is not None and years is not None:
        raise UsageError(Message("either --year or --years"))
    if output is not None and form == "text":
        raise UsageError(Message("--output goes with --format markdown, html, json or pdf"))
    if output is None and form == "pdf":
        raise UsageError(Message("--format pdf needs a file: --output FILE"))
    wanted = None if years is None else _wanted(years)
    plans, missing = ([open_plan(year, as_of)], ()) if wanted is None else open_plans(wanted, as_of)
    if form == "text":
        _show(plans, missing, several=wanted is not None)
        return
    made = _made(form, plans, missing, several=wanted is not None)
    if output is None:
        typer.echo(made, nl=False)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        replace(output, made.encode("utf-8") if isinstance(made, str) else made)
        typer.echo(shown_path(output.absolute()))


def _show(plans: Sequence[OpenPlan], missing: Sequence[int], *, several: bool) -> None:
    from csprog.console.report import show_report  # noqa: PLC0415 - Rich is for the terminal alone

    reports = [_report(plan) for plan in plans]
    show_report(several_years(reports, missing, compact=True) if several else single_year(reports[0], compact=True))


def _made(form: str, plans: Sequence[OpenPlan], missing: Sequence[int], *, several: bool) -> str | bytes:
    """Return the report as a text or as a PDF; what people outside the terminal read is Russian."""
    reports = [_report(plan) for plan in plans]
    if form == "json":
        record = as_records(reports, missing) if several else as_record(reports[0])
        return json_text.dumps(record, ensure_ascii=False, indent=2) + "\n"
    with speaking("ru"):
        document = several_years(reports, missing) if several else single_year(reports[0])
        if form == "markdown":
            return as_markdown(document)
    templates = plans[-1].source.path.parent.parent / "templates"
    if form == "pdf":
        return _pdf(document, plans[-1].today, templates)
    from csprog.publication.report import report_page  # noqa: PLC0415 - Jinja is for pages alone

    return report_page(document, plans[-1].programme.passport, templates)


def _pdf(document: Document, day: date, templates: Path) -> bytes:
    try:
        from csprog.exchange.pdf import report_pdf  # noqa: PLC0415 - an extra that only some have
    except ModuleNotFoundError as error:
        raise lacking(error, "pdf", "pdf") from None
    return report_pdf(document, day, __version__, templates)


def _report(plan: OpenPlan) -> Report:
    off = plan.programme.switched_off
    given = (gap for gap in gaps(plan.programme, plan.today) if gap.code not in off)
    return Report(
        figures(evaluate(plan.programme, plan.today)), tuple(NotGiven(gap.code, gap.message) for gap in given)
    )


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
