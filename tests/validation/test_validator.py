"""A plan's file as a whole: its bytes, its name, its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csprog.findings import Position
from csprog.store.plan_files import load
from csprog.validation.validator import check_file
from tests.plans import day, measure, small

if TYPE_CHECKING:
    from pathlib import Path

    from csprog.findings import Finding


def reviewed(path: Path, data: bytes) -> tuple[Finding, ...]:
    """Write a file and give its problems on 1 July, without what is merely not given yet."""
    path.write_bytes(data)
    problems = check_file(load(path), day(7, 1)).findings
    return tuple(problem for problem in problems if not problem.code.startswith("gap-"))


def test_a_sound_file(tmp_path: Path) -> None:
    assert reviewed(tmp_path / "2025.yaml", small().encode()) == ()
    assert reviewed(tmp_path / "2025.yaml", b"\xef\xbb\xbf" + small().replace("\n", "\r\n").encode()) == ()


def test_a_name_that_gives_another_year(tmp_path: Path) -> None:
    (problem,) = reviewed(tmp_path / "2024.yaml", small().encode())
    assert (problem.code, problem.position) == ("year-of-file", Position(2, 9, 4))
    assert str(problem.message) == "the file is named 2024.yaml, the plan is for 2025; rename one to the other"


@pytest.mark.parametrize("name", ["plan.yaml", "2025.yml", "2025 (1).yaml", "2025.yaml.bak", "2025"])
def test_a_name_that_no_command_looks_for(tmp_path: Path, name: str) -> None:
    (problem,) = reviewed(tmp_path / name, small().encode())
    assert (problem.code, problem.position, problem.severity) == ("plan-name", Position(1, 1), "error")


def test_the_name_and_the_content_are_both_judged(tmp_path: Path) -> None:
    problems = reviewed(tmp_path / "2024.yaml", small(measure(due="2026-01-01")).encode())
    assert [problem.code for problem in problems] == ["year-of-file", "due-outside-year"]


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (small().encode("utf-16"), "encoding", Position(1, 1)),
        (small().encode("cp1251"), "encoding", Position(3, 10)),
        (small().replace("План", "Пл\x1bан").encode(), "forbidden-character", Position(3, 12)),
        (b"", "not-a-plan", Position(1, 1)),
    ],
)
def test_bytes_that_are_no_plan(tmp_path: Path, data: bytes, code: str, place: Position) -> None:
    problems = reviewed(tmp_path / "2025.yaml", data)
    assert [(problem.code, problem.position) for problem in problems] == [(code, place)]
