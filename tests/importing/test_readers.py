"""A document is read as its reader sees it: merged cells, tracked changes, automatic numbers, odd text."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from csprog.importing.readers.dispatch import read_document
from csprog.importing.readers.document import Paragraph, SourceDocument, Table, Unreadable
from tests.exporting.office_files import cell, docx, packed, paragraph, row, run, table, xlsx

LEVELS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
    for n, text in enumerate(("%1.", "%1.%2.", "%1.%2.%3"))
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """Give a paragraph that Word numbers by itself."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def texts(document: SourceDocument) -> list[str]:
    """Give the paragraphs outside of tables."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(document: SourceDocument) -> list[list[tuple[int, int, bool, str]]]:
    """Give each cell of the only table: column, span, whether it goes on from above, lines."""
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    return [[(c.column, c.span, c.merged, "|".join(c.lines)) for c in line.cells] for line in found.rows]


def notes(document: SourceDocument) -> list[str]:
    """Give what the reader decided, with its place."""
    return [f"{notice.place}: {notice.message}" for notice in document.notices]


def read(data: bytes) -> SourceDocument:
    return read_document(data, "plan.docx")


def test_merged_cells_lie_in_the_columns_and_rows_that_they_cover() -> None:
    found = grid(
        read(
            docx(
                table(
                    row(cell("а", merge="restart"), "б", "в"),
                    row(cell(merge="continue"), cell("г", span=2)),
                    row(cell(merge="continue"), "б", "в"),
                    row(cell("а", span=2), "в"),
                )
            )
        )
    )
    assert found == [
        [(0, 1, False, "а"), (1, 1, False, "б"), (2, 1, False, "в")],
        [(0, 1, True, "а"), (1, 2, False, "г")],
        [(0, 1, True, "а"), (1, 1, False, "б"), (2, 1, False, "в")],
        [(0, 2, False, "а"), (2, 1, False, "в")],
    ]


def test_bookmarks_between_rows_do_not_part_merged_cells() -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="x"/><w:bookmarkEnd w:id="0"/>'
    rows = row(cell("а", merge="restart"), "б") + mark + row(cell(merge="continue"), "в")
    assert grid(read(docx(table(rows))))[1] == [(0, 1, True, "а"), (1, 1, False, "в")]


def test_an_indented_row_keeps_its_columns() -> None:
    found = grid(read(docx(table(row("а", "б"), row("в", properties='<w:gridBefore w:val="1"/>')))))
    assert found[1] == [(0, 1, False, ""), (1, 1, False, "в")]


def test_tracked_changes_are_accepted_and_told() -> None:
    document = read(
        docx(
            paragraph(
                "Срок ",
                f'<w:ins w:id="1">{run("до мая")}</w:ins>',
                '<w:del w:id="2"><w:r><w:delText>до марта</w:delText></w:r></w:del>',
            ),
            table(
                row("а", paragraph(f'<w:moveTo w:id="3">{run("сюда")}</w:moveTo>').join(["<w:tc>", "</w:tc>"])),
                row("прежняя", "строка", properties='<w:del w:id="4"/>'),
                row("в", "г"),
            ),
        )
    )
    assert texts(document) == ["Срок до мая"]
    assert [line[0][3] for line in grid(document)] == ["а", "в"]
    assert notes(document) == [
        "paragraph 1: an insertion was accepted: “до мая”",
        "paragraph 1: a deletion was accepted: “до марта”",
        "table 1, row 1, cell 2: a move was accepted; the text is now here: “сюда”",
        "table 1, row 2: a deleted row was left out: “прежняя строка”",
    ]


def test_content_controls_fields_and_links_are_text() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('в рамке')}</w:sdtContent></w:sdt>"
    whole_row = f"<w:sdt><w:sdtContent>{row('строка', 'целиком')}</w:sdtContent></w:sdt>"
    field = f"<w:fldSimple w:instr='DATE'>{run('31.12.2026')}</w:fldSimple>"
    link = f'<w:hyperlink r:id="link1">{run("на сайте")}</w:hyperlink>'
    document = read(
        docx(paragraph("слово ", control), paragraph(field), paragraph(link), table(row("а", "б"), whole_row))
    )
    assert texts(document) == ["слово в рамке", "31.12.2026", "на сайте"]
    assert grid(document)[1] == [(0, 1, False, "строка"), (1, 1, False, "целиком")]
    assert notes(document) == ["paragraph 3: a link was left out, its text was kept: https://example.org/1"]


def test_automatic_numbers_are_counted_as_word_counts_them() -> None:
    document = read(
        docx(
            *(numbered("а"), numbered("б", 1), numbered("в", 1), numbered("г", 2), numbered("д"), numbered("е", 1)),
            *(numbered("пункт", number=2), numbered("три", number=3), numbered("четыре", number=3)),
            *(numbered("сначала", number=4), numbered("дальше", number=4), paragraph("без номера")),
            numbering=NUMBERING,
        )
    )
    assert texts(document) == [
        *("1. а", "1.1. б", "1.2. в", "1.2.1 г", "2. д", "2.1. е"),
        *("• пункт", "(III) три", "(IV) четыре", "1. сначала", "2. дальше", "без номера"),
    ]


def test_a_style_numbers_its_paragraphs_and_those_of_its_kin() -> None:
    numbered_style = '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    kin = '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    styled = [paragraph(text, properties=f'<w:pStyle w:val="{style}"/>') for text, style in (("а", "a"), ("б", "b"))]
    assert texts(read(docx(*styled, numbering=NUMBERING, styles=numbered_style + kin))) == ["1. а", "2. б"]


def test_a_list_has_the_levels_of_its_style_of_lists() -> None:
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="list"/></w:abstractNum>'
    using = '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
    style = '<w:style w:styleId="list"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    document = read(docx(numbered("а", number=9), numbering=linked + NUMBERING + using, styles=style))
    assert texts(document) == ["(III) а"]


def test_soft_breaks_wrap_a_sentence_or_part_lines() -> None:
    lines = "<w:r><w:t>Внедрено в офисах:</w:t><w:br/><w:t>1. Северный;</w:t><w:br/><w:t>2. Южный</w:t></w:r>"
    wrapped = "<w:r><w:t>Установка</w:t><w:br/><w:t>терминалов</w:t></w:r>"
    document = read(docx(table(row(cell(paragraph(lines)), cell(paragraph(wrapped))))))
    assert grid(document) == [
        [(0, 1, False, "Внедрено в офисах:|1. Северный;|2. Южный"), (1, 1, False, "Установка терминалов")]
    ]


def test_what_word_hides_or_strikes_out_is_told() -> None:
    hidden, struck = run("тайное", "<w:vanish/>"), run("зачёркнутое", "<w:strike/>")
    under = cell("не видно", merge="continue")
    document = read(docx(paragraph("явное ", hidden, struck), table(row(cell("а", merge="restart")), row(under))))
    assert texts(document) == ["явное зачёркнутое"]
    assert notes(document) == [
        "paragraph 1: hidden text was left out: “тайное”",
        "paragraph 1: struck-out text was kept, since it is not a tracked change: “зачёркнутое”",
        "table 1, row 2, cell 1: text hidden under a merged cell was left out: “не видно”",
    ]
    assert [notice.kind for notice in document.notices] == ["left-out", "decided", "left-out"]


def test_a_formula_and_words_above_words_are_text() -> None:
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    part = "<m:r><w:rPr/><m:t>{}</m:t></m:r>".format
    formula = f"<m:oMath {space}>{part('не более ')}<m:f><m:num>{part('5')}</m:num></m:f></m:oMath>"
    above = f"<w:r><w:ruby><w:rt>{run('над ')}</w:rt><w:rubyBase>{run('словом')}</w:rubyBase></w:ruby></w:r>"
    document = read(docx(paragraph("доля ", formula), paragraph(above)))
    assert texts(document) == ["доля не более 5", "над словом"]
    assert notes(document) == ["paragraph 1: a formula was read character by character: “не более 5”"]


def test_footnotes_and_signs_of_fonts_are_told() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>см. приказ</w:t></w:r></w:p></w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = read(docx(paragraph("Слово", mark, " \uf0fc здесь"), footnotes=note))
    assert texts(document) == ["Слово здесь"]
    assert notes(document) == [
        "paragraph 1: a footnote was left out: “см. приказ”",
        "paragraph 1: characters not allowed in a plan were removed: U+F0FC",
    ]
    assert {notice.kind for notice in document.notices} == {"left-out"}


def test_a_hidden_sheet_is_read_and_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx({"План": [["а"]], "Старый": [["б"]], "Пустой": []})))
    book["Старый"].sheet_state = "veryHidden"
    book["Пустой"].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    document = read_document(buffer.getvalue(), "plan.xlsx")
    assert len(document.blocks) == 2
    assert notes(document) == ["sheet “Старый”: this sheet is hidden in Excel but was read"]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  два\u00a0 слова\t", "два слова"),
        ("само\u00adобслуживание", "самообслуживание"),
        ("Северо\u2011Восточное", "Северо-Восточное"),
        ("\uf02d пункт", "• пункт"),
        ("– пункт", "• пункт"),
        ("а\u200bб", "аб"),
    ],
)
def test_layout_is_taken_away(raw: str, clean: str) -> None:
    assert texts(read(docx(paragraph(raw)))) == [clean]


def test_a_bullet_without_words_is_no_line() -> None:
    assert texts(read(docx(paragraph("•"), numbered("", number=2), paragraph("слово"), numbering=NUMBERING))) == [
        "слово"
    ]


def test_a_workbook_is_its_sheets() -> None:
    data = xlsx(
        {
            "Раздел 1": [["№", "Мероприятие", "Срок"], ["1.1", "а\nб", date(2026, 12, 31)], [None, "В", 2.0]],
            "Пусто": [],
        },
        merged=[("Раздел 1", 1, 0, 2, 0)],
    )
    assert grid(read(data)) == [
        [(0, 1, False, "№"), (1, 1, False, "Мероприятие"), (2, 1, False, "Срок")],
        [(0, 1, False, "1.1"), (1, 1, False, "а б"), (2, 1, False, "31.12.2026")],
        [(0, 1, True, "1.1"), (1, 1, False, "В"), (2, 1, False, "2")],
    ]
    (sheet,) = read(data).blocks
    assert isinstance(sheet, Table)
    assert str(sheet.rows[1].cells[2].place) == "sheet “Раздел 1”, cell C2"


def test_text_with_a_row_a_line() -> None:
    text = "Заголовок\n№\tМероприятие\tСрок\n1.\tРаздел\n1.1.1\tпервый абзац\nВторой\t31.12.2026\nи ещё\n1.1.2\tб\tв\n"
    document = read(text.encode())
    assert texts(document) == ["Заголовок"]
    assert [[c[3] for c in line] for line in grid(document)] == [
        ["№", "Мероприятие", "Срок"],
        ["1.", "Раздел"],
        ["1.1.1", "первый абзац|Второй", "31.12.2026|и ещё"],
        ["1.1.2", "б", "в"],
    ]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_text_in_the_codings_of_windows(code: str) -> None:
    assert texts(read("План на год\r\n".encode(code))) == ["План на год"]


def test_text_whose_rows_cannot_be_told() -> None:
    with pytest.raises(Unreadable, match=r"^plan.docx: this text has one cell per line and no row of column numbers"):
        read("\n\t№\n\tМероприятие\n\tСрок\n\t1\n\tа\n\tб\n".encode())


DEEP = "<w:p>" * 5000 + "</w:p>" * 5000
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def vast_sheet() -> bytes:
    """Give a workbook with a value in its farthest cell."""
    cells = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    relations = '<Relationships><Relationship Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    return packed(
        {
            "_rels/.rels": relations.encode(),
            "xl/workbook.xml": b"<workbook/>",
            "xl/worksheets/sheet1.xml": SHEET.format(cells).encode(),
        }
    )


HOSTILE = {
    "pdf": (b"%PDF-1.7", "a PDF can't"),
    "rtf": (b"{\\rtf1}", "an RTF can't be imported"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old format or a password"),
    "binary": (b"\x89PNG\r\n\0\0", "neither .docx nor .xlsx nor text"),
    "cut": (docx(paragraph("а"))[:-40], "not a valid"),
    "no-document": (packed({"a.txt": b"a"}), "not a Word document"),
    "no-xml": (docx(paragraph("а"), "<w:oops>"), "not a valid"),
    "deep": (docx(DEEP), "too large or too deeply nested"),
    "elements": (docx("<w:p/>" * 810_000), "too large or too deeply nested"),
    "rows": (docx(table(row("а") * 2001)), "the document has 2001 rows"),
    "no-relation": (docx(paragraph('<w:hyperlink r:id="nowhere"><w:r/></w:hyperlink>')), "not a valid"),
    "vast-sheet": (vast_sheet(), "has a cell far outside the table"),
    "vast-merges": (
        xlsx({"План": [["а"] * 200] * 300}, merged=[("План", 0, 0, 299, 199)]),
        "too large or too deeply nested",
    ),
    "no-workbook": (
        packed(
            {"_rels/.rels": b'<Relationships><Relationship Type="x/officeDocument" Target="xl/w.xml"/></Relationships>'}
        ),
        "not a valid",
    ),
    "large-text": (b"a" * 5_000_001, "too large"),
    "nothing-in-zip": (packed({}), "not a Word document"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("data", "why"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_document_is_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(Exception, match=f"^plan.docx.* {why}") as refusal:
        read(data)
    assert "\n" not in str(refusal.value)
