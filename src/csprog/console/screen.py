"""What every view of the terminal shares: the console, words and colours of standings, dates, bars."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from csprog.language import Message, marked, show_date, show_roubles, translate
from csprog.programme.entries import Completed, NotCompleted, Postponed, Remark, Reopened, Spent
from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from decimal import Decimal

    from csprog.console.listing import Cell
    from csprog.programme.entries import Entry
    from csprog.programme.evaluation import Tally
    from csprog.programme.model import CarriedFrom

PIPE_WIDTH = 100  # columns where the output goes to a file or another program
BAR_WIDTH = 24
STYLES = {
    Standing.PLANNED: "",
    Standing.DUE_SOON: "yellow",
    Standing.PARTLY_COMPLETED: "cyan",
    Standing.OVERDUE: "bold red",
    Standing.COMPLETED: "green",
    Standing.COMPLETED_LATE: "green",
    Standing.NOT_COMPLETED: "magenta",
    Standing.CANCELLED: "dim",
}
_WORDS = {
    Standing.PLANNED: marked("planned"),
    Standing.DUE_SOON: marked("due soon"),
    Standing.PARTLY_COMPLETED: marked("partly completed"),
    Standing.OVERDUE: marked("overdue"),
    Standing.COMPLETED: marked("completed"),
    Standing.COMPLETED_LATE: marked("completed late"),
    Standing.NOT_COMPLETED: marked("not completed"),
    Standing.CANCELLED: marked("cancelled"),
}
_EVENTS = {
    "completed": marked("completed"),
    "not-completed": marked("not completed"),
    "postponed": marked("postponed"),
    "cancelled": marked("cancelled"),
    "reopened": marked("reopened"),
    "spent": marked("spent"),
    "remark": marked("remark"),
}


def screen(*, errors: bool = False) -> Console:
    """Return the console of standard output (or of standard error); texts are shown as they are, never as markup."""
    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def word(standing: Standing) -> str:
    """Return a standing's name in the chosen language."""
    return translate(_WORDS[standing])


def standing_text(standing: Standing) -> Text:
    """Return a standing's name in its colour."""
    return Text(word(standing), style=STYLES[standing])


def bar(tally: Tally) -> Cell:
    """Return a bar of what is done: in time, late, then the rest."""
    done = round(BAR_WIDTH * tally.done / tally.total) if tally.total else 0
    return ("█" * done, "green"), ("░" * (BAR_WIDTH - done), "dim")


def origin_line(origin: CarriedFrom) -> str:
    """Return where a measure was carried over from, and why."""
    line = str(Message("carried over from the plan of {year}, {id}", year=origin.year, id=origin.id))
    return f"{line}: {origin.reason}" if origin.reason else line


def money(amount: Decimal | None) -> str:
    """Return a sum in roubles; a dash where none is told."""
    return "—" if amount is None else f"{show_roubles(amount)} ₽"


def entry_line(entry: Entry) -> str:
    """Return one line of the journal."""
    parts = [show_date(entry.on), translate(_EVENTS[entry.event])]
    if isinstance(entry, (Completed, NotCompleted, Reopened)) and entry.offices:
        parts.append(f"({', '.join(entry.offices)})")
    if isinstance(entry, Postponed):
        parts.append(f"→ {show_date(entry.to)}")
    if isinstance(entry, Spent):
        parts.append(money(entry.amount))
    text = entry.note if isinstance(entry, (Completed, Remark, Spent)) else entry.reason
    line = " ".join(parts) + (f": {text}" if text else "")
    return f"{line} [{entry.evidence}]" if isinstance(entry, (Completed, Spent)) and entry.evidence else line
