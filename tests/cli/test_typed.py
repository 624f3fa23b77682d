"""What people type is understood: days, ids, names of offices and statuses, short options, slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csprog.parsing.names import split_ids
from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
ONE, OTHER = "1.2.2.1", "1.2.3.1"


def journal(csprog: Tool, identifier: str = ONE) -> list[dict[str, object]]:
    """Give the journal of a measure."""
    (found,) = csprog.json("show", identifier, *AS_OF)
    entries: list[dict[str, object]] = found["journal"]
    return entries


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31.05.2025", "2025-05-31"),
        ("2025-5-31", "2025-05-31"),
        ("31 мая 2025 г.", "2025-05-31"),
        ("вчера", "2025-06-30"),
        ("Yesterday", "2025-06-30"),
        ("сегодня", "2025-07-01"),
        ("today", "2025-07-01"),
        ("позавчера", "2025-06-29"),
    ],
)
def test_the_day_of_a_record(csprog: Tool, typed: str, day: str) -> None:
    csprog.done("complete", ONE, "--on", typed, "-m", "готово", *AS_OF)
    assert journal(csprog)[0]["on"] == day


@pytest.mark.parametrize(
    "words", [("--on", "вчера", "--as-of", "01.07.2025"), ("--as-of", "01.07.2025", "--on", "вчера")]
)
def test_words_count_from_the_day_that_is_looked_from(csprog: Tool, words: tuple[str, ...]) -> None:
    csprog.done("complete", ONE, *words)
    assert journal(csprog)[0]["on"] == "2025-06-30"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-Q1", "2026-03-31"),
        ("1 квартал 2026", "2026-03-31"),
        ("31.12.2025", "2025-12-31"),
        ("31.12.25", "2025-12-31"),
        ("завтра", "2025-07-02"),
    ],
)
def test_a_new_deadline_may_be_a_quarter(csprog: Tool, typed: str, day: str) -> None:
    csprog.done("postpone", "1.2.4.1", "--to", typed, "--reason", "поставщик", *AS_OF)
    assert journal(csprog, "1.2.4.1")[0]["to"] == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2025-11-31", "November has 30 days"),
        ("31.11.2025", "November has 30 days"),
        ("31 июня 2025", "June has 30 days"),
        ("29.02.2025", "February 2025 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
    ],
)
@pytest.mark.parametrize("option", ["--on", "--to"])
def test_a_day_that_no_month_has(csprog: Tool, typed: str, said: str, option: str) -> None:
    words = ("postpone", ONE, "--to", "2025-12-31", "--reason", "а", option, typed)
    assert csprog.refused(*words, code=2) == f"{option}: there is no such day: {said}; see csprog postpone --help"
    assert "в ноябре 30 дней" in csprog.refused("status", "--as-of", "2025-11-31", "--lang", "ru", code=2)


@pytest.mark.parametrize(
    "typed", ["1,2,2,1", "№1.2.2.1", "№ 1.2.2.1", "1.2.2.1,", "1.2.2.1.", "N 1.2.2.1;", " 1.2.2.1 "]
)
def test_an_id_as_people_type_it(csprog: Tool, typed: str) -> None:
    csprog.done("complete", typed, *AS_OF)
    csprog.done("log", typed)
    csprog.done("correct", typed, "--note", "иначе", "--why", "опечатка", *AS_OF)
    assert [entry["event"] for entry in journal(csprog, typed)] == ["completed", "corrected"]
    assert csprog.json("status", typed, *AS_OF)["counts"]["total"] == 1


def test_the_nearest_ids_of_one_typed_with_commas(csprog: Tool) -> None:
    assert csprog.refused("show", "1,2,2,9").endswith("nearest: 1.2.2.2, 1.2.2.1")


@pytest.mark.slow
@pytest.mark.parametrize(
    "ids", [(ONE, OTHER), (f"{ONE},{OTHER}",), (f"{ONE}, {OTHER}",), (f"{ONE};", "1,2,3,1"), (ONE, OTHER, ONE)]
)
def test_several_ids_at_once(csprog: Tool, ids: tuple[str, ...]) -> None:
    changed = csprog.json("complete", *ids, "-m", "готово", *AS_OF)
    assert [one["id"] for one in changed] == [ONE, OTHER]
    assert [one["id"] for one in csprog.json("show", *ids, *AS_OF)] == [ONE, OTHER]
    assert {one["id"] for one in csprog.json("log", *ids)} == {ONE, OTHER}
    csprog.done("correct", *ids, "--on", "30.06.2025", "--why", "дата", *AS_OF)
    for identifier in (ONE, OTHER):
        assert [entry["event"] for entry in journal(csprog, identifier)] == ["completed", "corrected"]
    csprog.done("undo", *AS_OF)
    csprog.done("undo", *AS_OF)
    assert journal(csprog) == journal(csprog, OTHER) == []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["complete", "decline", "postpone", "cancel", "reopen", "remark"])
def test_of_several_ids_all_are_recorded_or_none(csprog: Tool, command: str) -> None:
    needed = {
        "decline": ["--reason", "а"],
        "postpone": ["--to", "2026-Q1", "--reason", "а"],
        "cancel": ["--reason", "а", "--document", "№ 1"],
        "reopen": ["--reason", "а"],
        "remark": ["-m", "а"],
    }
    if command == "reopen":
        csprog.done("complete", ONE, OTHER, *AS_OF)
    options = [*needed.get(command, []), *AS_OF]
    assert "there is no measure 9.9 in the plan of 2025" in csprog.refused(command, ONE, "9.9", *options)
    before = len(journal(csprog))
    csprog.done(command, ONE, OTHER, *options)
    assert len(journal(csprog)) == len(journal(csprog, OTHER)) == before + 1


def test_several_measures_are_amended_by_one_document(csprog: Tool) -> None:
    head = ("--document", "Приказ № 9", "--on", "01.06.2025", "--reason", "сдвиг")
    amended = csprog.json("amend", ONE, OTHER, "--due", "31.10.2025", *head, *AS_OF)
    assert amended["ids"] == [ONE, OTHER]
    assert csprog.text.count("due: 2025-10-31") == 2
    dropped = csprog.json("amend", "1.1.1.1", "1.1.1.2", "--drop", *head, *AS_OF)
    assert dropped["ids"] == ["1.1.1.1", "1.1.1.2"]


OFFICES = "Северное МРО, Северо-Восточное МРО, Заволжское МРО"


@pytest.mark.parametrize("typed", ["заволжское мро", "ЗАВОЛЖ", "Заволжское  МРО", "Северное"])
def test_an_office_by_any_case_or_its_beginning(csprog: Tool, typed: str) -> None:
    csprog.write(small(measure(offices=OFFICES)))
    csprog.done("complete", "1.1.1", "--office", typed, "--reason", "ремонт", *AS_OF)
    assert journal(csprog, "1.1.1")[0]["offices"] == ["Северное МРО" if "Сев" in typed else "Заволжское МРО"]


def test_a_beginning_of_several_offices(csprog: Tool) -> None:
    csprog.write(small(measure(offices=OFFICES)))
    said = csprog.refused("complete", "1.1.1", "--office", "север", *AS_OF)
    assert said == "“север” may be one of several: «Северное МРО», «Северо-Восточное МРО»; type more of it"
    assert csprog.refused("export", "--format", "ics", "--for", "север", *AS_OF) == said


def test_a_document_for_a_unit_by_its_beginning(csprog: Tool) -> None:
    csprog.write(small(measure() + "  responsible: Отдел продаж\n"))
    csprog.done("export", "--format", "ics", "--for", "отдел", "--output", "x.ics", *AS_OF)


@pytest.mark.parametrize("typed", ["просрочено", "Просроч", "overdue", "OVER"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_status_by_its_name_in_either_language(csprog: Tool, typed: str, language: str) -> None:
    shown = csprog.json("status", "--status", typed, *AS_OF, "--lang", language)
    assert {one["standing"] for one in shown["measures"]} == {"overdue"}
    assert csprog("status", "--fail-on", typed, *AS_OF).exit_code == 1


def test_a_status_that_begins_another(csprog: Tool) -> None:
    csprog.done("complete", ONE, *AS_OF)
    assert csprog.json("status", "--status", "выполнено", *AS_OF)["counts"]["total"] == 1
    assert csprog.json("status", "--status", "выполнено с опозданием", *AS_OF)["counts"]["total"] == 0
    assert "invalid value “c”, choose from: planned" in csprog.refused("status", "--status", "c", code=2)


SLIPS = [
    (["decline", ONE, "--note", "а"], "there is no option --note; did you mean --reason?"),
    (["decline", ONE, "-m", "а"], "there is no option -m; did you mean --reason?"),
    (["remark", ONE, "--reason", "а"], "there is no option --reason; did you mean --note?"),
    (["amend", ONE, "--why", "а"], "there is no option --why; did you mean --reason?"),
    (["status", "--overdue"], "there is no option --overdue; did you mean --status overdue?"),
    (["gauge", "x", "1"], "missing option --period: a period is a year (2025)"),
    (["assess", "x", "--score", "а=1/5"], "missing option --kind: operative | comprehensive; see"),
    (["help", "complet"], "there is no command complet; did you mean complete?; all topics: csprog help"),
]


@pytest.mark.parametrize(("words", "said"), SLIPS, ids=[" ".join(words) for words, _ in SLIPS])
def test_a_slip_is_answered_with_what_was_meant(csprog: Tool, words: list[str], said: str) -> None:
    assert csprog.refused(*words, code=2).startswith(said)


@pytest.mark.parametrize("words", [["-h"], ["complete", "-h"], ["help", "complete"]])
def test_help_is_asked_for_in_several_ways(csprog: Tool, words: list[str]) -> None:
    long = [word for word in words if word not in {"-h", "help"}]
    assert csprog.done(*words) == csprog.done(*long, "--help")


def test_ids_separated_by_commas_and_ids_that_are_names() -> None:
    assert split_ids(["1.2.2.1,1.2.3.1", "1,2,4", "№ 1.2.5"]) == ["1.2.2.1", "1.2.3.1", "1.2.4", "1.2.5"]
    assert split_ids(["ожидание в очереди, мин"]) == ["ожидание в очереди, мин"]
