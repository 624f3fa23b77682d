"""Rules of new amendments: each says what has changed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from csprog.findings import Violation
from csprog.history.amendment import NUMBER, TEXT, lies_in
from csprog.history.diff import Difference
from csprog.i18n import Message
from csprog.programme.model import AmendedValue, Amendment


def within_covered(needing: Sequence[Difference], missing: Sequence[Difference]) -> list[Difference]:
    """Return the `missing` ones that no amended part around them covers.

    Who adds, drops or renumbers a proposal does so with its measures.
    """
    covered = [one for one in needing if one not in missing and one.kind in {"added", "removed", "renumbered"}]
    return [one for one in missing if not any(_goes_with(one, whole) for whole in covered)]


def groundless(differences: Sequence[Difference], added: Sequence[Amendment], first: int) -> Iterator[Violation]:
    """Yield what amendments name that has not changed, or say wrongly.

    `first` is the index of the first of them in the plan.
    """
    changed = {name for difference in differences for name in _names(difference)}
    values = [value for amendment in added for value in amendment.changes]
    for index, amendment in enumerate(added, start=first):
        for place, identifier in enumerate(amendment.ids):
            if not any(identifier == name or lies_in(name, identifier) for name in changed):
                message = Message("{id}: nothing of it has changed; an amendment names only what has", id=identifier)
                yield Violation("change-amendment-idle", ("amendments", index, "ids", place), message)
        for place, value in enumerate(amendment.changes):
            if fault := _fault(value, differences, values):
                yield Violation("change-amendment-untrue", ("amendments", index, "changes", place), fault)


def untrue(differences: Sequence[Difference], added: Sequence[Amendment]) -> set[tuple[str, str]]:
    """Return id and key of the values that amendments say wrongly."""
    values = [value for amendment in added for value in amendment.changes]
    return {(value.id, value.key) for value in values if _fault(value, differences, values)}


def amended_key(difference: Difference) -> str:
    """Return the key under which an amendment tells of a difference."""
    match difference.kind:
        case "added" | "removed":
            return TEXT
        case "renumbered":
            return NUMBER
    return difference.key


def _goes_with(difference: Difference, whole: Difference) -> bool:
    if difference.kind != whole.kind or not lies_in(difference.id, whole.id):
        return False
    return whole.kind != "renumbered" or difference.old == whole.old + difference.id.removeprefix(whole.id)


def _names(difference: Difference) -> set[str]:
    """Return the numbers of the changed part: if it is renumbered, the old one too."""
    return {difference.id, difference.old} if difference.kind == "renumbered" else {difference.id}


def _fault(value: AmendedValue, differences: Sequence[Difference], values: Sequence[AmendedValue]) -> Message | None:
    """Return what is wrong with an amended value, None if it is true."""
    numbers = {one.id: one.old for one in differences if one.kind == "renumbered"}
    about = [
        one
        for one in differences
        if value.id in {one.id, numbers.get(one.id)} and value.key == amended_key(one) and not one.entry
    ]
    if not about:
        return Message("{id}: its {key} has not changed", id=value.id, key=value.key)
    said = value.was or "", value.became or ""
    alone = [(one.id, one.key) for one in values].count((value.id, value.key)) == 1
    if said in {(one.old, one.new) for one in about} and (alone or len(about) > 1):
        return None  # several: items of a list that went and came at one place
    names = {name for one in about for name in (one.id, numbers.get(one.id))}
    chain = [one for one in values if one.key == value.key and one.id in names]
    return _disagreement(value, *_expected(value, chain, about[0]))


def _expected(value: AmendedValue, chain: Sequence[AmendedValue], difference: Difference) -> tuple[str, str]:
    """Return the wordings before and after, in a chain of amendments.

    Each goes on from the one before.
    """
    place = next(index for index, one in enumerate(chain) if one is value)
    was = difference.old if place == 0 else chain[place - 1].became or ""
    return was, difference.new if value is chain[-1] else chain[place + 1].was or ""


def _disagreement(value: AmendedValue, was: str, became: str) -> Message | None:
    names = {"id": value.id, "key": value.key}
    if (value.was or "") != was:
        return Message("{id}: {key} was “{old}”, not “{was}”", **names, old=was, was=value.was or "")
    if (value.became or "") != became:
        return Message("{id}: {key} has become “{new}”, not “{became}”", **names, new=became, became=value.became or "")
    return None
