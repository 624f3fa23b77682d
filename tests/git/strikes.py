"""Runs csprog as a process of its own (a fork, which need not start Python) and strikes it at a step of a write.

Only what happens to the plan and its temporary file is a step; csprog's notes elsewhere are another file's.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import warnings
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csprog.__main__ import main

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable

    from tests.git.office import Office

STEPS = [
    ("create", "before"),
    ("create", "after"),
    ("write", "before"),
    ("write", "halfway"),
    ("write", "after"),
    ("flush", "before"),
    ("flush", "after"),
    ("rename", "before"),
    ("rename", "after"),
    ("flush folder", "before"),
    ("flush folder", "after"),
]
"""All that is done to put one file in the place of another, in this order, and when a process may be struck in it."""


@dataclass
class End:
    """How a process ended: its exit code, negative for the signal that ended it, and its standard error."""

    code: int
    stderr: str


def apart(office: Office, first: Callable[[], object], *words: str) -> End:
    """Run `csprog WORDS` as a process of its own, which does `first` before."""
    with tempfile.TemporaryFile() as errors:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12: should another test's thread still run
            process = os.fork()
        if process == 0:
            _become_csprog(office, first, words, errors.fileno())
        _, status = os.waitpid(process, 0)
        errors.seek(0)
        return End(os.waitstatus_to_exitcode(status), errors.read().decode("utf-8"))


def _become_csprog(office: Office, first: Callable[[], object], words: tuple[str, ...], errors: int) -> None:
    code = 70
    try:
        sys.stdout, sys.stderr = io.StringIO(), os.fdopen(errors, "w", encoding="utf-8")
        sys.argv = ["csprog", *words]
        with chdir(office.folder):
            first()
            main()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.stderr.flush()
        os._exit(code)


def struck(step: str, when: str, number: signal.Signals, plan: Path) -> Callable[[], None]:
    """Give what lets this process send itself a signal before, halfway through or after `step` of writing `plan`."""

    def arm() -> None:
        descriptors: list[int] = []  # of the temporary file

        def is_temporary(path: Any, *_: Any) -> bool:
            return Path(path).parent == plan.parent and Path(path).name.startswith(f".{plan.name}.")

        def is_folder(descriptor: int) -> bool:
            return os.path.samestat(os.fstat(descriptor), plan.parent.stat())

        def is_file(descriptor: int, *_: Any) -> bool:
            return descriptor in descriptors and not is_folder(descriptor)

        def strike(*_: object) -> None:
            os.kill(os.getpid(), number)

        _around("open", is_temporary, {"after": descriptors.append})
        calls: dict[str, tuple[str, Callable[..., bool]]] = {
            "create": ("open", is_temporary),
            "flush": ("fsync", is_file),
            "rename": ("replace", is_temporary),
            "flush folder": ("fsync", is_folder),
        }
        if step in calls:
            _around(*calls[step], {when: strike})
        else:
            _around("fdopen", is_file, {"after": lambda file: _spoil(file, when, strike)})

    return arm


def _around(name: str, is_it: Callable[..., bool], what: dict[str, Callable[..., object]]) -> None:
    """Do something before or after every call of this function of `os` for whose arguments `is_it` holds."""
    call = getattr(os, name)

    def called(*words: Any, **named: Any) -> Any:
        found = is_it(*words)
        if found and "before" in what:
            what["before"]()
        result = call(*words, **named)
        if found and "after" in what:
            what["after"](result)
        return result

    setattr(os, name, called)


def _spoil(file: Any, when: str, strike: Callable[[], None]) -> None:
    """Have the process struck while it writes to `file`, whose buffer is emptied before."""
    write = file.write

    def struck_write(data: bytes) -> None:
        parts = {"before": (), "halfway": (data[: len(data) // 2],), "after": (data,)}[when]
        for part in parts:
            write(part)
        file.flush()
        strike()
        for part in parts or (data,):
            write(data[len(part) :] if parts else data)

    file.write = struck_write
