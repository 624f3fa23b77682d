"""The next plan is written in December; what then becomes of the old year is noticed and put right."""

from __future__ import annotations

import json
import re
from datetime import date
from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

from csprog.editing.next_year import next_year, write_next
from tests.cli.tool import Tool
from tests.plans import APPROVED, sound

if TYPE_CHECKING:
    from pathlib import Path

DECEMBER = ("--as-of", "2025-12-25")
JANUARY = ("--as-of", "2026-01-25")
IN_2025 = ("--year", "2025", "--on", "2025-12-20", *DECEMBER)
TERMINALS = "ГРП ФЛ Марксовского района"


@pytest.fixture(scope="module")
def made() -> str:
    """Give next year's plan as it was made of the real one on 1 December."""
    old = sound(APPROVED)[1]
    day = date(2025, 12, 1)
    ids = [placed.id for placed in old.measures]
    return write_next(next_year(old, 2026, day, carried=ids, repeated=(), passport={}), 2025, day)


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str) -> Tool:
    """Give the real plan of 2025 with next year's beside it."""
    tool = Tool(tmp_path)
    tool.write(APPROVED)
    tool.write(made, "2026.yaml")
    monkeypatch.chdir(tmp_path)
    return tool


@pytest.fixture
def december(csprog: Tool) -> Tool:
    """Have things recorded in the old year since: done, done in an office, declined, postponed."""
    csprog.done("complete", "1.1.3.1", "--note", "Стенды единые", *IN_2025)
    csprog.done("complete", "1.2.1.1", "--office", TERMINALS, "--note", "Стоит", *IN_2025)
    csprog.done("decline", "1.2.7.1", "--reason", "Нет денег", *IN_2025)
    csprog.done("postpone", "2.1.1.1", "--to", "2026-03-31", "--reason", "Ждём поставку", *IN_2025)
    return csprog


def next_plan(csprog: Tool) -> str:
    return (csprog.folder / "programme" / "2026.yaml").read_bytes().decode("utf-8")


def warned(csprog: Tool, *words: str) -> list[tuple[str, str]]:
    """Give what `validate` says of other years: codes and sentences."""
    found = json.loads(csprog("validate", "--json", *words).stdout)
    return [(one["code"], one["message"]) for one in found if re.match("carried-from|left-open", one["code"])]


def unreconciled(csprog: Tool, *words: str) -> list[object]:
    found: list[object] = csprog.json("status", *words)["unreconciled"]
    return found


def test_nothing_is_said_as_long_as_the_plans_agree(csprog: Tool) -> None:
    assert warned(csprog, *DECEMBER) == unreconciled(csprog, *DECEMBER) == []
    before = next_plan(csprog)
    assert csprog.done("new", "2026", "--refresh", *DECEMBER) == ("programme/2026.yaml: nothing to update after 2025\n")
    assert next_plan(csprog) == before


def test_what_the_old_year_says_by_now_is_noticed(december: Tool) -> None:
    command = "csprog new 2026 --refresh"
    assert warned(december, *DECEMBER) == [
        (
            "carried-from-done",
            f"1.1.3.1 of the plan of 2025 was completed on 20 Dec 2025: nothing is left to carry over; {command}",
        ),
        (
            "carried-from-done",
            f"1.2.1.1 of the plan of 2025 is completed in {TERMINALS} by now: nothing is left to do there; {command}",
        ),
        ("carried-from-news", f"the plan of 2025 says by now why 1.2.7.1 was not completed; {command}"),
        (
            "carried-from-news",
            f"2.1.1.1 of the plan of 2025 was postponed to 31 Mar 2026 after it was carried over; {command}",
        ),
    ]
    found = {"before": 2025, "year": 2026, "done": ["1.1.3.1", "1.2.1.1"], "news": ["1.2.7.1", "2.1.1.1"], "left": []}
    assert unreconciled(december, *DECEMBER) == unreconciled(december, "--year", "2026", *DECEMBER) == [found]
    assert """
The plans of 2025 and 2026 do not match:
  completed in 2025 by now: 1.1.3.1, 1.2.1.1
  another reason or date in 2025 by now: 1.2.7.1, 2.1.1.1
  csprog new 2026 --refresh
""" in december.done("status", *DECEMBER)


def test_it_is_put_right_and_nothing_else_is_touched(december: Tool) -> None:
    before = next_plan(december)
    assert december.done("new", "2026", "--refresh", *DECEMBER).splitlines() == [
        "programme/2026.yaml",
        "  removed, completed in 2025 by now: 1.1.3.1",
        "  only offices where it was not completed in 2025: 1.2.1.1",
        "  reason as in the plan of 2025: 1.2.7.1, 2.1.1.1",
        "  deadline to which it was postponed in 2025: 2.1.1.1",
    ]
    after = next_plan(december)
    assert warned(december, *DECEMBER) == []
    changed = [
        line for line in unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="") if line[0] in "+-"
    ]
    come = [line[1:].strip() for line in changed[2:] if line[0] == "+"]
    gone = [line[1:].strip() for line in changed[2:] if line[0] == "-"]
    assert come == ["reason: Нет денег", "due: 2026-03-31", "reason: Ждём поставку"]
    whole = before[before.index('          - number: "1.1.3"') : before.index('      - number: "1.2"\n')].splitlines()
    assert sorted(gone) == sorted([*map(str.strip, whole), f"- {TERMINALS}", "due: 2026-12-31"])
    december.done("undo", "--year", "2026", *DECEMBER)
    assert next_plan(december) == before


def test_a_reason_worded_by_hand_stays(december: Tool) -> None:
    text = next_plan(december).replace('id: "1.2.7.1"\n', 'id: "1.2.7.1"\n                  reason: Своими словами\n')
    december.write(text, "2026.yaml")
    assert "1.2.7.1" not in str(warned(december, *DECEMBER))
    december.done("new", "2026", "--refresh", *DECEMBER)
    assert "reason: Своими словами" in next_plan(december)


@pytest.mark.slow
def test_what_is_recorded_in_the_new_plan_stays_there(december: Tool) -> None:
    december.done("complete", "1.1.3.1", "--note", "И здесь", "--year", "2026", "--on", "2026-01-20", *JANUARY)
    result = december("new", "2026", "--refresh", *JANUARY)
    assert "completed in 2025 by now, but it has records here, so it stays: 1.1.3.1" in result.stderr
    assert "И здесь" in next_plan(december)


@pytest.mark.slow
def test_what_was_left_open_is_told_after_the_year_and_carried_over(csprog: Tool) -> None:
    (csprog.folder / "programme" / "2026.yaml").unlink()
    assert csprog("new", "2026", "--carry", "none", "--as-of", "2025-12-01").exit_code == 0
    assert warned(csprog, *DECEMBER) == [], "the year may still do it"
    ((code, sentence),) = warned(csprog, *JANUARY)
    assert code == "left-open"
    assert sentence.startswith("25 measures are neither closed nor carried over to 2026: 1.1.1.1, 1.1.1.2, ")
    result = csprog("new", "2026", "--refresh", "--carry", "1.1.1", "--carry", "2.1.1.1", *JANUARY)
    assert "carried over from the plan of 2025, by its ids: 1.1.1.1, 1.1.1.2, 1.1.1.3, 2.1.1.1" in result.stdout
    assert "the plan is approved; to record this in an amendment: csprog amend --year 2026" in result.stderr
    assert "21 measures are neither closed" in warned(csprog, *JANUARY)[0][1]
    csprog.done("decline", "1.2.4", "--reason", "Нет денег", "--year", "2025", "--on", "2025-12-31", *JANUARY)
    assert "20 measures are neither closed" in warned(csprog, *JANUARY)[0][1]


@pytest.mark.slow
def test_what_comes_every_year_comes_again_when_it_was_done(csprog: Tool) -> None:
    csprog.write(
        csprog.text.replace("text: Повысить уровень", "recurring: true\n                text: Повысить уровень")
    )
    (csprog.folder / "programme" / "2026.yaml").unlink()
    assert csprog("new", "2026", "--as-of", "2025-12-01").exit_code == 0
    csprog.done("complete", "1.1.2.1", "--note", "Сделано", *IN_2025)
    said = csprog.done("new", "2026", "--refresh", *DECEMBER)
    assert "  repeated, completed in 2025 by now: 1.1.2.1\n" in said
    assert 'repeated_from:\n                  year: 2025\n                  id: "1.1.2.1"\n' in next_plan(csprog)
    assert csprog.json("show", "1.1.2.1", "--year", "2026", *JANUARY)[0]["repeated_from"] == {
        "year": 2025,
        "id": "1.1.2.1",
    }
    assert [one["year"] for one in csprog.json("show", "1.1.2.1", "--year", "2025", *JANUARY)[0]["repeated_to"]] == [
        2026
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2027", "--refresh"), "there is no plan of 2027; there are: 2025, 2026"),
        (("2025", "--refresh"), "there is no plan before 2025"),
        (
            ("2026", "--refresh", "--recurring", "all"),
            "--refresh can be combined only with --from, --carry and --as-of",
        ),
        (("2026", "--refresh", "--carry", "1.1.1"), "invalid value 1.1.1 of --carry, choose from: —"),
        (
            ("2026",),
            "already exists; nothing was written; to update it to the old year: csprog new 2026 --r",
        ),
    ],
)
def test_what_can_not_be_refreshed(csprog: Tool, words: tuple[str, ...], said: str) -> None:
    before = next_plan(csprog)
    result = csprog("new", *words, *DECEMBER)
    assert result.exit_code in {1, 2}
    assert said in result.stderr
    assert next_plan(csprog) == before


def test_a_comment_that_would_go_stops_it(december: Tool) -> None:
    text = next_plan(december)
    start = text.index("Снижение потребительских усилий")
    commented = text[:start] + text[start:].replace("due: 2026-12-31", "due: 2026-12-31  # спросить", 1)
    december.write(commented, "2026.yaml")
    result = december("new", "2026", "--refresh", *DECEMBER)
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.search("line [0-9]+ can't be changed without losing a comment or guessing", result.stderr)
    assert next_plan(december) == commented


# ── links that lead astray ───────────────────────────────────────────────────────────────────────────────────


def test_two_measures_can_not_go_on_from_one(csprog: Tool) -> None:
    csprog.write(next_plan(csprog).replace('id: "1.1.1.2"', 'id: "1.1.1.1"', 1), "2026.yaml")
    assert [sentence for code, sentence in warned(csprog, *DECEMBER) if code == "carried-from-twice"] == [
        "1.1.1.1 of the plan of 2025 is carried over 2 times; it can be carried over only once"
    ] * 2


def test_other_words_have_to_be_explained(csprog: Tool) -> None:
    text = next_plan(csprog).replace("text: Установка терминалов", "text: Монтаж терминалов", 1)
    csprog.write(text, "2026.yaml")
    ((code, sentence),) = warned(csprog, *DECEMBER)
    assert (code, sentence[:48]) == ("carried-from-text", "the text is not that of 1.1.1.1 in the plan of 2")
    csprog.write(text.replace('id: "1.1.1.1"\n', 'id: "1.1.1.1"\n                  change: Уточнено\n', 1), "2026.yaml")
    assert warned(csprog, *DECEMBER) == []
    assert "(changed: Уточнено)" in csprog.done("show", "1.1.1.1", "--year", "2026", *JANUARY)


def test_a_new_year_in_the_words_is_no_other_text(csprog: Tool) -> None:
    text, count = re.subn(r"2025(\s+г\.)", r"2026\1", next_plan(csprog))
    assert count == 1
    csprog.write(text, "2026.yaml")
    assert warned(csprog, *DECEMBER) == []


# ── in which year a completion in February belongs ───────────────────────────────────────────────────────────

FEBRUARY = ("--note", "Готово", "--on", "2026-02-10", "--as-of", "2026-02-11")


def test_it_belongs_to_the_plan_in_which_the_measure_goes_on(csprog: Tool) -> None:
    assert csprog("complete", "1.2.4.1", *FEBRUARY, "--year", "2025").stderr == (
        "csprog: 1.2.4.1 of 2025 was carried over to 2026 as 1.2.4.1; record what was done after "
        "2025 there, with --year 2026\n"
    )
    assert csprog.done("complete", "1.2.4.1", *FEBRUARY).startswith("plan of 2026\n"), "no other can be meant"


def test_what_was_done_in_december_belongs_to_the_old_year(csprog: Tool) -> None:
    words = ("complete", "1.2.4.1", "--note", "Готово", "--reason", "Позже срока", "--as-of", "2026-02-11")
    assert csprog(*words).stderr == (
        "csprog: 1.2.4.1 of the plan of 2025 was carried over to 2026; if it was done in 2025, add "
        "the date and --year 2025, else --year 2026\n"
    )
    csprog.done(*words, "--year", "2025", "--on", "2025-12-20")
    assert csprog.json("show", "1.2.4.1", "--year", "2025", *JANUARY)[0]["standing"] == "completed-late"


def test_a_reason_for_the_report_belongs_to_the_old_year(csprog: Tool) -> None:
    csprog.done("decline", "1.2.4.1", "--reason", "Нет денег", "--year", "2025", *JANUARY)
    refused = csprog("decline", "1.2.5.1", "--reason", "Нет денег", *JANUARY).stderr
    assert "add --year 2025 or --year 2026" in refused


def test_under_another_number_the_year_has_to_be_said(csprog: Tool) -> None:
    csprog.write(next_plan(csprog).replace('id: "1.2.4.1"', 'id: "1.2.5.1"', 1), "2026.yaml")
    assert "add --year 2025 or --year 2026" in csprog("complete", "1.2.4.1", *FEBRUARY).stderr
