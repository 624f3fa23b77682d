"""The workbook that an office gets: its numbers right now and later, its looks, its limits, its harmless texts."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.excel.columns import AT, COLUMNS, HEAD
from csprog.exporting.excel.rows import WORDS
from csprog.programme.enums import TOLD
from tests.exporting.libreoffice import converted, needed
from tests.importing.department import VERSION, Department, exported, letter
from tests.plans import APPROVED, day, measure, small, sound

if TYPE_CHECKING:
    from pathlib import Path

TODAY = day(7, 1)
FORMULA = "=HYPERLINK(0)"
OFFICE = "Заволжское МРО"
DUES = ["2025-06-30", "2025-07-01", "2025-07-31", "2025-08-01", "2025-12-31", "2025-Q4"]
JOURNALS: list[tuple[str, ...]] = [
    (),
    ("on: 2025-06-01, event: completed, offices: [А]",),
    ("on: 2025-06-30, event: completed, note: сделано",),
    ("on: 2025-06-01, event: not-completed, reason: денег нет",),
    ("on: 2025-06-01, event: completed, offices: [А]", "on: 2025-06-02, event: not-completed, reason: денег нет"),
    ("on: 2025-06-01, event: cancelled, reason: решение",),
    ("on: 2025-06-01, event: postponed, to: 2026-02-15, reason: ждём",),
    ("on: 2025-06-01, event: completed", "on: 2025-06-02, event: reopened, reason: ошибка"),
]
ALL = small(*(measure(*journal, due=due, offices="А, Б") for due in DUES for journal in JOURNALS))
"""A plan with a measure for every way to stand."""


def cells(data: bytes) -> dict[str, list[list[Any]]]:
    """Give what every sheet says, formulas by the values that are kept beside them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def standings(data: bytes) -> dict[str, str]:
    """Give the words for the standings of all rows by id."""
    _, *sheets = cells(data).values()
    return {row[0]: row[AT["standing"]] for sheet in sheets for row in sheet[HEAD + 1 :]}


def counted(data: bytes) -> list[list[Any]]:
    """Give the numbers of the summary, a list a line."""
    summary = cells(data)["Сводка"]
    head = next(number for number, row in enumerate(summary) if row[0] == "Раздел")
    return [row[1:-1] for row in summary[head + 1 :]]


def expected(text: str, on: date) -> dict[str, str]:
    """Give the words for the standings as csprog computes them."""
    return {row.placed.id: WORDS[row.told] for row in evaluate(sound(text)[1], on).measures}


def counts(text: str, on: date) -> list[float]:
    """Give the counts of the whole plan as csprog computes them."""
    number = Counter(expected(text, on).values())
    return [*(number[word] for word in WORDS.values()), number.total()]


# ── right now and later ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [ALL, APPROVED], ids=["all", "real"])
def test_it_says_how_the_plan_stands(text: str) -> None:
    """Without being recomputed: a viewer that knows no formulas shows the day of the export."""
    data = exported(text, TODAY)
    assert standings(data) == expected(text, TODAY)
    *sections, total = counted(data)
    assert total == counts(text, TODAY)
    assert [sum(column) for column in zip(*sections, strict=True)] == total


@pytest.mark.slow
@needed
@pytest.mark.parametrize("looked_at", [None, day(7, 2), day(7, 31)], ids=str)
def test_it_stays_right_when_it_is_opened_later(looked_at: date | None, tmp_path: Path) -> None:
    """LibreOffice computes for any later day what csprog says of it; by default for the day on which it is opened."""
    opened = Department(exported(ALL, TODAY))
    if looked_at:
        opened.book["Сводка"]["B6"] = looked_at
    file = tmp_path / "план.xlsx"
    file.write_bytes(opened.data)
    data = converted(file, "xlsx", tmp_path / "out").read_bytes()
    on = looked_at or max(date.today(), TODAY)  # noqa: DTZ011 - as the spreadsheet does
    assert standings(data) == expected(ALL, on)
    assert counted(data)[-1] == counts(ALL, on)


def test_rows_of_an_office_say_how_it_stands_there() -> None:
    data = exported(ALL, TODAY, "Б")
    _, *sheets = cells(data).values()
    found = {row[0]: row[AT["standing"]] for sheet in sheets for row in sheet[HEAD + 1 :]}
    first = [found[f"1.1.1.{number}"] for number in range(1, len(JOURNALS) + 1)]  # due on 30 June, and it is 1 July
    assert first == [
        *("просрочено", "просрочено", "выполнено", "не выполнено", "не выполнено", "исключено"),
        *("перенесено", "просрочено"),
    ]
    on_its_day = [found[f"1.1.1.{len(JOURNALS) + number}"] for number in (1, 2)]  # due on 1 July
    assert on_its_day == ["скоро срок"] * 2
    assert {row[AT["office"]] for sheet in sheets for row in sheet[HEAD + 1 :]} == {"Б"}
    assert counted(data)[-1][-1] == len(DUES) * len(JOURNALS)


def test_a_deadline_is_a_date_in_the_plans_words() -> None:
    (sheet,) = Department(exported(ALL, TODAY)).sheets
    quarter = sheet.cell(HEAD + 1 + len(DUES) * len(JOURNALS), AT["due"] + 1)
    assert quarter.value == (date(2025, 12, 31) - date(1899, 12, 30)).days
    assert quarter.number_format == '"4 квартал 2025"'


@pytest.mark.parametrize(
    "words", ["4 квартал 2025", "в срок до 1 марта 2025 года", "до начала отопительного периода, но не раньше"]
)
def test_a_deadline_has_room_in_its_column(words: str) -> None:
    """What does not fit, Excel and LibreOffice show as ###: a date doesn't wrap."""
    printed = f"  printed: {{due: '{words}'}}\n" if words[0] != "4" else ""
    (sheet,) = Department(exported(small(measure(due="2025-Q4") + printed), TODAY)).sheets
    shown = sheet.cell(HEAD + 2, AT["due"] + 1).number_format.strip('"')
    assert shown in {words, "dd.mm.yyyy"}
    assert len(shown) < sheet.column_dimensions[letter("due")].width


# ── what it is, how it looks ─────────────────────────────────────────────────────────────────────────────────


def test_every_sheet_says_which_year_day_and_version_it_is_of() -> None:
    for sheet in cells(exported(APPROVED, TODAY)).values():
        head = " ".join(str(cell) for row in sheet[:HEAD] for cell in row) + " ".join(map(str, sheet[3]))
        assert "2025 год" in head
        assert "01.07.2025" in head
        assert f"csprog {VERSION}" in head


def test_an_office_can_print_and_filter_it() -> None:
    book = Department(exported(APPROVED, TODAY))
    assert [sheet.title for sheet in book.book.worksheets] == [
        *("Сводка", "1. Очное обслуживание", "2. Интерактивное обслуживание")
    ]
    for sheet in book.sheets:
        assert sheet.freeze_panes == f"B{HEAD + 2}"
        assert sheet.auto_filter.ref == f"A{HEAD + 1}:{letter('mark')}{sheet.max_row}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
        assert all(sheet.cell(row, AT["measure"] + 1).alignment.wrap_text for row in range(HEAD + 2, sheet.max_row + 1))
        spans = [range(one.min, one.max + 1) for one in sheet.column_dimensions.values() if one.hidden]
        hidden = {name for name in COLUMNS if any(AT[name] + 1 in span for span in spans)}
        assert {"journal", "mark"} <= hidden <= {"journal", "mark", "office", "responsible", "awaited"}


def test_overdue_turns_red() -> None:
    """By a rule on the standing, which is a formula itself."""
    sheet = Department(exported(APPROVED, TODAY)).sheets[0]
    rules = [
        (rule.formula[0], rule.dxf.fill.bgColor.rgb) for found in sheet.conditional_formatting for rule in found.rules
    ]
    place = f"${letter('standing')}{HEAD + 2}"
    assert (f'{place}="просрочено"', "FFFDE9E2") in rules
    assert {formula for formula, _ in rules} >= {f'{place}="{word}"' for word in WORDS.values()}


# ── what can be typed, and where ─────────────────────────────────────────────────────────────────────────────


def limits(book: Department, name: str) -> list[tuple[str, str, str | None]]:
    """Give the limits of a column's cells: the kind and its bounds."""
    found = []
    for sheet in book.sheets:
        for limit in sheet.data_validations.dataValidation:
            if str(limit.sqref).startswith(letter(name)):
                assert limit.errorStyle in {None, "stop"}
                found.append((limit.type, limit.formula1, limit.formula2))
    return found


@pytest.mark.parametrize(
    ("made_on", "last"),
    [(TODAY, day(12, 31)), (day(1, 20, 2026), day(3, 31, 2026)), (day(5, 1, 2026), day(5, 1, 2026))],
    ids=["in the year", "in the first quarter after it", "later"],
)
def test_dates_are_limited_to_the_plans_year(made_on: date, last: date) -> None:
    book = Department(exported(APPROVED, made_on))
    number = {str((one - date(1899, 12, 30)).days) for one in (day(1, 1), last)}
    found = limits(book, "on")
    assert len(found) == 25
    assert {(kind, frozenset((first, second))) for kind, first, second in found} == {("date", frozenset(number))}


def test_answers_are_yes_or_no_and_links_are_addresses() -> None:
    book = Department(exported(APPROVED, TODAY))
    assert set(limits(book, "done")) == {("list", '"да,нет,в работе,перенести"', None)}
    assert {kind for kind, _, _ in limits(book, "evidence")} == {"custom"}
    for sheet in book.sheets:
        ranges = {str(limit.sqref) for limit in sheet.data_validations.dataValidation}
        assert ranges >= {
            f"{letter(name)}{HEAD + 2}:{letter(name)}{sheet.max_row}" for name in ("done", "evidence", "to", "spent")
        }


@pytest.mark.slow
def test_what_was_postponed_beyond_the_year_may_be_done_until_then() -> None:
    text = small(measure("on: 2025-06-01, event: postponed, to: 2026-02-15, reason: а"))
    (limit,) = limits(Department(exported(text, TODAY)), "on")
    assert limit[2] == str((date(2026, 2, 15) - date(1899, 12, 30)).days)


def test_only_the_cells_to_fill_in_are_open_in_a_departments_workbook() -> None:
    text = small(measure(offices="А, Б"), measure("on: 2025-06-01, event: completed, offices: [А]", offices="А, Б"))
    (sheet,) = Department(exported(text, TODAY, "А")).sheets
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.protection.autoFilter  # false is allowed here
    free = {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}
    bill = f"{letter('spent')}{HEAD + 3}"  # may come after the work
    assert free == {bill, *(f"{letter(name)}{HEAD + 2}" for name, column in COLUMNS.items() if column.filled_in)}
    whole = Department(exported(text, TODAY))
    assert not any(found.protection.sheet for found in whole.book)


# ── hostile and odd ──────────────────────────────────────────────────────────────────────────────────────────


def test_no_text_is_a_formula_or_a_link() -> None:
    text = small(measure(f"on: 2025-06-01, event: completed, note: '{FORMULA}'", offices=f"'{FORMULA}'"))
    for old in ("Раздел", "Предложение", "text: Мероприятие", "Результат", "Общество"):
        assert old in text
        text = text.replace(old, f"{'text: ' * old.startswith('text')}'{FORMULA}'", 1)
    for recipient in (None, FORMULA):
        book = Department(exported(text, TODAY, recipient))
        ours = {letter("standing"), "B"}
        found = {c.coordinate for sheet in book.sheets for row in sheet for c in row if c.data_type == "f"}
        assert {coordinate.rstrip("0123456789") for coordinate in found} <= ours
        said = [str(cell.value) for sheet in book.sheets for row in sheet for cell in row if cell.data_type == "s"]
        assert sum(FORMULA in text for text in said) >= 5
        assert not any(cell.hyperlink for sheet in book.book for row in sheet for cell in row)


def test_sections_of_any_title_have_a_sheet_each() -> None:
    section = 'sections:\n  - number: "1"\n    title: Раздел\n'
    titles = ["'[a]:*?/\\\\ очень длинное название раздела Программы'", "Сводка", "'Это «кавычки'' и апостроф'''"]
    text = small()
    body = text.partition(section)[2]
    many = [
        f'  - number: "{number}"\n    title: {title}\n' + body.replace('"1.1', f'"{number}.1')
        for number, title in enumerate(titles * 2, start=1)
    ]
    text = text.partition(section)[0] + "sections:\n" + "".join(many)
    data = exported(text, TODAY)
    assert len({name.casefold() for name in cells(data)}) == 7
    assert all(len(name) <= 31 for name in cells(data))
    assert counted(data)[-1] == counts(text, TODAY)


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    """A plan bounds each text, and lists of offices hold many."""
    offices = ", ".join(f"Офис {'о' * 450} {number}" for number in range(80))
    data = exported(small(measure(offices=offices)), TODAY)
    _, sheet = cells(data).values()
    shown = max((str(cell) for cell in sheet[HEAD + 1]), key=len)
    assert len(shown) == 32_001
    assert shown.endswith("…")


def test_every_way_to_stand_has_a_word_of_its_own() -> None:
    assert len(set(WORDS.values())) == len(TOLD) - 1  # what was reported elsewhere has no column
