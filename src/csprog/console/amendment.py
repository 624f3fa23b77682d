"""Shows an amendment that was recorded: what it changes, and its document."""

from __future__ import annotations

from csprog.console.diff import show_differences
from csprog.console.recording import show_written, show_year
from csprog.console.terminal import Terminal
from csprog.editing.amendment import AmendmentResult
from csprog.i18n import Message, format_day


def show_amended(result: AmendmentResult, path: str) -> None:
    """Show year, changes, number and document of an amendment, and the file."""
    show_year(result.year)
    show_differences(result.differences)
    show_amendment(result)
    show_written(path)


def show_amendment(result: AmendmentResult) -> None:
    """Show the amendment's number, document and day."""
    amendment = result.amendment
    Terminal().print_line(
        Message(
            "amendment {number}: {document}, {day}",
            number=result.number,
            document=amendment.document,
            day=format_day(amendment.on),
        )
    )
