"""What was published, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from csprog.console.terminal import Terminal
from csprog.evaluation.evaluator import Evaluation
from csprog.i18n import Message

_NO_RESULT = Message("carried out, but what was achieved is not said (reopen it, then complete --note)")
_NO_REASON = Message("not carried out, and why is not said (decline, postpone or cancel --reason)")


def show_published(paths: Iterable[str]) -> None:
    """Name the files that were written."""
    out = Terminal()
    for path in paths:
        out.print_line((path, ""))


def show_left_out() -> None:
    """Say what was not written because the passport names no address."""
    what = Message("no feed, no sitemap: the passport has no address for them (“published_at” or “site”, without “?”)")
    Terminal(errors=True).print_line((str(what), "dim"))


def show_same(year: int, day: date) -> None:
    """Say that a year published for good was made again as it was."""
    what = Message("{year} was published for good as of {day}; it is the same to the byte", year=year, day=day)
    Terminal(errors=True).print_line((str(what), "green"))


def show_frozen(year: int, day: date, files: Iterable[str], causes: Iterable[Message]) -> None:
    """Say which files of a year published for good would now be others, and why; nothing was written."""
    out = Terminal(errors=True)
    what = Message(
        "{year} was published for good as of {day}, and these files would be others now:", year=year, day=day
    )
    out.print_line((str(what), "yellow"))
    for path in files:
        out.print_line((f"  {path}", ""))
    for cause in causes:
        out.print_line((str(cause), "yellow"))
    out.print_paragraph((str(Message("nothing was written; to publish it anew, add --again")), "bold red"))


def show_lacking(evaluation: Evaluation, *, refused: bool) -> None:
    """Say why the page is a draft (or, if `refused`, why nothing was written) and what is missing, with ids."""
    if not evaluation.is_draft:
        return
    out = Terminal(errors=True)
    year = evaluation.programme.year
    if evaluation.errors:
        errors = Message(
            "the page is a draft: {count} error stands in the plan",
            "the page is a draft: {count} errors stand in the plan",
            count=evaluation.errors,
        )
        out.print_paragraph((str(errors), "yellow"))
    if not evaluation.year_over:
        out.print_paragraph((str(Message("the page is a draft: {year} is not over", year=year)), "yellow"))
    elif lacking := evaluation.lacking():
        what = Message(
            "the page is a draft: {count} measure lacks a reason or an actual result",
            "the page is a draft: {count} measures lack a reason or an actual result",
            count=len(lacking),
        )
        out.print_paragraph((str(what), "yellow"))
        result, reason = str(_NO_RESULT), str(_NO_REASON)
        rows = (f"  {row.placed.id}  {result if row.lacks_result else reason}" for row in lacking)
        out.print_line(("\n".join(rows), ""))
    if refused:
        out.print_paragraph((str(Message("nothing was written (--final)")), "bold red"))
