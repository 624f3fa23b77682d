"""Knows the words that introduce a list of offices at the end of a result."""

from __future__ import annotations

import re

OFFICES = "Офисы:"
"""The line that csprog puts above offices in a document if the result doesn't introduce them."""
_LEAD = re.compile(r"\b(?:в|во|на|для)\s+[^:.;]{1,80}:$", re.IGNORECASE)  # «… внедрен в офисах:»


def introduces_offices(line: str) -> bool:
    """Tell whether a list below `line` is one of offices."""
    return line == OFFICES or _LEAD.search(line) is not None
