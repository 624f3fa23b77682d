"""The console of Rich, for what is more than lines and lists: reports, bars that move."""

from __future__ import annotations

import sys

from rich.console import Console

from csprog.console import terminal


def screen(*, errors: bool = False) -> Console:
    """Return the console of standard output (or of standard error); texts are shown as they are, never as markup."""
    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() else terminal.PIPE_WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)
