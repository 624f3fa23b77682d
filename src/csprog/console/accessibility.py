"""Tells whether the output is read aloud or in Braille rather than looked at."""

from __future__ import annotations

import os
from collections.abc import Mapping

_OFF = {"", "0", "false", "no"}


def is_accessible(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether ACCESSIBLE asks for plain lines: no bars, colours and redrawn screens."""
    return environment.get("ACCESSIBLE", "").casefold() not in _OFF
