"""Writes an amendment into a plan's text, below those that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from csprog.editing.entry import validate_item
from csprog.errors import PlacementError
from csprog.history.amendment import amended_ids, amended_values
from csprog.history.diff import Difference
from csprog.i18n import Message
from csprog.programme.model import Amendment, Programme
from csprog.programme.plan_text import SoundPlan
from csprog.programme.plan_writer import as_value
from csprog.yamltext.edits import apply, insert_items
from csprog.yamltext.reader import load_text

_KEY = "amendments"
_BELOW = list(Programme.model_fields)[list(Programme.model_fields).index(_KEY) + 1 :]
_AMENDMENT: TypeAdapter[Amendment] = TypeAdapter(Amendment)


@dataclass(frozen=True, slots=True)
class AmendmentResult:
    """The new text and the amendment: its year, number and differences."""

    text: str
    year: int
    number: int
    amendment: Amendment
    differences: tuple[Difference, ...]


def build_amendment(head: Mapping[str, Any], differences: Sequence[Difference]) -> Amendment:
    """Build an amendment of its `head` (document, on, reason) and what it changes.

    Raises:
        RefusedError: a value is not allowed in a plan.
    """
    changes = amended_values(differences)
    return validate_item(_AMENDMENT, {**head, "ids": amended_ids(differences), "changes": changes})


def write_amendment(plan: SoundPlan, head: Mapping[str, Any], differences: Sequence[Difference]) -> AmendmentResult:
    """Add an amendment that tells of `differences` to the end of a plan's list.

    Raises:
        RefusedError: a value is not allowed in a plan.
        PlacementError: the amendment can't be placed without a guess.
    """
    amendment = build_amendment(head, differences)
    number = len(plan.programme.amendments) + 1
    return AmendmentResult(
        append_amendments(plan, [amendment]), plan.programme.year, number, amendment, tuple(differences)
    )


def append_amendments(plan: SoundPlan, amendments: Sequence[Amendment]) -> str:
    """Return the text with `amendments` at the end of a plan's list.

    Raises:
        PlacementError: they can't be placed without a guess.
    """
    if not amendments:
        return plan.text
    present, items = plan.programme.amendments, [as_value(amendment) for amendment in amendments]
    edit = insert_items(plan.text, plan.loaded.start_of(()), _KEY, items, len(present), before=_BELOW)
    text = apply(plan.text, [edit])
    old: Any = plan.loaded.value
    if load_text(text).value != {**old, _KEY: [*(old[_KEY] if present else ()), *items]}:
        raise PlacementError(Message("the amendment can't be inserted without changing something else; add it by hand"))
    return text
