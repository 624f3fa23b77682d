"""Takes back a recording whose entries are in no commit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from csprog.editing.entry import Change
from csprog.errors import RefusedError
from csprog.evaluation.evaluator import evaluate_measure
from csprog.i18n import Message
from csprog.programme.assessments import Assessment
from csprog.programme.corrections import typed_name
from csprog.programme.ledgers import Item, Ledger, every_ledger
from csprog.programme.model import Programme
from csprog.programme.plan_text import parse_plan
from csprog.store.undo_steps import Step
from csprog.yamltext.encoding import decode

_OPTIONS = {"journal": "--withdraw", "actuals": "--value …", "assessments": "--score …"}


@dataclass(frozen=True, slots=True)
class UndoResult:
    """The bytes of the plan of `year` before a recording, and what is gone with it.

    `changes` are the measures whose entry is gone, before and after.
    """

    data: bytes
    year: int
    changes: tuple[Change, ...]
    gone: tuple[tuple[Ledger, Item], ...]


def undo(text: str, programme: Programme, step: Step | None, committed: str | None, today: date) -> UndoResult:
    """Return the bytes before `step`, which made the plan `text`, and what is gone.

    `committed` is the text of the last commit, None without one.

    Raises:
        RefusedError: no recording led to this text, or what it added is committed.
    """
    before = parse_plan(decode(step.before)[0]).programme if step else None
    if step is None or before is None:
        what = Message("nothing to undo: the last change was made without csprog or on another computer")
        raise RefusedError(what)
    earlier = {} if step.imported else {(ledger.kind, ledger.path): ledger for ledger in every_ledger(before)}
    pairs = [(earlier.get((now.kind, now.path), now), now) for now in every_ledger(programme)]
    changed = [(then, now) for then, now in pairs if then.items != now.items]
    option = typed_name("", programme.year)
    _refuse_committed(committed, text, step, [now for _, now in changed], option)
    open_again = {now.path for _, now in changed if now.kind == "journal"}
    measures, year = {placed.path: placed for placed in before.measures}, programme.year
    changes = tuple(
        Change(evaluate_measure(now, year, today), evaluate_measure(measures[now.path], before.year, today))
        for now in programme.measures
        if now.path in open_again
    )
    gone = tuple(
        (now, item) for then, now in changed for item in now.items if now.kind != "journal" and item not in then.items
    )
    return UndoResult(step.before, year, changes, gone)


def _refuse_committed(
    committed: str | None, text: str, step: Step, changed: Iterable[Ledger], year_option: str
) -> None:
    if step.imported and committed == text:
        raise RefusedError(Message("the last change is already committed; revert the commit with git"))
    old = parse_plan(committed).programme if committed else None
    known = [(ledger.place, ledger.items) for ledger in every_ledger(old)] if old else []
    for ledger in changed:
        if (ledger.place, ledger.items) in known:
            name = ledger.items[-1].id if isinstance(ledger.items[-1], Assessment) else ledger.name
            what = Message(
                "{id}: the last entry is already committed; to correct or revoke it: {command}",
                id=name,
                command=f'csprog correct {name}{year_option} {_OPTIONS[ledger.kind]} --why "…"',
            )
            raise RefusedError(what)
