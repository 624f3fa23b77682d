"""Decides which year's plan a command means if `--year` does not say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from csprog.errors import RefusedError, StoreError
from csprog.i18n import Message
from csprog.operations.carried_recordings import COMPLETED, continued, elsewhere
from csprog.operations.owed_report import owed_year
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import plan_lookup
from csprog.parsing.periods import Period
from csprog.programme.lookup import find, select_measures
from csprog.store.plan_files import load, plans
from csprog.store.undo_steps import last_step


def reporting_year(as_of: date | None, folder: Path | None = None) -> tuple[int, int]:
    """Return the year to report on: the newest ended one not published for good.

    Without such a year it is the newest that has begun, which is returned as the second value. The plans are those in
    `folder`, by default in the folder of plans here or above.

    Raises:
        StoreError: there is no folder of plans, or the record of a publication is damaged.
    """
    path, day = find_plan(None, as_of, folder)
    begun = _year_of(path)
    owed = owed_year(plans(path.parent), path.parent, day)
    return begun if owed is None else owed, begun


def recording_plan(  # noqa: PLR0913, PLR0917 - the choice, and what is to be recorded
    year: int | None,
    as_of: date | None,
    on: date | None = None,
    identifier: str | None = None,
    period: Period | None = None,
    event: str = "",
) -> tuple[Path, date]:
    """Find the plan to record in; return it and the day.

    Without `year` it must be beyond doubt.

    `on`, `identifier`, `period` and `event` are what is recorded: its day, for what, of which time, and what.

    Raises:
        StoreError: there is no folder of plans, or the record of a publication is damaged.
        RefusedError: there is no plan of `year`; or the recording may belong to another year's plan.
    """
    path, today = find_plan(year, as_of)
    if year is None and (doubt := doubt_of_year(path, today, on, identifier, period, event)):
        raise RefusedError(doubt)
    if identifier is not None and (other := elsewhere(path, today, identifier, event, on or today)):
        raise RefusedError(other)
    return path, today


def doubt_of_year(  # noqa: PLR0913, PLR0917 - the plan, and what is to be recorded
    path: Path,
    today: date,
    on: date | None,
    identifier: str | None,
    period: Period | None = None,
    event: str = "",
) -> Message | None:
    """Return the sentence that refuses to record without `--year`.

    It is None if no other year can be meant.
    """
    chosen, holds = _year_of(path), _holder(path.parent, identifier)
    for when in (on, period):
        year = chosen if when is None else (when.last if isinstance(when, Period) else when).year
        if when is not None and year < chosen and year in plans(path.parent):
            return _day_elsewhere(when, year, chosen, identifier, holds)
    owed = _owed_beside(path, today)
    if owed is None or identifier is None or not holds(owed):
        return None
    option = f"--year {owed}"
    if not holds(chosen):
        return Message(
            "{id} is in the plan of {year}, not of {chosen}; add {option}",
            id=identifier,
            chosen=chosen,
            year=owed,
            option=option,
        )
    if event == COMPLETED and on is not None and _is_one_measure(path, today, identifier, owed):
        return None
    if event == COMPLETED and on is None and continued(path.parent, owed, identifier, today):
        return Message(
            "{id} of the plan of {year} was carried over to {chosen}; if it was done in {year}, add the "
            "date and {option}, else {other}",
            id=identifier,
            year=owed,
            chosen=chosen,
            option=option,
            other=f"--year {chosen}",
        )
    return Message(
        "{id} is in the plans of {year} and {chosen}, and the report for {year} is not published yet; add {option} or {other}",
        id=identifier,
        year=owed,
        chosen=chosen,
        option=option,
        other=f"--year {chosen}",
    )


def years_in_question(as_of: date | None, on: date | None) -> tuple[int, ...]:
    """Return the years whose plans a recording of the day `on` may mean, oldest first.

    Raises:
        StoreError: there is no folder of plans, or the record of a publication is damaged.
    """
    path, today = find_plan(None, as_of)
    chosen = _year_of(path)
    if on is not None and on.year < chosen and on.year in plans(path.parent):
        return (on.year,)
    owed = _owed_beside(path, today)
    return (chosen,) if owed is None else (owed, chosen)


def undo_plan(year: int | None, as_of: date | None) -> tuple[Path, date]:
    """Find the plan of `year`, by default that in which csprog recorded last.

    Raises:
        StoreError: there is no folder of plans.
        RefusedError: there is no plan of `year`.
    """
    path, today = find_plan(year, as_of)
    if year is not None:
        return path, today
    recorded = {one: saved_at for one in plans(path.parent).values() if (saved_at := _recorded_at(one)) is not None}
    return max(recorded, key=recorded.__getitem__, default=path), today


def _day_elsewhere(
    when: date | Period, year: int, chosen: int, identifier: str | None, holds: Callable[[int], bool]
) -> Message | None:
    """Return the refusal of a day or period that another plan is for."""
    other = holds(chosen) and year >= chosen - 1  # a day long before the plan's year is refused in any case
    if holds(year):
        option = f"--year {year}"
        both = Message("{one}, or {other} if that plan is meant", one=option, other=f"--year {chosen}")
        return Message(
            "{when} is in {year}, but without --year it would be recorded in the plan of {chosen}; add {option}",
            when=when,
            year=year,
            chosen=chosen,
            option=both if other else option,
        )
    if not other:
        return None  # another sentence says what is wrong
    return Message(
        "{when} is in {year}, but {id} is only in the plan of {chosen}; if that is meant, add {option}",
        when=when,
        year=year,
        id=identifier,
        chosen=chosen,
        option=f"--year {chosen}",
    )


def _owed_beside(path: Path, today: date) -> int | None:
    """Return the year before that of `path` whose report is owed.

    Older years don't count once a later one is published: nothing is recorded in them any more.
    """
    earlier = [year for year in plans(path.parent) if year < _year_of(path)]
    return owed_year(earlier[-1:], path.parent, today)


def _is_one_measure(path: Path, today: date, identifier: str, owed: int) -> bool:
    """Tell whether `identifier` names in the plan at `path` what was carried over from the `owed` one, and no more.

    A completion after that year then belongs here.
    """
    found = plan_lookup(path.parent)(_year_of(path))
    here = {placed.id for placed in select_measures(found[1], identifier)} if found else set()
    onward = continued(path.parent, owed, identifier, today).values()
    return bool(here) and here == {one.id for one in onward if one.year == _year_of(path)}


def _holder(folder: Path, identifier: str | None) -> Callable[[int], bool]:
    """Return a function that tells if the plan of a year may have the id.

    A plan that can't be read may have any.
    """
    look_up = plan_lookup(folder)

    def holds(year: int) -> bool:
        found = look_up(year)
        if found is None or identifier is None:
            return True
        try:
            find(found[1], identifier)
        except RefusedError:
            return False
        return True

    return holds


def _recorded_at(path: Path) -> int | None:
    """Return the time of the last recording in a plan, None if none can be taken back."""
    try:
        step = last_step(path, load(path).data)
    except StoreError:  # a file that can't be read is not what somebody has just recorded in
        return None
    return None if step is None else step.saved_at


def _year_of(path: Path) -> int:
    return int(path.stem)
