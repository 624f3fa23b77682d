"""Today, answers, publication and history, as a person goes through them."""

from __future__ import annotations

import subprocess
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tests.cli.test_changes import git
from tests.desk.conftest import PLAN, TODAY, Reply, Window, opened
from tests.desk.test_recordings import by_command
from tests.extras import optional
from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

ROWS = "№\tОфис\tВыполнено\tДата\tЧто сделано\tПричина\tСсылка"
DONE = small(
    measure("on: 2025-05-01, event: completed, note: Есть"),
    measure("on: 2025-05-01, event: completed"),
    measure(),
)


def agreed(window: Window, preview: Reply) -> Reply:
    """Agree to what a preview shows."""
    waiting = preview.text.partition('name="waiting" value="')[2].partition('"')[0]
    return window.follow(window.post("answers", {"shown": preview.shown, "waiting": waiting, "go": "record"}))


def test_today_says_what_is_overdue_and_by_whom(tool: Tool, window: Window) -> None:
    words = window.get("").words
    assert "Overdue 1 1.1.1.3" in words
    assert "63 days late" in words
    only = window.get("", office="Северное МРО").words
    assert "1.1.1.1" in only
    assert "1.1.1.2" not in only
    tool.write("passport: {}\n")
    broken = window.get("")
    assert broken.status == 409
    assert "programme/2025.yaml:1:" in broken.words


def test_pasted_rows_are_shown_then_recorded_all_or_none(tool: Tool, window: Window) -> None:
    before = tool.text
    expected = by_command(
        tool, "complete", "1.1.1.1", "--office", "Заволжское МРО", "--note", "Стоят", "--on", "2025-03-14"
    )
    rows = f"{ROWS}\n1.1.1.1\tзаволжское мро\tда\t14.03.2025\tСтоят\t\t\n1.1.1.2\t\t\t\t\t\t"
    preview = window.follow(window.post("answers", {"pasted": rows}))
    assert "Стоят" in preview.words
    assert tool.text == before
    assert "written to" in agreed(window, preview).words
    assert tool.text == expected


def test_wrong_rows_are_all_told_and_nothing_is_recorded(tool: Tool, window: Window) -> None:
    before = tool.text
    head = ROWS + "\tЗаметки"
    rows = f"{head}\n1.1.1.1\tЗаволжское МРО\tда\t14.03.2025\tСтоят\t\t\tx\n9.9\t\tда\t\t\t\t\t\n1.1.1.2\tЧужой\tда\t\t\t\t\t\n"
    reply = window.post("answers", {"pasted": rows})
    for told in ("csprog knows no column “Заметки”", "nothing numbered 9.9", "has no office “Чужой”"):
        assert told in reply.words
    assert "Record all of it" not in reply.words
    assert rows.split("\n")[1].split("\t")[4] in reply.text.partition("<textarea")[2]
    assert tool.text == before
    assert "copy the row of headings too" in window.post("answers", {"pasted": "1.1.1.1\tда"}).words


@pytest.mark.slow
def test_a_workbook_goes_out_and_comes_back_as_collect_takes_it(tool: Tool, window: Window) -> None:
    """All in one archive or one by one; filled in, sent back or laid into a folder, it is recorded as by `collect`."""
    openpyxl = optional("openpyxl")
    archive = window.get("answers/workbooks")
    names = ZipFile(BytesIO(archive.data)).namelist()
    assert len(names) == 2
    book = openpyxl.load_workbook(BytesIO(window.get("answers/workbooks", **{"for": "Северное МРО"}).data))
    sheet = next(
        one
        for one in book
        if one.title != "Сводка" and any(cell.value == "Выполнено" for row in one.iter_rows() for cell in row)
    )
    heads = {
        cell.value: cell.column
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in {"Выполнено", "Дата", "Что сделано"}
    }
    row = next(cell.row for column in sheet.iter_cols() for cell in column if cell.value == "1.1.1.1")
    for head, value in (("Выполнено", "да"), ("Дата", "14.03.2025"), ("Что сделано", "Стоят")):
        sheet.cell(row, heads[head]).value = value
    filled = BytesIO()
    book.save(filled)
    answers = tool.folder / "answers"
    answers.mkdir()
    (answers / "север.xlsx").write_bytes(filled.getvalue())
    expected = by_command(tool, "collect", "answers", "--yes")
    before = tool.text
    assert "written to" in agreed(window, window.send_files("answers", {"север.xlsx": filled.getvalue()})).words
    assert tool.text == expected
    tool.write(before)
    preview = window.post("answers", {"folder": str(answers)})
    assert "written to" in agreed(window, preview).words
    assert tool.text == expected


@pytest.mark.slow
def test_letters_are_those_of_the_command(tool: Tool, window: Window) -> None:
    """The archive holds what `csprog remind` writes; what they lack stands beside it."""
    tool.write(PLAN.replace("due: 2025-12-31", "due: 2025-09-15", 1))
    (tool.folder / "addresses.yaml").write_text("Северное МРО: a@example.org\n", encoding="utf-8")
    assert tool("remind", "--year", "2025", "--as-of", TODAY).exit_code == 0
    written = {file.name: file.read_bytes() for file in (tool.folder / "letters").iterdir()}
    assert len(written) == 2
    words = window.get("answers").words
    assert "All letters, in one archive : 2" in words
    assert "no address in addresses.yaml, so “To” is empty: «Заволжское МРО»" in words
    with ZipFile(BytesIO(window.get("answers/letters").data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == written


def test_neither_workbooks_nor_letters_go_out_of_a_plan_with_errors(tool: Tool, window: Window) -> None:
    tool.write(PLAN.replace('"1.1.1"', '"1.2.1"'))
    assert "no letters while the plan has errors" in window.get("answers").words
    for place in ("answers/workbooks", "answers/letters"):
        reply = window.get(place)
        assert reply.status == 409
        assert "programme/2025.yaml:" in reply.words
    assert "programme/2025.yaml:" in window.post("answers", {"pasted": ROWS}).words


@pytest.mark.slow
def test_a_year_is_published_for_good_once_its_number_is_typed(tool: Tool) -> None:
    """What is missing is a link to the form that records it; until then nothing is published for good."""
    tool.write(DONE)
    window = opened(tool.folder, day="2026-02-01")
    page = window.get("publication")
    assert "1.1.1.2" in page.words
    assert "measure/1.1.1.2?entry=1" in page.text
    assert "measure/1.1.1.3?event=not-completed" in page.text
    refused = window.fill_in("publication", {"typed_year": "2025", "go": "final"})
    assert "something is missing still" in refused.words
    window.fill_in("measure/1.1.1.2", {"on": "2025-05-01", "note": "Есть", "why": "Забыли"}, entry="1")
    window.fill_in("measure/1.1.1.3", {"on": "2026-01-15", "reason": "Нет денег"}, event="not-completed")
    assert "type the year, 2025" in window.fill_in("publication", {"typed_year": "2024", "go": "final"}).words
    assert not (tool.folder / "site").exists()
    done = window.fill_in("publication", {"typed_year": "2025", "go": "final"})
    assert "the final report is published" in done.words
    assert (tool.folder / "programme" / "2025.published.json").exists()
    page_made = (tool.folder / "site" / "2025" / "index.html").read_bytes()
    assert tool.process("publish", "--year", "2025").code == 0, "the command finds the same, to the byte"
    assert (tool.folder / "site" / "2025" / "index.html").read_bytes() == page_made


def test_the_preview_is_the_page_and_runs_no_script(tool: Tool, window: Window) -> None:
    own = tool.folder / "templates" / "plan.html"
    own.parent.mkdir()
    own.write_text("<script>alert(1)</script>", encoding="utf-8")
    page = window.request("GET", f"{window.way_in.address}site/2025/", headers=window.sent())
    assert page.status == 200
    assert "Отчёт" in page.text
    assert "script-src" not in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert window.request("GET", f"{window.way_in.address}site/2025/none", headers=window.sent()).status == 404


@pytest.mark.slow
def test_history_shows_what_is_new_and_saves_it(tool: Tool) -> None:
    git(tool, "init", "--quiet")
    git(tool, "config", "user.name", "Анна")
    git(tool, "config", "user.email", "anna@example.org")
    git(tool, "add", "--all")
    git(tool, "commit", "--quiet", "--message", "план")
    tool.put("other.txt", "не моё")
    git(tool, "add", "other.txt")
    window = opened(tool.folder)
    assert "all is saved" in window.get("history").words
    window.fill_in("measure/1.1.1.1", {"on": TODAY, "note": "Идёт"}, event="remark")
    page = window.get("history")
    assert "Идёт" in page.words.partition("Not saved in git yet")[2].partition("What happened")[0]
    assert "say in a sentence" in window.fill_in("history", {"message": " "}).text.partition("message-fault")[2]
    saved = window.fill_in("history", {"message": "Записан ход работы"})
    assert "saved as" in saved.words
    log = subprocess.run(
        ["git", "log", "--format=%an: %s", "--name-only", "-1"], cwd=tool.folder, capture_output=True, check=True
    )
    assert log.stdout.decode().split("\n")[0] == "Анна: Записан ход работы"
    assert "other.txt" not in log.stdout.decode()
    assert "Анна" in window.get("history").words


def test_without_git_the_rest_goes_on(tool: Tool, window: Window) -> None:
    page = window.get("history")
    assert "in no git repository" in page.words
    assert "<form" not in page.text
    window.fill_in("measure/1.1.1.1", {"on": TODAY, "note": "Идёт"}, event="remark")
    assert "Идёт" in window.get("history").words
    assert tool.text != PLAN
