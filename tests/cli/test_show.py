"""`csprog show` tells everything that is known of a proposal or a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
FULL = """\
  responsible: Отдел продаж
  remark: замечание к мероприятию
  printed:
    due: до лета
    offices:
      А: офис А, напечатанный
  journal:
    - {on: 2025-03-14, event: completed, offices: [А], note: Акт № 17, evidence: "https://example.org/17"}
    - {on: 2025-04-01, event: not-completed, offices: [Б], reason: ремонт}
    - {on: 2025-05-01, event: postponed, to: 2025-09-30, reason: поставщик}
    - {on: 2025-05-02, event: remark, note: звонили}
"""


def pairs(shown: str) -> dict[str, str]:
    """Give the named lines of what is shown, each with its continuation lines."""
    found: dict[str, str] = {}
    name = ""
    for line in shown.splitlines():
        label, text = line[2:20].strip(), line[20:].strip()
        if line.startswith("  ") and text:
            name = label or name
            found[name] = f"{found[name]}\n{text}" if not label and name in found else text
    return found


def test_a_proposal_with_its_measures(csprog: Tool) -> None:
    shown = csprog.done("show", "1.2.2", *AS_OF)
    lines = shown.splitlines()
    assert lines[0] == "1. Очное обслуживание › 1.2. Офис обслуживания клиентов В2С"
    assert lines[1] == "1.2.2  Оптимизация процессов и сервисов оплаты"
    assert [line.split()[0] for line in lines if line.startswith("1.2.2.")] == ["1.2.2.1", "1.2.2.2"]
    found = pairs(shown)
    assert found["printed"] == "1.2.2."
    assert found["remark"].startswith("В документе после номера стоит точка")
    assert found["deadline"] == "4 квартал 2025"
    assert found["planned result"] == "Функционал приема платежей по QR-коду внедрен."


def test_one_measure(csprog: Tool) -> None:
    shown = csprog.done("show", "1.2.2.2", *AS_OF)
    assert "1.2.2.1" not in shown
    assert "  — planned\n" in shown


def test_a_number_that_is_not_printed(csprog: Tool) -> None:
    assert pairs(csprog.done("show", "2.2.1", *AS_OF))["printed"] == "(nothing)"


def test_everything_about_a_measure(csprog: Tool) -> None:
    csprog.write(small(measure(offices="А, Б, В") + FULL))
    shown = csprog.done("show", "1.1.1", "--as-of", "2025-06-01")
    assert "1.1.1.1  Мероприятие  — partly completed\n" in shown
    assert pairs(shown) == {
        "deadline": "до лета",
        "awaited by": "30 Sep 2025",
        "planned result": "Результат",
        "printed": "до лета\nА: офис А, напечатанный",
        "remark": "замечание к мероприятию",
        "responsible": "Отдел продаж",
        "achieved": "Акт № 17",
        "reason": "ремонт\nпоставщик",
        "evidence": "https://example.org/17",
        "offices": "✓ А: 14 Mar 2025\n✕ Б: 1 Apr 2025\n○ В",
        "journal": (
            "14 Mar 2025 completed (А): Акт № 17 [https://example.org/17]\n"
            "1 Apr 2025 not completed (Б): ремонт\n"
            "1 May 2025 postponed → 30 Sep 2025: поставщик\n"
            "2 May 2025 remark: звонили"
        ),
    }


def test_references_of_a_proposal(csprog: Tool) -> None:
    keys = 'text: Предложение\n            goals: ["2.1.1"]\n            standard_clauses: [п. 5]\n            assessments: [О1]'
    csprog.write(small().replace("text: Предложение", keys))
    found = pairs(csprog.done("show", "1.1.1", *AS_OF))
    assert (found["goals"], found["Standard"], found["assessments"]) == ("2.1.1", "п. 5", "О1")


def test_a_completed_measure(csprog: Tool) -> None:
    csprog.done("complete", "1.2.4", "--note", "позже", *AS_OF)
    shown = csprog.done("show", "1.2.4", *AS_OF)
    assert "  — completed late\n" in shown
    assert pairs(shown)["completed on"] == "1 Jul 2025"


def test_json(csprog: Tool) -> None:
    csprog.write(small(measure(offices="А, Б, В") + FULL))
    (found,) = csprog.json("show", "1.1.1", "--as-of", "2025-06-01")
    assert found["result"] == "Результат"
    assert [entry["event"] for entry in found["journal"]] == ["completed", "not-completed", "postponed", "remark"]
    assert found["journal"][0] == {
        "on": "2025-03-14",
        "event": "completed",
        "offices": ["А"],
        "note": "Акт № 17",
        "evidence": "https://example.org/17",
    }
    assert found["journal"][2] == {"on": "2025-05-01", "event": "postponed", "to": "2025-09-30", "reason": "поставщик"}
    (status,) = csprog.json("status", "1.1.1", "--as-of", "2025-06-01")["measures"]
    assert {key: found[key] for key in status} == status
    assert list(found) == [*status, "result", "journal", "carried_from"]


@pytest.mark.parametrize(("identifier", "near"), [("1.2.8", "1.2."), ("7", "1.1.1"), ("1.2", "1.2.")])
def test_what_there_is_not(csprog: Tool, identifier: str, near: str) -> None:
    sentence = csprog.refused("show", identifier, *AS_OF)
    assert sentence.startswith(f"there is no measure {identifier} in the plan of 2025; nearest: {near}")
