"""Opens the user's browser without showing the key to the machine's other users."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}"><title>csprog</title></head>
<body><a href="{address}">csprog</a></body></html>
"""


@contextmanager
def opened(address: str | None) -> Iterator[Callable[[], object]]:
    """Yield a function that opens `address` in the browser; it does nothing for None, or where there is no screen.

    A program's arguments can be read by every user of a machine: the browser is given a file that only its own user can
    read, and that leads on.
    """
    if address is None or not _has_screen():
        yield lambda: None
        return
    with TemporaryDirectory(prefix="csprog-", ignore_cleanup_errors=True) as folder:
        page = Path(folder, "desk.html")
        page.write_text(_PAGE.format(address=escape(address)), encoding="utf-8")
        yield lambda: webbrowser.open(page.as_uri())


def _has_screen() -> bool:
    """Tell whether a window can be opened; a browser of the terminal would take it from its user."""
    return sys.platform in {"win32", "darwin"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
