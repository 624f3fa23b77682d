"""Whatever a person types as a note comes back as typed, and is shown as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans import APPROVED, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
TEXTS = {
    "two-lines": "Терминал принят.\nАкт № 17: подписан",
    "paragraphs": "раз\n\n  с отступом\n\nдва",
    "single-quotes": "it's 'так'",
    "double-quotes": 'сказал: "да" и \\ ушёл',
    "hash": "# не замечание, а # текст #",
    "colon": "итог: принято: да",
    "dashes": "-- срочно",
    "dash-and-space": "- пункт\n- пункт",
    "option": "--note",
    "signs": "готово ✓ ☑ → ₽ 25 °C",
    "markup": "[draft] [/] [bold]x[/bold] [link=https://example.org]y[/link]",
    "template": "{{ 7 * 7 }} {% raw %} {count} %s",
    "html": "<script>alert(1)</script> &amp;",
    "number": "1.10",
    "no": "no",
    "null": "~",
    "date": "2025-06-30",
    "document": "---\nтекст\n...",
    "non-breaking": "№\u00a017",
    "long": "слово и дело " * 769 + "конец",
    "long-without-spaces": "д" * 10_000,
    "braces": "{a: [b, c]}",
    "ampersand": "&якорь *псевдоним !тег",
}


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_note_comes_back_as_typed(csprog: Tool, text: str) -> None:
    csprog.done("remark", "1.2.2.1", f"--note={text}", *AS_OF)
    csprog.done("cancel", "1.2.2.2", f"--reason={text}", "--document", "Приказ № 9", *AS_OF)
    csprog.done("complete", "1.2.4", f"--note={text}", *AS_OF)
    (remark,) = csprog.json("show", "1.2.2.1", *AS_OF)
    assert remark["journal"] == [{"on": "2025-07-01", "event": "remark", "note": text}]
    (cancelled, done) = csprog.json("status", "1.2.2.2", "1.2.4", *AS_OF)["measures"]
    assert (cancelled["reason"], done["note"]) == (text, text)


@pytest.mark.parametrize("text", ["-- срочно", "-5 °C", "--срочно", "--office Марс"])
def test_a_note_with_leading_dashes_as_a_word_of_its_own(csprog: Tool, text: str) -> None:
    csprog.done("remark", "--note", text, "1.2.2.1", *AS_OF, EDITOR="false")
    assert csprog.json("show", "1.2.2.1", *AS_OF)[0]["journal"][0]["note"] == text


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_only_lines_are_added(csprog: Tool, text: str) -> None:
    csprog.done("remark", "1.2.2", f"--note={text}", *AS_OF)
    lines = iter(csprog.text.splitlines(keepends=True))
    assert all(line in lines for line in APPROVED.splitlines(keepends=True))


@pytest.mark.parametrize("name", ["markup", "template", "html", "signs", "single-quotes", "double-quotes", "dashes"])
def test_the_terminal_shows_a_text_as_it_is(csprog: Tool, name: str) -> None:
    text = TEXTS[name]
    csprog.done("complete", "1.2.2.1", f"--note={text}", *AS_OF)
    assert text in " ".join(csprog.done("show", "1.2.2.1", *AS_OF).split())


def test_markup_in_the_plan_is_shown_as_it_is(csprog: Tool) -> None:
    plan = small().replace("text: Мероприятие", 'text: "[draft] [/] [red]Мероприятие"')
    csprog.write(plan.replace("text: Предложение", 'text: "[/] [b]Предложение"').replace("Раздел", '"[/]Раздел"'))
    for words in (["status"], ["status", "--status", "overdue"], ["show", "1.1.1"]):
        assert "[draft] [/] [red]Мероприятие" in " ".join(csprog.done(*words, *AS_OF).split())
    assert "[/]Раздел" in csprog.done("status", *AS_OF)
    assert "[/] [b]Предложение" in csprog.done("show", "1.1.1", *AS_OF)
    assert "[draft] [/] [red]Мероприятие" in csprog.done("remark", "1.1.1", "--note", "[/]", *AS_OF)


def test_a_text_of_several_lines_takes_one_line_where_one_is_due(csprog: Tool) -> None:
    shown = csprog.done("complete", "1.2.5", "--note", "поздно", *AS_OF)
    assert len(shown.splitlines()) == 3
    assert "подразделения); подготовка" in shown


def test_markup_in_a_refusal_is_shown_as_it_is(csprog: Tool) -> None:
    assert "“[/red]”" in csprog.refused("complete", "1.1.1", "--office", "[/red]", *AS_OF)
    assert "[draft]" in csprog.refused("show", "[draft]", *AS_OF)


def test_markup_in_problems_is_shown_as_it_is(csprog: Tool) -> None:
    csprog.write(small().replace("channel: office", "channel: '[/draft]'"))
    result = csprog("validate", *AS_OF)
    assert "invalid value “[/draft]”, choose from" in result.stdout
    assert "invalid value “[/draft]”, choose from" in csprog("status", *AS_OF).stderr


PASTED = {
    "tab": ("а\tб", "а б"),
    "line of Word": ("а\vб", "а б"),
    "line ends of Windows": ("а\r\nб", "а\nб"),
    "soft hyphen": ("уста\u00adновка", "установка"),
    "zero-width space": ("а\u200bб", "аб"),
    "joiner": ("а\u200dб", "аб"),
    "byte order mark": ("а\ufeffб", "аб"),
    "mark of direction": ("а\u202eб\u200e", "аб"),
}


@pytest.mark.parametrize(("typed", "recorded"), PASTED.values(), ids=PASTED)
def test_what_is_pasted_is_recorded_as_it_is_seen(csprog: Tool, typed: str, recorded: str) -> None:
    """One rule for options and the editor; what nobody sees is left out, and said to be."""
    ran = csprog("remark", "1.2.2.1", "--note", typed, *AS_OF)
    assert csprog("decline", "1.2.4", "--reason", f"раз {typed}", *AS_OF).exit_code == 0
    (remark,) = csprog.json("show", "1.2.2.1", *AS_OF)
    assert remark["journal"][0]["note"] == recorded
    assert csprog.json("show", "1.2.4", *AS_OF)[0]["journal"][0]["reason"] == f"раз {recorded}"
    said = f"invisible characters were removed from “{' '.join(recorded.split())}”: U+"
    assert (said in ran.stderr) == (typed not in {"а\tб", "а\vб", "а\r\nб"})


def test_a_sign_without_a_font_is_taken_where_the_plan_says_that_its_own_fonts_have_it(csprog: Tool) -> None:
    csprog.write(f"{APPROVED}\nswitched_off:\n  sign-without-font: в templates/fonts есть шрифт с эмодзи\n")
    csprog.done("complete", "1.2.4", "--note", "готово 🎉", *AS_OF)
    assert "готово 🎉" in csprog.text


def test_a_sign_that_is_recorded_stops_nobody(csprog: Tool) -> None:
    """What git has already is not refused: another record goes on, and validate names the sign."""
    csprog.write(APPROVED.replace("Обслуживание отдельной", "✅ Обслуживание отдельной", 1))
    csprog.done("complete", "1.2.2.1", "--note", "готово", *AS_OF)
    said = csprog("validate", *AS_OF).stdout
    assert "no font of the PDF has “✅” (U+2705), character 1 of “✅ Обслуживание" in " ".join(said.split())
    assert "sign-without-font" in said
