"""Writes findings as a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

from typing import Any

from csprog.formats.annotations import CheckedPlans, most_severe_first

_SEVERITIES = {"error": "major", "warning": "minor"}


def as_code_quality(plans: CheckedPlans) -> list[dict[str, Any]]:
    """Return the report; GitLab compares two reports by their fingerprints."""
    return [
        {
            "description": annotation.message,
            "check_name": annotation.code,
            "fingerprint": annotation.fingerprint,
            "severity": _SEVERITIES[annotation.severity],
            "location": {"path": annotation.path, "lines": {"begin": annotation.line}},
        }
        for annotation in most_severe_first(plans)
    ]
