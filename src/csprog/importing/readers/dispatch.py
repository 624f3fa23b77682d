"""Documents that come in: Word, Excel or pasted text, each read as paragraphs and tables with their places."""

from csprog.i18n import Message
from csprog.importing.readers.document import SourceDocument, Unreadable
from csprog.importing.readers.excel import read_sheets
from csprog.importing.readers.ooxml_package import ARCHIVES, main_part, parts_of
from csprog.importing.readers.plain_text import decoded, read_text
from csprog.importing.readers.word import read_word


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
