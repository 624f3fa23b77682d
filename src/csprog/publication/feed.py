"""Writes the Atom feed, the sitemap and schema.org's Dataset of the site."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote, urlsplit, urlunsplit
from xml.etree import ElementTree as ET

from csprog.evaluation.evaluator import Evaluation
from csprog.programme.passport import Passport
from csprog.views.year.about import next_report

FEED, SITEMAP = "atom.xml", "sitemap.xml"
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


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


def atom(base: str, years: Sequence[Evaluation]) -> str:
    """Return the Atom feed (RFC 4287), an entry for each year, newest first.

    `updated` is the day of the page, not the time now: the same years give the same bytes.
    """
    owner = years[0].programme.passport.organisation
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "ru"})
    _add(feed, "title", f"Отчёты о выполнении Программы — {owner}")
    _add(feed, "subtitle", f"Следующий отчёт — {next_report(years[0])}")
    _add(feed, "id", base)
    _add(feed, "updated", _timestamp(max(years, key=lambda year: year.day)))
    _add(_add(feed, "author"), "name", owner)
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    for year in years:
        _add_entry(feed, base, year)
    return _document(feed)


def sitemap(base: str, years: Sequence[Evaluation]) -> str:
    """Return the sitemap: the index and the pages of all years."""
    newest = max(year.day for year in years)
    pages = [(f"{base}index.html", newest), *((page_address(base, year.programme.year), year.day) for year in years)]
    urls = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address, day in pages:
        url = _add(urls, "url")
        _add(url, "loc", address)
        _add(url, "lastmod", day.isoformat())
    return _document(urls)


def dataset(evaluation: Evaluation, downloads: Sequence[tuple[str, str]]) -> str:
    """Return schema.org's Dataset of the year, as JSON-LD to stand in a page.

    `downloads` are the files beside the page with their media types; their addresses are relative if that of the page
    is unknown. Characters that could end a script element are escaped.
    """
    passport, year = evaluation.programme.passport, evaluation.programme.year
    base = site_address(passport)
    folder = f"{base}{year}/" if base else ""
    owner = {"@type": "Organization", "name": passport.organisation}
    document = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{passport.title} за {year} год: мероприятия и их выполнение",
        "description": summary(evaluation),
        "inLanguage": "ru",
        "temporalCoverage": str(year),
        "dateModified": evaluation.day.isoformat(),
        "isAccessibleForFree": True,
        "creator": {**owner, "url": passport.site} if passport.site else owner,
        **({"url": page_address(base, year)} if base else {}),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": folder + name} for name, kind in downloads
        ],
    }
    return json.dumps(document, ensure_ascii=False).translate(_ESCAPES)


def summary(evaluation: Evaluation) -> str:
    """Return the year in a sentence: measures in all, done, not done."""
    counts, year_over = evaluation.counts, evaluation.year_over
    parts = [
        f"Мероприятий в Программе: {counts.total}",
        f"выполнено в {evaluation.programme.year} году: {counts.done_in_year}",
        f"{'не выполнено' if year_over else 'остальных'}: {counts.not_done_in_year}",
    ]
    return f"{'; '.join(parts)}. По состоянию на {evaluation.day:%d.%m.%Y}."


def _add_entry(feed: ET.Element, base: str, evaluation: Evaluation) -> None:
    entry, year = _add(feed, "entry"), evaluation.programme.year
    _add(entry, "title", f"{'Проект. ' if evaluation.is_draft else ''}Отчёт о выполнении Программы за {year} год")
    _add(entry, "id", _entry_id(evaluation.programme.passport, base))
    _add(entry, "updated", _timestamp(evaluation))
    _add(entry, "link", rel="alternate", type="text/html", href=page_address(base, year))
    _add(entry, "summary", summary(evaluation))


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


def _timestamp(evaluation: Evaluation) -> str:
    return f"{evaluation.day.isoformat()}T00:00:00Z"


def _host(netloc: str) -> str:
    """Return a host in ASCII: кц.рф becomes xn--j1ay.xn--p1ai."""
    try:
        return netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(netloc, safe=":[]")
