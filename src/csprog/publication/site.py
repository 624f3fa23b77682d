"""Builds the files of the site; the caller writes them."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment
from markupsafe import Markup

from csprog import __version__
from csprog.evaluation.continuation import NO_LINEAGE, Lineage
from csprog.evaluation.evaluator import Evaluation, evaluate
from csprog.programme.entries import EvidenceFile
from csprog.programme.model import Programme
from csprog.programme.passport import Passport
from csprog.publication.addresses import page_address, site_address
from csprog.publication.data import as_csv, as_json, dictionary
from csprog.publication.data_package import METADATA, PACKAGE_NAME, csv_metadata, data_package
from csprog.publication.data_schema import SCHEMA_NAME, schema_text
from csprog.publication.dataset import dataset
from csprog.publication.environment import environment, render
from csprog.publication.evidence import file_link, published_files
from csprog.publication.feed import FEED, SITEMAP, Log, atom, sitemap
from csprog.publication.fragment import fragment, windows_1251
from csprog.publication.listed_year import ListedYear, list_year
from csprog.publication.open_data import open_data
from csprog.publication.page_values import page_values, published_documents
from csprog.publication.publication_log import PublicationDay, PublishedVersion, published_version, templates_digest
from csprog.publication.published_line import published_line
from csprog.publication.site_index import INDEX, INDEX_SCHEMA, index_schema, site_index
from csprog.publication.site_listing import SiteListing, list_others, site_listing
from csprog.publication.theme import logo, style_sheet
from csprog.publication.year_links import links, years_linked
from csprog.views.year.about import next_report
from csprog.views.year.builder import build_year
from csprog.views.year.model import YearView
from csprog.views.year.plan_values import PlanValues

FRAGMENT, FRAGMENT_1251 = "fragment.html", "fragment-windows-1251.html"
ACCESSIBILITY = "accessibility.html"


@dataclass(frozen=True, slots=True)
class Publication:
    """A published site.

    `files` are its files by name (2025/index.html, …), `evidence` those to be copied there, `evaluation` and `version` those of the year. `address` is that
    of the site's folder; if the passport gives none it is None, and there is no feed and no sitemap.
    """

    files: dict[str, bytes]
    evidence: dict[str, EvidenceFile]
    evaluation: Evaluation
    version: PublishedVersion
    address: str | None


def publish(  # noqa: PLR0913 - the options of `publish`
    programme: Programme,
    others: Iterable[Programme],
    day: date,
    project_templates: Path | None,
    *,
    errors: int = 0,
    days: Mapping[int, date] | None = None,
    final: bool = False,
    with_fragment: bool = False,
    linkable: Collection[int] | None = None,
    log: Log = MappingProxyType({}),
    lineages: Mapping[int, Lineage] = MappingProxyType({}),
    versions: Mapping[int, PublishedVersion] = MappingProxyType({}),
    documents: Mapping[str, bytes | None] = MappingProxyType({}),
    planned: Collection[int] = (),
) -> Publication:
    """Return the site: the page and data of `programme`, the index of all years.

    `versions` are the last publications of other years: the index lists these as recorded. `others` are plans of other
    years; those that have no such record are listed as of their day in `days`, by default as of `day`. `planned` are the
    years that have a plan. `final` goes into the version. `log` has the publications for good of all years, with `final`
    this one as its year's last. `with_fragment` adds the page as a fragment for another site. Carried-over measures link
    to the pages of other years (to those of `linkable`, if given); `lineages` are what the measures of
    each year came from and went on to, and the data name the next year's as their successor. A plan with `errors` makes a draft. The same programmes, records,
    days and templates give the same bytes.
    `documents` are the formats of the documents beside the page (of `exporting.registry.PUBLISHED`), each with the file
    that is to stay, or None to make it.

    Raises:
        RefusedError: a library that a document needs is not installed.
        TemplateError: a template can't be rendered.
        ThemeError: the company's colour or logo can't be used.
    """
    theme = PageTheme(environment(project_templates), project_templates)
    evaluation = evaluate(programme, day, errors, lineages.get(programme.year, NO_LINEAGE))
    others = tuple(others)
    listing = list_others(programme, others, lambda year: (days or {}).get(year, day), versions, lineages)
    linked = [
        listed for listed in listing if listed.elsewhere is None and (linkable is None or listed.year in linkable)
    ]
    link = links(linked, "../")
    page = build_year(evaluation, link, file_link(""))
    publications = log.get(programme.year, ())
    successor = _successor(programme.year, linked, linkable)
    sources = _YearSources(evaluation, theme, publications, successor, documents)
    of_year = _year_files(sources, page)
    if with_fragment:
        of_year |= _fragment_files(sources, linked)
    digest = templates_digest(project_templates)
    years_of_links = tuple(sorted({*years_linked(page), *([successor] if successor else [])}))
    evidence = published_files(evaluation)
    digests = {name: sha256(data).hexdigest() for name, data in of_year.items()}
    digests |= {name: proof.sha256 for name, proof in evidence.items()}
    published = publications[-1] if publications else PublicationDay(published_on=None, as_of=day)
    version = published_version(
        programme,
        published,
        digest,
        digests,
        final=final,
        linked=years_of_links,
        lineage=evaluation.lineage,
        listed=list_year(evaluation, page),
    )
    frozen = versions.get(programme.year) if linkable is not None else None  # its plan may say something else by now
    own = (frozen or version).listed or list_year(evaluation, page)
    index = site_listing([own, *listing], [programme, *others], planned)
    first_days = {of: days[0].published_on for of, days in log.items() if days}
    files = {
        **{f"{programme.year}/{name}": data for name, data in of_year.items()},
        **_files_of_all(index, theme, log),
        INDEX: site_index(index, {**versions, programme.year: version}, first_days).encode("utf-8"),
        INDEX_SCHEMA: index_schema().encode("utf-8"),
    }
    copied = {f"{programme.year}/{name}": proof for name, proof in evidence.items()}
    return Publication(files, copied, evaluation, version, site_address(index.passport))


@dataclass(frozen=True, slots=True)
class PageTheme:
    """The templates, and the project's folder with the company's logo."""

    templates: Environment
    project: Path | None

    @property
    def has_own_templates(self) -> bool:
        """True if the project has templates of pages, which nobody has checked."""
        return self.project is not None and any(file.suffix in {".html", ".css"} for file in self.project.rglob("*"))

    def values(self, passport: Passport | None) -> dict[str, object]:
        """Return the style sheet, its policy and the logo, as templates want them.

        Without a passport the page has no colour or logo of a company.
        """
        styles = Markup(style_sheet(self.templates, passport))  # noqa: S704 - a style sheet of csprog or the project
        image = logo(passport, self.project) if passport else None
        return {"styles": styles, "policy": _policy(styles), "logo": image}


def _successor(year: int, others: Iterable[ListedYear], linkable: Collection[int] | None) -> int | None:
    """Return the year after `year` if its data are published and no draft.

    Of a year published for good, `linkable` says whether they were when it was.
    """
    is_one = any(other.year == year + 1 and (linkable is not None or not other.draft) for other in others)
    return year + 1 if is_one else None


@dataclass(frozen=True, slots=True)
class _YearSources:
    """What the files of a year are made of."""

    evaluation: Evaluation
    theme: PageTheme
    publications: Sequence[PublicationDay]
    successor: int | None
    documents: Mapping[str, bytes | None]


def _year_files(sources: _YearSources, page: YearView) -> dict[str, bytes]:
    """Return the files of a year's folder by name, without the record."""
    evaluation, theme, publications = sources.evaluation, sources.theme, sources.publications
    programme = evaluation.programme
    address, data = site_address(programme.passport), f"programme-{programme.year}"
    opened = open_data(evaluation)
    downloads = {f"{data}.json": "application/json", f"{data}.csv": "text/csv"}
    described = dataset(evaluation, downloads, sources.successor, publications)
    values = {
        **theme.values(programme.passport),
        **page_values(evaluation, page, sources.documents),
        "statement_of_access": not theme.has_own_templates,
        "published": published_line(publications),
        "noindex": evaluation.is_draft,
        "canonical": page_address(address, programme.year) if address else None,
        "feed": f"{address}{FEED}" if address else None,
        "dataset": Markup(described),  # noqa: S704 - `dataset` has escaped it
        "open_data": bool(opened),
    }
    files = {
        "index.html": render(theme.templates, "page.html", values).encode("utf-8"),
        f"{data}.json": as_json(evaluation, publications).encode("utf-8"),
        f"{data}.csv": as_csv(evaluation).encode("utf-8"),
        f"{data}.dictionary.csv": dictionary().encode("utf-8"),
        SCHEMA_NAME: schema_text().encode("utf-8"),
        f"{data}.csv{METADATA}": csv_metadata(evaluation).encode("utf-8"),
        **published_documents(evaluation, theme.project, sources.documents),
        **{f"opendata/{name}": text.encode("utf-8") for name, text in opened.items()},
    }
    return {**files, PACKAGE_NAME: data_package(evaluation, files).encode("utf-8")}


def _fragment_files(sources: _YearSources, linked: Sequence[ListedYear]) -> dict[str, bytes]:
    """Return the fragment in both encodings by name."""
    evaluation, theme = sources.evaluation, sources.theme
    address = site_address(evaluation.programme.passport)
    # From another site only full addresses lead to the pages of other years.
    folder = f"{address}{evaluation.programme.year}/" if address else None
    page = build_year(evaluation, links(linked if address else (), address or ""), file_link(folder))
    values = page_values(evaluation, page, sources.documents, folder)
    values |= {"published": published_line(sources.publications), "open_data": bool(open_data(evaluation))}
    text = fragment(page, environment(theme.project, fragment=True), values)
    return {FRAGMENT: text.encode("utf-8"), FRAGMENT_1251: windows_1251(text)}


def _files_of_all(index: SiteListing, theme: PageTheme, log: Log) -> dict[str, bytes]:
    """Return the index, and if the address is known the feed and the sitemap.

    The newest year comes first. Drafts are in the index alone, and so are years that were reported elsewhere.
    """
    years, passport = index.years, index.passport
    address = site_address(passport)
    values = {
        **theme.values(passport),
        "years": years,
        "passport": PlanValues().of(passport),
        "without": index.without,
        "unpublished": index.unpublished,
        "published": MappingProxyType({listed.year: published_line(log.get(listed.year, ())) for listed in years}),
        "canonical": f"{address}index.html" if address else None,
        "feed": f"{address}{FEED}" if address else None,
        "next_report": next_report(years[0].year, draft=years[0].draft),
        "description": years[0].statement,
        "statement_of_access": not theme.has_own_templates,
    }
    texts = {"index.html": render(theme.templates, "index.html", values)}
    if not theme.has_own_templates:
        texts[ACCESSIBILITY] = render(theme.templates, ACCESSIBILITY, values | {"version": __version__})
    if address:
        told = [year for year in years if year.elsewhere is None and (year.year in log or not year.draft)]
        texts[FEED] = atom(address, passport.organisation, told, years[0], log)
        texts[SITEMAP] = sitemap(address, told, years[0].day, log)
    return {name: text.encode("utf-8") for name, text in texts.items()}


def _policy(styles: str) -> str:
    """Return a content security policy that allows the style sheet alone."""
    digest = base64.b64encode(sha256(styles.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
