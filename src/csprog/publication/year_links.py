"""Links carried-over measures to the pages of other years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from csprog.programme.model import Programme
from csprog.views.year.anchors import anchor
from csprog.views.year.history import Link
from csprog.views.year.model import MeasureView, SectionView, YearView


def links(programmes: Iterable[Programme], site: str) -> Link:
    """Return a function from a measure's year and id to its address, or None.

    `programmes` are the years that have a page. `site` is the address of the site's folder, or `../` from a year's page.
    """
    by_year = {programme.year: programme for programme in programmes}

    @cache
    def anchors(year: int) -> dict[str, str]:
        measures = by_year[year].measures if year in by_year else ()
        proposals = {placed.proposal.number: anchor("p", placed.proposal.number) for placed in measures}
        return {**proposals, **{placed.id: anchor("m", placed.id) for placed in measures}}

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
