"""The rules of the house that no tool checks by itself: sizes, names, and that a skip can't hide."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "csprog"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 300  # lines
SAYS_NOTHING = re.compile(
    r"(?:^|_)(?:util|helper|manager|common|misc)s?(?:$|_)|(?:Util|Helper|Manager|Common|Misc)s?(?:$|[A-Z])"
    r"|(?:^|_)base$|^Base(?=[A-Z])|Base$"
)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(SOURCE).as_posix())
def test_module_is_short_and_well_named(module: Path) -> None:
    """A module can be read at a sitting, and neither it nor what it defines has a name that fits anything."""
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    defined = [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.ClassDef, ast.FunctionDef))]
    assert [name for name in (module.stem, *defined) if SAYS_NOTHING.search(name)] == []


@pytest.mark.slow
@pytest.mark.parametrize("skips", ["in a test", "as a module"])
def test_skip_is_a_failure_where_nothing_may_be_skipped(tmp_path: Path, skips: str) -> None:
    """With CSPROG_NO_SKIP a test that skips itself fails, without it doesn't; so does a whole module."""
    shutil.copy2(ROOT / "tests" / "conftest.py", tmp_path / "conftest.py")
    body = {
        "in a test": "def test_one():\n    pytest.skip('no browser')\n",
        "as a module": "pytest.skip('no browser', allow_module_level=True)\n",
    }
    whole = "import pytest\n\ndef test_two():\n    pass\n" if skips == "in a test" else "import pytest\n"
    (tmp_path / "test_skipping.py").write_text(whole + body[skips], encoding="utf-8")
    (tmp_path / "test_sound.py").write_text("def test_sound():\n    pass\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in {"CSPROG_NO_SKIP", "PYTEST_ADDOPTS"}}

    def outcome(**extra: str) -> tuple[int, str]:
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-c",
                os.devnull,
                "--rootdir",
                tmp_path,
                "-p",
                "no:cacheprovider",
                tmp_path,
            ],
            env={**kept, **extra},
            capture_output=True,
            timeout=120,
            check=False,
        )
        return run.returncode, run.stdout.decode("utf-8", errors="replace")

    code, report = outcome()
    assert code == 0, report
    assert "1 skipped" in report
    code, report = outcome(CSPROG_NO_SKIP="1")
    assert code != 0
    assert "CSPROG_NO_SKIP is set" in report
    assert "skipped in" not in report
