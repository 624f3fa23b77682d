"""Departments say more than yes or no: in work, postponed, money, values; what is not recorded is told by cell."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from csprog.editing.batch import record_batch
from csprog.editing.entry import build_entry, record
from csprog.editing.measurements import gauge
from csprog.exporting.excel.columns import AT, HEAD, INDICATOR_AT, INDICATORS
from csprog.exporting.excel.responses import parse_mark
from csprog.importing.collection.entries import Collection, collect_entries
from csprog.importing.collection.response_reader import read_responses
from csprog.importing.readers.excel import read_cells
from csprog.parsing.periods import read_period
from csprog.programme.entries import Completed, Postponed, Remark, Spent
from csprog.programme.plan_text import SoundPlan, parse_plan
from tests.exporting.libreoffice import converted, needed
from tests.importing.department import Department, exported, letter
from tests.plans import day, measure, small

if TYPE_CHECKING:
    from pathlib import Path

    from csprog.programme.entries import Entry

TODAY = day(7, 1)
FILE = "ответ.xlsx"
KEYS = ("id: csi", "name: Индекс", "unit: балл", "baseline: 4", "target: 4.5")
INDICATOR = "  indicators:\n    - {}\n".format("\n      ".join(KEYS))
PLAN = small(measure(offices="А, Б"), measure(offices="А") + INDICATOR, measure())


def collect(*data: bytes, text: str = PLAN, today: date = TODAY) -> Collection:
    rows = [row for one in data for row in read_responses(FILE, read_cells(one, FILE))]
    return collect_entries(sound_plan(text).programme, rows, today)


def sound_plan(text: str) -> SoundPlan:
    plan = parse_plan(text)
    assert isinstance(plan, SoundPlan)
    return plan


def told(collection: Collection) -> list[tuple[str, str]]:
    return [(notice.cell, str(notice.message)) for notice in collection.notices]


def faults(collection: Collection) -> list[tuple[str, str]]:
    return [(fault.cell, str(fault.message)) for fault in collection.faults]


def answered(identifier: str = "1.1.1.1", recipient: str | None = "А", **cells: Any) -> Department:
    book = Department(exported(PLAN, TODAY, recipient))
    book.fill(identifier, **cells)
    return book


def recorded(book: Department, text: str = PLAN) -> list[tuple[str, Entry]]:
    found = collect(book.data, text=text)
    assert faults(found) == []
    return found.entries


# ── in work, postponed, words alone ──────────────────────────────────────────────────────────────────────────


def test_in_work_is_a_remark_that_names_one_of_several_offices() -> None:
    book = answered(done="в работе", note="ждём поставку")
    book.fill("1.1.1.2", done="В работе.", on=day(6, 20), note="договор подписан")
    assert recorded(book) == [
        ("1.1.1.2", Remark(on=day(6, 20), event="remark", note="договор подписан")),
        ("1.1.1.1", Remark(on=TODAY, event="remark", note="А: ждём поставку")),
    ]


def test_words_alone_do_not_stop_the_others_and_are_told() -> None:
    book = answered(note="ждём поставку")
    book.fill("1.1.1.2", done="да", on=day(3, 14))
    found = collect(book.data)
    assert faults(found) == []
    assert [type(entry) for _, entry in found.entries] == [Completed, Remark]
    assert told(found) == [
        (f"{letter('note')}{HEAD + 2}", "words without an answer in «Выполнено»: recorded as a remark")
    ]


@pytest.mark.parametrize(
    "typed", ["31.03.2026", date(2026, 3, 31), "1 квартал 2026", "I кв. 2026 г.", "2026-Q1", "до 31 марта 2026 г."]
)
def test_postponed_to_a_day_or_a_quarter(typed: Any) -> None:
    book = answered(done="перенести", on=day(6, 20), to=typed, reason="нет поставки", note="договор есть")
    assert recorded(book) == [
        ("1.1.1.1", Postponed(on=day(6, 20), event="postponed", to=date(2026, 3, 31), reason="нет поставки")),
        ("1.1.1.1", Remark(on=day(6, 20), event="remark", note="А: договор есть")),
    ]


def test_two_offices_that_postpone_alike_say_one_thing() -> None:
    books = [answered(recipient=who, done="перенести", to="1 квартал 2026", reason="нет поставки") for who in "АБ"]
    assert [type(entry) for _, entry in collect(*(book.data for book in books)).entries] == [Postponed]


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"done": "перенести", "reason": "а"}, "to", "until when is it postponed?"),
        ({"done": "перенести", "to": "31.03.2026"}, "reason", "why is it postponed?"),
        ({"done": "перенести", "to": "весной", "reason": "а"}, "to", "a deadline is a date"),
        ({"done": "перенести", "to": "31.01.2025", "reason": "а"}, "to", "is not later than the present deadline"),
        ({"done": "да", "on": day(3, 1), "to": "31.03.2026"}, "to", "a new deadline belongs to the answer «перенести»"),
        ({"to": "31.03.2026", "reason": "а"}, "done", "was it completed?"),
        ({"done": "в работе", "note": "а", "on": day(7, 2)}, "on", "is in the future"),
        ({"spent": "много"}, "spent", "is not a number"),
        ({"spent": -500}, "spent", "a refund is recorded by csprog spend"),
        ({"spent": "350.000"}, "spent", "is ambiguous"),
    ],
    ids=str,
)
def test_what_cant_be_true_is_named_by_its_cell(cells: dict[str, Any], column: str, why: str) -> None:
    ((cell, words),) = faults(collect(answered(**cells).data))
    assert cell == f"{letter(column)}{HEAD + 2}"
    assert why in words


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sum_is_spent_whatever_is_answered() -> None:
    book = answered(done="да", on=day(3, 14), spent="350 000,50")
    book.fill("1.1.1.2", spent=1200)
    assert recorded(book) == [
        ("1.1.1.1", Completed(on=day(3, 14), event="completed", offices=("А",))),
        ("1.1.1.1", Spent(on=day(3, 14), event="spent", amount=Decimal("350000.50"), note="А")),
        ("1.1.1.2", Spent(on=TODAY, event="spent", amount=Decimal(1200))),
    ]


def test_a_bill_comes_after_the_work() -> None:
    done = small(measure("on: 2025-03-14, event: completed"))
    book = Department(exported(done, TODAY))
    book.fill("1.1.1.1", spent=1200)
    found = collect(book.data, text=done)
    assert found.entries == [("1.1.1.1", Spent(on=TODAY, event="spent", amount=Decimal(1200)))]
    text = written(done, found)
    assert (collect(book.data, text=text).entries, collect(book.data, text=text, today=day(8, 1)).known) == ([], 1)


def written(text: str, found: Collection, today: date = TODAY) -> str:
    return record_batch(sound_plan(text), found.entries, today, found.actuals).text


def test_the_same_sum_of_the_next_round_and_of_another_office_is_another_one() -> None:
    first = answered(spent=1200)
    text = written(PLAN, collect(first.data))
    assert collect(first.data, text=text, today=day(7, 9)).known == 1
    for recipient in "АБ":
        second = Department(exported(text, TODAY, recipient))
        second.fill("1.1.1.1", spent=1200)
        assert len(collect(second.data, text=text).entries) == 1


# ── values of indicators ─────────────────────────────────────────────────────────────────────────────────────


def gauged(period: Any, value: Any, note: str | None = None, text: str = PLAN) -> bytes:
    book = Department(exported(text, TODAY, "А"))
    sheet = book.book[INDICATORS]
    for name, given_value in {"period": period, "value": value, "note": note}.items():
        sheet.cell(HEAD + 2, INDICATOR_AT[name] + 1).value = given_value
    return book.data


@pytest.mark.slow
@pytest.mark.parametrize("period", ["1 квартал 2025", "I кв. 2025 г.", "2025-Q1"])
@pytest.mark.parametrize("value", [4.25, "4,25"])
def test_values_of_indicators(period: str, value: Any) -> None:
    found = collect(gauged(period, value, "опрос"))
    assert faults(found) == []
    ((name, actual),) = found.actuals
    assert (name, str(actual.period), actual.value, actual.note) == ("csi", "2025-Q1", Decimal("4.25"), "опрос")
    text = written(PLAN, found)
    assert collect(gauged(period, value, "опрос"), text=text) == Collection(known=1)
    ((cell, why),) = faults(collect(gauged(period, 5), text=text))
    assert cell == "G5"
    assert "already has a value" in why


def test_a_person_in_a_note_is_named_by_its_cell() -> None:
    ((cell, why),) = faults(collect(gauged("1 квартал 2025", 4, "опрос провёл Иванов И. И.")))
    assert cell == "I5"
    assert "Иванов" in why


@pytest.mark.parametrize(
    ("period", "value", "cell", "why"),
    [
        ("1 квартал 2025", None, "H5", "which value?"),
        (None, 4, "G5", "of which period"),
        ("весной", 4, "G5", "a period is a year"),
        ("1 квартал 2025", "хорошо", "H5", "is not a number"),
        ("4 квартал 2025", 4, "G5", "had not begun"),
    ],
)
def test_a_value_that_cant_be(period: Any, value: Any, cell: str, why: str) -> None:
    ((found, words),) = faults(collect(gauged(period, value)))
    assert found == cell
    assert why in words


def test_only_who_answers_for_an_indicator_is_asked_for_it() -> None:
    assert [INDICATORS in Department(exported(PLAN, TODAY, who)).book.sheetnames for who in ("А", "Б", None)] == [
        True,
        False,
        True,
    ]


# ── what is not recorded ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("column", "typed"),
    [("due", date(2026, 1, 31)), ("due", "1 марта"), ("measure", "Другое"), ("result", None), ("responsible", "Отдел")],
)
def test_a_changed_cell_that_is_not_recorded_is_told(column: str, typed: Any) -> None:
    book = answered(done="да", on=day(3, 14), **{column: typed})
    found = collect(book.data)
    assert len(found.entries) == 1
    ((cell, why),) = told(found)
    assert cell == f"{letter(column)}{HEAD + 2}"
    assert "was changed and is not recorded" in why


def test_columns_rows_sheets_and_comments_of_others_are_told() -> None:
    book = answered(done="да", on=day(3, 14))
    (sheet, _) = book.sheets[:2]
    sheet.cell(HEAD + 1, len(AT) + 1).value = "Исполнитель"
    sheet.cell(HEAD + 3, len(AT) + 1).value = "Отдел"
    sheet.cell(sheet.max_row + 1, AT["measure"] + 1).value = "Новое мероприятие"
    sheet.cell(HEAD + 2, AT["note"] + 1).comment = Comment("см. письмо", "Отдел")
    book.book.create_sheet("Заметки")["A1"] = "Согласовано"
    found = collect(book.data)
    assert (faults(found), len(found.entries)) == ([], 1)
    assert [why.partition(":")[0] for _, why in told(found)] == [
        "this column is not recorded",
        "the comment is not recorded",
        "this row is not recorded",
        "this sheet is not recorded",
    ]


def test_a_workbook_of_csprog_before_these_cells_is_still_read() -> None:
    book = answered(done="да", on=day(3, 14))
    for sheet in book.sheets[:1]:
        for number in range(HEAD + 2, sheet.max_row + 1):
            place = sheet.cell(number, AT["mark"] + 1)
            mark = parse_mark(place.value)
            assert mark is not None
            parts = ("csprog1", "2025", mark.id, mark.measure_digest, mark.response_digest, mark.office or "")
            place.value = "|".join(parts)
        sheet.delete_cols(AT["to"] + 1, 2)
    found = collect(book.data)
    assert (faults(found), told(found), len(found.entries)) == ([], [], 1)


# ── the same bytes as by the commands ────────────────────────────────────────────────────────────────────────

WORDS = st.text("аб. ", min_size=1, max_size=9).map(str.strip).filter(lambda text: any(map(str.isalpha, text)))
DAYS = st.dates(date(2025, 1, 1), TODAY)
ANSWERS = st.one_of(
    st.fixed_dictionaries(
        {"done": st.just("да"), "on": DAYS, "note": WORDS}, optional={"spent": st.integers(0, 10**9)}
    ),
    st.fixed_dictionaries({"done": st.just("нет"), "on": DAYS, "reason": WORDS}),
    st.fixed_dictionaries({"done": st.just("в работе"), "on": DAYS, "note": WORDS}),
    st.fixed_dictionaries(
        {
            "done": st.just("перенести"),
            "on": DAYS,
            "reason": WORDS,
            "to": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        }
    ),
    st.fixed_dictionaries({"on": DAYS, "spent": st.integers(0, 10**9)}),
)


def by_commands(text: str, identifier: str, cells: dict[str, Any]) -> str:
    """Record an answer of the only office as the commands do, one after the other."""
    office: dict[str, Any] = {"offices": ("А",)}
    of_answer: dict[Any, dict[str, Any]] = {
        "да": {"event": "completed", "note": cells.get("note")} | office,
        "нет": {"event": "not-completed", "reason": cells.get("reason")} | office,
        "в работе": {"event": "remark", "note": cells.get("note")},
        "перенести": {"event": "postponed", "to": cells.get("to"), "reason": cells.get("reason")},
    }
    wanted = [of_answer[cells["done"]]] if "done" in cells else []
    wanted += [{"event": "spent", "amount": Decimal(cells["spent"])}] if "spent" in cells else []
    for values in wanted:
        text = record(sound_plan(text), identifier, build_entry({"on": cells["on"], **values}), TODAY).text
    return text


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(ANSWERS, st.none() | st.tuples(st.sampled_from(["1 квартал 2025", "I полугодие 2025"]), st.integers(0, 99)))
def test_a_workbook_writes_what_the_commands_write(cells: dict[str, Any], value: tuple[str, int] | None) -> None:
    book = Department(exported(PLAN, TODAY, "А"))
    book.fill("1.1.1.2", **cells)
    if value:
        for name, typed in zip(("period", "value"), value, strict=True):
            book.book[INDICATORS].cell(HEAD + 2, INDICATOR_AT[name] + 1).value = typed
    found = collect(book.data)
    assert faults(found) == []
    expected = by_commands(PLAN, "1.1.1.2", cells)
    if value:
        values = {"on": TODAY, "period": read_period(value[0]), "value": Decimal(value[1])}
        expected = gauge(sound_plan(expected), "csi", values, TODAY).text
    text = written(PLAN, found)
    assert text == expected
    again = collect(book.data, text=text)
    assert (again.entries, again.actuals, again.faults) == ([], [], [])


@pytest.mark.slow
@needed
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_saved_by_libreoffice_it_says_the_same(form: str, tmp_path: Path) -> None:
    book = answered(done="перенести", to="1 квартал 2026", reason="нет поставки", spent=1200)
    book.book[INDICATORS].cell(HEAD + 2, INDICATOR_AT["period"] + 1).value = "03.2025"
    book.book[INDICATORS].cell(HEAD + 2, INDICATOR_AT["value"] + 1).value = 4.25
    (tmp_path / FILE).write_bytes(book.data)
    saved = converted(tmp_path / FILE, form, tmp_path / "out").read_bytes()
    assert saved != book.data
    found, direct = collect(saved), collect(book.data)
    assert (found.entries, found.actuals, found.faults, found.notices) == (direct.entries, direct.actuals, [], [])
    opened = Department(converted(tmp_path / FILE, "xlsx", tmp_path / "again").read_bytes(), computed=True)
    assert opened.sheets[0].cell(HEAD + 2, AT["standing"] + 1).value == "перенесено"
    assert io.BytesIO(saved).read(2) == b"PK"
