"""Where on the pages of earlier years a measure is that was carried over."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from csprog.programme.model import Programme
from csprog.views.year.anchors import anchor
from csprog.views.year.builder import Link


def links(programmes: Iterable[Programme], site: str) -> Link:
    """Return what gives the address of a measure by year and id, None where none of the pages of `programmes` has it.

    `site` is what leads to the site's folder: an address, or `../` from a year's page.
    """
    known = {programme.year: programme for programme in programmes}

    @cache
    def anchors(year: int) -> dict[str, str]:
        measures = known[year].measures if year in known else ()
        proposals = {placed.proposal.number: anchor("p", placed.proposal.number) for placed in measures}
        return {**proposals, **{placed.id: anchor("m", placed.id) for placed in measures}}

    def link(year: int, identifier: str) -> str | None:
        found = anchors(year).get(identifier)
        return None if found is None else f"{site}{year}/index.html#{found}"

    return link


def years_linked(programme: Programme, link: Link) -> tuple[int, ...]:
    """Return the years to whose pages that of `programme` links."""
    origins = [placed.measure.carried_from for placed in programme.measures if placed.measure.carried_from]
    return tuple(sorted({origin.year for origin in origins if link(origin.year, origin.id)}))
