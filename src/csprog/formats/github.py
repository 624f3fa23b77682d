"""Writes findings for GitHub Actions: annotations and the job summary."""

from __future__ import annotations

from html import escape

from csprog.formats.annotations import Annotation, CheckedPlans, with_gaps_folded
from csprog.i18n import Message

MAX_ROWS = 50
MAX_CELL_LENGTH = 1000  # characters
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})
_SIGNS = {"error": "❌", "warning": "⚠️", "notice": "ℹ️"}


def as_commands(plans: CheckedPlans) -> str:
    """Return a workflow command per line; GitHub shows each beside the plan's line."""
    return "".join(f"{_command(annotation)}\n" for annotation in with_gaps_folded(plans))


def _command(annotation: Annotation) -> str:
    end = annotation.column + annotation.length
    position = f"line={annotation.line},col={annotation.column},endColumn={end}"
    file, title = annotation.path.translate(_PROPERTY), annotation.code.translate(_PROPERTY)
    message = annotation.message.translate(_DATA)
    return f"::{annotation.severity} file={file},{position},title={title}::{message}"


def as_summary(plans: CheckedPlans) -> str:
    """Return the job summary in Markdown: the verdict and a table of findings.

    The table is HTML, since GitHub makes no links, mentions or emoji of texts within its `code` elements.
    """
    findings = with_gaps_folded(plans)
    checked = Message("{count} plan checked", "{count} plans checked", count=len(plans))
    if not findings:
        return f"### ✅ {checked}: {Message('no problems')}\n"
    worst = findings[0].severity
    count = Message("{count} problem", "{count} problems", count=sum(len(of_plan) for _, of_plan in plans))
    rows = "".join(f"{_row(finding)}\n" for finding in findings[:MAX_ROWS])
    more = len(findings) - MAX_ROWS
    rest = f"\n{Message('and {count} more', count=more)}\n" if more > 0 else ""
    return f"### {_SIGNS[worst]} {checked}: {count}\n\n<table>\n{rows}</table>\n{rest}"


def _row(finding: Annotation) -> str:
    texts = f"{finding.path}:{finding.line}:{finding.column}", finding.code, finding.message
    cells = "".join(f"<td><code>{_escaped(text)}</code></td>" for text in texts)
    return f"<tr><td>{_SIGNS[finding.severity]}</td>{cells}</tr>"


def _escaped(text: str) -> str:
    # On one line, since a blank line would end the HTML block
    line = " ".join(text.split())
    return escape(line if len(line) <= MAX_CELL_LENGTH else f"{line[: MAX_CELL_LENGTH - 1]}…")
