"""Values that tell how a measure goes on through the plans of several years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from csprog.programme.enums import Outcome, Status

LONG_RUNNING = 3
"""Number of years in plans from which it is said of a measure that it drags on."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """A measure of a later plan that goes on from one, and what became of it there.

    Its names are those of `carried_to` in the JSON and in the record of a publication.
    """

    year: int
    id: str
    standing: Status
    outcome: Outcome
    completed_on: date | None
    due_text: str

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Continuation:
        """Return the continuation that `to_json` made `value` of."""
        day = value["completed_on"]
        typed = {
            "standing": Status(value["standing"]),
            "outcome": Outcome(value["outcome"]),
            "completed_on": None if day is None else date.fromisoformat(day),
        }
        return cls(**{**value, **typed})


@dataclass(frozen=True, slots=True)
class Unreconciled:
    """Differences of the plan of `year` from the end of the year `before`, by ids.

    `done` and `news` are measures of the plan of `year` that were carried out in the other, or that have another reason or
    day there by now; `left` are those of the other that are neither closed nor carried over. Its names are those of
    `status --json`.
    """

    before: int
    year: int
    done: tuple[str, ...]
    news: tuple[str, ...]
    left: tuple[str, ...]

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Unreconciled:
        """Return what `to_json` made `value` of."""
        ids = {key: tuple(value[key]) for key in ("done", "news", "left")}
        return cls(before=value["before"], year=value["year"], **ids)


Continuations = Mapping[str, tuple[Continuation, ...]]
"""By the number of a measure or proposal: what goes on from it in later plans, oldest year first."""


def of_numbers(going: Continuations, numbers: Iterable[str]) -> tuple[Continuation, ...]:
    """Return what goes on from a measure, given its own number and its proposal's."""
    return tuple(one for number in numbers for one in going.get(number, ()))


@dataclass(frozen=True, slots=True)
class Lineage:
    """The origins of a plan's measures and what they went on to, by number.

    `since` is the year of the first plan that had a carried-over measure, `carried_to` what went on in later plans,
    `repeated_to` the recurring measures of later plans that repeat one.
    """

    since: Mapping[str, int] = field(default_factory=dict)
    carried_to: Continuations = field(default_factory=dict)
    repeated_to: Continuations = field(default_factory=dict)


NO_LINEAGE = Lineage()
"""What is known of a plan that is looked at alone."""
