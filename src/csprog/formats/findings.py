"""Registers the formats of `csprog validate --format` that programs read.

To add one, write a function that returns the whole output, with its last line ended, and add a row to `FORMATS`. Paths
and messages can hold anything, so a format must escape them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from csprog.formats.annotations import CheckedPlans, annotate
from csprog.formats.github import as_commands
from csprog.formats.gitlab import as_code_quality
from csprog.formats.json_text import json_text, with_format
from csprog.formats.junit import as_junit
from csprog.formats.sarif import Tool, as_sarif

_INTERNAL = {"fingerprint", "is_new", "is_gap"}


def _as_records(plans: CheckedPlans) -> list[dict[str, Any]]:
    """Return the findings under their public names (`validate --json`)."""
    records = [asdict(annotation) for annotation in annotate(plans)]
    return [{key: value for key, value in record.items() if key not in _INTERNAL} for record in records]


FORMATS: Mapping[str, Callable[[CheckedPlans, Tool], str]] = {
    "json": lambda plans, _: json_text(with_format(_as_records(plans))),
    "github": lambda plans, _: as_commands(plans),
    "gitlab": lambda plans, _: json_text(as_code_quality(plans)),
    "sarif": lambda plans, tool: json_text(as_sarif(plans, tool)),
    "junit": lambda plans, _: as_junit(plans),
}
"""Writers by the names that `--format` takes; `text` is the terminal's."""
