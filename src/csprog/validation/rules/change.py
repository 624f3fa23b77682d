"""Rules of change: what of an approved plan changes only by an amendment.

Clause 1.3 has the plan's measures published, so approved ones are not reworded. Recording is always free, rewriting
what was recorded never.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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
"""Keys that change only by an amendment, by part.

Numbers do so too, and parts that are added, removed or moved.
"""

AMENDED_PASSPORT = ("year", "title", "organisation", "basis", "approval", "standard")
"""Keys of the passport that belong to the document; the others are about its page."""


def changes(old: Programme, new: Programme, today: date) -> Iterator[Violation]:
    """Yield the changes from `old` to `new` that no amendment covers."""
    rewritten = [amendment for amendment in old.amendments if amendment not in new.amendments]
    if rewritten:
        message = Message(
            "an amendment that was there is gone or rewritten: {document}", document=rewritten[0].document
        )
        yield Violation("change-amendment", ("amendments",) if new.amendments else (), message)
    added = [amendment for amendment in new.amendments if amendment not in old.amendments]
    yield from _rewritten_records(old, new)
    approved = old.is_approved(today)
    for difference in compare(old, new):
        if difference.kind == "journal-rewritten":
            message = Message(
                "{id}: an entry that was recorded is gone or rewritten ({old})", id=difference.id, old=difference.old
            )
            yield Violation("change-journal", difference.path or (), message)
        elif approved and needs_amendment(difference) and not _is_amended(difference, added):
            yield Violation(_code(difference), _path(difference, new), _message(difference))


def _rewritten_records(old: Programme, new: Programme) -> Iterator[Violation]:
    """Yield values and scores of `old` that are missing in `new`."""
    current = _records(new)
    for name, records in _records(old).items():
        for record in (Counter(records) - Counter(current.get(name, ()))).elements():
            message = Message("{id}: what was recorded is gone or rewritten ({old})", id=name, old=record)
            yield Violation("change-recorded", (), message)


def _records(programme: Programme) -> dict[str, list[str]]:
    """Return values and scores as texts, by id of indicator or assessment."""
    # Without notes and evidence, which may be mended.
    records: dict[str, list[str]] = {}
    for placed in placed_indicators(programme):
        indicator = placed.indicator
        records[indicator.id] = [f"{actual.on} {actual.period}: {actual.value}" for actual in indicator.actuals]
    for assessment in programme.assessments:
        head = f"{assessment.kind} {assessment.period}"
        scores = [f"{head}: {item.name} {item.score}/{item.scale}" for item in assessment.scores]
        records.setdefault(assessment.id, []).extend(scores)
    return records


def needs_amendment(difference: Difference) -> bool:
    """Tell whether an approved plan may differ so only by an amendment."""
    if difference.kind in {"added", "removed", "renumbered", "reordered"}:
        return True
    if difference.kind != "changed":
        return False
    if difference.part != "document":
        return difference.key in AMENDED[difference.part]
    steps = difference.key.split(".")
    if difference.id == "passport" and (steps[0] not in AMENDED_PASSPORT or _is_approval(difference)):
        return False
    return difference.id in AMENDED["document"] and steps[-1] != "remark"


def _is_approval(difference: Difference) -> bool:
    return difference.key.startswith("approval") and not difference.old


def _is_amended(difference: Difference, amendments: Sequence[Amendment]) -> bool:
    """Tell whether an amendment names the part, or one that it lies in."""
    numbers = {difference.id}
    if difference.kind == "renumbered":
        numbers.add(difference.old)
    for number in list(numbers):
        steps = number.split(".")
        numbers |= {".".join(steps[:count]) for count in range(1, len(steps))}
    return any(numbers & set(amendment.ids) for amendment in amendments)


def _code(difference: Difference) -> str:
    match difference.kind:
        case "added" | "removed":
            return f"change-{difference.kind}"
        case "reordered":
            return "change-order"
        case "renumbered":
            return "change-number"
    return f"change-{difference.key}" if difference.key in {"due", "result", "offices"} else "change-text"


def _path(difference: Difference, new: Programme) -> KeyPath:
    """Return the path of the change, or of the list a removed part was in."""
    if difference.path is not None:
        return (*difference.path, "number") if difference.kind == "renumbered" else difference.path
    siblings = [placed for placed in new.measures if difference.id.startswith(f"{placed.proposal.number}.")]
    return siblings[0].path[:-1] if siblings else ("sections",)


def _message(difference: Difference) -> Message:
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
