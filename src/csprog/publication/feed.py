"""Writes the Atom feed and the sitemap of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import quote, urlsplit, urlunsplit
from xml.etree import ElementTree as ET

from csprog.evaluation.evaluator import Evaluation
from csprog.programme.passport import Passport
from csprog.publication.publication_log import PublicationDay
from csprog.publication.published_line import published_line
from csprog.views.year.about import next_report

FEED, SITEMAP = "atom.xml", "sitemap.xml"


def site_address(passport: Passport) -> str | None:
    """Return the address of the site's folder, ending in a slash, or None.

    An address with a query or a fragment is that of a single page, so it is not used.
    """
    address = passport.published_at or passport.site
    if address is None or "?" in address or "#" in address:
        return None
    parts = urlsplit(address)
    path = quote(parts.path if parts.path.endswith("/") else f"{parts.path}/", safe="/%:@!$&'()*+,;=~")
    return urlunsplit((parts.scheme, _host(parts.netloc), path, "", ""))


def page_address(base: str, year: int) -> str:
    """Return the address of a year's page."""
    return f"{base}{year}/index.html"


Log = Mapping[int, Sequence[PublicationDay]]
"""The publications for good of each year, oldest first."""


def atom(base: str, owner: str, years: Sequence[Evaluation], newest: Evaluation, log: Log) -> str:
    """Return the Atom feed (RFC 4287) of `owner`, an entry for each of `years`, newest first.

    `published` and `updated` are the days of its publications, else that of the page. A feed without entries is of the
    day of `newest`, which may be a draft. None is the time now: the same years give the same bytes.
    """
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "ru"})
    _add(feed, "title", f"Отчёты о выполнении Программы — {owner}")
    _add(feed, "subtitle", f"Следующий отчёт — {next_report(newest)}")
    _add(feed, "id", base)
    _add(feed, "updated", _timestamp(max((_updated(year, log) for year in years), default=newest.day)))
    _add(_add(feed, "author"), "name", owner)
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    for year in years:
        _add_entry(feed, base, year, log)
    return _document(feed)


def sitemap(base: str, years: Sequence[Evaluation], day: date, log: Log) -> str:
    """Return the sitemap: the index, which is of `day` if there are no years, and the pages."""
    days = [_updated(year, log) for year in years]
    addresses = [page_address(base, year.programme.year) for year in years]
    pages = [(f"{base}index.html", max(days, default=day)), *zip(addresses, days, strict=True)]
    urls = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address, updated in pages:
        url = _add(urls, "url")
        _add(url, "loc", address)
        _add(url, "lastmod", updated.isoformat())
    return _document(urls)


def summary(evaluation: Evaluation) -> str:
    """Return the year in a sentence: measures in all, done, not done."""
    counts = evaluation.counts
    parts = [
        f"Мероприятий в Программе: {counts.total}",
        f"выполнено в {evaluation.programme.year} году: {counts.done_in_year}",
        f"не выполнено: {counts.not_done}",
        *([] if evaluation.year_over else [f"в работе: {counts.in_work}"]),
    ]
    return f"{'; '.join(parts)}. По состоянию на {evaluation.day:%d.%m.%Y}."


def _add_entry(feed: ET.Element, base: str, evaluation: Evaluation, log: Log) -> None:
    entry, year = _add(feed, "entry"), evaluation.programme.year
    _add(entry, "title", f"Отчёт о выполнении Программы за {year} год")
    _add(entry, "id", _entry_id(evaluation.programme.passport, base))
    if first := next(iter(log.get(year, ())), None):
        _add(entry, "published", _timestamp(first.published_on or first.as_of))
    _add(entry, "updated", _timestamp(_updated(evaluation, log)))
    _add(entry, "link", rel="alternate", type="text/html", href=page_address(base, year))
    _add(entry, "summary", " ".join(filter(None, (summary(evaluation), published_line(log.get(year, ()))))))


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element


def _document(root: ET.Element) -> str:
    ET.indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _entry_id(passport: Passport, base: str) -> str:
    """Return a tag URI (RFC 4151), which stays the same when the site moves."""
    host = urlsplit(site_address(passport) or base).hostname
    return f"tag:{host},{passport.year}:csprog/programme"


def _updated(evaluation: Evaluation, log: Log) -> date:
    """Return the day of a year's last publication, else that of its page."""
    last = next(reversed(log.get(evaluation.programme.year, ())), None)
    return evaluation.day if last is None else last.published_on or last.as_of


def _timestamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _host(netloc: str) -> str:
    """Return a host in ASCII: кц.рф becomes xn--j1ay.xn--p1ai."""
    try:
        return netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(netloc, safe=":[]")
