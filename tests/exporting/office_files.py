"""Makes Word's and Excel's files from the little that a test is about."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
HEAD = ("№", "Предложения", "Мероприятия", "Срок", "Результат")


def run(text: str, properties: str = "") -> str:
    """Give a run of text."""
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*pieces: str, properties: str = "") -> str:
    """Give a paragraph of pieces: XML, or plain text."""
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """Give a cell of paragraphs; `merge` is restart where it reaches down, continue where it goes on from above."""
    properties = f'<w:gridSpan w:val="{span}"/>' * (span > 1) + f'<w:vMerge w:val="{merge}"/>' * bool(merge)
    inner = "".join(each if each.startswith("<w:p") else paragraph(each) for each in paragraphs) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Give a row of cells: XML, or plain text."""
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """Give a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def plan(*rows: str, head: Sequence[str] = HEAD) -> str:
    """Give a table of measures: a section, a subsection and these rows."""
    width = len(head) - 1
    return table(row(*head), row("1.", cell("Раздел", span=width)), row("1.1.", cell("Офис В2С", span=width)), *rows)


def docx(*blocks: str, numbering: str = "", **parts: str) -> bytes:
    """Give a .docx of these blocks; `parts` are further files of its folder `word`, by name (footnotes)."""
    document = f"<w:document {_SPACES}><w:body>{''.join(blocks)}</w:body></w:document>"
    files = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        **{f"word/{name}.xml": f"<w:{name} {_SPACES}>{inner}</w:{name}>" for name, inner in parts.items()},
    }
    if numbering:
        files["word/numbering.xml"] = f"<w:numbering {_SPACES}>{numbering}</w:numbering>"
    links = "".join(
        f'<Relationship Id="link{n}" Type="{_OFFICE}/hyperlink" Target="https://example.org/{n}" TargetMode="External"/>'
        for n in range(3)
    )
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'
    return packed({name: text.encode() for name, text in files.items()})


def packed(parts: dict[str, bytes]) -> bytes:
    """Give a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def xlsx(sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[tuple[str, int, int, int, int]] = ()) -> bytes:
    """Give an .xlsx of rows by the name of their sheet; `merged` are ranges of a sheet (rows and columns from 0)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for of, top, left, bottom, right in merged:
            if of == name:
                sheet.merge_range(top, left, bottom, right, rows[top][left])
        for number, line in enumerate(rows):
            for column, value in enumerate(line):
                if value is not None:
                    sheet.write(number, column, value)
    book.close()
    return buffer.getvalue()
