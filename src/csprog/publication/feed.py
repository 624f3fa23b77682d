"""Writes the Atom feed and the sitemap of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from csprog.publication.addresses import page_address
from csprog.publication.listed_year import ListedYear, year_summary
from csprog.publication.publication_log import PublicationDay
from csprog.publication.published_line import published_line
from csprog.views.year.about import next_report

FEED, SITEMAP = "atom.xml", "sitemap.xml"

Log = Mapping[int, Sequence[PublicationDay]]
"""The publications for good of each year, oldest first."""


def atom(base: str, owner: str, years: Sequence[ListedYear], newest: ListedYear, log: Log) -> str:
    """Return the Atom feed (RFC 4287) of `owner`, an entry for each of `years`, newest first.

    `published` and `updated` are the days of its publications, else that of the page. `newest` may be a draft, which is
    no entry: it tells which report is the next one, and the day of a feed without entries. None is the time now: the same
    years give the same bytes.
    """
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "ru"})
    _add(feed, "title", f"Отчёты о выполнении Программы — {owner}")
    _add(feed, "subtitle", f"Следующий отчёт — {next_report(newest.year, draft=newest.draft)}")
    _add(feed, "id", base)
    _add(feed, "updated", _timestamp(max((_updated(year, log) for year in years), default=newest.day)))
    _add(_add(feed, "author"), "name", owner)
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    for year in years:
        _add_entry(feed, base, year, log)
    return _document(feed)


def sitemap(base: str, years: Sequence[ListedYear], day: date, log: Log) -> str:
    """Return the sitemap: the index, which is of `day` if there are no years, and the pages."""
    days = [_updated(year, log) for year in years]
    addresses = [page_address(base, year.year) for year in years]
    pages = [(f"{base}index.html", max(days, default=day)), *zip(addresses, days, strict=True)]
    urls = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address, updated in pages:
        url = _add(urls, "url")
        _add(url, "loc", address)
        _add(url, "lastmod", updated.isoformat())
    return _document(urls)


def _add_entry(feed: ET.Element, base: str, listed: ListedYear, log: Log) -> None:
    entry, year = _add(feed, "entry"), listed.year
    _add(entry, "title", f"Отчёт о выполнении Программы за {year} год")
    # A tag URI (RFC 4151), which stays the same when the site moves.
    _add(entry, "id", f"tag:{listed.host or urlsplit(base).hostname},{year}:csprog/programme")
    if first := next(iter(log.get(year, ())), None):
        _add(entry, "published", _timestamp(first.published_on or first.as_of))
    _add(entry, "updated", _timestamp(_updated(listed, log)))
    _add(entry, "link", rel="alternate", type="text/html", href=page_address(base, year))
    _add(entry, "summary", " ".join(filter(None, (year_summary(listed), published_line(log.get(year, ()))))))


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element


def _document(root: ET.Element) -> str:
    ET.indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _updated(listed: ListedYear, log: Log) -> date:
    """Return the day of a year's last publication, else that of its page."""
    last = next(reversed(log.get(listed.year, ())), None)
    return listed.day if last is None else last.published_on or last.as_of


def _timestamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
