"""Shows what an import read, decided and left to a person."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.recording import show_written
from csprog.console.terminal import Terminal
from csprog.findings import Finding
from csprog.i18n import N_, Message, translate
from csprog.importing.readers.document import Notice
from csprog.programme.model import Programme

_KINDS = {
    "decided": (N_("decided"), "dim"),
    "question": (N_("question"), "bold yellow"),
    "left-out": (N_("left out"), "bold red"),
}


def show_notices(notices: Sequence[Notice]) -> None:
    """Show each notice with its position in the document."""
    out = Terminal()
    for notice in notices:
        word, style = _KINDS[notice.kind]
        out.print_line((translate(word), style), f"  {notice.place}: {notice.message}")


def show_imported(programme: Programme, path: str) -> None:
    """Show how many parts were read, and the file that holds them."""
    Terminal().print_line(counts_line(programme))
    show_written(path)


def counts_line(programme: Programme) -> str:
    """Return how many parts a plan has."""
    proposals = sum(1 for _ in programme.proposals())
    counts = (
        Message("{count} section", "{count} sections", count=len(programme.sections)),
        Message("{count} proposal", "{count} proposals", count=proposals),
        Message("{count} measure", "{count} measures", count=len(programme.measures)),
    )
    return ", ".join(map(str, counts))


def show_left(notices: Sequence[Notice], errors: Sequence[Finding], path: str) -> None:
    """Show what an import leaves to a person: questions, then errors in the plan."""
    questions = sum(notice.kind == "question" for notice in notices)
    out = Terminal()
    if questions:
        out.print_line((Message("{count} question for you", "{count} questions for you", count=questions), "yellow"))
    if errors:
        what = Message(
            "{count} error in {path}: see csprog validate",
            "{count} errors in {path}: see csprog validate",
            path=path,
            count=len(errors),
        )
        out.print_line((what, "bold red"))
