"""Reports a fault of csprog itself: one sentence, a file that helps to mend it, its own exit code."""

from __future__ import annotations

import hashlib
import platform
import re
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from traceback import walk_tb
from typing import NamedTuple

from csprog import __version__
from csprog.cli.command_table import COMMANDS
from csprog.errors import StoreError
from csprog.i18n import Message, current_language
from csprog.store.atomic_write import replace
from csprog.store.private_files import own_folder, state_folder

INTERNAL_ERROR = 3
"""The exit code of a fault of csprog itself, which says nothing of the plan."""
_LIBRARIES = ("typer", "pydantic", "ruamel.yaml", "jinja2", "rich", "babel", "filelock", "platformdirs")
_LIBRARIES_OF_EXTRAS = (
    *("mammoth", "xlsxwriter", "python-calamine", "python-docx", "odfdo"),
    *("typst", "icalendar", "distributed"),
)
_MOST_FRAMES = 30  # at each end of a traceback; an endless recursion has a thousand
_MOST_CAUSES = 10
_REMOTE_FRAME = re.compile(r'^ *File "([^"\n]+)", line ([0-9]+), in ([^\n]+)$', re.MULTILINE)
_NAME_OF_CODE = re.compile(r"[A-Za-z0-9_<>.]+")
_FROZEN = re.compile(r"<[a-z]+(?: [a-z_.]+)?>")


class _Frame(NamedTuple):
    file: str
    line: int
    function: str

    def __str__(self) -> str:
        """Return the frame as reports show it: nothing of it may name a person's folders."""
        known = _known_file(self.file)
        function = self.function if known and _NAME_OF_CODE.fullmatch(self.function) else "…"
        return f"  {known or '(a file of the user)'}:{self.line} {function}"


def internal_error_sentence(error: BaseException, words: list[str]) -> Message:
    """Save a report of the fault and return the sentence that names it.

    `words` are those of the command line; only the command's own name gets into the report.
    """
    kind = type(error).__name__
    text = "\n".join(_report(error, words)) + "\n"
    try:
        file = _save(text)
    except Exception as why:  # noqa: BLE001 - where nothing can be saved, the sentence alone is told
        return Message(
            "csprog itself has failed ({kind}, in {place}); your plan is not the cause; no report could be saved: {why}",
            kind=kind,
            place=_place(error),
            why=why if isinstance(why, StoreError) else type(why).__name__,
        )
    return Message(
        "csprog itself has failed ({kind}); your plan is not the cause; please send {path} to the "
        "csprog project: it holds versions and places in the code, no texts and no names",
        kind=kind,
        path=file,
    )


def _save(text: str) -> Path:
    """Write a report and return its path; the same fault has the same file."""
    folder = own_folder(state_folder() / "errors")
    file = folder / f"error-{hashlib.sha256(text.encode()).hexdigest()[:12]}.txt"
    replace(file, text.encode("utf-8"))
    return file


def _report(error: BaseException, words: list[str]) -> Iterator[str]:
    command = next((word for word in words if word in COMMANDS), "—")
    yield f"csprog {__version__}, command: {command}, language: {current_language()}"
    yield f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield ", ".join(_versions())
    for number, cause in enumerate(_causes(error)):
        yield ""
        yield f"{'caused by' if number else 'error'}: {type(cause).__module__}.{type(cause).__qualname__}"
        yield from _shortened([str(frame) for frame in _frames(cause)])


def _versions() -> Iterator[str]:
    for name in (*_LIBRARIES, *_LIBRARIES_OF_EXTRAS):
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came from; their messages may quote a plan, so nobody is told them."""
    cause: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _frames(error: BaseException) -> Iterator[_Frame]:
    remote = getattr(error, "tb", None)  # of a worker process: the text of its traceback
    if isinstance(remote, str):
        yield from (_Frame(file, int(line), function) for file, line, function in _REMOTE_FRAME.findall(remote))
    for frame, line in walk_tb(error.__traceback__):
        yield _Frame(frame.f_code.co_filename, line, frame.f_code.co_name)


def _shortened(frames: list[str]) -> list[str]:
    return frames if len(frames) <= 2 * _MOST_FRAMES else [*frames[:_MOST_FRAMES], "  …", *frames[-_MOST_FRAMES:]]


def _place(error: BaseException) -> str:
    frames = reversed(list(_frames(error)))
    return next((f"{known}:{frame.line}" for frame in frames if (known := _known_file(frame.file))), "—")


def _known_file(file: str) -> str:
    """Return a file of csprog, Python or a library, from where these lie; empty for others."""
    if _FROZEN.fullmatch(file):
        return file
    folders = [
        Path(__file__).parents[2],
        *(Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "stdlib")),
    ]
    if sys.platform == "win32":
        folders.append(Path(sys.base_prefix, "Lib"))
    for folder in folders:
        with suppress(ValueError):
            return Path(file).relative_to(folder).as_posix()
    return ""
