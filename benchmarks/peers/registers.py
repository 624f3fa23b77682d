"""Registers of requirements and controls: doorstop, StrictDoc, sphinx-needs, compliance-trestle."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.peers.peer import Peer, completed, pip
from csprog.programme.model import PlacedMeasure


def _doorstop(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    (folder / ".doorstop.yml").write_text("settings:\n  digits: 6\n  prefix: M\n  sep: ''\n", encoding="utf-8")
    for number, placed in enumerate(measures, start=1):
        item = (
            f"active: true\nderived: false\nheader: ''\nlevel: '1.{number}'\nlinks: []\nnormative: true\nref: ''\n"
            f"reviewed: null\ndue: '{placed.measure.due.day}'\ndone: {str(completed(placed)).lower()}\n"
            f"text: |\n  {placed.measure.text}\n\n  {placed.measure.result}\n"
        )
        (folder / f"M{number:06}.yml").write_text(item, encoding="utf-8")


def _strictdoc(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    lines = ["[DOCUMENT]\nTITLE: Программа мероприятий\n"]
    for placed in measures:
        lines.append(f"[REQUIREMENT]\nUID: M-{placed.id}\nSTATUS: {'Done' if completed(placed) else 'Open'}")
        lines.append(f"TITLE: {placed.measure.text}\nSTATEMENT: >>>\n{placed.measure.result}\n<<<")
        lines.append(f"COMMENT: {placed.measure.due.day}\n")
    (folder / "plan.sdoc").write_text("\n".join(lines), encoding="utf-8")


_SPHINX = """extensions = ["sphinx_needs"]
needs_fields = {"due": {"description": "срок", "schema": {"type": "string", "format": "date"}}}
needs_id_regex = "^[A-Z0-9_]+"
"""


def _sphinx_needs(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    (folder / "conf.py").write_text(_SPHINX, encoding="utf-8")
    lines = ["Программа", "=========", ""]
    for subsection, within in groupby(measures, key=lambda placed: placed.subsection):
        lines += [subsection.title, "-" * 40, ""]
        for placed in within:
            lines += [f".. req:: {placed.measure.text}", f"   :id: M_{placed.id.replace('.', '_')}"]
            lines += [f"   :status: {'done' if completed(placed) else 'open'}", f"   :due: {placed.measure.due.day}"]
            lines += ["", f"   {placed.measure.result}", ""]
    (folder / "index.rst").write_text("\n".join(lines), encoding="utf-8")


def _trestle(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    groups = [
        {"id": f"s{subsection.number}", "title": subsection.title, "controls": [_control(placed) for placed in within]}
        for subsection, within in groupby(measures, key=lambda placed: placed.subsection)
    ]
    metadata = {
        "title": "Программа",
        "last-modified": "2025-01-01T00:00:00+00:00",
        "version": "1",
        "oscal-version": "1.1.3",
    }
    catalog = {
        "uuid": str(uuid.UUID(int=0x4000_8000_0000_0000_0000, version=4)),
        "metadata": metadata,
        "groups": groups,
    }
    file = folder / "catalogs" / "plan" / "catalog.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"catalog": catalog}, ensure_ascii=False, indent=2), encoding="utf-8")


def _control(placed: PlacedMeasure) -> dict[str, object]:
    props = [
        {"name": "due", "value": str(placed.measure.due.day)},
        {"name": "status", "value": "done" if completed(placed) else "open"},
    ]
    parts = [{"id": f"m{placed.id}_smt", "name": "statement", "prose": str(placed.measure.result)}]
    return {"id": f"m{placed.id}", "title": placed.measure.text, "props": props, "parts": parts}


REGISTERS = (
    Peer(
        "doorstop",
        pip("doorstop"),
        ("doorstop",),
        _doorstop,
        {
            "list": "doorstop -j . publish M",
            "validate": "doorstop -j . --no-reformat",
            "publish": "doorstop -j . publish all out --html",
            "edit": "doorstop -j . review M000002",
        },
        # reviewed and committed, as a register is from day to day: a first check stamps and stages every item
        setup="git init -q . && git add peer && doorstop -q -j . review all && git -c user.name=x -c user.email=x@x commit -qam x",
    ),
    Peer(
        "strictdoc",
        pip("strictdoc"),
        ("strictdoc",),
        _strictdoc,
        {
            "validate": "strictdoc export peer --formats sdoc --output-dir out",
            "publish": "strictdoc export peer --formats html --output-dir out",
        },
    ),
    Peer(
        "sphinx-needs",
        pip("sphinx-needs"),
        ("sphinx-build",),
        _sphinx_needs,
        {
            "list": "sphinx-build -q -b needs peer out",
            "validate": "sphinx-build -q -b schema peer out",
            "publish": "sphinx-build -q -b html peer out",
        },
    ),
    Peer(
        "compliance-trestle",
        pip("compliance-trestle"),
        ("trestle",),
        _trestle,
        {
            "list": "cd peer && trestle describe -f catalogs/plan/catalog.json -e catalog.groups",
            "validate": "cd peer && trestle validate -f catalogs/plan/catalog.json",
            "publish": "cd peer && trestle author catalog-generate -n plan -o pages",
        },
        setup="cd peer && trestle init --local",
    ),
)
