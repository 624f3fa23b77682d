"""Takes back a recording whose entries are in no commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.errors import Refused
from csprog.language import Message
from csprog.programme.evaluation import evaluate_measure
from csprog.programme.ledgers import every_ledger
from csprog.programme.reading import parse
from csprog.record.entry import Change
from csprog.yamltext.characters import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from csprog.programme.ledgers import Item, Ledger
    from csprog.programme.reading import PlanText
    from csprog.store.undo import Step


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The plan's bytes before a recording, and what is gone with it.

    `changes` are the measures whose entry is gone, before and after.
    """

    data: bytes
    changes: tuple[Change, ...]
    gone: tuple[tuple[Ledger, Item], ...]


def take_back(plan: PlanText, step: Step | None, committed: str | None, today: date) -> TakenBack:
    """Return the bytes of `plan` before `step`, which led to it, and what they lack.

    `committed` is the text of the last commit, None without one.

    Raises:
        Refused: no recording led to this text, or what it added is committed.
    """
    before = parse(decode(step.before)[0]).programme if step else None
    if plan.programme is None or step is None or before is None:
        what = Message("there is nothing to take back: the last change of the plan was not recorded by csprog here")
        raise Refused(what)
    earlier = {} if step.imported else {(ledger.kind, ledger.path): ledger for ledger in every_ledger(before)}
    pairs = [(earlier.get((now.kind, now.path), now), now) for now in every_ledger(plan.programme)]
    changed = [(then, now) for then, now in pairs if then.items != now.items]
    _refuse_committed(committed, plan, step, [now for _, now in changed])
    open_again = {now.path for _, now in changed if now.kind == "journal"}
    measures, year = {placed.path: placed for placed in before.measures}, plan.programme.year
    changes = tuple(
        Change(evaluate_measure(now, year, today), evaluate_measure(measures[now.path], before.year, today))
        for now in plan.programme.measures
        if now.path in open_again
    )
    gone = tuple(
        (now, item) for then, now in changed for item in now.items if now.kind != "journal" and item not in then.items
    )
    return TakenBack(step.before, changes, gone)


def _refuse_committed(committed: str | None, plan: PlanText, step: Step, changed: Iterable[Ledger]) -> None:
    if step.imported and committed == plan.text:
        raise Refused(Message("the last change is committed already; take the commit back with git"))
    old = parse(committed).programme if committed else None
    known = [(ledger.place, ledger.items) for ledger in every_ledger(old)] if old else []
    for ledger in changed:
        if (ledger.place, ledger.items) in known:
            what = Message("{id}: the last entry is committed already; record the opposite instead", id=ledger.name)
            raise Refused(what)
