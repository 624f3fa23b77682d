"""Where a few values of a YAML text lie, found on one way through it, without a tree of all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from csprog.errors import Position
from csprog.yamltext.events import LIBYAML_ERRORS, next_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Path = Sequence[str | int]

_START = Position(1, 1)


class _Wanted:
    """What is asked of one value: itself, as the places in `places` say, and values in it by their next step."""

    __slots__ = ("below", "places")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.below: dict[str | int, _Wanted] = {}


def positions(text: str, paths: Iterable[Path]) -> list[Position]:
    """Return where the value at each of `paths` begins, in their order; of one that is not there, what it would lie in.

    `text` can be read. It is followed no further than to the last of them.
    """
    asked = list(paths)
    try:
        return _Seeker(next_event(text, fast=True), asked).found()
    except LIBYAML_ERRORS:
        return _Seeker(next_event(text, fast=False), asked).found()


class _Seeker:
    """Follows the events of a text and passes over whatever nothing is asked of."""

    def __init__(self, following: Callable[[], Any], paths: Sequence[Path]) -> None:
        self.following = following
        self.result = [_START] * len(paths)
        self.left = len(paths)
        self.root = _Wanted()
        for place, path in enumerate(paths):
            wanted = self.root
            for step in path:
                wanted = wanted.below.setdefault(step, _Wanted())
            wanted.places.append(place)

    def found(self) -> list[Position]:
        event = self.following()
        while not isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, StreamEndEvent)):
            event = self.following()
        if not isinstance(event, StreamEndEvent):
            self._seek(event, self.root, _position(event))
        return self.result

    def _seek(self, event: Any, wanted: _Wanted, position: Position) -> None:
        """Answer with the `position` of the value that begins with `event`, and look into it."""
        self._answer(wanted, position)
        if not wanted.below or not self.left:
            if self.left:
                self._pass_over(event)
            return
        if isinstance(event, MappingStartEvent):
            self._in_mapping(wanted)
        elif isinstance(event, SequenceStartEvent):
            self._in_list(wanted)
        if self.left:
            for missing in wanted.below.values():
                self._answer_all(missing, position)

    def _in_mapping(self, wanted: _Wanted) -> None:
        while self.left and not isinstance(key := self.following(), MappingEndEvent):
            inner = wanted.below.pop(key.value, None) if isinstance(key, ScalarEvent) else None
            if not isinstance(key, ScalarEvent):
                self._pass_over(key)
            value = self.following()
            if inner is None:
                self._pass_over(value)
            else:
                self._seek(value, inner, _position(key, absent=True) if _is_absent(value) else _position(value))

    def _in_list(self, wanted: _Wanted) -> None:
        place = 0
        while self.left and not isinstance(item := self.following(), SequenceEndEvent):
            inner = wanted.below.pop(place, None)
            if inner is None:
                self._pass_over(item)
            else:
                self._seek(item, inner, _position(item))
            place += 1

    def _pass_over(self, event: Any) -> None:
        depth = 0
        while True:
            if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                depth += 1
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                depth -= 1
            if not depth:
                return
            event = self.following()

    def _answer(self, wanted: _Wanted, position: Position) -> None:
        for place in wanted.places:
            self.result[place] = position
        self.left -= len(wanted.places)

    def _answer_all(self, wanted: _Wanted, position: Position) -> None:
        self._answer(wanted, position)
        for inner in wanted.below.values():
            self._answer_all(inner, position)


def _is_absent(event: Any) -> bool:
    return isinstance(event, ScalarEvent) and not event.value and not event.style


def _position(event: Any, *, absent: bool = False) -> Position:
    """Return where a value begins; of one that is `absent`, `event` is its key, where a person looks for it."""
    start, end = event.start_mark, event.end_mark
    whole = isinstance(event, ScalarEvent) and not absent and end.line == start.line
    return Position(start.line + 1, start.column + 1, max(1, end.index - start.index) if whole else 1)
