"""Differences between two values of a plan: each text that is not the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from csprog.findings import KeyPath
from csprog.history.text_diff import as_text, fields_of
from csprog.programme.indicators import Indicator

_MAX_COMPARISONS = 10_000  # pairs of list items to compare; beyond it they are paired by their places


class ValueChange(NamedTuple):
    """A text that changed, at `path` in the value compared; `key` names it.

    `filled` is True if nothing stood there before, nor anything in the list that it lies in.
    """

    key: str
    path: KeyPath
    old: str
    new: str
    filled: bool

    def below(self, *steps: str | int, key: str) -> ValueChange:
        """Return the change as one of the value that has this value at `steps`."""
        return self._replace(key=".".join(filter(None, (key, self.key))), path=(*steps, *self.path))


def value_changes(old: object, new: object) -> Iterator[ValueChange]:
    """Yield the changes from `old` to `new`; None is a value that is not given."""
    if isinstance(old, tuple) or isinstance(new, tuple):
        yield from _list_changes(_listed(old), _listed(new))
        return
    before, after = fields_of(old), fields_of(new)
    if before is None and after is None:
        texts = as_text(old), as_text(new)
        if texts[0] != texts[1]:
            yield ValueChange("", (), *texts, filled=old is None)
        return
    values, others = dict(before or ()), dict(after or ())
    for key in dict.fromkeys([*values, *others]):
        for change in value_changes(values.get(key), others.get(key)):
            yield change.below(key, key=key)


def indicator_changes(old: Sequence[Indicator], new: Sequence[Indicator], *, first: bool) -> Iterator[ValueChange]:
    """Yield the changes of indicators by id, without their actuals, a ledger.

    `first` tells that the plan had no indicators, anywhere.
    """
    before, after = _by_id(old), _by_id(new)
    for index, (key, indicator) in enumerate(after.items()):
        if earlier := before.get(key):
            changes = value_changes(*({**dict(fields_of(one) or ()), "actuals": None} for one in (earlier, indicator)))
            yield from (change.below(index, key=indicator.id)._replace(filled=False) for change in changes)
        else:
            yield ValueChange(indicator.id, (index,), "", as_text(indicator), first)
    for key, indicator in before.items():
        if key not in after:
            yield ValueChange(indicator.id, (), as_text(indicator), "", filled=False)
    was = as_text(tuple(one.id for key, one in before.items() if key in after))
    became = as_text(tuple(one.id for key, one in after.items() if key in before))
    if was != became:
        yield ValueChange("order", (), was, became, filled=False)


def _by_id(indicators: Sequence[Indicator]) -> dict[tuple[str, int], Indicator]:
    """Return indicators by id and number: a faulty plan repeats an id."""
    ids = [indicator.id for indicator in indicators]
    return {(one.id, ids[:index].count(one.id)): one for index, one in enumerate(indicators)}


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _list_changes(old: tuple[object, ...], new: tuple[object, ...]) -> Iterator[ValueChange]:
    for index, before, after in _aligned(old, new):
        for change in value_changes(before, after):
            yield change.below(index, key=str(index))._replace(filled=change.filled and not old)


def _aligned(old: tuple[object, ...], new: tuple[object, ...]) -> Iterator[tuple[int, object, object]]:
    """Yield the items that only one list has, in pairs, with an index.

    It is that in the new list, if the item is there.
    """
    for a, b, c, d in _unequal(old, new):
        pairs = zip_longest(old[a:b], new[c:d])
        for step, (before, after) in enumerate(pairs):
            yield (c if c + step < d else a) + step, before, after


def _unequal(old: tuple[object, ...], new: tuple[object, ...]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs that differ, by their indexes in both lists."""
    if len(old) * len(new) > _MAX_COMPARISONS:
        yield 0, len(old), 0, len(new)
        return
    matcher: SequenceMatcher[str] = SequenceMatcher(None, list(map(repr, old)), list(map(repr, new)), autojunk=False)
    yield from ((a, b, c, d) for operation, a, b, c, d in matcher.get_opcodes() if operation != "equal")
