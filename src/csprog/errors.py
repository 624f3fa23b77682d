"""Defines the exceptions; each carries one message for the user."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csprog.findings import Finding, KeyPath
from csprog.i18n import Message


class ParseError(ValueError):
    """A text that is not a valid date, number or period.

    A ValueError, so that pydantic's and typer's converters report it as bad input.
    """

    def __init__(self, message: Message) -> None:
        """Keep the message; `str()` of the exception translates it."""
        super().__init__(message)
        self.message = message


class CsprogError(Exception):
    """Base class of the errors that end a command with `exit_code`."""

    exit_code = 1

    def __init__(self, message: Message) -> None:
        """Keep the message; `str()` of the exception translates it."""
        super().__init__(message)
        self.message = message


class UsageError(CsprogError):
    """A command line with wrong or contradictory arguments."""

    exit_code = 2


class RefusedError(CsprogError):
    """A valid request that the rules forbid; nothing was changed."""

    def __init__(self, message: Message, path: KeyPath = ()) -> None:
        """Keep the message, and the key path of the value that is refused, where one is to blame."""
        super().__init__(message)
        self.path = path


class StoreError(CsprogError):
    """A file that can't be found, read or written."""


class PlacementError(CsprogError):
    """An edit that can't be made without changing other parts of the text."""


class TemplateError(CsprogError):
    """A template that can't be rendered; the message names file and line."""


class ThemeError(CsprogError):
    """A brand colour or logo that can't be used on the page."""


class InvalidPlanError(CsprogError):
    """A plan with errors; `problems` holds all findings in file order."""

    def __init__(self, path: Path | None, problems: Sequence[Finding], message: Message) -> None:
        """Keep the findings and the plan's `path`, None for a text without a file."""
        super().__init__(message)
        self.path = path
        self.problems = tuple(problems)

    @classmethod
    def of_file(cls, path: Path, problems: Sequence[Finding]) -> InvalidPlanError:
        """Return the error whose message counts the `problems` of `path`."""
        count = len(problems)
        return cls(
            path, problems, Message("{count} problem in {path}", "{count} problems in {path}", count=count, path=path)
        )
