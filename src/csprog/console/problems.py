"""Problems of plans, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from csprog.console.screen import screen
from csprog.language import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from csprog.errors import Problem


def show_problems(
    found: Iterable[tuple[Path | None, str | None, Sequence[Problem]]], *, error_stream: bool = False
) -> None:
    """Show every problem as file:line:column, code and sentence."""
    console = screen(errors=error_stream)
    for path, _, problems in found:
        for problem in problems:
            place = f"{path}:{problem.position.line}:{problem.position.column}: "
            colour = "red" if problem.severity == "error" else "yellow"
            line = Text.assemble((place, "bold"), (f"{problem.code}: ", colour), str(problem.message))
            console.print(line, soft_wrap=True)


def show_verdict(found: Sequence[tuple[Path, Sequence[Problem]]]) -> None:
    """Say in a line how many plans were checked and how many problems there are."""
    count = sum(len(problems) for _, problems in found)
    plans = Message("{count} plan checked", "{count} plans checked", count=len(found))
    if count:
        problems = Message("{count} problem", "{count} problems", count=count)
        screen().print(Text(f"{plans}: {problems}", style="bold red"))
    else:
        screen().print(Text(f"{plans}: {Message('no problems')}", style="green"))
