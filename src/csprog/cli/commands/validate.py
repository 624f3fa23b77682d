"""`csprog validate`: shows all findings in plans, each with its position."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.execution import execution_options
from csprog.cli.options import AsOf, Json, NoCache, Scheduler, format_option, parse_year
from csprog.console.progress import progress
from csprog.errors import RefusedError, StoreError, UsageError
from csprog.findings import Finding
from csprog.formats.ci import automatic
from csprog.i18n import N_, Message
from csprog.operations.plan_choice import names_file, view_day
from csprog.operations.recorded_findings import in_light_of_record
from csprog.parsing.names import listed
from csprog.portfolio.query import PlanProblems, QueryKind
from csprog.portfolio.runner import ExecutionOptions, run_queries
from csprog.store.paths import shown_path
from csprog.store.plan_files import FOLDER, folder_near, load, plan_files, plans, plans_below

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
DETAILS = N_(
    "The default format depends on where csprog runs: annotations in GitHub Actions, a code "
    "quality report in GitLab CI, else text. With --against the rules of change apply too: an "
    "approved plan changes only by an amendment. The plan is compared with the common ancestor "
    "of HEAD and REV, so that all commits of a branch count; with --exact, with REV itself."
)


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=N_("[PATH]…"),
        parser=Path,
        help=N_("Plan files or folders; by default the programme folder, else the current one."),
    ),
]
Format = Annotated[str | None, format_option(FORMATS)]
Against = Annotated[
    str | None,
    typer.Option("--against", metavar=N_("REV"), help=N_("Compare with this git revision, or with a file.")),
]
Exact = Annotated[bool, typer.Option("--exact", help=N_("Compare with the revision itself, not the common ancestor."))]
Changed = Annotated[
    bool,
    typer.Option("--changed", help=N_("With --against: only companies whose files have changed.")),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=N_("Show errors only; warnings are counted."))]
OfYear = Annotated[
    int | None,
    typer.Option("--year", metavar=N_("YEAR"), parser=parse_year, help=N_("Only the plans of this year.")),
]
Strict = Annotated[bool, typer.Option("--strict", help=N_("Treat warnings as errors."))]


def run(
    paths: Paths = None,
    form: Format = None,
    against: Against = None,
    year: OfYear = None,
    as_of: AsOf = None,
    scheduler: Scheduler = None,
    *,
    exact: Exact = False,
    changed: Changed = False,
    no_cache: NoCache = False,
    strict: Strict = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Show all findings, or print them in a format; exit 1 if one is an error."""
    today = view_day(as_of)
    if exact and against is None:
        raise UsageError(Message("--exact needs --against"))
    if changed and (against is None or names_file(against)):
        raise UsageError(Message("--changed needs --against with a git revision"))
    places = paths or [folder_near(Path.cwd()) or Path()]
    if against is not None:
        findings = _check_against(places, today, against, exact=exact, changed=changed)
    else:
        files = _of_year(year, [file.absolute() for place in places for file in _files(place)])
        findings = _check(files, today, execution_options(scheduler, no_cache=no_cache))
    if against is not None and year is not None:
        chosen = set(_of_year(year, [file for file, _ in findings]))
        findings = [(file, problems) for file, problems in findings if file in chosen]
    if strict:
        findings = [(file, tuple(one._replace(severity="error") for one in problems)) for file, problems in findings]
    _show(findings, "json" if json else form or automatic(os.environ), quiet=quiet)
    if any(problem.severity == "error" for _, problems in findings for problem in problems):
        raise typer.Exit(1)


def _files(path: Path, *, required: bool = True) -> list[Path]:
    if not _is_folder(path):
        return [path]
    own = plans(path)
    if not own:
        return plans_below(path, required=required)
    return plan_files(path) if path.absolute().name == FOLDER else list(own.values())


def _of_year(year: int | None, files: list[Path]) -> list[Path]:
    """Return the files of a year's plans and records, all without a year.

    Raises:
        RefusedError: there are none of that year.
    """
    of_year = [file for file in files if year is None or file.name.split(".")[0] == str(year)]
    if files and not of_year:
        known = listed(dict.fromkeys(file.name for file in files))
        raise RefusedError(Message("there is no plan of {year}; there are: {known}", year=year, known=known))
    return of_year


def _is_folder(path: Path) -> bool:
    return path.is_dir() and path.suffix not in {".yaml", ".yml"}


def _check_against(
    places: list[Path], today: date, against: str, *, exact: bool, changed: bool
) -> list[tuple[Path, tuple[Finding, ...]]]:
    from csprog.operations import change_checks  # noqa: PLC0415 - loads the model: 0.4 s

    if names_file(against):
        files = [file.absolute() for place in places for file in _files(place)]
        return change_checks.check_against_file(files, Path(against), today)
    folders = [place.absolute() for place in places if _is_folder(place)]
    files = [file.absolute() for place in places for file in _files(place, required=False)]
    findings = change_checks.check_against_revision(folders, files, against, today, exact=exact, changed=changed)
    if changed and not findings:
        from csprog.console.companies import show_nothing_changed  # noqa: PLC0415 - Rich: 0.1 s of --json and --help

        show_nothing_changed(against)
    return (
        findings if changed else findings or [(file, ()) for place in places for file in _files(place)]
    )  # no plans, before or now: refused


def _check(files: list[Path], today: date, options: ExecutionOptions) -> list[tuple[Path, tuple[Finding, ...]]]:
    with progress(Message("reading plans")) as on_progress:
        results = run_queries(QueryKind.PROBLEMS, PlanProblems.from_json, files, today, today, options, on_progress)
    return [
        (file, in_light_of_record(file, result.problems, today))
        for file in files
        if isinstance(result := results[file], PlanProblems)
    ]


def _show(findings: list[tuple[Path, tuple[Finding, ...]]], form: str, *, quiet: bool) -> None:
    told = [(file, _errors(problems) if quiet else problems) for file, problems in findings]
    if form != "text":
        from csprog.cli.commands.validate_formats import print_findings  # noqa: PLC0415 - 0.1 s, seldom asked for

        path_of = shown_path if form == "json" else _path_in_ci
        print_findings([(path_of(file), problems) for file, problems in told], form)
        return
    from csprog.console.findings import show_problems, show_verdict  # noqa: PLC0415 - Rich: 0.1 s of --json and --help

    show_problems((Path(shown_path(file)), _text(file, problems), problems) for file, problems in told)
    show_verdict([(file, problems) for file, problems in findings])


def _path_in_ci(file: Path) -> str:
    """Return a file's path as a CI system knows it: from the top of the repository."""
    from csprog.store.git import path_in_repository  # noqa: PLC0415 - modules that status does without

    return path_in_repository(file) or shown_path(file)


def _errors(problems: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(problem for problem in problems if problem.severity == "error")


def _text(file: Path, problems: tuple[Finding, ...]) -> str:
    """Return the text to quote from; it isn't needed for gaps."""
    if all(problem.is_gap for problem in problems):
        return ""
    try:
        return load(file).text
    except StoreError:
        return ""
