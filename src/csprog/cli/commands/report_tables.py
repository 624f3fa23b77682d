"""`csprog report --all --format csv|parquet`: tables for programs that analyse data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import typer

from csprog.cli.output import write_results
from csprog.console.progress import progress
from csprog.errors import UsageError
from csprog.i18n import Message
from csprog.operations.group_tables import group_tables
from csprog.operations.plan_choice import view_day
from csprog.portfolio.runner import ExecutionOptions
from csprog.portfolio.tables.files import TABLE_FORMATS, table_files
from csprog.store.paths import shown_path

__all__ = ["TABLE_FORMATS", "write_tables"]


def write_tables(
    tops: Sequence[str],
    years: Sequence[int] | None,
    as_of: date | None,
    options: ExecutionOptions,
    form: str,
    output: Path | None,
    *,
    force: bool,
) -> Mapping[str, Message]:
    """Write a file for each table into the folder `output`; return what is not in them, with the reason.

    Raises:
        UsageError: `output` is missing.
        StoreError: there is nothing to read, or a file can't be written.
        RefusedError: there is nothing of `years`, the cluster fails, or a file may not be overwritten.
    """
    if output is None:
        raise UsageError(Message("--format {format} needs a folder: --output FOLDER", format=form))
    with progress(Message("reading plans")) as on_progress:
        found = group_tables(tops, years, view_day(as_of), options, on_progress)
    files = {output / name: data for name, data in table_files(found.rows, form).items()}
    write_results(files, force=force)
    for file in files:
        typer.echo(shown_path(file.absolute()))
    return found.faults
