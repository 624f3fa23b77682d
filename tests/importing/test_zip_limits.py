"""A document that would do harm when opened is not opened, and says so in one sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from csprog.errors import RefusedError
from csprog.importing.readers.zip_limits import LARGEST, check_archive

SHEET = b'<?xml version="1.0"?><worksheet/>'


def archive(**parts: bytes) -> bytes:
    """Give a ZIP archive of a spreadsheet's kind with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("[Content_Types].xml", b"<Types/>")
        for name, data in parts.items():
            written.writestr(f"xl/{name}", data)
    return buffer.getvalue()


def lying() -> bytes:
    """Give an archive whose part holds more than its headers say."""
    whole = bytearray(archive(sheet=b" " * 300_000))
    for place in range(len(whole) - 4):
        if int.from_bytes(whole[place : place + 4], "little") == 300_000:
            whole[place : place + 4] = (9).to_bytes(4, "little")
    return bytes(whole)


HOSTILE = {
    "bomb": (archive(sheet=b" " * (LARGEST + 1_000_000)), "unpacks to more than"),
    "many-parts": (archive(**{f"part{number}": b"" for number in range(5_001)}), "unpacks to more than"),
    "lying": (lying(), "is no sound .xlsx file"),
    "entities": (archive(sheet=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares entities"),
    "entities-utf-16": (archive(sheet="<!doctype a>".encode("utf-16")), "declares entities"),
    "entities-far-in": (archive(sheet=b" " * 65_532 + b"<!DOCTYPE a>"), "declares entities"),
    "macros": (archive(**{"vbaProject.bin": b"Sub"}), "has macros; save it as .xlsx without them"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old format or locked with a password"),
    "empty": (b"", "is no sound .xlsx file"),
    "text": ("план".encode(), "is no sound .xlsx file"),
    "cut": (archive(sheet=SHEET)[:-30], "is no sound .xlsx file"),
}


@pytest.mark.parametrize(("data", "why"), HOSTILE.values(), ids=HOSTILE)
def test_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(RefusedError, match=f"^план.xlsx {why}|^план.xlsx .*{why}"):
        check_archive(data, "план.xlsx", ".xlsx")


def test_a_sound_document_passes() -> None:
    check_archive(archive(sheet=SHEET, drawing=b'<svg xmlns="a"/>'), "план.xlsx", ".xlsx")
