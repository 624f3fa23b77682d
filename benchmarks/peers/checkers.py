"""Checkers of YAML by a schema, given csprog's own file: check-jsonschema with yamllint, yamale."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.peer import Peer, pip
from csprog.programme.model import PlacedMeasure

_YAMALE = """passport: map()
sections: list(include('section'))
---
section:
  number: str()
  title: str()
  subsections: list(include('subsection'))
subsection:
  number: str()
  title: str()
  channel: enum('office', 'interactive')
  audience: enum('B2B', 'B2C')
  proposals: list(include('proposal'))
proposal:
  number: str()
  text: str()
  measures: list(include('measure'))
measure:
  text: str()
  due: any(day(), str())
  result: str()
  offices: list(str(), required=False)
  journal: list(include('entry'), required=False)
entry:
  on: day()
  event: enum('completed')
  offices: list(str(), required=False)
  note: str(required=False)
"""
_YAMLLINT = "{extends: default, rules: {line-length: disable, document-start: disable}}"


def _json_schema(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    del measures  # they are read where csprog reads them
    schema = subprocess.run([sys.executable, "-m", "csprog", "schema"], check=True, capture_output=True).stdout
    (folder / "schema.json").write_bytes(schema)
    (folder / "yamllint.yaml").write_text(_YAMLLINT, encoding="utf-8")


def _yamale(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    del measures  # likewise
    (folder / "schema.yaml").write_text(_YAMALE, encoding="utf-8")


CHECKERS = (
    Peer(
        "check-jsonschema",
        pip("check-jsonschema", "yamllint"),
        ("check-jsonschema", "yamllint"),
        _json_schema,
        {
            "validate": "yamllint -c peer/yamllint.yaml programme/2025.yaml"
            " && check-jsonschema --schemafile peer/schema.json programme/2025.yaml"
        },
    ),
    Peer("yamale", pip("yamale"), ("yamale",), _yamale, {"validate": "yamale -s peer/schema.yaml programme/2025.yaml"}),
)
