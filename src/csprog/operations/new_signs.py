"""Refuses new texts with signs that the PDF can't show."""

from __future__ import annotations

from collections import Counter

from csprog.errors import RefusedError
from csprog.programme.pdf_signs import lacking_signs, refusing_sentence
from csprog.programme.plan_text import parse_plan
from csprog.validation.rules.signs import NO_FONT
from csprog.validation.rules.wording import texts


def refuse_new_signs(before: str, after: str) -> None:
    """Refuse a plan's new text that has more signs without a font than the one before.

    A plan whose own fonts have them switches the rule off.

    Raises:
        RefusedError: there are such signs; the sentence names the first.
    """
    if not _signs(after) - _signs(before):  # far faster than the model of a large plan
        return
    old, new = parse_plan(before).programme, parse_plan(after).programme
    if new is None or NO_FONT in new.switched_off:
        return
    known = {text for _, text in texts(old)}
    for _, text in texts(new):
        for lacking in () if text in known else lacking_signs(text):
            raise RefusedError(refusing_sentence(text, lacking))


def _signs(text: str) -> Counter[str]:
    return Counter(lacking.sign for lacking in lacking_signs(text))
