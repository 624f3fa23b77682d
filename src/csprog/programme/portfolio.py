"""Many plans: what is asked of a folder's plans, what the answer is, and the sum of many; plain data, all of it.

So it can go to any process and into any file, and whoever has the answers needs nothing that reads plans.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

Answer = dict[str, Any]
"""Of a plan, as JSON holds it, under the name of what was asked; or else the `fault` for which there is none.

Records of its `problems`; its `line`, its `overview` or its `figures`."""


class Kind(StrEnum):
    """What is asked of plans: every problem of each, how many of its measures stand how, how each stands, or its figures."""

    PROBLEMS = "problems"
    LINE = "line"
    OVERVIEW = "overview"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, seen from `day`, of the files `asked` in `folder`.

    `plans` holds the bytes of these, and of the others in which they are looked up, by the files' names: who answers
    needs no file, wherever it is. `asker` is the version of csprog that asks.
    """

    kind: Kind
    day: date
    folder: str
    plans: Mapping[str, bytes]
    asked: tuple[str, ...]
    asker: str

    @property
    def size(self) -> int:
        """How many bytes there are to read."""
        return sum(map(len, self.plans.values()))


@dataclass(frozen=True, slots=True)
class Line:
    """How many measures of a plan, or of several, stand how on a day.

    `path` is the plan's file; that and the next two are empty for several. `counts` names every standing and `total`; `due_soon` are the open measures awaited within 30 days, whatever their
    offices, as `csprog status` lists them. The names are those of `status --all --json`.
    """

    path: str
    organisation: str
    year: int | None
    counts: dict[str, int]
    due_soon: int

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return self.counts[Standing.OVERDUE]

    @property
    def done(self) -> int:
        """How many were carried out, in time or late."""
        return self.counts[Standing.COMPLETED] + self.counts[Standing.COMPLETED_LATE]

    @property
    def total(self) -> int:
        """How many measures there are."""
        return self.counts["total"]


def total(lines: Iterable[Line]) -> Line:
    """Return the sum of `lines`."""
    summed = Counter({**{standing.value: 0 for standing in Standing}, "total": 0})
    due_soon = 0
    for line in lines:
        summed.update(line.counts)
        due_soon += line.due_soon
    return Line("", "", None, dict(summed), due_soon)


def urgent_first(lines: Iterable[Line]) -> list[Line]:
    """Return `lines` with the most overdue measures first, then those with the most that are due soon."""
    return sorted(lines, key=lambda line: (-line.overdue, -line.due_soon, line.organisation, line.year or 0, line.path))
