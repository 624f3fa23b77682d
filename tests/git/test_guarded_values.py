"""`csprog validate --against`: whatever changes in an approved plan is an error, but for what docs/rules.md lists."""

from __future__ import annotations

import json
import os

import pytest

from tests.git import approved as plan
from tests.git.approved import FULL
from tests.git.office import Office
from tests.plans import APPROVED

DAY = ("--as-of", "2025-12-31")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Give a repository in which the full plan was approved on the branch main."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        office = Office(tmp_path_factory.mktemp("office"))
        office.write(FULL)
        office.git("init", "-q", "-b", "main")
        office.git("config", "user.name", "Анна")
        office.git("config", "user.email", "anna@example.org")
        office.git("config", "core.autocrlf", "false")
        office.commit("план утверждён")
        office.git("checkout", "-q", "-b", "wish")
    return office


@pytest.fixture
def office(place: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Give that repository with the plan as it was approved."""
    monkeypatch.chdir(place.folder)
    place.write(FULL)
    return place


def codes(office: Office, *words: str) -> set[str]:
    """Give the codes of the errors that csprog finds against main."""
    result = office("validate", "--against", "main", "--json", *DAY, *words)
    found = {problem["code"] for problem in json.loads(result.stdout) if problem["severity"] == "error"}
    assert result.exit_code == bool(found)
    return found


def edited(*pairs: tuple[str, str], text: str = FULL) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def cut(begin: str, end: str) -> str:
    """Give the part of the plan from one text up to another."""
    start = FULL.index(begin)
    return FULL[start : FULL.index(end, start)]


FIRST_MEASURE = cut(plan.MEASURE, "              - text: Доработка ПО")
SECOND_MEASURE = cut("              - text: Доработка ПО", '\n          - number: "1.2.3"')
PROPOSAL = cut('          - number: "1.2.3"', '          - number: "1.2.4"')
NEXT_PROPOSAL = cut('          - number: "1.2.4"', '          - number: "1.2.5"')
ASSESSED = cut("  - id: О-1", "\nplan:")
NEEDLESS = "amendments:\n  - {on: 2025-09-22, document: Приказ, reason: Уточнение, ids: [indicators"

REFUSED: dict[str, tuple[set[str], str]] = {
    # rules switched off in the same change
    "deadline, its rule off": (
        {"change-due", "switched-off-refused"},
        edited(("due: 2025-Q4", "due: 2025-12-30")) + "switched_off: {change-due: Так надо}\n",
    ),
    "journal, its rule off": (
        {"change-journal", "switched-off-refused"},
        edited((plan.DONE, "")) + "switched_off: {change-journal: Так надо}\n",
    ),
    "number twice, its rule off": (
        {"number-duplicate", "change-number", "switched-off-refused"},
        edited(('number: "1.2.4"', 'number: "1.2.3"')) + "switched_off: {number-duplicate: Так надо}\n",
    ),
    "order of entries, its rule off": (
        {"journal-order", "journal-closed", "change-journal", "switched-off-refused"},
        edited((plan.POSTPONED, ""), (plan.DONE, plan.DONE + plan.POSTPONED))
        + "switched_off: {journal-order: Так надо}\n",
    ),
    "another year, its rule off": (
        {"year-of-file", "change-text", "switched-off-refused"},
        edited(("year: 2025", "year: 2026")) + "switched_off: {year-of-file: Так, due-outside-year: Так надо}\n",
    ),
    # what is shown instead of the value
    "printed deadline": (
        {"change-value"},
        edited((plan.RESULT, f"{plan.RESULT}                printed: {{due: июнь}}\n")),
    ),
    "printed number": ({"change-value"}, edited(('              number: "1.2.2."', '              number: "1.2.3."'))),
    "printed number taken out": (
        {"change-value"},
        edited(('            printed:\n              number: "1.2.2."\n', "")),
    ),
    "printed nothing": (
        {"change-value"},
        edited((plan.RESULT, f'{plan.RESULT}                printed: {{number: ""}}\n')),
    ),
    "printed office": ({"change-value"}, edited((plan.PRINTED, "ГРП Марксовского района: ЦО Марксовского района"[4:]))),
    # order as meaning
    "values of a period": ({"change-recorded"}, edited((plan.FIRST + plan.SECOND, plan.SECOND + plan.FIRST))),
    "values of two periods": (
        {"change-recorded"},
        edited((plan.SECOND + plan.THIRD, plan.THIRD + plan.SECOND)),
    ),
    "entries of a day": ({"change-journal"}, edited((plan.POSTPONED + plan.NOTED, plan.NOTED + plan.POSTPONED))),
    "indicators": (
        {"change-order"},
        edited(
            (cut("  - id: ожидание", "  - {id: доля"), ""),
            ("assessments:\n", cut("  - id: ожидание", "  - {id: доля") + "assessments:\n"),
        ),
    ),
    "proposals": ({"change-order"}, edited((PROPOSAL + NEXT_PROPOSAL, NEXT_PROPOSAL + PROPOSAL))),
    "measures": (
        {"change-number"},
        edited((FIRST_MEASURE + SECOND_MEASURE, SECOND_MEASURE + FIRST_MEASURE)),
    ),
    "goals": ({"change-value"}, edited(('goals: ["2.1.1", "2.1.2"]', 'goals: ["2.1.2", "2.1.1"]'))),
    "offices": (
        {"change-offices"},
        edited((plan.OFFICES, "                offices: [Правобережное МРО, Заволжское МРО]\n")),
    ),
    # history put in
    "postponed before": (
        {"change-journal"},
        edited(
            (plan.POSTPONED, "                  - {on: 2025-05-02, event: remark, note: Просили}\n" + plan.POSTPONED)
        ),
    ),
    "remark between": (
        {"change-journal"},
        edited((plan.DONE, "                  - {on: 2025-08-02, event: remark, note: Просили}\n" + plan.DONE)),
    ),
    "remark of a day, first": (
        {"change-journal"},
        edited((plan.NOTED, "                  - {on: 2025-06-02, event: remark, note: Просили}\n" + plan.NOTED)),
    ),
    "value before its correction": (
        {"change-recorded"},
        edited((plan.SECOND, "      - {on: 2025-04-12, period: 2025-Q1, value: 9}\n" + plan.SECOND)),
    ),
    # recorded facts
    "value": ({"change-recorded"}, edited(("value: 12.5", "value: 11.9"))),
    "value, its digits": ({"change-recorded"}, edited(("value: 12.5", "value: 12.50"))),
    "note of a value": ({"change-recorded"}, edited(("По талонам", "По журналу"))),
    "value taken out": ({"change-recorded"}, edited((plan.THIRD, ""))),
    "day of a value": ({"change-recorded"}, edited(("{on: 2025-07-10, period", "{on: 2025-07-11, period"))),
    "score": ({"change-recorded"}, edited(("score: 4.5", "score: 4.6"))),
    "respondents": ({"change-recorded"}, edited(("respondents: 1000", "respondents: 100"))),
    "audience of an assessment": (
        {"change-recorded"},
        edited(("    audience: B2B\n    channel", "    audience: B2C\n    channel")),
    ),
    "channel of an assessment": (
        {"change-recorded"},
        edited(("    channel: office\n    scores", "    channel: phone\n    scores")),
    ),
    "day of an assessment": ({"change-recorded"}, edited(("    on: 2025-07-10\n", ""))),
    "evidence of an assessment": ({"change-recorded"}, edited(("example.org/o1", "example.org/o2"))),
    "assessment taken out": (
        {"change-recorded", "change-value"},
        edited(("assessments:\n" + ASSESSED, ""), ("            assessments: [О-1]\n", "")),
    ),
    "note of an entry": ({"change-journal"}, edited(("Принято по акту № 17", "Принято"))),
    "entry taken out": ({"change-journal"}, edited((plan.NOTED, ""))),
    "measure with a journal dropped": (
        {"change-removed", "change-number", "change-journal"},
        edited((FIRST_MEASURE, "")),
    ),
    # the plan's own promises
    "target lowered": ({"change-value"}, edited(("target: 12", "target: 13"))),
    "target raised": ({"change-value"}, edited(("target: 12", "target: 10"))),
    "target added": ({"change-value"}, edited(("    target: 12\n", "    target: 12\n    baseline: 14\n"))),
    "unit": ({"change-value"}, edited(("unit: минут", "unit: часов"))),
    "name of an indicator": ({"change-value"}, edited(("Время ожидания", "Время приёма"))),
    "direction": ({"change-value"}, edited(("better: lower", "better: higher"))),
    "indicator gone": ({"change-value"}, edited(('  - {id: доля, name: Доля жалоб, unit: "%", target: 3}\n', ""))),
    "one more indicator": (
        {"change-value"},
        edited(("assessments:\n", "  - {id: ещё, name: Ещё, unit: штук}\nassessments:\n")),
    ),
    "indicator with values gone": (
        {"change-value", "change-recorded"},
        edited((cut("  - id: ожидание", "  - {id: доля"), "")),
    ),
    "planned money": ({"change-value"}, edited(("planned: 1250000", "planned: 900000"))),
    "planned money taken out": ({"change-value"}, edited(("planned: 1250000, ", ""))),
    "source of money": ({"change-value"}, edited(("source: Тариф", "source: Бюджет"))),
    "responsible": ({"change-value"}, edited(("responsible: Отдел платежей", "responsible: Отдел продаж"))),
    "responsible taken out": ({"change-value"}, edited(("                responsible: Отдел платежей\n", ""))),
    "digital": ({"change-value"}, edited(("digital: true", "digital: false"))),
    "origin": ({"change-value"}, edited(("origin: survey", "origin: appeal"))),
    "one goal less": ({"change-value"}, edited(('goals: ["2.1.1", "2.1.2"]', 'goals: ["2.1.1"]'))),
    "clauses": ({"change-value"}, edited(('            standard_clauses: ["4.1"]\n', ""))),
    "assessments of a proposal": ({"change-value"}, edited(("            assessments: [О-1]\n", ""))),
    "approval's number": ({"change-text"}, edited(('number: "12"}', 'number: "13"}'))),
    "approval": (
        {"change-text"},
        edited(('  approval: {by: Генеральный директор, on: 2025-01-17, document: приказ, number: "12"}\n', "")),
    ),
    "version of the Standard": ({"change-text"}, edited(('version: "3"', 'version: "4"'))),
    "clause of the Standard": ({"change-text"}, edited(("title: Сроки ответа}", "title: Сроки}"))),
    "one more clause": (
        {"change-text"},
        edited(("title: Сроки ответа}\n", 'title: Сроки ответа}\n      - {number: "4.2", title: Ещё}\n')),
    ),
    "carried over, changed": ({"change-value"}, edited(('{year: 2024, id: "1.2.2.1"', '{year: 2024, id: "1.2.3.1"'))),
    "carried over, invented": (
        {"change-value"},
        edited((plan.OFFICES, plan.OFFICES + '                carried_from: {year: 2024, id: "1.1.1.1"}\n')),
    ),
    "recurring": ({"change-value"}, edited((plan.OFFICES, f"{plan.OFFICES}                recurring: true\n"))),
    "channel": ({"change-text"}, edited(("        channel: office\n", "        channel: phone\n"))),
    "audience": ({"change-text"}, edited(("        audience: B2B\n", "        audience: B2C\n"))),
    "heading of the plan": ({"change-text"}, edited(("title: План мероприятий по", "title: План мер по"))),
    "column": ({"change-text"}, edited(("Срок, Результат]", "Дата, Результат]"))),
    "goal": ({"change-text"}, edited(("- повышение лояльности", "- рост лояльности"))),
    "one more clause of the document": (
        {"change-text"},
        edited(("\ngoals:\n", '    - {number: "1.4", text: Отчёт не публикуется.}\n\ngoals:\n')),
    ),
    "organisation": ({"change-text"}, edited(("organisation: ПАО «Саратовэнерго»", "organisation: ПАО «Энергосбыт»"))),
    # text that reads alike
    "two offices as one": (
        {"change-offices"},
        edited((plan.OFFICES, "                offices: [Заволжское МРО; Правобережное МРО]\n")),
    ),
    # amendments without bounds
    "amendment that names everything": (
        {"change-value", "change-amendment-idle"},
        edited(("target: 12", "target: 13")) + NEEDLESS + ', passport, "1", "2"]}\n',
    ),
    "amendment without wording": ({"change-value"}, edited(("target: 12", "target: 13")) + NEEDLESS + "]}\n"),
    "amendment with a false wording": (
        {"change-amendment-untrue"},
        edited(("target: 12", "target: 13"))
        + NEEDLESS
        + '], changes: [{id: indicators, key: ожидание.target, was: "14", became: "13"}]}\n',
    ),
    "amendment with a false new wording": (
        {"change-amendment-untrue"},
        edited(("target: 12", "target: 13"))
        + NEEDLESS
        + '], changes: [{id: indicators, key: ожидание.target, was: "12", became: "11"}]}\n',
    ),
    "amendment of what has not changed": (
        {"change-amendment-untrue", "change-amendment-idle"},
        FULL + NEEDLESS + '], changes: [{id: indicators, key: ожидание.target, was: "12", became: "13"}]}\n',
    ),
    "amendment that lets a completion go": (
        {"change-journal"},
        edited((plan.DONE, "")) + NEEDLESS.replace("indicators", '"1.2.2.1"') + "]}\n",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_change_is_refused(office: Office, name: str) -> None:
    expected, text = REFUSED[name]
    office.write(text)
    assert codes(office) == expected


AMENDED = "amendments:\n  - {on: 2025-09-22, document: Приказ № 118, reason: Закрыт офис, ids: [indicators], changes: "
TARGET = '{id: indicators, key: ожидание.target, was: "12", became: "13"}'
AIMS = """\
            origin: survey
            goals: ["2.1.1"]
            tasks: ["2.2.1"]
            standard_clauses: ["4.1"]
            assessments: [О-1]
"""
ALLOWED: dict[str, str] = {
    "why it was carried over": edited(("reason: Не закончено", "reason: Отложено, change: Уточнено")),
    "what a recurring measure repeats": edited(
        (plan.OFFICES, plan.OFFICES + '                repeated_from: {year: 2024, id: "1.1.1.1"}\n')
    ),
    "nothing": FULL,
    "comments and layout": "# новое примечание\n"
    + edited(('goals: ["2.1.1", "2.1.2"]', 'goals:\n              - "2.1.1"\n              - "2.1.2" # вторая')),
    "entry": edited((plan.DONE, plan.DONE + "                  - {on: 2025-11-28, event: remark, note: Работает}\n")),
    "first entry": edited(
        (plan.OFFICES, f"{plan.OFFICES}                journal: [{{on: 2025-11-01, event: remark, note: Куплено}}]\n")
    ),
    "value": edited((plan.THIRD, f"{plan.THIRD}      - {{on: 2025-10-10, period: 2025-Q3, value: 11.2}}\n")),
    "value of an earlier day, of another period": edited(
        (plan.THIRD, f"      - {{on: 2025-05-10, period: 2025-04, value: 11.2}}\n{plan.THIRD}")
    ),
    "corrected value": edited((plan.THIRD, f"{plan.THIRD}      - {{on: 2025-07-12, period: 2025-Q2, value: 11.1}}\n")),
    "assessment": edited(
        (
            "\nplan:",
            "  - {id: О-2, kind: operative, period: 2025-Q4, on: 2025-12-20, scores: [{name: Срок, score: 4, scale: 5}]}\n\nplan:",
        )
    ),
    "remark": edited(("remark: Работы ведёт", "remark: Работы вёл")),
    "new remark": edited((plan.OFFICES, f"{plan.OFFICES}                remark: Терминалы в наличии\n")),
    "remark of a clause": edited(("«В текущем году» здесь", "«В текущем году» тут")),
    "keys of the page": edited(("  basis:", "  site: https://example.org/\n  contact: otchet@example.org\n  basis:")),
    "gaps": edited(
        ('    version: "3"\n', '    version: "3"\n    approved_on: 2024-01-31\n'),
        (
            plan.OFFICES,
            f"{plan.OFFICES}                responsible: Отдел\n                funding: {{planned: 0}}\n                digital: false\n",
        ),
        (
            "            text: Развитие сервисов и повышение удобства очного",
            f"{AIMS}            text: Развитие сервисов и повышение удобства очного",
        ),
        ("Срок, Результат]", "Срок, Ответственный, Результат, Финансирование]"),
    ),
    "audience that was missing": edited(('      - number: "2.6"\n', '      - number: "2.6"\n        audience: B2C\n')),
    "amendment": edited(("target: 12", "target: 13")) + AMENDED + f"[{TARGET}]}}\n",
    "two amendments of one value": edited(("target: 12", "target: 14"))
    + AMENDED
    + f"[{TARGET}]}}\n  - {{on: 2025-10-22, document: Приказ № 130, reason: Закрыт ещё один, ids: [indicators], changes: "
    + f"[{TARGET.replace('13', '14').replace('12', '13')}]}}\n",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_change_is_allowed(office: Office, name: str) -> None:
    office.write(ALLOWED[name])
    assert codes(office) == set()


def test_gaps_of_a_plan_that_has_none_of_it(office: Office) -> None:
    """What `validate` asks for in the plan as it was approved can be filled in."""
    office.git("checkout", "-q", "-f", "-B", "bare", "main")
    office.write(APPROVED)
    office.commit("как утверждено")
    office.write(FULL.replace('                carried_from: {year: 2024, id: "1.2.2.1", reason: Не закончено}\n', ""))
    result = office("validate", "--against", "bare", "--json", *DAY)
    assert [one for one in json.loads(result.stdout) if one["severity"] == "error"] == []
    office.git("checkout", "-q", "-f", "wish")


def test_what_is_switched_off_is_a_warning_when_it_changes(office: Office) -> None:
    office.write(FULL + "switched_off: {office-alike: Так называются офисы}\n")
    result = office("validate", "--against", "main", *DAY)
    assert "warning" in result.stdout
    assert "change-switched-off: what is switched off in an approved plan has changed: office-alike" in result.stdout
    assert codes(office) == set()
    assert office("validate", "--against", "main", "--strict", *DAY).exit_code == 1


def test_no_sentence_says_that_nothing_stood_there(office: Office) -> None:
    office.write(edited(("    target: 12\n", "    target: 12\n    baseline: 14\n")))
    said = office("validate", "--against", "main", *DAY, CSPROG_LANG="ru").stdout
    assert "«»" not in said
    assert "indicators: в утверждённом плане не было ожидание.baseline" in said


def test_each_error_has_its_place(office: Office) -> None:
    text = edited(("planned: 1250000", "planned: 900000"))
    office.write(text)
    (found,) = [
        one
        for one in json.loads(office("validate", "--against", "main", "--json", *DAY).stdout)
        if one["severity"] == "error"
    ]
    lines = text[: text.index("900000")].split("\n")
    assert (found["line"], found["column"]) == (len(lines), len(lines[-1]) + 1)


def test_dropped_proposal_takes_its_measures_with_it(office: Office) -> None:
    """An amendment that names what is added or dropped need not name all that lies in it."""
    text = edited((PROPOSAL, ""))
    words = "Повышение качества обработки обращений по заключению договора"
    named = '{id: "1.2.3", key: text, was: ' + words + "}"
    order = 'amendments:\n  - {on: 2025-09-22, document: Приказ, reason: Не нужно, ids: ["1.2.3"], changes: ['
    office.write(text)
    assert codes(office) == {"change-removed"}
    office.write(f"{text}{order}{named}]}}\n")
    assert codes(office) == set()


@pytest.mark.parametrize("false", ["13 became 12", "12 became 14", "14 became 13", "13 became 14"])
@pytest.mark.parametrize("first", [False, True])
def test_false_wording_beside_the_true_one_is_found(office: Office, false: str, *, first: bool) -> None:
    was, _, became = false.split()
    lie = f'{{id: indicators, key: ожидание.target, was: "{was}", became: "{became}"}}'
    told = f"[{lie}, {TARGET}]" if first else f"[{TARGET}, {lie}]"
    office.write(f"{edited(('target: 12', 'target: 13'))}{AMENDED}{told}}}\n")
    assert "change-amendment-untrue" in codes(office)


def test_new_number_of_a_proposal_is_none_of_other_measures(office: Office) -> None:
    """Its measures keep their places in it, or the amendment names them."""
    named = 'amendments:\n  - {on: 2025-09-22, document: Приказ, reason: Опечатка, ids: ["1.2.20"], changes: '
    named += '[{id: "1.2.20", key: number, was: "1.2.2", became: "1.2.20"}]}\n'
    moved = edited(('number: "1.2.2"\n', 'number: "1.2.20"\n'))
    office.write(moved + named)
    assert codes(office) == set()
    office.write(edited((FIRST_MEASURE + SECOND_MEASURE, SECOND_MEASURE + FIRST_MEASURE), text=moved) + named)
    assert codes(office) == {"change-number"}


def test_amendments_stay_below_each_other(office: Office) -> None:
    first = edited(("target: 12", "target: 13")) + AMENDED + f"[{TARGET}]}}\n"
    office.git("checkout", "-q", "-f", "-B", "amended", "main")
    office.write(first)
    office.commit("приказ № 118")
    before = "amendments:\n  - {on: 2025-08-22, document: Приказ № 99, reason: Другое, ids: [indicators]}\n"
    for text in (first.replace("№ 118", "№ 119"), FULL, first.replace("amendments:\n", before)):
        office.write(text)
        result = office("validate", "--against", "amended", "--json", *DAY)
        assert "change-amendment" in {one["code"] for one in json.loads(result.stdout)}
    office.git("checkout", "-q", "-f", "wish")
