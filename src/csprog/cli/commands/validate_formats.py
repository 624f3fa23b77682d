"""Prints findings in the formats that other programs read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import typer

from csprog import __version__
from csprog.findings import Finding
from csprog.formats.findings import FORMATS
from csprog.formats.github import as_summary
from csprog.formats.sarif import Tool
from csprog.i18n import translate
from csprog.validation.catalogue import RULES


def print_findings(findings: Sequence[tuple[str, Sequence[Finding]]], form: str) -> None:
    """Print the findings, and write GitHub's job summary where it wants one."""
    typer.echo(FORMATS[form](findings, Tool(__version__, _explain)), nl=False)
    if form == "github" and (file := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(as_summary(findings))


def _explain(code: str) -> tuple[str, str] | None:
    rule = RULES.get(code)
    return (translate(rule.summary), translate(rule.reason)) if rule else None
