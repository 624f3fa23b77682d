"""The shell completes what csprog understands, asked as bash, zsh, fish and PowerShell ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool


def bash(csprog: Tool, *words: str) -> list[str]:
    """Give what bash offers for the last of the words."""
    return asked(csprog, "complete_bash", COMP_WORDS=" ".join(("csprog", *words)), COMP_CWORD=str(len(words)))


def asked(csprog: Tool, instruction: str, **environment: str) -> list[str]:
    """Give the lines that a shell is told."""
    return [line for line in csprog.done(_CSPROG_COMPLETE=instruction, **environment).splitlines() if line]


@pytest.fixture
def plan(csprog: Tool) -> Tool:
    """Give csprog in a folder with a plan of two measures."""
    first = measure(offices="Северное МРО, Заволжское МРО") + "  responsible: Отдел продаж\n"
    indicator = "  indicators:\n    - {id: ожидание, name: Время ожидания, unit: мин, better: lower}\n"
    csprog.write(small(first, measure() + indicator))
    return csprog


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["show", "1.1.1."], ["1.1.1.1", "1.1.1.2"]),
        (["show", "1,1,1,"], ["1.1.1.1", "1.1.1.2"]),
        (["show", "1.1.1.1", "1.1.1."], ["1.1.1.1", "1.1.1.2"]),
        (["complete", "1.1.1.2"], ["1.1.1.2"]),
        (["gauge", ""], ["ожидание"]),
        (["correct", "ож"], ["ожидание"]),
        (["status", "1.1"], ["1.1", "1.1.1.1", "1.1.1.2", "1.1.1"]),
        (["complete", "1.1.1.1", "--office", "сев"], [r"Северное\ МРО"]),
        (["complete", "1.1.1.1", "--office", '"Сев'], ["Северное МРО"]),
        (["export", "--for", "О"], [r"Отдел\ продаж"]),
        (["amend", "1.1.1.1", "--responsible", ""], [r"Отдел\ продаж"]),
        (["export", "--format", "x"], ["xlsx"]),
        (["status", "--status", "over"], ["overdue"]),
        (["status", "--by", "o"], ["office"]),
        (["assess", "x", "--kind", ""], ["operative", "comprehensive"]),
        (["status", "--year", ""], ["2025"]),
        (["explain", "gap-appr"], ["gap-approval"]),
        (["help", "comp"], ["complete"]),
        (["comp"], ["complete"]),
        (["show", "9"], []),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else None,
)
def test_what_bash_offers(plan: Tool, words: list[str], offered: list[str]) -> None:
    assert bash(plan, *words) == offered


def test_a_status_by_its_name(plan: Tool) -> None:
    assert asked(plan, "complete_bash", COMP_WORDS="csprog status --status про", COMP_CWORD="3", CSPROG_LANG="ru") == [
        "overdue"
    ]


def test_zsh_fish_and_powershell(plan: Tool) -> None:
    line = "csprog complete 1.1.1.1 --office Зав"
    assert asked(plan, "complete_zsh", _TYPER_COMPLETE_ARGS=line) == ["_arguments '*: :((\"Заволжское МРО\"))'"]
    fish = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert asked(plan, "complete_fish", **fish) == ["Заволжское МРО"]
    powershell = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": "Зав"}
    assert asked(plan, "complete_powershell", **powershell) == ["'Заволжское МРО'::: "]


def test_nothing_is_said_of_a_command_that_is_not_there(plan: Tool) -> None:
    assert "nosuch" not in bash(plan, "nosuch", "")


def test_ids_are_explained_by_their_texts(csprog: Tool) -> None:
    (line,) = asked(
        csprog, "complete_fish", _TYPER_COMPLETE_ARGS="csprog show 1.2.2.1", _TYPER_COMPLETE_FISH_ACTION="get-args"
    )
    assert line == "1.2.2.1\tНастройка ПО в части приема платежей через СБП в кассах Общества"


@pytest.mark.parametrize("text", ["year: [", "\n"])
def test_a_plan_that_cannot_be_read_is_no_error(plan: Tool, text: str) -> None:
    plan.write(text)
    assert bash(plan, "show", "") == []
    plan.file.unlink()
    assert bash(plan, "show", "") == bash(plan, "status", "--year", "") == []
