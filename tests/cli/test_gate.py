"""An error in a plan binds every command: it is named with its place, and nothing is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
WRONG_JOURNAL = small(
    measure("on: 2025-03-01, event: completed, note: а", "on: 2025-02-01, event: reopened, reason: б")
)
TWICE = (
    small(measure())
    + "\n".join(
        ['          - number: "1.1.1"', "            text: Другое", "            measures:"]
        + [f"              {line}" for line in measure().splitlines()]
    )
    + "\n"
)
FAULTY = {"journal": (WRONG_JOURNAL, "journal-order"), "number": (TWICE, "number-duplicate")}
CHANGES = (
    ("complete", "1.1.1", "--note", "да"),
    ("decline", "1.1.1", "--reason", "нет"),
    ("postpone", "1.1.1", "--to", "2025-12-01", "--reason", "нет"),
    ("cancel", "1.1.1", "--reason", "нет"),
    ("reopen", "1.1.1", "--reason", "нет"),
    ("remark", "1.1.1", "--note", "да"),
    ("spend", "1.1.1", "10"),
)
USES = (
    ("export", "--format", "ics"),
    ("export", "--format", "xlsx"),
    ("report",),
    ("new", "2026"),
    ("publish", "--final"),
    ("publish", "--again", "--reason", "Опечатка"),
)


@pytest.mark.parametrize(("text", "code"), FAULTY.values(), ids=FAULTY)
@pytest.mark.parametrize("words", [*CHANGES, *USES], ids=" ".join)
def test_a_plan_with_an_error_is_refused(csprog: Tool, text: str, code: str, words: tuple[str, ...]) -> None:
    csprog.write(text)
    files = sorted(csprog.folder.rglob("*.*"))
    result = csprog(*words, *AS_OF)
    assert result.exit_code == 1
    assert code in result.stderr
    assert "programme/2025.yaml:" in result.stderr
    assert csprog.text == text
    assert sorted(csprog.folder.rglob("*.*")) == files


@pytest.mark.parametrize("words", [("status",), ("show", "1.1.1")], ids=" ".join)
def test_what_only_shows_says_so_first(csprog: Tool, words: tuple[str, ...]) -> None:
    csprog.write(WRONG_JOURNAL)
    shown = csprog.done(*words, *AS_OF)
    assert shown.startswith("1 error in the plan")


def test_programs_get_the_number_of_errors(csprog: Tool) -> None:
    assert json.loads(csprog.done("status", "--json", *AS_OF))["errors"] == 0
    csprog.write(WRONG_JOURNAL)
    assert json.loads(csprog.done("status", "--json", *AS_OF))["errors"] == 1


def test_many_plans_leave_out_the_one_with_an_error(csprog: Tool) -> None:
    csprog.write(WRONG_JOURNAL)
    result = csprog("status", "--all", *AS_OF)
    assert (result.exit_code, "1 plan could not be evaluated" in result.stderr) == (1, True)


def test_a_draft_names_the_errors(csprog: Tool) -> None:
    csprog.write(WRONG_JOURNAL)
    result = csprog("publish", "--as-of", "2026-02-01")
    assert result.exit_code == 0
    assert "the page is a draft: the plan has 1 error" in result.stderr
    assert "journal-order" in result.stderr
    page = (csprog.folder / "site" / "2025" / "index.html").read_text(encoding="utf-8")
    assert "В файле Программы 1" in page.replace("\u00a0", " ")


def test_entries_made_since_the_day_are_no_errors(csprog: Tool) -> None:
    """A plan that is looked at from an earlier day is checked as of today."""
    csprog.write(small(measure("on: 2025-03-01, event: completed, note: да")))
    assert "1.1.1.1" in csprog.done("show", "1.1.1", "--as-of", "2025-02-01")
    assert csprog("validate", "--as-of", "2025-02-01").exit_code == 1


def test_undo_takes_back_what_made_the_error(csprog: Tool) -> None:
    csprog.write(small(measure()))
    csprog.done("complete", "1.1.1", "--note", "да", *AS_OF)
    assert csprog.done("undo", *AS_OF)
    assert csprog.text == small(measure())
