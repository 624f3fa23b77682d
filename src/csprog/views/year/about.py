"""Words what a year's page says of its documents and of the next report."""

from __future__ import annotations

from dataclasses import dataclass

from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.report_duty import report_due
from csprog.views.typography import long_date
from csprog.views.year.documents import approval_words, standard_words


@dataclass(frozen=True, slots=True)
class AboutView:
    """The approval and the Standard in words; None where the passport gives none."""

    approval: str | None
    standard: str | None


def about_year(evaluation: Evaluation) -> AboutView:
    """Return the words about a year's documents."""
    passport = evaluation.programme.passport
    return AboutView(
        approval=approval_words(passport.approval) if passport.approval else None,
        standard=standard_words(passport.standard) if passport.standard else None,
    )


def next_report(newest: int, *, draft: bool) -> str:
    """Return «за 2026 год, до 31 марта 2027 г.» where `newest` is the newest year on a site.

    While its page is a `draft`, its own report is the next one.
    """
    year = newest if draft else newest + 1
    return f"за {year} год, до {long_date(report_due(year))}"
