"""`csprog serve` as a process of its own: what it shows, what it refuses, how it heals and how it ends."""

from __future__ import annotations

import http.client
import json
import re
import signal
import sys
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

PATIENCE = 30  # seconds
DONE = "on: 2025-05-01, event: completed, note: Принято по акту"


class Served:
    """A running `csprog serve`, and what it answers."""

    def __init__(self, tool: Tool, address: str) -> None:
        self.tool, self.address = tool, address
        self.port = urlsplit(address).port or 0

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, str, http.client.HTTPMessage]:
        """Give the answer's status, text and headers; the path goes out as it is written here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in ({"Host": f"127.0.0.1:{self.port}"} | headers).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8"), answer.headers
        finally:
            connection.close()


@contextmanager
def served(tool: Tool, *words: str) -> Iterator[Served]:
    """Run the server, and end it as Ctrl+C does."""
    process = tool.start("serve", "--port", "0", "--as-of", "2026-02-01", *words)
    try:
        assert process.stdout is not None
        yield Served(tool, process.stdout.readline().decode("ascii").strip())
        if sys.platform != "win32":
            process.send_signal(signal.SIGINT)
            ended = process.result()
            assert (ended.code, ended.stdout) == (0, b"")
            assert b"Traceback" not in ended.stderr
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    """Give csprog in a folder with a small plan."""
    tool = Tool(tmp_path / "repository")
    tool.write(small(measure(DONE)))
    return tool


@pytest.fixture
def site(tool: Tool) -> Iterator[Served]:
    """Give the site of the small plan, served."""
    with served(tool) as running:
        yield running


@pytest.mark.slow
def test_the_site_is_what_would_be_published(tool: Tool, site: Served) -> None:
    assert tool.process("publish", "--as-of", "2026-02-01").code == 0
    for file in (tool.folder / "site").rglob("*"):
        # The record of what was written is not served; nor are the documents, which would take seconds at each change.
        if file.is_file() and file.name != "published.json" and file.suffix not in {".xlsx", ".pdf"}:
            path = file.relative_to(tool.folder / "site").as_posix()
            status, text, _ = site.ask(f"/{path}")
            assert status == 200
            written = file.read_bytes().decode("utf-8")
            if file.suffix != ".html" and file.name != "index.json":  # it has the digests of the pages
                assert text == written
            if file.suffix == ".html":
                shown = re.sub(r"<li><a[^>]*>programme-\d+\.(?:xlsx|pdf)</a>.*</li>\n", "", written)
                assert text.partition("<main")[2].partition("</main>")[0] in shown


@pytest.mark.slow
def test_evidence_is_served_if_it_is_published(tool: Tool) -> None:
    """Of a plan that says so, and with the type that its name gives; other files of the folder are not."""
    folder = tool.folder / "evidence"
    folder.mkdir()
    entries = []
    for name, public in (("act.pdf", "true"), ("secret.pdf", "false")):
        (folder / name).write_bytes(b"%PDF-1.7 act")
        digest = sha256(b"%PDF-1.7 act").hexdigest()
        entries.append(measure(f"{DONE}, evidence: {{file: evidence/{name}, sha256: {digest}, public: {public}}}"))
    tool.write(small(*entries))
    with served(tool) as site:
        status, text, headers = site.ask("/2025/evidence/act.pdf")
        assert (status, text) == (200, "%PDF-1.7 act")
        assert headers["Content-Type"].startswith("application/pdf")
        assert 'href="evidence/act.pdf"' in site.ask("/2025/")[1]
        assert site.ask("/2025/evidence/secret.pdf")[0] == 404


@pytest.mark.slow
def test_nothing_is_written(tool: Tool, site: Served) -> None:
    assert site.ask("/2025/")[0] == 200
    assert [path.name for path in tool.folder.iterdir()] == ["programme"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org", "localhost.example.org:80", "[::1", "", "a@b"]
)
def test_a_foreign_name_for_this_machine_is_refused(site: Served, host: str) -> None:
    for path in ("/", "/2025/index.html"):
        status, text, _ = site.ask(path, Host=host)
        assert (status, "Программ" in text) == (421, False)


@pytest.mark.slow
@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1"])
def test_this_machine_goes_by_two_names(site: Served, host: str) -> None:
    assert site.ask(Host=host)[0] == 200


@pytest.mark.slow
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"])
def test_nothing_but_reading_is_understood(site: Served, method: str) -> None:
    assert site.ask(method=method)[0] == (403 if method == "POST" else 405)
    if method == "POST":
        assert site.ask(method=method, Origin=site.address.removesuffix("/"))[0] == 405


@pytest.mark.slow
def test_head_has_no_body(site: Served) -> None:
    status, text, headers = site.ask(method="HEAD")
    assert (status, text) == (200, "")
    assert int(headers["Content-Length"]) > 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/../programme/2025.yaml",
        "/%2e%2e/programme/2025.yaml",
        "/..%5cprogramme%5c2025.yaml",
        "//programme/2025.yaml",
        "/2025/../../programme/2025.yaml",
        "/programme/2025.yaml",
        "/etc/passwd",
        "/programme/",
        "/opendata/",
        "/2025/index.html/",
        "/\x00".replace("\x00", "%00"),
    ],
)
def test_a_path_leads_to_the_site_or_nowhere(site: Served, path: str) -> None:
    status, text, _ = site.ask(path)
    assert (status, text) == (404, "not found\n")


@pytest.mark.slow
def test_a_folder_leads_to_its_page(site: Served) -> None:
    status, _, headers = site.ask("/2025")
    assert (status, headers["Location"]) == (302, "/2025/")
    assert site.ask("/2025/")[0] == 200


@pytest.mark.slow
def test_a_broken_plan_is_shown_and_healed(tool: Tool, site: Served) -> None:
    tool.write(small(measure(DONE, due="скоро")))
    status, text, _ = site.ask("/2025/")
    assert status == 500
    assert "programme/2025.yaml:18:22: a deadline is a date (2025-12-31) or a quarter (2025-Q4)" in text
    tool.write(small(measure(DONE)))
    assert site.ask("/2025/")[0] == 200


@pytest.mark.slow
def test_a_broken_template_is_shown_with_its_line_and_healed(tool: Tool, site: Served) -> None:
    own = tool.folder / "templates" / "plan.html"
    own.parent.mkdir()
    own.write_text("<p>\n{{ nothing_of_this_name }}\n<script>x</script>", encoding="utf-8")
    status, text, _ = site.ask("/2025/")
    assert status == 500
    assert "plan.html, line 2" in text
    own.unlink()
    assert site.ask("/2025/")[0] == 200


@pytest.mark.slow
def test_a_fault_is_shown_as_text(tool: Tool, site: Served) -> None:
    tool.write("<script>alert(1)</script>: &x 1\n")
    status, text, _ = site.ask()
    assert status == 500
    assert "<script>alert" not in text


@pytest.mark.slow
def test_a_port_that_is_taken_is_told_in_a_sentence(tool: Tool, site: Served) -> None:
    ended = tool.process("serve", "--port", str(site.port))
    assert (ended.code, ended.stdout) == (1, b"")
    assert ended.stderr.decode() == f"csprog: port {site.port} is in use; choose another with --port\n"


@pytest.mark.slow
@pytest.mark.parametrize("port", ["65536", "-1", "восемь"])
def test_a_port_is_a_number(tool: Tool, port: str) -> None:
    ended = tool.process("serve", "--port", port)
    assert (ended.code, ended.stdout) == (2, b"")


@pytest.mark.slow
def test_it_ends_while_a_page_is_open(tool: Tool, browser: Browser) -> None:
    with browser.new_page() as page, served(tool) as site:
        page.goto(f"{site.address}2025/")


@pytest.mark.slow
def test_an_open_page_follows_what_is_saved(tool: Tool, site: Served, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    try:
        page.goto(f"{site.address}2025/")
        page.get_by_text("Принято по акту").first.wait_for()
        page.mouse.wheel(0, 500)
        page.wait_for_function("scrollY > 0")
        place = page.evaluate("scrollY")
        tool.write(small(measure(DONE.replace("акту", "акту № 2"))))
        page.get_by_text("Принято по акту № 2").first.wait_for()
        page.wait_for_function("place => scrollY === place", arg=place)
        assert said == []
        tool.write(small(measure(DONE, due="скоро")))
        page.get_by_text("programme/2025.yaml:18:22").wait_for()
        tool.write(small(measure(DONE.replace("акту", "акту № 3"))))
        page.get_by_text("Принято по акту № 3").first.wait_for()
    finally:
        page.close()


@pytest.mark.slow
def test_a_year_published_for_good_is_listed_by_its_record(tool: Tool) -> None:
    """As `publish` lists it, also once its plan says something else, or when it is the newest."""
    assert tool.process("publish", "--final", "--as-of", "2026-02-01").code == 0
    tool.write(small(measure(), measure("on: 2025-11-01, event: completed, note: Позже, reason: Ждали")))
    tool.write(small(measure(due="2026-06-30")).replace("year: 2025", "year: 2026"), "2026.yaml")
    assert tool.process("publish", "--year", "2026", "--as-of", "2026-02-01").code == 0
    (published,) = (year for year in json.loads((tool.folder / "site" / "index.json").read_bytes())["years"][1:])
    with served(tool) as running:
        assert json.loads(running.ask("/index.json")[1])["years"][1] == published
        assert "Проект" not in running.ask("/index.html")[1].split("2025 год", 1)[1].split("</li>", 1)[0]
        (tool.folder / "programme" / "2026.yaml").unlink()
        alone = running.ask("/index.html")[1].replace("\xa0", " ")
        assert "Мероприятие, включённое в Программу, выполнено в 2025 году" in alone, "the plan has two by now"
