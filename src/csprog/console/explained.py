"""Rules: what each asks and why, with its examples."""

from __future__ import annotations

from dataclasses import replace
from textwrap import indent
from typing import TYPE_CHECKING

from csprog.console.listing import Column
from csprog.console.terminal import terminal
from csprog.language import Message, marked, translate
from csprog.review.catalogue import FRAMES, abridged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.console.listing import Cell
    from csprog.console.terminal import Terminal
    from csprog.review.catalogue import Rule, Subject

_SEVERITIES = {"error": marked("error"), "warning": marked("warning")}
_COLOURS = {"error": "red", "warning": "yellow"}
_LONGEST_LINE = 100  # columns; a text that is wider is hard to read
_CODES = (Column(), Column(wraps=True))


def show_rule(rule: Rule) -> None:
    """Show all that there is to say about a rule."""
    out = _page()
    severity = (translate(_SEVERITIES[rule.severity]), _COLOURS[rule.severity])
    out.line((rule.code, "bold"), ("  ", ""), severity)
    out.paragraph(translate(rule.summary), "bold")
    out.line()
    out.paragraph(translate(rule.reason))
    examples = (
        (marked("Approved"), rule.before, "bold"),
        (marked("Wrong"), rule.wrong, "bold red"),
        (marked("Right"), rule.right, "bold green"),
    )
    where = translate(FRAMES[rule.frame])
    for heading, example, style in examples:
        if example:
            out.line()
            out.line((translate(heading), style), (f" ({where})", "dim"))
            out.line((indent(abridged(example), "    "), ""))


def show_rules(subjects: Sequence[Subject]) -> None:
    """Show the codes of all rules, by subject, with what holds where they are kept."""
    out = _page()
    widest = max(len(rule.code) for subject in subjects for rule in subject.rules)
    for subject in subjects:
        out.paragraph(translate(subject.title), "bold")
        out.listing((_row(rule, widest) for rule in subject.rules), _CODES)
        out.line()
    out.line((str(Message("what a code means: csprog explain {code}", code="due")), "dim"))


def _row(rule: Rule, widest: int) -> tuple[Cell, Cell]:
    warning = f" ({translate(_SEVERITIES[rule.severity])})" if rule.severity == "warning" else ""
    return ((f"{rule.code:<{widest}}", "cyan"),), ((translate(rule.summary), ""), (warning, "dim"))


def _page() -> Terminal:
    """Return standard output, no wider than is good to read."""
    out = terminal()
    return replace(out, width=min(out.width, _LONGEST_LINE))
