"""Opens .docx and .xlsx files, ZIP archives of XML parts, within limits.

A few kilobytes can unpack to gigabytes, entities can multiply or fetch other files, macros can run. All parts but macros are
unpacked once, into memory, and checked; libraries get an archive of the checked parts, never the file itself, whose
headers each library could read in its own way.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.importing.readers.document import too_large

LARGEST = 64_000_000  # bytes beyond its own size that a document may unpack to; a plan of 10,000 measures needs some 30
MOST_PARTS = 5_000
_DEEPEST = 200
_MOST_ELEMENTS = 800_000  # of a part; a thousand measures in Word's own wordy XML have some 200,000
_LARGEST_TREE = 40_000_000  # bytes of a part that is parsed into a tree
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Office before 2007, and of files locked with a password
_ZIP = b"PK"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_DOCTYPE = re.compile(b"\0*".join(b"%c" % byte for byte in b"<!DOCTYPE"), re.IGNORECASE)  # in UTF-16 and UTF-32 too
_NEVER_XML = (  # pictures, settings of printers and programs, documents within documents: none is parsed here
    *(
        ".bin",
        ".jpeg",
        ".jpg",
        ".png",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".emf",
        ".wmf",
        ".wdp",
        ".pdf",
        ".odttf",
        ".fntdata",
    ),
    *(".html", ".htm", ".mht", ".mhtml", ".xhtml", ".rtf", ".txt", ".docx", ".xlsx", ".plist", ".data", ".svg"),
)
_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # of OPC; zipfile unpacks others without a bound


@dataclass(frozen=True, slots=True)
class OfficePackage:
    """The unpacked parts of the document `file`, by name; `suffix` is its kind."""

    file: str
    suffix: str
    parts: Mapping[str, bytes]

    @property
    def is_open_document(self) -> bool:
        """True for a document of LibreOffice and the like (.odt, .ods)."""
        return self.parts.get("mimetype", b"").startswith(_OPEN_DOCUMENT)

    def main_part(self) -> str:
        """Return the main part's name (word/document.xml), empty if there is none."""
        relations = self.xml("_rels/.rels")
        for relation in () if relations is None else relations:
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").removeprefix("/")
        return ""

    def xml(self, name: str) -> ET.Element | None:
        """Return the root element of a part, None without such a part.

        Raises:
            RefusedError: it is no XML, or its tree would take too much memory.
        """
        content = self.parts.get(name)
        if content is None:
            return None
        if len(content) > _LARGEST_TREE:
            raise too_large()
        try:
            return ET.fromstring(content, ET.XMLParser(target=_BoundedTree()))  # noqa: S314 - bounded, without entities
        except (ET.ParseError, ValueError, LookupError):
            raise self.unsound() from None

    def unsound(self) -> RefusedError:
        """Return the error for a document that can't be parsed."""
        return RefusedError(
            Message("{file} is not a valid {suffix} file; save it again", file=self.file, suffix=self.suffix)
        )


def open_package(data: bytes, file: str, suffix: str) -> OfficePackage:
    """Return the parts of the document `file` of the kind `suffix` (.docx, .xlsx).

    Raises:
        RefusedError: it is damaged, protected, of an old format, too large, or has entities.
    """
    package = OfficePackage(file, suffix, {})
    if data.startswith(_OLD_FORMAT):
        what = Message(
            "{file} has an old format or a password; save it as {suffix} without a password",
            file=file,
            suffix=suffix,
        )
        raise RefusedError(what)
    if data and not data.startswith(_ZIP) and file.lower().endswith((".csv", ".txt")):
        raise RefusedError(
            Message("{file} is text; open it in Excel and save it as {suffix}", file=file, suffix=suffix)
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST + len(data):
                what = Message(
                    "{file} unpacks to an implausible size for an office document; it was not opened", file=file
                )
                raise RefusedError(what)
            unpacked = {info.filename: _unpack(archive, info, package) for info in infos}
            parts = {name: content for name, content in unpacked.items() if content is not None}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise package.unsound() from None
    names = {name.lower() for name in parts}
    if "xl/workbook.bin" in names and "xl/workbook.xml" not in names:
        raise RefusedError(Message("{file} is a binary workbook; save it as {suffix}", file=file, suffix=suffix))
    return OfficePackage(file, suffix, parts)


def pack(parts: Mapping[str, bytes]) -> BytesIO:
    """Return an archive of the parts."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, package: OfficePackage) -> bytes | None:
    """Return the content of a part, None if no library may see it: macros, and what declares entities but is no XML."""
    name = info.filename.lower()
    if info.compress_type not in _COMPRESSIONS:
        raise package.unsound()
    with archive.open(info) as opened:
        # One byte more than the header says checks the sum of an empty part too; read() without a size would first
        # inflate whatever the stream holds.
        content = opened.read(info.file_size + 1)
    if name.endswith("vbaproject.bin"):
        return None
    if _DOCTYPE.search(content) and info.filename != "META-INF/manifest.xml":  # that one is never parsed
        if name.endswith(_NEVER_XML):  # Word and Excel for Mac, photographs, inserted pages
            return None
        raise RefusedError(Message("{file} declares XML entities, which no office program writes", file=package.file))
    return content


class _BoundedTree(ET.TreeBuilder):
    """Builds a tree until it grows too deep or too large."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise too_large()
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)
