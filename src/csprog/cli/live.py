"""The server of `csprog serve`: pages from memory, on this machine only, made anew when a file has changed.

A page can't learn of a change without a script, but by loading itself over and over, which loses the reader's place.
So a served page gets one, allowed by its hash in the page's own policy; what `csprog publish` writes has none.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LOOPBACK = "127.0.0.1"
CHANGES = "/-/changes"
_HOSTS = frozenset({LOOPBACK, "localhost"})
_MOMENT = 0.3  # seconds between two looks at the files
_QUIET = 20  # looks after which an open page is told that nothing has changed: so is learnt that it was closed
_PATIENCE = 30  # seconds for a browser to say what it wants
_SCRIPT = (
    f"const now=document.currentScript.dataset.state;new EventSource('{CHANGES}')"
    ".onmessage=event=>{if(event.data!==now)location.reload()}"
)
_ALLOWED = base64.b64encode(hashlib.sha256(_SCRIPT.encode("ascii")).digest()).decode("ascii")
_POLICY = re.compile("default-src (?:'|&#39;)none(?:'|&#39;)")
_SERVED_POLICY = f"default-src 'none'; script-src 'sha256-{_ALLOWED}'; connect-src 'self'".replace("'", "&#39;")
_KINDS = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Made:
    """The site's files by path, or the page that says why there are none; `state` tells one making from another."""

    files: Mapping[str, bytes]
    fault: bytes | None
    state: str


class Workshop:
    """Makes the site when it is asked for and something has changed since it was made last."""

    def __init__(
        self, stamps: Callable[[], object], make: Callable[[], tuple[Mapping[str, bytes], bytes | None]]
    ) -> None:
        """Keep what tells whether a file has changed, and what makes the site: its files, or a page with the fault."""
        self._stamps, self._make = stamps, make
        self._seen: object = None
        self._made: Made | None = None
        self._one_at_a_time = threading.Lock()

    def made(self) -> Made:
        """Return the site as its files are now."""
        with self._one_at_a_time:
            stamps = self._stamps()
            if self._made is None or stamps != self._seen:
                files, fault = self._make()
                whole = hashlib.sha256(fault or b"")
                for name, data in sorted(files.items()):
                    whole.update(name.encode() + b"\0" + data)
                self._seen, self._made = stamps, Made(files, fault, whole.hexdigest())
            return self._made


class Server(ThreadingTCPServer):
    """Serves a workshop's pages to browsers of this machine."""

    # Elsewhere this frees a port that was in use a moment ago; on Windows it would let two programs share one.
    allow_reuse_address = sys.platform != "win32"
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, workshop: Workshop) -> None:
        """Listen on `port` of the loopback, on any free one for 0."""
        self.workshop = workshop
        super().__init__((LOOPBACK, port), _Visit)

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up."""


class _Visit(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "csprog", ""
    timeout = _PATIENCE

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - likewise
        """Leave the terminal alone."""

    def _answer(self) -> None:
        """Give what is asked for by a name of the site; a name of anything else leads nowhere."""
        if not self._from_here():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"csprog serve answers to 127.0.0.1 and localhost only\n")
            return
        path = unquote(urlsplit(self.path).path)
        if path == CHANGES:
            self._tell_changes()
            return
        made = self.server.workshop.made()
        if made.fault is not None:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, _watching(made.fault, made.state), "html")
            return
        name = path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
        if name in made.files:
            kind = name.rpartition(".")[2]
            data = made.files[name]
            self._send(HTTPStatus.OK, _watching(data, made.state) if kind == "html" else data, kind)
        elif f"{name}/index.html" in made.files:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"/{name}/")
            self.end_headers()
        else:
            self._send(HTTPStatus.NOT_FOUND, b"not found\n")

    def _from_here(self) -> bool:
        """Tell whether the browser means this machine: else a page from elsewhere has given its own name our address."""
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in _HOSTS
        except ValueError:
            return False

    def _tell_changes(self) -> None:
        """Keep an open page informed of the state of the site, until it is closed."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        told, silence, wait = "", 0, threading.Event()
        while True:
            state = self.server.workshop.made().state
            silence += 1
            if state != told:
                self.wfile.write(f"data: {state}\n\n".encode("ascii"))
                told, silence = state, 0
            elif silence >= _QUIET:
                self.wfile.write(b":\n\n")
                silence = 0
            wait.wait(_MOMENT)

    def _send(self, status: HTTPStatus, data: bytes, kind: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", _KINDS.get(kind, "text/plain; charset=utf-8"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _watching(page: bytes, state: str) -> bytes:
    """Return a page that loads itself again once the site's state is another; its policy allows that and no more."""
    script = f'<script data-state="{state}">{_SCRIPT}</script>\n</body>'
    text = _POLICY.sub(_SERVED_POLICY, page.decode("utf-8"), count=1)
    head, body, rest = text.rpartition("</body>")
    return (f"{head}{script}{rest}" if body else f"{text}{script}").encode()
