"""csprog collect: what is shown, asked, recorded in one step, and taken back; what is refused before anything is read."""

from __future__ import annotations

import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from csprog.exporting.excel.columns import HEAD, INDICATOR_AT, INDICATORS
from tests.cli.terminal import CTRL_C, ENTER, Terminal, on_terminal
from tests.cli.tool import sentence
from tests.importing.department import Department, exported, letter
from tests.plans import APPROVED, day

if TYPE_CHECKING:
    from pathlib import Path

    from csprog.i18n import Message
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
ONE, OTHER = "Заволжское МРО", "Правобережное МРО"
NOTE = "Терминал принят по акту № 17"


def returned(folder: Path, office: str, answers: dict[str, dict[str, Any]]) -> Path:
    """Put a department's filled-in workbook into the folder."""
    book = Department(exported(APPROVED, day(7, 1), office))
    for identifier, cells in answers.items():
        book.fill(identifier, **cells)
    file = folder / f"{office}.xlsx"
    file.write_bytes(book.data)
    return file


@pytest.fixture
def files(csprog: Tool) -> tuple[str, str]:
    """Give the answers of two departments: one office is done, the other is not, and a measure is done in one."""
    one: dict[str, Any] = {
        "1.1.1.1": {"done": "да", "on": "14.03.2025", "note": NOTE},
        "1.1.1.2": {"done": "да", "on": day(3, 1)},
    }
    other: dict[str, Any] = {"1.1.1.1": {"done": "нет", "on": day(3, 2), "reason": "денег нет"}}
    return returned(csprog.folder, ONE, one).name, returned(csprog.folder, OTHER, other).name


SHOWN = f"""\
plan of 2025
1.1.1.1  planned → partly completed: Установка терминалов электронной очереди
    2 Mar 2025 not completed ({OTHER}): денег нет
    14 Mar 2025 completed ({ONE}): {NOTE}
1.1.1.2  planned → completed in some offices (1 of 7): Внедрение сервиса предварительной записи на очный прием
    1 Mar 2025 completed ({ONE})
"""


def test_all_in_one_step_and_back(csprog: Tool, files: tuple[str, str]) -> None:
    assert csprog.done("collect", *files, "--yes", *AS_OF) == f"{SHOWN}written to programme/2025.yaml\n"
    assert csprog.json("status", "1.1.1.1", *AS_OF)["measures"][0]["standing"] == "not-completed"
    back = csprog.done("undo", *AS_OF)
    assert [line.split()[0] for line in back.splitlines()] == ["plan", "1.1.1.1", "1.1.1.2", "restored"]
    assert csprog.text == APPROVED


@pytest.mark.slow
def test_more_answers_and_a_value_in_one_step_and_back(csprog: Tool) -> None:
    text = APPROVED.replace(
        "sections:\n", "indicators:\n  - id: csi\n    name: Индекс\n    unit: балл\n    target: 4.5\nsections:\n", 1
    )
    csprog.write(text)
    book = Department(exported(text, day(7, 1), None))
    book.fill("1.1.1.1", done="перенести", to="1 квартал 2026", reason="нет поставки", spent=1200)
    number = book.fill("1.1.1.2", note="ждём поставку", due=day(12, 1))
    for name, value in {"period": "1 квартал 2025", "value": 4.25}.items():
        book.book[INDICATORS].cell(HEAD + 2, INDICATOR_AT[name] + 1).value = value
    (csprog.folder / "a.xlsx").write_bytes(book.data)
    shown = csprog("collect", "a.xlsx", "--yes", *AS_OF)
    assert shown.exit_code == 0
    assert [line.partition(": У")[0].partition(": Вн")[0] for line in shown.stdout.splitlines()] == [
        "plan of 2025",
        "1.1.1.1  carried over to another year, new deadline 31 Mar 2026, total spent: 1,200 ₽",
        "    1 Jul 2025 postponed → 31 Mar 2026: нет поставки",
        "    1 Jul 2025 spent 1,200 ₽",
        "1.1.1.2  planned, remark",
        "    1 Jul 2025 remark: ждём поставку",
        "csi  Индекс, 2025-Q1: 4.25 балл (target 4.5)",
        "written to programme/2025.yaml",
    ]
    place = "a.xlsx «1. Очное обслуживание»"
    assert shown.stderr.splitlines() == [
        f"{place} G{number}: «Срок» was changed and is not recorded: “01.12.2025”",
        f"{place} {letter('note')}{number}: words without an answer in «Выполнено»: recorded as a remark",
    ]
    assert csprog("validate", *AS_OF).exit_code == 0
    csprog.done("undo", *AS_OF)
    assert csprog.text == text


def test_twice_changes_nothing(csprog: Tool, files: tuple[str, str]) -> None:
    csprog.done("collect", *files, "--yes", *AS_OF)
    recorded = csprog.text
    assert (
        csprog.done("collect", *files, *AS_OF)
        == "plan of 2025\n3 answers are already recorded\nnothing new to record\n"
    )
    assert csprog.text == recorded


def test_the_plan_is_sound_afterwards(csprog: Tool, files: tuple[str, str]) -> None:
    csprog.done("collect", files[0], "--yes", *AS_OF)
    csprog.done("collect", files[1], "--yes", *AS_OF)  # an older answer, to its place
    assert csprog("validate", *AS_OF).exit_code == 0
    entries = csprog.json("show", "1.1.1.1", *AS_OF)[0]["journal"]
    assert [entry["on"] for entry in entries] == ["2025-03-02", "2025-03-14"]


def test_a_folder_and_a_pattern_are_all_their_workbooks(csprog: Tool, files: tuple[str, str]) -> None:
    (csprog.folder / f"~${files[0]}").write_bytes(b"who has it open")
    for named in (".", "*.xlsx"):
        result = csprog("collect", named, *AS_OF)
        assert result.stdout == SHOWN


def test_without_a_terminal_it_is_only_shown(csprog: Tool, files: tuple[str, str]) -> None:
    result = csprog("collect", *files, *AS_OF)
    assert (result.exit_code, result.stdout) == (1, SHOWN)
    assert sentence(result.stderr) == "nothing was recorded; to record without a question, add --yes"
    assert csprog.text == APPROVED


@pytest.mark.slow
@on_terminal
@pytest.mark.parametrize(
    "asked",
    [
        ("y", 0, "written to programme/2025.yaml", "en"),
        ("да", 0, "записано в programme/2025.yaml", "ru"),
        ("", 1, "nothing was recorded", "en"),
        (CTRL_C, 130, "stopped", "en"),
    ],
    ids=["yes", "да", "nothing", "ctrl-c"],
)
def test_at_a_terminal_it_asks(csprog: Tool, files: tuple[str, str], asked: tuple[str, int, str, str]) -> None:
    typed, code, told, language = asked
    words = ("-m", "csprog", "collect", *files, *AS_OF)
    terminal = Terminal(*words, folder=csprog.folder, CSPROG_LANG=language, TMPDIR=str(csprog.folder.parent))
    terminal.sees("[y/N]" if language == "en" else "[д/Н]")
    terminal.press(typed, ENTER)
    exit_code, shown = terminal.end()
    assert exit_code == code
    assert told in shown
    assert (csprog.text == APPROVED) is bool(code)


def test_faults_are_told_by_cell_and_nothing_is_recorded(csprog: Tool, files: tuple[str, str]) -> None:
    wrong = returned(csprog.folder, "Северное МРО", {"1.1.1.2": {"done": "да", "on": "весной"}})
    result = csprog("collect", *files, wrong.name, "--yes", *AS_OF)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{wrong.name} «1. Очное обслуживание» K5: invalid date “весной”; write it like 14.03.2025\n"
        "1 error; nothing was recorded\n"
    )
    assert csprog.text == APPROVED


def test_a_hostile_cell_commands_no_terminal_and_fills_no_screen(csprog: Tool) -> None:
    wrong = returned(csprog.folder, ONE, {"1.1.1.1": {"done": "_x001B_[2J" + "да\n" * 9_000}})
    result = csprog("collect", wrong.name, "--yes", *AS_OF)
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert [len(line) < 200 for line in result.stderr.splitlines()] == [True, True]


def test_what_is_no_workbook(csprog: Tool, files: tuple[str, str]) -> None:
    (csprog.folder / "план.xlsx").write_text("план", encoding="utf-8")
    assert (
        csprog.refused("collect", *files, "план.xlsx", "--yes") == "план.xlsx is not a valid .xlsx file; save it again"
    )
    assert "no such file" in csprog.refused("collect", "нет.xlsx", "--yes")
    (csprog.folder / "empty").mkdir()
    assert csprog.refused("collect", "empty", "--yes") == "there is no workbook in empty"
    assert "missing argument FILE" in csprog.refused("collect", code=2)


def test_missing_extra_is_told(csprog: Tool, files: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [
        name
        for name in sys.modules
        if name.startswith(("csprog.importing.collection", "csprog.importing.readers.excel"))
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    why = csprog.refused("collect", *files, "--yes")
    assert why == "xlsx needs optional packages; install them: pip install 'csprog[office]'"


def test_a_plan_that_changed_while_somebody_was_asked(
    csprog: Tool, files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = APPROVED + "# правка\n"

    def agree(_: Message) -> bool:
        csprog.write(changed)
        return True

    monkeypatch.setattr("csprog.cli.prompts.questions.at_terminal", lambda: True)
    monkeypatch.setattr("csprog.cli.prompts.questions.agree", agree)
    result = csprog("collect", *files, *AS_OF)
    assert result.exit_code == 1
    assert "has been changed by someone else; try again" in result.stderr
    assert csprog.text == changed


def test_a_file_that_cant_be_read_is_named_and_not_passed_over(csprog: Tool) -> None:
    """A file of another office program lies among the answers: nobody would miss it before the year's report."""
    answers = csprog.folder / "answers"
    answers.mkdir()
    with zipfile.ZipFile(answers / "офис.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    for command in (["collect", "answers"], ["collect", "answers/офис.ods"]):
        assert csprog.refused(*command, "--yes", *AS_OF) == (
            "answers/офис.ods: this is neither a text document nor a workbook; save it as .docx or .xlsx"
        )
    assert csprog.refused("import", "answers/офис.ods").endswith("save it as .docx or .xlsx")


@pytest.mark.parametrize(
    ("name", "data"), [("a.csv", "да;нет".encode()), ("b.xls", b"\xd0\xcf\x11\xe0"), ("c.XLSX", b"PK")]
)
def test_files_below_the_folder_are_found(csprog: Tool, name: str, data: bytes) -> None:
    below = csprog.folder / "answers" / "офис"
    below.mkdir(parents=True)
    (below / name).write_bytes(data)
    assert name in csprog.refused("collect", "answers", "--yes", *AS_OF)
