"""Uses the download for Windows as a clerk does: unpacked, started, a year's work with it, in a folder with a Cyrillic name."""

from __future__ import annotations

import shutil
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.importing.department import Department

from ci.bundle import OPEN
from ci.wine import Wine

_ROOT = Path(__file__).resolve().parent.parent
_PROGRAMS, _PLANS = "Программы сбыта", "Планы и отчёты 2026"
_NOTE = "Стойки поставлены: приказ № 5 — «Приморский»"
_ANSWER = "Окно открыто 27 ноября"
_BOOK = "Ответ офиса.xlsx"
_CODE_PAGES = ("866", "1251", "65001")  # of a Russian console, of Russian Windows, UTF-8
_DAY = ("--as-of", "2026-11-29")
_YEAR = ("--year", "2026", *_DAY)


class StoryError(Exception):
    """The download does not do what it is for."""


class Clerk:
    """Somebody with the unpacked download and the plans of docs/example."""

    def __init__(self, wine: Wine, archive: Path) -> None:
        """Unpack, and lay the plans into a folder of their own."""
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(wine.drive / _PROGRAMS)
        self.wine, self.name = wine, archive.stem
        self.plans = wine.drive / _PLANS
        shutil.copytree(_ROOT / "docs" / "example", self.plans)

    def runs(self, *words: str, file: str = "csprog.cmd") -> str:
        """Run one of the download's command files in the folder of the plans, and return what it says.

        Raises:
            StoryError: it fails.
        """
        result = self.wine.run("cmd", "/c", "call", self._address(file), *words, folder=self.plans)
        if result.returncode:
            message = f"{file} {' '.join(words)}: exit code {result.returncode}\n{result.stdout}"
            raise StoryError(message)
        return result.stdout

    def says(self, code_page: str, *words: str) -> str:
        """Run csprog in a command file with that code page, and return what it writes into a file."""
        told, file = self.plans / "said.txt", self.plans / "say.cmd"
        lines = (f"@chcp {code_page}>nul", f'@call "%CSPROG%" {" ".join(words)} >{told.name}', "")
        file.write_text("\r\n".join(lines), encoding="ascii", newline="")
        environment = {"CSPROG": self._address("csprog.cmd")}
        result = self.wine.run("cmd", "/c", file.name, folder=self.plans, environment=environment)
        if not told.is_file():
            message = f"code page {code_page}: {result.stdout}"
            raise StoryError(message)
        data = told.read_bytes()
        told.unlink()
        file.unlink()
        return data.decode("utf-8")

    def _address(self, file: str) -> str:
        return f"C:\\{_PROGRAMS}\\{self.name}\\{file}"

    def desk(self, folder: Path) -> str:
        """Open the desk in a folder, and return its first page."""
        words = ("/c", "call", self._address("csprog.cmd"), "desk", "--no-browser", "--lang", "ru", *_DAY)
        process = self.wine.start("cmd", *words, folder=folder, environment={})
        try:
            lines = iter(process.stdout or ())
            address = next((line.strip() for line in lines if line.startswith("http://127.0.0.1:")), None)
            if address is None:
                message = "csprog desk names no address"
                raise StoryError(message)
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            opener.open(address, timeout=60).read()  # hands out the cookie
            return str(opener.open(address.partition("?")[0], timeout=60).read().decode("utf-8"))
        finally:
            process.kill()


def tell(wine: Wine, archive: Path) -> Iterator[str]:
    """Yield each step that has gone well.

    Raises:
        StoryError: a step has not.
    """
    clerk = Clerk(wine, archive)
    yield _holds("the version", clerk.runs("--version"), "csprog ")
    yield from _opened(clerk)
    for page in _CODE_PAGES:
        shown = clerk.says(page, "status", "--lang", "ru", *_YEAR)
        yield _holds(f"the status, into a file from a console of code page {page}", shown, "Пример-Энергосбыт")
    words = ("complete", "1.2.1.1", "--office", "Приморский участок", "--note", _NOTE)
    recorded = clerk.runs(*words, *_YEAR, "--lang", "ru")
    yield _holds("a recording, its path with a slash", recorded, "programme/2026.yaml")
    plan = clerk.plans / "programme" / "2026.yaml"
    yield _holds("the note in the plan", plan.read_text(encoding="utf-8"), _NOTE)
    clerk.runs("publish", "--year", "2025", *_DAY)
    page = (clerk.plans / "site" / "2025" / "index.html").read_text(encoding="utf-8")
    yield _holds("the site", page, "Пример-Энергосбыт")
    clerk.runs("export", "--format", "xlsx", "--for", "Заречный офис", "--output", _BOOK, *_YEAR)
    _answer(clerk.plans / _BOOK)
    clerk.runs("collect", _BOOK, "--yes", *_YEAR)
    yield _holds("a workbook collected", plan.read_text(encoding="utf-8"), _ANSWER)
    yield _holds("a sound plan", clerk.runs("validate", "--year", "2026", "--lang", "en"), "1 plan checked")


def _opened(clerk: Clerk) -> Iterator[str]:
    command = (clerk.wine.drive / _PROGRAMS / clerk.name / OPEN).read_text(encoding="ascii")
    if " desk" in command:
        yield _holds("the desk", clerk.desk(clerk.plans), "Сегодня")
        empty = clerk.wine.drive / "Новая папка"
        empty.mkdir()
        yield _holds("the desk where there is no plan", clerk.desk(empty), "Первый план, без документа")
    else:
        yield _holds(
            "the plan, opened by its command file", clerk.runs(f"C:\\{_PLANS}", file=OPEN), "Пример-Энергосбыт"
        )


def _answer(workbook: Path) -> None:
    """Fill a workbook in as its office does."""
    office = Department(workbook.read_bytes())
    office.fill("1.1.1.1", done="да", on="27.11.2026", note=_ANSWER)
    workbook.write_bytes(office.data)


def _holds(what: str, text: str, wanted: str) -> str:
    if wanted not in text:
        message = f"{what}: {wanted!r} is not in\n{text[:2000]}"
        raise StoryError(message)
    return what
