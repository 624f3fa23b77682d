"""`csprog explain`: one rule in full, or all of them in a line each."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from csprog import i18n as language
from csprog.i18n import translate
from csprog.validation.catalogue import FRAMES, RULES, SUBJECTS, abridged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.tool import Tool


def words(text: str) -> str:
    """Give a text whose lines were broken as one line."""
    return " ".join(text.split())


def test_a_rule_in_full(csprog: Tool) -> None:
    assert csprog.done("explain", "change-due") == (
        "change-due  error\n"
        "The approved deadline stays.\n"
        "\n"
        "If deadlines could be moved, no plan would ever be late. A delay is recorded as “postponed”: then\n"
        "the page shows both days and the reason (clause 1.3). The deadline itself moves only by an\n"
        "amendment.\n"
        "\n"
        "Approved (keys of a measure)\n"
        "    due: 2025-06-30\n"
        "\n"
        "Wrong (keys of a measure)\n"
        "    due: 2025-09-30\n"
        "\n"
        "Right (keys of a measure)\n"
        "    due: 2025-06-30\n"
        "    journal:\n"
        "      - on: 2025-06-16\n"
        "        event: postponed\n"
        "        to: 2025-09-30\n"
        "        reason: Поставщик задержал оборудование\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_told_in_both_languages(csprog: Tool, code: str, lang: str) -> None:
    rule = RULES[code]
    text = csprog.done("explain", code, "--lang", lang)
    language.set_language(lang)
    for said in (rule.summary, rule.reason, rule.severity, FRAMES[rule.frame]):
        assert words(translate(said)) in words(text)
    for example in (rule.before, rule.wrong, rule.right):
        assert all(f"    {line}\n" in text for line in abridged(example).splitlines() if line)
    assert max(len(line) for line in text.splitlines()) <= 100
    assert re.search(r" +$", text, re.MULTILINE) is None


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_all_rules(csprog: Tool, lang: str) -> None:
    text = csprog.done("explain", "--lang", lang)
    language.set_language(lang)
    codes = re.findall(r"^  ([a-z-]+)  ", text, re.MULTILINE)
    assert codes == list(RULES)
    assert [line for line in text.splitlines() if line[:1].strip()] == [
        *(translate(subject.title) for subject in SUBJECTS),
        str(language.Message("what a code means: csprog explain {code}", code="due")),
    ]
    assert all(words(translate(rule.summary)) in words(text) for rule in RULES.values())
    warning = f"({translate('warning')})"
    assert text.count(warning) == sum(rule.severity == "warning" for rule in RULES.values())
    assert max(len(line) for line in text.splitlines()) <= 100
    assert re.search(r" +$", text, re.MULTILINE) is None


@pytest.mark.parametrize("typed", ["due", "Due", " due", "due:", "DUE"])
def test_a_code_may_be_typed_as_it_is_shown(csprog: Tool, typed: str) -> None:
    assert csprog.done("explain", typed).startswith("due  error\n")


def test_an_unknown_code_offers_the_nearest(csprog: Tool) -> None:
    assert csprog.refused("explain", "unquotd") == "there is no code unquotd; did you mean unquoted?"
    offered = csprog.refused("explain", "journal")
    assert offered.startswith("there is no code journal; did you mean journal-order, ")
    said = csprog.refused("explain", "xyz")
    assert said == "there is no code xyz; csprog explain lists all"
    assert csprog.refused("explain", "duee", "--lang", "ru") == "кода duee нет; может быть, due?"


def test_markup_in_a_code_is_shown_as_it_is(csprog: Tool) -> None:
    assert csprog.refused("explain", "[/red]") == "there is no code [/red]; csprog explain lists all"


def test_json(csprog: Tool) -> None:
    (rule,) = csprog.json("explain", "change-due")
    assert rule == {
        "format": 1,
        "code": "change-due",
        "severity": "error",
        "summary": RULES["change-due"].summary,
        "reason": RULES["change-due"].reason,
        "frame": "measure",
        "before": "due: 2025-06-30",
        "wrong": "due: 2025-09-30",
        "right": RULES["change-due"].right,
        "encoding": "utf-8",
    }
    assert [rule["code"] for rule in csprog.json("explain")] == list(RULES)
    (russian,) = json.loads(csprog.done("explain", "change-due", "--json", "--lang", "ru"))
    assert russian["summary"] == "Утверждённый срок не меняется."


def test_no_plan_is_needed(csprog: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert csprog.done("explain", "due") != ""


def test_a_wrong_language_and_too_many_codes_are_wrong_usage(csprog: Tool) -> None:
    assert csprog.refused("explain", "due", "--lang", "fr", code=2).startswith("--lang: ")
    assert csprog.refused("explain", "due", "date", code=2).startswith("unexpected argument: date")
