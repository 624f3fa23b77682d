"""Takes back a recording: the text before it, to the byte, if what it added is in no commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.errors import Refused
from csprog.language import Message
from csprog.programme.reading import parse
from csprog.programme.standing import stand
from csprog.yamltext import Edit, apply

if TYPE_CHECKING:
    from datetime import date

    from csprog.programme.model import PlacedMeasure
    from csprog.programme.reading import PlanText
    from csprog.programme.standing import Stand
    from csprog.store import Step


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The text before the recording, and the measures whose entry is gone: how they stood and how they stand."""

    text: str
    changes: tuple[tuple[PlacedMeasure, Stand, Stand], ...]


def take_back(plan: PlanText, step: Step | None, committed: str | None, today: date) -> TakenBack:
    """Return the text of `plan` before `step`, the recording that led to it.

    `committed` is the text of the last commit, None without one.

    Raises:
        Refused: no recording led to this text, or what it added is committed.
    """
    if plan.programme is None or step is None:
        what = Message("there is nothing to take back: the last change of the plan was not recorded by csprog here")
        raise Refused(what)
    text = apply(plan.text, [Edit(*edit) for edit in step.edits])
    before = parse(text).programme
    if before is None:
        raise Refused(Message("what was recorded last can't be taken back without losing something else"))
    _refuse_committed(committed, plan, step)
    earlier = {placed.id: placed for placed in before.measures}
    now = {placed.id: placed for placed in plan.programme.measures}
    changes = tuple(
        (earlier[i], stand(now[i].measure, today), stand(earlier[i].measure, today)) for i in step.ids if i in earlier
    )
    return TakenBack(text, changes)


def _refuse_committed(committed: str | None, plan: PlanText, step: Step) -> None:
    if not step.ids and committed == plan.text:  # an import: it changed the plan, and recorded nothing
        raise Refused(Message("the last change is committed already; take the commit back with git"))
    old = parse(committed).programme if committed else None
    if old is None or plan.programme is None:
        return
    journals = {placed.id: placed.measure.journal for placed in old.measures}
    for placed in plan.programme.measures:
        if placed.id in step.ids and placed.measure.journal == journals.get(placed.id):
            what = Message("{id}: the last entry is committed already; record the opposite instead", id=placed.id)
            raise Refused(what)
