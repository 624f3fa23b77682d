"""Links carried-over measures to the pages of earlier years."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from csprog.programme.model import Programme
from csprog.views.year.anchors import anchor
from csprog.views.year.builder import Link


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


def years_linked(programme: Programme, link: Link) -> tuple[int, ...]:
    """Return the years to whose pages the page of `programme` links."""
    origins = [placed.measure.carried_from for placed in programme.measures if placed.measure.carried_from]
    return tuple(sorted({origin.year for origin in origins if link(origin.year, origin.id)}))
