"""What a command does not need is not loaded: the lists are here, the seconds that they save in benchmarks/."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import PYTHON

if TYPE_CHECKING:
    from tests.cli.tool import Tool

WATCHED = (
    *("typer", "pydantic", "ruamel.yaml", "rich", "jinja2", "babel", "filelock", "questionary"),
    *("csprog.review", "csprog.record", "csprog.arrangement", "csprog.publication", "csprog.exchange"),
)
READING = {"typer", "pydantic", "ruamel.yaml"}
PROGRAM = """
import sys
from csprog.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stdout = sys.__stdout__
print("\\n" + " ".join(name for name in {watched!r} if name in sys.modules))
"""


def loaded(csprog: Tool, *words: str, **environment: str) -> set[str]:
    """Give which of the watched packages a command line loads; what it keeps is kept beside the plan."""
    program = [PYTHON, "-c", PROGRAM.format(watched=WATCHED), *words]
    settings = {**os.environ, "XDG_CACHE_HOME": str(csprog.folder.parent / "cache"), **environment}
    ran = subprocess.run(program, cwd=csprog.folder, env=settings, capture_output=True, check=True, timeout=60)
    return set(ran.stdout.decode("utf-8").splitlines()[-1].split())


@pytest.mark.parametrize(
    ("words", "packages"),
    [
        (["--version"], set()),
        (["--help"], {"typer"}),
        (["status", "--as-of", "2025-07-01"], READING | {"csprog.review"}),
        (["status", "--as-of", "2025-07-01", "--json"], READING | {"csprog.review"}),
        (["status", "--all", "--as-of", "2025-07-01", "--json"], READING | {"csprog.review"}),
        (["show", "1.2.2", "--as-of", "2025-07-01"], READING),
        (["complete", "2.6.1", "--as-of", "2025-07-01"], READING | {"filelock", "csprog.record"}),
        (["schema"], READING),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_only_what_is_needed(csprog: Tool, words: list[str], packages: set[str]) -> None:
    assert loaded(csprog, *words) == packages


@pytest.mark.parametrize(
    ("words", "packages"),
    [
        (["status", "--as-of", "2025-07-01"], {"typer"}),
        (["status", "--as-of", "2025-07-01", "--json"], {"typer"}),
        (["validate", "--as-of", "2025-07-01"], {"typer", "csprog.exchange"}),
        (["report", "--all", "--as-of", "2025-07-01"], {"typer", "babel", "csprog.arrangement", "csprog.exchange"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_known_waits_for_nothing_that_reads_a_plan(csprog: Tool, words: list[str], packages: set[str]) -> None:
    assert loaded(csprog, *words) > READING
    assert loaded(csprog, *words) == packages


@pytest.mark.parametrize("words", [["--help"], ["status", "--help"]], ids=" ".join)
def test_help_is_told_again_without_typer(csprog: Tool, words: list[str]) -> None:
    assert loaded(csprog, *words) == {"typer"}
    assert loaded(csprog, *words) == set()


def test_completing_a_commands_name_loads_no_command_and_the_second_time_nothing(csprog: Tool) -> None:
    asked = {"_CSPROG_COMPLETE": "complete_bash", "COMP_WORDS": "csprog st", "COMP_CWORD": "1"}
    assert loaded(csprog, **asked) == {"typer"}
    assert loaded(csprog, **asked) == set()
