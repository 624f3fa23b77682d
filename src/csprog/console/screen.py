"""What every view of the terminal shares: the console, the words of standings in their colours."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from csprog.console import terminal
from csprog.console.standings import STYLES, word

if TYPE_CHECKING:
    from csprog.programme.terms import Standing


def screen(*, errors: bool = False) -> Console:
    """Return the console of standard output (or of standard error); texts are shown as they are, never as markup."""
    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() else terminal.PIPE_WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def standing_text(standing: Standing) -> Text:
    """Return a standing's name in its colour."""
    return Text(word(standing), style=STYLES[standing])
