"""What a department says of one thing that it had to do, and the mark by which its row is known when it comes back."""

from __future__ import annotations

import hashlib
import re
from dataclasses import astuple, dataclass, replace
from datetime import date

from csprog.evaluation.evaluator import Evaluated
from csprog.exporting.excel.columns import LONGEST
from csprog.programme.entries import Completed, NotCompleted
from csprog.programme.enums import Status
from csprog.programme.journal import fold
from csprog.programme.model import Measure, PlacedMeasure, Programme

MARK = "csprog1"
"""What every mark begins with; another form of marks would begin with another word."""


_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Response:
    """What the five cells of a row say; None where a cell is empty.

    `done` tells whether it was carried out; `note` is what was achieved, `reason` why it was not.
    """

    done: bool | None = None
    on: date | None = None
    note: str | None = None
    reason: str | None = None
    evidence: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self == Response()


@dataclass(frozen=True, slots=True)
class RowMark:
    """Which measure a row is about, in which office, and what its cells said when it was written.

    `wording` tells a measure from another that stands in its place now, `said` an answer from what was there before.
    """

    year: int
    id: str
    office: str | None
    wording: str
    said: str

    def __str__(self) -> str:
        """Return the text that the row's hidden cell holds."""
        return "|".join((MARK, str(self.year), self.id, self.wording, self.said, self.office or ""))


def mark_of(text: str) -> RowMark | None:
    """Return the mark that a cell holds, None if it holds none."""
    parts = text.split("|", 5)
    if len(parts) != 6 or parts[0] != MARK or not _YEAR.fullmatch(parts[1]):  # noqa: PLR2004 - the parts of a mark
        return None
    _, year, identifier, wording, said, office = parts
    return RowMark(int(year), identifier, office or None, wording, said)


def marked_row(programme: Programme, placed: PlacedMeasure, office: str | None, answer: Response) -> RowMark:
    """Return the mark of a row about `placed` in `office` whose cells say `answer`."""
    return RowMark(programme.year, placed.id, office, wording(programme, placed), said(answer))


def wording(programme: Programme, placed: PlacedMeasure) -> str:
    """Return what tells a measure by its words: an id is a place, which an amendment can give to another."""
    words = (programme.passport.organisation, placed.proposal.text, placed.measure.text)
    return _digest("\n".join(" ".join(text.split()) for text in words))


def said(answer: Response) -> str:
    """Return what tells one answer from another."""
    return _digest(repr([" ".join(str(value)[:LONGEST].split()) for value in astuple(answer)]))


def answer_of(entry: Completed | NotCompleted) -> Response:
    """Return what an entry of the journal says, as a row would."""
    if isinstance(entry, Completed):
        return Response(done=True, on=entry.on, note=entry.note, evidence=entry.evidence)
    return Response(done=False, on=entry.on, reason=entry.reason)


def settled(measure: Measure, office: str | None, day: date) -> list[Response]:
    """Return the answers in force by `day`: of one office, or (None) of all once the measure is closed."""
    state = fold(measure, day)
    if office is None and state.closure is None:
        return []
    offices = state.offices if office is None else (office,)
    entries = [state.completed.get(name) or state.failed.get(name) for name in offices]
    return list(dict.fromkeys(answer_of(entry) for entry in entries if entry is not None))


def recorded(part: Evaluated) -> Response:
    """Return what the journal says of a measure or of one office, for the cells of a row."""
    if part.status.is_open:
        return Response()
    told = Response(note=part.note, reason=part.reason, evidence="\n".join(part.evidence) or None)
    if part.status is Status.CANCELLED:
        return told
    return replace(told, done=part.status.is_done, on=part.closed_on)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
