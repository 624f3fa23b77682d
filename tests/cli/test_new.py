"""`csprog new`: next year's plan, a company's first; by options, by defaults, and asked at a terminal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from csprog.programme.plan_writer import PLACEHOLDER
from tests.cli.terminal import CTRL_C, DOWN, ENTER, ERASE, SPACE, Terminal, on_terminal
from tests.plans import APPROVED, check, day, measure, small, sound

if TYPE_CHECKING:
    from csprog.programme.model import Programme
    from tests.cli.tool import Tool

ON = ("--as-of", "2025-12-31")
RECURRING = APPROVED.replace(
    "text: Установка терминалов электронной очереди\n",
    "text: Установка терминалов электронной очереди\n                recurring: true\n",
)
FIRST = ("--organisation", "ПАО «Энергосбыт»")


@pytest.fixture
def bare(csprog: Tool) -> Tool:
    """Give csprog in a folder without any plan."""
    csprog.file.unlink()
    csprog.file.parent.rmdir()
    return csprog


def new(csprog: Tool, year: int = 2026) -> Programme:
    """Give the new plan, which must have no errors but examples that wait for the company's own words."""
    text = (csprog.folder / "programme" / f"{year}.yaml").read_text(encoding="utf-8")
    errors = [finding for finding in check(text, day(12, 31)) if finding.severity == "error"]
    assert [finding for finding in errors if finding.code != "placeholder"] == []
    return sound(text)[1]


def origins(plan: Programme) -> list[str]:
    """Give the ids that measures had in the year before."""
    return [one.measure.carried_from.id for one in plan.measures if one.measure.carried_from]


# ── next year's ──────────────────────────────────────────────────────────────────────────────────────────────


def test_by_default_all_goes_over_that_was_not_carried_out(csprog: Tool) -> None:
    csprog.done("complete", "1.2.4", "--on", "2025-06-30", "--note", "Сделано", *ON)
    csprog.done("cancel", "1.2.5", "--reason", "Не нужно", "--document", "Приказ № 9", *ON)
    csprog.done("decline", "1.2.6", "--reason", "Не успели", *ON)
    result = csprog("new", "2026", *ON)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "programme/2026.yaml",
        "from the plan of 2025 as of 31 Dec 2025:",
        "  23 of 24 measures not completed (--carry)",
    ]
    assert result.stderr.endswith("then run csprog validate\n")
    went_over = origins(new(csprog))
    assert len(went_over) == 23
    assert not {"1.2.4.1", "1.2.5.1"} & set(went_over)
    shown = csprog.json("show", "1.2.4", "--year", "2026", *ON)
    assert shown[0]["text"] == "Изменение режима работы офиса. Смещенный график обслуживания клиентов"


def test_a_year_that_left_nothing_undone(csprog: Tool) -> None:
    csprog.write(small(measure("on: 2025-06-30, event: completed")))
    said = csprog("new", "2026", *ON).stdout.splitlines()
    assert said[1:3] == ["from the plan of 2025 as of 31 Dec 2025:", "  all measures were completed"]
    assert new(csprog).measures == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--carry", "none"), []),
        (("--carry", "1.2.2", "--carry", "1.1.1.2"), ["1.1.1.2", "1.2.2.1", "1.2.2.2"]),
        (("--carry", "2.5.1."), ["2.5.1.1"]),
    ],
)
def test_what_goes_over_is_chosen_by_options(csprog: Tool, words: tuple[str, ...], expected: list[str]) -> None:
    assert csprog("new", "2026", "--from", "2025", *words, *ON).exit_code == 0
    assert origins(new(csprog)) == expected


def test_what_recurs(csprog: Tool) -> None:
    """One that was not carried out goes over with its link; else it comes again without one, or not at all."""
    csprog.write(RECURRING)
    for words, expected in [
        ((), ["1.1.1.1"]),
        (("--carry", "none"), []),
        (("--carry", "none", "--recurring", "1.1.1"), []),
    ]:
        csprog("new", "2026", *words, *ON)
        plan = new(csprog)
        assert plan.measures[0].measure.text == "Установка терминалов электронной очереди"
        assert origins(plan)[:1] == expected
        (csprog.folder / "programme" / "2026.yaml").unlink()
    csprog("new", "2026", "--carry", "none", "--recurring", "none", *ON)
    assert new(csprog).measures == ()


def test_the_newest_earlier_year_is_gone_on_from(csprog: Tool) -> None:
    assert csprog("new", "2026", *ON).exit_code == 0
    assert "from the plan of 2026" in csprog("new", "2028", *ON).stdout
    plan = new(csprog, 2028)
    assert {str(one.measure.due) for one in plan.measures} == {"2028-06-30", "2028-12-31", "2028-Q4"}
    assert csprog("new", "2027", "--from", "2025", *ON).stdout.splitlines()[1].startswith("from the plan of 2025")


def test_values_of_the_passport_by_options(csprog: Tool) -> None:
    csprog("new", "2026", "--title", "План", "--basis", "", "--site", "https://example.org", *ON)
    passport = new(csprog).passport
    assert (passport.title, passport.basis, passport.site) == ("План", None, "https://example.org")
    assert passport.organisation == "ПАО «Саратовэнерго»"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("2025",), 1, "programme/2025.yaml already exists; nothing was written"),
        (("2026", "--from", "2024"), 1, "there is no plan of 2024; there are: 2025"),
        (("2024", "--from", "2025"), 2, "2025 is not before 2024; give an earlier year with --from"),
        (("2200",), 2, "2200 is out of range: a year is between 1900 and 2199"),
        (("2026", "--carry", "9.9"), 1, "invalid value 9.9 of --carry, choose from: 1.1.1.1, 1.1.1.2"),
        (("2026", "--recurring", "1.1.1.1"), 1, "invalid value 1.1.1.1 of --recurring, choose from: —"),
        (("2026", "--carry", "all", "--carry", "1.1.1"), 2, "--carry takes ids, or just all or none"),
        (("2026", "--site", "example.org"), 2, "--site: a link is a full web address"),
        (("2026", "--title", " "), 2, "--title: this is empty"),
        (("2024", "--carry", "all"), 2, "--carry and --recurring need a plan of an earlier year; there is none"),
        (("2024",), 2, "missing option --organisation: the company of the Programme"),
    ],
)
def test_refusals(csprog: Tool, words: tuple[str, ...], code: int, said: str) -> None:
    assert csprog.refused("new", *words, *ON, code=code).startswith(said)
    assert [file.name for file in (csprog.folder / "programme").iterdir()] == ["2025.yaml"]


def test_validate_looks_up_where_a_measure_comes_from(csprog: Tool) -> None:
    """In the plan of that year beside it; where that is missing or at fault, nothing can be said."""
    csprog("new", "2026", "--carry", "1.2.2.1", *ON)

    def lost() -> list[str]:
        found = csprog.json("validate", "programme/2026.yaml", *ON)
        return [one["message"] for one in found if one["code"] == "carried-from-id"]

    assert lost() == []
    file = csprog.folder / "programme" / "2026.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('id: "1.2.2.1"', 'id: "1.2.2.9"'), encoding="utf-8")
    assert lost() == ["there is no measure 1.2.2.9 in the plan of 2025"]
    csprog.write("passport: {}\n")
    assert lost() == []
    csprog.file.unlink()
    assert lost() == []


def test_an_earlier_plan_at_fault_is_told(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("  title:", "  titel:", 1))
    result = csprog("new", "2026", *ON)
    assert result.exit_code == 1
    assert "programme/2025.yaml:22:3: error: unknown-key" in result.stderr
    assert not (csprog.folder / "programme" / "2026.yaml").exists()


# ── a company's first ────────────────────────────────────────────────────────────────────────────────────────


def test_a_first_plan_works_at_once(bare: Tool) -> None:
    result = bare("new", "2026", *FIRST)
    assert (result.exit_code, result.stdout) == (0, "programme/2026.yaml\n")
    assert "csprog init" in result.stderr
    passport = new(bare).passport
    assert passport.organisation == "ПАО «Энергосбыт»"
    assert passport.basis == "Постановление Правительства РФ от 4 мая 2012 г. № 442"
    assert bare.json("status", "--as-of", "2026-01-01")["measures"][0]["text"].startswith(PLACEHOLDER)


def test_the_examples_of_a_first_plan_have_to_be_replaced(bare: Tool) -> None:
    bare("new", "2026", *FIRST)
    on = ("--as-of", "2026-01-01")
    found = json.loads(bare("validate", "--json", *on).stdout)
    assert [one["code"] for one in found if one["severity"] == "error"] == ["placeholder"] * 3
    assert bare("complete", "1.1.1", *on).stderr.count(": placeholder: this is still the example of csprog new") == 3
    assert bare.done("show", "1.1.1", *on).splitlines()[0].startswith("3 errors")
    file = bare.folder / "programme" / "2026.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(PLACEHOLDER, "Своё"), encoding="utf-8")
    assert bare("validate", *on).exit_code == 0
    assert bare("complete", "1.1.1", "--note", "Сделано", *on).exit_code == 0


def test_what_its_comments_offer_is_sound(bare: Tool) -> None:
    """Uncommented, with the sentences between them left out, the drafts in the comments are a part of the plan."""
    bare("new", "2026", *FIRST)
    file = bare.folder / "programme" / "2026.yaml"
    text = file.read_text(encoding="utf-8")
    assert max(map(len, text.split("\n"))) <= 100
    assert "target: 82\n\nsections:\n" in text
    header, rest = text.split("\n\n", 1)
    assert all(line.startswith("#") for line in header.split("\n"))
    drafts = re.sub(r"^( *)# ( *(?:[a-z_]+:|- ).*)$", r"\1\2", rest, flags=re.MULTILINE)
    file.write_text(drafts, encoding="utf-8")
    plan = new(bare)
    measure = plan.measures[0].measure
    assert plan.passport.approval
    assert plan.passport.standard
    assert plan.goals
    assert plan.indicators[0].target == 82
    assert measure.offices
    assert measure.funding
    assert measure.recurring


def test_git_is_not_explained_to_who_has_it(bare: Tool) -> None:
    (bare.folder / ".git").mkdir()
    for name, content in {"HEAD": "ref: refs/heads/main\n", "objects": None, "refs": None}.items():
        if content is None:
            (bare.folder / ".git" / name).mkdir()
        else:
            (bare.folder / ".git" / name).write_text(content, encoding="utf-8")
    assert "git init" not in bare("new", "2026", *FIRST).stderr


# ── at a terminal ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@on_terminal
def test_next_year_asked_at_a_terminal(csprog: Tool) -> None:
    csprog.write(RECURRING)
    terminal = Terminal("-m", "csprog", "new", "2026", *ON, folder=csprog.folder, CSPROG_LANG="ru")
    terminal.sees("Компания (чья это Программа)?")
    terminal.sees("ПАО «Саратовэнерго»")
    terminal.press(ENTER)
    terminal.sees("Название Программы?")
    terminal.press(ENTER)
    terminal.sees("Основание (нормативный акт)?")
    terminal.press(ENTER)
    terminal.sees("Официальный сайт")
    terminal.press("example.org", ENTER)
    terminal.sees("без имени пользователя")
    terminal.press(ERASE, "https://example.org", ENTER)
    assert "● 1.1.1.1 скоро срок: Установка" in terminal.sees("1.1.1.3")
    terminal.press(SPACE, DOWN, SPACE, ENTER)
    terminal.sees("Какие ежегодные мероприятия повторить?")
    terminal.press(SPACE, ENTER)
    code, said = terminal.end()
    assert code == 0
    assert "перенесено невыполненных мероприятий: 23 из 25 (--carry)" in said
    assert "повторено ежегодных мероприятий: 0 из 1 (--recurring)" in said
    plan = new(csprog)
    assert plan.passport.site == "https://example.org"
    assert origins(plan)[0] == "1.1.1.3"


@pytest.mark.slow
@on_terminal
def test_what_an_option_says_is_not_asked(csprog: Tool) -> None:
    words = ("--carry", "1.2.2", "--organisation", "ПАО", "--title", "План", "--basis", "", "--site", "")
    code, said = Terminal("-m", "csprog", "new", "2026", *words, *ON, folder=csprog.folder).end()
    assert code == 0
    assert "2 of 25" in said


@pytest.mark.slow
@on_terminal
@pytest.mark.parametrize("answers", [0, 1, 4])
def test_ctrl_c_leaves_nothing(bare: Tool, answers: int) -> None:
    """At the first question or a later one of a first plan, or among the measures of the next one."""
    questions = ["Company?", "Title", "Legal act", "Official site", "carried over"]
    if answers == 4:
        bare.write(APPROVED)
    before = sorted(bare.folder.rglob("*"))
    terminal = Terminal("-m", "csprog", "new", "2026", *ON, folder=bare.folder)
    for question in questions[:answers]:
        terminal.sees(question)
        terminal.press("О", ENTER) if question == "Company?" else terminal.press(ENTER)
    terminal.sees(questions[answers])
    terminal.press(CTRL_C)
    code, said = terminal.end()
    assert code == 130
    assert said.endswith("csprog: stopped\n")
    assert sorted(bare.folder.rglob("*")) == before


@pytest.mark.slow
@on_terminal
def test_a_first_plan_asked_at_a_terminal(bare: Tool) -> None:
    terminal = Terminal("-m", "csprog", "new", "2026", folder=bare.folder)
    terminal.sees("Company?")
    terminal.press(ENTER)
    terminal.sees("this is empty")
    terminal.press("ПАО «Энергосбыт»", ENTER)
    for question in ("Title", "act", "site"):
        terminal.sees(question)
        terminal.press(ENTER)
    assert terminal.end()[0] == 0
    assert new(bare).passport.organisation == "ПАО «Энергосбыт»"
