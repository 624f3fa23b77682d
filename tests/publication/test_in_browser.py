"""The pages as their readers meet them: on a phone, in the dark, by keyboard and ear, on paper."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.extras import optional
from tests.publication.programmes import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.slow

WIDE, NARROW = 1280, 320
FILES = [f"{name}/2025/index.html" for name in CASES if name != "some, final"]
FILES += ["some/index.html", "some/accessibility.html"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
A4_LANDSCAPE = (841.9, 595.3)  # points

EVERY_CHANGE = {"real/2025/index.html", "hostile/2025/index.html", "amended/2025/index.html", "some/index.html"}
"""Files that axe looks at for every change; at all of them in the night."""

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


def violations(page: Page, rules: list[str], context: str | None = None) -> list[Any]:
    """Return what axe finds by these rules or families of rules, each with the elements it found it in.

    With a selector as `context` it looks at that part of the page alone.
    """
    axe = optional("axe_playwright_python.sync_playwright")
    found = (
        axe.Axe()
        .run(page, context=context, options={"resultTypes": ["violations"], "runOnly": rules})
        .response["violations"]
    )
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize(
    "file", [pytest.param(file, marks=() if file in EVERY_CHANGE else pytest.mark.nightly) for file in FILES]
)
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
        assert page.locator("script:not([type='application/ld+json']), img, iframe").count() == 0
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
        box = page.locator(".csprog-statement").bounding_box()
        assert box
        assert box["y"] + box["height"] < 640


def test_paper_is_landscape_with_numbered_pages_and_repeated_headings(browser: Browser, sites: Path) -> None:
    pypdf = optional("pypdf")
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


# ── without a mouse, enlarged, in the colours of the system ──────────────────────────────────────────────────


REACHED = """() => {
  const on = document.activeElement, style = getComputedStyle(on), box = on.getBoundingClientRect();
  return {
    place: focusable.indexOf(on), outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
    seen: box.width > 0 && box.top < innerHeight && box.bottom > 0 && box.left >= 0 && box.right <= innerWidth + 1,
    colour: style.outlineColor,
  };
}"""
FOCUSABLE = """() => {
  window.focusable = [...document.querySelectorAll('a[href], summary, input:checked')].filter(e => e.checkVisibility());
  return focusable.length;
}"""


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_tab_walks_everything_in_reading_order_and_shows_where_it_is(browser: Browser, sites: Path, width: int) -> None:
    with opened(browser, sites / "amended/2025/index.html", width) as page:
        page.emulate_media(reduced_motion="reduce")  # else it is still on its way there
        count = page.evaluate(FOCUSABLE)
        assert count > 80
        walked = []
        for _ in range(count):
            page.keyboard.press("Tab")
            walked.append(page.evaluate(REACHED))
    assert [stop["place"] for stop in walked] == list(range(count))
    for stop in walked:
        assert stop["outline"] == "solid", stop
        assert stop["width"] >= 2, stop
        assert stop["seen"], stop


def test_the_plan_is_narrowed_by_keyboard_and_without_a_script(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "amended/2025/index.html") as page:
        shown = page.locator(".csprog-measure:visible")
        counts = [int(text.rpartition(" ")[2]) for text in page.locator(".csprog-narrow label").all_inner_texts()]
        seen = []
        page.locator("#show-all").focus()
        for _ in counts:
            seen.append(shown.count())
            page.keyboard.press("ArrowDown")
        assert seen == counts == [25, 18, 1, 1, 1, 2, 1, 1]
        page.locator("#show-postponed").check()
        assert page.locator(".csprog-plan:visible").count() == 1
        assert page.locator(".csprog-chapter:visible").count() == 1
        assert page.locator("tbody:visible .csprog-proposal").count() == 1
        page.locator("section[aria-labelledby=not-done] a[href='#m-2-4-2-1']").click()
        assert page.locator("#m-2-4-2-1").is_visible(), "a permalink leads to its row whatever is chosen"
        page.emulate_media(media="print")
        assert shown.count() == 25, "on paper the plan is whole"
        assert not page.locator(".csprog-narrow").is_visible()


@every_file
def test_at_200_percent_nothing_is_cut_off(browser: Browser, sites: Path, file: str) -> None:
    with opened(browser, sites / file, WIDE // 2) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == WIDE // 2
    with opened(browser, sites / file) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")  # text alone, as Firefox does it
        assert page.evaluate("document.documentElement.scrollWidth") == WIDE
        cut = "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).overflowX !== 'visible').length"
        assert page.evaluate(cut) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_statuses_bars_and_focus_apart(browser: Browser, sites: Path, scheme: Any) -> None:
    with opened(browser, sites / "amended/2025/index.html") as page:
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        style = "(element, [key, pseudo]) => getComputedStyle(element, pseudo)[key]"
        tag = page.locator(".csprog-tag.csprog-not-done").first
        ground = page.locator("body").evaluate(style, ["backgroundColor", None])
        assert tag.evaluate(style, ["borderTopColor", None]) != ground
        assert tag.evaluate(style, ["color", None]) != ground
        fills = {
            page.locator(f".csprog-bar .csprog-{part}").first.evaluate(style, ["fill", None])
            for part in ("whole", "in-time", "delayed")
        }
        assert len(fills) == 3
        assert page.locator(".csprog-bar").first.evaluate(style, ["borderTopStyle", None]) == "solid"
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.evaluate(style, ["outlineStyle", None]) == "solid"
        assert skip.evaluate(style, ["outlineColor", None]) != ground


def test_landmarks_and_language(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "amended/2025/index.html") as page:
        assert page.locator("html").get_attribute("lang") == "ru"
        for role in ("banner", "main", "contentinfo", "navigation"):
            assert page.get_by_role(role).count() == 1
        names = [region.get_attribute("aria-labelledby") for region in page.locator("section").all()]
        assert len(names) == len(set(names)) > 7


PIECES = """rows => rows.map(row => [...row.querySelectorAll('th, td > p:not(.csprog-mistake), td.csprog-short, li')].map(
  piece => piece.matches('li') ? piece.firstChild.textContent : piece.textContent))"""


@pytest.mark.parametrize("name", ["amended", "running"])
def test_no_row_is_torn_between_two_sheets_of_paper(browser: Browser, sites: Path, name: str) -> None:
    pypdf = optional("pypdf")
    with opened(browser, sites / f"{name}/2025/index.html") as page:
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        rows = page.locator(".csprog-measure").evaluate_all(PIECES)
    sheets = ["".join(sheet.extract_text().split()) for sheet in printed.pages]
    for cells in rows:
        wanted = ["".join(cell.split()) for cell in cells]
        assert any(all(cell in sheet for cell in wanted) for sheet in sheets), cells


def test_the_plan_is_folded_on_a_phone_and_opens_where_a_link_leads(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "some/2025/index.html", 360) as page:
        row = page.locator("#m-1-1-1-2")
        assert not row.is_visible()
        page.locator("#done + table a[href='#m-1-1-1-2']").click()
        assert row.is_visible()
        assert not page.locator("#m-2-3-1-1").is_visible()
        tops = row.locator("th, td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
        assert min(tops) == tops[1]  # the words head the card, the number stands below
        assert page.get_by_role("link", name="Наверх").is_visible()
        page.set_viewport_size({"width": WIDE, "height": 800})
        assert page.locator("#m-2-3-1-1").is_visible()


def test_an_office_is_opened_to_see_its_measures(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "some/2025/index.html") as page:
        office = page.locator(".csprog-office", has_text="Прихоперское МРО")
        assert not office.locator("li").first.is_visible()
        office.locator("summary").click()
        assert "Запись открыта 28\xa0ноября" in office.locator("li").first.inner_text()


def test_a_header_of_the_site_hides_no_target_of_the_fragment(browser: Browser, sites: Path) -> None:
    with opened(browser, sites / "some/2025/fragment.html") as page:
        page.locator("a[href='#csprog-m-2-3-1-1']").first.click()
        assert page.locator("#csprog-m-2-3-1-1").evaluate("row => row.getBoundingClientRect().top") >= 90
