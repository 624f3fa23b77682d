"""Documents of other offices, one oddity each: what becomes of them is what their readers would say."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from csprog.errors import RefusedError, UsageError
from csprog.importing.mapping.mapper import MappingResult, map_document
from csprog.importing.mapping.plan_file import as_text
from csprog.importing.mapping.year import named_year
from csprog.importing.readers.dispatch import read_document
from csprog.programme.plan_text import SoundPlan, parse_plan
from tests.exporting.office_files import HEAD, cell, docx, packed, paragraph, plan, row, table

if TYPE_CHECKING:
    from collections.abc import Callable

COMPANY, PLAN = paragraph("АО «Пример»"), paragraph("План мероприятий на 2025 год")
FLAT = ("№ п/п", "Мероприятие", "Срок", "Ответственный", "Затраты, тыс. руб.")
TERMINAL = ("1", "Установить терминал", "30.06.2025", "АХО", "100")
TRAINING = ("2", "Обучить людей", "30.09.2025", "Кадры", "50")


def read(data: bytes, name: str = "plan.docx") -> MappingResult:
    """Import a document; what it gives is a sound plan."""
    result = map_document(read_document(data, name), 2025, {"title": "Программа", "organisation": "АО «Сбыт»"})
    assert isinstance(parse_plan(as_text(result, name, 2025)), SoundPlan)
    return result


def word(*blocks: str) -> MappingResult:
    return read(docx(COMPANY, PLAN, *blocks))


def flat(*rows: tuple[str, ...] | str, head: tuple[str, ...] = FLAT) -> MappingResult:
    return word(table(row(*head), *(each if isinstance(each, str) else row(*each) for each in rows)))


def shape(result: MappingResult) -> list[str]:
    """Give the plan's parts with their numbers, and what the document prints in place of these."""
    lines = []
    for section in result.value["sections"]:
        lines.append(_line(section, "title"))
        for subsection in section["subsections"]:
            lines.append(_line(subsection, "title"))
            for proposal in subsection["proposals"]:
                lines += [f"{_line(proposal, 'text')}: {each['text']}, {each['due']}" for each in proposal["measures"]]
    return lines


def _line(part: dict[str, Any], words: str) -> str:
    printed = part.get("printed", {}).get("number")
    return f"{part['number']} {part[words]}" + ("" if printed is None else f" ({printed})")


def measures(result: MappingResult) -> list[dict[str, Any]]:
    return [
        measure
        for section in result.value["sections"]
        for subsection in section["subsections"]
        for proposal in subsection["proposals"]
        for measure in proposal["measures"]
    ]


def texts(result: MappingResult) -> list[str]:
    return [measure["text"] for measure in measures(result)]


def told(result: MappingResult, kind: str) -> str:
    return "\n".join(str(notice.message) for notice in result.notices if notice.kind == kind)


MADE = ["1 План мероприятий на 2025 год ()", "1.1 План мероприятий на 2025 год ()"]
FIRST, SECOND = "Установить терминал, 2025-06-30", "Обучить людей, 2025-09-30"
UNDER_MADE = [
    *MADE,
    f"1.1.1 Установить терминал (1): {FIRST}",
    f"1.1.2 Обучить людей (2): {SECOND}",
]


def test_one_level_gets_numbers_of_a_plan_and_keeps_its_own() -> None:
    result = flat(TERMINAL, TRAINING)
    assert shape(result) == UNDER_MADE
    assert "the numbers of the document (1, 2 …) do not fit the sections of a plan" in told(result, "question")


def test_questions_about_the_whole_table_are_asked_once() -> None:
    said = told(flat(TERMINAL, TRAINING), "question")
    assert said.count("no column of proposals") == said.count("no column of results") == 1
    assert "no result is given in the document" not in said


def test_two_levels() -> None:
    rows = [
        ("1", "Очное обслуживание", "", "", ""),
        ("1.1", *TERMINAL[1:]),
        ("2", "Сайт", "", "", ""),
        ("2.1", *TRAINING[1:]),
    ]
    assert shape(flat(*rows)) == [
        "1 Очное обслуживание",
        "1.1 Очное обслуживание ()",
        f"1.1.1 Установить терминал (1.1): {FIRST}",
        "2 Сайт",
        "2.1 Сайт ()",
        f"2.1.1 Обучить людей (2.1): {SECOND}",
    ]


def test_numbers_that_begin_anew_in_each_section() -> None:
    rows: list[tuple[str, ...] | str] = [
        row(cell("I. Очное", span=5)),
        TERMINAL,
        row(cell("II. Сайт", span=5)),
        ("1", *TRAINING[1:]),
    ]
    assert shape(flat(*rows)) == [
        "1 Очное (I)",
        "1.1 Очное ()",
        f"1.1.1 Установить терминал (1): {FIRST}",
        "2 Сайт (II)",
        "2.1 Сайт ()",
        f"2.1.1 Обучить людей (1): {SECOND}",
    ]


def test_numbers_without_headings_begin_sections() -> None:
    result = flat(("1.1", *TERMINAL[1:]), ("2.1", *TRAINING[1:]))
    assert [section["number"] for section in result.value["sections"]] == ["1", "2"]
    assert "there is no heading for that section" in told(result, "question")


@pytest.mark.parametrize("numbers", [("", ""), ("1", "1")], ids=["none", "the same"])
def test_numbers_that_tell_nothing_leave_each_measure_its_own(numbers: tuple[str, str]) -> None:
    result = flat((numbers[0], *TERMINAL[1:]), (numbers[1], *TRAINING[1:]))
    assert [part["number"] for part in result.value["sections"][0]["subsections"][0]["proposals"]] == ["1.1.1", "1.1.2"]


def test_headings_in_the_measures_column() -> None:
    result = flat(("", "Очное", "", "", ""), TERMINAL, ("", "Сайт", "", "", ""), TRAINING)
    assert [section["title"] for section in result.value["sections"]] == ["Очное", "Сайт"]
    assert texts(result) == [TERMINAL[1], TRAINING[1]]


def test_headings_between_tables() -> None:
    one, two = (table(row(*FLAT), row(*each)) for each in (TERMINAL, TRAINING))
    result = word(paragraph("1. Очное обслуживание"), one, paragraph("2. Сайт"), two)
    assert [section["title"] for section in result.value["sections"]] == ["Очное обслуживание", "Сайт"]
    result = word(paragraph("Очное обслуживание"), one, paragraph("Сайт"), two)
    assert [section["title"] for section in result.value["sections"]] == ["Очное обслуживание", "Сайт"]
    assert result.value["plan"]["title"] == "План мероприятий на 2025 год"


@pytest.mark.parametrize(
    "further",
    [
        row("2", cell("Обучить людей", span=2), "30.09.2025", "Кадры", "50"),  # another grid
        row("2", "Обучить людей", "сентябрь", "Кадры", "50"),  # no year
    ],
)
def test_a_further_part_without_a_head(further: str) -> None:
    assert texts(word(table(row(*FLAT), row(*TERMINAL)), table(further))) == [TERMINAL[1], TRAINING[1]]


def test_a_row_whose_borders_were_dragged() -> None:
    head = row("№", cell("Мероприятие", span=2), "Срок", "Результат")
    dragged = row(cell("2", span=2), "Обучить людей", "30.09.2025", "Обучены")
    result = word(table(head, row("1", cell("Установить терминал", span=2), "30.06.2025", "Готово"), dragged))
    assert texts(result) == [TERMINAL[1], TRAINING[1]]


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "not merged"])
def test_the_end_is_the_deadline(*, merged: bool) -> None:
    joined, other = ("restart", "continue") if merged else ("", "")
    top = row(
        cell("№", merge=joined),
        cell("Мероприятие", merge=joined),
        *([cell("Срок", span=2)] if merged else ["Срок", ""]),
    )
    low = row(cell(merge=other), cell(merge=other), "начало", "окончание")
    (measure,) = measures(word(table(top, low, row("1", "Обучить", "01.02.2025", "30.06.2025"))))
    assert (str(measure["due"]), measure["printed"]) == ("2025-06-30", {"due": "01.02.2025 – 30.06.2025"})


def test_money_of_the_plans_year() -> None:
    top = row(
        cell("№", merge="restart"),
        cell("Мероприятие", merge="restart"),
        cell("Срок", merge="restart"),
        cell("Затраты, тыс. руб.", span=3),
    )
    low = row(*[cell(merge="continue")] * 3, "2024", "2025", "Всего")
    result = word(table(top, low, row("1", "Обучить", "30.06.2025", "1", "2", "3")))
    assert str(measures(result)[0]["funding"]["planned"]) == "2000"


@pytest.mark.parametrize(
    ("printed", "roubles"),
    [("1500 руб.", "1500"), ("1500", "1500000"), ("2 млн руб.", "2000000"), ("1,5 тыс. руб.", "1500")],
)
def test_a_unit_beside_the_sum_overrules_that_of_the_head(printed: str, roubles: str) -> None:
    (measure,) = measures(flat((*TERMINAL[:4], printed)))
    assert measure["funding"]["planned"].text == roubles


@pytest.mark.parametrize(
    "further",
    [("", "Итого", "", "", "150"), ("", "ВСЕГО по программе", "", "-", "150"), row(cell("Начальник отдела", span=5))],
    ids=["total", "total of all", "signature"],
)
def test_rows_that_are_no_measures_are_told(further: Any) -> None:
    result = flat(TERMINAL, TRAINING, further)
    assert shape(result) == UNDER_MADE
    assert any(word in told(result, "left-out") for word in ("Итого", "ВСЕГО", "Начальник"))


@pytest.mark.parametrize(
    "numbers",
    [("1", "2", "3", "4", "5"), ("1.", "2.", "3.", "4.", "5."), ("1", "2", "3", "4", ""), ("-", "—", "-", "-", "-")],
)
def test_a_row_of_column_numbers_or_dashes_is_none(numbers: tuple[str, ...]) -> None:
    assert shape(flat(numbers, TERMINAL, FLAT, TRAINING)) == UNDER_MADE


def test_items_with_deadlines_are_measures_of_the_line_above_them() -> None:
    rows = [
        ("1", "Повысить удобство:", "", "", ""),
        ("", "а) терминал", "30.06.2025", "", ""),
        ("", "б) учёба", "", "", ""),
    ]
    assert shape(flat(*rows)) == [*MADE, "1.1.1 Повысить удобство: (1): а) терминал\nб) учёба, 2025-06-30"]


def test_a_number_in_the_measures_cell() -> None:
    result = flat(
        ("1. Установить терминал", "30.06.2025"), ("2. Обучить людей", "30.09.2025"), head=("Мероприятие", "Срок")
    )
    assert shape(result) == UNDER_MADE


def test_no_space_after_a_number() -> None:
    blocks = [paragraph("1.Общие положения"), paragraph("1.1.Программа разработана."), paragraph("2.План мероприятий")]
    rows = [row(cell("1.Очное", span=5)), row(cell("1.1.Офис В2С", span=5)), row("1.1.1", "П", "М", "30.06.2025", "Р")]
    result = read(docx(COMPANY, *blocks, table(row(*HEAD), *rows)))
    assert shape(result) == ["1 Очное", "1.1 Офис В2С", "1.1.1 П: М, 2025-06-30"]
    assert result.value["provisions"]["clauses"] == [{"number": "1.1", "text": "Программа разработана."}]


def test_automatic_numbers_in_arabic_figures() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f"{'<w:isLgl/>' * (depth > 0)}</w:lvl>"
        for depth, (kind, text) in enumerate([("upperRoman", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")])
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'

    def number(depth: int) -> str:
        return cell(paragraph(properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'))

    rows = [
        row(number(0), cell("Очное", span=4)),
        row(number(1), cell("Офис", span=4)),
        row(number(2), *"ПМ", "30.06.2025", "Р"),
    ]
    result = read(docx(COMPANY, PLAN, table(row(*HEAD), *rows), numbering=numbering))
    assert shape(result) == ["1 Очное (I.)", "1.1 Офис", "1.1.1 П: М, 2025-06-30"]


def test_a_plan_within_a_table_that_arranges_the_page() -> None:
    inner = plan(row("1.1.1", "П", "М", "30.06.2025", "Р"))
    assert texts(word(table(f"<w:tr><w:tc><w:tcPr/>{paragraph('Приложение')}{inner}<w:p/></w:tc></w:tr>"))) == ["М"]


def test_an_entry_chosen_of_a_list_and_hidden_rows() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="I квартал"/>'
        '<w:listEntry w:val="IV квартал 2025"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    hidden = row("1.1.2", "П", "Тайное", "30.06.2025", "Р", properties="<w:hidden/>")
    result = word(plan(row("1.1.1", "П", "М", cell(paragraph(field)), "Р"), hidden))
    assert [(measure["text"], str(measure["due"])) for measure in measures(result)] == [("М", "2025-Q4")]
    assert "Тайное" in told(result, "left-out")


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({**{part: archive.read(part) for part in archive.namelist()}, name: content})


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/printerSettings/printerSettings1.bin", b'<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD">'),
        ("word/media/photo.jpeg", b"\xff\xd8\xff <!DOCTYPE plist>"),
        ("word/vbaProject.bin", b"Sub AutoOpen()"),
    ],
)
def test_parts_that_nothing_reads_do_no_harm(part: str, content: bytes) -> None:
    data = docx(COMPANY, PLAN, plan(row("1.1.1", "П", "М", "30.06.2025", "Р")))
    assert texts(read(with_part(data, part, content), "plan.docm")) == ["М"]


def workbook(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "План"
    lines = [["АО «Пример»"], ["3. План мероприятий"], list(HEAD), ["1", "Очное"], ["1.1", "Офис В2С"]]
    for line in [*lines, ["1.1.1", "П", "Первое", date(2025, 12, 1), "Р"], ["1.1.2", "П", "Второе", "30.06.2025", "Р"]]:
        sheet.append(line)
    for line in (4, 5):
        sheet.merge_cells(f"B{line}:E{line}")
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("shown", "due", "printed"),
    [
        ("[$-419]mmmm\\ yyyy;@", "2025-12-31", "декабрь 2025"),
        ("mmm-yy", "2025-12-31", "декабрь 2025"),
        ("yyyy", "2025-12-31", "2025"),
        ("dd.mm.yyyy", "2025-12-01", None),
    ],
)
def test_a_date_that_shows_its_month_only(shown: str, due: str, printed: str | None) -> None:
    def change(book: Any) -> None:
        book.active["D6"].number_format = shown

    measure = measures(read(workbook(change), "plan.xlsx"))[0]
    assert (str(measure["due"]), measure.get("printed", {}).get("due")) == (due, printed)


def _hide(book: Any) -> None:
    book.active.row_dimensions[7].hidden = True


def _strike(book: Any) -> None:
    for column in "ABCDE":
        book.active[f"{column}7"].font = Font(strike=True)


def _comment(book: Any) -> None:
    book.active["D7"].comment = Comment("Срок перенесён", "Отдел")


def _formula(book: Any) -> None:
    book.active["C7"] = "=A1"


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (_hide, "question", "this row is hidden in Excel"),
        (_strike, "question", "this row is struck out"),
        (_comment, "left-out", "Срок перенесён"),
        (_formula, "question", "no value for this cell's formula"),
    ],
)
def test_what_excel_shows_beside_its_values_is_told(change: Callable[[Any], None], kind: str, words: str) -> None:
    assert words in told(read(workbook(change), "plan.xlsx"), kind)


def test_numbers_that_excel_changed() -> None:
    def change(book: Any) -> None:
        for line, number in zip((6, 7), (1.9, 1.1), strict=True):
            book.active[f"A{line}"] = number
        book.active.append([date(2025, 1, 1), "П", "Третье", "30.06.2025", "Р"])

    result = read(workbook(change), "plan.xlsx")
    assert [line.partition(":")[0] for line in shape(result)[2:]] == [
        "1.1.1 П (1.9)",
        "1.1.2 П (1.10)",
        "1.1.3 П (01.01.2025)",
    ]
    assert "read as 1.10" in told(result, "question")
    assert "is a date, perhaps made of a number by Excel" in told(result, "question")


def test_a_table_of_word_pasted_into_a_sheet() -> None:
    def change(book: Any) -> None:
        sheet = book.active
        sheet["E7"] = "Внедрено в офисах:"
        for line, words in ((8, "1. Северное МРО;"), (9, "2. Южное МРО.")):
            sheet[f"E{line}"] = words
        for column in "ABCD":
            sheet.merge_cells(f"{column}7:{column}9")

    assert measures(read(workbook(change), "plan.xlsx"))[-1]["offices"] == ["Северное МРО", "Южное МРО"]


def test_sheets_are_sections() -> None:
    def change(book: Any) -> None:
        book.remove(book.active)
        for number, name in enumerate(("Очное", "Сайт"), start=1):
            sheet = book.create_sheet(name)
            sheet.append(HEAD)
            sheet.append([f"{number}.1.1", "П", f"М{number}", "30.06.2025", "Р"])

    result = read(workbook(change), "plan.xlsx")
    assert [(part["number"], part["title"]) for part in result.value["sections"]] == [("1", "Очное"), ("2", "Сайт")]
    assert [part["subsections"][0]["proposals"][0]["number"] for part in result.value["sections"]] == ["1.1.1", "2.1.1"]


TABLE = "ПАО «Пример»\n3. План мероприятий\n№\tПредложения\tМероприятия\tСрок\tРезультат\n1\tОчное\n1.1\tОфис В2С\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("1.1.1\tП\tМ\t30.06.2025\tР\nНачальник отдела", [("М", "Р")]),
        ("1.1.1\tП\tМ\t30.06.2025\n1.1.2\tП\tМ2\t30.09.2025\tР", [("М", "—"), ("М2", "Р")]),
        ('1.1.1\tП\t"М;\nещё ""раз"""\t30.06.2025\tР', [('М;\nещё "раз"', "Р")]),
        ("1.1.1\tП\tМ\t30.06.2025\tР\n2. Сайт\n2.1\tЧат\n2.1.1\tП\tМ2\t30.06.2025\tР", [("М", "Р"), ("М2", "Р")]),
    ],
    ids=["signature", "cut cells", "quoted cells", "heading between"],
)
def test_pasted_text(lines: str, expected: list[tuple[str, str]]) -> None:
    result = read((TABLE + lines).encode(), "plan.txt")
    assert [(measure["text"], measure["result"]) for measure in measures(result)] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_csv(encoding: str) -> None:
    text = "№;Предложения;Мероприятия;Срок;Результат\n1;Очное;;;\n1.1;Офис;;;\n" + '1.1.1;"П; п";"М\nм";30.06.2025;Р\n'
    (measure,) = measures(read(text.encode(encoding), "plan.csv"))
    assert (measure["text"], str(measure["due"])) == ("М м", "2025-06-30")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["ПАО «А»", "Основание: постановление от 4 мая 2012 г., приказ от 2012 г.", "План на 2026 год"], 2026),
        (["Программа мероприятий в 2025 году"], 2025),
        (["Срок 01.07.25 и 01.08.25"], 2025),
    ],
)
def test_the_year_of_the_heading(lines: list[str], expected: int) -> None:
    assert named_year(read_document(docx(*map(paragraph, lines)), "plan.docx")) == expected


@pytest.mark.parametrize("lines", [["План на 2025–2027 годы"], ["акты 2012 года и 2013 года"]])
def test_a_year_that_could_be_another_is_asked(lines: list[str]) -> None:
    with pytest.raises(UsageError, match="give the year with --year"):
        named_year(read_document(docx(*map(paragraph, lines)), "plan.docx"))


@pytest.mark.parametrize(
    ("lines", "title", "organisation"),
    [
        (
            ['ПАО "Пример"', "ПРОГРАММА", "мероприятий по качеству на 2025 год"],
            "Программа мероприятий по качеству",
            "ПАО «Пример»",
        ),
        (
            ["ГУП РК „Энерго“", "ПРОГРАММА МЕРОПРИЯТИЙ ПО КАЧЕСТВУ"],
            "Программа мероприятий по качеству",
            "ГУП РК «Энерго»",
        ),
        (
            ["Публичного акционерного общества «Сбыт»", "План мероприятий по качеству"],
            "План мероприятий по качеству",
            "Публичное акционерное общество «Сбыт»",
        ),
    ],
)
def test_title_and_company(lines: list[str], title: str, organisation: str) -> None:
    document = docx(*map(paragraph, lines), plan(row("1.1.1", "П", "М", "30.06.2025", "Р")))
    passport = map_document(read_document(document, "plan.docx"), 2025).value["passport"]
    assert (passport["title"], passport["organisation"]) == (title, organisation)


@pytest.mark.parametrize(
    ("lines", "approval"),
    [
        (
            ["УТВЕРЖДАЮ", "Генеральный директор", "АО «Пример»", "___ И.И.", "«20» декабря 2024 г."],
            "Генеральный директор АО «Пример»",
        ),
        (["УТВЕРЖДЕНА", "приказом АО «Пример»", "от 20.12.2024 № 5"], "АО «Пример»"),
        (["1.1. По Стандарту, утверждённому приказом Минэнерго от 20.12.2014 № 5"], None),
        (["Утверждён приказом Минэнерго России от 20.12.2014 № 5"], None),
    ],
)
def test_only_an_approval_of_the_document_itself_counts(lines: list[str], approval: str | None) -> None:
    blocks = [COMPANY, *map(paragraph, lines), PLAN, plan(row("1.1.1", "П", "М", "30.06.2025", "Р"))]
    passport = map_document(read_document(docx(*blocks), "plan.docx"), 2025).value["passport"]
    assert passport.get("approval", {}).get("by") == approval


@pytest.mark.parametrize("rows", [[], [("", "", "", "", "")]])
def test_a_form_without_measures_is_refused(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(RefusedError, match="has no row with a measure"):
        flat(*rows)


def test_every_row_of_a_table_left_out_is_listed() -> None:
    other = table(row("Показатель", "Значение"), row("Звонки", "тысяча"), row("Письма", "сотня"))
    assert "тысяча" in (said := told(word(plan(row("1.1.1", "П", "М", "30.06.2025", "Р")), other), "left-out"))
    assert "сотня" in said
