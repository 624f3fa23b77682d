"""Makes README's pictures of the terminal and of the published page: `python -m ci.pictures` (needs Chromium).

A test compares the terminal's picture with what the command prints now, and the page with the hash recorded beside it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from html import escape, unescape
from io import StringIO
from pathlib import Path
from shutil import copytree, which

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "docs" / "example"
PICTURES = ROOT / "docs" / "pictures"
TERMINAL, PAGE, PAGE_HASH = PICTURES / "terminal.svg", PICTURES / "page.png", PICTURES / "page.sha256"
STATUS = "csprog status --as-of 2023-12-05"
PUBLISH = "csprog publish --year 2025 --as-of 2026-03-10"
_WIDTH = 100  # columns, as csprog takes them for a pipe
_VIEW = {"width": 1000, "height": 760}
_FRAME = "border: 1px solid #8c959f; border-radius: 8px; box-sizing: border-box; width: 100%; height: 100vh"
_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_DOCUMENTS = re.compile(r"^<li><a href=\"programme-\d{4}\.(?:xlsx|pdf)\".*\n", re.MULTILINE)  # need extras


def terminal_picture() -> str:
    """Return what STATUS prints in the example as an SVG that loads no font."""
    shown = _run(STATUS, EXAMPLE, FORCE_COLOR="1", TERM="xterm-256color")
    console = Console(record=True, width=_WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text("$ ", "bold green") + Text(f"{STATUS}\n", "bold"))
    console.print(Text.from_ansi(shown))
    return _WEB_FONT.sub("", console.export_svg(title="csprog", unique_id="csprog"))


def words_of(picture: str) -> str:
    """Return the words of an SVG in reading order, with single spaces."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", picture, re.DOTALL)
    return " ".join(unescape("".join(texts)).replace("\N{NO-BREAK SPACE}", " ").split())


def page() -> str:
    """Return the page that PUBLISH makes of the example, without links to documents that need extras."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = copytree(EXAMPLE, Path(scratch) / "example")
        _run(PUBLISH, folder)
        return _DOCUMENTS.sub("", (folder / "site" / "2025" / "index.html").read_text(encoding="utf-8"))


def fingerprint(html: str) -> str:
    """Return the SHA-256 of a page."""
    return hashlib.sha256(html.encode("utf-8")).hexdigest()


def photograph(html: str, picture: Path) -> None:
    """Save the top of a page as a browser shows it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the extra ci; the tests do without

    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=which("chromium"))
        tab = browser.new_page(viewport=_VIEW, color_scheme="light")  # type: ignore[arg-type]
        tab.set_content(f'<body style="margin: 0"><iframe style="{_FRAME}" srcdoc="{escape(html)}"></iframe>')
        tab.screenshot(path=picture, omit_background=True)
        browser.close()


def _run(command: str, folder: Path, **environment: str) -> str:
    words = [sys.executable, "-P", "-m", *shlex.split(command)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CSPROG_")}
    settings = {**kept, "CSPROG_LANG": "en", "PYTHONUTF8": "1", **environment}
    result = subprocess.run(words, cwd=folder, env=settings, capture_output=True, check=True)
    return result.stdout.decode("utf-8")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    TERMINAL.write_text(terminal_picture(), encoding="utf-8", newline="\n")
    html = page()
    photograph(html, PAGE)
    PAGE_HASH.write_text(f"{fingerprint(html)}\n", encoding="utf-8", newline="\n")
