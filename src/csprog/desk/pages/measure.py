"""A measure: all that is known of it, and one form for each event that its journal allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from csprog.console.details import Pair, measure_pairs, proposal_pairs
from csprog.console.recording import change_text, written
from csprog.console.status_labels import word
from csprog.desk.forms import Field, Filled
from csprog.desk.pages.attempt import Attempt, evidence_of, typed_day, with_public
from csprog.desk.pages.correction import correction
from csprog.desk.request import Answer, Asked, Onward, Page
from csprog.desk.typed_values import plain_keys, values_of
from csprog.desk.words import row_of, status_class
from csprog.editing.entry import EntryResult, build_entry, record
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.formats.ledger_items import indicator_line, item_line
from csprog.i18n import N_, Message, translate
from csprog.operations.applicable_events import applies, offices_for
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.plans import OpenPlan
from csprog.operations.year_choice import recording_plan
from csprog.programme.corrections import valid_entries
from csprog.programme.entries import Corrected, Entry
from csprog.programme.lookup import select_measures
from csprog.programme.model import Programme
from csprog.programme.part_keys import Key
from csprog.store.paths import shown_path
from csprog.store.undo_steps import last_step

EVENTS = {
    "completed": N_("Completed"),
    "not-completed": N_("Not completed"),
    "postponed": N_("Postpone"),
    "remark": N_("Note on progress"),
    "spent": N_("Money spent"),
    "cancelled": N_("Take out of the plan"),
    "reopened": N_("Open again"),
}
"""The recordings that a page offers, in its order."""
_PARTS = {get_args(kind.model_fields["event"].annotation)[0]: kind.__name__ for kind in get_args(Entry)}
_FOLDED = frozenset({"personal_data_ground"})


def keys_for(event: str) -> tuple[Key, ...]:
    """Return the keys that the form of an event asks for."""
    return plain_keys(_PARTS[event])


def page(asked: Asked) -> Answer:
    """Show a measure, or all of a proposal, with the form that was chosen; record what it says."""
    identifier = asked.rest.partition("/")[2].rstrip("/")
    plan = asked.desk.open(asked.year, "show")
    ids = {placed.id for placed in select_measures(plan.programme, identifier)}
    every = evaluate_plan(plan).measures
    rows = [row for row in every if row.placed.id in ids]
    if "entry" in asked.query and len(rows) == 1:
        return correction(asked, plan, rows[0].placed.id, _shown(asked, plan, rows))
    events = [event for event in EVENTS if any(applies(row, event) for row in rows)]
    event = asked.query.get("event", "")
    if event not in events:
        event = events[0]
    filled = _filled(asked, plan, rows, event)
    keys = [key for key in keys_for(event) if key.name != "offices" or filled.choices.get("offices")]
    attempt, following = Attempt(asked, filled), _next(every, rows[-1], event)
    if asked.typed is not None:
        given = values_of(keys, asked.typed, filled.faults)

        def act() -> Answer:
            return _record(asked, identifier, {**given, "event": event}, following)

        if answer := attempt.answer([key.name for key in keys], act):
            return answer
    values = attempt.values(_fields(asked, filled, keys), plan.source.text)
    tabs = [(one, translate(EVENTS[one])) for one in events]
    values |= _shown(asked, plan, rows) | {
        "tabs": tabs,
        "event": event,
        "has_next": following is not None,
    }
    return Page("measure.html", identifier, values)


def _record(asked: Asked, identifier: str, given: Mapping[str, Any], following: str | None) -> Answer:
    event = given["event"]
    path, today = recording_plan(asked.year, asked.desk.as_of, given.get("on"), identifier, event=event)
    values = {**given, "on": given.get("on") or today}
    if "evidence" in given:
        values["evidence"] = evidence_of(asked, path, given["evidence"])

    def change(sound: Any) -> EntryResult:
        return record(sound, identifier, build_entry(values), today)

    recorded = asked.desk.change(path, today, asked.text("shown"), change)
    told: list[Message | str] = [
        *map(change_text, recorded.changes),
        written(shown_path(path)),
    ]
    told += [Message("{id}  unchanged: this does not apply to it", id=one.id) for one in recorded.passed_over]
    if asked.text("go") != "next" or following is None:
        return Onward(asked.path(f"measure/{identifier}"), tuple(told))
    query = {"event": event, "on": values["on"].isoformat()}
    return Onward(asked.path(f"measure/{following}", **query), tuple(told))


def _next(every: Sequence[EvaluatedMeasure], last: EvaluatedMeasure, event: str) -> str | None:
    """Return the id of the measure behind `last` to which an event applies too."""
    ids = [row.placed.id for row in every]
    behind = every[ids.index(last.placed.id) + 1 :]
    return next((row.placed.id for row in behind if applies(row, event) and row.status.is_open), None)


def _filled(asked: Asked, plan: OpenPlan, rows: Iterable[EvaluatedMeasure], event: str) -> Filled:
    names = dict.fromkeys(name for row in rows for name in offices_for(row.placed.measure, event))
    choices = {"offices": [(name, name) for name in names]} if len(names) > 1 else {}
    day = typed_day(asked.query.get("on", "")) or plan.today.isoformat()
    return Filled({"on": day}, asked.typed, known_texts(plan.programme), choices)


def known_texts(programme: Programme) -> dict[str, list[str]]:
    """Return what the plan's records have said before, by key, the newest first."""
    entries = sorted(
        (entry for placed in programme.measures for entry in valid_entries(placed.measure.journal).values()),
        key=lambda entry: entry.on,
        reverse=True,
    )
    said: dict[str, list[str]] = {}
    for key in ("note", "reason", "document", "evidence", "why"):
        texts = (getattr(entry, key, None) for entry in entries)
        said[key] = [one for one in dict.fromkeys(t for t in texts if isinstance(t, str)) if "\n" not in one][:100]
    corrections = (
        entry for placed in programme.measures for entry in placed.measure.journal if isinstance(entry, Corrected)
    )
    said["why"] = list(dict.fromkeys(entry.why for entry in corrections))[:100]
    return said


def _fields(asked: Asked, filled: Filled, keys: Iterable[Key]) -> list[Field]:
    fields: list[Field] = []
    for key in keys:
        made = replace(filled.field(key), folded=key.name in _FOLDED)
        if key.name == "offices":
            made = replace(made, hint=translate(N_("Without a tick all of them are meant.")))
        fields.append(made)
    return with_public(asked, fields)


def _shown(asked: Asked, plan: OpenPlan, rows: Sequence[EvaluatedMeasure]) -> dict[str, Any]:
    placed = rows[0].placed
    return {
        "identifier": rows[0].placed.id if len(rows) == 1 else placed.proposal.number,
        "section": f"{placed.section.number}. {placed.section.title}",
        "subsection": f"{placed.subsection.number}. {placed.subsection.title}",
        "proposal": placed.proposal,
        "proposal_pairs": _shown_pairs(proposal_pairs(placed.proposal, plan.programme)),
        "proposal_path": "/".join(map(str, placed.path[:-2])),
        "rows": [_details(row) for row in rows],
        "can_undo": last_step(plan.source.path, plan.source.data) is not None,
        "shown": asked.desk.digest(plan.source.text),
    }


def _shown_pairs(pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    """Return the pairs that say something, their names as they begin a line."""
    named = ((str(name), text) for name, text in pairs)
    return [(name[:1].upper() + name[1:], text) for name, text in named if text]


def _details(row: EvaluatedMeasure) -> dict[str, Any]:
    measure = row.placed.measure
    pairs = _shown_pairs(
        [*measure_pairs(row), (Message("indicators"), "\n".join(map(indicator_line, measure.indicators)))]
    )
    offices = [(office.name, word(office.status), status_class(office.status)) for office in row.offices]
    journal = [
        {"number": number, "line": item_line(entry), "correctable": not isinstance(entry, Corrected)}
        for number, entry in enumerate(measure.journal, start=1)
    ]
    path = "/".join(map(str, row.placed.path))
    return {
        "row": row_of(row),
        "pairs": pairs,
        "offices": offices,
        "journal": journal,
        "path": path,
    }
