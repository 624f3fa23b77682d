"""Writes the tables as CSV, or as Parquet by DuckDB."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from csprog.extras import missing_extra
from csprog.formats.spreadsheet_cells import BYTE_ORDER_MARK, DELIMITER, table
from csprog.portfolio.tables.columns import TABLES, Column, Type
from csprog.portfolio.tables.rows import Row

TABLE_FORMATS = ("csv", "parquet")
_SEALED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""DuckDB fetches nothing: JSON and Parquet are built in."""


def table_files(rows: Mapping[str, Sequence[Row]], form: str) -> dict[str, bytes]:
    """Return a file for each table by its name, in a form of `TABLE_FORMATS`.

    Raises:
        RefusedError: Parquet is wanted, and DuckDB is not installed.
    """
    make = _parquet if form == "parquet" else _csv
    return {f"{name}.{form}": make(columns, rows.get(name, ())) for name, columns in TABLES.items()}


def _csv(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    lines = [[_cell(column, row.get(column.name)) for column in columns] for row in rows]
    return (BYTE_ORDER_MARK + table([[column.name for column in columns], *lines], DELIMITER)).encode("utf-8")


def _cell(column: Column, value: Any) -> object:
    """Return a value for a CSV; a number that is a name gets a №, so that no program takes 1.10 for 1.1."""
    if value is None:
        return None
    match column.type:
        case Type.NUMBER:
            return f"№ {value}"
        case Type.YES_NO:
            return str(value).lower()
        case Type.AMOUNT:
            return Decimal(value)  # as a text, one below 0 would look like a formula
    return value


def _parquet(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    try:
        import duckdb  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as error:
        raise missing_extra(error, "parquet", "analytics") from None
    names = [column.name for column in columns]
    with TemporaryDirectory() as folder, duckdb.connect(config=_SEALED) as database:
        source, target = Path(folder, "rows.ndjson"), Path(folder, "rows.parquet")
        lines = (json.dumps({name: row.get(name) for name in names}, ensure_ascii=False) for row in rows)
        source.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        types = ", ".join(f"\"{column.name}\": '{column.type.sql}'" for column in columns)
        read = f"read_json($source, format = 'newline_delimited', columns = {{{types}}})"
        copy = f"COPY (SELECT * FROM {read}) TO $target (FORMAT parquet)"  # noqa: S608 - the names are our own
        database.execute(copy, {"source": str(source), "target": str(target)})
        return target.read_bytes()
