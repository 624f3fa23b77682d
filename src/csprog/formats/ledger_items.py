"""Puts items of ledgers into a line each: entries, actual values, assessments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from csprog.i18n import N_, Message, format_day, format_number, format_roubles, translate
from csprog.programme.assessments import Assessment
from csprog.programme.corrections import given_values
from csprog.programme.entries import (
    Cancelled,
    Completed,
    Corrected,
    Entry,
    Evidence,
    EvidenceFile,
    NotCompleted,
    Postponed,
    Remark,
    Reopened,
    Spent,
)
from csprog.programme.evidence import is_public_address
from csprog.programme.indicators import Actual, Indicator
from csprog.programme.ledgers import Item
from csprog.programme.model import CarriedFrom, EarlierMeasure
from csprog.views.report.labels import word

_EVENTS = {
    "completed": N_("completed"),
    "not-completed": N_("not completed"),
    "postponed": N_("postponed"),
    "cancelled": N_("cancelled"),
    "reopened": N_("reopened"),
    "spent": N_("spent"),
    "remark": N_("remark"),
    "corrected": N_("corrected"),
}
_CORRECTABLE = {
    "on": N_("day"),
    "to": N_("postponed to"),
    "amount": N_("sum"),
    "offices": N_("offices"),
    "note": N_("note"),
    "reason": N_("reason"),
    "evidence": N_("evidence"),
    "document": N_("document"),
}
_DIGITS = 12  # of a SHA-256: enough to compare by eye
_BETTER = {"higher": N_("more is better"), "lower": N_("less is better")}


def item_line(item: Item) -> str:
    """Return one line for an entry, an actual value or an assessment."""
    if isinstance(item, Actual):
        line = str(Message("{on} for {period}: {value}", on=item.on, period=item.period, value=item.value))
    elif isinstance(item, Assessment):
        line = assessment_line(item)
    else:
        return entry_line(item)
    line += f" ({item.note})" if item.note else ""
    line += f" [{evidence_line(item.evidence)}]" if item.evidence else ""
    return f"{line}; {Message('correction: {why}', why=item.why)}" if item.why else line


def journal_lines(journal: Sequence[Entry]) -> list[str]:
    """Return a line for each entry, with its number where there are several."""
    numbers = [f"{number}. " if len(journal) > 1 else "" for number in range(1, len(journal) + 1)]
    return [number + entry_line(entry) for number, entry in zip(numbers, journal, strict=True)]


def entry_line(entry: Entry) -> str:
    """Return one line for an entry of a journal."""
    if isinstance(entry, Corrected):
        return _correction_line(entry)
    parts = [format_day(entry.on), translate(_EVENTS[entry.event])]
    if isinstance(entry, (Completed, NotCompleted, Reopened)) and entry.offices:
        parts.append(f"({', '.join(entry.offices)})")
    if isinstance(entry, Postponed):
        parts.append(f"→ {format_day(entry.to)}")
    if isinstance(entry, Spent):
        parts.append(money(entry.amount))
    text = entry.note if isinstance(entry, (Completed, Remark, Spent)) else entry.reason
    line = " ".join(parts) + (f": {text}" if text else "")
    if isinstance(entry, Completed) and entry.reason:
        line += f" ({Message('reason: {reason}', reason=entry.reason)})"
    if isinstance(entry, (Cancelled, NotCompleted)) and entry.document:
        line += f" ({entry.document})"
    proven = isinstance(entry, (Completed, Spent)) and entry.evidence
    return f"{line} [{evidence_line(proven)}]" if proven else line


def evidence_line(evidence: Evidence) -> str:
    """Return an address, or a file with the beginning of its SHA-256.

    What the page does not give to readers is said so.
    """
    if isinstance(evidence, EvidenceFile):
        digest = f"{evidence.file}, SHA-256 {evidence.sha256[:_DIGITS]}…"
        return f"{digest}, {Message('published') if evidence.public else Message('not published')}"
    return evidence if is_public_address(evidence) else f"{evidence}, {Message('not published')}"


def _correction_line(correction: Corrected) -> str:
    target = correction.corrects
    what = f"{translate(_EVENTS[target.event])} {format_day(target.on)}"
    changes = [str(Message("revoked"))] if correction.withdrawn else []
    for key, value in given_values(correction).items():
        changes.append(f"{translate(_CORRECTABLE[key])} → {_shown(key, value)}")
    changes += [str(Message("without {key}", key=Message(_CORRECTABLE[key]))) for key in correction.removed]
    head = f"{format_day(correction.on)} {translate(_EVENTS['corrected'])}: {what}"
    return f"{head}: {'; '.join(changes)} ({correction.why})"


def _shown(key: str, value: object) -> str:
    match value:
        case str() | EvidenceFile() if key == "evidence":
            return evidence_line(value)
        case date():
            return format_day(value)
        case Decimal():
            return money(value)
        case tuple():
            return ", ".join(value)
    return str(value)


def origin_line(origin: EarlierMeasure) -> str:
    """Return the plan and measure that one goes on from, and why, or that it repeats."""
    if not isinstance(origin, CarriedFrom):
        return str(Message("repeated from the plan of {year}, {id}", year=origin.year, id=origin.id))
    line = str(Message("carried over from the plan of {year}, {id}", year=origin.year, id=origin.id))
    line = f"{line}: {origin.reason}" if origin.reason else line
    return f"{line} ({Message('changed: {what}', what=origin.change)})" if origin.change else line


def money(amount: Decimal | None) -> str:
    """Return a sum in roubles, a dash for None."""
    return "—" if amount is None else f"{format_roubles(amount)} ₽"


def assessment_line(assessment: Assessment) -> str:
    """Return an assessment's heading and scores in one line."""
    return f"{assessment_heading(assessment)}: {'; '.join(score_lines(assessment))}"


def assessment_heading(assessment: Assessment) -> str:
    """Return an assessment's period, kind, audience and channel."""
    words = (assessment.kind, assessment.audience, assessment.channel)
    return ", ".join([str(assessment.period), *(word(key) for key in words if key)])


def score_lines(assessment: Assessment) -> list[str]:
    """Return the scores, each with its scale and number of respondents."""
    lines = []
    for given in assessment.scores:
        score = Message("{score} of {scale}", score=given.score, scale=given.scale)
        count = Message("{count} respondent", "{count} respondents", count=given.respondents or 0)
        lines.append(f"{given.name} {score}" + (f" ({count})" if given.respondents is not None else ""))
    return lines


def target_text(indicator: Indicator) -> str:
    """Return an indicator's baseline, target and better direction, where given."""
    ends = (indicator.baseline, indicator.target)
    line = (
        " → ".join("?" if end is None else format_number(end) for end in ends)
        if any(end is not None for end in ends)
        else ""
    )
    better = f"({translate(_BETTER[indicator.better])})" if indicator.better else ""
    return f"{line} {better}".strip()


def indicator_line(indicator: Indicator) -> str:
    """Return an indicator's name, unit, target and valid values in one line."""
    values = (f"{actual.period}: {format_number(actual.value)}" for actual in indicator.actuals_by(date.max))
    parts = [part for part in (target_text(indicator), ", ".join(values)) if part]
    return f"{indicator.id}: {indicator.name}, {indicator.unit}" + "".join(f"; {part}" for part in parts)
