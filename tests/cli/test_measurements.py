"""`csprog spend`, `gauge` and `assess`: money, values of indicators, assessments, each where it belongs in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_editor import writing
from tests.plans import APPROVED, measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-14")
INDICATOR = """\
  indicators:
    - id: ожидание
      name: Время ожидания в очереди
      unit: мин
      better: lower
      baseline: 15
      target: 10
"""
PLAN = small(measure() + INDICATOR, measure()).replace(
    "sections:\n", "indicators:\n  - {id: Доля, name: Доля довольных, unit: '%'}\n\n# ── План\nsections:\n", 1
)
ASSESSED = ("--kind", "operative", "--period", "2025-H1", "--score", "Вежливость=4.5/5")


@pytest.fixture
def plan(csprog: Tool) -> Tool:
    """Give csprog with a small plan that has indicators."""
    csprog.write(PLAN)
    return csprog


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_kopecks_are_two_digits(plan: Tool) -> None:
    assert (
        plan.done("spend", "1.1.1.1", "0.1", *AS_OF).splitlines()[1]
        == "1.1.1.1  overdue, total spent: 0.10 ₽: Мероприятие"
    )
    assert (
        plan.done("spend", "1.1.1.1", "0.9", *AS_OF).splitlines()[1]
        == "1.1.1.1  overdue, total spent: 1 ₽: Мероприятие"
    )


def test_sums_are_added_up(plan: Tool) -> None:
    plan.done("spend", "1.1.1.1", "350 000,50", "--on", "2025-07-01", "--evidence", "https://example.org/17", *AS_OF)
    shown = plan.done("spend", "1.1.1.1", "-500", "--note", "возврат", *AS_OF)
    assert shown.splitlines()[1] == "1.1.1.1  overdue, total spent: 349,500.50 ₽: Мероприятие"
    (found,) = plan.json("show", "1.1.1.1", *AS_OF)
    assert found["funding"] == {"planned": None, "source": None, "spent": "349500.50"}
    assert plan.text.splitlines()[-12:-3] == [
        "                journal:",
        "                  - on: 2025-07-01",
        "                    event: spent",
        "                    amount: 350000.50",
        "                    evidence: https://example.org/17",
        "                  - on: 2025-07-14",
        "                    event: spent",
        "                    amount: -500",
        "                    note: возврат",
    ]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("350000", "350000"),
        ("350 000", "350000"),
        ("350 000,50", "350000.50"),
        ("350000.50", "350000.50"),
        ("1\u00a0250\u202f000,5", "1250000.5"),
        ("0", "0"),
        ("0,125", "0.125"),
        ("1250,500", "1250.500"),
        ("+12.5", "12.5"),
    ],
)
def test_however_a_sum_is_typed(plan: Tool, typed: str, written: str) -> None:
    plan.done("spend", "1.1.1.1", typed, *AS_OF)
    assert f"amount: {written}\n" in plan.text


@pytest.mark.parametrize("typed", ["-12,5", "\N{MINUS SIGN}12.5", "-12.5"])
@pytest.mark.parametrize("where", [(), ("--",)])
def test_a_sum_below_zero_is_a_word_as_any(plan: Tool, typed: str, where: tuple[str, ...]) -> None:
    plan.done("spend", "--note", "-1 кассета: возврат", *AS_OF, "1.1.1.1", *where, typed)
    (entry,) = plan.json("show", "1.1.1.1", *AS_OF)[0]["journal"]
    assert entry == {"on": "2025-07-14", "event": "spent", "amount": "-12.5", "note": "-1 кассета: возврат"}


@pytest.mark.slow
def test_below_zero_in_a_shell(plan: Tool) -> None:
    assert plan.process("spend", "1.1.1.1", "-500", "--note", "возврат", *AS_OF).code == 0
    assert "amount: -500\n" in plan.text


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["1.1.1", "5"], 1, "1.1.1 covers several measures; give one of 1.1.1.1, 1.1.1.2"),
        (["1.1.1.1", "-5"], 1, '1.1.1.1: a refund (−5) needs a reason: --note "…"'),
        (["1.1.1.1", "350.000"], 2, "AMOUNT: “350.000” is ambiguous; type 350000 or 350.00; see csprog spend"),
        (["1.1.1.1", "12,345"], 2, "AMOUNT: “12,345” is ambiguous; type 12345 or 12,3450; see csprog spend"),
        (["1.1.1.1", "35 00"], 2, "AMOUNT: “35 00” is not a number; type one like 350000, 350000.50 or “350 000,50”"),
        (["1.1.1.1", "12 тонн"], 2, "AMOUNT: “12 тонн” is not a number"),
        (["1.1.1.1", "1e5"], 2, "AMOUNT: “1e5” is not a number"),
        (["1.1.1.1", "5", "--on", "2025-07-15"], 1, "15 Jul 2025 is in the future; today is 14 Jul 2025"),
        (["1.1.1.1"], 2, "missing argument AMOUNT; see csprog spend --help"),
        (["1.1.1.1", "5", "-x"], 2, "there is no option -x"),
    ],
)
def test_sums_that_are_refused(plan: Tool, words: list[str], code: int, sentence: str) -> None:
    assert plan.refused("spend", *words, *AS_OF, code=code).startswith(sentence)


def test_a_sum_beside_the_sum_of_the_year(plan: Tool) -> None:
    plan.write(small(measure() + "  funding: {spent: 100}\n"))
    assert "record it there or in the journal" in plan.refused("spend", "1.1.1", "5", *AS_OF)


# ── indicators ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_value_is_put_where_the_indicator_stands(plan: Tool) -> None:
    shown = plan.done("gauge", "ожидание", "12,5", "--period", "2025-Q2", *AS_OF)
    assert shown.splitlines() == [
        "plan of 2025",
        "ожидание  Время ожидания в очереди, 2025-Q2: 12.5 мин (target 10)",
        "written to programme/2025.yaml",
    ]
    shown = plan.done("correct", "ожидание", "--value", "11", "--note", "с октября", "--why", "пересчёт", *AS_OF)
    assert shown.startswith("plan of 2025\nожидание  Время ожидания в очереди, 2025-Q2: 12.5 → 11 мин (target 10)\n")
    assert plan.text == PLAN.replace(
        "                    target: 10\n",
        "                    target: 10\n"
        "                    actuals:\n"
        "                      - on: 2025-07-14\n"
        "                        period: 2025-Q2\n"
        "                        value: 12.5\n"
        "                      - on: 2025-07-14\n"
        "                        period: 2025-Q2\n"
        "                        value: 11\n"
        "                        note: с октября\n"
        "                        why: пересчёт\n",
    )
    assert plan("validate", *AS_OF).exit_code == 0


def test_json_is_the_indicator_as_it_is_now(plan: Tool) -> None:
    changed = plan.json("gauge", "ожидание", "-3", "--period", "2025", "--on", "2025-07-01", *AS_OF)
    assert changed == plan.json("show", "ожидание", *AS_OF)
    assert changed == [
        {
            "format": 1,
            "year": 2025,
            "of": "1.1.1.1",
            "id": "ожидание",
            "name": "Время ожидания в очереди",
            "unit": "мин",
            "better": "lower",
            "baseline": "15",
            "target": "10",
            "method": None,
            "actuals": [
                {"on": "2025-07-01", "period": "2025", "value": "-3", "note": None, "evidence": None, "why": None}
            ],
        }
    ]


def test_a_value_of_an_earlier_day_stands_above_a_later_one(plan: Tool) -> None:
    plan.done("gauge", "ожидание", "2", "--period", "2025-Q2", *AS_OF)
    plan.done("gauge", "ожидание", "1", "--period", "2025-Q1", "--on", "2025-04-10", *AS_OF)
    assert [one["value"] for one in plan.json("show", "ожидание", *AS_OF)[0]["actuals"]] == ["1", "2"]


@pytest.mark.parametrize("typed", ["2025-Н1", "2025-h1", " 2025-Н1"])
def test_letters_of_a_period_that_look_alike(plan: Tool, typed: str) -> None:
    plan.done("gauge", "ожидание", "1", "--period", typed, *AS_OF)
    assert "period: 2025-H1\n" in plan.text


FORMS = "a period is a year (2025), a half (2025-H1), a quarter (2025-Q2) or a month (2025-03)"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["ожидане", "1", "--period", "2025"], 1, "there is no indicator “ожидане” in the plan of 2025; nearest: ожид"),
        (["ожидание", "1"], 2, f"missing option --period: {FORMS}"),
        (["ожидание", "1", "--period", "2кв"], 2, f"--period: {FORMS}; see csprog gauge --help"),
        (["ожидание", "1", "--period", "2025-Q4"], 1, "the period 2025-Q4 had not begun on 14 Jul 2025"),
        (["ожидание", "1", "--period", "2015"], 1, "2015 is too long before 2025, the year of the plan"),
        (["ожидание", "1", "--period", "2025", "--on", "2025-07-15"], 1, "15 Jul 2025 is in the future"),
        (["ожидание", "1", "--period", "2025", "--on", "2005-07-15"], 1, "15 Jul 2005 is too long before 2025"),
        (["ожидание", "много", "--period", "2025"], 2, "VALUE: “много” is not a number"),
        (["Доля", "1", "--period", "2025"], 1, "line 6 keeps a whole part of the plan in braces"),
        (["ожидание", "1", "--period", "2025", "--evidence", "https:а"], 1, "evidence: a link is a full web address"),
    ],
)
def test_values_that_are_refused(plan: Tool, words: list[str], code: int, sentence: str) -> None:
    assert plan.refused("gauge", *words, *AS_OF, code=code).startswith(sentence)


def test_a_value_that_would_not_count(plan: Tool) -> None:
    plan.done("gauge", "ожидание", "2", "--period", "2025-Q2", *AS_OF)
    sentence = plan.refused("gauge", "ожидание", "1", "--period", "2025-Q2", "--on", "2025-07-01", *AS_OF)
    command = 'csprog correct ожидание --year 2025 --period 2025-Q2 --value 1 --why "…"'
    assert sentence == f"ожидание: 2025-Q2 already has a value, 2 of 14 Jul 2025; to correct it: {command}"


def test_an_indicator_whose_id_is_given_twice(plan: Tool) -> None:
    plan.write(small(measure() + INDICATOR, measure() + INDICATOR))
    result = plan("gauge", "ожидание", "1", "--period", "2025", *AS_OF)
    assert (result.exit_code, "is repeated: line " in result.stderr) == (1, True)


def test_a_plan_without_indicators(csprog: Tool) -> None:
    assert csprog.refused("gauge", "доля", "1", "--period", "2025", *AS_OF).endswith("in the plan of 2025; nearest: —")


# ── assessments ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_assessment_stands_in_its_place(csprog: Tool) -> None:
    words = ("--score", "Скорость=4,1/5", "--respondents", "412", "--audience", "в2с", "--channel", "office")
    shown = csprog.done("assess", "О-1", *ASSESSED, *words, "--note", "в офисах", *AS_OF)
    assert shown.splitlines()[1] == (
        "О-1  2025-H1, operative, people, an office: Вежливость 4.5 of 5 (412 respondents); Скорость 4.1 of 5 (412 respondents)"
    )
    block = """\
assessments:
  - id: О-1
    kind: operative
    period: 2025-H1
    on: 2025-07-14
    audience: B2C
    channel: office
    scores:
      - name: Вежливость
        score: 4.5
        scale: 5
        respondents: 412
      - name: Скорость
        score: 4.1
        scale: 5
        respondents: 412
    note: в офисах

"""
    assert csprog.text == APPROVED.replace("\nplan:\n", f"\n{block}plan:\n")
    assert csprog("validate", *AS_OF).exit_code == 0


def test_an_assessment_is_told_in_words(csprog: Tool) -> None:
    words = ("--audience", "B2C", "--channel", "account", "--lang", "ru", *AS_OF)
    shown = csprog.done("assess", "О-1", *ASSESSED, *words).splitlines()[1]
    assert shown == "О-1  2025-H1, оперативная, население, личный кабинет: Вежливость 4,5 из 5"


def test_the_next_one_stands_below(csprog: Tool) -> None:
    csprog.done("assess", "О-1", *ASSESSED, *AS_OF)
    before = csprog.text
    changed = csprog.json("assess", "О-2", *ASSESSED, *AS_OF)
    assert [one["id"] for one in changed] == ["О-2"]
    assert changed == csprog.json("show", "О-2", *AS_OF)
    lines = iter(csprog.text.splitlines())
    assert all(line in lines for line in before.splitlines())
    assert csprog.text.index("- id: О-1") < csprog.text.index("- id: О-2") < csprog.text.index("\nplan:\n")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["O-1", *ASSESSED], 1, "the assessment “О-1” already exists; give this one another id"),
        (["О-2", *ASSESSED[2:]], 2, "missing option --kind: operative | comprehensive"),
        (
            ["О-2", "--kind", "разовая", *ASSESSED[2:]],
            2,
            "--kind: invalid value “разовая”, choose from: operative, comprehensive",
        ),
        (["О-2", *ASSESSED[:2], *ASSESSED[4:]], 2, f"missing option --period: {FORMS}"),
        (["О-2", *ASSESSED[:4]], 2, "missing option --score; see csprog assess --help"),
        (["О-2", *ASSESSED[:5], "4.5"], 2, "--score: a score is written name=score/scale, like Вежливость=4.5/5"),
        (["О-2", *ASSESSED[:5], "=4/5"], 2, "--score: a score is written"),
        (["О-2", *ASSESSED[:5], "а=да/5"], 2, "--score: “да” is not a number"),
        (["О-2", *ASSESSED[:5], "а=6/5"], 1, "а: 6 is not between 0 and 5"),
        (["О-2", *ASSESSED[:5], "а=-1/5"], 1, "а: −1 is not between 0 and 5"),
        (["О-2", *ASSESSED, "--score", "Вежливость=4/5"], 1, "“Вежливость” has two scores"),
        (["О-2", *ASSESSED, "--respondents", "много"], 2, "--respondents: a whole number without spaces is expected"),
        (["О-2", *ASSESSED, "--on", "2025-08-01"], 1, "1 Aug 2025 is in the future"),
        (["О-2", *ASSESSED[:3], "2025-Q4", *ASSESSED[4:]], 1, "the period 2025-Q4 had not begun on 14 Jul 2025"),
        (["О\n2", *ASSESSED], 1, "id: a single line is expected"),
    ],
)
def test_assessments_that_are_refused(csprog: Tool, words: list[str], code: int, sentence: str) -> None:
    csprog.done("assess", "О-1", *ASSESSED, *AS_OF)
    assert csprog.refused("assess", *words, *AS_OF, code=code).startswith(sentence)


def test_a_name_may_hold_what_parts_the_numbers(csprog: Tool) -> None:
    csprog.done("assess", "О-1", *ASSESSED[:5], "Вопрос 1/2: цена=качество=4.5/5", *AS_OF)
    (found,) = csprog.json("show", "О-1", *AS_OF)
    assert [(score["name"], score["score"]) for score in found["scores"]] == [("Вопрос 1/2: цена=качество", "4.5")]


# ── the editor ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_editor_asks_for_the_note(plan: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("csprog.cli.prompts.edited_texts.at_terminal", lambda: True)
    editor = writing(plan, "из\nредактора")
    plan.done("gauge", "ожидание", "1", "--period", "2025-Q2", "--note", *AS_OF, EDITOR=editor)
    plan.done("spend", "1.1.1.1", "-1", "--note", *AS_OF, EDITOR=editor)
    plan.done("assess", "О", *ASSESSED, "--note", *AS_OF, EDITOR=editor)
    assert plan.text.count("note: |-\n") == 3
    plan.refused("gauge", "нет", "1", "--period", "2025-Q2", "--note", *AS_OF, EDITOR="false")
