"""Writes findings as a SARIF 2.1.0 log, the interchange format of linters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from csprog.formats.annotations import Annotation, CheckedPlans, most_severe_first
from csprog.i18n import current_language

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")


@dataclass(frozen=True, slots=True)
class Tool:
    """Facts about csprog for a log: its version, and its rules.

    `rule` returns the summary and the help text of a code in the chosen language; None for a code without them.
    """

    version: str
    rule: Callable[[str], tuple[str, str] | None]


def as_sarif(plans: CheckedPlans, tool: Tool) -> dict[str, Any]:
    """Return the log of one run, with descriptions of the rules that were broken."""
    findings = most_severe_first(plans)
    codes = list(dict.fromkeys(finding.code for finding in findings))
    rules = [_rule(code, tool) for code in codes]
    run = {
        "tool": {"driver": {"name": "csprog", "version": tool.version, "rules": rules}},
        "language": current_language(),
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, tool: Tool) -> dict[str, Any]:
    texts = tool.rule(code)
    if texts is None:
        return {"id": code}
    summary, help_text = ({"text": text} for text in texts)
    return {"id": code, "shortDescription": summary, "fullDescription": summary, "help": help_text}


def _result(finding: Annotation, rule_index: int) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endColumn": finding.column + finding.length,
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}],
        "partialFingerprints": {"csprogProblem/v1": finding.fingerprint},
    }


def _artifact(path: str) -> dict[str, str]:
    """Return the location of a file; relative paths start from the repository's root."""
    if _ABSOLUTE.match(path):
        return {"uri": f"file:///{quote(path.removeprefix('/'), safe='/:')}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}
