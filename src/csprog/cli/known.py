"""What is known of a large plan's bytes: that they hold a sound plan, and its contents. So one entry makes one proposal be read."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from csprog.cli.plan import sound_plan
from csprog.programme.contents import Part, contents
from csprog.record.confined import Made, confined
from csprog.store.cache import kept_answers, key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from csprog.programme.reading import PlanText
    from csprog.store.files import SourceFile
    from csprog.yamltext.splice import Edit


def changed(
    source: SourceFile, today: date, change: Callable[[PlanText], Made], identifier: str
) -> tuple[Made, bytes, tuple[Edit, ...]]:
    """Return what `change` makes of the proposal that `identifier` names, the plan's new bytes, the edits that lead back.

    A plan whose bytes are not known is read; what is known of the old bytes and of the new is kept for the next time. If
    the change can't be confined to one proposal, it is made of the whole plan.

    Raises:
        CsprogError: the plan has problems, or `change` refuses.
    """
    with kept_answers() as kept:
        key = _key(source.data)
        parts, plan = [Part(*one) for one in kept.get(key) or ()], None
        if not parts:
            plan = sound_plan(source, today).text
            parts = contents(plan, byte_order_mark=source.byte_order_mark) or []
            kept.put(key, parts)
        within = confined(source.data, parts, identifier, change)
        if within is not None:
            kept.put(_key(within.data), within.parts)
            return within.made, within.data, within.undo
    made = change(plan or sound_plan(source, today).text)
    return made, source.encoded(made.text), made.undo


def _key(data: bytes) -> str:
    return key_of("contents", sha256(data).digest())
