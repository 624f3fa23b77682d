"""The pages as their readers meet them: on a phone, in the dark, by keyboard and ear, on paper."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.publication.programmes import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

WIDE, NARROW = 1280, 320
FILES = [f"{name}/2025/index.html" for name in CASES if name != "some, final"] + ["some/index.html"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
A4_LANDSCAPE = (841.9, 595.3)  # points

every_file = pytest.mark.parametrize("file", FILES)


@contextmanager
def opened(browser: Browser, file: Path, width: int = WIDE) -> Iterator[Page]:
    """Open a file and require on leaving it that it asked for nothing, showed no dialog and logged no error."""
    events: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        events.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("request", lambda request: events.append(request.url))
    page.on("dialog", dismissed)
    page.on("console", lambda message: events.append(f"console {message.text}"))
    page.on("pageerror", lambda error: events.append(f"error {error}"))
    try:
        page.goto(file.as_uri())
        yield page
        assert events == [file.as_uri()]
    finally:
        page.close()


def violations(page: Page, rules: list[str]) -> list[Any]:
    """Return what axe finds by these rules or families of rules, each with the elements it found it in."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page, options={"resultTypes": ["violations"], "runOnly": rules}).response["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


@every_file
def test_axe_finds_nothing_wide_or_narrow_light_or_dark(browser: Browser, sites: Path, file: str) -> None:
    with opened(browser, sites / file) as page:
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="light")
            assert violations(page, WCAG) == []
            page.emulate_media(color_scheme="dark")
            assert violations(page, COLOURS) == []


@every_file
def test_a_phone_scrolls_one_way_only(browser: Browser, sites: Path, file: str) -> None:
    with opened(browser, sites / file, NARROW) as page:
        assert page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]") == [NARROW, NARROW]


def test_cards_keep_the_meaning_of_tables(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "some/2025/index.html", NARROW) as page:
        names = page.locator("#m-1-1-1-2 td").evaluate_all(
            "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
        )
        tree = page.locator("#done + table").aria_snapshot()
    assert [name.split('" / ')[0].strip('"') for name in names] == [
        "Мероприятие",
        "Срок",
        "Плановый результат",
        "Выполнение",
    ]
    assert "- rowheader" in tree
    assert "- columnheader" in tree


def test_harmful_texts_stay_texts(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "hostile/2025/index.html") as page:
        assert page.locator("script, img, iframe").count() == 0
        for link in page.locator("a[href^=http]").all():
            assert link.evaluate("link => link.origin") == "https://example.org"


def test_the_first_tab_shows_the_way_past_the_banner(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "some/2025/index.html") as page:
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        box = skip.bounding_box()
        assert skip.inner_text() == "Перейти к содержанию"
        assert box
        assert box["x"] >= 0
        assert skip.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"


def test_the_answer_is_on_the_first_screen_of_a_phone(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "some, final/2025/index.html", 360) as page:
        box = page.locator(".statement").bounding_box()
        assert box
        assert box["y"] + box["height"] < 640


def test_paper_is_landscape_with_numbered_pages_and_repeated_headings(browser: Browser, sites: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    with opened(browser, sites / "some/2025/index.html") as page:
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [" ".join(sheet.extract_text().split()) for sheet in printed.pages]
    for number, (sheet, text) in enumerate(zip(printed.pages, texts, strict=True), start=1):
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4_LANDSCAPE, abs=1)
        assert f"Страница {number} из {len(texts)}" in text
        assert "Проект" in text
    assert sum("№ Мероприятие Срок Выполнено Фактический результат" in text for text in texts) > 1
    assert sum("№ Мероприятие Срок Плановый результат Выполнение" in text for text in texts) > 4
    assert "2.4.2.1" in texts[0], "what is folded on the screen is open on paper"
