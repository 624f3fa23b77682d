"""`csprog complete` adds the lines it should to the real plan, and says what changed, a line a measure."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.plans import APPROVED

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
OFFICE = "Заволжское МРО"


def added(csprog: Tool) -> list[str]:
    """Give the lines that git sees added; it may see none removed."""
    approved = csprog.folder.parent / "approved.yaml"
    approved.write_bytes(APPROVED.encode("utf-8"))
    command = ["git", "diff", "--no-index", "--no-color", "-U0", str(approved), str(csprog.file)]
    shown = subprocess.run(command, check=False, capture_output=True).stdout.decode("utf-8")
    lines = [line for line in shown.splitlines() if not line.startswith(("---", "+++", "@@", "diff ", "index "))]
    assert [line for line in lines if not line.startswith("+")] == []
    return [line[1:].strip() for line in lines]


def test_both_measures_of_a_proposal(csprog: Tool) -> None:
    shown = csprog.done("complete", "1.2.2", *AS_OF)
    assert shown.splitlines() == [
        "plan of 2025",
        "1.2.2.1  planned → completed: Настройка ПО в части приема платежей через СБП в кассах Общества",
        "1.2.2.2  planned → completed: Доработка ПО по приему платежей за электроэнергию/продажи товаров по QR-коду.",
        "1.2.2.1, 1.2.2.2: no actual result is given (--note); the report will need it",
        "written to programme/2025.yaml",
    ]
    assert added(csprog) == ["journal:", "- on: 2025-07-01", "event: completed"] * 2
    assert csprog.json("status", *AS_OF)["counts"]["completed"] == 2


def test_without_a_note_the_report_will_ask(csprog: Tool) -> None:
    """Of a measure that is done in its year; one with a note, partly done, or done after the year, it does not ask so."""

    def asks(*words: str, as_of: str = "2025-07-01") -> bool:
        csprog.write(APPROVED)
        shown = csprog.done("complete", *words, "--as-of", as_of).splitlines()
        return shown[-2:-1] == ["1.2.3.1: no actual result is given (--note); the report will need it"]

    assert asks("1.2.3")
    assert not asks("1.2.3", "--note", "Сделано")
    assert not asks("1.2.3", "--note", "Опоздали", as_of="2026-02-01")
    assert "no actual result" not in csprog.done("decline", "1.2.4", "--reason", "Не успели", *AS_OF)
    assert "no actual result" not in csprog.done("complete", "1.1.1.1", "--office", OFFICE, *AS_OF)


def test_a_lone_measure_answers_to_its_proposals_number(csprog: Tool) -> None:
    shown = csprog.done("complete", "1.2.3", *AS_OF)
    assert shown.startswith("plan of 2025\n1.2.3.1  planned → completed: Повысить уровень качества обработки обращений")


def test_late_with_a_note(csprog: Tool) -> None:
    shown = csprog.done("complete", "1.2.4", "--note", "Приказ № 17: позже срока", *AS_OF)
    assert "  overdue → completed late: " in shown
    assert added(csprog) == ["journal:", "- on: 2025-07-01", "event: completed", 'note: "Приказ № 17: позже срока"']


def test_with_its_date(csprog: Tool) -> None:
    shown = csprog.done("complete", "1.2.4", "--on", "2025-06-30", *AS_OF)
    assert "  overdue → completed: " in shown
    assert added(csprog) == ["journal:", "- on: 2025-06-30", "event: completed"]


def test_with_evidence(csprog: Tool) -> None:
    address = "https://example.org/акт?номер=17"
    csprog.done("complete", "1.2.3", "--evidence", address, *AS_OF)
    assert added(csprog) == ["journal:", "- on: 2025-07-01", "event: completed", f"evidence: {address}"]
    assert address in csprog.done("show", "1.2.3", *AS_OF)


def test_by_office(csprog: Tool) -> None:
    shown = csprog.done("complete", "1.1.1.1", "--office", OFFICE, *AS_OF)
    assert "  planned → completed in some offices (1 of 2): " in shown.splitlines()[1]
    assert added(csprog) == ["journal:", "- on: 2025-07-01", "event: completed", f"offices: [{OFFICE}]"]
    shown = csprog.done("complete", "1.1.1.1", "--office", "Правобережное МРО", *AS_OF)
    assert "  completed in some offices → completed: " in shown.splitlines()[1]
    assert len(added(csprog)) == 7


def test_the_rest_of_the_offices_at_once(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.2", "--office", OFFICE, "--office", "Северное МРО", *AS_OF)
    shown = csprog.done("complete", "1.1.1.2", *AS_OF)
    assert "  completed in some offices → completed: " in shown.splitlines()[1]


def test_by_office_over_a_whole_proposal(csprog: Tool) -> None:
    _, first, second, third, _ = csprog.done("complete", "1.1.1", "--office", OFFICE, *AS_OF).splitlines()
    assert [line.split()[0] for line in (first, second, third)] == ["1.1.1.1", "1.1.1.2", "1.1.1.3"]
    assert "(1 of 2)" in first
    assert "(1 of 7)" in second


def test_what_is_passed_over_is_named(csprog: Tool) -> None:
    shown = csprog.done("complete", "1.1.1", "--office", "Северное МРО", *AS_OF)
    assert [line.split()[0] for line in shown.splitlines()] == ["plan", "1.1.1.2", "1.1.1.1", "1.1.1.3", "written"]
    assert shown.count("unchanged: this does not apply to it") == 2


@pytest.mark.parametrize("options", [(), ("--note", "готово")])
def test_json(csprog: Tool, options: tuple[str, ...]) -> None:
    first, second = csprog.json("complete", "1.2.2", *options, *AS_OF)
    assert (first["id"], second["id"]) == ("1.2.2.1", "1.2.2.2")
    assert first["standing"] == second["standing"] == "completed"
    assert first["note"] == (options[1] if options else None)
    measures = csprog.json("status", "1.2.2", *AS_OF)["measures"]
    assert [{"format": 1, "year": 2025, **measure} for measure in measures] == [first, second]


def test_from_a_folder_below(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = csprog.folder / "docs" / "more"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    shown = csprog.done("complete", "1.2.2.1", *AS_OF)
    assert shown.splitlines()[-1] == f"written to {csprog.file.as_posix()}"
    assert csprog.text != APPROVED


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no-mark", "byte-order-mark"])
def test_windows_line_ends_and_the_byte_order_mark_stay(csprog: Tool, mark: bytes) -> None:
    csprog.file.write_bytes(mark + APPROVED.replace("\n", "\r\n").encode("utf-8"))
    csprog.done("complete", "1.2.2", "--note", "раз\nдва", *AS_OF)
    data = csprog.file.read_bytes()
    assert data.startswith(mark + b"# ")
    assert data.count(b"\n") == data.count(b"\r\n") == APPROVED.count("\n") + 2 * 6
    csprog.file.write_bytes(data.removeprefix(mark).replace(b"\r\n", b"\n"))
    assert added(csprog)[:6] == ["journal:", "- on: 2025-07-01", "event: completed", "note: |-", "раз", "два"]


def test_the_plan_of_another_year(csprog: Tool) -> None:
    other = csprog.write(APPROVED.replace("year: 2025", "year: 2024").replace("due: 2025", "due: 2024"), "2024.yaml")
    before = other.read_bytes()
    csprog.done("complete", "1.2.2", "--year", "2024", "--on", "2024-05-01", *AS_OF)
    assert other.read_bytes() != before
    assert csprog.text == APPROVED


def test_a_date_before_the_year_with_a_note(csprog: Tool) -> None:
    csprog.done("complete", "1.2.2", "--on", "2024-12-30", "--note", "сделано раньше", *AS_OF)
    assert csprog.json("status", "1.2.2", *AS_OF)["counts"]["completed"] == 2
