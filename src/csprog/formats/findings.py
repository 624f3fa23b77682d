"""The problems of plans in the formats that other programs read: `csprog validate --format`.

Every format is a text that ends its last line; what is hostile in a path or a sentence is harmless in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from csprog.formats.annotations import Found, in_order
from csprog.formats.github import as_commands
from csprog.formats.gitlab import as_code_quality
from csprog.formats.junit import as_junit
from csprog.formats.sarif import Tool, as_sarif


def as_records(found: Found) -> list[dict[str, Any]]:
    """Return the problems under the names that other programs rely on (`validate --json`)."""
    return [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "length": problem.length,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
        }
        for problem in in_order(found)
    ]


def as_json(found: Found) -> str:
    """Return the problems as a list in JSON."""
    return f"{json.dumps(as_records(found), ensure_ascii=False, indent=2)}\n"


FORMATS: Mapping[str, Callable[[Found, Tool], str]] = {
    "json": lambda found, _: as_json(found),
    "github": lambda found, _: as_commands(found),
    "gitlab": lambda found, _: as_code_quality(found),
    "sarif": as_sarif,
    "junit": lambda found, _: as_junit(found),
}
"""By the name of a format, what writes it; `text` is the terminal's."""
