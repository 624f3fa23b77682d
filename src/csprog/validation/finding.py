"""A fault of content, with the way to the value at fault."""

from __future__ import annotations

from dataclasses import dataclass

from csprog.findings import Severity
from csprog.i18n import Message

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of content: `path` leads to the value at fault in the file."""

    code: str
    path: Path
    message: Message
    severity: Severity = "error"
