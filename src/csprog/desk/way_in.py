"""Lets one browser in: a key in the address that opens once, then a cookie."""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from csprog.i18n import N_, Message, current_language, translate

_COOKIE = "csprog"
_ENTRANCE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={address}">
<title>csprog</title>
<meta name="color-scheme" content="light dark">
</head>
<body>
<main><h1>csprog</h1><p><a href="{address}">{words}</a></p></main>
</body>
</html>
"""


@dataclass(slots=True)
class WayIn:
    """The way in for one browser: a key that opens once, then a cookie.

    All pages lie below `place`, which nobody else knows: cookies hold for every port of a machine, and so another
    user's server would be sent this one's if it had no path.
    """

    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    place: str = field(default_factory=lambda: f"/{secrets.token_urlsafe(9)}")
    used: bool = False

    def opens(self, key: str) -> bool:
        """Tell whether `key` opens, and let it open no more."""
        opens = not self.used and secrets.compare_digest(key.encode(), self.key.encode())
        self.used = self.used or opens
        return opens

    @property
    def address(self) -> str:
        """The path of the first page."""
        return f"{self.place}/"

    def has_key(self, scope: MutableMapping[str, Any]) -> bool:
        """Tell whether a request is for the first page with a key, right or wrong."""
        return scope["method"] == "GET" and scope["path"] == self.address and bool(_key(scope))

    def answer(self, scope: MutableMapping[str, Any], headers: Headers) -> Response | None:
        """Return the answer that hands out the cookie, or the refusal of who has none; None to who has it."""
        if self.has_key(scope) and self.opens(_key(scope)):
            words = translate(N_("To the desk"))
            page = _ENTRANCE.format(language=current_language(), address=escape(self.address), words=escape(words))
            # not sent on at once: a browser that comes from elsewhere would not show the new cookie there
            entered = HTMLResponse(page)
            entered.set_cookie(_COOKIE, self.cookie, path=self.address, httponly=True, samesite="strict")
            return entered
        if not scope["path"].startswith(self.address) or not self._is_shown_by(headers):
            what = Message("this is for the window that csprog desk opened; end csprog desk and start it again")
            return refused(HTTPStatus.FORBIDDEN, what)
        return None

    def _is_shown_by(self, headers: Headers) -> bool:
        shown = cookie_parser(headers.get("cookie", "")).get(_COOKIE, "")
        return secrets.compare_digest(shown.encode("utf-8", "replace"), self.cookie.encode())


def _key(scope: MutableMapping[str, Any]) -> str:
    query: bytes = scope["query_string"]
    return parse_qs(query.decode("latin-1")).get("key", [""])[0]


def refused(status: HTTPStatus, what: Message) -> Response:
    """Return an answer with csprog's sentence."""
    return PlainTextResponse(f"{what}\n", status)
