"""Recordings without an id, at a terminal: what is asked, what is refused, and that nothing else is recorded by it."""

from __future__ import annotations

import re
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import CTRL_C, DOWN, ENTER, ERASE, SPACE, Terminal, on_terminal
from tests.cli.tool import PYTHON
from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
SAME = "the same without questions: "
CLOSED = "on: 2025-06-01, event: completed"
DIALOGUES = {
    "complete by words, late": (
        ["complete"],
        [
            ("Which measure was completed?", ["дня КЛИЕНТА", ENTER]),
            ("Date?", [ENTER]),
            ("Why on that date?", [ENTER]),
            ("reason: this is empty; give a text", ["Свет; «был» $HOME 'да'", ENTER]),
            ("What was achieved? (optional)", [ENTER]),
        ],
        "complete 1.2.5.1 --on 2025-07-01 --reason 'Свет; «был» $HOME '\"'\"'да'\"'\"'' --as-of 2025-07-01",
    ),
    "complete by the arrows, one office of two": (
        ["complete"],
        [
            ("Which measure was completed?", ["терминалов заволжск", DOWN, ENTER]),
            ("Date?", [ERASE, "2025-07-02", ENTER]),
            ("2 Jul 2025 is in the future; today is 1 Jul 2025", [ERASE, "2 июля", ENTER]),
            ("a date is written like 2025-12-31 or 31.12.2025", [ERASE, "2025-06-30", ENTER]),
            ("In which offices?", [SPACE, DOWN, SPACE, ENTER]),
            ("tick at least one", [DOWN, SPACE, ENTER]),
            ("What was achieved? (optional)", [ENTER]),
        ],
        "complete 1.1.1.1 --on 2025-06-30 --office 'Правобережное МРО' --as-of 2025-07-01",
    ),
    "decline in all offices": (
        ["decline"],
        [
            ("Which measure was not completed?", ["1,2,1,1", ENTER]),
            ("Day of the decision?", [ENTER]),
            ("In which offices was it not completed?", [ENTER]),
            ("Reason?", [ENTER]),
            ("reason: this is empty; give a text", ["-5 % бюджета", ENTER]),
        ],
        "decline 1.2.1.1 --on 2025-07-01 '--reason=-5 % бюджета' --as-of 2025-07-01",
    ),
    "postpone a whole proposal": (
        ["postpone"],
        [
            ("Which measure is postponed?", ["1.2.2.", ENTER]),
            ("New due date? (now 4 квартал 2025)", ["2025-12-31", ENTER]),
            ("31 Dec 2025 is not later than the present deadline", [ERASE, "2026-Q1", ENTER]),
            ("Day of the decision?", [ERASE, "вчера", ENTER]),
            ("Reason?", ["поставщик", ENTER]),
        ],
        "postpone 1.2.2 --to 2026-03-31 --on 2025-06-30 --reason поставщик --as-of 2025-07-01",
    ),
    "cancel with all but the measure given": (
        ["cancel", "--reason", "решение", "--on", "2025-06-30", "--year", "2025"],
        [
            ("Which measure is removed from the plan?", ["2.5.1", ENTER]),
            ("Document (like Приказ № 118)?", [ENTER]),
            ("document: this is empty", ["Приказ № 9", ENTER]),
        ],
        "cancel 2.5.1 --on 2025-06-30 --reason решение --document 'Приказ № 9' --year 2025 --as-of 2025-07-01",
    ),
    "spend, money that came back": (
        ["spend", "--evidence", "https://example.org/42"],
        [
            ("For which measure was money spent?", ["1.2.2", ENTER]),
            ("1.2.2 covers several measures", [ERASE, "1.2.2.1", ENTER]),
            ("Date?", [ENTER]),
            ("Sum, in roubles?", ["350.000", ENTER]),
            ("“350.000” is ambiguous; type 350000 or", [ERASE, "-350 000,50", ENTER]),
            ("Reason for the refund?", [ENTER]),
            ("needs a reason", ["возврат", ENTER]),
        ],
        "spend 1.2.2.1 -350000.50 --on 2025-07-01 --note возврат --evidence https://example.org/42 --as-of 2025-07-01",
    ),
    "remark": (
        ["remark"],
        [
            ("Which measure is the remark about?", ["2.6.1.1", ENTER]),
            ("Date?", [ENTER]),
            ("Remark?", ["звонили", ENTER]),
        ],
        "remark 2.6.1.1 --on 2025-07-01 --note звонили --as-of 2025-07-01",
    ),
}


def start(csprog: Tool, *words: str, **environment: str) -> Terminal:
    """Start csprog at a terminal, on the first of July."""
    settings = {"TMPDIR": str(csprog.folder.parent), **environment}
    return Terminal("-m", "csprog", *words, *AS_OF, folder=csprog.folder, **settings)


def same(shown: str) -> list[str]:
    """Give the words of the command line that does the same without questions."""
    (line,) = re.findall(f"{SAME}(.*)\n", shown)
    return shlex.split(line)


def say(terminal: Terminal, dialogue: list[tuple[str, list[str]]]) -> None:
    """Answer what is asked."""
    for expected, keys in dialogue:
        terminal.sees(expected)
        terminal.press(*keys)


@pytest.mark.slow
@on_terminal
@pytest.mark.parametrize(("words", "dialogue", "line"), DIALOGUES.values(), ids=DIALOGUES)
def test_what_is_said_is_recorded_as_by_options(
    csprog: Tool, words: list[str], dialogue: list[tuple[str, list[str]]], line: str
) -> None:
    approved = csprog.text
    terminal = start(csprog, *words)
    say(terminal, dialogue)
    code, shown = terminal.end()
    assert code == 0, shown
    assert same(shown) == ["csprog", *shlex.split(line)]
    assert "written to programme/2025.yaml" in shown
    recorded = csprog.text
    csprog.write(approved)
    csprog.done(*shlex.split(line))
    assert recorded == csprog.text != approved


@pytest.mark.slow
@on_terminal
def test_reopen_offers_what_is_closed_and_the_offices_that_are(csprog: Tool) -> None:
    csprog.write(small(measure(offices="А, Б"), measure(CLOSED, offices="А, Б"), measure(CLOSED)))
    terminal = start(csprog, "reopen", "--reason", "ошибка", "--json")
    terminal.sees("1.1.1.2")
    assert "1.1.1.1" not in terminal.sees("1.1.1.3")
    say(
        terminal,
        [
            ("", ["1.1.1.1", ENTER]),
            ("1.1.1.1: it is already open; nothing to reopen", [ERASE, "1.1.1.2", ENTER]),
            ("Date?", [ENTER]),
            ("In which offices?", [SPACE, ENTER]),
        ],
    )
    code, shown = terminal.end()
    words = ["--on", "2025-07-01", "--office", "Б", "--reason", "ошибка", *AS_OF, "--json"]
    assert (code, same(shown)) == (0, ["csprog", "reopen", "1.1.1.2", *words])
    assert '"standing": "overdue"' in shown
    assert "offices: [Б]" in csprog.text


@pytest.mark.slow
@on_terminal
def test_offices_that_are_given_narrow_the_list_if_there_are_any(csprog: Tool) -> None:
    csprog.write(small(measure(offices="А, Б"), measure(offices="А"), measure()))
    terminal = start(csprog, "decline", "--office", "Б")
    terminal.sees("1.1.1.1")
    terminal.press("мероприятие", ENTER)
    assert "fit" not in terminal.sees("Day of the decision?")
    terminal.press(CTRL_C)
    assert terminal.end()[0] == 130
    terminal = start(csprog, "decline", "--office", "В")
    say(
        terminal,
        [("Which measure", ["1.1.1.1", ENTER]), ("there is no office “В”; there are: «А», «Б»", [CTRL_C])],
    )
    assert terminal.end()[0] == 130


@pytest.mark.slow
@on_terminal
def test_what_fits_several_or_none_is_told(csprog: Tool) -> None:
    terminal = start(csprog, "complete")
    assert "1.2.6.1" in terminal.sees("1.1.1.1")  # what is awaited first is offered first
    say(
        terminal,
        [
            ("", ["чат-бот", ENTER]),
            ("2 measures match; type more, or choose with the arrows", [ERASE, "слон", ENTER]),
            ("no matching measure contains “слон”", [ERASE, "9.9", ENTER]),
            ("there is no measure 9.9 in the plan of 2025", [CTRL_C]),
        ],
    )
    code, shown = terminal.end()
    assert (code, "csprog: stopped" in shown) == (130, True)


@pytest.mark.slow
@on_terminal
def test_leaving_at_the_last_question_writes_nothing(csprog: Tool) -> None:
    before = csprog.text
    terminal = start(csprog, "decline", "--lang", "ru")
    say(
        terminal,
        [
            ("Какое мероприятие не выполнено?", ["2.6.1", ENTER]),
            ("Дата решения?", [ENTER]),
            ("Причина?", [ENTER]),
            ("причина: здесь пусто", ["нет", CTRL_C]),
        ],
    )
    assert terminal.end()[0] == 130
    assert csprog.text == before
    assert [path.name for path in csprog.folder.rglob("*")] == ["programme", "2025.yaml"]


@pytest.mark.slow
@on_terminal
def test_a_text_in_the_editor_is_written_after_the_questions(csprog: Tool) -> None:
    editor = csprog.folder.parent / "editor.py"
    editor.write_text("import sys; open(sys.argv[1], 'w', encoding='utf-8').write('Две\\nстроки')", encoding="utf-8")
    terminal = start(csprog, "complete", "--note", VISUAL=f"{PYTHON} {editor}")
    say(terminal, [("Which measure", ["2.6.1", ENTER]), ("Date?", [ENTER])])
    code, shown = terminal.end()
    assert code == 0
    assert same(shown) == ["csprog", "complete", "2.6.1", "--on", "2025-07-01", "--note", *AS_OF]
    assert re.search(r"note: \|-\n +Две\n +строки\n", csprog.text)


@pytest.mark.slow
@on_terminal
def test_a_plan_with_an_error_is_refused_before_anything_is_asked(csprog: Tool) -> None:
    csprog.write(small() + small().partition("        proposals:\n")[2])
    code, shown = start(csprog, "remark", "--note", "да", "--on", "2025-07-01").end()
    assert (code, "number-duplicate" in shown, "Which measure" in shown) == (1, True, False)


@pytest.mark.slow
@on_terminal
def test_nothing_to_choose_from(csprog: Tool) -> None:
    code, shown = start(csprog, "reopen").end()
    assert (code, shown) == (1, "csprog: no measure of the plan of 2025 can be recorded so\n")


@pytest.mark.slow
@on_terminal
def test_show(csprog: Tool) -> None:
    terminal = start(csprog, "show")
    say(terminal, [("Which measure?", ["1.2.55", ENTER]), ("there is no measure 1.2.55", ["\x7f", ENTER])])
    code, shown = terminal.end()
    assert (code, f"{SAME}csprog show 1.2.5 --as-of 2025-07-01\n" in shown) == (0, True)
    assert "1.2.5.1  Проведение Дня клиента" in shown


@pytest.mark.slow
@on_terminal
@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["cancel", "1.2.2"], "--reason; see"),
        (["postpone", "1.2.2", "--reason", "а"], "--to: a deadline is a date"),
    ],
)
def test_with_an_id_nothing_is_asked(csprog: Tool, words: list[str], missing: str) -> None:
    code, shown = start(csprog, *words).end()
    assert (code, shown.startswith(f"csprog: missing option {missing}")) == (2, True)


@pytest.mark.parametrize("words", [["complete"], ["reopen", "--reason", "а"], ["show"]])
def test_without_a_terminal_nothing_is_asked(csprog: Tool, words: list[str]) -> None:
    assert csprog.refused(*words, code=2) == f"missing argument ID; see csprog {words[0]} --help"


@pytest.mark.slow
def test_with_an_id_what_asks_is_not_even_loaded(csprog: Tool) -> None:
    program = (
        "import sys; from csprog.__main__ import main\n"
        "sys.argv = ['csprog', 'complete', '2.6.1', '--as-of', '2025-07-01']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "print([name for name in ('questionary', 'prompt_toolkit', 'csprog.cli.prompts.recording') if name in sys.modules])\n"
    )
    ran = subprocess.run([PYTHON, "-c", program], cwd=csprog.folder, capture_output=True, check=True)
    assert ran.stdout.decode("utf-8").endswith("[]\n")


@pytest.mark.slow
@on_terminal
def test_a_reason_in_the_journal_is_not_asked_for_again(csprog: Tool) -> None:
    csprog.done("postpone", "1.2.5.1", "--to", "2025-07-31", "--reason", "ремонт", "--as-of", "2025-06-01")
    terminal = start(csprog, "complete")
    say(terminal, [("Which measure was completed?", ["1.2.5.1", ENTER]), ("Date?", [ENTER])])
    say(terminal, [("What was achieved? (optional)", ["проведён", ENTER])])
    code, shown = terminal.end()
    assert code == 0, shown
    assert "Why on that date?" not in shown
    assert same(shown) == [
        "csprog",
        *shlex.split("complete 1.2.5.1 --on 2025-07-01 --note проведён --as-of 2025-07-01"),
    ]


@pytest.mark.slow
@on_terminal
def test_rows_that_begin_alike_are_told_apart(csprog: Tool) -> None:
    terminal = start(csprog, "complete")
    terminal.sees("Which measure was completed?")
    terminal.press("повысить уровень")
    shown = terminal.sees("(2.6, e-mail) Повысить")
    assert "(B2B, an office) Повысить" in shown
    assert "(B2C, an office) Повысить" in shown
    terminal.press(ERASE, "1.2.3.1", ENTER)
    terminal.sees("Офис обслуживания клиентов В2С)")
    terminal.press(CTRL_C)
    assert terminal.end()[0] == 130


@pytest.mark.slow
@on_terminal
def test_plain_lines_for_who_listens(csprog: Tool) -> None:
    terminal = start(csprog, "complete", ACCESSIBLE="1")
    for question, answer in (
        ("Which measure was completed? (a number of the list, or words; Enter: the list) ", ""),
        ("25) 2.6.1.1", "чат-бот"),
        ("2 measures match", "1.1.1.1"),
        ("Date? [2025-07-01] ", "31.06.2025"),
        ("there is no such day: June has 30 days", "вчера"),
        ("numbers with spaces between", "2"),
        ("What was achieved?", "готово"),
    ):
        terminal.process.expect_exact(question)
        assert "\x1b" not in str(terminal.process.before)
        terminal.process.send(f"{answer}\n")
    code, shown = terminal.end()
    assert code == 0, shown
    words = ["--on", "2025-06-30", "--office", "Правобережное МРО", "--note", "готово", *AS_OF]
    assert same(shown) == ["csprog", "complete", "1.1.1.1", *words]
