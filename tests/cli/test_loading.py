"""What a command does not need is not loaded: the lists are here, the seconds that they save in benchmarks/."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import PYTHON

if TYPE_CHECKING:
    from tests.cli.tool import Tool

READING = {"pydantic", "ruamel.yaml"}
WATCHED = (*READING, "typer", "rich", "jinja2", "babel", "questionary", "multiprocessing")
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


def test_the_version_is_told_without_any_package(csprog: Tool) -> None:
    assert loaded(csprog, "--version") == set()


@pytest.mark.parametrize("words", [["status", "--json"], ["validate", "--json"]], ids=" ".join)
def test_one_plan_needs_no_processes_and_cached_results_no_reader(csprog: Tool, words: list[str]) -> None:
    assert loaded(csprog, *words, "--as-of", "2025-07-01") == {"typer", *READING}
    assert loaded(csprog, *words, "--as-of", "2025-07-01") == {"typer"}


@pytest.mark.parametrize("words", [["--help"], ["status", "--help"]], ids=" ".join)
def test_help_is_told_again_without_typer(csprog: Tool, words: list[str]) -> None:
    assert loaded(csprog, *words) == {"typer"}
    assert loaded(csprog, *words) == set()


def test_completing_a_commands_name_loads_no_command_and_the_second_time_nothing(csprog: Tool) -> None:
    asked = {"_CSPROG_COMPLETE": "complete_bash", "COMP_WORDS": "csprog st", "COMP_CWORD": "1"}
    assert loaded(csprog, **asked) == {"typer"}
    assert loaded(csprog, **asked) == set()
