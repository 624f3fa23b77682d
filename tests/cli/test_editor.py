"""`--note` without a text opens the person's editor, as git does for a commit's message."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csprog.cli.prompts import editor as editor_module
from csprog.cli.prompts.editor import write_in_editor
from tests.plans import APPROVED

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")


def editor(csprog: Tool, body: str) -> str:
    """Write an editor, a program that is given the file's path, and give the command that starts it."""
    script = csprog.folder.parent / "my editor.py"
    script.write_text(f"import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{body}\n", encoding="utf-8")
    return f'"{sys.executable}" "{script}"'


def writing(csprog: Tool, text: str) -> str:
    """Give the command of an editor that writes a text, where nobody has written one."""
    empty = "assert not [line for line in file.read_text('utf-8').splitlines() if line and line[0] != '#']"
    return editor(csprog, f"{empty}\nfile.write_bytes({text.encode('utf-8')!r})")


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an editor have the terminal that it needs."""
    monkeypatch.setattr("csprog.cli.prompts.edited_texts.at_terminal", lambda: True)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["complete", "1.2.2.1", "--note"], "note"),
        (["complete", "--note", "--on", "2025-06-30", "1.2.2.1"], "note"),
        (["remark", "1.2.2.1", "--note"], "note"),
        (["cancel", "1.2.2.1", "--document", "Приказ № 9", "--reason"], "reason"),
        (["decline", "1.2.2.1", "--reason", "--json"], "reason"),
        (["postpone", "1.2.2.1", "--reason", "--to", "2026-01-31"], "reason"),
    ],
)
def test_what_is_written_there_is_recorded(csprog: Tool, words: list[str], key: str) -> None:
    csprog.done(*words, *AS_OF, EDITOR=writing(csprog, "\n  раз\n\nдва: # три\n\n"))
    (entry,) = csprog.json("show", "1.2.2.1", *AS_OF)[0]["journal"]
    assert entry[key] == "раз\n\nдва: # три"


def test_windows_line_ends_and_a_byte_order_mark_are_not_part_of_the_text(csprog: Tool) -> None:
    csprog.done("remark", "1.2.2.1", "--note", *AS_OF, EDITOR=writing(csprog, "\ufeffраз\r\nдва\r\n"))
    assert csprog.json("show", "1.2.2.1", *AS_OF)[0]["journal"][0]["note"] == "раз\nдва"


def test_visual_goes_before_editor(csprog: Tool) -> None:
    csprog.done("remark", "1.2.2.1", "--note", *AS_OF, EDITOR="false", VISUAL=writing(csprog, "да"))
    assert "note: да" in csprog.text


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_nothing_written_is_nothing_recorded(csprog: Tool, text: str) -> None:
    for words, key in (
        (["complete", "1.2.2", "--note"], "note"),
        (["cancel", "1.2.2", "--document", "Приказ № 9", "--reason"], "reason"),
    ):
        sentence = csprog.refused(*words, *AS_OF, code=2, EDITOR=writing(csprog, text))
        assert sentence == f"the text of --{key} is empty; nothing was recorded"


def test_the_editor_says_what_the_text_is_for(csprog: Tool) -> None:
    shown = csprog.folder.parent / "shown"
    text = "'#17 подписан\\n' + file.read_text('utf-8')"
    command = editor(csprog, f"Path({str(shown)!r}).write_bytes(file.read_bytes())\nfile.write_text({text}, 'utf-8')")
    csprog.done("complete", "1.2.3", "--note", *AS_OF, EDITOR=command)
    blank, *lines = shown.read_text("utf-8").splitlines()
    assert blank == ""
    assert lines[:2] == [
        "# csprog complete 1.2.3 --note",
        "# 1.2.3.1 Повысить уровень качества обработки обращений по заключению договора",
    ]
    assert csprog.json("show", "1.2.3", *AS_OF)[0]["journal"][0]["note"] == "#17 подписан"


def test_no_editor_without_a_terminal(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(csprog.folder)
    opened = csprog.folder.parent / "opened"
    said = csprog.refused(
        "remark", "1.2.2", "--note", *AS_OF, code=2, EDITOR=editor(csprog, f"Path({str(opened)!r}).touch()")
    )
    assert said == 'an editor needs a terminal; type the text here: --note "…"'
    assert not opened.exists()


@pytest.mark.parametrize("command", ["/none/such/editor", "false"])
def test_an_editor_that_fails(csprog: Tool, command: str) -> None:
    sentence = csprog.refused("remark", "1.2.2", "--note", *AS_OF, code=2, EDITOR=command)
    assert sentence.startswith(f"the editor {command} failed: ")


def test_the_editor_is_not_opened_where_the_text_is_given(csprog: Tool) -> None:
    csprog.done("remark", "1.2.2", "--note", "да", *AS_OF, EDITOR="false")
    csprog.done("remark", "1.2.2", "--note=--json", *AS_OF, EDITOR="false")


def test_nothing_is_left_of_the_editors_file(csprog: Tool) -> None:
    trace = csprog.folder.parent / "trace"
    command = editor(csprog, f"file.write_text('да', encoding='utf-8')\nPath({str(trace)!r}).write_text(str(file))")
    csprog.done("remark", "1.2.2", "--note", *AS_OF, EDITOR=command)
    assert not (csprog.folder.parent / trace.read_text()).exists()


@pytest.mark.parametrize(
    "words", [["remark", "1.2.99"], ["complete", "1.2.2.1"], ["remark", "1.2.2", "--on", "2025-09-01"]]
)
def test_the_editor_is_not_opened_for_what_will_be_refused(csprog: Tool, words: list[str]) -> None:
    csprog.done("complete", "1.2.2.1", *AS_OF)
    opened = csprog.folder.parent / "opened"
    command = editor(csprog, f"file.write_text('да')\nPath({str(opened)!r}).touch()")
    csprog.refused(*words, "--note", *AS_OF, EDITOR=command)
    assert not opened.exists()


@pytest.mark.parametrize("option", ["--on=2025-06-20", "--lang=en", "--year=2025"])
def test_an_option_with_its_value_is_not_the_text(csprog: Tool, option: str) -> None:
    csprog.done("remark", "1.2.2.1", "--note", option, *AS_OF, EDITOR=writing(csprog, "да"))
    assert csprog.json("show", "1.2.2.1", *AS_OF)[0]["journal"][0]["note"] == "да"


@pytest.mark.parametrize("command", ["vi '", "deleting"])
def test_an_editor_that_fails_otherwise(csprog: Tool, command: str) -> None:
    started = editor(csprog, "file.unlink()") if command == "deleting" else command
    assert csprog.refused("remark", "1.2.2", "--note", *AS_OF, code=2, EDITOR=started)


def test_an_editor_that_writes_windows_1251(csprog: Tool) -> None:
    command = editor(csprog, f"file.write_bytes({'акт'.encode('cp1251')!r})")
    result = csprog("remark", "1.2.2", "--note", *AS_OF, EDITOR=command)
    assert result.exit_code != 0 or "акт" in csprog.text
    assert "\ufffd" not in csprog.text
    assert csprog.text == APPROVED or "акт" in csprog.text


def kept(said: str) -> Path:
    """Give the file that csprog says it kept a text in."""
    found = re.search(
        r"your text is kept in (.+); run the command again to continue editing it", " ".join(said.split())
    )
    assert found is not None, said
    return Path(found[1])


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["complete", "1.2.2.1", "--note"],
        ["cancel", "1.2.2.1", "--document", "Приказ № 9", "--reason"],
        ["correct", "1.2.4", "--note", "иначе", "--why"],
        ["amend", "1.2.2.1", "--document", "Приказ № 9", "--on", "2025-06-01", "--result", "Готово", "--reason"],
    ],
)
def test_a_refused_text_is_kept_and_opened_again(csprog: Tool, words: list[str]) -> None:
    csprog.done("remark", "1.2.4", "--note", "так", *AS_OF)
    before = csprog.text
    refused = csprog(*words, *AS_OF, EDITOR=writing(csprog, "Длинная записка\a на полстраницы"))
    assert (refused.exit_code, csprog.text) == (1, before)
    assert "the character U+0007 (position 16) is not allowed" in refused.stderr
    file = kept(refused.stderr)
    assert file.read_text(encoding="utf-8") == "Длинная записка\a на полстраницы"
    mending = editor(csprog, "file.write_text(file.read_text('utf-8').replace('\\a', ''), 'utf-8')")
    csprog.done(*words, *AS_OF, EDITOR=mending)
    assert "Длинная записка на полстраницы" in csprog.text
    assert not file.exists()


def test_what_was_written_before_the_editor_failed_is_kept(csprog: Tool) -> None:
    failing = editor(csprog, "file.write_text('начато', 'utf-8')\nsys.exit(1)")
    ran = csprog("remark", "1.2.2", "--note", *AS_OF, EDITOR=failing)
    assert ran.exit_code == 2
    assert kept(ran.stderr).read_text(encoding="utf-8") == "начато"
    assert csprog("remark", "1.2.4", "--note", *AS_OF, EDITOR=writing(csprog, "другое")).exit_code == 0


def test_a_tab_from_word_is_a_space(csprog: Tool) -> None:
    csprog.done("remark", "1.2.2.1", "--note", *AS_OF, EDITOR=writing(csprog, "раз\tдва\vтри"))
    assert "note: раз два три" in csprog.text


PROGRAM = r"C:\Program Files\Notepad++\notepad++.exe"


@pytest.mark.parametrize(
    ("command", "started"),
    [
        ("code --wait", [r"C:\bin\code.cmd", "--wait"]),
        (f'"{PROGRAM}" -multiInst -nosession', [PROGRAM, "-multiInst", "-nosession"]),
        (f"'{PROGRAM}' -multiInst", [PROGRAM, "-multiInst"]),
        (r"C:\Windows\notepad.exe", [r"C:\Windows\notepad.exe"]),
        ("", [r"C:\bin\notepad.cmd"]),
    ],
)
def test_on_windows_a_command_line_is_taken_apart_as_git_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, started: list[str]
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "run", lambda words, check: ran.append(words))  # noqa: ARG005 - as called
    monkeypatch.setattr(editor_module, "find_program", lambda name: name if "\\" in name else rf"C:\bin\{name}.cmd")
    write_in_editor({"EDITOR": command}, tmp_path / "text.txt")
    assert ran == [[*started, str(tmp_path / "text.txt")]]


def test_on_windows_a_path_with_spaces_may_be_without_quotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "My Editor" / "edit.exe"
    program.parent.mkdir()
    program.touch()
    ran: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "run", lambda words, check: ran.append(words))  # noqa: ARG005 - as called
    write_in_editor({"EDITOR": str(program)}, tmp_path / "text.txt")
    assert ran == [[str(program), str(tmp_path / "text.txt")]]
