"""Lists the rules that a plan may switch off, and refuses others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.model import Programme

SWITCHABLE = (
    "gap-measures",
    "gap-approval",
    "gap-standard",
    "gap-responsible",
    "gap-funding",
    "gap-indicators",
    "gap-origin",
    "gap-goals",
    "gap-clauses",
    "gap-assessments",
    "gap-digital",
    "gap-audience",
    "gap-channel",
    "number-order",
    "mixed-letters",
    "hidden-character",
    "comment-in-text",
    "sign-without-font",
    "office-alike",
    "carried-from-id",
    "carried-from-text",
    "carried-from-twice",
    "carried-from-done",
    "carried-from-news",
    "left-open",
    "amendment-unknown",
    "personal-data-possible",
    "personal-data",
    "due-outside-year",
)
"""Warnings, and what a document may say although it is an error. Identity, records and changes are not among them."""


def switched_off(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield the codes that a plan switches off although it may not."""
    del today
    for code in programme.switched_off:
        if code not in SWITCHABLE:
            message = Message(
                "“{code}” can't be switched off; take this line out. What can: {known}",
                code=code,
                known=", ".join(["gap-…", *(one for one in SWITCHABLE if not one.startswith("gap-"))]),
            )
            yield Violation("switched-off-refused", ("switched_off", code), message)


def is_heeded(violation: Violation, programme: Programme) -> bool:
    """Tell whether a violation counts: its rule is not switched off, or may not be."""
    return violation.code not in programme.switched_off or violation.code not in SWITCHABLE
