"""The report for the inside as its reader meets it: wide and narrow, in the dark, on paper, by ear."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.extras import optional
from tests.publication.test_in_browser import A4_LANDSCAPE, COLOURS, NARROW, WCAG, WIDE, opened, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

PAGES = ["report/single/index.html", "report/several/index.html", "report/many/index.html"]


@pytest.mark.parametrize("file", [PAGES[0], *(pytest.param(file, marks=pytest.mark.nightly) for file in PAGES[1:])])
def test_axe_finds_nothing_and_a_phone_scrolls_one_way_only(browser: Browser, sites: Path, file: str) -> None:
    with opened(browser, sites / file) as page:
        assert violations(page, WCAG) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOURS) == []
        for width in (NARROW, 801, 1024):  # cards, tables without bars, tables
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]") == [width, width]
        page.set_viewport_size({"width": NARROW, "height": 800})
        assert violations(page, WCAG) == []


def test_bars_are_drawn_in_their_lengths(browser: Browser, sites: Path) -> None:
    """The policy lets the lengths through, and no part of a bar stands out of it or below another."""
    with opened(browser, sites / "report/single/index.html", WIDE) as page:
        bars = page.locator(".csprog-report .csprog-bar").evaluate_all(
            "bars => bars.map(bar => [...bar.children].map(r => r.getBoundingClientRect())"
            ".map(box => [Math.round(box.left), Math.round(box.right)]))"
        )
    assert len(bars) > 20
    for (left, right), *parts in bars:
        assert right - left > 80
        ends = [left, *(end for part in parts for end in part)]
        assert ends == sorted(ends)
        assert ends[-1] <= right + 1


def test_paper_is_landscape_and_repeats_what_the_columns_are(browser: Browser, sites: Path) -> None:
    pypdf = optional("pypdf")
    with opened(browser, sites / "report/single/index.html") as page:
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [" ".join(sheet.extract_text().split()) for sheet in printed.pages]
    for number, (sheet, text) in enumerate(zip(printed.pages, texts, strict=True), start=1):
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4_LANDSCAPE, abs=1)
        assert f"Страница {number} из {len(texts)}" in text
    assert "Для внутреннего пользования" in texts[0]
