"""Whatever is typed: a form, a command and a row of a spreadsheet record the same bytes, or all refuse it."""

from __future__ import annotations

import csv
import os
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cli.tool import Tool
from tests.desk.conftest import PLAN, TODAY, Window, opened

LETTERS = st.characters(
    categories=("L", "N", "P", "Zs"), include_characters="\n\t'\"#:-\u00a0\u00ad", max_codepoint=0x2100
)
TEXTS = st.text(LETTERS, min_size=1, max_size=40).filter(lambda text: any(map(str.isalpha, text)) and "@" not in text)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2025, 8, 31))
COMMANDS = {"completed": ("complete", "note"), "not-completed": ("decline", "reason"), "remark": ("remark", "note")}
HEADS = ("№", "Выполнено", "Дата", "Что сделано", "Причина")


def by_form(tool: Tool, window: Window, event: str, text: str, day: str) -> str:
    tool.write(PLAN)
    key = COMMANDS[event][1]
    window.fill_in("measure/1.1.1.2", {"on": day, key: text.replace("\n", "\r\n")}, event=event)
    return tool.text


def by_command(tool: Tool, event: str, text: str, day: str) -> str:
    tool.write(PLAN)
    command, key = COMMANDS[event]
    tool(command, "1.1.1.2", f"--{key}={text}", "--on", day, "--year", "2025", "--as-of", TODAY)
    return tool.text


def by_row(tool: Tool, window: Window, event: str, text: str, day: str) -> str:
    tool.write(PLAN)
    rows = StringIO()
    done = event == "completed"
    cells = ("1.1.1.2", "да" if done else "нет", day, text if done else "", "" if done else text)
    csv.writer(rows, dialect="excel-tab").writerows([HEADS, cells])
    preview = window.post("answers", {"pasted": rows.getvalue()})
    waiting = preview.text.partition('name="waiting" value="')[2].partition('"')[0]
    window.post("answers", {"shown": preview.shown, "waiting": waiting, "go": "record"})
    return tool.text


def same_bytes(event: str, text: str, day: str) -> None:
    here = Path.cwd()
    with TemporaryDirectory() as folder:
        tool = Tool(Path(folder))
        tool.write(PLAN)
        os.chdir(folder)
        try:
            window, expected = opened(tool.folder), by_command(tool, event, text, day)
            assert by_form(tool, window, event, text, day) == expected
            if event != "remark":
                assert by_row(tool, window, event, text, day) == expected
        finally:
            os.chdir(here)


@pytest.mark.slow
@given(st.sampled_from(sorted(COMMANDS)), TEXTS, DAYS.map(str))
@example("completed", "Две\nстроки: «да»", "2025-03-14")
@example("not-completed", "- 'нет' # денег", "2025-03-14")
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_three_ways_record_the_same(event: str, text: str, day: str) -> None:
    same_bytes(event, text, day)


@pytest.mark.nightly
@given(st.sampled_from(sorted(COMMANDS)), TEXTS, DAYS.map(str))
@settings(max_examples=500, suppress_health_check=list(HealthCheck))
def test_three_ways_record_the_same_always(event: str, text: str, day: str) -> None:
    same_bytes(event, text, day)
