"""Links carried-over measures to the pages of other years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from csprog.publication.listed_year import ListedYear
from csprog.views.year.anchors import anchor
from csprog.views.year.history import Link
from csprog.views.year.model import MeasureView, SectionView, YearView


def links(years: Iterable[ListedYear], site: str) -> Link:
    """Return a function from a measure's year and id to its address, or None.

    `years` are those that have a page. `site` is the address of the site's folder, or `../` from a year's page.
    """
    by_year = {listed.year: listed for listed in years}

    @cache
    def anchors(year: int) -> dict[str, str]:
        ids = by_year[year].ids if year in by_year else ()
        proposals = {identifier.rpartition(".")[0] for identifier in ids}
        return {
            **{number: anchor("p", number) for number in proposals},
            **{identifier: anchor("m", identifier) for identifier in ids},
        }

    def link(year: int, identifier: str) -> str | None:
        target = anchors(year).get(identifier)
        return None if target is None else f"{site}{year}/index.html#{target}"

    return link


def years_linked(page: YearView) -> tuple[int, ...]:
    """Return the years to whose pages a year's page links."""
    measures = [measure for section in page.sections for measure in measures_in(section)]
    years = {measure.origin.year for measure in measures if measure.origin and measure.origin.address}
    years |= {measure.repeats.year for measure in measures if measure.repeats and measure.repeats.address}
    onward = (one for measure in measures for one in (*measure.destinations, *measure.repetitions))
    years |= {one.year for one in onward if one.address}
    return tuple(sorted(years))


def measures_in(section: SectionView) -> Iterator[MeasureView]:
    """Yield the measures of a section."""
    for subsection in section.subsections:
        for proposal in subsection.proposals:
            yield from proposal.measures
