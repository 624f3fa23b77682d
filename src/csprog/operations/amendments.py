"""Amends approved plans: writes a change and its amendment together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from csprog.editing.amendment import AmendmentResult, write_amendment
from csprog.editing.plan_parts import recorded_sentence
from csprog.errors import InvalidPlanError, RefusedError, StoreError
from csprog.history.amendment import continued, uncovered
from csprog.history.diff import Difference, compare
from csprog.i18n import Message
from csprog.operations.plans import parse_revision, parse_version, plan_to_change
from csprog.programme.model import Programme
from csprog.programme.plan_text import SoundPlan, parse_plan
from csprog.store.git import find_repository, require_repository
from csprog.store.paths import shown_path
from csprog.store.plan_files import SourceFile, load
from csprog.validation.rules.change import needs_amendment, rewrites_records

_LAST_COMMIT = "HEAD"


@dataclass(frozen=True, slots=True)
class ApprovedPlan:
    """A plan's file and its approved version `before`, None without one."""

    path: Path
    before: Programme | None
    today: date


def approved_plan(path: Path, today: date, against: str | None = None) -> ApprovedPlan:
    """Return the plan at `path` with its version in a revision or a file.

    By default that is the last commit; without one that can be read, or without git, there is no version before.

    Raises:
        CsprogError: what `against` names is not there, or its shape is wrong.
    """
    try:
        return ApprovedPlan(path, _version(path, against), today)
    except InvalidPlanError:
        if against:
            raise
        return ApprovedPlan(path, None, today)  # the file may be what mends it


def _version(path: Path, against: str | None) -> Programme | None:
    if against is not None and Path(against).is_file():
        return parse_version(Path(against), load(Path(against)).data)
    repository = require_repository(path) if against else find_repository(path)
    version = parse_revision(repository, against or _LAST_COMMIT, path) if repository else None
    if version is None and against:
        raise RefusedError(
            Message("there is no {path} in the revision {revision}", path=shown_path(path), revision=against)
        )
    return version


def _unrecorded(before: Programme, after: Programme, differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return what needs an amendment and has none that was added since `before`."""
    added = [amendment for amendment in after.amendments if amendment not in before.amendments]
    return continued(uncovered(filter(needs_amendment, differences), added), added)


def amend_edited(approved: ApprovedPlan, plan: SoundPlan, head: Mapping[str, Any]) -> AmendmentResult:
    """Record in an amendment what somebody changed in the file.

    Raises:
        StoreError: there is no version to compare with.
        RefusedError: nothing needs an amendment, or no amendment may change it.
        PlacementError: it can't be placed.
    """
    path, before = approved.path, approved.before
    if before is None:
        raise StoreError(
            Message(
                "no commit has a readable {path}; give the approved version: --against REV or FILE",
                path=shown_path(path),
            )
        )
    _require_approved(before, approved.today)
    return _checked(approved, write_amendment(plan, head, _amended(path, before, plan.programme)))


def amend_part(
    approved: ApprovedPlan, plan: SoundPlan, changes: Iterable[Callable[[SoundPlan], str]], head: Mapping[str, Any]
) -> AmendmentResult:
    """Make the `changes` of the plan, one after the other, and record them in an amendment.

    Raises:
        RefusedError: the plan is not approved, has changes without an amendment, or may not change so.
        PlacementError: the change can't be placed.
    """
    _require_recorded(approved, plan.programme)
    changed = plan
    for change in changes:
        changed = _parsed(change(changed))
    differences = compare(plan.programme, changed.programme)
    _refuse_records(plan.programme, changed.programme, differences)
    # that a gap is filled needs no amendment, but here somebody says by which document it is
    return _checked(approved, write_amendment(changed, head, differences))


def amend_text(approved: ApprovedPlan, old: Programme, text: str, head: Mapping[str, Any]) -> AmendmentResult:
    """Record in an amendment what in `text` needs one; `old` is the present plan.

    Raises:
        RefusedError: the plan is not approved, has changes without an amendment, or may not change so.
        PlacementError: the amendment can't be placed.
    """
    _require_recorded(approved, old)
    changed = _parsed(text)
    return _checked(approved, write_amendment(changed, head, _amended(approved.path, old, changed.programme)))


def _parsed(text: str) -> SoundPlan:
    plan = parse_plan(text)
    if isinstance(plan, SoundPlan):
        return plan
    raise RefusedError(plan.findings[0].message)


def _amended(path: Path, before: Programme, after: Programme) -> tuple[Difference, ...]:
    """Return what an amendment has to tell of the change, or refuse it."""
    differences = compare(before, after)
    _refuse_records(before, after, differences)
    if unrecorded := _unrecorded(before, after, differences):
        return unrecorded
    raise RefusedError(Message("nothing in {path} needs an amendment", path=shown_path(path)))


def amend_command(year: int, today: date) -> str:
    """Return the command that records what was changed in the file."""
    return f'csprog amend --year {year} --document "…" --on {today} --reason "…"'


def _require_recorded(approved: ApprovedPlan, present: Programme) -> None:
    """Refuse to change a plan that has other changes without an amendment.

    The former wording would be one that nobody approved.
    """
    before = approved.before
    _require_approved(before or present, approved.today)
    if before is not None and (pending := _unrecorded(before, present, compare(before, present))):
        raise RefusedError(
            Message(
                "{ids}: already changed without an amendment; record that first: {command}",
                ids=", ".join(dict.fromkeys(one.id for one in pending)),
                command=amend_command(present.year, approved.today),
            )
        )


def _require_approved(programme: Programme, today: date) -> None:
    if not programme.is_approved(today):
        raise RefusedError(
            Message(
                "the plan of {year} is not approved yet and needs no amendment; edit the file",
                year=programme.year,
            )
        )


def _refuse_records(before: Programme, after: Programme, differences: Iterable[Difference]) -> None:
    """Refuse changes of what was recorded: no document makes it undone."""
    measures = {placed.id: placed for placed in before.measures}
    gone = [one for one in before.amendments if one not in after.amendments]
    if gone:
        raise RefusedError(Message("an amendment was removed or rewritten: {document}", document=gone[0].document))
    for one in differences:
        if one.kind == "removed" and one.part == "measure" and measures[one.id].measure.journal:
            raise RefusedError(recorded_sentence(one.id))
        if rewrites_records(one):
            raise RefusedError(
                Message(
                    "{id}: a record was removed or rewritten ({old}), which no amendment allows; restore it",
                    id=one.id,
                    old=one.old,
                )
            )


def _checked(approved: ApprovedPlan, result: AmendmentResult) -> AmendmentResult:
    """Return the result, if the plan that it makes has no errors."""
    try:
        plan_to_change("amend", SourceFile(approved.path, result.text.encode("utf-8")), approved.today)
    except InvalidPlanError as invalid:
        raise RefusedError(invalid.problems[0].message) from None
    return result
