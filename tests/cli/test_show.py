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
    assert lines[:2] == ["plan of 2025", "1. Очное обслуживание › 1.2. Офис обслуживания клиентов В2С"]
    assert lines[2] == "1.2.2  Оптимизация процессов и сервисов оплаты"
    assert [line.split()[0] for line in lines if line.startswith("1.2.2.")] == ["1.2.2.1", "1.2.2.2"]
    found = pairs(shown)
    assert found["as printed"] == "1.2.2."
    assert found["remark"].startswith("В документе после номера стоит точка")
    assert found["deadline"] == "4 квартал 2025"
    assert found["planned result"] == "Функционал приема платежей по QR-коду внедрен."


def test_one_measure(csprog: Tool) -> None:
    shown = csprog.done("show", "1.2.2.2", *AS_OF)
    assert "1.2.2.1" not in shown
    assert "  — planned\n" in shown


def test_a_number_that_is_not_printed(csprog: Tool) -> None:
    assert pairs(csprog.done("show", "2.2.1", *AS_OF))["as printed"] == "(nothing)"


def test_everything_about_a_measure(csprog: Tool) -> None:
    csprog.write(small(measure(offices="А, Б, В") + FULL))
    shown = csprog.done("show", "1.1.1", "--as-of", "2025-06-01")
    assert "1.1.1.1  Мероприятие  — completed in some offices\n" in shown
    assert pairs(shown) == {
        "deadline": "до лета",
        "postponed to": "30 Sep 2025",
        "planned result": "Результат",
        "as printed": "до лета\nА: офис А, напечатанный",
        "remark": "замечание к мероприятию",
        "responsible": "Отдел продаж",
        "actual result": "Акт № 17",
        "reason": "ремонт\nпоставщик",
        "evidence": "https://example.org/17",
        "offices": "✓ А: 14 Mar 2025\n✕ Б: 1 Apr 2025\n○ В",
        "journal": (
            "1. 14 Mar 2025 completed (А): Акт № 17 [https://example.org/17]\n"
            "2. 1 Apr 2025 not completed (Б): ремонт\n"
            "3. 1 May 2025 postponed → 30 Sep 2025: поставщик\n"
            "4. 2 May 2025 remark: звонили"
        ),
    }


def test_references_of_a_proposal(csprog: Tool) -> None:
    keys = 'text: Предложение\n            goals: ["2.1.1"]\n            standard_clauses: [п. 5]\n            assessments: [О1]'
    csprog.write(small().replace("text: Предложение", keys))
    found = pairs(csprog.done("show", "1.1.1", *AS_OF))
    assert (found["goals"], found["Standard"], found["assessments"]) == ("2.1.1", "п. 5", "О1")


EVERYTHING = """\
passport:
  year: 2025
  title: План
  organisation: Общество
  standard: {name: Стандарт, clauses: [{number: п. 5, title: Очередь}]}
goals: {number: "2.1", title: Цели, items: [Первая, Вторая]}
tasks: {number: "2.2", title: Задачи, items: [Задача]}
assessments:
  - id: О1
    kind: comprehensive
    period: 2024
    on: 2025-01-20
    scores:
      - {name: В целом, score: 4.2, scale: 5, respondents: 1412}
sections:
  - number: "1"
    title: Раздел
    subsections:
      - number: "1.1"
        title: Подраздел
        proposals:
          - number: "1.1.1"
            text: Предложение
            origin: survey
            goals: ["2.1.2"]
            tasks: ["2.2.1"]
            standard_clauses: [п. 5]
            assessments: [О1]
            measures:
              - text: Мероприятие
                due: 2025-06-30
                result: Результат
                responsible: Отдел продаж
                funding: {planned: 1000000, source: тариф}
                digital: true
                recurring: false
                carried_from: {year: 2024, id: "1.1.2.1", reason: не было денег}
                indicators:
                  - id: доля
                    name: Доля довольных
                    unit: "%"
                    baseline: 60
                    target: 80.5
                    method: опрос
                    actuals:
                      - {on: 2025-04-10, period: 2025-Q1, value: 61}
                      - {on: 2025-04-12, period: 2025-Q1, value: 62.5, note: пересчёт}
                journal:
                  - {on: 2025-03-14, event: spent, amount: 350000.50}
"""


def test_what_a_measure_costs_serves_and_is_judged_by(csprog: Tool) -> None:
    csprog.write(EVERYTHING)
    found = pairs(csprog.done("show", "1.1.1", *AS_OF))
    assert {name: found[name] for name in found if name not in {"deadline", "planned result", "journal"}} == {
        "origin": "a survey",
        "goals": "2.1.2  Вторая",
        "tasks": "2.2.1  Задача",
        "Standard": "п. 5  Очередь",
        "assessments": "О1  2024, comprehensive: В целом 4.2 of 5 (1412 respondents)",
        "responsible": "Отдел продаж",
        "digital service": "yes",
        "every year": "no",
        "previous plan": "carried over from the plan of 2024, 1.1.2.1: не было денег",
        "funding": "planned 1,000,000 ₽; spent 350,000.50 ₽; from: тариф",
        "indicators": "доля: Доля довольных, %; 60 → 80.5; 2025-Q1: 62.5",
    }
    (record,) = csprog.json("show", "1.1.1", *AS_OF)
    assert record["funding"] == {"planned": "1000000", "spent": "350000.50", "source": "тариф"}
    assert (record["digital"], record["recurring"], record["origin"]) == (True, False, "survey")
    assert record["goals"] == [{"number": "2.1.2", "text": "Вторая"}]
    assert record["standard_clauses"] == [{"number": "п. 5", "title": "Очередь"}]
    assert record["carried_from"] == {"year": 2024, "id": "1.1.2.1", "reason": "не было денег"}
    assert [one["id"] for one in record["assessments"]] == ["О1"]
    assert [(one["id"], one["of"], len(one["actuals"])) for one in record["indicators"]] == [("доля", "1.1.1.1", 2)]


def test_an_indicator_and_an_assessment(csprog: Tool) -> None:
    csprog.write(EVERYTHING)
    shown = csprog.done("show", "доля", *AS_OF)
    assert shown.startswith("plan of 2025\nдоля  Доля довольных, %\n")
    assert pairs(shown) == {
        "belongs to": "1.1.1.1",
        "from–to": "60 → 80.5",
        "method": "опрос",
        "values": "10 Apr 2025 for 2025-Q1: 61\n12 Apr 2025 for 2025-Q1: 62.5 (пересчёт)",
    }
    shown = csprog.done("show", "o1", *AS_OF)
    assert shown.startswith("plan of 2025\nО1  2024, comprehensive\n")
    assert pairs(shown) == {"recorded for": "20 Jan 2025", "scores": "В целом 4.2 of 5 (1412 respondents)"}
    (record,) = csprog.json("show", "О1", *AS_OF)
    assert record["scores"] == [{"name": "В целом", "score": "4.2", "scale": "5", "respondents": 1412}]
    assert csprog.refused("show", "дола", *AS_OF) == "there is no “дола”; nearest: доля"


def test_nothing_said_is_told_apart_from_zero(csprog: Tool) -> None:
    csprog.write(small(measure(), measure() + "  funding: {planned: 0}\n"))
    silent, free = csprog.json("show", "1.1.1", *AS_OF)
    assert silent["funding"] == {"planned": None, "source": None, "spent": None}
    assert (silent["digital"], silent["origin"], silent["indicators"]) == (None, None, [])
    assert free["funding"]["planned"] == "0"
    assert pairs(csprog.done("show", "1.1.1.2", *AS_OF))["funding"].startswith("planned 0 ₽")


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
    more = "carried_from repeated_from digital recurring funding indicators origin goals tasks standard_clauses assessments"
    assert list(found) == ["format", "year", *status, "result", "journal", *more.split()]


@pytest.mark.parametrize(("identifier", "near"), [("1.2.8", "1.2."), ("7", "1.1.1"), ("1.9", "1.")])
def test_what_there_is_not(csprog: Tool, identifier: str, near: str) -> None:
    sentence = csprog.refused("show", identifier, *AS_OF)
    assert sentence.startswith(f"there is no measure {identifier} in the plan of 2025; nearest: {near}")


@pytest.mark.parametrize(("number", "count"), [("1", 15), ("1.2", 10), ("1.2.", 10)])
def test_a_part_of_the_plan_is_shown_with_its_proposals(csprog: Tool, number: str, count: int) -> None:
    shown = csprog.done("show", number, "--as-of", "2025-07-01")
    assert "1. Очное обслуживание › 1.2. Офис обслуживания клиентов В2С\n  audience          people\n" in shown
    assert "1.2.2  Оптимизация процессов и сервисов оплаты\n  1.2.2.1  " in shown
    assert f"\n{count} measures (" in shown
    assert [one["id"] for one in csprog.json("show", number)][-1] == "1.2.7.1"


def test_a_part_of_the_plan_is_not_recorded_as_a_whole(csprog: Tool) -> None:
    assert "there is no measure 1.2 in the plan of 2025" in csprog.refused("complete", "1.2", "--note", "готово")
