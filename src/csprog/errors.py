"""What can go wrong, as sentences: every exception carries its data and one message, and nothing here prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csprog.language import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Severity = Literal["error", "warning"]


class Position(NamedTuple):
    """A place in a text: line and column count from 1, `length` in characters of that line (at least 1)."""

    line: int
    column: int
    length: int = 1


class Problem(NamedTuple):
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
    def of_record(cls, record: list[Any]) -> Problem:
        """Return the problem that `record` was made of."""
        code, place, message, severity = record
        return cls(code, Position(*place), Message.of_record(message), severity)


class Fault(NamedTuple):
    """What is wrong in a cell of a document of an office; `sheet` and `cell` are empty where it is all of it."""

    file: str
    sheet: str
    cell: str
    message: Message

    @property
    def place(self) -> str:
        """The cell as a sentence names it: file.xlsx «1. Раздел» K5."""
        return " ".join(part for part in (self.file, self.sheet and f"«{self.sheet}»", self.cell) if part)


class ParseError(ValueError):
    """A text that can't be read as what it should be; `message` is the sentence that says so."""

    def __init__(self, message: Message) -> None:
        """Keep the sentence; str() gives it in the chosen language."""
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        """Return the sentence."""
        return str(self.message)


class CsprogError(Exception):
    """The root of all that csprog refuses; `exit_code` is 1, or 2 where the command was used wrongly."""

    exit_code = 1

    def __init__(self, message: Message) -> None:
        """Keep the sentence that the person will read."""
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        """Return the sentence in the chosen language."""
        return str(self.message)


class UsageError(CsprogError):
    """The command was called in a way that can't be right."""

    exit_code = 2


class Refused(CsprogError):
    """The request is understood and the answer is no; nothing was changed."""


class StoreError(CsprogError):
    """A file can't be found, read or written."""


class PlacementError(CsprogError):
    """An edit found no place in the text where it is sure to change only what it means to."""


class TemplateFault(CsprogError):
    """A template can't be rendered; the sentence names the template and the line."""


class ThemeFault(CsprogError):
    """The company's colour or sign can't be used on the page."""


class InvalidPlan(CsprogError):
    """A plan has problems; all of them are here, in file order."""

    def __init__(self, path: Path | None, problems: Sequence[Problem], message: Message) -> None:
        """Keep the file (None for a text without one) and all `problems`."""
        super().__init__(message)
        self.path = path
        self.problems = tuple(problems)

    @classmethod
    def of_file(cls, path: Path, problems: Sequence[Problem]) -> InvalidPlan:
        """Return the exception for the `problems` of the file `path`, as it is shown."""
        count = len(problems)
        return cls(
            path, problems, Message("{count} problem in {path}", "{count} problems in {path}", count=count, path=path)
        )
