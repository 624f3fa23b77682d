"""`csprog edit`: the file at the line of a part, in whatever editor, and what is wrong with it afterwards."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from csprog.cli.prompts.editor_forms import words_at_line
from tests.cli.test_editor import editor

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
a_script_is_a_program = pytest.mark.not_on_windows(reason="no script is a program there")
KEEP = "assert file.is_file()"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("vim", "vim +12 F"),
        ("/usr/bin/nvim -p", "/usr/bin/nvim -p +12 F"),
        ("nano", "nano +12 F"),
        ("emacsclient -t", "emacsclient -t +12 F"),
        ("code", "code --wait --goto F:12"),
        ("code --wait", "code --wait --goto F:12"),
        ("code.cmd -w", "code.cmd -w --goto F:12"),
        (r"C:\Apps\VSCodium\codium.exe", r"C:\Apps\VSCodium\codium.exe --wait --goto F:12"),
        ("subl -w", "subl -w F:12"),
        ("hx", "hx F:12"),
        ("notepad++", "notepad++ -n12 F"),
        ("kate", "kate --block --line 12 F"),
        ("notepad", "notepad F"),
        ("my-editor --flag", "my-editor --flag F"),
    ],
)
def test_every_editor_is_told_the_line_in_its_own_way(command: str, words: str) -> None:
    assert words_at_line(command.split(), "F", 12) == words.split()


def opened(csprog: Tool, *words: str) -> str:
    """Open the plan in an editor named code and give the line at which it was opened."""
    record, script = csprog.folder.parent / "opened", csprog.folder.parent / "code"
    body = f"import sys\nopen({str(record)!r}, 'w', encoding='utf-8').write(sys.argv[-1])\n"
    script.write_text(f"#!{sys.executable}\n{body}", encoding="utf-8")
    script.chmod(0o755)
    assert csprog("edit", *words, *AS_OF, EDITOR=str(script)).exit_code == 0
    number = int(record.read_text(encoding="utf-8").rpartition(":")[2])
    return csprog.text.splitlines()[number - 1].strip().removeprefix("- ")


@a_script_is_a_program
@pytest.mark.parametrize(
    ("identifier", "line"),
    [
        ("1.2", 'number: "1.2"'),
        ("1.2.4", 'number: "1.2.4"'),
        ("1.2.2.1", "text: Настройка ПО"),
        ("", "# Программа на 2025 год"),
    ],
)
def test_the_file_is_opened_at_the_part(csprog: Tool, identifier: str, line: str) -> None:
    assert opened(csprog, *identifier.split()).startswith(line)


@a_script_is_a_program
def test_a_broken_file_is_opened_at_its_first_error(csprog: Tool) -> None:
    csprog.write(csprog.text.replace("due: 2025-06-30", "due: скоро", 1))
    for words in ((), ("1.2.4",)):
        assert opened(csprog, *words) == "due: скоро"


def test_what_is_wrong_afterwards_is_told(csprog: Tool) -> None:
    command = editor(
        csprog, "file.write_text(file.read_text('utf-8').replace('due: 2025-06-30', 'due: скоро', 1), 'utf-8')"
    )
    result = csprog("edit", "1.2.4", *AS_OF, EDITOR=command)
    assert result.exit_code == 1
    assert re.match(r"programme/2025\.yaml:\d+:\d+", result.stdout)
    assert "due: скоро" in result.stdout
    assert "due: скоро" in csprog.text, "the file stays as it was left"


def test_what_is_sound_afterwards_is_told(csprog: Tool) -> None:
    command = editor(
        csprog, "file.write_text(file.read_text('utf-8').replace('due: 2025-06-30', 'due: 2025-07-30', 1), 'utf-8')"
    )
    result = csprog("edit", "1.2.4", *AS_OF, EDITOR=command)
    assert result.exit_code == 0
    assert "1 plan checked: " in result.stdout
    assert "csprog diff" in result.stderr


def test_a_file_that_was_not_changed_is_not_checked_again(csprog: Tool) -> None:
    result = csprog("edit", "1.2.4", *AS_OF, EDITOR=editor(csprog, KEEP))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "programme/2025.yaml was not changed\n"


@pytest.mark.parametrize("command", ["" if sys.platform != "win32" else "vi", "vim", "/usr/bin/nano -w", "nvim"])
def test_no_editor_draws_where_there_is_no_terminal(csprog: Tool, command: str) -> None:
    for words in (("edit", "1.2.4"), ("remark", "1.2.4", "--note")):
        sentence = csprog.refused(*words, *AS_OF, code=2, EDITOR=command)
        assert sentence == (
            f"the editor {command or 'vi'} needs a terminal, and there is none here"
            if words[0] == "edit"
            else 'an editor needs a terminal; type the text here: --note "…"'
        )


def test_an_unknown_part_is_refused_before_the_editor_opens(csprog: Tool) -> None:
    assert csprog.refused("edit", "1.2.44", *AS_OF, EDITOR="false").startswith("there is no measure 1.2.44")
