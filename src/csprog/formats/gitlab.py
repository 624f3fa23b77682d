"""Problems as a Code Quality report, which GitLab shows in a merge request."""

from __future__ import annotations

import json

from csprog.formats.annotations import Found, in_order

_SEVERITIES = {"error": "major", "warning": "minor"}


def as_code_quality(found: Found) -> str:
    """Return the report; GitLab tells new problems from old ones by their fingerprints, and keeps one of equal ones."""
    report = [
        {
            "description": problem.message,
            "check_name": problem.code,
            "fingerprint": problem.fingerprint,
            "severity": _SEVERITIES[problem.severity],
            "location": {"path": problem.path, "lines": {"begin": problem.line}},
        }
        for problem in in_order(found)
    ]
    return f"{json.dumps(report, ensure_ascii=False, indent=2)}\n"
