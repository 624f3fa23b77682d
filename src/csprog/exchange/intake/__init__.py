"""Documents that come in: Word, Excel or pasted text, each read as paragraphs and tables with their places."""

from csprog.exchange.intake.document import Cell, Note, Paragraph, Row, SourceDocument, Table, Unreadable
from csprog.exchange.intake.package import ARCHIVES, main_part, parts_of
from csprog.exchange.intake.pasted import decoded, read_text
from csprog.exchange.intake.sheet import read_sheets
from csprog.exchange.intake.word import read_word
from csprog.language import Message

__all__ = [
    "Cell",
    "Note",
    "Paragraph",
    "Row",
    "SourceDocument",
    "Table",
    "Unreadable",
    "read_document",
]


def read_document(data: bytes, file: str) -> SourceDocument:
    """Return what a document says that goes by the name `file`; of what kind it is its bytes tell.

    Raises:
        Refused: it is none of .docx, .xlsx and text, or nothing that should be opened.
    """
    try:
        if not data.startswith(ARCHIVES):
            return read_text(decoded(data))
        spreadsheet = main_part(parts_of(data, file)).startswith("xl/")
        return read_sheets(data, file) if spreadsheet else read_word(data, file)
    except Unreadable as error:
        raise Unreadable(Message("{file}: {why}", file=file, why=error.message)) from None
