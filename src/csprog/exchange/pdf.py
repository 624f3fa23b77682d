"""The year's page as a PDF: what is published, for who needs it on paper or by post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.arrangement.year import view
from csprog.exchange.paper import paper, plain

if TYPE_CHECKING:
    from csprog.exchange.formats import Subject


def make(subject: Subject) -> bytes:
    """Return the PDF; the same subject and templates give the same bytes."""
    values = {"page": plain(view(subject.evaluation)), "version": subject.version}
    return paper("page.typ", values, subject.evaluation.day, subject.templates)
