"""Holds what the desk works on: a folder of plans, and what its pages have shown."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from csprog.editing.batch import BatchResult
from csprog.editing.entry import EntryResult
from csprog.editing.measurements import ActualResult, AssessmentResult
from csprog.editing.part_edits import EditResult
from csprog.errors import RefusedError
from csprog.history.diff import Difference, compare
from csprog.i18n import Message
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import OpenPlan, open_plan
from csprog.operations.recording import apply_change
from csprog.programme.entries import Entry
from csprog.programme.indicators import Actual
from csprog.programme.model import Programme
from csprog.programme.plan_text import SoundPlan, parse_plan
from csprog.store.plan_files import plans

Kept = TypeVar("Kept")
Change = TypeVar("Change", EntryResult, BatchResult, ActualResult, AssessmentResult, EditResult)
_MOST_KEPT = 100


class PlanChangedError(RefusedError):
    """The plan is no longer what a form had shown; nothing was written."""

    def __init__(self, differences: tuple[Difference, ...]) -> None:
        """Keep what is different by now."""
        super().__init__(
            Message(
                "the plan has changed since this page was opened; nothing was written: look at what changed, then save again"
            )
        )
        self.differences = differences


class Recent(Generic[Kept]):
    """The last values that were kept, by name; older ones go."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def keep(self, value: Kept, name: str = "") -> str:
        """Keep a value, by default under a new name; return the name."""
        name = name or secrets.token_urlsafe(9)
        self._kept[name] = value
        self._kept.move_to_end(name)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return name

    def find(self, name: str) -> Kept | None:
        """Return the value of that name, None if it is gone."""
        return self._kept.get(name)


class Answers(NamedTuple):
    """Entries, each with its measure's id, and values, each with its indicator's."""

    entries: tuple[tuple[str, Entry], ...]
    actuals: tuple[tuple[str, Actual], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the next page says of what was done, or was refused."""

    lines: tuple[str, ...]
    refused: bool


@dataclass(slots=True)
class Desk:
    """A folder of plans, looked at from a day, and the pages of one browser.

    `root` is the path below which all pages lie. `told` are sentences that a page shows once something is done, `texts`
    the plans as pages showed them, by their digest, `waiting` the entries of answers that somebody has to agree to.
    """

    folder: Path
    as_of: date | None
    root: str
    read_only: bool = False
    told: Recent[Told] = field(default_factory=Recent)
    texts: Recent[str] = field(default_factory=Recent)
    waiting: Recent[Answers] = field(default_factory=Recent)

    @property
    def years(self) -> list[int]:
        """The years that have a plan, the newest first."""
        return sorted(plans(self.folder), reverse=True) if self.folder.is_dir() else []

    def begun(self) -> int:
        """Return the newest year that has begun.

        Raises:
            CsprogError: there is no plan.
        """
        return int(find_plan(None, self.as_of, self.folder)[0].stem)

    def open(self, year: int, command: str = "status") -> OpenPlan:
        """Open the plan of a year, for a page that shows it.

        Raises:
            CsprogError: there is none, or it can't be read.
        """
        return open_plan(command, year, self.as_of, self.folder)

    def digest(self, text: str) -> str:
        """Return the digest of a plan that a page shows, and keep the text."""
        return self.texts.keep(text, _digest(text))

    def unchanged(self, text: str, shown: str) -> None:
        """Refuse to go on if a plan's text is not what a page had shown.

        Raises:
            PlanChangedError: it is another.
        """
        if _digest(text) == shown:
            return
        before, now = _programme(self.texts.find(shown)), _programme(text)
        raise PlanChangedError(compare(before, now) if before and now else ())

    def change(  # noqa: PLR0913 - those of `apply_change`, and what was shown
        self,
        path: Path,
        today: date,
        shown: str,
        change: Callable[[SoundPlan], Change],
        command: str = "record",
        *,
        imported: bool = False,
    ) -> Change:
        """Write a change as its command does, unless the plan is another than was shown.

        Raises:
            CsprogError: the plan, the change or the file forbid it; nothing was written.
        """

        def checked(plan: SoundPlan) -> Change:
            self.unchanged(plan.text, shown)
            return change(plan)

        return apply_change(path, today, checked, ignore, command, imported=imported)


def ignore(waiting: Message) -> None:
    """Wait for another process without a word: the browser shows that it waits."""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _programme(text: str | None) -> Programme | None:
    return None if text is None else parse_plan(text).programme
