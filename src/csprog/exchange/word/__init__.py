"""The plan and the report on its execution as a Word file: A4 landscape, as the office prints and signs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.arrangement.year import view
from csprog.exchange.word.plan import write_plan
from csprog.exchange.word.report import write_report
from csprog.exchange.word.sheet import saved, sheet

if TYPE_CHECKING:
    from csprog.exchange.formats import Subject


def make(subject: Subject) -> bytes:
    """Return the Word file: the document as it was approved, then what came of it by the day.

    The same subject gives the same bytes.
    """
    page = view(subject.evaluation)
    document = sheet(page, subject.version)
    write_plan(document, page)
    write_report(document, page)
    return saved(document)
