"""Every key of a plan has a form; what a form changes is the plan's text, by an amendment where the plan is approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from csprog.desk.pages.figures import actual_keys, assessment_keys
from csprog.desk.pages.measure import EVENTS, keys_for
from csprog.desk.pages.plan import form_keys
from csprog.programme.entries import CorrectedValues, PlanModel
from csprog.programme.part_keys import PART, keys_of, model_of, parts_of_a_plan
from tests.desk.conftest import PLAN, TODAY, opened
from tests.desk.test_recordings import by_command
from tests.plans import APPROVED, measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool
    from tests.desk.conftest import Window

ORDER = {
    "amendment.document": "Приказ № 118",
    "amendment.on": "2025-08-22",
    "amendment.reason": "Сдвиг поставки",
}
ORDER_WORDS = ("--document", "Приказ № 118", "--on", "2025-08-22", "--reason", "Сдвиг поставки")
BY_CSPROG = {
    ("Programme", "format"),  # csprog writes it
    ("Amendment", "ids"),  # these four follow from what is changed
    ("Amendment", "changes"),
    ("EvidenceFile", "sha256"),  # csprog counts it
    ("Corrected", "on"),  # today
    ("Corrected", "removed"),  # a field that is emptied
    ("Corrected", "corrects"),  # the entry whose form it is
    ("Corrected", "values"),  # the fields that are changed
}
BY_CSPROG_WHOLE = {"AmendedValue", "CorrectedEntry"}
NOT_APPROVED = PLAN.replace("year: 2025", "year: 2026").replace("2025-", "2026-")


def asked_for() -> set[tuple[str, str]]:
    """Return the keys that forms ask for, each with its part."""
    keys = [key for event in EVENTS for key in keys_for(event)]
    keys += [*actual_keys(), *assessment_keys(), keys_of("Actual")["why"], keys_of("Assessment")["why"]]
    keys += [keys_of("Corrected")[name] for name in ("why", "withdrawn", "personal_data_ground")]
    keys += [keys_of("CorrectedValues")[name] for name in CorrectedValues.model_fields]
    keys += [keys_of("EvidenceFile")[name] for name in ("file", "public")]
    keys += [keys_of("Amendment")[name] for name in ("document", "on", "reason")]
    keys += [keys_of("Score")[name] for name in keys_of("Score")]
    waiting = ["Programme"]
    seen = set[str]()
    while waiting:
        part = waiting.pop()
        seen.add(part)
        keys += form_keys(part)
        below = (
            key
            for key in keys_of(part).values()
            if key.kind == PART and key.name not in {"journal", "actuals", "assessments", "amendments"}
        )
        for key in below:
            keys.append(key)  # a list, or a part with a form of its own
            waiting += [] if key.below in seen else [key.below]
    return {(key.part, key.name) for key in keys}


def test_every_key_of_the_schema_is_in_a_form() -> None:
    recorded = {
        ("Programme", "assessments"),
        ("Programme", "amendments"),
        ("Measure", "journal"),
        ("Indicator", "actuals"),
    }
    every = {
        (part, name) for part in parts_of_a_plan() if part not in {"Entry", *BY_CSPROG_WHOLE} for name in keys_of(part)
    }
    assert every - asked_for() - BY_CSPROG - recorded == set()


def test_every_model_is_known_by_its_name() -> None:
    for part in parts_of_a_plan():
        if part != "Entry":
            assert issubclass(model_of(part), PlanModel)


@pytest.mark.slow
def test_every_part_of_the_real_plan_has_a_page(tool: Tool) -> None:
    """Followed by its links alone, as a person would, each page shows a form and every link leads somewhere."""
    tool.write(APPROVED)
    window = opened(tool.folder)
    waiting, seen = ["plan"], set[str]()
    while waiting and len(seen) < 60:
        place = waiting.pop()
        seen.add(place)
        reply = window.get(place)
        assert reply.status == 200, (place, reply.words)
        found = re.findall(r'href="[^"]*/2025/(plan/[^"?#]*)"', reply.text)
        waiting += [one for one in dict.fromkeys(found) if one not in seen and one not in waiting]
    assert len(seen) == 60


def test_a_plan_that_is_not_approved_is_changed_without_a_document(tool: Tool) -> None:
    tool.write(NOT_APPROVED, "2026.yaml")
    window = opened(tool.folder)
    assert "by which document" in window.get("plan/passport").text
    window.year = 2026
    assert "by which document" not in window.get("plan/passport").text
    typed = {"year": "2026", "title": "План", "organisation": "Общество", "inn": "6400000126"}
    reply = window.fill_in("plan/passport", typed)
    assert "written to" in reply.words, reply.words
    after = (tool.folder / "programme" / "2026.yaml").read_text(encoding="utf-8")
    assert after == NOT_APPROVED.replace(
        "  organisation: Общество\n", '  organisation: Общество\n  inn: "6400000126"\n'
    )


MEASURE = "plan/sections/0/subsections/0/proposals/0/measures/2"


def measure_fields(**changed: str) -> dict[str, str]:
    """Return what the form of the third measure shows, and what is changed in it."""
    return {"text": "День клиента", "due": "2025-06-30", "result": "Результат", **changed}


def test_a_change_of_an_approved_plan_is_what_amend_writes(tool: Tool, window: Window) -> None:
    expected = by_command(
        tool, "amend", "1.1.1.3", "--due", "2025-10-31", "--text", "День открытых дверей", *ORDER_WORDS
    )
    window.fill_in(MEASURE, measure_fields(due="2025-10-31", text="День открытых дверей") | ORDER)
    assert tool.text == expected


def test_without_a_document_an_approved_plan_stays(tool: Tool, window: Window) -> None:
    before = tool.text
    reply = window.fill_in(MEASURE, measure_fields(text="Иначе"))
    assert tool.text == before
    assert "say by which document it is changed" in reply.text.partition("f-amendment-document-fault")[2]
    assert "Иначе" in reply.text


def test_what_changes_freely_needs_no_document(tool: Tool, window: Window) -> None:
    before = tool.text
    window.fill_in(MEASURE, measure_fields(note_for_public="Для читателей"))
    assert tool.text == before.rstrip("\n") + "\n                note_for_public: Для читателей\n"


def test_a_measure_is_added_and_taken_out(tool: Tool, window: Window) -> None:
    before = tool.text
    words = ("--add", "--text", "Новое", "--due", "2025-12-01", "--result", "Итог")
    expected = by_command(tool, "amend", "1.1.1", *words, *ORDER_WORDS)
    place = "plan/sections/0/subsections/0/proposals/0"
    window.fill_in(place, {"text": "Новое", "due": "2025-12-01", "result": "Итог"} | ORDER, add="measures")
    assert tool.text == expected
    tool.write(before)
    expected = by_command(tool, "amend", "1.1.1.2", "--drop", *ORDER_WORDS)
    window.fill_in(f"{place}/measures/1", ORDER, drop="1")
    assert tool.text == expected


def test_a_measure_with_a_record_stays(tool: Tool, window: Window) -> None:
    tool.write(small(measure("on: 2025-05-01, event: remark, note: Есть"), measure()))
    before = tool.text
    reply = window.fill_in("plan/sections/0/subsections/0/proposals/0/measures/0", ORDER, drop="1")
    assert "something is recorded in it" in reply.words
    assert tool.text == before


def test_lists_parts_and_names_of_ones_own(tool: Tool, window: Window) -> None:
    """A list by its lines, a part within a part, and a mapping with keys of one's own."""
    passport = {"year": "2025", "title": "План", "organisation": "Общество"}
    typed = {
        **passport,
        "formerly": "Прежнее\r\nЕщё раньше\r\n",
        "approval.by": "Генеральный директор",
        "approval.on": "2024-12-20",
        "glossary:name": ["МРО", ""],
        "glossary:text": ["межрайонное отделение", ""],
    }
    reply = window.fill_in("plan/passport", typed)
    assert "written to" in reply.words, reply.words
    head = tool.text.partition("sections:")[0]
    assert head == (
        "passport:\n  year: 2025\n  title: План\n  organisation: Общество\n  formerly: [Прежнее, Ещё раньше]\n"
        "  approval:\n    by: Генеральный директор\n    on: 2024-12-20\n  glossary:\n    МРО: межрайонное отделение\n"
    )
    window.fill_in("plan/passport", {**passport, "approval.by": "Совет", "approval.on": "20.12.2024"} | ORDER)
    head = tool.text.partition("sections:")[0]
    assert head == (
        "passport:\n  year: 2025\n  title: План\n  organisation: Общество\n  approval:\n    by: Совет\n    on: 2024-12-20\n"
    )


def test_a_wrong_value_is_refused_beside_its_field(tool: Tool, window: Window) -> None:
    before = tool.text
    typed = {"year": "2025", "title": "План", "organisation": "Общество", "inn": "12", "accent": "красный"}
    reply = window.fill_in("plan/passport", typed)
    assert tool.text == before
    assert 'id="f-inn-fault"' in reply.text
    assert 'value="красный"' in reply.text
    missing = window.fill_in("plan/passport", {**typed, "title": ""})
    assert "fill this in" in missing.text.partition('id="f-title-fault">')[2].partition("<")[0]


def test_an_indicator_is_added_and_gauged_as_by_the_command(tool: Tool, window: Window) -> None:
    typed = {
        "id": "ожидание",
        "name": "Время ожидания",
        "unit": "минут",
        "baseline": "20",
        "target": "12,5",
        "better": "lower",
    }
    reply = window.fill_in("plan", typed | ORDER, add="indicators")
    assert "written to" in reply.words, reply.words
    assert "target: 12.5" in tool.text
    expected = by_command(tool, "gauge", "ожидание", "15", "--period", "2025-Q1", "--note", "Замер")
    window.fill_in("figures/gauge/ожидание", {"on": TODAY, "period": "2025-Q1", "value": "15", "note": "Замер"})
    assert tool.text == expected
    expected = by_command(tool, "correct", "ожидание", "--period", "2025-Q1", "--value", "14", "--why", "Описка")
    window.fill_in("figures/correct/ожидание", {"value": "14", "note": "Замер", "why": "Описка"}, period="2025-Q1")
    assert tool.text == expected


def test_an_assessment_is_recorded_and_corrected_as_by_the_command(tool: Tool, window: Window) -> None:
    words = (
        "--kind",
        "operative",
        "--period",
        "2025-H1",
        "--score",
        "Вежливость=4.5/5",
        "--respondents",
        "412",
        "--audience",
        "B2C",
    )
    expected = by_command(tool, "assess", "опрос", *words)
    typed = {
        "id": "опрос",
        "kind": "operative",
        "period": "2025-H1",
        "on": TODAY,
        "audience": "B2C",
        "scores.name": ["Вежливость", "", ""],
        "scores.score": ["4,5", "", ""],
        "scores.scale": ["5", "", ""],
        "scores.respondents": ["412", "", ""],
    }
    reply = window.fill_in("figures/assess", typed)
    assert "written to" in reply.words, reply.words
    assert tool.text == expected
    expected = by_command(tool, "correct", "опрос", "--score", "Вежливость=4.6/5", "--why", "Пересчёт")
    corrected = {key: value for key, value in typed.items() if key not in {"id", "kind"}} | {
        "scores.score": ["4.6", "", ""],
        "why": "Пересчёт",
    }
    reply = window.fill_in("figures/correct/опрос", corrected)
    assert "written to" in reply.words, reply.words
    assert tool.text == expected


def test_an_error_leads_to_the_form_that_mends_it(tool: Tool, window: Window) -> None:
    """Everywhere errors are named; until then nothing is recorded, and the form writes although the plan has an error."""
    tool.write(
        PLAN.replace(
            "            text: Предложение\n", "            text: Предложение\n            assessments: [нет]\n"
        )
    )
    place = "plan/sections/0/subsections/0/proposals/0"
    for page in ("", "plan", "publication"):
        assert f'/2025/{place}">' in window.get(page).text
    refused = window.fill_in("measure/1.1.1.1", {"on": TODAY, "note": "Идёт"}, event="remark")
    assert "there is no assessment “нет”" in refused.words
    mended = window.fill_in(place, {"number": "1.1.1", "text": "Предложение"} | ORDER)
    assert "written to" in mended.words, mended.words
    assert "assessments" not in tool.text.partition("amendments:")[0]
    assert "Идёт" in window.fill_in("measure/1.1.1.1", {"on": TODAY, "note": "Идёт"}, event="remark").words
