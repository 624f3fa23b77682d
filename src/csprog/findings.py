"""Findings: violations of rules by key path, and their positions in a text."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from csprog.i18n import Message

KeyPath = tuple[str | int, ...]
"""The keys and indices that lead to a value in a plan: ("sections", 0, "title")."""

Severity = Literal["error", "warning"]


class Position(NamedTuple):
    """A place in a text: line and column count from 1, `length` in characters of that line (at least 1)."""

    line: int
    column: int
    length: int = 1


class Violation(NamedTuple):
    """A broken rule: a stable code, and the key path of the value at fault.

    The path of a violation in a single entry or value is relative to it: ("on",), or () for all of it.
    """

    code: str
    path: KeyPath
    message: Message
    severity: Severity = "error"


class Finding(NamedTuple):
    """Something wrong in a plan: a stable code, where it is, what it is and what to do."""

    code: str
    position: Position
    message: Message
    severity: Severity = "error"

    def record(self) -> list[Any]:
        """Return the problem as data that JSON holds, in no language yet; `of_record` makes a problem of it again."""
        place = self.position
        return [self.code, [place.line, place.column, place.length], self.message.record(), self.severity]

    @classmethod
    def of_record(cls, record: list[Any]) -> Finding:
        """Return the problem that `record` was made of."""
        code, place, message, severity = record
        return cls(code, Position(*place), Message.of_record(message), severity)


class CellFinding(NamedTuple):
    """What is wrong in a cell of a document of an office; `sheet` and `cell` are empty where it is all of it."""

    file: str
    sheet: str
    cell: str
    message: Message

    @property
    def place(self) -> str:
        """The cell as a sentence names it: file.xlsx «1. Раздел» K5."""
        return " ".join(part for part in (self.file, self.sheet and f"«{self.sheet}»", self.cell) if part)
