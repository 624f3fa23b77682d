"""Reads a document of any supported format, which its bytes tell."""

from __future__ import annotations

from csprog.extras import missing_extra
from csprog.i18n import N_, Message
from csprog.importing.readers.document import SourceDocument, Unreadable, named
from csprog.importing.readers.ooxml_package import open_package
from csprog.importing.readers.open_document import read_open_document
from csprog.importing.readers.plain_text import decode, read_separated, read_text

_ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0")  # Office's files, those before 2007 included
_OTHER_FORMATS = {
    b"%PDF": N_("a PDF can't be imported; import the Word document that it was made from"),
    b"{\\rtf": N_("an RTF can't be imported; open it and save it as .docx"),
}


def read_document(data: bytes, file: str) -> SourceDocument:
    """Return the contents of the document `file`.

    Raises:
        RefusedError: it is none of .docx, .xlsx, .odt, .ods and text, or unsafe to open, or the extra that reads it is missing.
    """
    with named(file):
        return _read(data, file)


def _read(data: bytes, file: str) -> SourceDocument:
    for signature, why in _OTHER_FORMATS.items():
        if data.startswith(signature):
            raise Unreadable(Message(why))
    if data.startswith(_ARCHIVES):
        return _read_office(data, file)
    text = decode(data)
    if file.lower().endswith(".csv") and (table := read_separated(text)):
        return table
    return read_text(text)


def _read_office(data: bytes, file: str) -> SourceDocument:
    package = open_package(
        data, file, ".xlsx" if file.lower().endswith((".xls", ".xlsx", ".xlsm", ".ods")) else ".docx"
    )
    if package.is_open_document:
        return read_open_document(package)
    is_workbook = package.main_part().startswith("xl/")
    try:
        if is_workbook:
            from csprog.importing.readers.excel import read_excel  # noqa: PLC0415 - an extra

            return read_excel(package)
        from csprog.importing.readers.word import read_word  # noqa: PLC0415 - an extra

        return read_word(package)
    except ModuleNotFoundError as error:
        raise missing_extra(error, ".xlsx" if is_workbook else ".docx", "office") from None
