"""A text that would publish a person is refused where it is typed, and recorded only with a ground."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_collect import ONE, returned
from tests.plans import APPROVED

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
PERSON = "Отвечает Иванов И. И."
GROUND = ("--allow-personal-data", "Письменное согласие от 3 марта 2025 г.")
COMMANDS = {
    "complete": ("complete", "1.2.3", "--note"),
    "decline": ("decline", "1.2.3", "--reason"),
    "postpone": ("postpone", "1.2.3", "--to", "2026-03-31", "--reason"),
    "cancel": ("cancel", "1.2.3", "--document", "Приказ № 9", "--reason"),
    "reopen": ("reopen", "1.2.3", "--reason"),
    "remark": ("remark", "1.2.3", "--note"),
    "spend": ("spend", "1.2.3", "100", "--note"),
}


@pytest.fixture(params=COMMANDS)
def command(csprog: Tool, request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Give a command line that lacks its text; `reopen` finds a measure that is completed."""
    if request.param == "reopen":
        csprog.done("complete", "1.2.3", "--note", "Сделано", "--on", "2025-06-30", *AS_OF)
    return COMMANDS[request.param]


def test_a_person_is_refused_by_the_words_in_question(csprog: Tool, command: tuple[str, ...]) -> None:
    assert csprog.refused(*command, PERSON, *AS_OF) == (
        "“Иванов И. И.” looks like a person's name; give the post or the unit instead; if the law "
        'allows it, add --allow-personal-data "…"'
    )


def test_a_ground_is_recorded_and_keeps_the_plan_sound(csprog: Tool, command: tuple[str, ...]) -> None:
    csprog.done(*command, PERSON, *GROUND, *AS_OF)
    entry = csprog.json("show", "1.2.3.1", *AS_OF)[0]["journal"][-1]
    assert entry["personal_data_ground"] == GROUND[1]
    assert csprog("validate", *AS_OF).exit_code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Звонить +7 912 345-67-89", "+7 912 345-67-89"),
        ("Звонить 8(912)3456789", "8(912)3456789"),
        ("Писать ivanova@mail.ru", "ivanova@mail.ru"),
        ("Писать i.petrov@yandex.ru", "i.petrov@yandex.ru"),
        ("Писать saratov.petrov@gmail.com", "saratov.petrov@gmail.com"),
        ("Уволилась И.И. Иванова", "Уволилась И.И. Иванова"),
        ("по болезни И.И. Иванова", "И.И. Иванова"),
        ("Уволился г. Иванов И.И.", "Иванов И.И."),
        ("Поручено Иванову Петру Сергеевичу", "Иванову Петру Сергеевичу"),
    ],
)
def test_what_is_a_person(csprog: Tool, text: str, words: str) -> None:
    assert csprog.refused("remark", "1.2.3", "--note", text, *AS_OF).startswith(f"“{words}” looks like a ")


@pytest.mark.parametrize(
    "text",
    [
        "Писать otchet@example.org, kachestvo@example.org, dogovor@example.org, saratov@example.org",
        "Писать energosbyt@example.org, delo@example.org, obrashenie@example.org, vopros@example.org",
        "Писать info@example.org, okc@example.org, priemnaya@example.org, info@mail.ru",
        "Звонить 8 (8452) 57-35-35 или 8-800-100-00-00",
        "По п. 1.2 и в г. Саратов, ул. Ленина, 5, ПАО «Т Плюс»",
        "Офис на ул. А.С. Пушкина и ул. им. Чернышевского Н.Г., 60, у ДК им. С. М. Кирова",
        "Приказ подписан И.О. Начальника отдела, и.о. директора",
        "Назначен И.О. Директора. Улица А.С. Пушкина",
    ],
)
def test_what_is_no_person(csprog: Tool, text: str) -> None:
    csprog.done("remark", "1.2.3", "--note", text, *AS_OF)
    assert [one for one in csprog.json("validate", *AS_OF) if one["code"].startswith("personal-data")] == []


@pytest.mark.parametrize(
    "text", ["Писать ivanova@example.org", "Касса на пр. Кирова С.М., д. 5", "Площадь В.И. Ленина"]
)
def test_what_may_be_a_person_is_a_warning(csprog: Tool, text: str) -> None:
    csprog.done("remark", "1.2.3", "--note", text, *AS_OF)
    found = [one for one in csprog.json("validate", *AS_OF) if one["code"].startswith("personal-data")]
    assert [(one["code"], one["severity"]) for one in found] == [("personal-data-possible", "warning")]


def test_the_contact_passes_everywhere(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("  organisation:", "  contact: energo.ivanov@mail.ru\n  organisation:", 1))
    csprog.done("remark", "1.2.3", "--note", "Писать energo.ivanov@mail.ru", *AS_OF)
    assert csprog("validate", *AS_OF).exit_code == 0
    assert csprog.refused("remark", "1.2.3", "--note", "Писать ivanov@mail.ru", *AS_OF).startswith("“ivanov@mail.ru” ")


def test_a_ground_holds_for_its_entry_alone(csprog: Tool) -> None:
    csprog.done("remark", "1.2.3", "--note", PERSON, *GROUND, *AS_OF)
    csprog.write(csprog.text.replace("text: Установка терминалов", "text: Иванов И. И. Установка терминалов", 1))
    found = json.loads(csprog("validate", "--json", *AS_OF).stdout)
    assert [one["code"] for one in found if one["severity"] == "error"] == ["personal-data"]


@pytest.mark.slow
def test_a_ground_is_never_published(csprog: Tool) -> None:
    csprog.done("decline", "1.2.3", "--reason", PERSON, *GROUND, *AS_OF)
    csprog("publish", "--as-of", "2026-01-20")
    published = [file for file in (csprog.folder / "site").rglob("*") if file.is_file()]
    assert any("Иванов И. И.".encode() in file.read_bytes() for file in published)
    assert not any(word.encode() in file.read_bytes() for file in published for word in (GROUND[1], "data_ground"))


def test_values_and_assessments_name_no_person(csprog: Tool) -> None:
    options = ("--kind", "operative", "--period", "2025-H1", "--score", "Вежливость=4.5/5", "--note", PERSON)
    assert csprog.refused("assess", "О-1", *options, *AS_OF).startswith("“Иванов И. И.” looks like a person's name")


def test_an_answer_that_names_a_person_is_a_fault_of_its_cell(csprog: Tool) -> None:
    answers = {"1.1.1.1": {"done": "да", "on": "14.03.2025", "note": PERSON}}
    file = returned(csprog.folder, ONE, answers).name
    result = csprog("collect", file, "--yes", *AS_OF)
    assert (result.exit_code, result.stdout, csprog.text) == (1, "", APPROVED)
    fault, count = result.stderr.splitlines()
    assert fault.startswith(f"{file} «1. ")
    assert "“Иванов И. И.” looks like a person's name" in fault
    assert count == "1 error; nothing was recorded"
    csprog.done("collect", file, "--yes", *GROUND, *AS_OF)
    assert csprog.json("show", "1.1.1.1", *AS_OF)[0]["journal"][0]["personal_data_ground"] == GROUND[1]


def test_an_import_asks_about_a_person(csprog: Tool) -> None:
    document = (
        "План мероприятий на 2026 год\n"
        "№\tПредложения\tМероприятия\tСрок исполнения\tПланируемый результат\n"
        "1.1.1\tУдобство\tОбучение\t31.12.2026\tОбучает Иванов И. И.\n"
    )
    (csprog.folder / "plan.txt").write_text(document, encoding="utf-8")
    result = csprog("import", "plan.txt")
    assert result.exit_code == 1
    assert "“Иванов И. И.” looks like a person's name" in result.output
    assert result.stdout.splitlines()[-1] == "1 error in programme/2026.yaml: see csprog validate"
