"""What stands in a journal, as the terminal says it: entries in a line each, sums, where a measure came from."""

from __future__ import annotations

from decimal import Decimal

from csprog.i18n import N_, Message, format_day, format_roubles, translate
from csprog.programme.entries import Completed, Entry, NotCompleted, Postponed, Remark, Reopened, Spent
from csprog.programme.model import CarriedFrom

_EVENTS = {
    "completed": N_("completed"),
    "not-completed": N_("not completed"),
    "postponed": N_("postponed"),
    "cancelled": N_("cancelled"),
    "reopened": N_("reopened"),
    "spent": N_("spent"),
    "remark": N_("remark"),
}


def origin_line(origin: CarriedFrom) -> str:
    """Return where a measure was carried over from, and why."""
    line = str(Message("carried over from the plan of {year}, {id}", year=origin.year, id=origin.id))
    return f"{line}: {origin.reason}" if origin.reason else line


def money(amount: Decimal | None) -> str:
    """Return a sum in roubles; a dash where none is told."""
    return "—" if amount is None else f"{format_roubles(amount)} ₽"


def entry_line(entry: Entry) -> str:
    """Return one line of the journal."""
    parts = [format_day(entry.on), translate(_EVENTS[entry.event])]
    if isinstance(entry, (Completed, NotCompleted, Reopened)) and entry.offices:
        parts.append(f"({', '.join(entry.offices)})")
    if isinstance(entry, Postponed):
        parts.append(f"→ {format_day(entry.to)}")
    if isinstance(entry, Spent):
        parts.append(money(entry.amount))
    text = entry.note if isinstance(entry, (Completed, Remark, Spent)) else entry.reason
    line = " ".join(parts) + (f": {text}" if text else "")
    return f"{line} [{entry.evidence}]" if isinstance(entry, (Completed, Spent)) and entry.evidence else line
