"""What a form records is what its command records, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from csprog.cli.commands.events import EVENTS
from csprog.desk.pages.measure import keys_for
from csprog.programme.entries import Entry
from tests.desk.conftest import TODAY, Window, opened
from tests.plans import measure, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.cli.tool import Tool

NOT_ASKED = {"identifier", "year", "as_of", "json", "public"}
CASES: dict[str, tuple[str, str, dict[str, Any], list[str]]] = {
    "carried out": ("1.1.1.1", "completed", {"note": "Принято"}, ["complete", "1.1.1.1", "--note", "Принято"]),
    "of a day as Russians write it": (
        "1.1.1.1",
        "completed",
        {"on": "14.03.2025", "note": "Две\r\nстроки"},
        ["complete", "1.1.1.1", "--on", "2025-03-14", "--note", "Две\nстроки"],
    ),
    "in one office": (
        "1.1.1.1",
        "completed",
        {"offices": ["Заволжское МРО"], "note": "Есть"},
        ["complete", "1.1.1.1", "--office", "Заволжское МРО", "--note", "Есть"],
    ),
    "a whole proposal": ("1.1.1", "completed", {"note": "Всё"}, ["complete", "1.1.1", "--note", "Всё"]),
    "with an address": (
        "1.1.1.1",
        "completed",
        {"note": "Есть", "evidence": "https://example.org/act"},
        ["complete", "1.1.1.1", "--note", "Есть", "--evidence", "https://example.org/act"],
    ),
    "not carried out": (
        "1.1.1.3",
        "not-completed",
        {"reason": "Нет денег", "document": "Приказ № 5"},
        ["decline", "1.1.1.3", "--reason", "Нет денег", "--document", "Приказ № 5"],
    ),
    "postponed": (
        "1.1.1.1",
        "postponed",
        {"to": "2026-03-01", "reason": "Поставка"},
        ["postpone", "1.1.1.1", "--to", "2026-03-01", "--reason", "Поставка"],
    ),
    "progress": ("1.1.1.1", "remark", {"note": "Заказано"}, ["remark", "1.1.1.1", "--note", "Заказано"]),
    "money": (
        "1.1.1.1",
        "spent",
        {"amount": "350 000,50", "note": "Счёт 7"},
        ["spend", "1.1.1.1", "350 000,50", "--note", "Счёт 7"],
    ),
    "taken out": (
        "1.1.1.1",
        "cancelled",
        {"reason": "Закон", "document": "Приказ № 6"},
        ["cancel", "1.1.1.1", "--reason", "Закон", "--document", "Приказ № 6"],
    ),
}


def by_command(tool: Tool, *words: str) -> str:
    """Give the plan as a command leaves it, and put it back."""
    before = tool.text
    assert tool(*words, "--year", "2025", "--as-of", TODAY).exit_code == 0
    after = tool.text
    tool.write(before)
    return after


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_form_writes_what_the_command_writes(
    tool: Tool, window: Window, case: tuple[str, str, dict[str, Any], Sequence[str]]
) -> None:
    identifier, event, typed, words = case
    expected = by_command(tool, *words)
    reply = window.fill_in(f"measure/{identifier}", {"on": TODAY, **typed}, event=event)
    assert reply.status == 200, reply.words
    assert tool.text == expected


def test_undo_takes_it_back(tool: Tool, window: Window) -> None:
    before = tool.text
    saved = window.fill_in("measure/1.1.1.1", {"on": TODAY, "note": "Есть"}, event="completed")
    assert "in 2 of 2" in saved.words or "completed" in saved.words
    assert tool.text != before
    undone = window.follow(window.post("undo", {"shown": saved.shown}))
    assert "restored in" in undone.words
    assert tool.text == before


def test_what_cannot_be_taken_back_is_refused_in_words(window: Window) -> None:
    page = window.get("measure/1.1.1.1")
    reply = window.follow(window.post("undo", {"shown": page.shown}))
    assert "nothing to undo" in reply.text.partition('role="alert"')[2]
    stale = window.follow(window.post("undo", {"shown": "0" * 64}))
    assert "the plan has changed since" in stale.text.partition('role="alert"')[2]


@pytest.mark.parametrize("command", EVENTS)
def test_a_form_asks_for_what_its_command_takes(command: str) -> None:
    """All that the command has as a parameter, by the same name or the key that it writes; and no more."""
    event = EVENTS[command]
    keys = {"office": "offices"}
    taken = {keys.get(name, name) for name in {**event.required, **event.optional}} - NOT_ASKED
    assert {key.name for key in keys_for(event.event)} == taken | {"personal_data_ground"}


def test_every_event_has_a_form() -> None:
    events = {get_args(kind.model_fields["event"].annotation)[0] for kind in get_args(Entry)}
    assert {event.event for event in EVENTS.values()} == events - {"corrected"}


def test_only_what_the_journal_allows_is_offered(tool: Tool) -> None:
    tool.write(small(measure("on: 2025-05-01, event: completed, note: Есть"), measure()))
    window = opened(tool.folder)
    closed, still_open = (window.get(f"measure/1.1.1.{number}").text for number in (1, 2))
    offered = [
        [event for event in ("completed", "reopened", "remark") if f"?event={event}" in page]
        for page in (closed, still_open)
    ]
    assert offered == [["reopened", "remark"], ["completed", "remark"]]


def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(tool: Tool, window: Window) -> None:
    before = tool.text
    typed = {"on": "2025-12-01", "note": "Ещё не <b>сделано</b>", "reason": "—"}
    reply = window.fill_in("measure/1.1.1.1", typed, event="completed")
    assert reply.status == 200
    assert tool.text == before
    for text in ("2025-12-01", "Ещё не &lt;b&gt;сделано&lt;/b&gt;", "—"):
        assert f'value="{text}"' in reply.text
    beside = reply.text.partition('id="f-reason-fault">')[2].partition("<")[0]
    assert "neither a letter nor a digit" in beside
    day = window.fill_in("measure/1.1.1.1", {**typed, "reason": ""}, event="completed")
    assert "is in the future" in day.text.partition('id="f-on-fault">')[2].partition("<")[0]


def test_save_and_next_keeps_the_day(tool: Tool, window: Window) -> None:
    page = window.get("measure/1.1.1.1", event="remark")
    reply = window.post(
        "measure/1.1.1.1", {"shown": page.shown, "on": "2025-02-03", "note": "Идёт", "go": "next"}, event="remark"
    )
    following = window.follow(reply)
    assert "measure/1.1.1.2?event=remark" in reply.headers["location"]
    assert 'value="2025-02-03"' in following.text
    assert "Идёт" in following.text.partition('id="f-note-known"')[2].partition("</datalist>")[0]
    assert "Идёт" in tool.text


def test_a_correction_says_only_what_was_changed(tool: Tool, window: Window) -> None:
    assert tool("complete", "1.1.1.1", "--note", "Было", "--year", "2025", "--as-of", TODAY).exit_code == 0
    expected = by_command(tool, "correct", "1.1.1.1", "--note", "Стало", "--why", "Описка")
    window.fill_in("measure/1.1.1.1", {"on": TODAY, "note": "Стало", "why": "Описка"}, entry="1")
    assert tool.text == expected


def test_an_emptied_text_is_removed_by_a_correction(tool: Tool, window: Window) -> None:
    assert tool("complete", "1.1.1.1", "--note", "Было", "--year", "2025", "--as-of", TODAY).exit_code == 0
    expected = by_command(tool, "correct", "1.1.1.1", "--remove", "note", "--why", "Описка")
    window.fill_in("measure/1.1.1.1", {"on": TODAY, "note": "", "why": "Описка"}, entry="1")
    assert tool.text == expected


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"evidence": "evidence/b.pdf", "public": "true"}, ["--evidence", "evidence/b.pdf", "--public"]),
        ({"evidence": "evidence/a.pdf", "public": ""}, ["--evidence", "evidence/a.pdf"]),
        ({"evidence": "", "public": ""}, ["--remove", "evidence"]),
    ],
    ids=["another file", "not published any more", "removed"],
)
def test_a_correction_of_published_evidence(
    tool: Tool, window: Window, typed: dict[str, str], words: list[str]
) -> None:
    """That a file is published stands in the form, and stays unless it is changed there."""
    for name in "ab":
        tool.put(f"evidence/{name}.pdf", name)
    first = ("--note", "Есть", "--evidence", "evidence/a.pdf", "--public")
    assert tool("complete", "1.1.1.1", *first, "--year", "2025", "--as-of", TODAY).exit_code == 0
    expected = by_command(tool, "correct", "1.1.1.1", *words, "--why", "Не тот файл")
    page = window.get("measure/1.1.1.1", entry="1")
    assert 'value="true" selected' in page.text.partition('id="f-public"')[2].partition("</select>")[0]
    saved = {"on": TODAY, "note": "Есть", "why": "Не тот файл", **typed}
    assert window.fill_in("measure/1.1.1.1", saved, entry="1").status == 200
    assert tool.text == expected


def test_a_plan_that_has_changed_is_not_written_over(tool: Tool, window: Window) -> None:
    """What changed stands there, and what was typed; saved once more it is recorded beside the other."""
    page = window.get("measure/1.1.1.1", event="remark")
    assert tool("remark", "1.1.1.2", "--note", "Раньше", "--year", "2025", "--as-of", TODAY).exit_code == 0
    before = tool.text
    reply = window.post("measure/1.1.1.1", {"shown": page.shown, "on": TODAY, "note": "Моё"}, event="remark")
    assert tool.text == before
    assert 'value="Моё"' in reply.text
    assert "1.1.1.2" in reply.words.partition("What changed in the plan")[2]
    assert "Раньше" in reply.words
    window.post("measure/1.1.1.1", {"shown": reply.shown, "on": TODAY, "note": "Моё"}, event="remark")
    assert "Раньше" in tool.text
    assert "Моё" in tool.text
