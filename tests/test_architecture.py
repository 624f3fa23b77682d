"""docs/architecture.md and docs/libraries.md name what is there: modules, functions, the packages on their floors."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "csprog"
PAGE = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("architecture.md", "libraries.md"))
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", PAGE)) - {("tests/test_architecture.py", "")})
FOLDERS = sorted(set(re.findall(r"`([\w/]+/)`", PAGE)) - {"src/csprog/", "templates/"})


@pytest.mark.parametrize(("module", "name"), NAMED)
def test_what_the_page_names_exists(module: str, name: str) -> None:
    """Each module is there, and has each function, class or constant that is named with it."""
    file = SOURCE / module
    assert file.is_file()
    assert not name or name in defined(file)


@pytest.mark.parametrize("folder", FOLDERS)
def test_folders_that_the_page_names_exist(folder: str) -> None:
    """A package that is named by its folder is there."""
    assert (SOURCE / folder).is_dir() or (ROOT / folder).is_dir()


def test_the_picture_has_every_package_on_its_floor() -> None:
    """The floors of the picture are those that the contract of the imports holds."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in config["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    floors = {
        name.strip(): floor for floor, layer in enumerate(reversed(contract["layers"])) for name in layer.split("|")
    }
    drawn = {name: int(floor) for floor, name in re.findall(r"(?m)^ ?(\d+) (\w+)  ", PAGE)}
    assert drawn == floors


def defined(file: Path) -> set[str]:
    """Return the names that a module defines at its top."""
    names = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return names
