"""Defines the exceptions; each carries one message for the user."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from csprog.findings import Finding, KeyPath
from csprog.i18n import N_, Message

# errors of Windows, which Python gives fewer numbers
ACCESS_DENIED, SHARING_VIOLATION = 5, 32
_PATH_NOT_FOUND, _LOCK_VIOLATION, _NAME_TOO_LONG = 3, 33, 206
_OPEN_ELSEWHERE = {SHARING_VIOLATION, _LOCK_VIOLATION}
_LONGEST_PATH = 247  # of a folder; a file's has 259 characters
_SYSTEM_ERRORS = {
    "ENOENT": N_("no such file or directory"),
    "EACCES": N_("permission denied"),
    "EPERM": N_("operation not permitted"),
    "EEXIST": N_("file exists"),
    "EISDIR": N_("is a directory"),
    "ENOTDIR": N_("not a directory"),
    "ENOTEMPTY": N_("directory not empty"),
    "ENOSPC": N_("no space left on device"),
    "EDQUOT": N_("disk quota exceeded"),
    "EROFS": N_("read-only file system"),
    "EIO": N_("input/output error"),
    "EINVAL": N_("invalid argument"),
    "EBADF": N_("bad file descriptor"),
    "EMFILE": N_("too many open files"),
    "ENFILE": N_("too many open files"),
    "ENAMETOOLONG": N_("file name too long"),
    "ELOOP": N_("too many levels of symbolic links"),
    "EXDEV": N_("invalid cross-device link"),
    "EFBIG": N_("file too large"),
    "EBUSY": N_("device or resource busy"),
    "ETXTBSY": N_("text file busy"),
    "ENOEXEC": N_("exec format error"),
    "EPIPE": N_("broken pipe"),
    "ESTALE": N_("stale file handle"),
    "ENOTSUP": N_("operation not supported"),
    "EOPNOTSUPP": N_("operation not supported"),
    "ENOMEM": N_("cannot allocate memory"),
    "ENOLCK": N_("no locks available"),
    "ENXIO": N_("no such device or address"),
    "EADDRNOTAVAIL": N_("cannot assign requested address"),
    "ECONNREFUSED": N_("connection refused"),
    "ETIMEDOUT": N_("connection timed out"),
}


def os_error_sentence(error: OSError) -> Message:
    """Return an error of the operating system with the file that it is about."""
    return Message("{path}: {reason}", path=Path(error.filename or "csprog"), reason=os_error_reason(error))


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


class NoPlanError(StoreError):
    """There is no plan here, nor a folder of plans: one may have to be begun."""


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


def os_error_reason(error: OSError) -> Message:
    """Return an error of the operating system in words, for `{reason}` of a message.

    The system's own words are in its language, not in the chosen one.
    """
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        return Message("the file is open in another program")
    if _is_too_long(error):
        return Message("the path is longer than the {most} characters that Windows allows", most=_LONGEST_PATH)
    if error.errno is None:  # a library's own words, for instance
        return Message("{reason}", reason=str(error))
    name = errno.errorcode.get(error.errno, str(error.errno))
    return Message(_SYSTEM_ERRORS[name]) if name in _SYSTEM_ERRORS else Message("system error {code}", code=name)


def _is_too_long(error: OSError) -> bool:
    """Tell whether a path is too long for Windows, which then often says that it isn't there."""
    code = getattr(error, "winerror", None)
    if code == _PATH_NOT_FOUND and isinstance(error.filename, str):
        return len(os.path.abspath(error.filename)) > _LONGEST_PATH  # noqa: PTH100 - pathlib's would follow links
    return bool(code == _NAME_TOO_LONG)
