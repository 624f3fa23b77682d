"""Brings the plan of a year in line with the end of the year before: text in, text out.

Changed is only what the old plan contradicts by now; all other lines stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from csprog.editing.next_year import next_year
from csprog.evaluation.reconciliation import CarriedMeasure, carried_measures
from csprog.findings import KeyPath, value_at
from csprog.programme.model import EarlierMeasure, Programme, Proposal
from csprog.programme.plan_text import PlanLookup, SoundPlan
from csprog.programme.plan_writer import as_value
from csprog.yamltext.edits import apply
from csprog.yamltext.reader import Unquoted
from csprog.yamltext.rewrite import revise


@dataclass(slots=True)
class RefreshResult:
    """The new text of a plan, and the ids of what was put right.

    `taken_out` was carried out in the old year, `repeated` too but comes every year, `offices` has fewer of them,
    `reasons` and `deadlines` follow the old plan. `kept` was carried out there too, but something is recorded of it here.
    These are ids of this plan as it was; `added` are those of the old one that go over now, `homeless` those whose
    subsection is not in this plan. `changes_text` tells whether anything has changed, `amends` whether it was approved.
    """

    text: str = ""
    year: int = 0
    taken_out: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    homeless: list[str] = field(default_factory=list)
    amends: bool = False
    changes_text: bool = False


def refresh(plan: SoundPlan, before: Programme, carry: Collection[str], day: date, find: PlanLookup) -> RefreshResult:
    """Return the text of `plan` in line with the plans that it was carried over from, as they are on `day`.

    `carry` are the ids of measures of the plan `before` that go over now.

    Raises:
        PlacementError: a comment would be lost.
    """
    result = RefreshResult(year=plan.programme.year)
    value: Any = deepcopy(plan.loaded.value)
    gone = [path for one in carried_measures(plan.programme, day, find) for path in _put_right(one, value, result)]
    _take_out(value, gone)
    _carry(value, next_year(before, result.year, day, carried=carry, repeated=(), passport={}), result)
    result.changes_text = value != plan.loaded.value
    result.text = apply(plan.text, revise(plan.text, value)) if result.changes_text else plan.text
    result.amends = plan.programme.is_approved(day) and any(
        (result.taken_out, result.repeated, result.offices, result.deadlines, result.added)
    )
    return result


def _put_right(one: CarriedMeasure, value: Any, result: RefreshResult) -> Iterator[KeyPath]:
    """Change a measure where its origin is no longer what it was; yield its path if it goes."""
    measure, name = value_at(value, one.placed.path), one.placed.id
    if (one.is_done or one.offices_done) and one.placed.measure.journal:
        result.kept.append(name)
    elif one.is_done and one.earlier.placed.measure.recurring:
        _repeat(measure, EarlierMeasure(year=one.origin.year, id=one.origin.id))
        result.repeated.append(name)
        return
    elif one.is_done:
        result.taken_out.append(name)
        yield one.placed.path
        return
    elif one.offices_done:
        measure["offices"] = [office for office in measure["offices"] if office not in one.offices_done]
        result.offices.append(name)
    if one.new_reason:
        measure["carried_from"]["reason"] = one.new_reason
        result.reasons.append(name)
    if one.new_due:
        measure["due"] = Unquoted(str(one.new_due))
        result.deadlines.append(name)


def _repeat(measure: dict[str, Any], earlier: EarlierMeasure) -> None:
    """Make of a carried-over measure one that comes again, with the link in the same place."""
    keys = list(measure.items())
    measure.clear()
    link = ("repeated_from", as_value(earlier))
    measure.update(link if key == "carried_from" else (key, kept) for key, kept in keys)


def _take_out(value: Any, gone: Iterable[KeyPath]) -> None:
    """Take measures out of `value`, and proposals that are left without any."""
    for path in sorted(gone, reverse=True):  # the last first, so that the others keep their places
        *proposals, proposal, measures, index = path
        listed = value_at(value, tuple(proposals))
        del listed[proposal][measures][index]
        if not listed[proposal][measures]:
            del listed[proposal]


def _carry(value: Any, carried: Programme, result: RefreshResult) -> None:
    """Add the measures of `carried`, which has no others, to the parts of `value` that are alike."""
    for _, proposal, subsection, section in carried.proposals():
        parts = _alike(value.get("sections", ()), section.number, section.title)
        home = _alike(parts.get("subsections", ()) if parts else (), subsection.number, subsection.title)
        origins = [measure.carried_from.id for measure in proposal.measures if measure.carried_from]
        if home is None:
            result.homeless += origins
        else:
            _add(home, proposal)
            result.added += origins


def _add(home: dict[str, Any], proposal: Proposal) -> None:
    present = home.setdefault("proposals", [])
    measures = [as_value(measure) for measure in proposal.measures]
    same = next((one for one in present if one["text"].split() == proposal.text.split()), None)
    if same is not None:
        same["measures"] = [*same["measures"], *measures]
        return
    last = max((int(str(one["number"]).rpartition(".")[2]) for one in present), default=0)
    present.append({**as_value(proposal), "number": f"{home['number']}.{last + 1}"})


def _alike(parts: Iterable[dict[str, Any]], number: str, title: str) -> dict[str, Any] | None:
    """Return the part with this title, else that with this number."""
    listed: list[dict[str, Any]] = list(parts)
    by_title = (part for part in listed if part["title"].split() == title.split())
    return next(by_title, next((part for part in listed if part["number"] == number), None))
