"""What can go wrong, as sentences: every exception carries its data and one message, and nothing here prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csprog.findings import Finding
from csprog.i18n import Message


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


class RefusedError(CsprogError):
    """The request is understood and the answer is no; nothing was changed."""


class StoreError(CsprogError):
    """A file can't be found, read or written."""


class PlacementError(CsprogError):
    """An edit found no place in the text where it is sure to change only what it means to."""


class TemplateError(CsprogError):
    """A template can't be rendered; the sentence names the template and the line."""


class ThemeError(CsprogError):
    """The company's colour or sign can't be used on the page."""


class InvalidPlanError(CsprogError):
    """A plan has problems; all of them are here, in file order."""

    def __init__(self, path: Path | None, problems: Sequence[Finding], message: Message) -> None:
        """Keep the file (None for a text without one) and all `problems`."""
        super().__init__(message)
        self.path = path
        self.problems = tuple(problems)

    @classmethod
    def of_file(cls, path: Path, problems: Sequence[Finding]) -> InvalidPlanError:
        """Return the exception for the `problems` of the file `path`, as it is shown."""
        count = len(problems)
        return cls(
            path, problems, Message("{count} problem in {path}", "{count} problems in {path}", count=count, path=path)
        )
