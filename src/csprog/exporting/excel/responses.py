"""Defines a department's response and the mark that identifies its row."""

from __future__ import annotations

import hashlib
import re
from dataclasses import astuple, dataclass, replace
from datetime import date

from csprog.evaluation.status import Evaluated
from csprog.exporting.excel.columns import MAX_CELL_LENGTH
from csprog.programme.entries import Completed, NotCompleted
from csprog.programme.enums import Status
from csprog.programme.evidence import evidence_name
from csprog.programme.journal import fold
from csprog.programme.model import Measure, PlacedMeasure, Programme

MARK = "csprog1"
"""The prefix and format version of every mark."""

_MARK = re.compile(rf"{MARK}\|([0-9]{{4}})\|([^|]*)\|([^|]*)\|([^|]*)\|(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Response:
    """Values of a row's five input cells; None for an empty cell.

    `done` is the answer yes or no; `note` is the actual result, `reason` why it was late or not carried out.
    """

    done: bool | None = None
    on: date | None = None
    note: str | None = None
    reason: str | None = None
    evidence: str | None = None

    @property
    def is_empty(self) -> bool:
        """True if all cells are empty."""
        return self == Response()


@dataclass(frozen=True, slots=True)
class RowMark:
    """Identity of a row: its measure, its office, and its exported state.

    `measure_digest` detects a measure that was reworded or renumbered since the export; `response_digest` detects
    that the response was edited. `office` is None in a row about the measure as a whole.
    """

    year: int
    id: str
    office: str | None
    measure_digest: str
    response_digest: str

    def __str__(self) -> str:
        """Return the text of the row's hidden cell; `parse_mark` reads it."""
        return "|".join((MARK, str(self.year), self.id, self.measure_digest, self.response_digest, self.office or ""))


def parse_mark(text: str) -> RowMark | None:
    """Parse the text of a hidden cell; return None if it is no mark."""
    if not (match := _MARK.fullmatch(text)):
        return None
    year, identifier, of_measure, of_response, office = match.groups()
    return RowMark(int(year), identifier, office or None, of_measure, of_response)


def build_mark(programme: Programme, placed: PlacedMeasure, office: str | None, response: Response) -> RowMark:
    """Build the mark of the row about `placed` in `office`."""
    digests = measure_digest(programme, placed), response_digest(response)
    return RowMark(programme.year, placed.id, office, *digests)


def measure_digest(programme: Programme, placed: PlacedMeasure) -> str:
    """Return a digest of the words that identify a measure.

    The id alone does not: an amendment can give it to another measure.
    """
    words = (programme.passport.organisation, placed.proposal.text, placed.measure.text)
    return _digest("\n".join(" ".join(text.split()) for text in words))


def response_digest(response: Response) -> str:
    """Return a digest of a response that ignores white space."""
    return _digest(repr([" ".join(str(value)[:MAX_CELL_LENGTH].split()) for value in astuple(response)]))


def settled(measure: Measure, office: str | None, day: date) -> list[Response]:
    """Return the recorded responses in force on `day`.

    They are those of one office, or (`office` None) of all offices once the measure is closed.
    """
    state = fold(measure, day)
    if office is None and state.closure is None:
        return []
    offices = state.offices if office is None else (office,)
    entries = [state.completed.get(name) or state.failed.get(name) for name in offices]
    return list(dict.fromkeys(_response_of(entry) for entry in entries if entry is not None))


def _response_of(entry: Completed | NotCompleted) -> Response:
    if isinstance(entry, Completed):
        evidence = evidence_name(entry.evidence) if entry.evidence else None
        return Response(done=True, on=entry.on, note=entry.note, reason=entry.reason, evidence=evidence)
    return Response(done=False, on=entry.on, reason=entry.reason)


def recorded_response(part: Evaluated) -> Response:
    """Return the response that the journal holds for a measure or an office."""
    if part.status.is_open or part.is_carried_over:
        return Response()
    evidence = "\n".join(map(evidence_name, part.evidence)) or None
    response = Response(note=part.note, reason=part.reason, evidence=evidence)
    if part.status is Status.CANCELLED:
        return response
    return replace(response, done=part.status.is_done, on=part.closed_on)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
