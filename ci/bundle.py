"""Makes the download for Windows: Python, csprog and what it needs, in one archive that needs no installation.

    python -m ci.bundle --python ARCHIVE --output FOLDER [--wheel WHEEL]

ARCHIVE is python.org's embeddable package, of the version and with the hashes that windows_python.py knows. Beside
`csprog-VERSION-windows.zip` lies its bill of materials, and SHA256SUMS for all files of csprog in the folder. Two builds are
the same to the byte. The versions of the libraries stand in windows-requirements.txt, whose first lines say how it is renewed.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ci import bundle_manual, bundle_sbom, windows_python

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "ci" / "windows-requirements.txt"
SITE = "python/Lib/site-packages/"
OPEN = "Открыть план.cmd"
_DAY = (2026, 1, 1, 0, 0, 0)  # of every file in the archive, so that two builds are the same
_PATHS = "python313.zip\r\n.\r\nLib\\site-packages\r\n"
_COMMAND = """\
@echo off
"%~dp0python\\python.exe" -m csprog %*
"""
# %1 is the folder that was dropped on the file; else the plan lies where the file does
_OPEN = """\
@echo off
title csprog
set CSPROG_LANG=ru
if "%~1"=="" (pushd "%~dp0") else (pushd "%~1")
call "%~dp0csprog.cmd" {command}
pause
"""


def main() -> None:
    """Make the archive and what lies beside it."""
    parser = argparse.ArgumentParser(prog="python -m ci.bundle", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", type=Path, required=True, help="the archive of the embeddable Python for Windows")
    parser.add_argument("--wheel", type=Path, help="csprog's wheel; by default it is built")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="the folder of the results")
    given = parser.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        wheel = given.wheel or build_wheel(Path(temporary))
        wheels = [wheel, *fetch_wheels(Path(temporary) / "wheels")]
        archive = write_bundle(given.output, windows_python.python_files(given.python), wheels)
        bundle_sbom.write(archive.with_suffix(".cdx.json"), archive, wheels)
    write_sums(given.output)
    sys.stdout.write(f"{archive}\n")


def build_wheel(folder: Path) -> Path:
    """Build csprog's wheel in `folder`."""
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("csprog-*.whl")
    return wheel


def fetch_wheels(folder: Path) -> list[Path]:
    """Download the wheels for Windows of all libraries, each with the hash that is written down."""
    windows = ["--platform", "win_amd64", "--python-version", windows_python.SHORT, "--implementation", "cp"]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", *windows]
    wanted = ["--require-hashes", "--requirement", str(REQUIREMENTS)]
    subprocess.run([*pip, *wanted, "--dest", str(folder)], check=True)
    return sorted(folder.glob("*.whl"))


def write_bundle(folder: Path, python: dict[str, bytes], wheels: list[Path]) -> Path:
    """Write the archive into `folder`; csprog's wheel is the first."""
    version = wheels[0].name.split("-")[1]
    top = f"csprog-{version}-windows"
    files = {f"python/{name}": data for name, data in python.items()}
    for wheel in wheels:
        files |= {SITE + name: data for name, data in installed_files(wheel)}
    files |= bundle_manual.pages() | _own_files(files)
    archive = folder / f"{top}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(files):
            member = zipfile.ZipInfo(f"{top}/{name}", _DAY)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            written.writestr(member, files[name])
    return archive


def installed_files(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a wheel with their names in site-packages, without scripts, which belong to an installation."""
    with zipfile.ZipFile(wheel) as opened:
        for name in opened.namelist():
            installed = _installed_name(name)
            if installed is not None:
                yield installed, opened.read(name)


def _installed_name(name: str) -> str | None:
    """Return the name in site-packages of a wheel's file, None if it doesn't belong there."""
    first, _, rest = name.partition("/")
    if name.endswith("/"):
        return None
    if not first.endswith(".data"):
        return name
    kind, _, rest = rest.partition("/")
    return rest if kind in {"purelib", "platlib"} else None


def _own_files(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return what is neither Python nor a library: where modules are found, and what is to be double-clicked."""
    command = "desk" if f"{SITE}csprog/cli/commands/desk.py" in files else "status"
    texts = {"csprog.cmd": _COMMAND, OPEN: _OPEN.format(command=command)}
    return {
        "python/python313._pth": _PATHS.encode(),
        **{name: text.replace("\n", "\r\n").encode("ascii") for name, text in texts.items()},
    }


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS for the files of csprog in `folder`, for `sha256sum --check`."""
    files = sorted(folder.glob("csprog-*"))
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
