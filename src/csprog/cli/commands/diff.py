"""`csprog diff`: shows what changed in a plan, measure by measure."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, Json, Year, format_option
from csprog.cli.output import print_json
from csprog.console.diff import show_differences
from csprog.errors import RefusedError, UsageError
from csprog.formats.diff import as_markdown, as_records
from csprog.history.diff import compare
from csprog.i18n import N_, Message
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import parse_revision, parse_version
from csprog.programme.model import Programme
from csprog.store.git import Repository, require_repository
from csprog.store.paths import shown_path
from csprog.store.plan_files import load

DETAILS = N_(
    "Without a revision: the last commit and the file as it is; with one: that revision and the file; with two: one and "
    "the other. Both may be files instead."
)
FORMATS = ("text", "markdown", "json")
Revision = Annotated[str | None, typer.Argument(metavar=N_("[REV]"), help=N_("A revision of git, or a file."))]
Staged = Annotated[bool, typer.Option("--staged", help=N_("What is staged for the next commit, not the file."))]
Format = Annotated[str, format_option(FORMATS)]


def run(
    old: Revision = None,
    new: Revision = None,
    form: Format = "text",
    year: Year = None,
    as_of: AsOf = None,
    *,
    staged: Staged = False,
    json: Json = False,
) -> None:
    """Show the differences, or give them as Markdown or JSON."""
    before, after = _versions(old, new, year, as_of, staged=staged)
    differences = compare(before, after)
    if json or form == "json":
        print_json(as_records(differences))
    elif form == "markdown":
        typer.echo(as_markdown(differences), nl=False)
    else:
        show_differences(differences)


def _versions(
    old: str | None, new: str | None, year: int | None, as_of: AsOf, *, staged: bool
) -> tuple[Programme, Programme]:
    if old is not None and new is not None and Path(old).is_file() and Path(new).is_file():
        return _file(Path(old)), _file(Path(new))
    if staged and new is not None:
        raise UsageError(Message("--staged stands in the place of the second revision"))
    path, _ = find_plan(year, as_of)
    repository = require_repository(path)
    before = _revision(repository, old or "HEAD", path)
    if staged or new is not None:
        return before, _revision(repository, new or "", path)
    return before, _file(path)


def _revision(repository: Repository, revision: str, path: Path) -> Programme:
    """Return the plan at `revision`, of git's index if empty."""
    programme = parse_revision(repository, revision, path)
    if programme is None:
        raise RefusedError(
            Message(
                "there is no {path} in the revision {revision}", path=shown_path(path), revision=revision or "index"
            )
        )
    return programme


def _file(path: Path) -> Programme:
    return parse_version(Path(shown_path(path)), load(path).data)
