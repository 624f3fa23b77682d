"""Serves the site from memory on this machine and rebuilds it on changes.

A page reloaded by <meta> would lose its scroll position, so a served page has a script, allowed by its hash in the
page's policy. Pages written by `csprog publish` have none.
"""

from __future__ import annotations

import base64
import hashlib
import sys
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from mimetypes import guess_type
from pathlib import Path
from socketserver import ThreadingTCPServer
from urllib.parse import unquote, urlsplit

Files = Mapping[str, bytes | Path]
"""The site's files by name: their bytes, or where they lie."""
Build = Callable[[], Files | str]
"""Builds the site: its files, or an HTML page with the errors."""

LOOPBACK = "127.0.0.1"
_HOSTS = frozenset({LOOPBACK, "localhost"})
_SCRIPT = (
    "const shown=document.currentScript.dataset.tag;setInterval(()=>fetch(location,{method:'HEAD'})"
    ".then(answer=>{if(answer.headers.get('ETag')!==shown)location.reload()}).catch(()=>{}),500)"
)
_HASH = base64.b64encode(hashlib.sha256(_SCRIPT.encode("ascii")).digest()).decode("ascii")
_PUBLISHED_POLICY = "default-src &#39;none&#39;"
_SERVED_POLICY = f"{_PUBLISHED_POLICY}; script-src &#39;sha256-{_HASH}&#39;; connect-src &#39;self&#39;"
_SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
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


class Server(ThreadingTCPServer):
    """A server on the loopback, which closes without waiting for connections."""

    # Elsewhere this frees a port that was in use a moment ago; on Windows it would let two programs share one.
    allow_reuse_address = sys.platform != "win32"
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, site: Site) -> None:
        """Listen on `port` of the loopback, on any free port for 0."""
        self.site = site
        self.fault: BaseException | None = None
        super().__init__((LOOPBACK, port), _Handler)

    @property
    def address(self) -> str:
        """Return the address of the site."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - socketserver's signature
        """Ignore a browser that closed its connection; end at any other fault, which `fault` keeps."""
        error = sys.exception()
        if not isinstance(error, OSError):
            self.fault = error
            self.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "csprog", ""
    timeout = 30  # seconds for a browser to send its request

    def do_GET(self) -> None:
        """Send a file of the site by its exact name."""
        site, path = self.server.site.current(), unquote(urlsplit(self.path).path)
        name = path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
        if not self._is_local():  # DNS rebinding: a page from elsewhere has pointed its name at us
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"csprog serve answers to 127.0.0.1 and localhost only\n")
        elif isinstance(site, str):
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, site.encode("utf-8", "replace"), "html")
        elif name in site:
            self._send(HTTPStatus.OK, _bytes(site[name]), name.rpartition(".")[2])
        elif f"{name}/index.html" in site:
            self._send(HTTPStatus.FOUND, b"", Location=f"/{name}/")
        else:
            self._send(HTTPStatus.NOT_FOUND, b"not found\n")

    def do_HEAD(self) -> None:
        """Send the headers of the answer to GET."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Write no log to the terminal."""

    def _is_local(self) -> bool:
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in _HOSTS
        except ValueError:
            return False

    def _send(self, status: HTTPStatus, data: bytes, kind: str = "", **headers: str) -> None:
        tag = f'"{hashlib.sha256(data).hexdigest()}"'
        if kind == "html":
            data = _with_reload(data, tag)
        self.send_response(status)
        headers |= {"Content-Type": f"{_media_type(kind)}; charset=utf-8", "ETag": tag}
        for name, value in (headers | _SECURITY_HEADERS | {"Content-Length": str(len(data))}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _bytes(content: bytes | Path) -> bytes:
    if isinstance(content, bytes):
        return content
    try:
        return content.read_bytes()
    except OSError:  # it went away since the site was built
        return b""


def _media_type(extension: str) -> str:
    return _TYPES.get(extension) or guess_type(f"file.{extension}")[0] or "text/plain"


def _with_reload(page: bytes, tag: str) -> bytes:
    """Return the page with the script that reloads it, allowed by its policy."""
    script = f"<script data-tag='{tag}'>{_SCRIPT}</script>\n"
    return page.replace(_PUBLISHED_POLICY.encode(), _SERVED_POLICY.encode(), 1) + script.encode()
