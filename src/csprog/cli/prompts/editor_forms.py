"""Knows how editors are told to open a file at a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class EditorForm(NamedTuple):
    """The words after an editor's own: how it waits, and how it is told the line; whether it draws in the terminal."""

    words: tuple[str, ...]
    in_terminal: bool = False


_PLUS = ("+{line}", "{file}")
_CODE = ("--wait", "--goto", "{file}:{line}")
_UNKNOWN = EditorForm(("{file}",))
_FORMS = {
    **dict.fromkeys(
        ("vi", "vim", "nvim", "view", "nano", "pico", "micro", "joe", "mg", "ne", "mcedit"),
        EditorForm(_PLUS, in_terminal=True),
    ),
    **dict.fromkeys(("hx", "helix"), EditorForm(("{file}:{line}",), in_terminal=True)),
    **dict.fromkeys(("emacs", "emacsclient", "gedit", "pluma", "xed"), EditorForm(_PLUS)),
    **dict.fromkeys(("gvim", "mvim"), EditorForm(("-f", *_PLUS))),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"), EditorForm(_CODE)),
    **dict.fromkeys(("subl", "sublime_text", "zed"), EditorForm(("--wait", "{file}:{line}"))),
    **dict.fromkeys(("idea", "pycharm", "webstorm", "goland"), EditorForm(("--wait", "--line", "{line}", "{file}"))),
    "mate": EditorForm(("--wait", "--line", "{line}", "{file}")),
    "kate": EditorForm(("--block", "--line", "{line}", "{file}")),
    "notepad++": EditorForm(("-n{line}", "{file}")),
}
_SAME = {"-w": "--wait", "-b": "--block", "--nofork": "-f"}
"""Short forms of words that an editor must not be given twice."""


def words_at_line(command: Sequence[str], file: str, line: int) -> list[str]:
    """Return the whole command line that opens `file` at `line`; an editor that is not known just opens it."""
    given = {_SAME.get(word, word) for word in command}
    added = (word for word in _form(command[0]).words if word not in given)
    return [*command, *(word.replace("{line}", str(line)).replace("{file}", file) for word in added)]


def draws_in_terminal(command: Sequence[str]) -> bool:
    """Tell whether an editor is known to need a terminal."""
    return _form(command[0]).in_terminal and not {"-g", "--gui"} & set(command)


def _form(program: str) -> EditorForm:
    name = re.split(r"[/\\]", program)[-1].casefold()
    return _FORMS.get(re.sub(r"\.(exe|cmd|bat|com|sh|app)$", "", name), _UNKNOWN)
