"""Chooses measures by what `status` can be asked for, of one plan as of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from csprog.evaluation.records import MeasureRecord, is_due_within
from csprog.programme.enums import Audience, Channel, Status


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """The measures that somebody wants to see; without values all of them."""

    audience: Audience | None = None
    channel: Channel | None = None
    statuses: tuple[Status, ...] = ()
    due_within: int | None = None

    @property
    def listed(self) -> bool:
        """Tell whether the measures chosen are to be listed, whatever their status."""
        return bool(self.statuses) or self.due_within is not None

    @property
    def is_partial(self) -> bool:
        """Tell whether some measures may be left out."""
        return self != MeasureChoice()

    def of(self, measures: Iterable[MeasureRecord], day: date) -> tuple[MeasureRecord, ...]:
        """Return the chosen ones of `measures`, as they stand on `day`."""
        return tuple(measure for measure in measures if self._includes(measure, day))

    def _includes(self, measure: MeasureRecord, day: date) -> bool:
        return (
            self.audience in {None, measure.audience}
            and self.channel in {None, measure.channel}
            and (not self.statuses or measure.standing in self.statuses)
            and (self.due_within is None or is_due_within(measure, day, timedelta(self.due_within)))
        )
