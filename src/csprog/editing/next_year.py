"""Builds next year's plan out of this year's.

Sections, the document's general part, the Standard and the indicators go over. Approval, amendments, assessments,
journals and what was printed belong to the year in which they came about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure, evaluate
from csprog.parsing.deadlines import Due, years_later
from csprog.programme.enums import Status
from csprog.programme.format import FORMAT
from csprog.programme.indicators import Indicator
from csprog.programme.model import CarriedFrom, EarlierMeasure, Measure, Programme, Proposal, Section, Subsection
from csprog.programme.passport import Passport
from csprog.programme.plan_writer import as_value, write_plan

_A_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_HEADER = """\
Программа на {year} год, составленная по Программе на {before} год, какой та была {day:%d.%m.%Y}.

Сроки сдвинуты, номера предложений даны по порядку, записи о выполнении остались в {before} году.
У перенесённых мероприятий carried_from говорит, откуда они и почему не выполнены. Показатели
начинают с последнего известного значения (baseline). Впишите новые предложения и мероприятия,
цели показателей (target), а когда Программу утвердят — кто и когда (passport, approval)."""


@dataclass(frozen=True, slots=True)
class Left:
    """Measures left to the next year in plan order: not carried out, and recurring.

    A recurring measure that was not carried out is in both.
    """

    undone: tuple[EvaluatedMeasure, ...]
    recurring: tuple[EvaluatedMeasure, ...]


def left_of(programme: Programme, day: date) -> Left:
    """Return what the year of `programme` leaves to the next one, as of `day`.

    What was taken out of the plan (cancelled) counts as undone: whether it comes back is for a person to say.
    """
    rows = evaluate(programme, day).measures
    undone = tuple(row for row in rows if not row.status.is_done)
    return Left(undone, tuple(row for row in rows if row.placed.measure.recurring))


def is_proposed(row: EvaluatedMeasure) -> bool:
    """Tell whether an undone measure is carried over by default.

    A cancelled one is not, nor one whose outcome stands in a report elsewhere.
    """
    return row.status not in {Status.CANCELLED, Status.REPORTED_ELSEWHERE}


def next_year(  # noqa: PLR0913 - what a year is made of
    programme: Programme,
    year: int,
    day: date,
    *,
    carried: Collection[str],
    repeated: Collection[str],
    passport: Mapping[str, str | None],
) -> Programme:
    """Return the plan of `year` that goes on from `programme` as it stands on `day`.

    `carried` are the ids of measures that go over because they were not carried out, with a link to where they come
    from; `repeated` of those that come again, with a link to what they repeat. `passport` holds values of the new passport
    by key. A proposal without measures does not go over; the others are numbered anew, by their order in the subsection.
    """
    rows: dict[int, list[EvaluatedMeasure]] = {}
    for row in evaluate(programme, day).measures:
        rows.setdefault(id(row.placed.proposal), []).append(row)
    making = _Making(programme.year, year, day, frozenset(carried), frozenset(repeated), rows)
    kept = {key: getattr(programme, key) for key in Programme.model_fields}  # a copy would keep the old ids as well
    return Programme.model_validate(
        {
            **kept,
            "format": FORMAT,
            "passport": next_passport(programme, year).model_copy(update=passport),
            "indicators": making.indicators(programme.indicators),
            "assessments": (),
            "sections": tuple(making.section(section) for section in programme.sections),
            "amendments": (),
            "switched_off": {code: why for code, why in programme.switched_off.items() if not _A_YEAR.search(why)},
        }
    )


def next_passport(programme: Programme, year: int) -> Passport:
    """Return the passport of `year`; a year in the title is replaced."""
    title = programme.passport.title.replace(str(programme.year), str(year))
    new = {
        "year": year,
        "title": title,
        "approval": None,
        "open_data": None,
        "reported_elsewhere": None,
        "remark": None,
        "note_for_public": None,
    }
    return programme.passport.model_copy(update=new)


def write_next(plan: Programme, before: int, day: date) -> str:
    """Return the text of a plan that continues the year `before` as of `day`."""
    header = _HEADER.format(year=plan.year, before=before, day=day)
    return write_plan(as_value(plan), header)


@dataclass(frozen=True, slots=True)
class _Making:
    """Builds the parts of the new plan; `rows` are the old measures by proposal."""

    old_year: int
    year: int
    day: date
    carried: frozenset[str]
    repeated: frozenset[str]
    rows: Mapping[int, Sequence[EvaluatedMeasure]]

    def section(self, section: Section) -> Section:
        parts = tuple(self.subsection(part) for part in section.subsections)
        return section.model_copy(update={**_unprinted(section), "subsections": parts})

    def subsection(self, subsection: Subsection) -> Subsection:
        kept: list[Proposal] = []
        for proposal in subsection.proposals:
            measures = self.measures(proposal)
            if measures:
                changed = {
                    **_unprinted(proposal),
                    "number": f"{subsection.number}.{len(kept) + 1}",
                    "assessments": (),
                    "indicators": self.indicators(proposal.indicators),
                    "measures": measures,
                }
                kept.append(proposal.model_copy(update=changed))
        return subsection.model_copy(update={**_unprinted(subsection), "proposals": tuple(kept)})

    def measures(self, proposal: Proposal) -> tuple[Measure, ...]:
        wanted = self.carried | self.repeated
        return tuple(self.measure(row) for row in self.rows.get(id(proposal), ()) if row.placed.id in wanted)

    def measure(self, row: EvaluatedMeasure) -> Measure:
        old = row.placed.measure
        carried = row.placed.id in self.carried
        due = years_later(old.due, self.year - self.old_year)
        if carried and row.status.is_open and row.postponed and row.awaited.year == self.year:
            due = Due(row.awaited)
        came_from = CarriedFrom(year=self.old_year, id=row.placed.id, reason=row.reason) if carried else None
        repeats = None if carried else EarlierMeasure(year=self.old_year, id=row.placed.id)
        undone = tuple(office.name for office in row.offices if not office.completed_on)
        return old.model_copy(
            update={
                **_unprinted(old),
                "due": due,
                "offices": undone if carried and row.placed.id not in self.repeated else old.offices,
                "funding": old.funding and old.funding.model_copy(update={"spent": None}),
                "indicators": self.indicators(old.indicators),
                "carried_from": came_from,
                "repeated_from": repeats,
                "journal": (),
            }
        )

    def indicators(self, indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        return tuple(_indicator(indicator, self.day) for indicator in indicators)


def _unprinted(part: Section | Subsection | Proposal | Measure) -> dict[str, None]:
    """Return the update that removes a part's public note, printed form and remark."""
    return {"note_for_public": None, **({"printed": None, "remark": None} if part.printed is not None else {})}


def _indicator(indicator: Indicator, day: date) -> Indicator:
    """Return an indicator with the last value as its baseline and no target.

    Without a target nothing tells which way is progress, so it is said.
    """
    known = indicator.actuals_by(day)
    baseline = known[-1].value if known else indicator.baseline
    update = {"better": indicator.direction, "baseline": baseline, "target": None, "actuals": ()}
    return indicator.model_copy(update=update)
