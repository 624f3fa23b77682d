"""What leads readers and search engines to the pages: addresses, the Atom feed, the sitemap, schema.org's Dataset."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote, urlsplit, urlunsplit
from xml.etree import ElementTree as ET

from csprog.evaluation.evaluator import Evaluation
from csprog.programme.model import Passport

FEED, SITEMAP = "atom.xml", "sitemap.xml"
_INERT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def site_address(passport: Passport) -> str | None:
    """Return the address of the folder in which the site lies, with its last slash; None if the passport gives none.

    An address with a query or a fragment is that of a page, below which nothing can lie.
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
    """Return the Atom feed (RFC 4287) of the years, newest first: an entry a year, its id the same for ever.

    An entry is as new as the day of its page; no clock is asked, so that the same years give the same bytes.
    """
    owner = years[0].programme.passport.organisation
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "ru"})
    _add(feed, "title", f"Отчёты о выполнении Программы — {owner}")
    _add(feed, "id", base)
    _add(feed, "updated", _moment(max(years, key=lambda one: one.day)))
    _add(_add(feed, "author"), "name", owner)
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    for one in years:
        _add_entry(feed, base, one)
    return _document(feed)


def sitemap(base: str, years: Sequence[Evaluation]) -> str:
    """Return the sitemap: the index and the page of each year, with the day of each."""
    newest = max(one.day for one in years)
    pages = [(f"{base}index.html", newest), *((page_address(base, one.programme.year), one.day) for one in years)]
    urls = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address, day in pages:
        url = _add(urls, "url")
        _add(url, "loc", address)
        _add(url, "lastmod", day.isoformat())
    return _document(urls)


def dataset(evaluation: Evaluation, downloads: Sequence[tuple[str, str]]) -> str:
    """Return the year's data as schema.org's Dataset, in JSON-LD that no text of it can end.

    `downloads` are the files beside the page with their media types. Where the address of the page is unknown, theirs
    are relative to it.
    """
    passport, year = evaluation.programme.passport, evaluation.programme.year
    base = site_address(passport)
    beside = f"{base}{year}/" if base else ""
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
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": beside + name} for name, kind in downloads
        ],
    }
    return json.dumps(document, ensure_ascii=False).translate(_INERT)


def summary(evaluation: Evaluation) -> str:
    """Return the year in a line: how many measures, how many carried out, late, not."""
    counts, year_over = evaluation.counts, evaluation.year_over
    parts = [
        f"Мероприятий в Программе: {counts.total}",
        f"выполнено в {evaluation.programme.year} году: {counts.done_in_year}",
        f"{'не выполнено' if year_over else 'остальных'}: {counts.not_done_in_year}",
    ]
    return f"{'; '.join(parts)}. По состоянию на {evaluation.day:%d.%m.%Y}."


def _add_entry(feed: ET.Element, base: str, one: Evaluation) -> None:
    entry, year = _add(feed, "entry"), one.programme.year
    _add(entry, "title", f"{'Проект. ' if one.is_draft else ''}Отчёт о выполнении Программы за {year} год")
    _add(entry, "id", _identity(one.programme.passport, base))
    _add(entry, "updated", _moment(one))
    _add(entry, "link", rel="alternate", type="text/html", href=page_address(base, year))
    _add(entry, "summary", summary(one))


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element


def _document(root: ET.Element) -> str:
    ET.indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _identity(passport: Passport, base: str) -> str:
    """Return a tag (RFC 4151) of the year's own address: the site may move, the entry stays the same."""
    host = urlsplit(site_address(passport) or base).hostname
    return f"tag:{host},{passport.year}:csprog/programme"


def _moment(one: Evaluation) -> str:
    return f"{one.day.isoformat()}T00:00:00Z"


def _host(netloc: str) -> str:
    """Return a host in letters that every program reads: кц.рф becomes xn--j1ay.xn--p1ai."""
    try:
        return netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(netloc, safe=":[]")
