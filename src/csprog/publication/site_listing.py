"""Lists the years of a site: those published by their records, others by their plans."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.continuation import NO_LINEAGE, Lineage
from csprog.evaluation.evaluator import evaluate
from csprog.programme.model import Programme
from csprog.programme.passport import Passport
from csprog.publication.listed_year import ListedYear, list_year, unknown_year
from csprog.publication.publication_log import PublishedVersion
from csprog.views.year.builder import build_year


@dataclass(frozen=True, slots=True)
class SiteListing:
    """The years of a site, newest first, and the newest passport that is at hand.

    Between the years `without` have no Programme, and the reports of `unpublished` lie nowhere yet.
    """

    years: tuple[ListedYear, ...]
    passport: Passport
    without: tuple[int, ...]
    unpublished: tuple[int, ...]


def site_listing(years: Iterable[ListedYear], programmes: Iterable[Programme], planned: Collection[int]) -> SiteListing:
    """Return the listing of `years`; `programmes` are the plans at hand, `planned` the years that have one."""
    newest_first = sorted(years, key=lambda listed: listed.year, reverse=True)
    listed = {one.year for one in newest_first}
    between = [year for year in range(min(listed), max(listed)) if year not in listed]
    return SiteListing(
        years=tuple(newest_first),
        passport=max((programme.passport for programme in programmes), key=lambda passport: passport.year),
        without=tuple(year for year in between if year not in planned),
        unpublished=tuple(year for year in between if year in planned),
    )


def list_others(
    programme: Programme,
    others: Sequence[Programme],
    day_of: Callable[[int], date],
    versions: Mapping[int, PublishedVersion],
    lineages: Mapping[int, Lineage],
) -> tuple[ListedYear, ...]:
    """Return the other years of a site than that of `programme`.

    Those of `versions` are told as these record it; `others` are plans, told as of the day that `day_of` gives and in the
    light of their `lineages`, where no record tells more.
    """
    by_plan = {other.year: other for other in others}
    return tuple(
        _recorded(versions.get(year))
        or _by_plan(by_plan.get(year), day_of(year), lineages.get(year, NO_LINEAGE))
        or unknown_year(year, day_of(year), programme.passport.organisation)
        for year in sorted({*by_plan, *versions} - {programme.year})
    )


def _recorded(version: PublishedVersion | None) -> ListedYear | None:
    return version.listed if version else None


def _by_plan(plan: Programme | None, day: date, lineage: Lineage) -> ListedYear | None:
    if plan is None:
        return None
    evaluation = evaluate(plan, day, lineage=lineage)
    return list_year(evaluation, build_year(evaluation))
