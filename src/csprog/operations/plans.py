"""Opens plans for commands: the file is read and checked, and the gate decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from csprog.errors import InvalidPlanError, RefusedError, StoreError
from csprog.findings import Finding
from csprog.i18n import Message
from csprog.operations.plan_choice import checking_day, find_plan
from csprog.programme.model import Programme
from csprog.programme.plan_text import FaultyPlan, Plan, PlanLookup, SoundPlan, parse_plan
from csprog.store.evidence_files import evidence_lookup
from csprog.store.file_history import file_at
from csprog.store.git import Repository
from csprog.store.paths import shown_path
from csprog.store.plan_files import SourceFile, find_folder, load, plans
from csprog.validation.gate import admit, require_sound
from csprog.validation.validator import check_file

_LAST_COMMIT = "HEAD"  # a new repository has none


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan that a command may work on, and the day from which it looks at it.

    `find` gives the plans of other years in its folder, each read once.
    """

    source: SourceFile
    plan: Plan
    programme: Programme
    today: date
    find: PlanLookup

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors that the command has to name; none of a sound plan."""
        return self.plan.errors


def open_plan(command: str, year: int | None, as_of: date | None, folder: Path | None = None) -> OpenPlan:
    """Open the plan of `year` for `command`, by default the newest begun.

    It is looked for in `folder`, by default in the folder of plans here or above.

    Raises:
        StoreError: there is no folder of plans, or the file can't be read.
        RefusedError: there is no plan of that year.
        InvalidPlanError: the plan has errors that the command does not allow.
    """
    path, today = find_plan(year, as_of, folder)
    return open_file(command, load(path), today)


def open_plans(command: str, years: Sequence[int], as_of: date | None) -> tuple[list[OpenPlan], tuple[int, ...]]:
    """Open the plans of `years`; return them and the years that have none.

    Raises:
        StoreError: there is no folder of plans, or a file can't be read.
        RefusedError: none of the years has a plan.
        InvalidPlanError: a plan has errors that the command does not allow.
    """
    folder = find_folder(Path.cwd())
    find, paths = plan_lookup(folder), plans(folder)
    present = [year for year in years if year in paths] or [years[0]]  # the first is refused by name
    missing = tuple(year for year in years if year not in present)
    found = (find_plan(year, as_of, folder) for year in present)
    return [open_file(command, load(path), today, find) for path, today in found], missing


def open_file(command: str, source: SourceFile, today: date, find: PlanLookup | None = None) -> OpenPlan:
    """Open the plan that a file holds for `command`, looked at from `today`.

    Who opens several plans of a folder gives them one lookup, so that each is read once for all.

    Raises:
        InvalidPlanError: the plan has errors that the command does not allow.
    """
    find = find or plan_lookup(source.path.parent)
    plan = _check(source, today, find)
    return OpenPlan(source, plan, admit(command, plan, Path(shown_path(source.path))), today, find)


def plan_to_change(command: str, source: SourceFile, today: date) -> SoundPlan:
    """Return the plan that a file holds, for `command` to change.

    Raises:
        InvalidPlanError: the plan has errors that the command does not allow.
    """
    plan, path = _check(source, today, plan_lookup(source.path.parent)), Path(shown_path(source.path))
    admit(command, plan, path)
    return require_sound(plan if isinstance(plan, SoundPlan) else parse_plan(source.text), path)


def plan_lookup(folder: Path) -> PlanLookup:
    """Return a function that gives a year's plan in `folder`, None if unreadable."""

    @cache
    def find(year: int) -> tuple[Path, Programme] | None:
        path = folder / f"{year}.yaml"
        try:
            programme = parse_plan(load(path).text).programme
        except StoreError:
            return None
        return None if programme is None else (path, programme)

    return find


def parse_revision(repository: Repository, revision: str, path: Path) -> Programme | None:
    """Return the plan at `path` in `revision`, None if it is not there.

    An empty revision is git's index.

    Raises:
        RefusedError: git knows no such revision.
        InvalidPlanError: its shape is wrong.
    """
    if revision not in {"", _LAST_COMMIT} and repository.commit(revision) is None:
        raise RefusedError(unknown_revision(repository, revision))
    data = file_at(repository, revision, path)
    return None if data is None else parse_version(Path(f"{revision or 'index'}:{shown_path(path)}"), data)


def unknown_revision(repository: Repository, revision: str) -> Message:
    """Return the sentence that git knows no such revision, and what to fetch."""
    if repository.is_shallow():
        return Message(
            "there is no revision {revision} in this shallow clone; fetch the whole history: git fetch "
            "--unshallow (in CI fetch-depth: 0)",
            revision=revision,
        )
    return Message("there is no revision {revision} in git; fetch it first", revision=revision)


def parse_version(name: Path, data: bytes) -> Programme:
    """Return the programme in `data`, another version of a plan, called `name`.

    Raises:
        InvalidPlanError: its shape is wrong.
    """
    source = SourceFile(name, data)
    if source.problem is not None:
        raise InvalidPlanError.of_file(name, (source.problem,))
    plan = parse_plan(source.text)
    if isinstance(plan, FaultyPlan):
        raise InvalidPlanError.of_file(name, plan.errors)
    return plan.programme


def check_plan(source: SourceFile, today: date) -> Plan:
    """Return the plan that a file holds, checked, with whatever errors it has."""
    return _check(source, today, plan_lookup(source.path.parent))


def _check(source: SourceFile, today: date, find: PlanLookup) -> Plan:
    project = source.path.parent.parent
    return check_file(source, checking_day(today), find=find, digest_of=evidence_lookup(project))
