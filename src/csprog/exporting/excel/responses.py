"""Defines a department's response and the mark that identifies its row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from csprog.evaluation.status import Evaluated
from csprog.exporting.excel.columns import MAX_CELL_LENGTH, Answer
from csprog.parsing.dates import day_of_serial, is_serial
from csprog.programme.corrections import corrected_entries
from csprog.programme.entries import Completed, NotCompleted, Spent
from csprog.programme.enums import Status
from csprog.programme.evidence import evidence_name
from csprog.programme.journal import fold
from csprog.programme.model import Measure, PlacedMeasure, Programme

MARK = "csprog"
"""The prefix of every mark; the version of its format follows."""

_VERSION = f"{MARK}2"
_DIGEST_LENGTH, _CELL_DIGEST_LENGTH = 12, 4
_MARK = re.compile(
    rf"{MARK}(?:1|2\|(?P<payments>[0-9]{{1,6}})\|(?P<cells>[^|]*))"
    r"\|(?P<year>[0-9]{4})\|(?P<id>[^|]*)\|(?P<measure>[^|]*)\|(?P<response>[^|]*)\|(?P<office>.*)",
    re.DOTALL,
)
READ_ONLY = ("proposal", "measure", "result", "office", "responsible", "due", "awaited")
"""Columns whose cells a department may read, and whose changes are not recorded; the number is compared by itself."""


@dataclass(frozen=True, slots=True)
class Response:
    """Values of a row's input cells; None for an empty cell.

    `note` is the actual result or what is being done, `reason` why it was late, postponed or not carried out, `to` the
    last day of the new deadline, `spent` a sum in roubles.
    """

    done: Answer | None = None
    on: date | None = None
    note: str | None = None
    reason: str | None = None
    evidence: str | None = None
    to: date | None = None
    spent: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """True if all cells are empty."""
        return self == Response()


@dataclass(frozen=True, slots=True)
class RowMark:
    """Identity of a row: its measure, its office, and its exported state.

    `measure_digest` detects a measure that was reworded or renumbered since the export; `response_digest` detects
    that the response was edited, `cells` which of the cells in `READ_ONLY` were. `office` is None in a row about the
    measure as a whole. `payments` is the number of sums that were recorded by then.
    """

    year: int
    id: str
    office: str | None
    measure_digest: str
    response_digest: str
    payments: int = 0
    cells: str = ""

    def __str__(self) -> str:
        """Return the text of the row's hidden cell; `parse_mark` reads it."""
        state = (str(self.payments), self.cells, str(self.year), self.id, self.measure_digest, self.response_digest)
        return "|".join((_VERSION, *state, self.office or ""))

    def changed(self, cells: Mapping[str, object]) -> list[str]:
        """Return the columns of `READ_ONLY` whose cells say something else than they did."""
        return changed_cells(READ_ONLY, self.cells, cells)


def parse_mark(text: str) -> RowMark | None:
    """Parse the text of a hidden cell; return None if it is no mark."""
    if not (match := _MARK.fullmatch(text)):
        return None
    payments, cells = int(match["payments"] or 0), match["cells"] or ""
    digests = match["measure"], match["response"]
    return RowMark(int(match["year"]), match["id"], match["office"] or None, *digests, payments, cells)


def build_mark(
    programme: Programme, placed: PlacedMeasure, office: str | None, response: Response, cells: Mapping[str, object]
) -> RowMark:
    """Build the mark of the row about `placed` in `office`, which shows `cells`."""
    digests = measure_digest(programme, placed), response_digest(response)
    recorded, shown = len(payments(placed.measure, office)), cell_digests(READ_ONLY, cells)
    return RowMark(programme.year, placed.id, office, *digests, recorded, shown)


def office_to_name(measure: Measure, office: str | None) -> str | None:
    """Return the office that an entry without offices has to name in its words: one of several."""
    return office if len(measure.offices) > 1 else None


def payments(measure: Measure, office: str | None) -> list[Spent]:
    """Return the sums recorded of a measure; of one of several offices those whose note names it."""
    name = office_to_name(measure, office)
    spent = [entry for entry in corrected_entries(measure.journal) if isinstance(entry, Spent)]
    return spent if name is None else [entry for entry in spent if entry.note == name]


def measure_digest(programme: Programme, placed: PlacedMeasure) -> str:
    """Return a digest of the words that identify a measure.

    The id alone does not: an amendment can give it to another measure.
    """
    words = (programme.passport.organisation, placed.proposal.text, placed.measure.text)
    return _digest("\n".join(" ".join(text.split()) for text in words))


def response_digest(response: Response) -> str:
    """Return a digest of a response that ignores white space.

    Where the cells that csprog 1 had say all, it is the digest that csprog 1 gave.
    """
    done = {Answer.YES: True, Answer.NO: False}.get(response.done, response.done) if response.done else None
    first = [done, response.on, response.note, response.reason, response.evidence]
    added = [value for value in (response.to, response.spent) if value is not None]
    return _digest(repr([" ".join(str(value)[:MAX_CELL_LENGTH].split()) for value in (*first, *added)]))


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
        return Response(done=Answer.YES, on=entry.on, note=entry.note, reason=entry.reason, evidence=evidence)
    return Response(done=Answer.NO, on=entry.on, reason=entry.reason)


def recorded_response(part: Evaluated) -> Response:
    """Return the response that the journal holds for a measure or an office."""
    if part.status.is_open or part.is_carried_over:
        return Response()
    evidence = "\n".join(map(evidence_name, part.evidence)) or None
    response = Response(note=part.note, reason=part.reason, evidence=evidence)
    if part.status is Status.CANCELLED:
        return response
    return replace(response, done=Answer.YES if part.status.is_done else Answer.NO, on=part.closed_on)


def cell_digests(columns: Sequence[str], cells: Mapping[str, object]) -> str:
    """Return digests of what the cells of `columns` show, one after the other."""
    return "".join(_cell_digest(cells[name]) for name in columns)


def changed_cells(columns: Sequence[str], digests: str, cells: Mapping[str, object]) -> list[str]:
    """Return those of `columns` whose cells say something else than when their digests were made."""
    length = _CELL_DIGEST_LENGTH
    then = {name: digests[at * length :][:length] for at, name in enumerate(columns)} if digests else {}
    return [name for name in then if name in cells and _cell_digest(cells[name]) != then[name]]


def _cell_digest(value: object) -> str:
    """Return a short digest of what a cell shows; a date and its serial number are the same."""
    match value:
        case None:
            value = ""
        case float() if is_serial(value):
            value = day_of_serial(value)
    text = f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
    return _digest(" ".join(text[:MAX_CELL_LENGTH].split()))[:_CELL_DIGEST_LENGTH]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGEST_LENGTH]
