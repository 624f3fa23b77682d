"""Tests csprog on Windows, as far as Wine is Windows: `python -m ci.windows`, which `.ci/run windows` calls.

The wheel is installed into Windows' Python and the quick tests run with it; then the download is made twice, compared, and
used. Tests that can't run there are skipped by the marks `not_on_windows` and `not_under_wine`; the number of those that pass
must not fall below that in windows-passed.txt. Git for Windows is not here, so tests of git are not among them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ci import bundle, bundle_sbom, windows_python
from ci.windows_story import StoryError, tell
from ci.wine import PROGRAMS, Wine

ROOT = bundle.ROOT
TESTS = (
    *("parsing", "yamltext", "programme", "store", "console", "formats", "editing", "evaluation", "validation"),
    *(f"cli/test_{name}.py" for name in ("windows", "validate", "editor", "process", "completion", "typed", "collect")),
)
"""Folders and files of tests/ whose quick tests run on Windows."""
PASSED = ROOT / "ci" / "windows-passed.txt"
_PYTHON_WITHOUT = """\
import _winapi
if hasattr(_winapi, "CopyFile2"):  # Wine 8 hasn't got it; shutil goes on without
    del _winapi.CopyFile2
"""
_LIMIT = 1500  # seconds; four minutes on a machine that does nothing else


def main() -> int:
    """Do it all, and return the exit code."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        sys.stderr.write(f"Windows is not tested: there is no {' and no '.join(missing)} here\n")
        return 1 if os.environ.get("CI") else 0
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wine = Wine(folder / "prefix")
        try:
            return _test_bundle(wine, folder) or _run_tests(wine, folder)
        finally:
            wine.end()


def _test_bundle(wine: Wine, folder: Path) -> int:
    """Make the download twice, and use it."""
    python = windows_python.python_files(windows_python.fetch_python(folder))
    wheels = [bundle.build_wheel(folder), *bundle.fetch_wheels(folder / "wheels")]
    archives = []
    for number in ("first", "second"):
        target = folder / number
        target.mkdir()
        archives.append(bundle.write_bundle(target, python, wheels))
        bundle_sbom.write(target / "sbom.json", archives[-1], wheels)
    for name in (archives[0].name, "sbom.json"):
        if (folder / "first" / name).read_bytes() != (folder / "second" / name).read_bytes():
            sys.stderr.write(f"two builds of {name} differ\n")
            return 1
    try:
        for step in tell(wine, archives[0]):
            sys.stdout.write(f"   shown: {step}\n")
            sys.stdout.flush()
    except StoryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _run_tests(wine: Wine, folder: Path) -> int:
    """Run the quick tests with the wheel, and compare how many pass."""
    python = _python_with_tests(wine, folder)
    words = ("-m", "pytest", "--quiet", "-p", "no:cacheprovider", "--hypothesis-profile=repeatable", "--numprocesses=2")
    tests = [f"tests/{name}" for name in TESTS]
    settings = {"CSPROG_WHEEL": "1", "CSPROG_NO_SKIP": "1", "CSPROG_WINE": "1", "CSPROG_LANG": ""}
    result = wine.run(python, *words, *tests, folder=ROOT, environment=settings, timeout=_LIMIT)
    sys.stdout.write(result.stdout)
    counted = re.search(r"(\d+) passed", result.stdout.rpartition("\n=")[2] or result.stdout)
    passed, least = int(counted[1]) if counted else 0, int(PASSED.read_text(encoding="ascii"))
    if passed < least:
        sys.stderr.write(f"{passed} tests passed, fewer than the {least} of {PASSED.name}\n")
        return 1
    if passed > least:
        sys.stdout.write(f"{passed} tests passed, more than the {least} of {PASSED.name}: write the number there\n")
    return result.returncode


def _python_with_tests(wine: Wine, folder: Path) -> Path:
    """Install the wheel and what its tests need into a Python of their own."""
    place = wine.drive / "python"
    for name, data in windows_python.python_files(folder / "windows-python.zip").items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (place / "python313._pth").write_text("python313.zip\n.\nimport site\n", encoding="ascii")
    (place / "sitecustomize.py").write_text(_PYTHON_WITHOUT, encoding="ascii")
    (wheel,) = folder.glob("csprog-*.whl")
    target = ("--target", str(place / "Lib" / "site-packages"), "--python-version", windows_python.SHORT)
    # uv, since pip would read the markers of dependencies as of this system
    uv = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--python-platform",
        "x86_64-pc-windows-msvc",
        *target,
    ]
    subprocess.run([*uv, "--only-binary", ":all:", f"csprog[test,pdf] @ {wheel.as_uri()}"], check=True)
    return place / "python.exe"


if __name__ == "__main__":
    sys.exit(main())
