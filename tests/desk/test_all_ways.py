"""Whatever is typed: a form, a command, a pasted row and a workbook record the same bytes, or all refuse it."""

from __future__ import annotations

import csv
import os
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cli.tool import Tool
from tests.desk.conftest import PLAN, TODAY, Window, opened
from tests.importing.department import Department, exported
from tests.plans import measure, small


class Way(NamedTuple):
    """A recording: its command, the key that takes the text, and other words, fields and cells, equal in meaning.

    `done` is the answer in the workbook, empty where that has none; a pasted row has the same columns.
    """

    command: str
    key: str
    words: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    plan: str = PLAN
    done: str = ""
    cells: tuple[tuple[str, str], ...] = ()


WAYS = {
    "completed": Way("complete", "note", done="да"),
    "not-completed": Way("decline", "reason", done="нет"),
    "remark": Way("remark", "note", done="в работе"),
    "postponed": Way(
        *("postpone", "reason", ("--to", "2026-03-01"), (("to", "01.03.2026"),)),
        done="перенести",
        cells=(("to", "01.03.2026"),),
    ),
    "cancelled": Way("cancel", "reason", ("--document", "Приказ № 5"), (("document", "Приказ № 5"),)),
    "spent": Way("spend", "note", ("1 250,50",), (("amount", "1 250,50"),)),
    "reopened": Way("reopen", "reason", plan=small(measure(), measure("on: 2024-12-31, event: completed, note: Есть"))),
}
LETTERS = st.characters(
    categories=("L", "N", "P", "Zs"), include_characters="\n\t'\"#:-\u00a0\u00ad", max_codepoint=0x2100
)
TEXTS = st.text(LETTERS, min_size=1, max_size=40).filter(lambda text: any(map(str.isalpha, text)) and "@" not in text)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2025, 8, 31)).map(str)
EVENTS = st.sampled_from(sorted(WAYS))
HEADS = {"done": "Выполнено", "on": "Дата", "note": "Что сделано", "reason": "Причина", "to": "Новый срок"}
LIMITS = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def by_form(window: Window, event: str, text: str, day: str) -> None:
    way = WAYS[event]
    typed = {"on": day, way.key: text.replace("\n", "\r\n"), **dict(way.fields)}
    window.fill_in("measure/1.1.1.2", typed, event=event)


def by_command(tool: Tool, event: str, text: str, day: str) -> None:
    way = WAYS[event]
    tool(way.command, "1.1.1.2", *way.words, f"--{way.key}={text}", "--on", day, "--year", "2025", "--as-of", TODAY)


def cells_of(event: str, text: str, day: str) -> dict[str, str]:
    way = WAYS[event]
    return {"done": way.done, "on": day, way.key: text, **dict(way.cells)}


def by_row(window: Window, event: str, text: str, day: str) -> None:
    rows, cells = StringIO(), cells_of(event, text, day)
    lines = [("№", *HEADS.values()), ("1.1.1.2", *(cells.get(column, "") for column in HEADS))]
    csv.writer(rows, dialect="excel-tab").writerows(lines)
    preview = window.post("answers", {"pasted": rows.getvalue()})
    waiting = preview.text.partition('name="waiting" value="')[2].partition('"')[0]
    window.post("answers", {"shown": preview.shown, "waiting": waiting, "go": "record"})


def by_workbook(tool: Tool, event: str, text: str, day: str) -> None:
    book = Department(exported(tool.text, date.fromisoformat(TODAY)))
    book.fill("1.1.1.2", **cells_of(event, text, day))
    (tool.folder / "answer.xlsx").write_bytes(book.data)
    tool("collect", "answer.xlsx", "--yes", "--year", "2025", "--as-of", TODAY)


def same_bytes(event: str, text: str, day: str) -> None:
    """Record in each way in the same plan, and require the same plan after it."""
    here, way = Path.cwd(), WAYS[event]
    with TemporaryDirectory() as folder:
        tool, after = Tool(Path(folder)), []
        tool.write(way.plan)
        os.chdir(folder)
        try:
            window = opened(tool.folder)
            by_command(tool, event, text, day)
            after.append(tool.text)
            others = [partial(by_form, window), partial(by_row, window), partial(by_workbook, tool)]
            for record in others if way.done else others[:1]:
                tool.write(way.plan)
                record(event, text, day)
                after.append(tool.text)
        finally:
            os.chdir(here)
    assert after == [after[0]] * len(after)


@pytest.mark.slow
@given(EVENTS, TEXTS, DAYS)
@example("completed", "Две\nстроки: «да»", "2025-03-14")
@example("not-completed", "- 'нет' # денег", "2025-03-14")
@example("postponed", "Поставка", "2025-03-14")
@example("cancelled", "Закон", "2025-03-14")
@example("spent", "Счёт", "2025-03-14")
@example("reopened", "Ошибка", "2025-03-14")
@settings(max_examples=5, **LIMITS)  # type: ignore[arg-type]
def test_all_ways_record_the_same(event: str, text: str, day: str) -> None:
    same_bytes(event, text, day)


@pytest.mark.slow
@pytest.mark.parametrize("event", WAYS)
def test_each_way_records_something(tool: Tool, window: Window, event: str) -> None:
    """The plan after it is not the plan before it: refusals alone would be equal, too."""
    tool.write(WAYS[event].plan)
    by_form(window, event, "Слова", "2025-03-14")
    assert f"event: {event}" in tool.text.replace("- on: 2024-12-31", "")


@pytest.mark.nightly
@given(EVENTS, TEXTS, DAYS)
@settings(max_examples=500, **LIMITS)  # type: ignore[arg-type]
def test_all_ways_record_the_same_always(event: str, text: str, day: str) -> None:
    same_bytes(event, text, day)
