"""What can't be recorded: one sentence on standard error, exit code 1, and the file is left byte for byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.plans import APPROVED, measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
REFUSED = {
    "unknown-office": (
        ["complete", "1.1.1", "--office", "Марс"],
        "1.1.1.1: there is no office “Марс”; there are: «Заволжское МРО», «Правобережное МРО»",
    ),
    "office-where-none-is-named": (
        ["complete", "1.2.3", "--office", "Марс"],
        "1.2.3.1: the plan lists no offices for it, so “Марс” can't be one",
    ),
    "office-twice": (
        ["complete", "1.1.1.1", "--office", "Заволжское МРО", "--office", "Заволжское МРО"],
        "1.1.1.1: the office “Заволжское МРО” is given twice",
    ),
    "future": (["complete", "1.2.2", "--on", "2025-07-02"], "2 Jul 2025 is in the future; today is 1 Jul 2025"),
    "long-before-the-year": (
        ["remark", "1.2.2", "--note", "а", "--on", "2023-12-31"],
        "31 Dec 2023 is too long before 2025, the year of the plan",
    ),
    "before-the-year": (
        ["complete", "1.2.2", "--on", "2024-12-31"],
        "31 Dec 2024 is before 2025, the year of the plan; if that is right, explain it in a note",
    ),
    "late-without-a-note": (
        ["complete", "1.2.4"],
        "1.2.4.1: it was due on 30 Jun 2025, so a completion on 1 Jul 2025 is late and needs a reason",
    ),
    "bad-address": (
        ["complete", "1.2.2", "--evidence", "https:/example.org/акт.pdf"],
        "evidence: a link is a full web address, like https://example.org/page, without a user name",
    ),
    "postponed-to-the-deadline": (
        ["postpone", "1.2.4", "--to", "2025-06-30", "--reason", "а"],
        "1.2.4.1: 30 Jun 2025 is not later than the present deadline, 30 Jun 2025",
    ),
    "reopened-while-open": (["reopen", "1.2.2", "--reason", "а"], "1.2.2.1: it is already open; nothing to reopen"),
    "unknown-id": (["complete", "1.2.22"], "there is no measure 1.2.22 in the plan of 2025; nearest: 1.2.2"),
    "a-subsection-is-no-measure": (["complete", "1.2"], "there is no measure 1.2 in the plan of 2025; nearest: 1.2."),
    "empty-note": (["complete", "1.2.2", "--note", ""], "note: this is empty; give a text"),
    "blank-note": (["remark", "1.2.2", "--note", " \n "], "note: this is empty; give a text"),
    "empty-reason": (["cancel", "1.2.2", "--reason", ""], "reason: this is empty; give a text"),
    "escape": (
        ["remark", "1.2.2", "--note", "да\x1b[31m"],
        "note: the character U+001B (position 3) is not allowed in a plan; remove it",
    ),
    "emoji": (
        ["complete", "1.2.4", "--note", "готово 🎉"],
        "no font of the PDF has “🎉” (U+1F389), character 8 of “готово 🎉”; remove it",
    ),
    "no-plan-of-the-year": (["complete", "1.2.2", "--year", "2031"], "there is no plan of 2031; there are: 2025"),
}


@pytest.mark.parametrize(("words", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refused(csprog: Tool, words: list[str], sentence: str) -> None:
    assert csprog.refused(*words, *AS_OF).startswith(sentence)


@pytest.mark.parametrize(
    ("first", "then", "sentence"),
    [
        (
            ["complete", "1.2.2"],
            ["complete", "1.2.2"],
            "1.2.2.1: it was already completed on 1 Jul 2025; to change the entry: csprog correct 1.2.2.1 --year 2025 --note",
        ),
        (["complete", "1.2.2"], ["decline", "1.2.2", "--reason", "а"], "1.2.2.1: it was already completed on"),
        (
            ["cancel", "1.2.2", "--reason", "а", "--document", "Приказ № 9"],
            ["complete", "1.2.2"],
            "1.2.2.1: it was cancelled on 1 Jul 2025; to change the entry: csprog correct 1.2.2.1 --year 2025 --reason",
        ),
        (["decline", "1.2.2", "--reason", "а"], ["complete", "1.2.2"], "1.2.2.1: it was recorded as not completed on"),
        (
            ["postpone", "1.2.4", "--to", "2025-09-30", "--reason", "а"],
            ["postpone", "1.2.4", "--to", "2025-08-31", "--reason", "а"],
            "1.2.4.1: 31 Aug 2025 is not later than the present deadline, 30 Sep 2025",
        ),
        (
            ["postpone", "1.2.2", "--to", "2026-01-30", "--reason", "а"],
            ["complete", "1.2.2", "--on", "2025-06-30"],
            "1.2.2.1: 30 Jun 2025 is before the entry above it (1 Jul 2025); entries are in order of date",
        ),
        (
            ["complete", "1.1.1.1", "--office", "Заволжское МРО"],
            ["complete", "1.1.1.1", "--office", "Заволжское МРО"],
            "1.1.1.1: “Заволжское МРО” was already recorded on 1 Jul 2025; to change the entry: csprog correct 1.1.1.1 --year 2025 --note",
        ),
    ],
)
def test_refused_after_what_is_recorded(csprog: Tool, first: list[str], then: list[str], sentence: str) -> None:
    csprog.done(*first, *AS_OF)
    assert csprog.refused(*then, *AS_OF).startswith(sentence)


def test_a_refusal_for_one_measure_leaves_the_others_alone(csprog: Tool) -> None:
    csprog.write(small(measure(due="2025-12-31"), measure()))
    assert csprog.refused("complete", "1.1.1", *AS_OF).startswith("1.1.1.2: it was due on")


def test_json_is_asked_for_and_refused(csprog: Tool) -> None:
    csprog.refused("complete", "1.2.99", "--json", *AS_OF)


def test_a_plan_with_problems_shows_them_and_takes_nothing(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("channel: office", "channel: ofice", 1).replace("year: 2025", "year: 25"))
    for words in (["complete", "1.2.2"], ["status"], ["show", "1.2.2"]):
        before = csprog.text
        result = csprog(*words, *AS_OF)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "2025.yaml:21:9: error: year: a year is a number of four digits, like 2025\n" in result.stderr
        assert "2025.yaml:105:18: error: not-a-choice: invalid value “ofice”, choose from: office," in result.stderr
        assert result.stderr.splitlines()[-1] == "csprog: 2 problems in programme/2025.yaml"
        assert csprog.text == before


def test_no_folder_of_plans(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = csprog.folder.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    sentence = re.sub("new 2[0-9]{3}", "new YEAR", csprog.refused("status"))
    assert sentence == (
        f"no folder “programme” in {elsewhere} or above; go to the plan's repository; to begin a plan here: "
        "csprog new YEAR, or from a document: csprog import FILE"
    )


def test_what_the_plan_may_not_be(csprog: Tool) -> None:
    csprog.write("", "2024.yaml").unlink()
    (csprog.folder / "programme" / "2024.yaml").symlink_to("gone.yaml")
    sentence = csprog.refused("status", "--year", "2024")
    assert sentence.endswith("there is no file programme/2024.yaml")


def test_an_empty_office(csprog: Tool) -> None:
    assert csprog.refused("complete", "1.1.1", "--office", "", *AS_OF).startswith("offices: this is empty")
