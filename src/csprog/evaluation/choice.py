"""Chooses measures by what `status` and `list` can be asked for, of one plan as of many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from csprog.errors import RefusedError
from csprog.evaluation.records import MeasureRecord, in_office, is_due_within, lies_in
from csprog.i18n import N_, Message
from csprog.parsing.names import find_name, listed, nearest_names
from csprog.programme.enums import Audience, Channel, Status


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """The measures that somebody wants to see; without values all of them.

    With an `office` they are chosen and shown as they stand in that office.
    """

    audience: Audience | None = None
    channel: Channel | None = None
    statuses: tuple[Status, ...] = ()
    due_within: int | None = None
    office: str | None = None
    responsible: str | None = None

    @property
    def listed(self) -> bool:
        """Tell whether the measures chosen are to be listed, whatever their status."""
        return bool(self.statuses) or self.due_within is not None

    @property
    def is_partial(self) -> bool:
        """Tell whether some measures may be left out."""
        return self != MeasureChoice()

    def of(self, measures: Iterable[MeasureRecord], day: date) -> tuple[MeasureRecord, ...]:
        """Return the chosen ones of `measures` of a plan, as they stand on `day`."""
        measures = tuple(measures)
        if self.office is not None:
            office = find_name(self.office, _offices(measures))
            measures = tuple(in_office(one, office) for one in measures if office in _offices([one]))
        if self.responsible is not None:
            unit = find_name(self.responsible, _units(measures))
            measures = tuple(one for one in measures if unit is not None and one.responsible == unit)
        return tuple(measure for measure in measures if self._includes(measure, day))

    def require_names(self, measures: Collection[MeasureRecord]) -> None:
        """Refuse an office or a responsible unit that none of `measures` names.

        Raises:
            RefusedError: there is none; the message names those that come nearest.
        """
        if self.office is not None:
            sentence = N_("there is no office “{name}”; there are: {known}")
            _require(self.office, _offices(measures), sentence)
        if self.responsible is not None:
            sentence = N_("there is no responsible unit “{name}”; there are: {known}")
            _require(self.responsible, _units(measures), sentence)

    def _includes(self, measure: MeasureRecord, day: date) -> bool:
        return (
            self.audience in {None, measure.audience}
            and self.channel in {None, measure.channel}
            and (not self.statuses or measure.standing in self.statuses)
            and (self.due_within is None or is_due_within(measure, day, timedelta(self.due_within)))
        )


def in_parts(measures: Sequence[MeasureRecord], numbers: Sequence[str], year: int) -> Sequence[MeasureRecord]:
    """Return the measures in the parts of the plan of `year` numbered so, all if none are given.

    Raises:
        RefusedError: there is no part with one of the numbers.
    """
    for number in numbers:
        if not any(lies_in(measure, number) for measure in measures):
            raise RefusedError(Message("the plan of {year} has nothing numbered {number}", year=year, number=number))
    return [measure for measure in measures if not numbers or any(lies_in(measure, number) for number in numbers)]


def _offices(measures: Iterable[MeasureRecord]) -> list[str]:
    return list(dict.fromkeys(office.name for measure in measures for office in measure.offices))


def _units(measures: Iterable[MeasureRecord]) -> list[str]:
    return list(dict.fromkeys(measure.responsible for measure in measures if measure.responsible))


def _require(name: str, known: Sequence[str], sentence: str) -> None:
    if find_name(name, known) is None:
        offered = nearest_names(name, known) or known
        raise RefusedError(Message(sentence, name=name, known=listed(f"«{one}»" for one in offered) or "—"))
