"""`csprog validate`: every problem of every plan, each in its place."""

from __future__ import annotations

import json as json_text
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csprog.cli.options import AsOf, Json, Lang
from csprog.cli.plan import shown_path
from csprog.console.problems import show_problems, show_verdict
from csprog.errors import StoreError
from csprog.language import Message, marked
from csprog.review import review_file
from csprog.store import FOLDER, find_folder, load, plans

if TYPE_CHECKING:
    from csprog.errors import Problem

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=marked("[PATH]…"), help=marked("Plan files, or folders of them; by default the programme folder.")
    ),
]


def run(paths: Paths = None, as_of: AsOf = None, *, json: Json = False, lang: Lang = None) -> None:
    """Show all problems, or give them as JSON; exit 1 if one of them is an error."""
    del lang
    today = as_of or date.today()  # noqa: DTZ011 - a deadline is a day of the company's own calendar
    files = [file for path in paths or [find_folder(Path.cwd())] for file in _files(path)]
    found = [(file, review_file(load(file), today)) for file in files]
    if json:
        records = [_record(file, problem) for file, problems in found for problem in problems]
        typer.echo(json_text.dumps(records, ensure_ascii=False, indent=2))
    else:
        show_problems([(Path(shown_path(file)), problems) for file, problems in found])
        show_verdict(found)
    if any(problem.severity == "error" for _, problems in found for problem in problems):
        raise typer.Exit(1)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = list(plans(path).values()) or list(plans(path / FOLDER).values() if (path / FOLDER).is_dir() else [])
    if not files:
        raise StoreError(Message("the folder “{folder}” holds no plan such as 2025.yaml", folder=path))
    return files


def _record(file: Path, problem: Problem) -> dict[str, object]:
    return {
        "path": shown_path(file),
        "line": problem.position.line,
        "column": problem.position.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": str(problem.message),
    }
