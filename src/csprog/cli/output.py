"""Writes results: JSON to standard output, files to disk."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from csprog.store.atomic_write import replace


def print_json(value: object) -> None:
    """Print `value` as indented JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_file(path: Path, data: bytes) -> None:
    """Write a file and the folders it lies in, in place of one that exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, data)
