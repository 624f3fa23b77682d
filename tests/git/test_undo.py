"""`csprog undo` gives back the plan as it was before the last recording, to the byte, or says why it can't."""

from __future__ import annotations

import os
from shutil import which

import pytest

from tests.git.office import DAY, Office
from tests.plans import measure, small

REMARK = ("remark", "1.2.4", "--on", "2025-03-14", "--note", "записано")
NOTHING = "nothing to undo: the last change was made without csprog or on another computer"


@pytest.fixture(params=["in git", "outside git"])
def anywhere(request: pytest.FixtureRequest) -> Office:
    """Give the plan in a repository and in a plain folder."""
    found: Office = request.getfixturevalue("office" if request.param == "in git" else "folder")
    return found


def undo(office: Office) -> str:
    return office.done("undo", "--as-of", DAY)


def test_one_measure(anywhere: Office) -> None:
    before = anywhere.file.read_bytes()
    anywhere.record("complete", "1.2.4", "--on", "2025-03-14")
    said = undo(anywhere)
    assert anywhere.file.read_bytes() == before
    assert said.startswith("plan of 2025\n1.2.4.1  completed → overdue: Создание дополнительных условий")
    assert said.endswith("\nrestored in programme/2025.yaml\n")


def test_both_measures_of_a_proposal(anywhere: Office) -> None:
    before = anywhere.file.read_bytes()
    anywhere.record("complete", "1.2.2", "--on", "2025-03-14")
    said = undo(anywhere)
    assert anywhere.file.read_bytes() == before
    assert [line[:7] for line in said.splitlines()[1:-1]] == ["1.2.2.1", "1.2.2.2"]


@pytest.mark.slow
def test_step_by_step(anywhere: Office) -> None:
    anywhere.write(
        anywhere.text.replace("\nplan:\n", "\nindicators:\n  - id: доля\n    name: а\n    unit: '%'\n\nplan:\n")
    )
    states = [anywhere.file.read_bytes()]
    for words in (
        REMARK,
        ("gauge", "доля", "12,5", "--period", "2025-Q1", "--on", "2025-04-10"),
        ("spend", "1.2.2.1", "-500", "--note", "возврат", "--on", "2025-03-20"),
        ("assess", "О-1", "--kind", "operative", "--period", "2025-H1", "--score", "Вежливость=4/5"),
        ("correct", "доля", "--value", "13", "--why", "пересчёт"),
        ("correct", "1.2.2.1", "--amount", "-600", "--why", "сумма"),
        ("postpone", "1.2.2", "--to", "2026-02-01", "--reason", "ждём банк", "--on", "2025-04-01"),
        ("complete", "1.1.1.1", "--office", "Заволжское МРО", "--on", "2025-05-01"),
        (*REMARK[:4], "--note", "первая строка\nвторая: «строка» # \N{CHECK MARK}"),
    ):
        anywhere.record(*words)
        states.append(anywhere.file.read_bytes())
    for state in reversed(states[:-1]):
        undo(anywhere)
        assert anywhere.file.read_bytes() == state
    assert anywhere.refused("undo") == NOTHING


@pytest.mark.slow
def test_back_and_on_again(anywhere: Office) -> None:
    before = anywhere.file.read_bytes()
    anywhere.record(*REMARK)
    one = anywhere.file.read_bytes()
    anywhere.record(*REMARK)
    undo(anywhere)
    anywhere.record("remark", "2.6.1", "--on", "2025-03-14", "--note", "другое")
    undo(anywhere)
    assert anywhere.file.read_bytes() == one
    undo(anywhere)
    assert anywhere.file.read_bytes() == before


@pytest.mark.parametrize(
    "plan",
    [
        small(measure(), measure()).removesuffix("\n"),
        small(measure() + "  journal: []  # пусто\n", measure() + "  journal:\n"),
        small(measure() + "  journal: [{on: 2025-01-01, event: remark, note: раз}]\n", measure()),
        "\N{ZERO WIDTH NO-BREAK SPACE}" + small(measure(), measure()).replace("\n", "\r\n"),
    ],
    ids=["no last line end", "empty journals", "one line", "from Windows"],
)
def test_however_it_is_written(folder: Office, plan: str) -> None:
    folder.write(plan)
    folder.record("remark", "1.1.1", "--on", "2025-03-14", "--note", "записано")
    assert folder.text != plan
    undo(folder)
    assert folder.text == plan


def test_committed(office: Office) -> None:
    office.record(*REMARK)
    office.commit("записано")
    assert (
        office.refused("undo", "--as-of", "2025-12-31")
        == "1.2.4.1: the last entry is already committed; to correct or revoke it: csprog correct "
        '1.2.4.1 --year 2025 --withdraw --why "…"'
    )


def test_what_is_taken_back_is_told(office: Office) -> None:
    assessed = ("assess", "О-1", "--kind", "operative", "--period", "2025-H1", "--score", "Вежливость=4/5")
    office.record(*assessed)
    said = undo(office)
    assert said == "plan of 2025\nО-1  2025-H1, operative: Вежливость 4 of 5: undone\nrestored in programme/2025.yaml\n"
    office.record(*assessed)
    office.commit("оценка")
    assert "the last entry is already committed" in office.refused("undo")


def test_half_committed(office: Office) -> None:
    """One of the two measures is in a commit already: neither is taken back."""
    before = office.text
    office.record("remark", "1.2.2", "--on", "2025-03-14", "--note", "записано")
    after = office.text
    lines = after.splitlines(keepends=True)
    second = max(number for number, line in enumerate(lines) if "записано" in line)
    office.write("".join(lines[: second - 3] + lines[second + 1 :]))
    assert before != office.text != after
    office.commit("только первое")
    office.write(after)
    assert office.refused("undo").startswith("1.2.2.1: the last entry is already committed")


def test_one_step_is_committed_and_the_next_is_not(office: Office) -> None:
    office.record(*REMARK)
    office.commit("записано")
    committed = office.file.read_bytes()
    office.record("remark", "1.2.4", "--on", "2025-03-15", "--note", "ещё")
    undo(office)
    assert office.file.read_bytes() == committed
    assert "is already committed" in office.refused("undo")


@pytest.mark.not_on_windows(reason="a shell script stands in for git")
def test_repository_of_someone_else(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells nothing of a repository that it does not trust; to guess that nothing is committed would be wrong."""
    office.record(*REMARK)
    office.commit("записано")
    git = office.folder.parent / "programs" / "git"
    git.parent.mkdir()
    git.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{which("git")}" "$@"\n', encoding="utf-8")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(git.parent), prepend=os.pathsep)
    assert "git config --global --add safe.directory" in office.refused("undo")


def test_edited_since(anywhere: Office) -> None:
    anywhere.record(*REMARK)
    recorded = anywhere.text
    anywhere.write(recorded + "# набрано в редакторе\n")
    assert anywhere.refused("undo") == NOTHING
    anywhere.write(recorded)
    undo(anywhere)
    assert anywhere.journals() == {}


def test_nothing_recorded(anywhere: Office) -> None:
    assert anywhere.refused("undo") == NOTHING


def test_notes_that_are_not_ours_to_understand(office: Office) -> None:
    office.record(*REMARK)
    (notes,) = (office.folder / ".git" / "csprog").glob("*.undo.json")
    for spoilt in ("", "[{}]", '[{"ids": 1, "digest": 2, "edits": 3}]', "\N{SNOWMAN}"):
        notes.write_text(spoilt, encoding="utf-8")
        assert office.refused("undo") == NOTHING
    office.record(*REMARK)
    undo(office)
    assert len(office.journals()["1.2.4.1"]) == 1


@pytest.mark.slow
def test_only_the_last_fifty_steps_are_kept(folder: Office) -> None:
    folder.write(small(measure()))
    for number in range(52):
        folder.record("remark", "1.1.1", "--on", "2025-03-14", "--note", f"запись {number}")
    for _ in range(50):
        undo(folder)
    assert folder.refused("undo") == NOTHING
    assert folder.journals()["1.1.1.1"] == ["2025-03-14 remark запись 0", "2025-03-14 remark запись 1"]


def test_of_large_plans_fewer_steps_are_kept(folder: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("csprog.store.undo_steps._MOST_CHARACTERS", 10)
    folder.record(*REMARK)
    before = folder.file.read_bytes()
    folder.record(*REMARK)
    undo(folder)
    assert folder.file.read_bytes() == before
    assert folder.refused("undo") == NOTHING
