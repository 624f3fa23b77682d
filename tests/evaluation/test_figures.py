"""The figures of the report: every one on a plan small enough to count by hand, and all of them defined in the docs."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csprog.evaluation import figures as room
from csprog.evaluation.evaluator import evaluate
from csprog.evaluation.figures import execution, money, postponements
from csprog.evaluation.figures.portfolio import portfolio, portfolio_row, row_from_json
from csprog.evaluation.figures.summary import added
from csprog.evaluation.figures.year_figures import YearFigures, year_figures
from csprog.evaluation.records import to_json
from csprog.programme.enums import Origin
from tests.any_plan import any_plans
from tests.plans import HEAD, ROOT, measure, small, sound

if TYPE_CHECKING:
    from csprog.evaluation.figures.execution import Execution
    from csprog.evaluation.figures.indicators import IndicatorFigure
    from csprog.programme.model import Programme

AFTER = date(2026, 3, 1)
OUTCOMES = (
    "on_time",
    "late",
    "after_year",
    "partly_done",
    "not_done",
    "postponed",
    "cancelled",
    "open",
    "reported_elsewhere",
)
EIGHT = small(
    measure("on: 2025-06-30, event: completed, note: Готово"),
    measure("on: 2025-07-01, event: completed, note: Готово"),
    measure("on: 2026-01-10, event: completed, note: Готово"),
    measure(
        "on: 2025-05-01, event: completed, offices: [Север], note: Готово",
        "on: 2025-12-30, event: not-completed, reason: Ремонт",
        offices="Север, Юг",
    ),
    measure("on: 2025-12-30, event: not-completed, reason: Нет денег"),
    measure(
        "on: 2025-05-01, event: postponed, to: 2025-12-01, reason: Ждём",
        "on: 2025-11-30, event: postponed, to: 2026-06-30, reason: Ждём ещё",
    ),
    measure("on: 2025-03-01, event: cancelled, reason: Не нужно"),
    measure(),
)
"""A plan with a measure for each outcome."""


def of(text: str, day: date = AFTER) -> YearFigures:
    return year_figures(evaluate(sound(text)[1], day))


def counts(count: Execution) -> dict[str, int]:
    """Give the outcomes that occur."""
    return {name: getattr(count, name) for name in OUTCOMES if getattr(count, name)}


# ── execution ────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_outcome_is_counted_once() -> None:
    count = of(EIGHT).measures
    assert counts(count) == {
        **dict.fromkeys([name for name in OUTCOMES if name not in {"open", "reported_elsewhere"}], 1),
        "not_done": 2,
    }
    assert (count.total, count.done, count.overdue) == (8, 2, 1)
    assert (count.shares.done, count.shares.late, count.shares.open) == (Fraction(1, 4), Fraction(1, 8), Fraction(0))


def test_entries_after_the_day_do_not_count() -> None:
    count = of(EIGHT, date(2025, 6, 30)).measures
    assert counts(count) == {"on_time": 1, "cancelled": 1, "open": 6}
    assert (count.done, count.overdue) == (1, 0)


def test_plan_without_measures_has_no_shares() -> None:
    found = of(HEAD.replace("        proposals:\n", ""))
    assert (found.measures.total, found.measures.shares.done, found.proposals.share) == (0, None, None)
    assert found.postponements.mean_days is None


def test_proposal_is_done_when_all_of_it_is() -> None:
    done, late = (measure(f"on: 2025-0{month}-30, event: completed, note: Да") for month in (6, 8))
    half = of(small(done, measure()))
    whole = of(small(done, late))
    assert (half.proposals.total, half.proposals.done, half.proposals.share) == (1, 0, Fraction(0))
    assert (whole.proposals.done, whole.proposals.share) == (1, Fraction(1))


def test_groups_stand_in_plan_order_and_what_is_not_set_comes_last() -> None:
    texts = [measure(), measure() + "  responsible: Отдел Б\n", measure() + "  responsible: Отдел А\n"]
    found = of(small(*texts).replace("        channel: office\n", ""))
    assert [(group.key, group.measures.total) for group in found.by_responsible] == [
        ("Отдел Б", 1),
        ("Отдел А", 1),
        (None, 1),
    ]
    assert [(group.key, group.name) for group in found.by_section] == [("1", "Раздел")]
    assert [group.key for group in found.by_channel] == [None]
    assert [group.key for group in found.by_audience] == ["B2B"]


def test_offices_are_counted_each_by_what_is_recorded_of_it() -> None:
    """Done in time in one, late in another, not in the third; of the cancelled measure one was done before."""
    first = measure(
        "on: 2025-06-01, event: completed, offices: [Север], note: Да",
        "on: 2025-07-01, event: completed, offices: [Юг], note: Поздно",
        "on: 2025-12-01, event: not-completed, reason: Нет",
        offices="Север, Юг, Запад",
    )
    second = measure(
        "on: 2025-05-01, event: completed, offices: [Юг], note: Да",
        "on: 2025-06-01, event: cancelled, reason: Не нужно",
        offices="Юг, Запад",
    )
    third = measure("on: 2025-06-02, event: completed, offices: [Север], note: Да", offices="Север, Запад")
    found = of(small(first, second, third, measure()), date(2025, 6, 20))
    assert {group.key: counts(group.measures) for group in found.by_office} == {
        "Север": {"on_time": 2},
        "Юг": {"on_time": 1, "open": 1},
        "Запад": {"cancelled": 1, "open": 2},
        None: {"open": 1},
    }
    later = {group.key: counts(group.measures) for group in of(small(first, second, third, measure())).by_office}
    assert later["Юг"] == {"on_time": 1, "late": 1}
    assert later["Запад"] == {"not_done": 2, "cancelled": 1}


@pytest.mark.slow
@given(any_plans())
@settings(max_examples=40)
def test_parts_add_up_to_the_whole(programme: Programme) -> None:
    """Of any plan: the outcomes are all measures, so are the groups; the offices are at least as many."""
    for day in (date(programme.year, 6, 30), date(programme.year + 1, 2, 1)):
        found = year_figures(evaluate(programme, day))
        whole = found.measures
        assert sum(counts(whole).values()) == whole.total == len(programme.measures)
        assert whole.done == whole.on_time + whole.late
        for groups in (found.by_section, found.by_channel, found.by_audience, found.by_responsible):
            assert sum(group.measures.total for group in groups) == whole.total
            assert sum(group.measures.done for group in groups) == whole.done
        assert sum(group.measures.total for group in found.by_office) >= whole.total
        assert sum(origin.proposals for origin in found.origins) == found.proposals.total
        assert sum(one.digital.total + one.not_digital + one.not_given for one in found.digital) == whole.total
        assert sum(group.money.measures for group in found.money_by_source) == whole.total
        assert found.indicators.total == len(found.indicators_listed)


# ── many plans ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@given(st.lists(any_plans(), max_size=3))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_plans_together_are_as_one_with_all_their_measures(programmes: list[Programme]) -> None:
    """Of any plans, and whichever way they go: shares and means are of the whole; nothing is lost as a record."""
    day = date(2026, 3, 1)
    evaluated = [evaluate(programme, day) for programme in programmes]
    rows = [row for one in evaluated for row in one.measures]
    with localcontext(prec=60):  # sums of the largest amounts have more digits than amounts
        sent = [json.loads(json.dumps(to_json(portfolio_row(one)))) for one in evaluated]
        plans = [row_from_json(value).figures for value in sent]
        found = added(plans)
        assert found.plans == len(programmes)
        assert found.measures == execution.execution(rows)
        assert found.proposals == execution.proposals(rows)
        assert found.money == money.money(rows)
        assert to_json(found.postponements).items() <= to_json(postponements.postponements(rows)).items()
        assert found.indicators.total == sum(len(year_figures(one).indicators_listed) for one in evaluated)
        assert found == added([added(plans[:2]), added(plans[2:])])


def test_a_row_read_from_json_has_exact_shares() -> None:
    row = portfolio_row(evaluate(sound(small(measure("on: 2025-06-30, event: completed"), *[measure()] * 2))[1], AFTER))
    assert row.figures.measures.shares.done == Fraction(1, 3)
    assert row_from_json(json.loads(json.dumps(to_json(row)))) == row


def test_companies_and_years_stand_in_order_and_add_up() -> None:
    done = small(measure("on: 2025-06-30, event: completed, note: Готово"))
    plans = {
        "b": done.replace("Общество", "Юг"),
        "c": small().replace("Общество", "Север"),
        "a": small().replace("Общество", "Юг").replace("2025", "2024"),
        "d": HEAD.replace("        proposals:\n", "").replace("Общество", "Восток"),
    }
    evaluated = {path: portfolio_row(evaluate(sound(text)[1], AFTER)) for path, text in plans.items()}
    lines = [replace(row_from_json(to_json(line)), path=path) for path, line in evaluated.items()]
    found = portfolio(lines)
    assert [(line.organisation, line.year, line.path) for line in found.plans] == [
        ("Восток", 2025, "d"),
        ("Север", 2025, "c"),
        ("Юг", 2024, "a"),
        ("Юг", 2025, "b"),
    ]
    assert [(line.year, line.figures.measures.total) for line in found.by_year] == [(2024, 1), (2025, 2)]
    shares = [(line.organisation, line.figures.measures.shares.done) for line in found.by_company]
    assert shares == [("Север", 0.0), ("Юг", 0.5), ("Восток", None)]
    assert (found.total.plans, found.total.measures.done) == (4, 1)


# ── postponements ────────────────────────────────────────────────────────────────────────────────────────────


def test_postponements_are_measured_from_the_approved_to_the_awaited_day() -> None:
    twice = measure(
        "on: 2025-06-01, event: postponed, to: 2025-07-30, reason: Ждём",
        "on: 2025-07-20, event: postponed, to: 2025-09-28, reason: Ждём ещё",
    )
    once = measure(
        "on: 2025-06-05, event: postponed, to: 2025-07-15, reason: Отпуск",
        "on: 2025-07-10, event: completed, note: Позже на 10 дней",
    )
    found = of(small(measure(), once, twice)).postponements
    assert (found.measures, found.times, found.mean_days, found.longest_days) == (2, 3, 52.5, 90)
    assert [(one.id, one.days, one.times, one.reason) for one in found.listed] == [
        ("1.1.1.3", 90, 2, "Ждём ещё"),
        ("1.1.1.2", 15, 1, "Отпуск"),
    ]
    early = of(small(measure(), once, twice), date(2025, 6, 3)).postponements
    assert (early.measures, early.times, early.longest_days) == (1, 1, 30)


# ── indicators ───────────────────────────────────────────────────────────────────────────────────────────────


def indicator(lines: str, day: date = AFTER) -> IndicatorFigure:
    """Give the figure of an indicator with these keys besides its id, name and unit."""
    text = f"indicators:\n  - id: доля\n    name: Доля\n    unit: '%'\n{indent(lines, '    ')}"
    (found,) = of(small().replace("sections:\n", f"{text}\nsections:\n", 1), day).indicators_listed
    return found


@pytest.mark.parametrize(
    ("keys", "reached", "progress"),
    [
        ("baseline: 10\ntarget: 20", True, 1.5),
        ("baseline: 30\ntarget: 20", False, 0.5),
        ("baseline: 10\ntarget: 20\nbetter: lower", False, 1.5),
        ("baseline: 30\ntarget: 25\nbetter: lower", True, 1.0),
        ("baseline: 20\ntarget: 30", False, 0.5),
        ("baseline: 30\ntarget: 40", False, -0.5),
        ("target: 20", None, None),
        ("target: 25\nbetter: higher", True, None),
        ("baseline: 25\ntarget: 25", None, None),
        ("baseline: 10\nbetter: higher", None, None),
    ],
)
def test_target_is_reached_in_its_direction(keys: str, reached: object, progress: object) -> None:
    found = indicator(f"{keys}\nactuals:\n  - {{on: 2025-12-01, period: 2025, value: 25}}")
    assert (found.reached, found.progress) == (reached, progress)


def test_latest_period_counts_and_in_it_the_last_value() -> None:
    """The year beats its last quarter, a correction what it corrects, and nothing is known before it is recorded."""
    actuals = [
        "{on: 2025-04-10, period: 2025-Q1, value: 11}",
        "{on: 2025-07-10, period: 2025-Q2, value: 12}",
        "{on: 2025-08-01, period: 2025-Q2, value: 13}",
        "{on: 2026-01-10, period: 2025, value: 14}",
        "{on: 2026-01-11, period: 2025-Q4, value: 15}",
    ]
    lines = "target: 14\nbaseline: 10\nactuals:\n" + "".join(f"  - {one}\n" for one in actuals)
    seen = {day: indicator(lines, day) for day in (date(2025, 1, 1), date(2025, 7, 31), date(2025, 8, 1), AFTER)}
    assert [(str(one.period), one.actual, one.reached) for one in seen.values()] == [
        ("None", None, None),
        ("2025-Q2", Decimal(12), False),
        ("2025-Q2", Decimal(13), False),
        ("2025", Decimal(14), True),
    ]
    assert [(str(one.period), one.value) for one in seen[AFTER].values] == [
        ("2025-Q1", Decimal(11)),
        ("2025-Q2", Decimal(13)),
        ("2025-Q4", Decimal(15)),
        ("2025", Decimal(14)),
    ]


def test_indicators_of_all_owners_are_listed_and_judged() -> None:
    own = "{id: %s, name: Срок, unit: дней, better: lower, target: 5, actuals: [%s]}"
    slow, fast = (f"{{on: 2025-12-01, period: 2025, value: {value}}}" for value in (6, 4))
    text = small(measure() + f"  indicators: [{own % ('б', slow)}]\n", measure())
    text = text.replace(
        "            measures:\n", f"            indicators: [{own % ('а', fast)}]\n            measures:\n"
    )
    text = text.replace("sections:\n", f"indicators: [{own % ('в', '')}]\nsections:\n", 1)
    found = of(text)
    assert [(one.id, one.of, one.reached) for one in found.indicators_listed] == [
        ("в", None, None),
        ("а", "1.1.1", True),
        ("б", "1.1.1.1", False),
    ]
    judged = found.indicators
    assert (judged.total, judged.reached, judged.not_reached, judged.not_judged) == (3, 1, 1, 1)


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_money_sets_against_each_other_only_what_is_given_on_both_sides() -> None:
    texts = [
        measure() + "  funding: {planned: 100, spent: 80.50, source: Тариф}\n",
        measure() + "  funding: {planned: 1000, source: Прибыль}\n",
        measure("on: 2025-06-01, event: spent, amount: 30", "on: 2025-07-01, event: spent, amount: 10"),
        measure() + "  funding: {planned: 0, spent: 0, source: Тариф}\n",
        measure(),
    ]
    found = of(small(*texts))
    total = found.money
    assert (total.measures, total.planned, total.planned_given) == (5, Decimal(1100), 3)
    assert (total.spent, total.spent_given) == (Decimal("120.50"), 3)
    assert (total.compared, total.left, total.spent_share) == (2, Decimal("19.50"), Fraction(161, 200))
    sources = {
        group.key: (group.money.measures, group.money.planned, group.money.spent) for group in found.money_by_source
    }
    assert sources == {
        "Тариф": (2, Decimal(100), Decimal("80.50")),
        "Прибыль": (1, Decimal(1000), None),
        None: (2, None, Decimal(40)),
    }
    assert of(small(*texts), date(2025, 6, 30)).money.spent == Decimal("110.50")


def test_money_that_nobody_gives_is_not_zero() -> None:
    total = of(small()).money
    assert (total.planned, total.spent, total.left, total.spent_share) == (None, None, None, None)
    needless = of(small(measure() + "  funding: {planned: 0, spent: 0}\n")).money
    assert (needless.planned, needless.spent, needless.left) == (Decimal(0), Decimal(0), Decimal(0))
    assert needless.spent_share is None


# ── coverage, origins, satisfaction ──────────────────────────────────────────────────────────────────────────

AIMS = 'number: "2.%s", title: Цели, items: [первая, вторая]'
COVERED = (
    small(
        measure("on: 2025-06-01, event: completed, note: Да") + "  digital: true\n",
        measure() + "  digital: false\n",
        measure(),
    )
    .replace(
        "            measures:\n",
        '            origin: survey\n            goals: ["2.1.2"]\n            tasks: ["2.2.1"]\n'
        '            standard_clauses: ["4"]\n            measures:\n',
    )
    .replace(
        "organisation: Общество\n",
        "organisation: Общество\n  standard: {name: С, clauses: [{number: '3', title: А}, {number: '4', title: Б}]}\n",
    )
    .replace("sections:\n", f"goals: {{{AIMS % 1}}}\ntasks: {{{AIMS % 2}}}\nsections:\n", 1)
)


def test_what_has_no_measure_is_told() -> None:
    found = of(COVERED)
    for covered, names in ((found.goals, ("2.1.1", "2.1.2")), (found.standard_clauses, ("3", "4"))):
        assert [(one.number, one.measures.total, one.measures.done) for one in covered] == [
            (names[0], 0, 0),
            (names[1], 3, 1),
        ]
    assert [(one.number, one.title, one.measures.total) for one in found.tasks] == [
        ("2.2.1", "первая", 3),
        ("2.2.2", "вторая", 0),
    ]
    assert [one.channel for one in found.channels if one.measures.total] == ["office"]
    assert len(found.channels) == 7
    assert of(small()).goals == ()


def test_origins_and_digital_services() -> None:
    found = of(COVERED)
    assert [(one.origin, one.proposals, one.share) for one in found.origins] == [
        (Origin.APPEAL, 0, Fraction(0)),
        (Origin.SURVEY, 1, Fraction(1)),
        (Origin.INITIATIVE, 0, Fraction(0)),
    ]
    assert of(small()).origins[-1].origin is None
    (office,) = found.digital
    assert (office.channel, office.digital.total, office.digital.done) == ("office", 1, 1)
    assert (office.not_digital, office.not_given) == (1, 1)


def test_proposals_that_rest_on_no_assessment() -> None:
    survey = (
        "assessments:\n  - {id: опрос, kind: operative, period: 2024-H2, scores: [{name: Офис, score: 4, scale: 5}]}\n"
    )
    bare = small().replace("sections:\n", f"{survey}sections:\n", 1)
    resting = bare.replace("            measures:\n", "            assessments: [опрос]\n            measures:\n")
    assert [(one.number, one.text) for one in of(bare).unassessed] == [("1.1.1", "Предложение")]
    assert of(resting).unassessed == ()


def test_scores_by_period_and_the_latest_of_them() -> None:
    surveys = [
        "{id: б, kind: comprehensive, period: 2025, on: 2026-01-20, channel: office, scores: [{name: Офис, score: 4.5, scale: 5}]}",
        "{id: а, kind: operative, period: 2025-H1, on: 2025-07-10, channel: office, scores: [{name: Офис, score: 3, scale: 5, respondents: 10}]}",
        "{id: в, kind: operative, period: 2025-H2, channel: phone, scores: [{name: Офис, score: 8, scale: 10}]}",
        "{id: г, kind: comprehensive, period: 2024, channel: email, scores: [{name: Офис, score: 1, scale: 5}]}",
    ]
    text = small().replace(
        "sections:\n", "assessments:\n" + "".join(f"  - {one}\n" for one in surveys) + "sections:\n", 1
    )
    found = of(text)
    assert [one.id for one in found.assessments] == ["г", "а", "в", "б"]
    assert [(one.channel, str(one.period), one.score.share) for one in found.latest_scores] == [
        ("office", "2025", Fraction(9, 10)),
        ("phone", "2025-H2", Fraction(4, 5)),
    ]
    early = of(text, date(2025, 12, 31))
    assert [one.id for one in early.assessments] == ["г", "а", "в"]
    assert early.latest_scores[0].score.respondents == 10


def test_what_the_public_answer_needs_is_named() -> None:
    found = of(EIGHT.replace("event: completed, note: Готово", "event: completed", 1))
    assert (found.lacking.result, found.lacking.reason) == (("1.1.1.1",), ("1.1.1.8",))
    assert of(EIGHT, date(2025, 6, 30)).lacking.reason == ()


# ── the definitions ──────────────────────────────────────────────────────────────────────────────────────────

DEFINED = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")


def kinds() -> dict[str, Any]:
    """Give every kind of figure there is, by name."""
    modules = [import_module(f"{room.__name__}.{found.name}") for found in iter_modules(room.__path__)]
    own = [(name, kind, module) for module in modules for name, kind in vars(module).items()]
    return {name: kind for name, kind, module in own if is_dataclass(kind) and kind.__module__ == module.__name__}


@pytest.mark.parametrize("name", kinds())
def test_every_figure_is_defined(name: str) -> None:
    """docs/figures.md has a table for every kind of figure, with its names in order and words for each."""
    found = re.search(rf"^### {name}\n(.*?)(?=^##|\Z)", DEFINED, re.MULTILINE | re.DOTALL)
    assert found is not None
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", found[1], re.MULTILINE)
    assert [key for key, _ in rows] == [field.name for field in fields(kinds()[name])]
    assert all(len(words) > 5 for _, words in rows)


def test_nothing_else_is_defined() -> None:
    assert set(re.findall(r"^### (\w+)$", DEFINED, re.MULTILINE)) == set(kinds())


# ── month by month ───────────────────────────────────────────────────────────────────────────────────────────


def months(text: str, day: date) -> dict[str, tuple[int | None, ...]]:
    """Give the months of a plan by their numbers: due, done, both so far, behind."""
    found = to_json(of(text, day).by_month)
    return {one.pop("month"): tuple(one.values()) for one in found}


def test_what_was_due_and_done_by_month() -> None:
    counted = months(EIGHT, date(2025, 7, 10))
    assert list(counted) == [f"2025-{number:02}" for number in range(1, 13)]
    assert counted["2025-05"] == (0, 0, 0, 0, 0)
    assert counted["2025-06"] == (8, 1, 8, 1, 7)
    assert counted["2025-07"] == (0, 1, 8, 2, 6)
    assert counted["2025-08"] == (0, None, 8, None, None)


def test_what_is_due_on_the_day_itself_is_not_behind() -> None:
    assert months(EIGHT, date(2025, 6, 30))["2025-06"] == (8, 1, 8, 1, 0)


def test_what_is_done_after_the_year_is_in_no_month() -> None:
    assert months(EIGHT, AFTER)["2025-12"] == (0, 0, 8, 2, 6)


@pytest.mark.slow
@given(any_plans(), st.integers(-200, 600))
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_months_agree_with_the_year(programme: Programme, days: int) -> None:
    """Of any plan: the last month has what the year has, and no bar is longer than the whole."""
    found = year_figures(evaluate(programme, date(programme.year, 1, 1) + timedelta(days)))
    whole = found.measures.reported_here
    for month in found.by_month:
        assert month.due <= month.due_so_far <= whole
        if month.done_so_far is not None and month.behind is not None:
            assert month.done_so_far + month.behind <= whole
    begun = [month.done_so_far for month in found.by_month if month.done_so_far is not None]
    assert begun == sorted(begun)
    if found.year_over:
        assert begun[-1] == found.measures.done
