"""A change of one proposal, made with nothing of a large plan read but that proposal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from csprog.errors import CsprogError
from csprog.programme.contents import excerpt
from csprog.programme.reading import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csprog.programme.contents import Part
    from csprog.programme.reading import PlanText
    from csprog.yamltext.splice import Edit


class _Changed(Protocol):
    """What a change makes: the new text, and the edits that lead back from it."""

    @property
    def text(self) -> str: ...
    @property
    def undo(self) -> tuple[Edit, ...]: ...


Made = TypeVar("Made", bound=_Changed)


@dataclass(frozen=True, slots=True)
class Confined(Generic[Made]):
    """What a change made of an excerpt, the whole plan's new bytes and contents, and the edits that lead back from its text."""

    made: Made
    data: bytes
    parts: list[Part]
    undo: tuple[Edit, ...]


def confined(
    data: bytes, parts: Sequence[Part], identifier: str, change: Callable[[PlanText], Made]
) -> Confined[Made] | None:
    """Return what `change` makes of a sound plan, whose contents are `parts`, by reading the proposal that `identifier` names.

    `change` gets the plan cut down to that proposal, and judges, edits and proves it as it would the whole; the proposal's
    lines then go back into their place. Nothing else can change, since every other byte is taken over as it is.

    None if that can't be done, or `change` refuses: then it must be asked of the whole plan, in which its sentence names
    the right lines.
    """
    cut = excerpt(data, parts, identifier)
    if cut is None:
        return None
    try:
        made = change(parse(cut.text))
    except CsprogError:
        return None
    whole = cut.put_back(data, made.text)
    if whole is None:
        return None
    grown = cut.part._replace(length=cut.part.length + len(whole) - len(data))
    shift = len(data[: cut.start].decode("utf-8-sig")) - cut.begin
    undo = tuple(replace(edit, start=edit.start + shift, end=edit.end + shift) for edit in made.undo)
    return Confined(made, whole, [*parts[: cut.place], grown, *parts[cut.place + 1 :]], undo)
