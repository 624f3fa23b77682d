"""`csprog correct`: what was recorded wrongly is read rightly from then on, and both can be seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2026-01-21")
DONE = ("complete", "2.5.1.1", "--note", "Ответы даны в срок", "--on", "2025-12-08", *AS_OF)
INDICATOR = """\
  indicators:
    - id: ожидание
      name: Время ожидания
      unit: мин
      actuals:
        - {on: 2025-07-10, period: 2025-H1, value: 12}
        - {on: 2026-01-12, period: 2025, value: 11}
"""


def found(csprog: Tool, identifier: str = "2.5.1.1", day: str = "2026-01-21") -> dict[str, object]:
    (record,) = csprog.json("show", identifier, "--as-of", day)
    return dict(record)


def test_a_note_is_corrected_and_the_old_one_stays_in_the_file(csprog: Tool) -> None:
    csprog.done(*DONE)
    before = csprog.text
    shown = csprog.done("correct", "2.5.1.1", "--note", "За 8 дней", "--why", "Уточнено", *AS_OF)
    assert "21 Jan 2026 corrected: completed 8 Dec 2025: note → За 8 дней (Уточнено)" in " ".join(shown.split())
    head, tail = before.split("                    note: Ответы даны в срок\n")
    assert csprog.text.startswith(head + "                    note: Ответы даны в срок\n")
    assert csprog.text.endswith(tail)
    assert found(csprog)["note"] == "За 8 дней"
    assert "1. 8 Dec 2025 completed: Ответы даны в срок" in csprog.done("show", "2.5.1.1", *AS_OF)
    assert csprog("validate", *AS_OF).exit_code == 0


def test_a_correction_holds_on_every_day(csprog: Tool) -> None:
    csprog.done(*DONE)
    csprog.done("correct", "2.5.1.1", "--on", "2025-12-01", "--note", "За 8 дней", "--why", "День", *AS_OF)
    assert found(csprog, day="2025-12-05")["completed_on"] == "2025-12-01"
    assert found(csprog, day="2025-11-30")["completed_on"] is None


def test_a_completion_after_the_year_that_was_within_it(csprog: Tool) -> None:
    late = ("complete", "2.5.1.1", "--note", "Ответы даны", "--reason", "Ждали", "--on", "2026-01-20", *AS_OF)
    csprog.done(*late)
    csprog.done("correct", "2.5.1.1", "--on", "2025-12-08", "--remove", "reason", "--why", "Дата приказа", *AS_OF)
    assert (found(csprog)["standing"], found(csprog)["reason"]) == ("completed", None)


def test_what_was_reopened_by_mistake_is_settled_again(csprog: Tool) -> None:
    """Once this was a dead end: nothing of an earlier day could be recorded after a reopening."""
    csprog.done(*DONE)
    csprog.done("reopen", "2.5.1.1", "--reason", "Уточнена формулировка", *AS_OF)
    sentence = csprog.refused("complete", "2.5.1.1", "--note", "а", "--on", "2025-12-08", *AS_OF)
    assert sentence.endswith('revoke it: csprog correct 2.5.1.1 --year 2025 --withdraw --why "…"')
    csprog.done("correct", "2.5.1.1", "--withdraw", "--why", "Возвращено по ошибке", *AS_OF)
    assert (found(csprog)["standing"], found(csprog)["completed_on"]) == ("completed", "2025-12-08")


def test_an_office_a_sum_a_postponement_and_a_remark(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.1", "--office", "Заволжское МРО", "--on", "2025-11-14", *AS_OF)
    csprog.done("correct", "1.1.1.1", "--office", "правобережное  мро", "--why", "Не тот офис", *AS_OF)
    offices = csprog.json("show", "1.1.1.1", *AS_OF)[0]["offices"]
    assert [(one["name"], one["completed_on"]) for one in offices] == [
        ("Заволжское МРО", None),
        ("Правобережное МРО", "2025-11-14"),
    ]
    csprog.done("spend", "1.1.1.1", "410000", "--on", "2025-12-01", *AS_OF)
    csprog.done("correct", "1.1.1.1", "--amount", "401000", "--why", "Опечатка", *AS_OF)
    assert csprog.json("show", "1.1.1.1", *AS_OF)[0]["funding"]["spent"] == "401000"
    csprog.done("postpone", "2.5.1.1", "--to", "2026-03-31", "--reason", "Ждём", "--on", "2025-12-20", *AS_OF)
    csprog.done("remark", "2.5.1.1", "--note", "Звонили", *AS_OF)
    csprog.done(
        "correct", "2.5.1.1", "--entry", "1", "--to", "2026-02-28", "--reason", "Ждём банк", "--why", "а", *AS_OF
    )
    assert (found(csprog)["awaited"], found(csprog)["reason"]) == ("2026-02-28", "Ждём банк")


def test_undo_takes_a_correction_back(csprog: Tool) -> None:
    csprog.done(*DONE)
    before = csprog.text
    csprog.done("correct", "2.5.1.1", "--note", "а", "--why", "б", *AS_OF)
    csprog.done("undo")
    assert csprog.text == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--to", "2026-03-31"], "2.5.1.1: an entry “completed” has no “to”"),
        (["--remove", "evidence"], "2.5.1.1: “evidence” of an entry “completed” can't be removed"),
        ([], "2.5.1.1: the correction gives no new value"),
        (["--entry", "3", "--note", "а"], "2.5.1.1: the journal has 2 entries"),
        (["--entry", "2", "--note", "а"], "2.5.1.1: entry 2 is itself a correction"),
        (["--on", "2026-03-01"], "1 Mar 2026 is in the future"),
        (["--value", "5"], "2.5.1.1: the entry has no “value” to correct"),
        (["--note", "Иванов И.И."], "“Иванов И.И.” looks like a person's name"),
        (["--office", "Северный офис", "--note", "а"], "2.5.1.1: with this correction the journal contradicts itself"),
    ],
    ids=" ".join,
)
def test_what_can_not_be_corrected_so(csprog: Tool, words: list[str], sentence: str) -> None:
    csprog.done(*DONE)
    csprog.done("correct", "2.5.1.1", "--note", "За 8 дней", "--why", "Уточнено", *AS_OF)
    before = csprog.text
    assert csprog.refused("correct", "2.5.1.1", *words, "--why", "а", *AS_OF).startswith(sentence)
    assert csprog.text == before


def test_why_is_needed_and_may_name_nobody(csprog: Tool) -> None:
    csprog.done(*DONE)
    assert "missing option --why" in csprog.refused("correct", "2.5.1.1", "--note", "а", *AS_OF, code=2)
    person = csprog.refused("correct", "2.5.1.1", "--note", "а", "--why", "Ошибка Петровой А.А.", *AS_OF)
    assert "looks like a person's name" in person
    assert "there are no records to correct" in csprog.refused("correct", "1.1.2", "--note", "а", "--why", "б", *AS_OF)


def test_a_person_in_a_committed_note_is_corrected_away(csprog: Tool) -> None:
    """The plan has an error until then, and the correction is what mends it."""
    csprog.write(small(measure("on: 2025-03-14, event: completed, note: Принял Иванов И.И.")))
    assert csprog("validate", *AS_OF).exit_code == 1
    csprog.done("correct", "1.1.1.1", "--note", "Принял отдел качества", "--why", "Названо лицо", *AS_OF)
    assert csprog("validate", *AS_OF).exit_code == 0


def test_values_and_scores(csprog: Tool) -> None:
    csprog.write(small(measure() + INDICATOR))
    csprog.done("correct", "ожидание", "--value", "10,5", "--why", "Опечатка", *AS_OF)
    csprog.done("correct", "ожидание", "--period", "2025-H1", "--value", "13", "--why", "Не тот замер", *AS_OF)
    csprog.done(
        "assess", "О1", "--kind", "operative", "--period", "2025-H1", "--score", "А=4.5/5", "--score", "Б=4/5", *AS_OF
    )
    refused = csprog.refused("assess", "О1", "--kind", "operative", "--period", "2025", "--score", "А=4/5", *AS_OF)
    assert 'csprog correct О1 --year 2025 --score "А=…/5" --why "…"' in refused
    csprog.done("correct", "О1", "--score", "А=4.4/5", "--respondents", "20", "--why", "Опечатка", *AS_OF)
    (survey,) = csprog.json("report", *AS_OF)["assessments"]
    assert [(score["score"], score["respondents"]) for score in survey["scores"]] == [("4.4", 20), ("4", None)]
    report = csprog.done("report", *AS_OF)
    assert re.search(r"ожидани.*10\.5", report, re.IGNORECASE)
    assert csprog("validate", *AS_OF).exit_code == 0


@pytest.mark.slow
def test_page_and_data_tell_of_it(csprog: Tool) -> None:
    csprog.done(*DONE)
    csprog.done("correct", "2.5.1.1", "--note", "За 8 дней", "--why", "Уточнена формулировка", *AS_OF)
    csprog("publish", *AS_OF)
    page = (csprog.folder / "site" / "2025" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"Исправлено 21\.01\.2026:</span> Уточнена формулировка", page)
    assert "Ответы даны в срок" not in page
    data = (csprog.folder / "site" / "2025" / "programme-2025.json").read_text(encoding="utf-8")
    assert '"why": "Уточнена формулировка"' in data
    assert "Ответы даны в срок" not in data
