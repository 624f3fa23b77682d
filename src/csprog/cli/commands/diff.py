"""`csprog diff`: shows what changed in a plan, measure by measure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from csprog.cli.options import AsOf, Json, Year, format_option
from csprog.cli.output import print_json
from csprog.console.companies import show_company
from csprog.console.diff import show_differences
from csprog.errors import RefusedError, UsageError
from csprog.formats.diff import as_markdown, as_records, escaped
from csprog.history.diff import Difference, compare
from csprog.i18n import N_, Message
from csprog.operations.plan_choice import find_plan, is_group
from csprog.operations.plans import parse_revision, parse_version
from csprog.programme.model import Programme
from csprog.store.git import Repository, find_repository, require_repository
from csprog.store.paths import shown_path
from csprog.store.plan_files import FOLDER, is_plan_name, load, plans_below

DETAILS = N_(
    "Without a revision it compares the last commit with the file; with one, that revision with "
    "the file; with two, one with the other. Files may be given instead."
)
_MOST_WORDS = 3
FORMATS = ("text", "markdown", "json")
Revision = Annotated[str | None, typer.Argument(metavar=N_("[REV]"), help=N_("A git revision, or a file."))]
Place = Annotated[
    str | None,
    typer.Argument(metavar=N_("[FOLDER]"), help=N_("All changed plans in this folder and below.")),
]
Staged = Annotated[bool, typer.Option("--staged", help=N_("Compare what is staged for the next commit."))]
Format = Annotated[str, format_option(FORMATS)]


def run(
    old: Revision = None,
    new: Revision = None,
    place: Place = None,
    form: Format = "text",
    year: Year = None,
    as_of: AsOf = None,
    *,
    staged: Staged = False,
    json: Json = False,
) -> None:
    """Show the differences, or give them as Markdown or JSON."""
    form = "json" if json else form
    old, new, top = _take_place(old, new, place)
    if old is not None and new is not None and Path(old).is_file() and Path(new).is_file():
        _show(compare(_file(Path(old)), _file(Path(new))), form)
        return
    if staged and new is not None:
        raise UsageError(Message("--staged takes the place of the second revision"))
    versions = _Versions(old or "HEAD", "" if staged else new)
    if top is None and not is_group(Path.cwd()):
        path, _ = find_plan(year, as_of)
        _show(compare(*_versions(path, versions)), form)
    else:
        _show_tree(_plans(top or Path(), versions, year), versions, form)


class _Versions(NamedTuple):
    """The two versions to compare, each a revision; empty is git's index, None the file as it is."""

    old: str
    new: str | None


def _take_place(old: str | None, new: str | None, place: str | None) -> tuple[str | None, str | None, Path | None]:
    """Return two revisions, and the folder that the last of the words names.

    What is a revision to git is none of a folder, as it ever was; ./NAME is always the folder.

    Raises:
        RefusedError: the third word is no folder.
    """
    words = [word for word in (old, new, place) if word is not None]
    if words and Path(words[-1]).is_dir() and (len(words) == _MOST_WORDS or not _is_revision(words[-1])):
        *words, last = words
        return words[0] if words else None, words[1] if len(words) > 1 else None, Path(last)
    if place is not None:
        raise UsageError(Message("{path} is not a folder of plans", path=place))
    return old, new, None


def _is_revision(word: str) -> bool:
    repository = find_repository(Path.cwd())
    return repository is not None and repository.commit(word) is not None


def _plans(top: Path, versions: _Versions, year: int | None) -> list[Path]:
    """Return the plans in `top` and below, those included that were there in the earlier version."""
    here = [file.absolute() for file in plans_below(top, required=False) if is_plan_name(file.name)]
    repository = require_repository(here[0] if here else top)
    commit = repository.commit(versions.old)
    before = [] if commit is None else [repository.root / path for path in repository.tree(commit)]
    then = [path for path in before if path.parent.name == FOLDER and path.is_relative_to(top.resolve())]
    known = {file.resolve() for file in here}
    gone = [path for path in then if is_plan_name(path.name) and path.resolve() not in known]
    return [file for file in (*here, *gone) if year is None or int(file.stem) == year]


def _show(differences: Sequence[Difference], form: str) -> None:
    if form == "json":
        print_json(as_records(differences))
    elif form == "markdown":
        typer.echo(as_markdown(differences), nl=False)
    else:
        show_differences(differences)


def _show_tree(files: Sequence[Path], versions: _Versions, form: str) -> None:
    """Show the differences of the plans that have changed, each under its path."""
    changed = {shown_path(file): differences for file in files if (differences := _of_file(file, versions))}
    if form == "json":
        print_json([{"path": path, **record} for path, found in changed.items() for record in as_records(found)])
        return
    if not changed:
        _show((), form)
    for path, differences in changed.items():
        if form == "markdown":
            typer.echo(f"## {escaped(path)}\n")
        else:
            show_company(path)
        _show(differences, form)
        typer.echo("")


def _of_file(file: Path, versions: _Versions) -> tuple[Difference, ...]:
    """Return what changed in a plan; one that is new has a single difference."""
    repository = require_repository(file if file.exists() else Path.cwd())
    before = parse_revision(repository, versions.old, file)
    if versions.new is None:
        after = _file(file) if file.exists() else None
    else:
        after = parse_revision(repository, versions.new, file)
    if before is not None and after is not None:
        return compare(before, after)
    if after is not None:
        return (_whole("added", after),)
    return () if before is None else (_whole("removed", before),)


def _whole(kind: Literal["added", "removed"], plan: Programme) -> Difference:
    count = len(plan.measures)
    words = str(Message("{count} measure", "{count} measures", count=count))
    old, new = ("", words) if kind == "added" else (words, "")
    return Difference(kind, "document", str(plan.year), None, old=old, new=new)


def _versions(path: Path, versions: _Versions) -> tuple[Programme, Programme]:
    repository = require_repository(path)
    before = _revision(repository, versions.old, path)
    return before, _file(path) if versions.new is None else _revision(repository, versions.new, path)


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
