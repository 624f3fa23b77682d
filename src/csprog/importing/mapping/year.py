"""Finds the year that a document is the plan of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from csprog.errors import UsageError
from csprog.i18n import Message
from csprog.importing.readers.document import Paragraph, SourceDocument, lines_of_document

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_OF_PLAN = re.compile(
    r"(?<![а-я])(?:на|в) (?:период )?(20[0-9]{2})(?:\s?[-–—]\s?(20[0-9]{2}))?(?:\s?г(?:\.|г\.|ода?|оду|оды)?)?(?![0-9])",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[0-3][0-9]\.[01][0-9]\.([0-9]{2})(?![0-9])")


def named_year(document: SourceDocument) -> int | None:
    """Return the year that `document` is the plan of, None if it names none.

    That is the year of its headings («на 2026 год»), else the one that it names most often.

    Raises:
        UsageError: it could be one of several.
    """
    lines = [line for _, line in lines_of_document(document)]
    above = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    for texts in (above, lines):
        spans = {match.groups() for text in texts for match in _OF_PLAN.finditer(text)}
        years = sorted({year for span in spans for year in span if year})
        if len(years) == 1:
            return int(years[0])
        if years:
            break
    else:
        return _named_most(lines)
    raise _several(years)


def _named_most(lines: Iterable[str]) -> int | None:
    years = Counter(
        year for line in lines for year in [*_YEAR.findall(line), *(f"20{short}" for short in _SHORT.findall(line))]
    )
    first, *others = years.most_common(2) or [("", 0)]
    if others and others[0][1] == first[1]:
        raise _several(sorted(year for year, count in years.items() if count == first[1]))
    return int(first[0]) if first[0] else None


def _several(years: list[str]) -> UsageError:
    return UsageError(
        Message("the document may be the plan of {years}; give the year with --year", years=", ".join(years))
    )
