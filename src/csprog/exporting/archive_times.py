"""Rewrites an office file without the times at which its parts were made."""

from __future__ import annotations

import io
import zipfile

_UNIX = 3  # in a ZIP entry; else it would name the system that wrote it
_MIMETYPE = "mimetype"  # of OpenDocument: the first part, uncompressed, so that the kind is told by the first bytes


def without_times(archive: io.BytesIO) -> bytes:
    """Return the ZIP archive with the earliest time, 1980, for each part."""
    plain = io.BytesIO()
    with zipfile.ZipFile(archive) as parts, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(parts.namelist(), key=lambda name: name != _MIMETYPE):
            part = zipfile.ZipInfo(name)
            part.create_system = _UNIX
            part.compress_type = zipfile.ZIP_STORED if name == _MIMETYPE else zipfile.ZIP_DEFLATED
            file.writestr(part, parts.read(name))
    return plain.getvalue()
