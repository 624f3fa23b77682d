"""A new plan in the desk: each way writes what its command writes, and nothing that is there is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import Tool
from tests.desk.conftest import PLAN, TODAY, Window, opened, window_of
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

COMPANY = "АО «Энергосбыт»"
TABLE = (
    f"План мероприятий {COMPANY} на 2025 год\n"
    "№\tМероприятия\tСрок\tРезультат\n"
    "1.1.1\tУстановить терминалы\t2 квартал 2025\tТерминалы стоят\n"
    "1.1.2\tНачать запись\t31.12.2025\tЗапись идёт\n"
)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog in a folder without plans."""
    tool = Tool(tmp_path / "repository")
    tool.folder.mkdir()
    monkeypatch.chdir(tool.folder)
    return tool


def entered(tool: Tool) -> tuple[Window, str]:
    """Open the desk, and give its first page's words."""
    window = window_of(tool.folder)
    window.enter()
    return window, window.follow(window.get("/")).words


def test_without_a_plan_the_desk_begins_with_the_first(empty: Tool) -> None:
    window, words = entered(empty)
    assert "The first plan, without a document" in words
    assert "programme" in words
    typed = {"first.year": "2025", "first.organisation": COMPANY, "first.title": "План", "first.basis": ""}
    reply = window.post("/begin", {**typed, "go": "first"})
    written = empty.text
    assert "it holds an example" in window.follow(reply).words
    empty.file.unlink()
    asked = ("--organisation", COMPANY, "--title", "План", "--basis", "", "--site", "")
    assert empty("new", "2025", *asked).exit_code == 0
    assert written == empty.text


def test_a_refused_first_plan_keeps_what_was_typed(empty: Tool) -> None:
    window, _ = entered(empty)
    reply = window.post(
        "/begin", {"first.year": "25", "first.organisation": "", "first.title": "Наш план", "go": "first"}
    )
    for name in ("year", "organisation"):
        assert reply.text.partition(f'id="f-first-{name}-fault">')[2].partition("<")[0]
    assert 'value="Наш план"' in reply.text
    assert not (empty.folder / "programme").exists()


@pytest.mark.parametrize("go", ["after", "document", "first", "", "x"])
def test_a_form_without_anything_writes_nothing(empty: Tool, go: str) -> None:
    window, _ = entered(empty)
    reply = window.post("/begin", {"go": go})
    assert reply.status == 200
    assert 'role="alert"' in reply.text
    assert not (empty.folder / "programme").exists()


@pytest.mark.parametrize(
    ("ticked", "chosen"),
    [
        ({"carry": ["1.1.1.1", "1.1.1.2", "1.1.1.3"]}, ("--carry", "all")),
        ({"recurring": ["1.1.1.2"]}, ("--carry", "none", "--recurring", "1.1.1.2")),
        ({}, ("--carry", "none", "--recurring", "none")),
    ],
    ids=["all", "only what recurs", "nothing"],
)
def test_the_next_year_continues_the_plan_as_the_command_does(
    tool: Tool, ticked: dict[str, list[str]], chosen: tuple[str, ...]
) -> None:
    tool.write(small(measure(), measure(due="2025-12-31", text="Каждый год") + "  recurring: true\n", measure()))
    page = (window := opened(tool.folder)).get("/begin")
    assert page.text.count(" checked") == 3
    told = window.follow(window.post("/begin", {"shown": page.shown, "go": "after", **ticked}))
    written = (new := tool.folder / "programme" / "2026.yaml").read_bytes()
    assert "written to programme/2026.yaml" in told.words
    new.unlink()
    assert tool("new", "2026", *chosen, "--as-of", TODAY).exit_code == 0
    assert written == new.read_bytes()


def test_a_plan_that_has_changed_or_is_there_is_not_continued_over(tool: Tool, window: Window) -> None:
    page = window.get("/begin")
    tool.write(PLAN.replace("Терминалы", "Новое"))
    reply = window.post("/begin", {"shown": page.shown, "go": "after"})
    assert "the plan has changed since" in reply.words
    assert not (tool.folder / "programme" / "2026.yaml").exists()
    tool.write("passport: {}\n")
    assert "programme/2025.yaml:1:" in window.get("/begin").words
    assert "no sound plan" in window.post("/begin", {"shown": page.shown, "go": "after"}).words


def test_a_document_becomes_the_plan_that_import_makes_of_it(empty: Tool) -> None:
    window, _ = entered(empty)
    reply = window.send_files("/begin", {"plan.txt": TABLE.encode()}, go="document")
    shown = window.follow(reply)
    assert "2 measures" in shown.words
    written = empty.text
    empty.file.unlink()
    empty.put("plan.txt", TABLE)
    empty("import", "plan.txt")
    assert written == empty.text
    again = window.send_files("/begin", {"plan.txt": TABLE.encode()}, go="document")
    assert "programme/2025.yaml already exists" in again.words


def test_what_a_document_lacks_is_typed(empty: Tool) -> None:
    """A table alone names neither the year nor the company: each is asked for, and what was pasted stays."""
    table = TABLE.partition("\n")[2].replace("2 квартал 2025", "2 квартал").replace("31.12.2025", "31 декабря")
    window, _ = entered(empty)
    reply = window.post("/begin", {"pasted": table, "go": "document"})
    assert "no year is given" in reply.text.partition('id="f-document-year-fault">')[2].partition("<")[0]
    assert "Установить терминалы" in reply.text.partition("<textarea")[2]
    without = window.post("/begin", {"pasted": table, "document.year": "2025", "go": "document"})
    assert "add it" in without.text.partition('id="f-document-organisation-fault">')[2].partition("<")[0]
    assert not (empty.folder / "programme").exists()
    typed = {"document.year": "2025", "document.organisation": COMPANY, "document.title": "План"}
    done = window.follow(window.post("/begin", {"pasted": table, **typed, "go": "document"}))
    assert "2 measures" in done.words
    assert COMPANY in empty.text


def test_who_may_only_read_begins_nothing(tool: Tool) -> None:
    window = opened(tool.folder, read_only=True)
    assert "A new plan" not in window.get("").text
    reply = window.post("/begin", {"go": "after", "shown": ""})
    assert reply.status == 403
    assert sorted(file.name for file in tool.file.parent.iterdir()) == ["2025.yaml"]
