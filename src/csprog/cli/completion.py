"""How a command line may go on, for the shell that asks at a press of a key: told again without working it out again.

The answer is a matter of csprog's commands and of the language alone, and never of a plan.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout

from csprog.language import environment_language
from csprog.store.cache import kept_answers, key_of

_QUESTION = (
    "_CSPROG_COMPLETE",
    *("COMP_WORDS", "COMP_CWORD"),
    *("_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE", "_TYPER_COMPLETE_FISH_ACTION"),
)
"""The variables in which the scripts that typer makes for bash, zsh, fish and PowerShell put what is to be completed."""


def complete() -> None:
    """Answer the shell, and end the process as it expects."""
    question = [os.environ.get(name, "") for name in _QUESTION]
    with kept_answers() as kept:
        key = key_of("completion", environment_language(), *question)
        answer = kept.get_text(key)
        if answer is None:
            answer = _worked_out()
            kept.put_text(key, answer)
    code, _, text = answer.partition("\n")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(text)
    sys.exit(int(code))


def _worked_out() -> str:
    """Return the exit code, and below it what is to be printed."""
    from csprog.cli.front import app  # noqa: PLC0415 - what is known waits for nothing of typer

    told = io.StringIO()
    code: object = 0
    with redirect_stdout(told):
        try:
            app()
        except SystemExit as end:
            code = end.code
    return f"{code if isinstance(code, int) else 0}\n{told.getvalue()}"
