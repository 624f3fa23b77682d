"""`csprog diff` and `csprog validate --against`: what changed, in the plan's own terms, and what may not have."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.plans import APPROVED

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
TEXT = "Изменение режима работы офиса."
REWORDED = APPROVED.replace(TEXT, "Смена режима работы офиса.")
RECORDED = ("complete", "1.2.6", "--on", "2025-06-20", "--note", "Сделано", *AS_OF)
AMENDMENT = """
amendments:
  - on: 2025-05-05
    document: Приказ № 7
    reason: Уточнение
    ids: [{ids}]
"""


ORDER = ("--document", "Приказ № 7", "--on", "2025-05-05", "--reason", "Уточнение", *AS_OF)


@pytest.fixture(autouse=True)
def committed(csprog: Tool) -> None:
    """Commit the plan as it was approved."""
    csprog.write(APPROVED)
    git(csprog, "init", "--quiet")
    git(csprog, "add", "--all")
    git(csprog, "commit", "--quiet", "--message", "план")


def git(csprog: Tool, *words: str) -> str:
    who = ("-c", "user.name=Плановик", "-c", "user.email=plan@example.org", "-c", "core.autocrlf=false")
    return subprocess.run(
        ["git", *who, *words], cwd=csprog.folder, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def errors(csprog: Tool, *words: str) -> list[tuple[str, int]]:
    """Give the errors of a comparison with the last commit: code and line."""
    result = csprog("validate", "--against", "HEAD", "--json", *AS_OF, *words)
    found = [problem for problem in json.loads(result.stdout) if problem["severity"] == "error"]
    assert result.exit_code == bool(found)
    return [(problem["code"], problem["line"]) for problem in found]


def line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.slow
def test_nothing_changed(csprog: Tool) -> None:
    assert csprog.done("diff", *AS_OF) == "nothing changed in the plan\n"
    assert csprog.json("diff", *AS_OF) == []
    assert csprog.done("diff", "--format", "markdown", *AS_OF) == "nothing changed in the plan\n"
    assert errors(csprog) == []


def test_what_was_recorded_and_reworded(csprog: Tool) -> None:
    csprog.write(REWORDED)
    csprog.done(*RECORDED)
    assert csprog.done("diff", *AS_OF).splitlines() == [
        "1.2.6.1  text: [-Изменение-] {+Смена+} режима работы офиса. Смещенный график обслуживания клиентов",
        "1.2.6.1  20 Jun 2025 completed: Сделано",
    ]
    assert [(found["kind"], found["id"], found["key"]) for found in csprog.json("diff", *AS_OF)] == [
        ("changed", "1.2.6.1", "text"),
        ("recorded", "1.2.6.1", "journal"),
    ]


def test_markdown_is_never_the_plans_markup(csprog: Tool) -> None:
    csprog.write(APPROVED.replace(f"{TEXT} Смещенный график", "'[да](http://x) <b> *_`#@'  #"))
    shown = csprog.done("diff", "--format", "markdown", *AS_OF)
    assert shown.startswith("### 1 change in the plan\n\n- **1.2.6.1** text: ")
    assert r"**\[да\](http://x) \<b\> \*\_\`\#@**" in shown


def test_the_index_revisions_and_files(csprog: Tool) -> None:
    csprog.write(REWORDED)
    assert csprog.done("diff", "--staged", *AS_OF) == "nothing changed in the plan\n"
    git(csprog, "add", "--all")
    assert "[-Изменение-]" in csprog.done("diff", "--staged", *AS_OF)
    git(csprog, "commit", "--quiet", "--message", "слова")
    assert csprog.done("diff", *AS_OF) == "nothing changed in the plan\n"
    assert "[-Изменение-]" in csprog.done("diff", "HEAD~1", *AS_OF)
    assert "{+Изменение+}" in csprog.done("diff", "HEAD", "HEAD~1", *AS_OF)
    other = csprog.folder / "old.yaml"
    other.write_text(APPROVED, encoding="utf-8")
    assert "{+Смена+}" in csprog.done("diff", str(other), str(csprog.file), *AS_OF)


INDICATOR = "\nindicators:\n  - id: доля\n    name: Доля\n    unit: '%'\n\nplan:\n"


@pytest.mark.slow
def test_money_values_and_assessments(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("\nplan:\n", INDICATOR))
    git(csprog, "commit", "--quiet", "--all", "--message", "показатель")
    csprog.done("gauge", "доля", "12,5", "--period", "2025-Q1", "--on", "2025-04-10", *AS_OF)
    csprog.done("assess", "О-1", "--kind", "operative", "--period", "2025-Q1", "--score", "Вежливость=4/5", *AS_OF)
    csprog.done("spend", "1.2.4", "350 000,50", *AS_OF)
    assert csprog.done("diff", *AS_OF).splitlines() == [
        "1.2.4.1  1 Jul 2025 spent 350,000.50 ₽",
        "доля  10 Apr 2025 for 2025-Q1: 12.5",
        "О-1  2025-Q1, operative: Вежливость 4 of 5",
    ]
    _, value, assessed = csprog.json("diff", *AS_OF)
    assert (value["kind"], value["id"], value["entry"]["value"]) == ("recorded", "доля", "12.5")
    assert (assessed["kind"], assessed["id"], assessed["key"]) == ("recorded", "О-1", "assessments")
    assert errors(csprog) == []
    git(csprog, "commit", "--quiet", "--all", "--message", "записи")
    csprog.write(csprog.text.replace("value: 12.5", "value: 13.5"))
    assert csprog.done("diff", *AS_OF).splitlines() == [
        "доля  record removed: 10 Apr 2025 for 2025-Q1: 12.5",
        "доля  10 Apr 2025 for 2025-Q1: 13.5",
    ]
    assert {code for code, _ in errors(csprog)} == {"change-recorded"}
    csprog.write(APPROVED)
    assert "доля  record removed: 10 Apr 2025 for 2025-Q1: 12.5" in csprog.done("diff", *AS_OF)


def test_outline_tells_what_stands_within_a_measure(csprog: Tool) -> None:
    line = "                result: Функционал приема платежей по QR-коду внедрен.\n"
    csprog.write(APPROVED.replace(line, f"{line}                funding: {{planned: 100.50, source: тариф}}\n"))
    outline = csprog.done("outline", "programme/2025.yaml").splitlines()
    assert "1.2.2.2 funding.planned: 100.50" in outline
    assert "1.2.2.2 funding.source: тариф" in outline


def test_a_revision_that_is_not_there(csprog: Tool) -> None:
    assert csprog.refused("diff", "nowhere", *AS_OF).startswith("there is no revision nowhere")
    assert csprog.refused("validate", "--against", "nowhere", *AS_OF).startswith("there is no revision nowhere")


def test_recording_is_free(csprog: Tool) -> None:
    csprog.done(*RECORDED)
    csprog.done("postpone", "1.2.4", "--to", "2025-09-01", "--reason", "Нет света", *AS_OF)
    assert errors(csprog) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (TEXT, "Смена режима работы офиса.", "change-text"),
        ("due: 2025-06-30", "due: 2025-07-30", "change-due"),
        ("result: Сервис приема платежей через СБП внедрен", "result: Иное", "change-result"),
        ("offices: [Заволжское МРО, Правобережное МРО]", "offices: [Заволжское МРО]", "change-offices"),
        ("title: Интерактивное обслуживание", "title: Иное", "change-text"),
        ("organisation: ПАО «Саратовэнерго»", "organisation: ПАО «Иное»", "change-text"),
        ("- контроль исполнения требований", "- надзор за исполнением требований", "change-text"),
    ],
)
def test_what_an_approved_plan_says_changes_by_an_amendment(csprog: Tool, old: str, new: str, code: str) -> None:
    text = APPROVED.replace(old, new, 1)
    csprog.write(text)
    ((told, where),) = errors(csprog)
    assert (told, abs(where - line(text, new)) <= 1) == (code, True)
    csprog.done("amend", *ORDER)
    assert errors(csprog) == []


@pytest.mark.slow
def test_an_amendment_is_for_what_it_names_and_for_once(csprog: Tool) -> None:
    csprog.write(REWORDED + AMENDMENT.format(ids='"1.2.5"'))
    assert [code for code, _ in errors(csprog)] == ["change-text", "change-amendment-idle"]
    csprog.write(REWORDED + AMENDMENT.format(ids='"1.2.6.1"'))
    assert [code for code, _ in errors(csprog)] == ["change-text"]
    csprog.write(REWORDED)
    csprog.done("amend", *ORDER)
    assert errors(csprog) == []
    git(csprog, "commit", "--quiet", "--all", "--message", "поправка")
    csprog.write(csprog.text.replace("Смена режима", "Замена режима", 1))
    assert [code for code, _ in errors(csprog)] == ["change-text"]


def test_a_new_number_is_a_new_number(csprog: Tool) -> None:
    """Renumbering is told as that, not as something gone and something new."""
    csprog.write(APPROVED.replace('number: "1.2.7"', 'number: "1.2.8"'))
    assert {code for code, _ in errors(csprog)} == {"change-number"}
    kinds = {(found["kind"], found["part"], found["old"], found["new"]) for found in csprog.json("diff", *AS_OF)}
    assert kinds == {("renumbered", "proposal", "1.2.7", "1.2.8"), ("renumbered", "measure", "1.2.7.1", "1.2.8.1")}


def test_a_measure_gone_and_one_new(csprog: Tool) -> None:
    start = APPROVED.index("              - text: Настройка ПО")
    end = APPROVED.index("              - text: Доработка ПО")
    csprog.write(APPROVED[:start] + APPROVED[end:])
    assert {code for code, _ in errors(csprog)} == {"change-number", "change-removed"}
    extra = APPROVED[start:end].replace("Настройка ПО", "Совсем иное дело")
    csprog.write(APPROVED[:end] + extra + APPROVED[end:])
    assert "change-added" in {code for code, _ in errors(csprog)}


def test_what_was_recorded_stays(csprog: Tool) -> None:
    csprog.done(*RECORDED)
    git(csprog, "commit", "--quiet", "--all", "--message", "запись")
    for text in (APPROVED, csprog.text.replace("note: Сделано", "note: Не сделано")):
        csprog.write(text + AMENDMENT.format(ids='"1"'))
        assert [code for code, _ in errors(csprog)] == ["change-journal"]


def test_a_plan_that_is_not_approved_yet_changes_freely(csprog: Tool) -> None:
    draft = APPROVED.replace("2025", "2027")
    csprog.write(draft, "2027.yaml")
    git(csprog, "add", "--all")
    git(csprog, "commit", "--quiet", "--message", "проект")
    csprog.write(draft.replace(TEXT, "Смена режима работы офиса."), "2027.yaml")
    assert errors(csprog, "programme/2027.yaml") == []
    csprog.write(draft.replace("  standard:", "  approval: {by: Директор, on: 2026-12-01}\n  standard:"), "2027.yaml")
    git(csprog, "commit", "--quiet", "--all", "--message", "утверждено")
    csprog.write(csprog.file.with_name("2027.yaml").read_text("utf-8").replace(TEXT, "Смена."), "2027.yaml")
    assert [code for code, _ in errors(csprog, "programme/2027.yaml")] == ["change-text"]


def test_strict_takes_warnings_for_errors(csprog: Tool) -> None:
    assert csprog("validate", *AS_OF).exit_code == 0
    assert csprog("validate", "--strict", *AS_OF).exit_code == 1


def test_a_rule_is_switched_off_with_a_reason(csprog: Tool) -> None:
    csprog.write(APPROVED + "\nswitched_off:\n  gap-funding: В документе не указано\n")
    codes = [found["code"] for found in json.loads(csprog("validate", "--json", *AS_OF).stdout)]
    assert "gap-funding" not in codes
    assert "gap-goals" in codes


@pytest.mark.parametrize(("variable", "begin"), [("GITHUB_ACTIONS", "::notice file="), ("GITLAB_CI", "[\n")])
def test_the_form_suits_where_it_runs(csprog: Tool, variable: str, begin: str) -> None:
    assert csprog("validate", *AS_OF, **{variable: "true"}).stdout.startswith(begin)
    assert csprog("validate", "--format", "text", *AS_OF, **{variable: "true"}).stdout.startswith("programme/")


def test_what_is_new_since_a_revision_comes_first(csprog: Tool) -> None:
    text = APPROVED.replace("Раздел", "Рaздел").replace("Установка терминалов", "Установка тeрминалов", 1)
    old = csprog.folder / "old.yaml"
    old.write_text(text, encoding="utf-8")
    csprog.write(text.replace("Сервис предварительной", "Сeрвис предварительной", 1))
    said = csprog("validate", "--against", "old.yaml", "--format", "github", *AS_OF).stdout.splitlines()
    mixed = [line for line in said if "title=mixed-letters" in line]
    assert "Сeрвис" in mixed[0]
    assert "тeрминалов" in mixed[1]


def test_the_job_summary_is_added(csprog: Tool) -> None:
    summary = csprog.folder / "summary.md"
    summary.write_text("прежнее\n", encoding="utf-8")
    csprog("validate", *AS_OF, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text(encoding="utf-8").startswith("прежнее\n")
    assert "gap-funding" in summary.read_text(encoding="utf-8")


def test_git_diff_by_outlines(csprog: Tool) -> None:
    outline = csprog.done("outline", "programme/2025.yaml").splitlines()
    assert "1.2.6.1 due: 30.06.2025" in outline
    assert "1.2 Офис обслуживания клиентов В2С" in outline
    csprog.write("a: b: c\n", "broken.yaml")
    assert csprog.done("outline", "programme/broken.yaml") == "a: b: c\n"
