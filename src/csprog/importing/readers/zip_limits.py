"""Whether a document of an office may be opened: Word's and Excel's files are ZIP archives, and may be traps.

A few kilobytes can unpack to gigabytes, entities can multiply or fetch what lies elsewhere, macros can act. Whoever reads
such a file asks here first; nothing of it is unpacked to a disk.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from csprog.errors import RefusedError
from csprog.i18n import Message

LARGEST = 64_000_000  # bytes beyond its own size that a document may unpack to; a plan of 10,000 measures needs some 30
MOST_PARTS = 5_000
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Office before 2007, and of files locked with a password
_DECLARATION = b"<!DOCTYPE"
_CHUNK = 1 << 16


def check_archive(data: bytes, file: str, suffix: str) -> None:
    """Refuse bytes that are no sound document of the kind `suffix` (.docx, .xlsx), or that would do harm when opened.

    `file` is its name, for the sentence.

    Raises:
        Refused: why it is not opened, and what to do.
    """
    if data.startswith(_OLD_FORMAT):
        what = Message(
            "{file} is of an old format or locked with a password; save it as {suffix} without one",
            file=file,
            suffix=suffix,
        )
        raise RefusedError(what)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST + len(data):
                what = Message("{file} unpacks to more than a document of an office holds; it is not opened", file=file)
                raise RefusedError(what)
            for part in parts:
                _check_part(archive, part, file, suffix)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        what = Message("{file} is no sound {suffix} file; save it anew", file=file, suffix=suffix)
        raise RefusedError(what) from None


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str, suffix: str) -> None:
    """Unpack a part piece by piece: zipfile gives no more than its header says, and refuses what differs from that."""
    name = part.filename.lower()
    if name.endswith("vbaproject.bin"):
        raise RefusedError(Message("{file} has macros; save it as {suffix} without them", file=file, suffix=suffix))
    before = b""
    with archive.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            if _DECLARATION in (before + chunk).replace(b"\0", b"").upper() and not name.endswith(".svg"):
                raise RefusedError(Message("{file} declares entities, which no office program writes", file=file))
            before = chunk[-2 * len(_DECLARATION) :]
