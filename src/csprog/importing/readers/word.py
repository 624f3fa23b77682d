"""Reads a .docx: interprets it with mammoth, and lays its cells out on a grid."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import mammoth  # type: ignore[import-untyped]

from csprog.i18n import Message
from csprog.importing.readers.document import (
    MOST_COLUMNS,
    Cell,
    Notice,
    NoticeKind,
    Paragraph,
    Row,
    SourceDocument,
    Table,
    TextLimit,
    Unreadable,
    all_lines,
    check_paragraphs,
    check_rows,
    dropped_characters,
    lines_of,
    shortened,
    too_large,
)
from csprog.importing.readers.ooxml_package import OfficePackage, pack
from csprog.importing.readers.word_numbering import Numbering
from csprog.importing.readers.word_preprocessor import Preprocessor, hidden_styles

_FEWEST_OF_A_PLAN = 3  # columns
_LONGEST_QUOTE = 200  # characters
_UNREAD = ("An unrecognised element was ignored: ", "A w:sym element with an unsupported character was ignored: ")
_CARRIED = ("[Content_Types].xml", "_rels/.rels")


def read_word(package: OfficePackage) -> SourceDocument:
    """Return the contents of a .docx.

    Tracked changes are accepted, automatic numbers written out.

    Raises:
        RefusedError: it is no sound .docx, or too large for a plan.
    """
    main = package.main_part()
    root = package.xml(main) if main.endswith(".xml") and "word" in main else None
    if root is None:
        raise Unreadable(Message("this is not a Word document; csprog imports .docx, .xlsx and text"))
    w = f"{root.tag.partition('}')[0]}}}"
    folder = main.rpartition("/")[0]
    styles = package.xml(f"{folder}/styles.xml")
    numbering = Numbering(package.xml(f"{folder}/numbering.xml"), styles, w)
    preprocessor = Preprocessor(w, numbering, hidden_styles(styles, w))
    preprocessor.process(root)
    check_rows(preprocessor.rows)
    check_paragraphs(preprocessor.paragraphs)
    document, messages = _parse_with_mammoth(_repack(package, main, ET.tostring(root)), package)
    return _Reader(document, [*preprocessor.notices, *_unread(messages)]).document()


def _repack(package: OfficePackage, main: str, body: bytes) -> BytesIO:
    """Return a .docx of the preprocessed body and the other parts that mammoth needs."""
    folder, _, name = main.rpartition("/")
    notes = ("footnotes.xml", "endnotes.xml")
    relations = (f"{folder}/_rels/{part}.rels" for part in (name, *notes))
    carried = (*_CARRIED, *relations, *(f"{folder}/{part}" for part in notes))
    # mammoth builds trees of these parts without bounds, so each is parsed within ours first.
    parts = {part: package.parts[part] for part in carried if package.xml(part) is not None}
    return pack({**parts, main: body})


def _parse_with_mammoth(packed: BytesIO, package: OfficePackage) -> tuple[Any, list[Any]]:
    """Return mammoth's document and its messages."""
    documents: list[Any] = []

    def keep(document: Any) -> Any:
        documents.append(document)
        return document.copy(children=[])  # nothing is left to make HTML of

    try:
        result = mammoth.convert_to_html(packed, transform_document=keep)
    except Exception:  # noqa: BLE001 - mammoth checks nothing: a damaged document can raise whatever there is
        raise package.unsound() from None
    return documents[0], result.messages


def _unread(messages: list[Any]) -> Iterator[Notice]:
    """Give a notice of each kind of element that mammoth ignored."""
    for message in dict.fromkeys(entry.message for entry in messages):
        for prefix in _UNREAD:  # all its other messages are about styles
            if message.startswith(prefix):
                what = Message("“{what}” of Word can't be read", what=message.removeprefix(prefix))
                yield Notice("left-out", Message("the document"), what)


class _Reader:
    """Converts mammoth's document."""

    def __init__(self, document: Any, notices: list[Notice]) -> None:
        self.source = document
        self.notices = notices
        self._limit = TextLimit()
        self._footnotes: dict[object, str] = {}  # their words, by what refers to them
        self._paragraphs = 0
        self._tables = 0

    def document(self) -> SourceDocument:
        blocks = tuple(block for child in self.source.children for block in self._blocks(child))
        return SourceDocument(blocks, tuple(self.notices))

    def _blocks(self, element: Any) -> Iterator[Paragraph | Table]:
        if type(element).__name__ == "Table":
            if _is_frame(element):
                yield from self._blocks_within(element)
            else:
                self._tables += 1
                yield self._table(element)
            return
        self._paragraphs += 1
        place = Message("paragraph {number}", number=self._paragraphs)
        yield from (Paragraph(place, line) for line in lines_of(self._text(element, place)))

    def _blocks_within(self, element: Any) -> Iterator[Paragraph | Table]:
        """Read what stands in a table that only arranges the page as if it weren't there."""
        for child in getattr(element, "children", ()):
            if type(child).__name__ in {"Paragraph", "Table"}:
                yield from self._blocks(child)
            else:
                yield from self._blocks_within(child)

    def _table(self, table: Any) -> Table:
        rows: list[Row] = []
        reaching_down: dict[int, tuple[Cell, int]] = {}  # by column: a cell from above, and for how many rows yet
        for number, row in enumerate(table.children, start=1):
            place = Message("table {table}, row {row}", table=self._tables, row=number)
            rows.append(Row(place, tuple(self._cells(row, number, reaching_down))))
        return Table(Message("table {table}", table=self._tables), tuple(rows))

    def _cells(self, row: Any, number: int, reaching_down: dict[int, tuple[Cell, int]]) -> Iterator[Cell]:
        column = count = 0
        waiting = list(getattr(row, "children", ()))
        while waiting or column in reaching_down:
            count += 1
            place = Message("table {table}, row {row}, cell {cell}", table=self._tables, row=number, cell=count)
            if column in reaching_down:
                above, height = reaching_down.pop(column)
                self._limit.count(sum(map(len, above.lines)))
                cell = Cell(place, above.lines, column, above.span, merged=True)
            else:
                element = waiting.pop(0)
                span, height = max(1, getattr(element, "colspan", 1)), getattr(element, "rowspan", 1)
                cell = Cell(place, all_lines(self._paragraphs_in(element, place)), column, span)
            if height > 1:
                reaching_down[column] = (cell, height - 1)
            column += cell.span
            if column > MOST_COLUMNS:
                raise too_large()
            yield cell

    def _paragraphs_in(self, element: Any, place: Message) -> Iterator[str]:
        for child in getattr(element, "children", ()):
            if type(child).__name__ == "Paragraph":
                yield self._text(child, place)
                continue
            if type(child).__name__ == "Table":
                self._notice("decided", place, Message("a table within a cell was read line by line"))
            yield from self._paragraphs_in(child, place)

    def _text(self, element: Any, place: Message) -> str:
        raw = "".join(self._pieces(element, place))
        self.notices += dropped_characters(raw, place)
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
                self._notice("left-out", place, Message("a picture was left out"))
            case "NoteReference":
                self._leave_out_footnote(element, place)
            case "CommentReference":
                self._notice("left-out", place, Message("a comment in the margin was left out"))
            case "Hyperlink" if element.href:
                href = shortened(element.href, _LONGEST_QUOTE)
                what = Message("a link was left out, its text was kept: {link}", link=href)
                self._notice("left-out", place, what)
        for child in getattr(element, "children", ()):
            yield from self._pieces(child, place)

    def _leave_out_footnote(self, reference: Any, place: Message) -> None:
        name = (reference.note_type, reference.note_id)
        if name not in self._footnotes:
            self._footnotes[name] = ""  # it may refer to itself
            self._footnotes[name] = self._footnote(reference, place)
        if words := self._footnotes[name]:
            self._notice("left-out", place, Message("a footnote was left out: “{words}”", words=words))

    def _footnote(self, reference: Any, place: Message) -> str:
        try:
            body = self.source.notes.resolve(reference).body
        except KeyError:
            return ""
        words = " ".join(all_lines(self._text(child, place) for child in body))
        return shortened(words, 10 * _LONGEST_QUOTE)

    def _notice(self, kind: NoticeKind, place: Message, message: Message) -> None:
        self.notices.append(Notice(kind, place, message))


def _is_frame(table: Any) -> bool:
    """Tell whether a table only arranges the page: a table with more columns lies in it."""
    width = max((len(getattr(row, "children", ())) for row in table.children), default=0)
    cells = [cell for row in table.children for cell in getattr(row, "children", ())]
    within = [child for cell in cells for child in getattr(cell, "children", ()) if type(child).__name__ == "Table"]
    widest = max((len(getattr(row, "children", ())) for inner in within for row in inner.children), default=0)
    return widest > max(width, _FEWEST_OF_A_PLAN - 1)
