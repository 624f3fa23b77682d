"""`csprog amend`: an approved plan is changed by a document, and the amendment says what was there before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from csprog.programme.plan_text import parse_plan
from tests.cli.terminal import ENTER, ERASE, Terminal, on_terminal
from tests.cli.test_changes import git
from tests.plans import APPROVED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csprog.programme.model import Amendment, PlacedMeasure
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-10-01")
ORDER = ("--document", "Приказ № 118", "--on", "2025-09-22", "--reason", "Сдвиг поставки")
AMENDMENT = """
amendments:
  - on: 2025-09-22
    document: Приказ № 118
    reason: Сдвиг поставки
"""
DUE = APPROVED.replace("due: 2025-Q4", "due: 2025-11-30", 1)
"""The plan with another deadline of 1.2.2.1."""


@pytest.fixture(autouse=True)
def committed(csprog: Tool) -> None:
    """Commit the plan as it was approved."""
    git(csprog, "init", "--quiet")
    commit(csprog)


def commit(csprog: Tool) -> None:
    git(csprog, "add", "--all")
    git(csprog, "commit", "--quiet", "--allow-empty", "--message", "план")


def amendments(csprog: Tool) -> tuple[Amendment, ...]:
    programme = parse_plan(csprog.text).programme
    assert programme is not None
    return programme.amendments


def placed(csprog: Tool, identifier: str) -> PlacedMeasure:
    programme = parse_plan(csprog.text).programme
    assert programme is not None
    return next(one for one in programme.measures if one.id == identifier)


def said(amendment: Amendment) -> list[tuple[str, str, str | None, str | None]]:
    return [(value.id, value.key, value.was, value.became) for value in amendment.changes]


def assert_accepted(csprog: Tool) -> None:
    """Compare the plan with the last commit as a pull request does."""
    result = csprog("validate", "--against", "HEAD", *AS_OF)
    assert result.exit_code == 0, result.stdout


# ── a change and its amendment in one step ───────────────────────────────────────────────────────────────────


def test_a_deadline_moves_and_the_amendment_says_so(csprog: Tool) -> None:
    shown = csprog.done("amend", "1.2.2.1", "--due", "30.11.2025", *ORDER, *AS_OF)
    assert shown.splitlines() == [
        "plan of 2025",
        "1.2.2.1  due: [-2025-Q4-] {+2025-11-30+}",
        "amendment 1: Приказ № 118, 22 Sep 2025",
        "written to programme/2025.yaml",
    ]
    change = '    ids: ["1.2.2.1"]\n    changes:\n      - id: "1.2.2.1"\n        key: due\n'
    wording = '        was: 2025-Q4\n        became: "2025-11-30"\n'
    assert csprog.text == f"{DUE}{AMENDMENT}{change}{wording}"
    assert_accepted(csprog)
    assert csprog.done("undo", *AS_OF).splitlines()[-1] == "restored in programme/2025.yaml"
    assert csprog.text == APPROVED


def test_all_that_an_order_may_say_of_a_measure(csprog: Tool) -> None:
    words = ("--text", "Терминалы", "--result", "Работают", "--responsible", "ИТ", "--funding", "1,5 млн руб.")
    offices = ("--offices", "северное мро", "--offices", "Новое МРО")
    csprog.done("amend", "1.1.1.1", *words, *offices, "--due", "III квартал 2025", *ORDER, *AS_OF)
    changed = placed(csprog, "1.1.1.1").measure
    assert (changed.text, changed.result, changed.responsible) == ("Терминалы", "Работают", "ИТ")
    assert (str(changed.due), changed.offices) == ("2025-Q3", ("Северное МРО", "Новое МРО"))
    assert changed.funding is not None
    assert changed.funding.planned == 1_500_000
    (amendment,) = amendments(csprog)
    assert amendment.ids == ("1.1.1.1",)
    assert ("1.1.1.1", "offices", "Заволжское МРО; Правобережное МРО", "Северное МРО; Новое МРО") in said(amendment)
    assert ("1.1.1.1", "responsible", None, "ИТ") in said(amendment)
    assert_accepted(csprog)


def test_what_was_printed_of_an_old_value_goes_with_it(csprog: Tool) -> None:
    printed = "due: 2025-12-31\n                printed: {due: в течение года}\n"
    csprog.write(APPROVED.replace("due: 2025-12-31\n", printed, 1))
    commit(csprog)
    csprog.done("amend", "1.1.1.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    assert placed(csprog, "1.1.1.1").measure.printed is None
    csprog.done("amend", "1.2.1.2", "--offices", "ГРП ФЛ Марксовского района", *ORDER, *AS_OF)
    left = placed(csprog, "1.2.1.2").measure
    assert left.printed is not None
    assert left.printed.offices == {"ГРП ФЛ Марксовского района": "Марксовского района"}
    csprog.done("amend", "1.2.1.2", "--offices", "Северное МРО", *ORDER, *AS_OF)
    assert placed(csprog, "1.2.1.2").measure.printed is None
    assert_accepted(csprog)


def test_a_new_measure_comes_last_and_moves_no_number(csprog: Tool) -> None:
    new = ("--text", "Обучение", "--due", "4 квартал 2025", "--result", "Обучены", "--offices", "заволжское мро")
    csprog.done("amend", "1.1.3", "--add", *new, *ORDER, *AS_OF)
    added = placed(csprog, "1.1.3.2").measure
    assert (added.text, str(added.due), added.offices) == ("Обучение", "2025-Q4", ("Заволжское МРО",))
    assert said(amendments(csprog)[0]) == [("1.1.3.2", "text", None, "Обучение")]
    assert_accepted(csprog)


def test_a_measure_that_goes_moves_up_those_behind_it(csprog: Tool) -> None:
    second, third = (placed(csprog, number).measure.text for number in ("1.1.1.2", "1.1.1.3"))
    shown = csprog.done("amend", "1.1.1.1", "--drop", *ORDER, *AS_OF)
    assert [placed(csprog, number).measure.text for number in ("1.1.1.1", "1.1.1.2")] == [second, third]
    assert "1.1.1.1  was 1.1.1.2" in shown
    assert said(amendments(csprog)[0]) == [
        ("1.1.1.1", "text", "Установка терминалов электронной очереди", None),
        ("1.1.1.1", "number", "1.1.1.2", "1.1.1.1"),
        ("1.1.1.2", "number", "1.1.1.3", "1.1.1.2"),
    ]
    assert_accepted(csprog)
    csprog.done("undo", *AS_OF)
    assert csprog.text == APPROVED


def test_what_is_recorded_of_those_behind_it_moves_up_too(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.3", "--note", "Внедрён", "--on", "2025-08-01", *AS_OF)
    commit(csprog)
    csprog.done("amend", "1.1.1.2", "--drop", *ORDER, *AS_OF)
    assert csprog.json("show", "1.1.1.2", *AS_OF)[0]["note"] == "Внедрён"
    assert_accepted(csprog)


def test_one_with_a_record_is_cancelled_as_advised(csprog: Tool) -> None:
    csprog.done("remark", "1.1.1.1", "--note", "Поставщик выбран", *AS_OF)
    refusal = csprog.refused("amend", "1.1.1.1", "--drop", *ORDER, *AS_OF)
    assert refusal.startswith("1.1.1.1: it has records, so it stays in the plan; cancel it instead: ")
    follow(csprog, refusal.rpartition(": csprog ")[2])
    assert csprog.json("status", "1.1.1.1", *AS_OF)["measures"][0]["standing"] == "cancelled"


def test_the_only_measure_of_a_proposal_is_cancelled_as_advised(csprog: Tool) -> None:
    refusal = csprog.refused("amend", "1.1.2.1", "--drop", *ORDER, *AS_OF)
    assert refusal.startswith("1.1.2.1 is the only measure of 1.1.2, and a proposal needs at least one; cancel it: ")
    follow(csprog, refusal.rpartition(": csprog ")[2])


def test_the_words_of_a_proposal_are_its_own(csprog: Tool) -> None:
    csprog.done("amend", "1.1.3", "--text", "Стандарт", *ORDER, *AS_OF)
    assert placed(csprog, "1.1.3.1").proposal.text == "Стандарт"
    assert [one[:2] for one in said(amendments(csprog)[0])] == [("1.1.3", "text")]
    refusal = csprog.refused("amend", "1.2.2", "--due", "2025-12-31", *ORDER, *AS_OF)
    assert "1.2.2 is a proposal" in refusal
    assert refusal.endswith("1.2.2.1, 1.2.2.2")


def test_a_comment_beside_the_value_stays(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("due: 2025-Q4", "due: 2025-Q4  # согласовано", 1))
    commit(csprog)
    csprog.done("amend", "1.2.2.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    assert "due: 2025-11-30  # согласовано" in csprog.text


# ── what was changed by hand ─────────────────────────────────────────────────────────────────────────────────

KEYS = {
    "--text": st.sampled_from(["Новые слова", "Одно: с двоеточием", "Слова " * 40]),
    "--result": st.sampled_from(["Новый результат", "«Результат»\nв двух абзацах"]),
    "--due": st.sampled_from(["2025-10-15", "2025-Q3"]),
    "--offices": st.sampled_from(["Северное МРО", "Офис № 5, левый"]),
}
MEASURES = ("1.1.1.1", "1.1.1.2", "1.1.3.1", "1.2.1.1", "1.2.2.2", "1.2.5.1", "2.2.1.1", "2.6.1.1")


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(MEASURES), st.sampled_from(sorted(KEYS)).flatmap(lambda key: st.tuples(st.just(key), KEYS[key])))
@example("1.2.1.2", ("--offices", "ГРП ФЛ Марксовского района"))
def test_the_same_change_by_hand_gives_the_same_bytes(csprog: Tool, identifier: str, change: tuple[str, str]) -> None:
    csprog.write(APPROVED)
    csprog.done("amend", identifier, *change, *ORDER, *AS_OF)
    assert_accepted(csprog)
    amended = csprog.text
    csprog.write(amended[: amended.index("\namendments:")])
    if change[0] != "--offices" or placed(csprog, identifier).measure.offices:  # a list that was empty was a gap
        csprog.done("amend", *ORDER, *AS_OF)
        assert csprog.text == amended


def test_several_changes_by_hand_are_one_amendment(csprog: Tool) -> None:
    first = APPROVED.index("              - text: Установка терминалов")
    text = APPROVED[:first] + APPROVED[APPROVED.index("              - text: Внедрение сервиса предв") :]
    text = text.replace("due: 2025-Q4", "due: 2025-11-30", 1).replace("title: Очное обслуживание", "title: Очно", 1)
    csprog.write(text.replace("organisation: ПАО «Саратовэнерго»", "organisation: ПАО «Энерго»"))
    csprog.done("amend", *ORDER, *AS_OF)
    (amendment,) = amendments(csprog)
    assert amendment.ids == ("passport", "1", "1.1.1.1", "1.1.1.2", "1.2.2.1")
    assert ("passport", "organisation", "ПАО «Саратовэнерго»", "ПАО «Энерго»") in said(amendment)
    assert ("1", "title", "Очное обслуживание", "Очно") in said(amendment)
    assert_accepted(csprog)


def test_a_part_that_comes_whole_is_named_once(csprog: Tool) -> None:
    new = (
        '          - number: "1.1.4"\n            text: Новое предложение\n            measures:\n'
        "              - text: Новое мероприятие\n                due: 2025-12-31\n                result: Готово\n\n"
    )
    csprog.write(APPROVED.replace('      - number: "1.2"\n', f'{new}      - number: "1.2"\n', 1))
    csprog.done("amend", *ORDER, *AS_OF)
    (amendment,) = amendments(csprog)
    assert amendment.ids == ("1.1.4",)
    assert said(amendment) == [
        ("1.1.4", "text", None, "Новое предложение"),
        ("1.1.4.1", "text", None, "Новое мероприятие"),
    ]
    assert_accepted(csprog)


@pytest.mark.slow
def test_what_has_an_amendment_already_gets_no_second_one(csprog: Tool) -> None:
    csprog.done("amend", "1.2.2.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    csprog.done("amend", "1.2.2.1", "--due", "2025-10-30", *ORDER, *AS_OF)
    csprog.done("amend", "1.1.1.2", "--text", "Внедрение записи на очный прием", *ORDER, *AS_OF)
    csprog.done("amend", "1.1.1.1", "--drop", *ORDER, *AS_OF)
    assert csprog.refused("amend", *ORDER, *AS_OF) == "nothing in programme/2025.yaml needs an amendment"
    csprog.write(csprog.text.replace("due: 2025-Q4", "due: 2025-10-30", 1))  # now that of 1.2.2.2
    csprog.done("amend", *ORDER, *AS_OF)
    assert said(amendments(csprog)[-1]) == [("1.2.2.2", "due", "2025-Q4", "2025-10-30")]


def test_what_is_edited_after_its_amendment_goes_on_from_there(csprog: Tool) -> None:
    csprog.done("amend", "1.2.2.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    csprog.done("amend", "1.1.3", "--add", "--text", "Учеба", "--due", "2025-Q4", "--result", "Да", *ORDER, *AS_OF)
    csprog.write(csprog.text.replace("due: 2025-11-30", "due: 2025-11-29", 1).replace("text: Учеба", "text: Учёба"))
    csprog.done("amend", *ORDER, *AS_OF)
    assert said(amendments(csprog)[-1]) == [
        ("1.1.3.2", "text", "Учеба", "Учёба"),
        ("1.2.2.1", "due", "2025-11-30", "2025-11-29"),
    ]
    assert_accepted(csprog)


def test_a_change_without_an_amendment_goes_first_as_advised(csprog: Tool) -> None:
    csprog.write(DUE)
    refusal = csprog.refused("amend", "1.1.1.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    assert refusal.startswith("1.2.2.1: already changed without an amendment; record that first: csprog amend ")
    follow(csprog, refusal.rpartition(": csprog ")[2])
    csprog.done("amend", "1.1.1.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    assert_accepted(csprog)


def test_since_a_revision_or_a_file(csprog: Tool) -> None:
    csprog.write(DUE)
    commit(csprog)
    assert csprog.refused("amend", *ORDER, *AS_OF) == "nothing in programme/2025.yaml needs an amendment"
    csprog.done("amend", *ORDER, *AS_OF, "--against", "HEAD~1")
    with_revision = csprog.text
    csprog.write(DUE)
    (csprog.folder / "approved.yaml").write_text(APPROVED, encoding="utf-8")
    csprog.done("amend", *ORDER, *AS_OF, "--against", "approved.yaml")
    assert csprog.text == with_revision
    assert "there is no revision v9" in csprog.refused("amend", *ORDER, "--against", "v9")


def test_without_git_the_approved_version_is_named(
    csprog: Tool, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere" / "programme").mkdir(parents=True)
    (tmp_path / "elsewhere" / "programme" / "2025.yaml").write_text(DUE, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "elsewhere")
    result = csprog("amend", *ORDER, *AS_OF)
    assert result.exit_code == 1
    assert "give the approved version: --against REV or FILE" in result.stderr
    csprog.done("amend", *ORDER, *AS_OF, "--against", str(csprog.file))
    csprog.done("amend", "1.1.1.1", "--due", "2025-11-30", *ORDER, *AS_OF)


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────


def test_no_document_makes_undone_what_was_recorded(csprog: Tool) -> None:
    csprog.done("complete", "1.2.6", "--note", "Сделано", "--on", "2025-06-20", *AS_OF)
    commit(csprog)
    recorded = csprog.text
    csprog.write(recorded.replace("note: Сделано", "note: Переделано"))
    refusal = csprog.refused("amend", *ORDER, *AS_OF)
    assert refusal.startswith("1.2.6.1: a record was removed or rewritten (")
    begin = recorded.index('          - number: "1.2.6"')
    csprog.write(recorded[:begin] + recorded[recorded.index('          - number: "1.2.7"') :])
    assert csprog.refused("amend", *ORDER, *AS_OF).startswith("1.2.6.1: it has records, so it stays in the plan")


def test_an_amendment_that_was_there_stays(csprog: Tool) -> None:
    csprog.done("amend", "1.2.2.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    commit(csprog)
    csprog.write(csprog.text.replace("Приказ № 118", "Приказ № 119"))
    assert csprog.refused("amend", *ORDER, *AS_OF) == "an amendment was removed or rewritten: Приказ № 118"


REFUSED = {
    "no-such-measure": (["9.9.9.9", "--due", "2025-12-01"], "there is no measure 9.9.9.9 in the plan of 2025"),
    "as-it-is": (
        ["1.2.2.1", "--due", "2025-Q4"],
        "1.2.2.1: no change, the plan already has these values; nothing was written",
    ),
    "another-year": (["1.2.2.1", "--due", "2027-12-01"], "1 Dec 2027 is not in 2025, the year of the plan"),
    "empty": (["1.2.2.1", "--result", " "], "result: this is empty; give a text"),
    "person": (["1.2.2.1", "--responsible", "Иванов И.И."], "“Иванов И.И.” looks like a person's name"),
    "add-to-a-measure": (
        ["1.2.2.1", "--add", "--text", "а", "--due", "2025-12-01", "--result", "б"],
        "1.2.2.1 is a measure; add a new one to its proposal: 1.2.2",
    ),
    "drop-a-proposal": (["1.2.2", "--drop"], "1.2.2 is a proposal; give one of its measures: 1.2.2.1, 1.2.2.2"),
}


@pytest.mark.parametrize(("words", "why"), REFUSED.values(), ids=REFUSED)
def test_refused_in_a_sentence(csprog: Tool, words: list[str], why: str) -> None:
    assert why in csprog.refused("amend", *words, *ORDER, *AS_OF)


MISUSED = {
    "no-head": (["1.2.2.1", "--due", "2025-12-01"], "add --document … --on … --reason …"),
    "no-id": (["--due", "2025-12-01", *ORDER], "no measure is given; its ID comes first"),
    "no-change": (["1.2.2.1", *ORDER], "no change of 1.2.2.1 is given; see csprog amend --help"),
    "drop-and-more": (["1.1.1.1", "--drop", "--text", "а", *ORDER], "--drop removes the measure"),
    "add-half": (["1.1.1", "--add", "--text", "а", *ORDER], "a new measure needs --due … --result …"),
    "words-for-a-day": (
        ["1.2.2.1", "--due", "в течение года", *ORDER],
        "a deadline is a date (2025-12-31, 31.12.2025) or a qu",
    ),
    "a-month": (
        ["1.2.2.1", "--due", "ноябрь 2025", *ORDER],
        "a deadline is a date (2025-12-31, 31.12.2025) or a quarter",
    ),
}


@pytest.mark.parametrize(("words", "why"), MISUSED.values(), ids=MISUSED)
def test_a_wrong_command_line(csprog: Tool, words: list[str], why: str) -> None:
    assert why in csprog.refused("amend", *words, *AS_OF, code=2)


@pytest.mark.parametrize(("on", "why"), [("2099-10-02", "is in the future"), ("1990-01-01", "is too long before 2025")])
def test_the_day_of_the_document_is_judged(csprog: Tool, on: str, why: str) -> None:
    order = ("--document", "Приказ", "--on", on, "--reason", "Так")
    assert why in csprog.refused("amend", "1.2.2.1", "--due", "2025-12-01", *order, *AS_OF)


def test_a_plan_that_is_not_approved_needs_none(csprog: Tool) -> None:
    early = ("--year", "2025", "--as-of", "2024-12-01")
    for words in ([], ["1.2.2.1", "--due", "2025-12-01"]):
        refusal = csprog.refused("amend", *words, *ORDER, *early)
        assert refusal == "the plan of 2025 is not approved yet and needs no amendment; edit the file"


def test_json_is_the_amendment(csprog: Tool) -> None:
    given = csprog.json("amend", "1.2.2.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    assert given == {
        "format": 1,
        "year": 2025,
        "number": 1,
        "on": "2025-09-22",
        "document": "Приказ № 118",
        "reason": "Сдвиг поставки",
        "ids": ["1.2.2.1"],
        "changes": [{"id": "1.2.2.1", "key": "due", "was": "2025-Q4", "became": "2025-11-30"}],
    }


@pytest.mark.slow
@on_terminal
def test_at_a_terminal_what_is_missing_is_asked_for(csprog: Tool) -> None:
    words = ("amend", "1.2.2.1", "--due", "2025-11-30", "--reason", "Сдвиг поставки")
    terminal = Terminal("-m", "csprog", *words, *AS_OF, folder=csprog.folder, TMPDIR=str(csprog.folder.parent))
    for expected, keys in (
        ("Document (like Приказ № 118)?", ["Приказ № 118", ENTER]),
        ("Date of the document?", [ERASE, "сентябрь", ENTER]),
        ("a date is written like 2025-12-31 or 31.12.2025", [ERASE, "22.09.2025", ENTER]),
    ):
        terminal.sees(expected)
        terminal.press(*keys)
    code, shown = terminal.end()
    assert code == 0, shown
    asked = csprog.text
    csprog.write(APPROVED)
    csprog.done("amend", "1.2.2.1", "--due", "2025-11-30", *ORDER, *AS_OF)
    assert asked == csprog.text


def follow(csprog: Tool, command: str) -> str:
    """Do what csprog advised, to the letter."""
    words: Iterable[str] = re.findall(r'"[^"]*"|\S+', command)
    return csprog.done(*(word.strip('"') for word in words), *AS_OF)
