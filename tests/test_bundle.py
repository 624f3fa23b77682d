"""The download for Windows: what it is made of, and that it is the same each time. `.ci/run windows` makes and uses it whole."""

from __future__ import annotations

import json
import re
import zipfile
from importlib.metadata import requires
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.extras import optional
from tests.plans import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

pytestmark = pytest.mark.slow
EXTRAS = ("office", "pdf", "calendar", "desk")
PYTHON = {"python.exe": b"MZ", "python313._pth": b"python313.zip\n.\n"}


@pytest.fixture
def bundle() -> ModuleType:
    """Give the module that makes the download."""
    optional("cyclonedx")
    optional("mdit_py_plugins")
    from ci import bundle  # noqa: PLC0415 - it needs both

    return bundle


@pytest.fixture
def wheels(tmp_path: Path) -> list[Path]:
    """Give wheels as indexes have them: csprog's, and one with data that an installer sorts."""
    found = []
    for name, files in {
        "csprog-1.2.3-py3-none-any.whl": {
            "csprog/__init__.py": "",
            "csprog-1.2.3.dist-info/METADATA": "Name: csprog\nVersion: 1.2.3\n",
        },
        "lib-4-py3-none-any.whl": {
            "lib.py": "",
            "lib-4.data/purelib/more.py": "",
            "lib-4.data/scripts/lib.exe": "",
            "lib-4.dist-info/METADATA": "Name: Lib\nVersion: 4\nLicense-Expression: MIT\n",
        },
    }.items():
        found.append(tmp_path / name)
        with zipfile.ZipFile(found[-1], "w") as archive:
            for path, text in files.items():
                archive.writestr(path, text)
    return found


def test_the_archive_has_all_in_one_folder_and_is_the_same_each_time(
    bundle: ModuleType, wheels: list[Path], tmp_path: Path
) -> None:
    archives = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        archives.append(bundle.write_bundle(tmp_path / name, PYTHON, wheels))
    assert archives[0].name == "csprog-1.2.3-windows.zip"
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with zipfile.ZipFile(archives[0]) as opened:
        top = "csprog-1.2.3-windows/"
        names = {name.removeprefix(top) for name in opened.namelist()}
        assert all(name.startswith(top) for name in opened.namelist())
        command = opened.read(f"{top}Открыть план.cmd")
    assert {f"{bundle.SITE}{name}" for name in ("csprog/__init__.py", "lib.py", "more.py")} <= names
    assert {"python/python.exe", "csprog.cmd", "Открыть план.cmd", "Руководство.html"} <= names
    assert not any(name.endswith("lib.exe") for name in names)
    assert b'csprog.cmd" status\r\n' in command  # this wheel has no desk


def test_the_manual_has_no_dead_link(bundle: ModuleType) -> None:
    pages = {name: data.decode("utf-8") for name, data in bundle.bundle_manual.pages().items()}
    for name, page in pages.items():
        for address in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', page):
            folder = name.rpartition("/")[0]
            parts: list[str] = []
            for part in f"{folder}/{address}".strip("/").split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in pages, f"{name} leads to {address}"


def test_the_bill_of_materials_is_one(bundle: ModuleType, wheels: list[Path], tmp_path: Path) -> None:
    version = optional("cyclonedx.schema").SchemaVersion.V1_6
    sbom = tmp_path / "sbom.json"
    bundle.bundle_sbom.write(sbom, wheels[0], wheels)
    text = sbom.read_text(encoding="utf-8")
    assert optional("cyclonedx.validation.json").JsonStrictValidator(version).validate_str(text) is None
    purls = {one["purl"] for one in json.loads(text)["components"]}
    assert purls == {"pkg:pypi/csprog@1.2.3", "pkg:pypi/lib@4", "pkg:generic/python@3.13.2"}


def test_the_sums_are_those_of_the_files(bundle: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "csprog-1.2.3-windows.zip").write_bytes(b"")
    bundle.write_sums(tmp_path)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (tmp_path / "SHA256SUMS").read_text(encoding="utf-8") == f"{empty}  csprog-1.2.3-windows.zip\n"


def test_another_python_is_refused_by_its_hashes(bundle: ModuleType, wheels: list[Path]) -> None:
    with pytest.raises(bundle.windows_python.UnknownPythonError, match=r"python\.exe"):
        bundle.windows_python.python_files(wheels[0])


def test_the_libraries_of_the_download_are_those_that_csprog_asks_for() -> None:
    """What pyproject.toml wants is in windows-requirements.txt, in a version that it allows."""
    text = (ROOT / "ci" / "windows-requirements.txt").read_text(encoding="utf-8")
    versions = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))
    windows = {"sys_platform": "win32", "platform_system": "Windows", "python_version": "3.13"}
    for requirement in map(Requirement, requires("csprog") or ()):
        wanted = [
            extra
            for extra in ("", *EXTRAS)
            if not requirement.marker or requirement.marker.evaluate({**windows, "extra": extra})
        ]
        if wanted:
            assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement
