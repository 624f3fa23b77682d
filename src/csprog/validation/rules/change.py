"""The rules of change: what of an approved plan may change silently, and what only by an amendment.

The law publishes the plan's measures (clause 1.3), so what was approved can't be reworded on the way. Recording is
always free, rewriting what was recorded never.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csprog.findings import KeyPath, Violation
from csprog.history.diff import Difference, compare
from csprog.i18n import Message
from csprog.programme.ledgers import placed_indicators
from csprog.programme.model import Amendment, Programme

AMENDED = {
    "document": ("passport", "provisions", "goals", "tasks", "plan"),
    "section": ("title",),
    "subsection": ("title", "channel", "audience"),
    "proposal": ("text",),
    "measure": ("text", "due", "result", "offices"),
}
"""What changes only by an amendment, by part; so do numbers, and parts that are added, removed or moved."""

OF_THE_PASSPORT = ("year", "title", "organisation", "basis", "approval", "standard")
"""What of the passport is the document's; the rest says how its page is published."""


def is_approved(programme: Programme, today: date) -> bool:
    """Tell whether a plan is approved: its passport says so, or its year has begun."""
    return programme.passport.approval is not None or today.year >= programme.year


def changes(old: Programme, new: Programme, today: date) -> Iterator[Violation]:
    """Yield what changed from `old` to `new` against the rules of change."""
    rewritten = [amendment for amendment in old.amendments if amendment not in new.amendments]
    if rewritten:
        what = Message("an amendment that was there is gone or rewritten: {document}", document=rewritten[0].document)
        yield Violation("change-amendment", ("amendments",) if new.amendments else (), what)
    fresh = [amendment for amendment in new.amendments if amendment not in old.amendments]
    for what in _unrecorded(old, new):
        yield Violation("change-recorded", (), what)
    approved = is_approved(old, today)
    for difference in compare(old, new):
        if difference.kind == "journal-rewritten":
            what = Message(
                "{id}: an entry that was recorded is gone or rewritten ({old})", id=difference.id, old=difference.old
            )
            yield Violation("change-journal", difference.path or (), what)
        elif approved and _needs_amendment(difference) and not _amended(difference, fresh):
            yield Violation(_code(difference), _place(difference, new), _sentence(difference))


def _unrecorded(old: Programme, new: Programme) -> Iterator[Message]:
    """Yield what was recorded of indicators and in assessments and is not there any more; a note may be put otherwise."""
    for name, recorded in _recorded(old).items():
        left = list(_recorded(new).get(name, ()))
        for value in recorded:
            if value in left:
                left.remove(value)
            else:
                yield Message("{id}: what was recorded is gone or rewritten ({old})", id=name, old=value)


def _recorded(programme: Programme) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for placed in placed_indicators(programme):
        indicator = placed.indicator
        found[indicator.id] = [f"{actual.on} {actual.period}: {actual.value}" for actual in indicator.actuals]
    for survey in programme.assessments:
        head = f"{survey.kind} {survey.period}"
        found.setdefault(survey.id, []).extend(
            f"{head}: {given.name} {given.score}/{given.scale}" for given in survey.scores
        )
    return found


def _needs_amendment(difference: Difference) -> bool:
    if difference.kind in {"added", "removed", "renumbered", "reordered"}:
        return True
    if difference.kind != "changed":
        return False
    if difference.part != "document":
        return difference.key in AMENDED[difference.part]
    steps = difference.key.split(".")
    if difference.id == "passport" and (
        steps[0] not in OF_THE_PASSPORT or (steps[0] == "approval" and not difference.old)
    ):
        return False
    return difference.id in AMENDED["document"] and steps[-1] != "remark"


def _amended(difference: Difference, amendments: list[Amendment]) -> bool:
    """Tell whether one of `amendments` names the part, or a part that it lies in."""
    numbers = {difference.id}
    if difference.kind == "renumbered":
        numbers.add(difference.old)
    for number in list(numbers):
        steps = number.split(".")
        numbers |= {".".join(steps[:count]) for count in range(1, len(steps))}
    return any(numbers & set(amendment.ids) for amendment in amendments)


def _code(difference: Difference) -> str:
    if difference.kind != "changed":
        return {"added": "change-added", "removed": "change-removed", "reordered": "change-order"}.get(
            difference.kind, "change-number"
        )
    return f"change-{difference.key}" if difference.key in {"due", "result", "offices"} else "change-text"


def _place(difference: Difference, new: Programme) -> KeyPath:
    """Return the path to point at: the change, or where a removed part would be."""
    if difference.path is not None:
        return (*difference.path, "number") if difference.kind == "renumbered" else difference.path
    parents = [placed for placed in new.measures if difference.id.startswith(f"{placed.proposal.number}.")]
    return parents[0].path[:-1] if parents else ("sections",)


def _sentence(difference: Difference) -> Message:
    name, old, new = difference.id, difference.old, difference.new
    match difference.kind:
        case "added":
            return Message("{id} is new in an approved plan; name it in an amendment", id=name)
        case "removed":
            return Message("{id} is gone from an approved plan (“{old}”); name it in an amendment", id=name, old=old)
        case "renumbered":
            return Message("{old} has become {new} in an approved plan; name it in an amendment", old=old, new=new)
        case "reordered":
            return Message("{id} has moved in an approved plan; name it in an amendment", id=name)
    return Message(
        "{id}: {key} of an approved plan was “{old}”; put it back or name {id} in an amendment",
        id=name,
        key=difference.key,
        old=old,
    )
