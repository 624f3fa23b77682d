"""Names the columns of the tables, each with its type; other programs rely on them."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Type(Enum):
    """The types of columns, with their names in SQL; a number that is a name is a text."""

    TEXT = ("text", "VARCHAR")
    NUMBER = ("number", "VARCHAR")
    YEAR = ("year", "SMALLINT")
    COUNT = ("count", "INTEGER")
    DAY = ("day", "DATE")
    YES_NO = ("yes or no", "BOOLEAN")
    AMOUNT = ("amount", "DECIMAL(28, 10)")

    @property
    def sql(self) -> str:
        """The name of the type in SQL."""
        return self.value[1]


class Column(NamedTuple):
    """A column of a table; with `is_key` it is one of those by which a row is found."""

    name: str
    type: Type
    is_key: bool = False


def _columns(keys: str, others: str) -> tuple[Column, ...]:
    """Return the columns of lists such as `year:YEAR text`, of which texts need no type."""
    return tuple(
        Column(name, Type[kind or "TEXT"], is_key=key)
        for listed, key in ((keys, True), (others, False))
        for name, _, kind in (item.partition(":") for item in listed.split())
    )


_PLAN = "company:NUMBER year:YEAR"
_MEASURE = f"{_PLAN} id:NUMBER"

TABLES: dict[str, tuple[Column, ...]] = {
    "plans": _columns(
        _PLAN,
        "folder organisation inn:NUMBER ogrn:NUMBER title source as_of:DAY draft:YES_NO final:YES_NO published_on:DAY "
        "approved_on:DAY measures:COUNT done:COUNT reported_elsewhere:COUNT",
    ),
    "publications": _columns(f"{_PLAN} publication:COUNT", "published_on:DAY as_of:DAY reason"),
    "measures": _columns(
        _MEASURE,
        "section:NUMBER section_title subsection:NUMBER subsection_title proposal:NUMBER proposal_text audience channel text "
        "result due:DAY due_text awaited:DAY standing outcome done_in_year:YES_NO days_overdue:COUNT completed_on:DAY "
        "closed_on:DAY note reason responsible recurring:YES_NO digital:YES_NO carried_from_year:YEAR "
        "carried_from_id:NUMBER",
    ),
    "offices": _columns(f"{_MEASURE} office", "standing outcome completed_on:DAY note reason"),
    "entries": _columns(f"{_MEASURE} entry:COUNT office", "on:DAY event to:DAY amount:AMOUNT note reason document"),
    "money": _columns(_MEASURE, "planned:AMOUNT spent:AMOUNT source"),
    "indicators": _columns(f"{_PLAN} indicator", "of:NUMBER name unit better baseline:AMOUNT target:AMOUNT method"),
    "actuals": _columns(f"{_PLAN} indicator period", "on:DAY value:AMOUNT note"),
}
"""The columns of each table, those of its key first."""
