"""What leads readers and search engines to the pages: addresses, the Atom feed, the sitemap, schema.org's Dataset."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from csprog.programme.evaluation import tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.programme.evaluation import Evaluation
    from csprog.programme.model import Passport

FEED, SITEMAP = "atom.xml", "sitemap.xml"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
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
    newest = years[0].programme.passport
    lines = [
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">',
        f"<title>{escape('Отчёты о выполнении Программы')} — {escape(newest.organisation)}</title>",
        f"<id>{escape(base)}</id>",
        f"<updated>{_moment(max(years, key=lambda one: one.day))}</updated>",
        f"<author><name>{escape(newest.organisation)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{escape(base + FEED)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(base)}index.html"/>',
        *(line for one in years for line in _entry(base, one)),
        "</feed>",
    ]
    return _HEAD + "\n".join(lines) + "\n"


def sitemap(base: str, years: Sequence[Evaluation]) -> str:
    """Return the sitemap: the index and the page of each year, with the day of each."""
    newest = max(one.day for one in years)
    places = [(f"{base}index.html", newest), *((page_address(base, one.programme.year), one.day) for one in years)]
    lines = [f"<url><loc>{escape(place)}</loc><lastmod>{day.isoformat()}</lastmod></url>" for place, day in places]
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return _HEAD + "\n".join([opening, *lines, "</urlset>"]) + "\n"


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
    count, year_over = tally(evaluation.rows), evaluation.year_over
    parts = [
        f"Мероприятий в Программе: {count.total}",
        f"выполнено в {evaluation.programme.year} году: {count.done_in_year}",
        f"{'не выполнено' if year_over else 'остальных'}: {count.not_done_in_year}",
    ]
    return f"{'; '.join(parts)}. По состоянию на {evaluation.day:%d.%m.%Y}."


def _entry(base: str, one: Evaluation) -> list[str]:
    year = one.programme.year
    title = f"Отчёт о выполнении Программы за {year} год"
    return [
        "<entry>",
        f"<title>{'Проект. ' if one.is_draft else ''}{title}</title>",
        f"<id>{escape(_identity(one.programme.passport, base))}</id>",
        f"<updated>{_moment(one)}</updated>",
        f'<link rel="alternate" type="text/html" href="{escape(page_address(base, year))}"/>',
        f"<summary>{escape(summary(one))}</summary>",
        "</entry>",
    ]


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
