"""Who may ask the desk for anything: the browser that opened its address, from a page of its own; nobody else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from csprog.desk import guard
from tests.desk.conftest import PORT, TODAY, Reply, Window, opened, run_apart, window_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.cli.tool import Tool

OWN = f"http://127.0.0.1:{PORT}"
HOST = ("Host", f"127.0.0.1:{PORT}")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
HERE = ("Sec-Fetch-Site", "same-origin")
HOSTILE: dict[str, tuple[str, list[tuple[str, str]], int]] = {
    "a name that was pointed here": ("GET", [("Host", "example.org"), HERE], 421),
    "the same with the port": ("GET", [("Host", f"example.org:{PORT}"), HERE], 421),
    "a name that begins like this machine's": ("GET", [("Host", f"127.0.0.1.example.org:{PORT}"), HERE], 421),
    "no name": ("GET", [HERE], 421),
    "two names": ("GET", [HOST, ("Host", "example.org"), HERE], 421),
    "a user before the name": ("GET", [("Host", f"a@127.0.0.1:{PORT}"), HERE], 421),
    "another site's picture": ("GET", [HOST, ("Sec-Fetch-Site", "cross-site")], 403),
    "another port of this machine": ("GET", [HOST, ("Sec-Fetch-Site", "same-site")], 403),
    "an origin elsewhere": ("GET", [HOST, ("Origin", "https://example.org")], 403),
    "another site's form": (
        "POST",
        [HOST, FORM, ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://example.org")],
        403,
    ),
    "a form of another port": (
        "POST",
        [HOST, FORM, ("Sec-Fetch-Site", "same-site"), ("Origin", "http://127.0.0.1:9")],
        403,
    ),
    "a form from the address bar": ("POST", [HOST, FORM, ("Sec-Fetch-Site", "none"), ("Origin", OWN)], 403),
    "a form from a file": ("POST", [HOST, FORM, ("Sec-Fetch-Site", "cross-site"), ("Origin", "null")], 403),
    "an origin that is null": ("POST", [HOST, FORM, HERE, ("Origin", "null")], 403),
    "an origin that contradicts": ("POST", [HOST, FORM, HERE, ("Origin", "https://example.org")], 403),
    "an origin with https": ("POST", [HOST, FORM, HERE, ("Origin", f"https://127.0.0.1:{PORT}")], 403),
    "a form from no browser": ("POST", [HOST, FORM], 403),
    "a method that changes": ("PUT", [HOST, HERE, ("Origin", OWN)], 405),
    "a method that asks": ("OPTIONS", [HOST, ("Origin", "https://example.org")], 405),
    "a method that removes": ("DELETE", [HOST, HERE, ("Origin", OWN)], 405),
    "a body that says it is too large": (
        "POST",
        [HOST, FORM, HERE, ("Origin", OWN), ("Content-Length", "2000001")],
        413,
    ),
    "a length that is no number": ("POST", [HOST, FORM, HERE, ("Origin", OWN), ("Content-Length", "-1")], 413),
}
BODY = f"on={TODAY}&note=Чужое&shown=".encode()


def sent(window: Window, method: str, headers: Sequence[tuple[str, str]], body: bytes = BODY) -> Reply:
    """Send a request for a measure's form, with the cookie of the window."""
    path = f"{window.way_in.address}2025/measure/1.1.1.1"
    return window.request(method, path, body, [("Cookie", window.cookie), *headers], "event=remark")


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_request_is_refused(tool: Tool, window: Window, case: tuple[str, list[tuple[str, str]], int]) -> None:
    """Although it comes with the cookie, as a browser would send it along."""
    method, headers, status = case
    before = tool.text
    reply = sent(window, method, headers)
    assert (reply.status, "Терминалы" in reply.text) == (status, False)
    assert tool.text == before


@pytest.mark.parametrize("cookie", ["", "csprog=", "csprog=x", "other=1", "csprog=\u00ff"])
def test_without_the_cookie_nothing_is_shown_or_written(tool: Tool, window: Window, cookie: str) -> None:
    before, window.cookie = tool.text, cookie
    for method, more in (("GET", []), ("POST", [("Origin", OWN), FORM])):
        reply = sent(window, method, [HOST, HERE, *more])
        assert (reply.status, "Терминалы" in reply.text) == (403, False)
    assert tool.text == before


def test_the_key_opens_once(tool: Tool) -> None:
    """And only for the right one; the cookie is of no use elsewhere on the machine, or to a script."""
    window = window_of(tool.folder)
    assert window.enter("wrong").status == 403
    entered = window.enter()
    assert entered.status == 200
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert f"Path={window.way_in.address}" in cookie
    assert window.get("").status == 200
    stranger = Window(window.app, window.way_in)
    assert stranger.enter().status == 403
    assert stranger.get("").status == 403


def test_a_page_runs_no_script_and_lies_in_no_other(window: Window) -> None:
    headers = window.get("").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["x-frame-options"], headers["cache-control"]) == ("DENY", "no-store")
    for place in ("", "plan", "measure/1.1.1.1", "figures", "answers", "publication", "history"):
        assert "<script" not in window.get(place).text


@pytest.mark.parametrize("path", ["/", "/2025/", "/etc/passwd", "/x/2025/"])
def test_nothing_lies_outside_the_place(window: Window, path: str) -> None:
    assert window.request("GET", path, headers=[HOST, HERE, ("Cookie", window.cookie)]).status == 403


@pytest.mark.parametrize(
    "rest",
    [
        "../programme/2025.yaml",
        "site/../programme/2025.yaml",
        "2025/measure/9.9",
        "2025/plan/x/0",
        "1999/",
        "2025/nothing",
        "2025/plan/passport/0",
    ],
)
def test_a_path_leads_to_a_page_or_nowhere(window: Window, rest: str) -> None:
    reply = window.request("GET", window.way_in.address + rest, headers=[HOST, HERE, ("Cookie", window.cookie)])
    assert reply.status in {403, 404, 409}
    assert "passport:" not in reply.text


def test_a_body_that_grows_too_large_is_cut_off(tool: Tool, window: Window) -> None:
    before = tool.text
    reply = sent(window, "POST", [HOST, HERE, FORM, ("Origin", OWN)], b"x" * (guard.LARGEST_BODY + 1))
    assert reply.status == 413
    assert tool.text == before


def test_a_body_that_comes_too_slowly_is_cut_off(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SLOWEST_BODY", 0.05)
    headers = [HOST, HERE, FORM, ("Origin", OWN), ("Cookie", window.cookie)]
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"{window.way_in.address}2025/measure/1.1.1.1",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
    }
    said: list[Any] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.03)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: Any) -> None:
        said.append(message)

    run_apart(window.app(scope, receive, send))
    assert said[0]["status"] == 408


def test_reading_never_writes(tool: Tool, window: Window) -> None:
    """No page, whatever its address asks for, changes a file of the project."""

    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in tool.folder.rglob("*") if path.is_file()}

    before = files()
    for place, query in (
        ("", {}),
        ("undo", {}),
        ("measure/1.1.1.1", {"event": "completed", "note": "x"}),
        ("plan", {"add": "sections"}),
        ("plan/sections/0", {"drop": "1"}),
        ("figures/assess", {}),
        ("answers", {"go": "record"}),
        ("publication", {"go": "draft"}),
        ("history", {"message": "x"}),
    ):
        assert window.get(place, **query).status in {200, 303}
    assert files() == before


def test_a_desk_to_read_shows_and_writes_nothing(tool: Tool) -> None:
    window, before = opened(tool.folder, read_only=True), tool.text
    for place in ("", "measure/1.1.1.1", "plan/passport", "figures", "answers", "publication", "history"):
        assert "<button" not in window.get(place).text.replace('<button class="csprog-quiet">Show', "")
    reply = window.post("measure/1.1.1.1", {"on": TODAY, "note": "x"}, event="remark")
    assert (reply.status, tool.text) == (403, before)
