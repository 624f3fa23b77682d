"""Serves the site from memory and rebuilds it on changes.

A page reloaded by <meta> would lose its scroll position, so a served page has a script, allowed by its hash in the
page's policy. Pages written by `csprog publish` have none.
"""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from csprog.desk.guard import Application, Receive, Scope, Send
from csprog.desk.server import Server

Files = Mapping[str, bytes | Path]
"""The site's files by name: their bytes, or where they lie."""
Build = Callable[[], Files | str]
"""Builds the site: its files, or an HTML page with the errors."""

_SCRIPT = (
    "const shown=document.currentScript.dataset.tag;setInterval(()=>fetch(location,{method:'HEAD'})"
    ".then(answer=>{if(answer.headers.get('ETag')!==shown)location.reload()}).catch(()=>{}),500)"
)
_HASH = base64.b64encode(hashlib.sha256(_SCRIPT.encode("ascii")).digest()).decode("ascii")
_PUBLISHED_POLICY = "default-src &#39;none&#39;"
_SERVED_POLICY = f"{_PUBLISHED_POLICY}; script-src &#39;sha256-{_HASH}&#39;; connect-src &#39;self&#39;"
_TYPES = {"html": "text/html", "json": "application/json", "csv": "text/csv", "xml": "application/xml"}


class Site:
    """The site as of the last change of its source files."""

    def __init__(self, stamps: Callable[[], object], build: Build) -> None:
        """Keep `build`, and `stamps`, whose result changes with the source files."""
        self._stamps, self._build = stamps, build
        self._built_from: object = None
        self._built: Files | str = {}
        self._lock = threading.Lock()

    def current(self) -> Files | str:
        """Return what `build` returned, called again if a source file has changed."""
        with self._lock:
            stamps = self._stamps()
            if stamps != self._built_from:
                self._built, self._built_from = self._build(), stamps
            return self._built


def served_site(server: Server, site: Site) -> Application:
    """Return the application of `csprog serve`: the files of a site by their names.

    A fault of csprog ends the server, which keeps it.
    """

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            answer = await run_in_threadpool(_answer, site, scope["path"], scope["method"])
        except Exception as fault:  # noqa: BLE001 - whatever comes up is raised where the server runs
            server.fault = fault
            server.end()
            answer = Response(b"", HTTPStatus.INTERNAL_SERVER_ERROR)
        await answer(scope, receive, send)

    return application


def _answer(site: Site, path: str, method: str) -> Response:
    if method == "POST":
        return Response(b"nothing can be changed here\n", HTTPStatus.METHOD_NOT_ALLOWED, media_type="text/plain")
    files = site.current()
    if isinstance(files, str):
        return _page(files.encode("utf-8", "replace"), HTTPStatus.INTERNAL_SERVER_ERROR)
    found = file_in(files, path.removeprefix("/"))
    if found is None:
        return Response(b"not found\n", HTTPStatus.NOT_FOUND, media_type="text/plain")
    if isinstance(found, str):
        return RedirectResponse(f"/{found}", HTTPStatus.FOUND)
    data, kind = found
    return _page(data) if kind == "text/html" else Response(data, headers=_head(data, kind))


def file_in(files: Files, path: str) -> tuple[bytes, str] | str | None:
    """Return a file's bytes and type by its path in the site; a folder's address instead, None without either."""
    name = path + ("index.html" if path.endswith("/") or not path else "")
    if name in files:
        return _bytes(files[name]), _media_type(name.rpartition(".")[2])
    return f"{name}/" if f"{name}/index.html" in files else None


def _bytes(content: bytes | Path) -> bytes:
    if isinstance(content, bytes):
        return content
    try:
        return content.read_bytes()
    except OSError:  # it went away since the site was built
        return b""


def _media_type(extension: str) -> str:
    return _TYPES.get(extension) or guess_type(f"file.{extension}")[0] or "text/plain"


def _head(data: bytes, kind: str) -> dict[str, str]:
    # the policy of a page stands in the page; the reader of the site decides what he opens
    policy = {"Content-Security-Policy": "frame-ancestors 'none'"}
    return {"Content-Type": f"{kind}; charset=utf-8", "ETag": f'"{hashlib.sha256(data).hexdigest()}"'} | policy


def _page(data: bytes, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return an answer with a page and the script that reloads it, allowed by its policy."""
    head = _head(data, "text/html")
    script = f"<script data-tag='{head['ETag']}'>{_SCRIPT}</script>\n"
    return Response(
        data.replace(_PUBLISHED_POLICY.encode(), _SERVED_POLICY.encode(), 1) + script.encode(), status, head
    )
