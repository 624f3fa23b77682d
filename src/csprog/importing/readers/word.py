"""Reads a .docx: mammoth knows what Word means by its XML, here it becomes paragraphs and a grid of cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from csprog.extras import missing_extra
from csprog.i18n import Message
from csprog.importing.readers.document import (
    Cell,
    Paragraph,
    ReaderNote,
    Row,
    SourceDocument,
    Table,
    Unreadable,
    all_lines,
    left_out,
    lines_of,
)
from csprog.importing.readers.ooxml_package import damaged, main_part, part, parts_of
from csprog.importing.readers.word_numbering import Numbering
from csprog.importing.readers.word_preprocessor import Reviser

_MOST_ROWS = 2_000
_UNREAD = ("An unrecognised element was ignored: ", "A w:sym element with an unsupported character was ignored: ")
_CARRIED = ("[Content_Types].xml", "_rels/.rels")
_NOTES = ("footnotes.xml", "endnotes.xml")


def read_word(data: bytes, file: str) -> SourceDocument:
    """Return what a .docx says, its tracked changes accepted, its automatic numbers written out.

    Raises:
        Refused: it is no sound .docx, or nothing that should be opened, or what reads it is not installed.
    """
    parts = parts_of(data, file)
    main = main_part(parts)
    body = part(parts, main)
    if body is None or not main.endswith(".xml") or "word" not in main:
        raise Unreadable(Message("this is no Word document; csprog imports .docx, .xlsx and text"))
    root = ET.fromstring(body)  # noqa: S314 - the archive was refused if it declares entities
    w = f"{root.tag.partition('}')[0]}}}"
    folder = main.rpartition("/")[0]
    reviser = Reviser(w, Numbering(_tree(parts, f"{folder}/numbering.xml"), _tree(parts, f"{folder}/styles.xml"), w))
    reviser.revise(root)
    if reviser.rows > _MOST_ROWS:
        what = Message("this holds {count} rows; no year's plan has so many", count=reviser.rows)
        raise Unreadable(what)
    document, messages = _by_mammoth(_repacked(parts, main, ET.tostring(root)))
    reader = _Reader(document, [*reviser.notes, *_unread(messages)])
    return reader.document()


def _tree(parts: zipfile.ZipFile, name: str) -> ET.Element | None:
    data = part(parts, name)
    return None if data is None else ET.fromstring(data)  # noqa: S314 - likewise


def _repacked(parts: zipfile.ZipFile, main: str, body: bytes) -> io.BytesIO:
    """Return a .docx of the revised body and the little else that mammoth needs, checked like the body."""
    folder, _, name = main.rpartition("/")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr(main, body)
        for carried in (*_CARRIED, f"{folder}/_rels/{name}.rels", *(f"{folder}/{notes}" for notes in _NOTES)):
            data = part(parts, carried)
            if data is not None:
                target.writestr(carried, data)
    return packed


def _by_mammoth(packed: io.BytesIO) -> tuple[Any, list[Any]]:
    """Return mammoth's document and its messages; the HTML that it would make of it is not wanted."""
    try:
        import mammoth  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, which only import needs
    except ModuleNotFoundError as error:
        raise missing_extra(error, ".docx", "office") from None
    found: list[Any] = []

    def taken(document: Any) -> Any:
        found.append(document)
        return document.copy(children=[])

    try:
        result = mammoth.convert_to_html(packed, transform_document=taken)
    except Exception:  # noqa: BLE001 - whatever a damaged document makes it stumble over
        raise damaged() from None
    return found[0], result.messages


def _unread(messages: list[Any]) -> Iterator[ReaderNote]:
    """Turn what mammoth could not read into notes; most of its messages are about looks."""
    for message in dict.fromkeys(entry.message for entry in messages):
        for beginning in _UNREAD:
            if message.startswith(beginning):
                what = message.removeprefix(beginning)
                yield ReaderNote(
                    Message("the document"), Message("“{what}” of Word can't be read", what=what), lost=True
                )


class _Reader:
    """Turns mammoth's document into ours."""

    def __init__(self, document: Any, notes: list[ReaderNote]) -> None:
        self.source = document
        self.notes = notes
        self._paragraphs = 0
        self._tables = 0

    def document(self) -> SourceDocument:
        blocks = tuple(block for child in self.source.children for block in self._blocks(child))
        return SourceDocument(blocks, tuple(self.notes))

    def _blocks(self, element: Any) -> Iterator[Paragraph | Table]:
        if type(element).__name__ == "Table":
            self._tables += 1
            yield self._table(element)
            return
        self._paragraphs += 1
        place = Message("paragraph {number}", number=self._paragraphs)
        yield from (Paragraph(place, line) for line in lines_of(self._text(element, place)))

    def _table(self, table: Any) -> Table:
        rows: list[Row] = []
        over: dict[int, tuple[Cell, int]] = {}  # by column: the cell that reaches down from above, for how many rows
        for number, row in enumerate(table.children, start=1):
            place = Message("table {table}, row {row}", table=self._tables, row=number)
            rows.append(Row(place, tuple(self._cells(row, number, over))))
        return Table(Message("table {table}", table=self._tables), tuple(rows))

    def _cells(self, row: Any, number: int, over: dict[int, tuple[Cell, int]]) -> Iterator[Cell]:
        column = 0
        waiting = list(getattr(row, "children", ()))
        place_of = Message("table {table}, row {row}, cell {cell}").text
        count = 0
        while waiting or column in over:
            count += 1
            place = Message(place_of, table=self._tables, row=number, cell=count)
            if column in over:
                above, left = over.pop(column)
                cell = Cell(place, above.lines, column, above.span, merged=True)
            else:
                element = waiting.pop(0)
                span, left = max(1, getattr(element, "colspan", 1)), getattr(element, "rowspan", 1)
                cell = Cell(place, all_lines(self._paragraphs_in(element, place)), column, span)
            if left > 1:
                over[column] = (cell, left - 1)
            yield cell
            column += cell.span

    def _paragraphs_in(self, element: Any, place: Message) -> Iterator[str]:
        for child in getattr(element, "children", ()):
            if type(child).__name__ == "Paragraph":
                yield self._text(child, place)
            elif type(child).__name__ == "Table":
                self.notes.append(ReaderNote(place, Message("a table within a cell was read line by line")))
                for row in child.children:
                    yield from self._paragraphs_in(row, place)
            else:
                yield from self._paragraphs_in(child, place)

    def _text(self, element: Any, place: Message) -> str:
        raw = "".join(self._pieces(element, place))
        if lost := left_out(raw):
            what = Message("signs that no plan may hold were left out: {signs}", signs=", ".join(lost))
            self.notes.append(ReaderNote(place, what, lost=True))
        return raw

    def _pieces(self, element: Any, place: Message) -> Iterator[str]:
        match type(element).__name__:
            case "Text":
                yield element.value
            case "Tab":
                yield " "
            case "Break":
                yield "\n"
            case "Checkbox":
                yield "☒" if element.checked else "☐"
            case "Image":
                self.notes.append(ReaderNote(place, Message("a picture was left out"), lost=True))
            case "NoteReference":
                self._note_at_the_foot(element, place)
            case "CommentReference":
                self.notes.append(ReaderNote(place, Message("a comment in the margin was left out"), lost=True))
            case "Hyperlink" if element.href:
                what = Message("a link was left out, its words were kept: {link}", link=element.href)
                self.notes.append(ReaderNote(place, what, lost=True))
        for child in getattr(element, "children", ()):
            yield from self._pieces(child, place)

    def _note_at_the_foot(self, reference: Any, place: Message) -> None:
        try:
            body = self.source.notes.resolve(reference).body
        except KeyError:
            return
        words = " ".join(all_lines(text for child in body for text in (self._text(child, place),)))
        self.notes.append(ReaderNote(place, Message("a footnote was left out: “{words}”", words=words), lost=True))
