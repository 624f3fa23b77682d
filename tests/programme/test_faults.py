"""Every fault of a plan is reported at once, each at its own line and column and under a code that stays."""

from __future__ import annotations

import pytest

from csprog.findings import Position
from csprog.programme.plan_text import parse_plan
from tests.plans import measure, places, small, sound, unmarked

FAULTY = """\
passport:
  year: ‹year›25
  ‹unknown-key›titel: План
  organisation: ‹unquoted›2025
  site: ‹web-address›example.org
  basis: ‹empty›""
  approval: {by: Директор, on: ‹date›31.12.2024}
  standard: ‹not-a-mapping›Стандарт
provisions:
  ‹missing-key›number: ‹unquoted›1.10
  ‹unknown-key›name: Общие положения
  clauses:
    - number: ‹number›"1.1."
      text: ‹forbidden-character›"раз\\tдва"
indicators:
  - ‹missing-key›name: Доля
    target: ‹amount›1 250,50
    better: ‹not-a-choice›more
    actuals:
      - ‹missing-key›period: ‹period›1 квартал
assessments:
  - id: О1
    kind: ‹not-a-choice›survey
    period: ‹period›1 полугодие 2025
    scores:
      - name: ‹one-line›"раз\\nдва"
        score: 4.5
        scale: 5
        respondents: ‹count›много
sections:
  - number: "1"
    title: Раздел
    ‹unknown-key›chanel: office
    subsections:
      - number: "1.1"
        title: Подраздел
        channel: ‹not-a-choice›ofice
        audience: ‹audience-letters›В2В
        ‹unknown-key›chanel: office
        proposals:
          - ‹missing-key›number: ‹not-text›[1, 2]
            measures: ‹empty›[]
          - number: "1.1.2"
            ‹empty›text:
            measures:
              - ‹missing-key›text: ‹unquoted›true
                due: ‹due›2025-13-01
                offices: ‹not-a-list›Заволжское МРО
                journal:
                  - on: ‹date›2025-02-30
                    event: completed
                    evidence: ‹web-address›https://user@example.org/
                  - on: 2025-03-01
                    event: ‹not-a-choice›done
                  - ‹missing-key›on: 2025-03-02
                    note: без события
                  - ‹missing-key›event: postponed
                    to: ‹date›скоро
                    ‹unknown-key›note: вместо причины
                  - ‹not-a-mapping›слова
"""


@pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "ruamel"])
def test_every_fault_in_its_place(*, fast: bool) -> None:
    text, marks = unmarked(FAULTY)
    plan = parse_plan(text, fast=fast)
    assert plan.programme is None
    found = places(plan.findings)
    assert len(marks) == 41
    assert sorted(set(marks) - set(found)) == []
    assert sorted(set(found) - set(marks)) == []
    assert found == sorted(found, key=lambda place: place[:2])


def test_an_unknown_event_in_its_place() -> None:
    text, marks = unmarked(small(measure("on: 2025-03-01, event: ‹not-a-choice›done")))
    assert places(parse_plan(text).findings) == marks


@pytest.mark.parametrize(
    "entry",
    [
        "‹missing-key›on: 2025-03-01, event: remark, ‹unknown-key›remark: слова",
        "on: 2025-03-01, event: completed, ‹unknown-key›completed: да",
    ],
)
def test_a_key_named_like_the_event(entry: str) -> None:
    text, marks = unmarked(small(measure(entry)))
    assert sorted(places(parse_plan(text).findings)) == sorted(marks)


@pytest.mark.parametrize("typed", ["да", "True", "yes", "1"])
def test_what_is_neither_true_nor_false(typed: str) -> None:
    text, marks = unmarked(small(measure() + f"  digital: ‹flag›{typed}\n"))
    problems = parse_plan(text).findings
    assert places(problems) == marks
    assert str(problems[0].message) == "true or false is expected"


@pytest.mark.parametrize("typed", ["true", "false"])
def test_a_digital_service(typed: str) -> None:
    _, programme = sound(small(measure() + f"  digital: {typed}\n"))
    assert programme.measures[0].measure.digital is (typed == "true")


@pytest.mark.parametrize("text", ["", "# ничего\n", "- a\n", "слова\n", "2025\n"])
def test_what_is_no_plan(text: str) -> None:
    (problem,) = parse_plan(text).findings
    assert (problem.code, problem.position) == ("not-a-plan", Position(1, 1))
    assert str(problem.message) == "not a plan: a plan begins with keys such as passport and sections"


def test_an_empty_mapping_lacks_its_passport() -> None:
    assert [str(problem.message) for problem in parse_plan("{}\n").findings] == [
        "the key “passport” is missing here; add it"
    ]


def test_faults_of_yaml_and_of_content_are_reported_together() -> None:
    text, marks = unmarked(
        small().replace("title: План", "title: ‹anchor›&x План").replace("office", "‹not-a-choice›desk")
    )
    assert places(parse_plan(text).findings) == marks


def test_a_syntax_error_hides_nothing() -> None:
    assert [problem.code for problem in parse_plan(small() + "x: [\n").findings] == ["unknown-key", "yaml-syntax"]


KEYS = [
    ("completed", "evidense: x", "there is no key “evidense”; did you mean “evidence”?"),
    ("not-completed", "note: x", "there is no key “note”; did you mean “reason”?"),
    ("postponed", "resson: x", "there is no key “resson”; did you mean “reason”?"),
    ("cancelled", "documnt: x", "there is no key “documnt”; did you mean “document”?"),
    ("reopened", "offises: [x]", "there is no key “offises”; did you mean “offices”?"),
    ("remark", "reason: x", "there is no key “reason”; did you mean “note”?"),
    ("spent", "amout: 5", "there is no key “amout”; did you mean “amount”?"),
    ("corrected", "valus: {}", "there is no key “valus”; did you mean “values”?"),
    (
        "completed",
        "nоte: x",
        "the key “nоte” has Cyrillic letters that look like Latin ones (о); type “note” in Latin letters",
    ),
    ("remark", "note\u00a0: x", "the key “note” has an invisible character (U+00A0); remove it"),
]


@pytest.mark.parametrize(("event", "key", "sentence"), KEYS, ids=[f"{event}-{key}" for event, key, _ in KEYS])
def test_an_unknown_key_of_an_entry_is_told_with_what_was_meant(event: str, key: str, sentence: str) -> None:
    findings = parse_plan(small(measure(f"on: 2025-03-02, event: {event}, {key}"))).findings
    assert sentence in [str(finding.message) for finding in findings if finding.code == "unknown-key"]


def test_a_choice_in_other_letters_is_told_so() -> None:
    findings = parse_plan(small().replace("channel: office", "channel: оffice")).findings
    assert [str(finding.message) for finding in findings] == [
        "“оffice” has Cyrillic letters that look like Latin ones (о); type “office” in Latin letters"
    ]
