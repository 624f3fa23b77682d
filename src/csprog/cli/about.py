"""What csprog says of itself: its help, and how a command line may go on; told again without working it out again.

It is a matter of csprog's commands, of the language and of the terminal's width, and never of a plan.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout, suppress

from csprog.language import environment_language
from csprog.store.cache import cache_key, open_cache

_QUESTION = (
    "_CSPROG_COMPLETE",
    *("COMP_WORDS", "COMP_CWORD"),
    *("_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE", "_TYPER_COMPLETE_FISH_ACTION"),
)
"""The variables in which the scripts that typer makes for bash, zsh, fish and PowerShell put what is to be completed."""


def tell() -> None:
    """Answer what was asked, and end the process: of a refusal nothing is kept."""
    question = [os.environ.get(name, "") for name in _QUESTION]
    with open_cache() as kept:
        key = cache_key("about", environment_language(), _width(), *sys.argv[1:], "", *question)
        answer = kept.get(key)
        if answer is None:
            answer = _worked_out()
            if not answer.startswith("2\n"):
                kept.put(key, answer)
    code, _, text = answer.partition("\n")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        sys.stdout = None  # nothing more can be written
        if not isinstance(error, BrokenPipeError):  # whoever read our output has not gone
            sys.stderr.write(f"csprog: {error.strerror}\n")
        sys.exit(1)
    sys.exit(int(code))


def _width() -> str:
    """Return how wide the terminal is, as far as help depends on it."""
    told = os.environ.get("COLUMNS", "")
    with suppress(OSError, ValueError, AttributeError):
        told += f" {os.get_terminal_size(sys.__stdout__.fileno()).columns}"  # type: ignore[union-attr]
    return told


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
