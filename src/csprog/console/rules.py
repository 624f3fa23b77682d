"""Shows the rules: their codes, reasons and examples."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from rich.table import Column
from rich.text import Text

from csprog.console.terminal import Terminal, plain_table, styled
from csprog.i18n import N_, Message, translate
from csprog.validation.catalogue import FRAMES, Rule, Subject, abridged

_SEVERITIES = {"error": (N_("error"), "red"), "warning": (N_("warning"), "yellow")}
_LONGEST_LINE = 100  # columns; a text that is wider is hard to read


def show_rule(rule: Rule) -> None:
    """Show a rule's severity, summary, reason and examples."""
    out = _page()
    severity, colour = _SEVERITIES[rule.severity]
    out.print_line((rule.code, "bold"), "  ", (translate(severity), colour))
    out.print_paragraph((translate(rule.summary), "bold"))
    out.line()
    out.print_paragraph(translate(rule.reason))
    examples = (
        (N_("Approved"), rule.before, "bold"),
        (N_("Wrong"), rule.wrong, "bold red"),
        (N_("Right"), rule.right, "bold green"),
    )
    frame = translate(FRAMES[rule.frame])
    for heading, example, style in examples:
        if example:
            out.line()
            out.print_line((translate(heading), style), (f" ({frame})", "dim"))
            out.print_line(indent(abridged(example), "    "))


def show_rules(subjects: Sequence[Subject]) -> None:
    """Show the codes and summaries of all rules, by subject."""
    out = _page()
    widest = max(len(rule.code) for subject in subjects for rule in subject.rules)
    for subject in subjects:
        out.print_paragraph((translate(subject.title), "bold"))
        columns = [Column()] if out.narrow else [Column(no_wrap=True, min_width=widest), Column()]
        out.print_table(plain_table(*columns), [_row(rule, narrow=out.narrow) for rule in subject.rules])
        out.line()
    out.print_line((Message("what a code means: csprog explain {code}", code="due"), "dim"))


def _row(rule: Rule, *, narrow: bool) -> tuple[Text, ...]:
    warning = f" ({translate(_SEVERITIES[rule.severity][0])})" if rule.severity == "warning" else ""
    code, summary = (rule.code, "cyan"), translate(rule.summary)
    if narrow:
        return (styled(code, "\n", summary, (warning, "dim")),)
    return styled(code), styled(summary, (warning, "dim"))


def _page() -> Terminal:
    out = Terminal()
    out.width = min(out.width, _LONGEST_LINE)
    return out
