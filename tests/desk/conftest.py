"""The desk as a browser meets it: in this process for most tests, as a process of its own where that matters."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

import pytest

from csprog.desk.app import DeskApplication
from csprog.desk.guard import Guard
from csprog.desk.server import Server
from csprog.desk.way_in import WayIn
from csprog.desk.windows import Windows
from csprog.desk.workplace import Desk
from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence
    from pathlib import Path

Result = TypeVar("Result")

PORT = 8123
TODAY = "2025-09-01"
PLAN = small(
    measure(due="2025-12-31", offices="Заволжское МРО, Северное МРО", text="Терминалы"),
    measure(due="2025-12-31", text="Запись на приём"),
    measure(due="2025-06-30", text="День клиента"),
)
_FIELD = re.compile(r'name="shown" value="([0-9a-f]{64})"')


@dataclass(frozen=True)
class Reply:
    """An answer: its status, headers and text."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        """The page, as it is written."""
        return self.data.decode("utf-8")

    @property
    def words(self) -> str:
        """The words of the page, as they are read."""
        plain = re.sub(r"<[^>]+>", " ", self.text.partition("<main")[2])
        return " ".join(unescape(plain).replace("\xa0", " ").split())

    @property
    def shown(self) -> str:
        """The digest of the plan that the page carries."""
        found = _FIELD.search(self.text)
        assert found, self.words
        return found[1]


@dataclass
class Window:
    """A window of the browser: it keeps the cookie, and sends what a browser sends."""

    app: Any
    way_in: WayIn
    cookie: str = ""
    year: int = 2025

    def request(
        self, method: str, path: str, body: bytes = b"", headers: Sequence[tuple[str, str]] = (), query: str = ""
    ) -> Reply:
        """Send a request as it is written here."""
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
            "scheme": "http",
            "server": ("127.0.0.1", PORT),
            "client": ("127.0.0.1", 1),
            "root_path": "",
        }
        return run_apart(_asked(self.app, scope, body))

    def enter(self, key: str | None = None) -> Reply:
        """Open the address with the key, as `csprog desk` does, and keep the cookie."""
        key = self.way_in.key if key is None else key
        reply = self.request("GET", self.way_in.address, query=f"key={key}", headers=[("Host", f"127.0.0.1:{PORT}")])
        self.cookie = reply.headers.get("set-cookie", "").partition(";")[0]
        return reply

    def sent(self, site: str = "same-origin") -> list[tuple[str, str]]:
        """Return the headers that a browser sends from a page of the desk."""
        return [("Host", f"127.0.0.1:{PORT}"), ("Cookie", self.cookie), ("Sec-Fetch-Site", site)]

    def _path(self, place: str) -> str:
        below = place.removeprefix("/") if place.startswith("/") else f"{self.year}/{place}"
        return f"{self.way_in.address}{below}"

    def get(self, place: str, **query: str) -> Reply:
        """Look at a page of the year; one that belongs to no year begins with a slash."""
        return self.request("GET", self._path(place), headers=self.sent(), query=urlencode(query))

    def post(self, place: str, typed: Mapping[str, str | Sequence[str]], **query: str) -> Reply:
        """Send a form, as it stands here."""
        body = urlencode(typed, doseq=True).encode()
        headers = [
            *self.sent(),
            ("Origin", f"http://127.0.0.1:{PORT}"),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Content-Length", str(len(body))),
        ]
        return self.request("POST", self._path(place), body, headers, urlencode(query))

    def send_files(self, place: str, files: Mapping[str, bytes], **typed: str) -> Reply:
        """Send a form with files, as a browser does."""
        parts = [
            f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
            for name, text in typed.items()
        ]
        for name, data in files.items():
            head = f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: application/x\r\n\r\n'
            parts.append(head.encode() + data + b"\r\n")
        body = b"".join(parts) + b"--b--\r\n"
        headers = [
            *self.sent(),
            ("Origin", f"http://127.0.0.1:{PORT}"),
            ("Content-Type", "multipart/form-data; boundary=b"),
            ("Content-Length", str(len(body))),
        ]
        return self.request("POST", self._path(place), body, headers)

    def fill_in(self, place: str, typed: Mapping[str, str | Sequence[str]], **query: str) -> Reply:
        """Open a form, fill it in over what it shows, and send it; follow where it leads."""
        page = self.get(place, **query)
        reply = self.post(place, {"shown": page.shown, **typed}, **query)
        return self.follow(reply)

    def follow(self, reply: Reply) -> Reply:
        """Look at the page that an answer leads to; give the answer itself if it leads nowhere."""
        if reply.status != 303:
            return reply
        path, _, query = reply.headers["location"].partition("?")
        return self.request("GET", path, headers=self.sent(), query=query)


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine in a thread of its own: Playwright's own loop runs in this one as long as there is a browser."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _asked(app: Any, scope: dict[str, Any], body: bytes) -> Reply:
    sent: list[dict[str, Any]] = []
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return parts.pop() if parts else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    data = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(sent[0]["status"], headers, data)


def window_of(folder: Path, *, read_only: bool = False, day: str = TODAY) -> Window:
    """Give a window of a desk over a folder of plans, before the address was opened."""
    way_in = WayIn()
    server = Server.__new__(Server)  # it never listens
    server.fault = None
    desk = Desk(folder / "programme", date.fromisoformat(day), way_in.place, read_only)
    return Window(Guard(DeskApplication(desk, server, Windows()), PORT, way_in), way_in)


def opened(folder: Path, *, read_only: bool = False, day: str = TODAY) -> Window:
    """Give an open window of a desk over a folder of plans."""
    window = window_of(folder, read_only=read_only, day=day)
    assert window.enter().status == 200
    return window


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog in a folder that holds a small plan of 2025."""
    tool = Tool(tmp_path / "repository")
    tool.write(PLAN)
    monkeypatch.chdir(tool.folder)
    return tool


@pytest.fixture
def window(tool: Tool) -> Window:
    """Give an open window of the desk there."""
    return opened(tool.folder)
