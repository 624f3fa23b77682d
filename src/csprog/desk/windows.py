"""Ends the desk two minutes after its last window has gone, without a script.

Each page holds a frame that nobody sees, which asks for itself again every few seconds: nothing of the page around it
is loaded anew, and with the window the frame goes too.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

EVERY = 20
"""Seconds from one question of a window to its next."""
PATIENCE = 120.0
"""Seconds without a question after which no window is left."""
_LOOK = 1.0  # seconds
_FRAME = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="{EVERY}"><title>csprog</title></head>
<body></body></html>
"""


class Windows:
    """The windows in which pages of the desk are open."""

    def __init__(self, patience: float = PATIENCE) -> None:
        """Wait for the first window as long as it takes."""
        self._patience = patience
        self._seen: float | None = None

    def frame(self) -> str:
        """Return what the frame of a window shows, and remember that the window is there."""
        self.seen()
        return _FRAME

    def seen(self) -> None:
        """Remember that a window is there."""
        self._seen = time.monotonic()

    async def wait_until_gone(self, end: Callable[[], None]) -> None:
        """Call `end` once the last window has been gone for long enough."""
        last = time.monotonic()
        while True:
            await asyncio.sleep(_LOOK)
            now = time.monotonic()
            if now - last > self._patience and self._seen is not None:
                self._seen = now  # the machine slept: so did its windows
            last = now
            if self._seen is not None and now - self._seen > self._patience:
                end()
                return
