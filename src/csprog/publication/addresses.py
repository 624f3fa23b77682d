"""Makes the addresses of a site out of the passport's."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from csprog.programme.passport import Passport


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


def _host(netloc: str) -> str:
    """Return a host in ASCII: кц.рф becomes xn--j1ay.xn--p1ai."""
    try:
        return netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(netloc, safe=":[]")
