"""What departments fill in comes back as entries, whatever was done to the sheet; what can't be true is named by cell."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from csprog.exporting.excel.columns import AT, HEAD, Answer
from csprog.exporting.excel.responses import Response, RowMark, parse_mark
from csprog.importing.collection.entries import Collection, collect_entries
from csprog.importing.collection.response_reader import read_responses
from csprog.importing.readers.excel import read_cells
from csprog.programme.entries import Completed, NotCompleted
from tests.exporting.libreoffice import converted, needed
from tests.importing.department import Department, exported, letter
from tests.plans import day, measure, small, sound

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from csprog.programme.entries import Entry

TODAY = day(7, 1)
OFFICE, OTHER = "Заволжское МРО", "Правобережное МРО"
FILE = "ответ.xlsx"
PLAN = small(*[measure(offices="А, Б")] * 4)
IDS = [f"1.1.1.{number}" for number in range(1, 5)]


EXPORTED = cache(exported)

TAKEN = (
    "it was already completed on 1 Mar 2025; to change the entry: csprog correct 1.1.1.1 --year "
    '2025 --note "…" --why "…"; to reopen it: csprog reopen 1.1.1.1 --year 2025 --reason "…"'
)


def department(text: str = PLAN, recipient: str | None = "А", on: date = TODAY) -> Department:
    return Department(EXPORTED(text, on, recipient))


def collect(*data: bytes, text: str = PLAN, today: date = TODAY) -> Collection:
    """Give what workbooks amount to, named 1.xlsx, 2.xlsx, … where there are several."""
    names = [FILE] if len(data) == 1 else [f"{number}.xlsx" for number in range(1, len(data) + 1)]
    rows = [row for name, one in zip(names, data, strict=True) for row in read_responses(name, read_cells(one, name))]
    return collect_entries(sound(text)[1], rows, today)


def entries(collection: Collection) -> dict[str, Entry]:
    """Give the entries by id; nothing may be at fault."""
    assert [(fault.cell, str(fault.message)) for fault in collection.faults] == []
    return dict(collection.entries)


def faults(collection: Collection) -> list[tuple[str, str]]:
    """Give what is wrong, by cell; nothing else may be recorded of the same rows."""
    return [(fault.cell, str(fault.message)) for fault in collection.faults]


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────


def test_done_and_not_done() -> None:
    book = department()
    book.fill("1.1.1.1", done="да", on=day(3, 14), note="Акт № 17", evidence="https://example.org/17")
    book.fill("1.1.1.2", done="Нет.", on=day(3, 15), reason=" =СУММ(A1)\r\nденег нет ")
    assert entries(collect(book.data)) == {
        "1.1.1.1": Completed(
            on=day(3, 14), event="completed", offices=("А",), note="Акт № 17", evidence="https://example.org/17"
        ),
        "1.1.1.2": NotCompleted(on=day(3, 15), event="not-completed", offices=("А",), reason="=СУММ(A1)\nденег нет"),
    }


def test_late_with_its_reason_is_recorded_once() -> None:
    book = department(on=day(6, 1))
    book.fill("1.1.1.1", done="да", on=day(7, 1), note="сделано", reason="ремонт")
    late = Completed(on=day(7, 1), event="completed", offices=("А",), note="сделано", reason="ремонт")
    assert entries(collect(book.data)) == {"1.1.1.1": late}
    recorded = "on: 2025-07-01, event: completed, offices: [А], note: сделано, reason: ремонт"
    text = small(measure(recorded, offices="А, Б"), *[measure(offices="А, Б")] * 3)
    assert collect(book.data, text=text) == Collection(known=1)


def test_not_done_without_a_date_is_said_today() -> None:
    book = department()
    book.fill("1.1.1.1", done="нет", reason="денег нет")
    assert entries(collect(book.data))["1.1.1.1"].on == TODAY


def test_the_whole_plans_workbook_answers_for_all_offices() -> None:
    book = department(recipient=None)
    book.fill("1.1.1.1", done="да", on=day(3, 14))
    assert entries(collect(book.data)) == {"1.1.1.1": Completed(on=day(3, 14), event="completed")}


def test_a_responsible_unit_answers_office_by_office() -> None:
    text = small(measure(offices="А, Б") + "  responsible: Отдел\n", measure() + "  responsible: Отдел\n")
    book = department(text, "Отдел")
    book.fill("1.1.1.1", "Б", done="да", on=day(3, 14))
    book.fill("1.1.1.2", done="да", on=day(3, 14))
    found = entries(collect(book.data, text=text))
    assert {name: getattr(entry, "offices", None) for name, entry in found.items()} == {
        "1.1.1.1": ("Б",),
        "1.1.1.2": (),
    }


@pytest.mark.parametrize(
    "typed",
    [
        *("14.03.2025", " 14.3.2025 ", "14.03.25", "14.03.2025 г.", "14.03.2025г", "2025-03-14"),
        *("14/03/2025", "14-03-2025", "14 марта 2025", "14 Марта 2025 г.", "14.03.2025 10:30", "2025-03-14 00:00:00"),
        "45730",
        *(date(2025, 3, 14), datetime(2025, 3, 14, 17, 30), 45730),  # noqa: DTZ001 - a spreadsheet's
    ],
    ids=repr,
)
def test_a_date_in_whatever_form(typed: Any) -> None:
    book = department()
    book.fill("1.1.1.1", done="да", on=typed)
    assert entries(collect(book.data))["1.1.1.1"].on == day(3, 14)


SETTLED = small(
    measure("on: 2025-03-14, event: completed, note: а, evidence: 'https://a.org'", offices="А, Б"),
    measure(
        f"on: 2025-03-14, event: completed, offices: [А], evidence: {{file: evidence/17.pdf, sha256: {'0a' * 32}}}",
        offices="А, Б",
    ),
    measure("on: 2025-03-14, event: cancelled, reason: б"),
    measure(
        'on: 2025-03-14, event: completed, offices: [А], note: "а\\nб"',
        "on: 2025-04-14, event: not-completed, reason: б",
        offices="А, Б",
    ),
    measure("on: 2025-03-14, event: postponed, to: 2026-01-31, reason: в"),
)


def test_what_nobody_touched_says_nothing() -> None:
    for recipient in (None, "А", "Б"):
        assert collect(department(SETTLED, recipient).data, text=SETTLED) == Collection()
    reopened = SETTLED.replace(
        "{on: 2025-04-14, event: not-completed, reason: б}", "{on: 2025-04-15, event: remark, note: г}"
    )
    assert collect(department(SETTLED, None).data, text=reopened) == Collection()  # the plan went on meanwhile


def test_what_is_recorded_already_is_passed_over() -> None:
    book = department()
    book.fill("1.1.1.1", done="да", on=day(3, 14), note="сделано")
    book.fill("1.1.1.2", done="нет", reason="денег нет")
    book.fill("1.1.1.3", done="да", on=day(3, 14))
    text = small(
        measure("on: 2025-03-14, event: completed, offices: [А], note: сделано", offices="А, Б"),
        measure("on: 2025-06-30, event: not-completed, offices: [А], reason: денег нет", offices="А, Б"),
        measure("on: 2025-03-14, event: completed", offices="А, Б"),
        measure(offices="А, Б"),
    )
    assert collect(book.data, text=text) == Collection(known=3)


def test_the_whole_measure_is_not_recorded_by_what_one_office_said() -> None:
    book = department(recipient=None)
    book.fill("1.1.1.1", done="да", on=day(3, 14), note="сделано")
    text = small(
        measure("on: 2025-03-14, event: completed, offices: [А], note: сделано", offices="А, Б"),
        *[measure(offices="А, Б")] * 3,
    )
    (entry,) = entries(collect(book.data, text=text)).values()
    assert entry == Completed(on=day(3, 14), event="completed", note="сделано")


# ── what people do to a sheet ────────────────────────────────────────────────────────────────────────────────


def sort(book: Department) -> None:
    for sheet in book.sheets:
        book.put(sheet, sorted(book.rows(sheet), key=lambda row: str(row[AT["on"]][0]), reverse=True))


def insert_columns(book: Department) -> None:
    for sheet in book.sheets:
        sheet.insert_cols(AT["note"] + 1, 2)
        sheet.insert_cols(1)
        sheet.cell(HEAD + 1, 1).value = "Исполнитель"
        for number in range(HEAD + 2, sheet.max_row + 1):
            sheet.cell(number, 1).value = "Иванов"


def insert_rows(book: Department) -> None:
    for sheet in book.sheets:
        sheet.insert_rows(HEAD + 3, 2)
        sheet.insert_rows(1)
        sheet.cell(1, 3).value = "Ответ подразделения"
        sheet.cell(sheet.max_row + 3, 30).value = "Исполнитель: отдел"


def hide_and_filter(book: Department) -> None:
    for sheet in book.sheets:
        sheet.auto_filter.add_filter_column(AT["done"], ["да"])
        for number in range(HEAD + 2, sheet.max_row + 1, 2):
            sheet.row_dimensions[number].hidden = True


def move_columns(book: Department) -> None:
    for sheet in book.sheets:
        for row in sheet.iter_rows(min_row=HEAD + 1):
            values = [(cell.value, cell.data_type) for cell in row]
            for cell, (value, kind) in zip(row, reversed(values), strict=True):
                cell.value, cell.data_type = value, kind


def copy_into_another_book(book: Department) -> None:
    for sheet in book.sheets:
        sheet.title = "Лист1"
    del book.book["Сводка"]
    book.book.create_sheet("Заметки", 0)["A1"] = "Согласовано"


DONE_TO: dict[str, Callable[[Department], None]] = {
    "nothing": lambda _: None,
    "sorted": sort,
    "columns inserted": insert_columns,
    "columns moved": move_columns,
    "rows inserted": insert_rows,
    "hidden and filtered": hide_and_filter,
    "sheets renamed": copy_into_another_book,
}


def filled_in() -> Department:
    book = department()
    book.fill("1.1.1.1", done="да", on=day(3, 14), note="Акт № 17", evidence="https://example.org/17")
    book.fill("1.1.1.3", done="нет", on="15.03.2025", reason="денег нет")
    book.fill("1.1.1.4", done="да", on=day(2, 1))
    return book


@pytest.mark.parametrize("what", DONE_TO)
def test_rows_are_known_whatever_was_done_to_the_sheet(what: str) -> None:
    book = filled_in()
    DONE_TO[what](book)
    assert entries(collect(book.data)) == entries(collect(filled_in().data))


@pytest.mark.slow
@needed
@pytest.mark.parametrize("what", ["sorted", "columns inserted"])
def test_saved_by_libreoffice_it_says_the_same(what: str, tmp_path: Path) -> None:
    book = filled_in()
    DONE_TO[what](book)
    (tmp_path / FILE).write_bytes(book.data)
    saved = converted(tmp_path / FILE, "xlsx", tmp_path / "out").read_bytes()
    assert saved != book.data
    assert entries(collect(saved)) == entries(collect(filled_in().data))
    untouched = tmp_path / "чистый.xlsx"
    untouched.write_bytes(exported(SETTLED, TODAY))
    assert collect(converted(untouched, "xlsx", tmp_path / "out").read_bytes(), text=SETTLED) == Collection()


def says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


ANSWERS = st.one_of(
    st.builds(
        Response,
        done=st.just(Answer.YES),
        on=st.dates(date(2025, 1, 1), TODAY),
        note=st.text("абAB 1.=+-@\n_x0041_'\"<&", min_size=1).map(str.strip).filter(says_something),
    ),
    st.builds(
        Response,
        done=st.just(Answer.NO),
        on=st.dates(date(2025, 1, 1), TODAY),
        reason=st.text("аб =+-\n", min_size=1).map(str.strip).filter(says_something),
    ),
)


@pytest.mark.slow
@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(IDS), ANSWERS), st.lists(st.sampled_from(sorted(DONE_TO)), max_size=3), st.randoms()
)
def test_any_answers_after_anything(answers: dict[str, Response], deeds: list[str], chance: random.Random) -> None:
    book = department()
    for identifier, answer in answers.items():
        typed: dict[str, Any] = {
            "done": answer.done.value if answer.done else None,
            "on": answer.on,
            "note": answer.note,
            "reason": answer.reason,
        }
        book.fill(identifier, **{name: value for name, value in typed.items() if value is not None})
    for sheet in book.sheets:
        rows = book.rows(sheet)
        chance.shuffle(rows)
        book.put(sheet, rows)
    for what in dict.fromkeys(deeds):
        if not (what == "sorted" and deeds.index(what)):  # it sorts by the places that the columns had at first
            DONE_TO[what](book)
    found = entries(collect(book.data))
    assert found.keys() == answers.keys()
    for identifier, entry in found.items():
        answer = answers[identifier]
        assert (isinstance(entry, Completed), entry.on) == (answer.done is Answer.YES, answer.on)
        assert getattr(entry, "note", None) == answer.note
        assert getattr(entry, "reason", None) == answer.reason


# ── what can't be true ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"done": "да", "on": day(3, 14), "reason": "а"}, "reason", "a measure completed on time has no reason"),
        ({"done": "нет", "note": "а", "reason": "б"}, "note", "a measure not completed has no actual result"),
        ({"done": "нет", "evidence": "https://a.org", "reason": "б"}, "evidence", "a measure not completed has no actual"),
        ({"done": "да"}, "on", "when was it completed"),
        ({"done": "нет"}, "reason", "why was it not completed"),
        ({"on": day(3, 14)}, "done", "was it completed? type «да», «нет», «в работе», «перенести»"),
        ({"done": "может быть"}, "done", "invalid value “может быть”: type «да», «нет», «в работе», «перенести»"),
        ({"done": "да", "on": day(7, 2)}, "on", "is in the future"),
        ({"done": "да", "on": day(7, 2, 2023), "note": "а"}, "on", "is too long before 2025"),
        ({"done": "да", "on": "весной"}, "on", "invalid date “весной”; write it like 14.03.2025"),
        ({"done": "да", "on": "31.02.2025"}, "on", "there is no such day: February 2025 has 28 days"),
        ({"done": "да", "on": "14 марта"}, "on", "“14 марта”"),
        ({"done": "да", "on": "14.03.2025, 15.03.2025"}, "on", "“14.03.2025, 15.03.2025”"),
        ({"done": "да", "on": "до 14.03.2025"}, "on", "“до 14.03.2025”"),
        ({"done": "да", "on": day(7, 1)}, "reason", "is late and needs a reason"),
        ({"done": "да", "on": day(3, 14), "evidence": "папка на столе"}, "evidence", "a link is a full web address"),
        ({"done": "да", "on": day(3, 14), "note": "а\u2028б"}, "note", "the character U+2028 (position 2)"),
        ({"done": "да", "on": day(3, 14), "note": "да 👍"}, "note", "no font of the PDF has “👍” (U+1F44D), character 4"),
        ({"mark": None, "done": "да"}, "done", "this row has lost its hidden mark"),
        ({"mark": "csprog2|2025", "done": None}, "mark", "this row has lost its hidden mark"),
        ({"mark": "csprog1|2024|1.1.1.1|a|b|А"}, "number", "this row belongs to the plan of 2024; collect it with --year 2024"),
        ({"mark": "csprog1|2025|9.9.9.9|a|b|А"}, "number", "there is no 9.9.9.9 in the plan of 2025"),
        ({"number": "1.1.1.2"}, "number", "1.1.1.2 is next to the hidden mark of 1.1.1.1"),
        ({"office": "Б"}, "office", "“Б” is next to the hidden mark of “А”"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_is_named_by_its_cell(cells: dict[str, Any], column: str, why: str) -> None:
    book = department()
    row = book.fill("1.1.1.1", **cells)
    book.fill("1.1.1.2", done="да", on=day(3, 14))
    found = collect(book.data)
    assert [(fault.file, fault.sheet, fault.cell) for fault in found.faults] == [
        (FILE, "1. Раздел", f"{letter(column)}{row}")
    ]
    assert why in str(found.faults[0].message)


def test_all_faults_at_once() -> None:
    book = department()
    book.fill("1.1.1.1", done="да", on="весной", note="а")
    book.fill("1.1.1.2", done="нет")
    assert [cell for cell, _ in faults(collect(book.data))] == [f"{letter('on')}5", f"{letter('reason')}6"]


def test_a_fault_stands_in_the_column_where_it_is_now() -> None:
    book = department()
    book.fill("1.1.1.1", done="нет")
    insert_columns(book)
    (cell, _), *_ = faults(collect(book.data))
    assert cell == "P5"  # one column before the table, two before «Что сделано»


def test_what_is_settled_otherwise_is_refused_in_its_cell() -> None:
    book = department()
    book.fill("1.1.1.1", done="да", on=day(3, 14), note="сделано")
    settled = PLAN.replace(
        "offices: [А, Б]\n", "offices: [А, Б]\n                journal: [{on: 2025-03-01, event: completed}]\n", 1
    )
    assert faults(collect(book.data, text=settled)) == [(f"{letter('done')}5", TAKEN)]


def test_clearing_what_was_recorded_takes_nothing_back() -> None:
    text = small(measure("on: 2025-03-14, event: completed, note: а"))
    book = department(text, None)
    book.fill("1.1.1.1", done=None, on=None, note=None)
    ((cell, why),) = faults(collect(book.data, text=text))
    assert cell == f"{letter('done')}5"
    assert "an empty row undoes nothing" in why


def test_a_measure_that_was_reworded_or_an_office_that_is_gone() -> None:
    book = department()
    book.fill("1.1.1.1", done="да", on=day(3, 14))
    reworded = PLAN.replace("text: Мероприятие", "text: Другое мероприятие", 1)
    assert [why for _, why in faults(collect(book.data, text=reworded))] == [
        "the text of 1.1.1.1 has changed since this file was made; export it again"
    ]
    gone = PLAN.replace("offices: [А, Б]", "offices: [Б]")
    ((cell, why),) = faults(collect(book.data, text=gone))
    assert (cell, why) == (f"{letter('office')}5", "there is no office “А”; there are: «Б»")


def test_two_files_that_say_different_of_the_same() -> None:
    one, two = department(), department()
    one.fill("1.1.1.1", done="да", on=day(3, 14))
    two.fill("1.1.1.1", done="да", on=day(3, 15))
    found = collect(one.data, two.data)
    assert [(fault.file, fault.cell, str(fault.message)) for fault in found.faults] == [
        (
            "2.xlsx",
            f"{letter('on')}5",
            f"1.xlsx «1. Раздел» {letter('on')}5 gives a different answer for the same measure; keep one",
        )
    ]
    assert entries(collect(one.data, one.data, department().data)) == entries(collect(one.data))


def test_an_office_against_the_whole_measure() -> None:
    one, two = department(), department(recipient=None)
    one.fill("1.1.1.1", done="нет", on=day(3, 14), reason="денег нет")
    two.fill("1.1.1.1", done="да", on=day(3, 1))
    ((cell, why),) = faults(collect(one.data, two.data))
    assert (cell, why) == (
        f"{letter('done')}5",
        TAKEN,
    )


def test_a_sheet_without_its_headings_and_a_book_that_is_not_ours() -> None:
    book = filled_in()
    book.sheets[0].delete_rows(HEAD + 1)
    (fault,) = collect(book.data).faults
    assert (fault.sheet, fault.cell) == ("1. Раздел", "")
    assert "the header row is gone" in str(fault.message)
    book = filled_in()
    for sheet in book.sheets:
        del book.book[sheet.title]
    (fault,) = collect(book.data).faults
    assert (fault.file, fault.sheet) == (FILE, "")
    assert "no rows of csprog are left in this file" in str(fault.message)


def test_two_columns_of_one_name() -> None:
    book = filled_in()
    book.sheets[0].cell(HEAD + 1, len(AT) + 1).value = "Дата"
    ((cell, why),) = faults(collect(book.data))
    assert (cell, why) == ("S4", "there is another column “Дата”; rename this one")


@given(
    st.builds(
        RowMark,
        st.integers(1900, 2199),
        st.text("0123456789.", min_size=1),
        st.text(min_size=1) | st.none(),
        st.text("0af"),
        st.text("0af"),
    )
)
def test_a_mark_is_read_as_it_was_written(mark: RowMark) -> None:
    assert parse_mark(str(mark)) == mark


def test_answers_are_recorded_as_they_are_seen() -> None:
    """Tabs and hidden signs come with what is pasted into a cell."""
    book = department()
    row = book.fill("1.1.1.1", done="да", on=day(3, 14), note="Принято\tпо\u00adакту")
    found = collect(book.data)
    assert [entry.note for _, entry in found.entries if isinstance(entry, Completed)] == ["Принято поакту"]
    assert [(left.cell, str(left.message)) for left in found.notices] == [
        (f"{letter('note')}{row}", "invisible characters were removed: U+00AD")
    ]


# ── careless clerks ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("said", ["-", "—", " – "])
def test_a_dash_stands_for_nothing(said: str) -> None:
    book = department()
    book.fill("1.1.1.1", done="да", on=day(3, 14), note="Акт № 17", reason=said, evidence=said)
    number = book.fill("1.1.1.2", done="нет", reason=said)
    cell = f"{letter('reason')}{number}"
    assert faults(collect(book.data)) == [(cell, "why was it not completed? type the reason")]


@pytest.mark.parametrize("typed", ["Сделано 14.03", day(3, 14), "нет"])
def test_words_typed_over_the_status_alone_are_named(typed: Any) -> None:
    book = department()
    row = book.fill("1.1.1.1", standing=typed)
    ((cell, why),) = faults(collect(book.data))
    assert cell == letter("standing") + row
    assert why.endswith("; type the answer in the yellow columns")
    book.fill("1.1.1.1", done="да", on=day(3, 14))
    assert list(entries(collect(book.data))) == ["1.1.1.1"]


@pytest.mark.parametrize("counted", ["просрочено", "не выполнено", "#NAME?", "—", ""])
def test_what_the_formula_of_the_status_gives_is_no_answer(counted: str) -> None:
    book = department()
    book.fill("1.1.1.1", standing=counted)
    assert entries(collect(book.data)) == {}


def test_one_answer_merged_over_several_rows_is_refused() -> None:
    book = department()
    sheet, number = book.find("1.1.1.1")
    book.fill("1.1.1.1", done="да", on=day(3, 14))
    column = letter("done")
    sheet.merge_cells(f"{column}{number}:{column}{number + 1}")
    what = "this cell is merged over several rows; unmerge it and answer in each row"
    assert (f"{column}{number}", what) in faults(collect(book.data))


def test_an_answer_in_a_comment_is_named() -> None:
    book = department()
    sheet, number = book.find("1.1.1.1")
    sheet[f"{letter('measure')}{number}"].comment = Comment("Сделано 14 марта", "Отдел")
    (fault,) = faults(collect(book.data))
    assert fault[1] == "the answer is in a comment: “Сделано 14 марта”; type it in the yellow columns"


def test_a_heading_that_was_changed_is_named() -> None:
    book = department()
    for sheet in book.sheets:
        sheet[f"{letter('on')}{HEAD + 1}"] = "Дата выполнения"
    assert all("missing column «Дата»" in words for _, words in faults(collect(book.data)))


def test_latin_letters_in_an_answer_and_a_year_in_a_cell_of_dates() -> None:
    book = department()
    book.fill("1.1.1.1", done="дa", on=day(3, 14), note="Акт № 17")  # the last letter is Latin
    number = book.fill("1.1.1.2", done="да", on=date(1905, 7, 17))
    assert faults(collect(book.data)) == [(f"{letter('on')}{number}", "invalid date “2025”; write it like 14.03.2025")]
