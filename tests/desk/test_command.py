"""`csprog desk` as a command: its address, its options, what it says without its extra, and of a fault of its own."""

from __future__ import annotations

import asyncio
import http.client
import re
import signal
import subprocess
import sys
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from csprog.desk import app, browser, windows
from csprog.desk.server import Server
from tests.cli.tool import PYTHON, Process
from tests.desk.conftest import run_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cli.tool import Tool
    from tests.desk.conftest import Window


def asked(address: str, headers: Mapping[str, str]) -> tuple[int, str, str]:
    """Return status, cookie and text of an address."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=30)
    connection.request("GET", f"{parts.path}?{parts.query}", headers=dict(headers))
    answer = connection.getresponse()
    result = answer.status, (answer.getheader("Set-Cookie") or "").partition(";")[0], answer.read().decode()
    connection.close()
    return result


@pytest.mark.slow
def test_the_address_opens_once_and_ctrl_c_ends_it(tool: Tool) -> None:
    process = tool.start("desk", "--no-browser", "--as-of", "2025-09-01")
    try:
        assert process.stdout is not None
        address = process.stdout.readline().decode("ascii").strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{12}/\?key=[\w-]{43}", address)
        status, cookie, text = asked(address, {})
        assert (status, "url=/" in text) == (200, True)
        assert asked(address, {})[0] == 403, "the key has opened already"
        page = address.partition("?")[0] + "2025/"
        assert "Терминалы" in asked(page, {"Cookie": cookie})[2]
        assert asked(page, {"Cookie": cookie, "Host": "example.org"})[0] == 421
        if sys.platform != "win32":
            process.send_signal(signal.SIGINT)
            ended = process.result()
            assert (ended.code, b"Traceback" in ended.stderr) == (0, False)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["desk", "serve"])
def test_without_the_extra_it_is_said_how_to_install_it(tool: Tool, command: str) -> None:
    code = f"import sys; sys.modules['uvicorn'] = None; sys.argv = ['csprog', '{command}']; from csprog.__main__ import main; main()"
    ended = Process([PYTHON, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tool.folder).result()
    assert (ended.code, ended.stdout) == (1, b"")
    assert b"pip install 'csprog[desk]'" in ended.stderr


def test_the_browser_gets_a_file_and_not_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every user of a machine can read the arguments of a program, but not a file in a folder of its user's."""
    said: list[str] = []
    monkeypatch.setattr(webbrowser, "open", said.append)
    monkeypatch.setenv("DISPLAY", ":0")
    with browser.opened("http://127.0.0.1:1/x/?key=secret") as open_browser:
        open_browser()
        (address,) = said
        assert address.startswith("file://")
        assert "secret" not in address
        file = Path(urlsplit(address).path)
        assert "key=secret" in file.read_text(encoding="utf-8")
        if sys.platform != "win32":
            assert file.parent.stat().st_mode & 0o077 == 0
    assert not file.exists()
    with browser.opened(None) as open_browser:
        open_browser()
    assert len(said) == 1


def test_a_fault_of_csprog_is_said_and_told_at_the_end(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk goes on, so that nobody's typed text depends on it; whoever runs it hears of the fault."""

    def fail(_: Any) -> Any:
        message = "broken"
        raise AttributeError(message)

    monkeypatch.setattr(app, "HANDLERS", {**app.HANDLERS, "figures": fail})
    reply = window.get("figures")
    assert reply.status == 500
    assert "csprog itself failed" in reply.words
    assert window.get("").status == 200
    server: Server = window.app._app._server  # noqa: SLF001 - as the command sees it
    assert isinstance(server.fault, AttributeError)


def ended_at(monkeypatch: pytest.MonkeyPatch, heard: set[int], slept_at: int = -1) -> int | None:
    """Return the second in which the desk ends whose windows were heard in these seconds; None if it goes on."""
    clock, ended, watched = [0], [], windows.Windows()

    async def sleep(_: float) -> None:
        clock[0] += 1000 if clock[0] == slept_at else 1
        if clock[0] > 2000:
            raise asyncio.CancelledError
        if clock[0] in heard:
            watched.seen()

    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(asyncio, "sleep", sleep)
    with suppress(asyncio.CancelledError):
        run_apart(watched.wait_until_gone(lambda: ended.append(clock[0])))
    return ended[0] if ended else None


def test_it_ends_once_no_window_was_heard_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two minutes after the last of them; not before the first, and not because the machine itself has slept."""
    assert ended_at(monkeypatch, set()) is None
    assert ended_at(monkeypatch, {5, 25, 45}) == 45 + 121
    assert ended_at(monkeypatch, set(range(0, 2000, 20))) is None
    assert ended_at(monkeypatch, {5}, slept_at=50) == 1050 + 121
