"""The desk in a browser: a year lived through without a script, each screen looked at by axe, the end of the last window."""

from __future__ import annotations

import re
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_changes import git
from tests.cli.tool import Process, Tool
from tests.desk.test_plan import ORDER
from tests.plans import measure, small
from tests.publication.test_in_browser import COLOURS, NARROW, WCAG, WIDE, violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 60  # seconds
YEAR = small(
    measure(due="2025-03-31", offices="Заволжское МРО, Северное МРО", text="Терминалы"),
    measure(due="2025-06-30", text="День клиента"),
    measure(due="2025-09-30", text="Памятки"),
    measure(due="2025-12-31", text="Сайт"),
)
IMPATIENT = """
import sys
from csprog.desk import windows
windows._FRAME = windows._FRAME.replace('content="20"', 'content="1"')
windows.Windows.__init__.__defaults__ = (4.0,)
from csprog.__main__ import main
sys.argv = ["csprog", *sys.argv[1:]]
main()
"""


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    """Give csprog in a repository with a plan of four measures."""
    tool = Tool(tmp_path / "repository")
    tool.write(YEAR)
    git(tool, "init", "--quiet")
    git(tool, "config", "user.name", "Анна")
    git(tool, "config", "user.email", "anna@example.org")
    git(tool, "add", "--all")
    git(tool, "commit", "--quiet", "--message", "план")
    return tool


@contextmanager
def running(process: Process) -> Iterator[str]:
    """Give the address of a desk that runs, and end it."""
    try:
        assert process.stdout is not None
        yield process.stdout.readline().decode("ascii").strip()
    finally:
        process.kill()
        process.communicate()


@contextmanager
def desk(tool: Tool, context: BrowserContext, day: str, *words: str) -> Iterator[tuple[Page, str]]:
    """Open a desk on a day as its user does; give the page and the address below which all pages lie."""
    with running(tool.start("desk", "--no-browser", "--as-of", day, "--lang", "ru", *words)) as address:
        page = context.new_page()
        page.goto(address)
        page.wait_for_url(re.compile(r"/2025/$"))
        yield page, address.partition("?")[0] + "2025/"
        page.close()


def save(page: Page, **typed: str) -> None:
    """Fill in fields by their labels, and press the form's button."""
    for label, text in typed.items():
        page.locator("form.csprog-form").get_by_label(re.compile(f"^{label.replace('_', ' ')}")).first.fill(text)
    page.get_by_role("button", name="Записать", exact=True).click()
    page.get_by_role("status").wait_for()


@pytest.mark.slow
def test_a_year_is_lived_through_without_a_script(tool: Tool, browser: Browser) -> None:
    """Recorded, put off, corrected, taken back, collected, amended, published and saved, by forms alone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 800})
    with desk(tool, context, "2025-04-10") as (page, root):
        page.get_by_role("link", name="1.1.1.1").first.click()
        page.get_by_label("Заволжское МРО").check()
        save(page, Примечание="Три терминала", Причина="Ждали поставку", Когда="05.04.2025")
        assert "offices: [Заволжское МРО]" in tool.text
        page.get_by_role("button", name="Отменить последнюю запись").first.click()
        assert tool.text == YEAR
        page.goto(f"{root}measure/1.1.1.1")
        save(page, Примечание="Три терминала", Причина="Ждали поставку")
        page.get_by_role("link", name=re.compile("^Исправить")).first.click()
        page.get_by_label(re.compile("^Примечание")).fill("Четыре терминала")
        page.get_by_label(re.compile("^Что было|^Исправление|^Почему")).first.fill("Описка")
        page.get_by_role("button", name="Записать исправление").click()
        page.get_by_role("status").wait_for()
        page.goto(f"{root}measure/1.1.1.2?event=postponed")
        page.get_by_label(re.compile("Новый срок|На когда|Когда ожидается|До когда")).fill("2026-02-01")
        save(page, Причина="Нет помещения")
        page.goto(f"{root}plan/sections/0/subsections/0/proposals/0/measures/3")
        page.get_by_label(re.compile("^Срок")).first.fill("2025-11-30")
        for name, text in ORDER.items():
            page.locator(f"[name='{name}']").fill(text.replace("08-22", "04-01"))
        page.get_by_role("button", name="Записать", exact=True).click()
        page.get_by_role("status").wait_for()
        assert "document: Приказ № 118" in tool.text
        page.goto(f"{root}answers")
        page.locator("#pasted").fill("№\tВыполнено\tДата\tЧто сделано\n1.1.1.3\tда\t01.04.2025\tНапечатаны")
        page.get_by_role("button", name="Показать, что в них").click()
        page.get_by_role("button", name="Записать всё").click()
        page.get_by_role("status").wait_for()
        page.get_by_role("link", name="История").click()
        page.locator("#message").fill("Записи первого квартала")
        page.get_by_role("button", name="Сохранить эту версию").click()
        page.get_by_role("status").wait_for()
    with desk(tool, context, "2026-02-20") as (page, root):
        assert "Отчёт" in page.locator("main").inner_text()
        page.get_by_role("link", name="Публикация").first.click()
        page.get_by_role("link", name=re.compile(r"^1\.1\.1\.4")).click()
        save(page, Причина="Нет подрядчика")
        page.goto(f"{root}publication")
        assert page.locator("#missing + p").inner_text() == "Ничего."
        page.locator("#typed_year").fill("2025")
        page.get_by_role("button", name="Опубликовать окончательно").click()
        page.get_by_role("status").wait_for()
        page.get_by_role("link", name="Посмотреть страницу").click()
        assert "Четыре терминала" in page.inner_text("main")
    context.close()
    assert (tool.folder / "programme" / "2025.published.json").exists()
    assert tool.process("validate").code == 0
    assert git(tool, "log", "--format=%s", "-1").strip() == "Записи первого квартала"


SCREENS = (
    "",
    "measure/1.1.1.1",
    "measure/1.1.1?event=remark",
    "measure/1.1.1.1?event=cancelled",
    "measure/1.1.1.2?entry=1",
    "plan",
    "plan/passport",
    "plan/goals",
    "plan/sections/0/subsections/0/proposals/0",
    "plan/sections/0/subsections/0/proposals/0/measures/0",
    "plan/sections/0?add=subsections",
    "plan/sections/0?drop=1",
    "figures",
    "figures/assess",
    "answers",
    "publication",
    "history",
    "nothing",
    "../begin",
)


SAMPLE = ("measure/1.1.1.1", "plan/passport", "../begin")


@pytest.mark.parametrize(
    "screens",
    [
        pytest.param(SAMPLE, marks=pytest.mark.slow, id="some"),
        pytest.param(SCREENS, marks=pytest.mark.nightly, id="all"),
    ],
)
def test_axe_finds_nothing_on_any_screen(tool: Tool, browser: Browser, screens: tuple[str, ...]) -> None:
    """Wide and narrow, light and dark; on a phone each scrolls one way only. Forms that were refused are among them."""
    context = browser.new_context()
    with desk(tool, context, "2025-04-10") as (page, root):
        page.goto(f"{root}measure/1.1.1.2?event=remark")
        save(page, Примечание="Идёт")
        for screen in screens:
            page.goto(root + screen)
            looked_at(page, screen)
        page.goto(f"{root}measure/1.1.1.1?event=completed")
        page.locator("[name=on]").fill("2030-01-01")
        page.get_by_role("button", name="Записать", exact=True).click()
        looked_at(page, "refused")
        assert page.locator("[name=on]").input_value() == "2030-01-01"
    context.close()


def looked_at(page: Page, screen: str) -> None:
    """Require that axe finds nothing, and that a narrow window scrolls one way only."""
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        assert (screen, violations(page, WCAG)) == (screen, [])
        page.emulate_media(color_scheme="dark")
        assert (screen, violations(page, COLOURS)) == (screen, [])
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        assert (screen, width, scrolled) == (screen, width, width)


@pytest.mark.nightly
def test_a_form_is_filled_in_by_keyboard(tool: Tool, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    with desk(tool, context, "2025-04-10") as (page, root):
        page.goto(f"{root}measure/1.1.1.2?event=remark")
        page.locator("[name=on]").focus()
        page.keyboard.press("Tab")
        page.keyboard.type("Идёт по плану")
        page.keyboard.press("Enter")
        page.get_by_role("status").wait_for()
    context.close()
    assert "note: Идёт по плану" in tool.text


@pytest.mark.nightly
def test_it_ends_after_its_last_window_and_not_before(tool: Tool, browser: Browser) -> None:
    """A page that is open and left alone keeps the desk; what is typed there stays, since it is never loaded anew."""
    words = [sys.executable, "-c", IMPATIENT, "desk", "--no-browser", "--as-of", "2025-04-10"]
    process = Process(words, stdout=-1, stderr=-1, cwd=tool.folder)
    context = browser.new_context(java_script_enabled=False)
    with running(process) as address:
        page = context.new_page()
        page.goto(address)
        page.wait_for_url(re.compile(r"/2025/$"))
        page.goto(address.partition("?")[0] + "2025/measure/1.1.1.2?event=remark")
        page.locator("[name=note]").fill("Долго думаю")
        page.wait_for_timeout(9000)
        assert process.poll() is None, "the window is still there"
        assert page.locator("[name=note]").input_value() == "Долго думаю"
        page.close()
        until = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        assert process.returncode == 0
    context.close()
