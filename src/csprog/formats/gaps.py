"""Puts the gaps of plans into one sentence, since a young plan has a dozen."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.findings import Finding
from csprog.i18n import Message
from csprog.parsing.names import listed

_NAMES = {
    "gap-measures": Message("measures, or why there are none"),
    "gap-approval": Message("the approval of the Programme"),
    "gap-standard": Message("the version of the Standard"),
    "gap-responsible": Message("the responsible units"),
    "gap-funding": Message("funding"),
    "gap-indicators": Message("indicators of efficiency"),
    "gap-origin": Message("where proposals came from"),
    "gap-goals": Message("goals of proposals"),
    "gap-clauses": Message("clauses of the Standard"),
    "gap-assessments": Message("assessments of satisfaction"),
    "gap-digital": Message("which measures are digital services"),
    "gap-audience": Message("the audience of subsections"),
    "gap-channel": Message("the channel of subsections"),
}


def gaps_sentence(plans: Sequence[Sequence[Finding]]) -> Message | None:
    """Return what plans give nothing for, each once; None without gaps.

    Of several plans it says in how many; of subsections, in which.
    """
    by_code: dict[str, list[Finding]] = {}
    concerned = 0
    for findings in plans:
        gaps = [finding for finding in findings if finding.is_gap]
        concerned += bool(gaps)
        for gap in gaps:
            by_code.setdefault(gap.code, []).append(gap)
    if not by_code:
        return None
    items = "; ".join(_item(code, gaps, single=len(plans) == 1) for code, gaps in by_code.items())
    if len(plans) == 1:
        return Message("not given yet: {items}", items=items)
    return Message(
        "not given yet in {count} plan: {items}",
        "not given yet in {count} plans: {items}",
        count=concerned,
        items=items,
    )


def _item(code: str, gaps: list[Finding], *, single: bool) -> str:
    numbers = [str(gap.message.values["number"]) for gap in gaps if "number" in gap.message.values]
    name = str(_NAMES.get(code, gaps[0].message))
    if single and numbers:
        name = f"{name} {listed(numbers)}"
    return f"{name} ({code})"
