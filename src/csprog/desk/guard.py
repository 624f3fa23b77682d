"""Lets only this machine's own browser window reach the server.

One ASGI layer around the application. What it refuses: another `Host` (a name that a page from elsewhere has pointed at
this machine), requests that another site's page sends, bodies that are too large or too slow, and for the desk
whoever lacks the cookie. Browsers say where a request comes from in `Sec-Fetch-Site` and `Origin`, so forms need
no tokens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from csprog.desk.way_in import WayIn, refused
from csprog.i18n import Message

Event = MutableMapping[str, Any]
Scope = Event
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 2_000_000  # bytes
SLOWEST_BODY = 30.0  # seconds
_NAMES = (LOOPBACK, "localhost")
_READING = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # not no-referrer: then browsers would send the Origin null with each form
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """The layer around an application that listens on `port` of the loopback.

    With a `way_in` it also asks for the cookie.
    """

    def __init__(self, app: Application, port: int, way_in: WayIn | None = None) -> None:
        """Keep what is guarded."""
        self._app, self._way_in = app, way_in
        self._origins = frozenset(f"http://{name}:{port}" for name in _NAMES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with the refusal."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        answer = self._refusal(scope, headers)
        if answer is None and self._way_in is not None:
            answer = self._way_in.answer(scope, headers)
        if answer is None and scope["method"] == "POST":
            body = await _body(receive, headers)
            answer, receive = (body, receive) if isinstance(body, Response) else (None, _replayed(body, receive))
        await (answer or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request that does not come from a page of this server."""
        method = scope["method"]
        if not _is_local(headers.getlist("host")):
            return refused(HTTPStatus.MISDIRECTED_REQUEST, Message("this server answers to the name 127.0.0.1 only"))
        if method not in _READING and method != "POST":
            return refused(
                HTTPStatus.METHOD_NOT_ALLOWED, Message("this server can be read, and sent forms, and no more")
            )
        if self._way_in is not None and self._way_in.has_key(scope):
            return None  # the key is the proof; the browser may come from a file or a terminal
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        from_here = site == "same-origin" or (site is None and origin is not None)
        if method in _READING:
            from_here = site in {None, "same-origin", "none"}
        if not from_here or (origin is not None and origin not in self._origins):
            return refused(HTTPStatus.FORBIDDEN, Message("another site's page may not ask this server for anything"))
        return None


def _is_local(hosts: list[str]) -> bool:
    """Tell whether the one name of the host is this machine's, as no name of another site is."""
    try:
        return len(hosts) == 1 and urlsplit(f"//{hosts[0]}").hostname in _NAMES and "@" not in hosts[0]
    except ValueError:
        return False


async def _body(receive: Receive, headers: Headers) -> bytes | Response:
    """Return the whole body of a request, or the refusal of one too large or too slow."""
    too_large = refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        Message("at most {count} million bytes are taken at once", count=LARGEST_BODY // 10**6),
    )
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        return too_large
    chunks, size = [], 0
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            while True:
                message = await receive()
                chunks.append(message.get("body", b""))
                size += len(chunks[-1])
                if size > LARGEST_BODY:
                    return too_large
                if not message.get("more_body"):
                    return b"".join(chunks)
    except TimeoutError:
        return refused(HTTPStatus.REQUEST_TIMEOUT, Message("the request came too slowly; send it again"))


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body at once."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Event:
        return messages.pop() if messages else await receive()

    return replay


def _with_headers(send: Send) -> Send:
    """Return a `send` that adds the headers which an answer lacks."""

    async def add(message: Event) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return add
