"""Says when a year was published and corrected, and why, for readers."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.publication.publication_log import PublicationDay
from csprog.views.typography import long_date


def published_line(days: Sequence[PublicationDay]) -> str:
    """Return the days of a year's publications in words, oldest first.

    It is empty of a draft, and of a year published once on a day that nobody recorded.
    """
    if not days or (days[0].published_on is None and len(days) == 1):
        return ""
    first, *corrections = days
    begun = first.published_on
    line = f"Опубликовано {long_date(begun) if begun else f'по состоянию на {long_date(first.as_of)}'}"
    if not corrections:
        return line
    return f"{line}, {'; '.join(map(_correction, corrections))}."


def _correction(day: PublicationDay) -> str:
    reason = " ".join((day.reason or "").split()).rstrip(".")
    return f"исправлено {long_date(day.published_on or day.as_of)}" + (f": {reason}" if reason else "")
