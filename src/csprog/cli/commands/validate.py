"""`csprog validate`: every problem of every plan, each in its place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csprog import __version__
from csprog.cli.options import AsOf, Json, NoCache, Scheduler, one_of
from csprog.console.progress import progress
from csprog.errors import RefusedError, StoreError
from csprog.findings import Finding, Position
from csprog.formats.ci import automatic
from csprog.i18n import N_, Message, translate
from csprog.operations.plan_choice import view_day
from csprog.portfolio.query import PlanProblems, QueryKind
from csprog.portfolio.runner import ExecutionOptions, run_queries
from csprog.store.paths import shown_path
from csprog.store.plan_files import find_folder, load, plans, plans_below

if TYPE_CHECKING:  # a cached result needs no model
    from csprog.programme.model import Programme

DETAILS = N_(
    "The form suits where csprog runs: annotations under GitHub Actions, a code quality report under GitLab CI, else "
    "text. With --against the rules of change hold too: what an approved plan says changes only by an amendment."
)


def _form(text: str) -> str:
    from csprog.formats.findings import FORMATS  # noqa: PLC0415 - most runs are for a terminal

    return one_of(("text", *FORMATS))(text)


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=N_("[PATH]…"),
        parser=Path,
        help=N_("Plan files, folders of them, or whole trees; by default the programme folder."),
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="text|json|github|gitlab|sarif|junit", parser=_form, help=N_("The form of the result.")
    ),
]
Against = Annotated[
    str | None, typer.Option("--against", metavar=N_("REV"), help=N_("Compare with this revision of git."))
]
Strict = Annotated[bool, typer.Option("--strict", help=N_("Take warnings for errors."))]


def run(
    paths: Paths = None,
    form: Format = None,
    against: Against = None,
    as_of: AsOf = None,
    scheduler: Scheduler = None,
    *,
    no_cache: NoCache = False,
    strict: Strict = False,
    json: Json = False,
) -> None:
    """Show all problems, or give them in another form; exit 1 if one of them is an error."""
    today = view_day(as_of)
    files = [file.absolute() for path in paths or [find_folder(Path.cwd())] for file in _files(path)]
    if against is None:
        found = _checked(files, today, ExecutionOptions(scheduler, use_cache=not no_cache))
    else:
        found = _changed(files, today, against)
    if strict:
        found = [(file, tuple(one._replace(severity="error") for one in problems)) for file, problems in found]
    _show(found, "json" if json else form or automatic(os.environ))
    if any(problem.severity == "error" for _, problems in found for problem in problems):
        raise typer.Exit(1)


def _show(found: list[tuple[Path, tuple[Finding, ...]]], form: str) -> None:
    bare = [(shown_path(file), problems) for file, problems in found]
    if form == "text":
        from csprog.console.findings import show_problems, show_verdict  # noqa: PLC0415 - a program waits for no terminal

        paths = [Path(path) for path, _ in bare]
        show_problems((path, _text(file), problems) for path, (file, problems) in zip(paths, found, strict=True))
        show_verdict([(path, problems) for path, (_, problems) in zip(paths, found, strict=True)])
        return
    from csprog.formats.findings import FORMATS  # noqa: PLC0415 - most runs are for a terminal
    from csprog.formats.sarif import Tool  # noqa: PLC0415 - likewise

    typer.echo(FORMATS[form](bare, Tool(__version__, _explained)), nl=False)
    if form == "github":
        from csprog.formats.github import as_summary  # noqa: PLC0415 - likewise

        _summarise(as_summary(bare), os.environ)


def _explained(code: str) -> tuple[str, str] | None:
    from csprog.validation.catalogue import RULES  # noqa: PLC0415 - likewise

    rule = RULES.get(code)
    return (translate(rule.summary), translate(rule.reason)) if rule else None


def _summarise(text: str, environment: Mapping[str, str]) -> None:
    """Add the job summary where GitHub Actions wants it."""
    if file := environment.get("GITHUB_STEP_SUMMARY"):
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(text)


def _files(path: Path) -> list[Path]:
    if not path.is_dir() or path.suffix == ".yaml":
        return [path]
    return list(plans(path).values()) or plans_below(path)


def _checked(files: list[Path], today: date, options: ExecutionOptions) -> list[tuple[Path, tuple[Finding, ...]]]:
    """Return the problems of each file."""
    with progress(Message("reading plans")) as on_progress:
        results = run_queries(QueryKind.PROBLEMS, PlanProblems.from_json, files, today, today, options, on_progress)
    return [(file, found.problems) for file in files if isinstance(found := results[file], PlanProblems)]


def _changed(files: list[Path], today: date, revision: str) -> list[tuple[Path, tuple[Finding, ...]]]:
    """Return the problems of each file, those of its change since `revision` too; that it can't be read is one as well.

    Raises:
        Refused: there is no such revision.
        InvalidPlan: a plan was at fault there.
    """
    from csprog.operations.plans import plan_lookup  # noqa: PLC0415 - what is known of files waits for nothing that reads plans
    from csprog.validation.validator import check_file  # noqa: PLC0415 - likewise

    find = cache(plan_lookup)  # a folder's plans are looked up in each other
    found = []
    for file in files:
        before = _before(file, revision)
        try:
            problems = check_file(load(file), today, before, find=find(file.parent)).findings
        except StoreError as error:
            problems = (Finding("unreadable", Position(1, 1), error.message),)
        found.append((file, problems))
    return found


def _text(file: Path) -> str:
    """Return the text of a file with problems, in which they are shown."""
    try:
        return load(file).text
    except StoreError:
        return ""


def _before(file: Path, revision: str) -> Programme | None:
    """Return the plan as it was in `revision`; None if it was not there yet.

    Raises:
        Refused: there is no such revision.
        InvalidPlan: the plan was at fault there.
    """
    from csprog.operations.plans import parse_version  # noqa: PLC0415 - a cached result needs nothing that reads plans
    from csprog.store.git import find_repository  # noqa: PLC0415 - nor git

    repository = find_repository(file)
    if repository is None:
        raise StoreError(Message("{path} is in no git repository", path=shown_path(file)))
    if not repository.has(revision):
        raise RefusedError(Message("git knows no revision {revision}; fetch it first", revision=revision))
    data = repository.file_at(revision, file)
    return None if data is None else parse_version(Path(f"{revision}:{shown_path(file)}"), data)
