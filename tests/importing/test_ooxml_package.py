"""A document that would do harm when opened is not opened, and says so in one sentence."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from csprog.errors import RefusedError
from csprog.importing.readers.ooxml_package import LARGEST, open_package, pack

SHEET = b'<?xml version="1.0"?><worksheet/>'


def archive(compression: int = zipfile.ZIP_DEFLATED, /, **parts: bytes) -> bytes:
    """Give a ZIP archive of a spreadsheet's kind with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as written:
        written.writestr("[Content_Types].xml", b"<Types/>")
        for name, data in parts.items():
            written.writestr(f"xl/{name}", data)
    return buffer.getvalue()


def lying(*, checksum: bool) -> bytes:
    """Give an archive whose part holds more than its headers say; their checksum may lie too."""
    content = b" " * 300_000
    lies = [(len(content), 9)] + [(zlib.crc32(content), zlib.crc32(content[:9]))] * checksum
    data = archive(sheet=content)
    for truth, lie in lies:
        data = data.replace(truth.to_bytes(4, "little"), lie.to_bytes(4, "little"))
    return data


HOSTILE = {
    "bomb": (archive(sheet=b" " * (LARGEST + 1_000_000)), "unpacks to an implausible size"),
    "many-parts": (
        archive(zipfile.ZIP_STORED, **{f"part{number}": b"" for number in range(5_001)}),
        "unpacks to an implausible size",
    ),
    "lying": (lying(checksum=False), "is not a valid .xlsx file"),
    "bzip2": (archive(zipfile.ZIP_BZIP2, sheet=SHEET), "is not a valid .xlsx file"),
    "entities": (archive(sheet=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares XML entities"),
    "entities-utf-16": (archive(sheet="<!doctype a>".encode("utf-16")), "declares XML entities"),
    "entities-far-in": (archive(sheet=b" " * 100_000 + b"<!DOCTYPE a>"), "declares XML entities"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old format or a password"),
    "empty": (b"", "is not a valid .xlsx file"),
    "text": ("план".encode(), "is not a valid .xlsx file"),
    "cut": (archive(sheet=SHEET)[:-30], "is not a valid .xlsx file"),
}


@pytest.mark.parametrize(("data", "why"), HOSTILE.values(), ids=HOSTILE)
def test_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(RefusedError, match=f"^план.xlsx {why}|^план.xlsx .*{why}"):
        open_package(data, "план.xlsx", ".xlsx")


def test_a_sound_document_passes() -> None:
    parts = {"sheet": SHEET, "drawing": b'<svg xmlns="a"/>', "empty": b""}
    unseen = {
        "logo.svg": b"<!DOCTYPE svg>",
        "printerSettings1.bin": b'<?xml version="1.0"?><!DOCTYPE plist>',
        "photo.jpeg": b"\xff\xd8 <!DOCTYPE plist>",
        "vbaProject.bin": b"Sub",
    }
    package = open_package(archive(zipfile.ZIP_STORED, **parts, **unseen), "план.xlsx", ".xlsx")
    assert package.parts == {"[Content_Types].xml": b"<Types/>", **{f"xl/{name}": parts[name] for name in parts}}


def test_libraries_get_no_more_than_what_was_checked() -> None:
    package = open_package(lying(checksum=True), "план.xlsx", ".xlsx")
    with zipfile.ZipFile(pack(package.parts)) as packed:
        assert packed.read("xl/sheet") == b" " * 9
