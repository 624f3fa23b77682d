"""What is said of a fault tells a plan's keeper what to do; the codes are what other programs go by."""

from __future__ import annotations

import pytest

from csprog.programme.plan_text import parse_plan
from tests.plans import measure, small

SENTENCES = {
    "a-number-without-quotes": (
        ('"1.1.1"', "1.10"),
        "unquoted",
        '1.10 is read as a number, a date or nothing; put it in quotes: "1.10"',
    ),
    "near-key": (("channel", "chanel"), "unknown-key", "there is no key “chanel”; did you mean “channel”?"),
    "far-key": (
        ("channel: office", "xyz: office"),
        "unknown-key",
        "there is no key “xyz” here; possible: number, printed, remark, note_for_public, title, channel, audience, proposals",
    ),
    "near-key-of-a-measure": (
        ("result:", "resultat:"),
        "unknown-key",
        "there is no key “resultat”; did you mean “result”?",
    ),
    "missing-key": (
        ("  organisation: Общество\n", ""),
        "missing-key",
        "the key “organisation” is missing here; add it",
    ),
    "empty": (("Общество", ""), "empty", "this is empty; give a text, or remove the key if it is optional"),
    "empty-in-quotes": (
        ("Общество", "' '"),
        "empty",
        "this is empty; give a text, or remove the key if it is optional",
    ),
    "not-text": (("Общество", "[а]"), "not-text", "a text is expected here, not a list or keys with values"),
    "year": (("2025\n", "год\n"), "year", "a year is a number of four digits, like 2025"),
    "due": (("2025-06-30", "2025-Q5"), "due", "a deadline is a date (2025-12-31) or a quarter (2025-Q4)"),
    "choice": (
        ("office", "desk"),
        "not-a-choice",
        "invalid value “desk”, choose from: office, website, account, email, phone, messenger, post",
    ),
    "audience": (("B2B", "В2B"), "audience-letters", "type B2B in Latin capitals; some letters here are not Latin"),
    "audience-small": (
        ("B2B", "b2c"),
        "audience-letters",
        "type B2C in Latin capitals; some letters here are not Latin",
    ),
    "audience-other": (("B2B", "B2G"), "not-a-choice", "invalid value “B2G”, choose from: B2B, B2C"),
    "not-a-list": (
        ("result: Результат", "result: Р\n                offices: А"),
        "not-a-list",
        "a list is expected here",
    ),
    "not-a-mapping": (
        ("  year: 2025\n  title: План\n  organisation: Общество\n", "  да\n"),
        "not-a-mapping",
        "keys with",
    ),
    "line-separator": (
        ("План", '"a\\Lb"'),
        "forbidden-character",
        "the character U+2028 (position 2) is not allowed in a plan",
    ),
}


@pytest.mark.parametrize(("change", "code", "words"), SENTENCES.values(), ids=SENTENCES)
def test_what_the_sentence_says(change: tuple[str, str], code: str, words: str) -> None:
    text = small()
    assert change[0] in text
    said = {problem.code: str(problem.message) for problem in parse_plan(text.replace(*change, 1)).findings}
    assert said[code].startswith(words)


def test_half_a_pair_written_as_an_escape() -> None:
    (problem,) = parse_plan(small().replace("План", '"\\ud800"')).findings
    assert problem.code == "forbidden-character"


def test_a_long_value_is_not_repeated_in_full() -> None:
    (problem,) = parse_plan(small().replace("channel: office", f"channel: {'д' * 5000}")).findings
    assert len(str(problem.message)) < 200
    assert "“" + "д" * 50 in str(problem.message)


@pytest.mark.slow
def test_of_very_many_faults_a_thousand_are_told_and_the_others_counted() -> None:
    problems = parse_plan(small(*[measure(due="скоро")] * 1500)).findings
    assert len(problems) == 1001
    assert {problem.code for problem in problems} == {"due", "too-many"}
    assert str(next(p.message for p in problems if p.code == "too-many")) == "500 more problems"


@pytest.mark.parametrize("typed", ["[office]", "{a: b}", "[1.10]"])
def test_a_list_in_place_of_a_word(typed: str) -> None:
    (problem,) = parse_plan(small().replace("channel: office", f"channel: {typed}")).findings
    assert "'" not in str(problem.message)
