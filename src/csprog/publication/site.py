"""The files of the site: text in, bytes out; the caller writes them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment
from markupsafe import Markup

from csprog.evaluation.evaluator import Evaluation, evaluate
from csprog.programme.model import Passport, Programme
from csprog.publication.data import SCHEMA_NAME, as_csv, as_json, dictionary, schema_text
from csprog.publication.environment import environment, render
from csprog.publication.feed import FEED, SITEMAP, atom, dataset, page_address, site_address, sitemap
from csprog.publication.open_data import open_data
from csprog.publication.publication_log import RECORD, PublicationRecord, record, templates_digest
from csprog.publication.theme import logo, style_sheet
from csprog.publication.year_links import links, years_linked
from csprog.views.year.builder import build_year
from csprog.views.year.model import YearView

FRAGMENT, FRAGMENT_1251 = "fragment.html", "fragment-windows-1251.html"
_AS_ALL: Mapping[int, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Publication:
    """The site's files by name (2025/index.html, …), the evaluation that the year's page rests on, and its record.

    `address` is that of the folder in which the site lies; None where the passport gives none, and then there is no
    feed and no sitemap, which can't do without.
    """

    files: dict[str, bytes]
    evaluation: Evaluation
    record: PublicationRecord
    address: str | None


def publish(  # noqa: PLR0913 - what a site is made of
    programme: Programme,
    others: Iterable[Programme],
    day: date,
    project_templates: Path | None,
    *,
    errors: int = 0,
    days: Mapping[int, date] = _AS_ALL,
    final: bool = False,
    with_fragment: bool = False,
    linkable: Collection[int] | None = None,
) -> Publication:
    """Return the site: the page of `programme` as of `day` with its data, and the index of all years.

    `others` are the other years that the index lists, each as of its day in `days`, if it has one there. The record
    says whether the year is published for good (`final`). `with_fragment` adds the page as a part for another site's
    page. Measures that were carried over link to the page of their year, if it is among the `others` (and `linkable`,
    where that is given). A plan with `errors` makes a
    draft. The same programmes, days and templates give the same bytes.

    Raises:
        TemplateFault: a template can't be rendered.
        ThemeFault: the company's colour or sign can't be used.
    """
    look = Look(environment(project_templates), project_templates)
    evaluation = evaluate(programme, day, errors)
    others = tuple(others)
    earlier = [one for one in others if one.year < programme.year and (linkable is None or one.year in linkable)]
    link = links(earlier, "../")
    page = build_year(evaluation, link)
    of_year = _year_files(evaluation, page, look)
    if with_fragment:
        of_year |= _fragment_files(evaluation, earlier, look)
    digest, linked = templates_digest(project_templates), years_linked(programme, link)
    published = record(programme, day, digest, of_year, final=final, linked=linked)
    years = [evaluation, *(evaluate(other, days.get(other.year, day)) for other in others)]
    years.sort(key=lambda one: one.programme.year, reverse=True)
    files = {
        **{f"{programme.year}/{name}": data for name, data in of_year.items()},
        f"{programme.year}/{RECORD}": published.text().encode("utf-8"),
        **_files_of_all(years, [page if one is evaluation else build_year(one) for one in years], look),
    }
    return Publication(files, evaluation, published, site_address(years[0].programme.passport))


@dataclass(frozen=True, slots=True)
class Look:
    """The templates, and the folder of the project's own with the company's sign in it."""

    templates: Environment
    project: Path | None

    def of(self, passport: Passport | None) -> dict[str, object]:
        """Return what every page needs to look as the passport asks; None: of no company in particular."""
        styles = Markup(style_sheet(self.templates, passport))  # noqa: S704 - our own sheet
        sign = logo(passport, self.project) if passport else None
        return {"styles": styles, "policy": _policy(styles), "logo": sign}


def _year_files(evaluation: Evaluation, page: YearView, look: Look) -> dict[str, bytes]:
    """Return the files in a year's folder by name; of other years nothing is in them but links to their pages."""
    programme = evaluation.programme
    looks, address = look.of(programme.passport), site_address(programme.passport)
    data = f"programme-{programme.year}"
    described = dataset(evaluation, [(f"{data}.json", "application/json"), (f"{data}.csv", "text/csv")])
    values = {
        **looks,
        "page": page,
        "canonical": page_address(address, programme.year) if address else None,
        "feed": f"{address}{FEED}" if address else None,
        "dataset": Markup(described),  # noqa: S704 - nothing in it can end it
    }
    return {
        "index.html": render(look.templates, "page.html", values).encode("utf-8"),
        f"{data}.json": as_json(evaluation).encode("utf-8"),
        f"{data}.csv": as_csv(evaluation).encode("utf-8"),
        f"{data}.dictionary.csv": dictionary().encode("utf-8"),
        SCHEMA_NAME: schema_text().encode("utf-8"),
        **{f"opendata/{name}": text.encode("utf-8") for name, text in open_data(evaluation).items()},
    }


def _fragment_files(evaluation: Evaluation, earlier: Sequence[Programme], look: Look) -> dict[str, bytes]:
    """Return the page as a part in both encodings; from another site only full addresses lead to earlier years."""
    from csprog.publication.fragment import fragment, windows_1251  # noqa: PLC0415 - not every site takes a part

    address = site_address(evaluation.programme.passport)
    page = build_year(evaluation, links(earlier if address else (), address or ""))
    templates = environment(look.project, fragment=True)
    part = fragment(page, templates)
    return {FRAGMENT: part.encode("utf-8"), FRAGMENT_1251: windows_1251(part)}


def _files_of_all(years: Sequence[Evaluation], pages: Sequence[YearView], look: Look) -> dict[str, bytes]:
    """Return the index, and where its address is known the feed and the sitemap; the newest year comes first."""
    passport = years[0].programme.passport
    address = site_address(passport)
    values = {
        **look.of(passport),
        "years": pages,
        "canonical": f"{address}index.html" if address else None,
        "feed": f"{address}{FEED}" if address else None,
    }
    texts = {"index.html": render(look.templates, "index.html", values)}
    if address:
        texts |= {FEED: atom(address, years), SITEMAP: sitemap(address, years)}
    return {name: text.encode("utf-8") for name, text in texts.items()}


def _policy(styles: str) -> str:
    """Return the page's content security policy: nothing from anywhere, and this one style sheet (CSP level 3)."""
    digest = base64.b64encode(hashlib.sha256(styles.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
