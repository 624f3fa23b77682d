"""Puts differences into amendments, and finds those that amendments cover."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from csprog.history.diff import Difference, Kind
from csprog.programme.model import AmendedValue, Amendment

NUMBER, TEXT = "number", "text"
"""Keys under which an amendment keeps a part's new number, and the words of a part that came or went."""
_NO_VALUE = frozenset({"reordered"})  # a part that moved is only named


class _Step(NamedTuple):
    """A value from its first wording to its last, over one or more amendments.

    `gone` tells that the part was dropped: its number may belong to another part since.
    """

    id: str
    key: str
    was: str
    became: str
    gone: bool = False


def amended_ids(differences: Iterable[Difference]) -> tuple[str, ...]:
    """Return the parts that differ, without what lies in a part that came or went."""
    listed = list(differences)
    whole = {one.id for one in listed if one.kind in {"added", "removed"}}
    ids = dict.fromkeys(one.id for one in listed)
    return tuple(identifier for identifier in ids if not any(lies_in(identifier, other) for other in whole))


def amended_values(differences: Iterable[Difference]) -> tuple[AmendedValue, ...]:
    """Return the former and new wordings of differences, dropped parts first."""
    worded = [one for one in differences if one.kind not in _NO_VALUE]
    return tuple(_value(one) for one in sorted(worded, key=lambda one: one.kind != "removed"))


def is_dropped(value: AmendedValue) -> bool:
    """Tell whether the value is the words of a part that was taken out."""
    return value.key == TEXT and value.became is None


def numbers_after(amendments: Sequence[Amendment]) -> dict[str, str | None]:
    """Return the numbers of parts after `amendments`, None for a part that one takes out.

    A part whose number stays as it is, is not in it.
    """
    numbers: dict[str, str | None] = {}
    for amendment in reversed(amendments):
        go_back(numbers, amendment)
    return numbers


def go_back(numbers: dict[str, str | None], amendment: Amendment) -> None:
    """Turn the numbers after the amendments that follow `amendment` into those after it and them."""
    moved = {value.was: numbers.get(value.id, value.id) for value in amendment.changes if value.key == NUMBER}
    numbers |= {was: number for was, number in moved.items() if was is not None}
    numbers |= dict.fromkeys((value.id for value in amendment.changes if is_dropped(value)), None)


def lies_in_any(identifier: str, parts: Container[str]) -> bool:
    """Tell whether a part is one of `parts`, or lies in one."""
    steps = identifier.split(".")
    return any(".".join(steps[:count]) in parts for count in range(len(steps), 0, -1))


def uncovered(differences: Iterable[Difference], amendments: Sequence[Amendment]) -> tuple[Difference, ...]:
    """Return the differences that `amendments`, in their order, don't tell of.

    Several may change one value in turn, or a part whose number another one changes later.
    """
    values = {(step.id, step.key, step.was, step.became) for step in _composed(amendments)}
    values |= {(value.id, value.key, value.was or "", value.became or "") for value in _within_ids(amendments)}
    named = {identifier for amendment in amendments for identifier in amendment.ids}
    return tuple(one for one in differences if not _is_covered(one, values, named))


def continued(differences: Iterable[Difference], amendments: Sequence[Amendment]) -> tuple[Difference, ...]:
    """Return the differences, each from the wording that `amendments` left."""
    last = {(step.id, step.key, step.was): step for step in _composed(amendments) if not step.gone}
    return tuple(_from_last(one, last) if one.kind not in _NO_VALUE else one for one in differences)


def _from_last(difference: Difference, last: Mapping[tuple[str, str, str], _Step]) -> Difference:
    value = _value(difference)
    step = last.get((value.id, value.key, value.was or ""))
    if step is None:
        return difference
    kind: Kind = "changed" if difference.kind == "added" else difference.kind
    return replace(difference, kind=kind, key=value.key, old=step.became)


def lies_in(identifier: str, part: str) -> bool:
    """Tell whether a numbered part lies in another one."""
    return identifier.startswith(f"{part}.")


def _is_covered(difference: Difference, values: set[tuple[str, str, str, str]], named: set[str]) -> bool:
    if difference.kind in _NO_VALUE:
        return lies_in_any(difference.id, named)
    value = _value(difference)
    return (value.id, value.key, value.was or "", value.became or "") in values


def _value(difference: Difference) -> AmendedValue:
    key = TEXT if difference.kind in {"added", "removed"} else difference.key
    return AmendedValue(id=difference.id, key=key, was=difference.old or None, became=difference.new or None)


def _within_ids(amendments: Iterable[Amendment]) -> list[AmendedValue]:
    return [value for amendment in amendments for value in _named_values(amendment)]


def _named_values(amendment: Amendment) -> list[AmendedValue]:
    """Return the values of the parts that the amendment names."""
    ids = frozenset(amendment.ids)
    return [value for value in amendment.changes if lies_in_any(value.id, ids)]


def _composed(amendments: Iterable[Amendment]) -> list[_Step]:
    steps: list[_Step] = []
    for amendment in amendments:
        values = _named_values(amendment)
        for value in values:  # what is dropped has its number of before the others moved up
            if is_dropped(value):
                steps = _followed(steps, value, gone=True)
        numbers = {value.was: value.id for value in values if value.key == NUMBER and value.was}
        steps = [step if step.gone else step._replace(id=numbers.get(step.id, step.id)) for step in steps]
        for value in values:
            if not is_dropped(value):
                steps = _followed(steps, value)
    return steps


def _followed(steps: list[_Step], value: AmendedValue, *, gone: bool = False) -> list[_Step]:
    """Return the steps with `value` after the one that it goes on from."""
    was, became = value.was or "", value.became or ""
    before = next(
        (s for s in steps if not s.gone and s.key == value.key and s.became == was and s.id in {value.id, value.was}),
        _Step(value.id, value.key, was, became),
    )
    return [*(step for step in steps if step is not before), before._replace(id=value.id, became=became, gone=gone)]
