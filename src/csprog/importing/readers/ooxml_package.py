"""A .docx or .xlsx as its parts, each of them small and flat enough to build a tree of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from csprog.i18n import N_, Message
from csprog.importing.readers.document import Unreadable
from csprog.importing.readers.zip_limits import check_archive

_DEEPEST = 200
_MOST_ELEMENTS = 800_000  # of one part; a thousand measures in Word's own wordy XML have some 200,000
_LARGEST_PART = 40_000_000  # bytes
_OTHER_FORMATS = {
    b"%PDF": N_("this is a PDF, which keeps no table; import the Word document that it was made from"),
    b"{\\rtf": N_("this is an RTF; save it as .docx"),
}
ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0", *_OTHER_FORMATS)
"""How files begin that are no text."""


def parts_of(data: bytes, file: str) -> zipfile.ZipFile:
    """Return the parts of an office document that goes by the name `file`.

    Raises:
        Refused: the bytes are of another format, damaged, protected, hold macros or entities, or unpack to too much.
    """
    for beginning, why in _OTHER_FORMATS.items():
        if data.startswith(beginning):
            raise Unreadable(Message(why))
    suffix = ".xlsx" if file.lower().endswith((".xls", ".xlsx", ".xlsm")) else ".docx"
    check_archive(data, file, suffix)
    return zipfile.ZipFile(io.BytesIO(data))


def part(parts: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the XML of a part, None if there is none.

    Raises:
        Unreadable: it is no XML, or so large or deep that building a tree of it would take the machine.
    """
    try:
        data = parts.read(name)
    except KeyError:
        return None
    if len(data) > _LARGEST_PART:
        raise _too_large()
    _refuse_vast(data)
    return data


def damaged() -> Unreadable:
    """Return the refusal of a document that can't be understood."""
    return Unreadable(Message("this is no sound .docx or .xlsx; open it in its own program and save it again"))


def main_part(parts: zipfile.ZipFile) -> str:
    """Return the name of the document's own part, for which its relations are asked: word/document.xml, xl/workbook.xml."""
    relations = part(parts, "_rels/.rels") or b""
    for relation in re.findall(rb"<[^<>]*Relationship\s[^<>]*>", relations):
        if re.search(rb"""Type\s*=\s*["'][^"']*/officeDocument["']""", relation):
            target = re.search(rb"""Target\s*=\s*["']/?([^"']+)["']""", relation)
            return target[1].decode("utf-8", errors="replace") if target else ""
    return ""


def _too_large() -> Unreadable:
    return Unreadable(Message("this is too large or too deeply nested to be a plan; it was not opened"))


def _refuse_vast(data: bytes) -> None:
    """Go over the XML once, building nothing."""
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = _bounds()
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own protocol
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged() from None


def _bounds() -> tuple[Callable[..., None], Callable[..., None]]:
    depth = count = 0

    def start(*_: object) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise _too_large()

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    return start, end
