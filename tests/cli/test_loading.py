"""Help and completion are quick: they load nothing that reads a plan, asks questions or shows tables."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import PYTHON

if TYPE_CHECKING:
    from tests.cli.tool import Tool

RULES = "csprog.validation.catalogue"
HEAVY = (
    "pydantic",
    "ruamel.yaml",
    "rich",
    "jinja2",
    "babel",
    "filelock",
    "questionary",
    "csprog.programme.model",
    RULES,
)
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
    """Give which of the heavy packages a command line loads; its cache lies beside the plan."""
    program = [PYTHON, "-c", PROGRAM.format(watched=HEAVY), *words]
    settings = {**os.environ, "XDG_CACHE_HOME": str(csprog.folder.parent / "cache"), **environment}
    ran = subprocess.run(program, cwd=csprog.folder, env=settings, capture_output=True, check=True, timeout=60)
    return set(ran.stdout.decode("utf-8").splitlines()[-1].split())


@pytest.mark.parametrize("words", ["--version", "--help", "status --help", "complete --help", "spend --help"])
def test_help_loads_nothing_heavy(csprog: Tool, words: str) -> None:
    assert loaded(csprog, *words.split()) == set()


def test_completing_a_commands_name_loads_nothing_heavy(csprog: Tool) -> None:
    asked = {"_CSPROG_COMPLETE": "complete_bash", "COMP_WORDS": "csprog st", "COMP_CWORD": "1"}
    assert loaded(csprog, **asked) == set()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["status", "validate"])
def test_a_cached_result_waits_for_nothing_that_reads_a_plan(csprog: Tool, command: str) -> None:
    words = (command, "--as-of", "2025-07-01")
    assert loaded(csprog, *words) >= {"pydantic", "ruamel.yaml"}
    assert loaded(csprog, *words) & {"pydantic", "ruamel.yaml"} == set()


@pytest.mark.slow
@pytest.mark.parametrize("words", ["show 1.2.2", "complete 1.2.2.1 --on 2025-07-01 --as-of 2025-07-01"])
def test_a_command_that_asks_nothing_loads_no_questions(csprog: Tool, words: str) -> None:
    assert loaded(csprog, *words.split()) & {"pydantic", "questionary"} == {"pydantic"}


@pytest.mark.slow
@pytest.mark.parametrize("words", ["status", "validate", "complete 1.2.4", "publish"])
def test_daily_commands_load_no_texts_of_rules(csprog: Tool, words: str) -> None:
    assert RULES not in loaded(csprog, *words.split(), "--as-of", "2025-06-01")
