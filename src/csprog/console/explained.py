"""Rules: what each asks and why, with its examples."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from rich.text import Text

from csprog.console.screen import screen
from csprog.language import Message, marked, translate
from csprog.review.catalogue import FRAMES, abridged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from csprog.review.catalogue import Rule, Subject

_SEVERITIES = {"error": marked("error"), "warning": marked("warning")}
_COLOURS = {"error": "red", "warning": "yellow"}
_LONGEST_LINE = 100  # columns; a text that is wider is hard to read
_LEAST_WIDTH = 20  # columns for a summary, however narrow the terminal


def show_rule(rule: Rule) -> None:
    """Show all that there is to say about a rule."""
    console = screen()
    severity = (translate(_SEVERITIES[rule.severity]), _COLOURS[rule.severity])
    console.print(Text.assemble((rule.code, "bold"), "  ", severity))
    _print(console, Text(translate(rule.summary), style="bold"))
    console.print()
    _print(console, Text(translate(rule.reason)))
    examples = (
        (marked("Approved"), rule.before, "bold"),
        (marked("Wrong"), rule.wrong, "bold red"),
        (marked("Right"), rule.right, "bold green"),
    )
    where = translate(FRAMES[rule.frame])
    for heading, example, style in examples:
        if example:
            console.print()
            console.print(Text.assemble((translate(heading), style), (f" ({where})", "dim")))
            console.print(Text(indent(abridged(example), "    ")), soft_wrap=True)


def show_rules(subjects: Sequence[Subject]) -> None:
    """Show the codes of all rules, by subject, with what holds where they are kept."""
    console = screen()
    widest = max(len(rule.code) for subject in subjects for rule in subject.rules)
    for subject in subjects:
        console.print(Text(translate(subject.title), style="bold"))
        for rule in subject.rules:
            summary = Text(translate(rule.summary))
            if rule.severity == "warning":
                summary.append(f" ({translate(_SEVERITIES[rule.severity])})", "dim")
            _print(console, summary, Text(f"  {rule.code:<{widest}}  ", style="cyan"))
        console.print()
    console.print(
        Text(str(Message("what a code means: csprog explain {code}", code="due")), style="dim"), soft_wrap=True
    )


def _print(console: Console, text: Text, beginning: Text | None = None) -> None:
    """Show a text within the width, all its lines to the right of `beginning`."""
    margin = len(beginning) if beginning else 0
    width = max(_LEAST_WIDTH, min(console.width, _LONGEST_LINE) - margin)
    for number, line in enumerate(text.wrap(console, width)):
        line.rstrip()
        left = beginning if beginning and number == 0 else Text(" " * margin)
        console.print(Text.assemble(left, line), soft_wrap=True)
