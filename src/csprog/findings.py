"""Defines findings (faults with a position) and violations (by key path)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from csprog.i18n import Message

KeyPath = tuple[str | int, ...]
"""The keys and indices that lead to a value in a plan: ("sections", 0, "title")."""

Severity = Literal["error", "warning"]


def value_at(value: Any, path: KeyPath) -> Any:
    """Return the part of nested mappings and lists to which a key path leads; the path must exist."""
    for step in path:
        value = value[step]
    return value


class Position(NamedTuple):
    """A place in a text.

    Line and column count from 1; `length`, in characters, is at least 1 and stays within the line.
    """

    line: int
    column: int
    length: int = 1


class Violation(NamedTuple):
    """A broken rule, with the key path of the value at fault.

    `code` is stable: users name it in CI settings. In a check of one entry the path is relative to it: ("on",), or ()
    for the whole entry.
    """

    code: str
    path: KeyPath
    message: Message
    severity: Severity = "error"


class Finding(NamedTuple):
    """A fault of a plan's text, with its position and what to do about it."""

    code: str
    position: Position
    message: Message
    severity: Severity = "error"

    def to_json(self) -> list[Any]:
        """Return the finding as JSON values; the message stays untranslated."""
        return [self.code, list(self.position), self.message.to_json(), self.severity]

    @classmethod
    def from_json(cls, record: list[Any]) -> Finding:
        """Return the finding that `to_json` gave as `record`."""
        code, position, message, severity = record
        return cls(code, Position(*position), Message.from_json(message), severity)


def in_file_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return each finding once, by line and column."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.position[:2]))


class CellFinding(NamedTuple):
    """A fault in an office's document, usually in one cell.

    `sheet` and `cell` are empty if it concerns the whole file.
    """

    file: str
    sheet: str
    cell: str
    message: Message

    @property
    def place(self) -> str:
        """The cell as messages name it: file.xlsx «1. Раздел» K5."""
        return " ".join(part for part in (self.file, self.sheet and f"«{self.sheet}»", self.cell) if part)
