"""Checks plans against a revision of git or a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from csprog.errors import RefusedError, StoreError
from csprog.findings import Finding, Position, in_file_order
from csprog.i18n import Message
from csprog.operations.baseline import Baseline, Earlier, find_baseline
from csprog.operations.plans import parse_version, plan_lookup
from csprog.operations.record_checks import record_findings
from csprog.operations.recorded_findings import in_light_of_record
from csprog.operations.touched_companies import touched_companies
from csprog.programme.plan_text import PlanLookup
from csprog.store.evidence_files import evidence_lookup
from csprog.store.paths import shown_path
from csprog.store.plan_files import FOLDER, load, plans
from csprog.validation.change_check import check_change
from csprog.validation.validator import check_file

CheckedFile = tuple[Path, tuple[Finding, ...]]
_TOP = Position(1, 1)


class _Before(NamedTuple):
    """A plan's former version and notices about its file.

    `moved` is its former path, if it has moved.
    """

    earlier: Earlier | None
    notices: tuple[Finding, ...] = ()
    moved: str | None = None


def check_against_file(files: Sequence[Path], against: Path, today: date) -> list[CheckedFile]:
    """Return the findings of each file; one is compared with `against`.

    That is the plan of the same year.

    A single file is compared whatever its year.

    Raises:
        StoreError: the file can't be read.
        InvalidPlanError: it has errors.
        RefusedError: no plan of its year is checked.
    """
    before = parse_version(Path(shown_path(against)), load(against).data)
    compared = list(files) if len(files) == 1 else [file for file in files if file.stem == str(before.year)]
    if not compared:
        raise RefusedError(
            Message("{path} is a plan of {year}, but no plan of that year is checked", path=against, year=before.year)
        )
    check = partial(_findings, today, str(against), cache(plan_lookup))
    return [(file, check(file, _Before(Earlier(before) if file in compared else None))) for file in files]


def check_against_revision(  # noqa: PLR0913 - what to check, and how to compare it
    folders: Sequence[Path],
    files: Sequence[Path],
    revision: str,
    today: date,
    *,
    exact: bool,
    changed: bool = False,
) -> list[CheckedFile]:
    """Return the findings of `files`, with those of their changes since `revision`.

    With `changed` these are only the plans of companies in which something has changed.

    Plans that `folders` had are checked wherever they are now; those that are gone have a finding that says so.

    Raises:
        StoreError: a folder is in no git repository.
        RefusedError: there is no such revision, or no commit in common with it.
        InvalidPlanError: with `exact`, a plan has errors in that revision.
    """
    find = cache(partial(find_baseline, revision=revision, exact=exact))
    expected = {file: path for folder in folders for file, path in _expected(find(folder), folder)}
    check = partial(_findings, today, revision, cache(plan_lookup))
    findings: list[CheckedFile] = []
    moved: set[str | None] = set()
    nested = [file for folder in folders for file in _nested(folder)]
    every = dict.fromkeys([*files, *filter(os.path.lexists, expected), *nested])
    for file in filter(touched_companies(find), every) if changed else every:
        before = _before(find(file.parent), file)
        if file not in nested:  # nobody looks there for it
            moved.add(before.moved)
        findings.append((file, check(file, before)))
        record, problems = record_findings(find(file.parent), file, before.moved)
        findings += [(record, problems)] if problems else []
    gone = (file for file, path in expected.items() if not os.path.lexists(file) and path not in moved)
    return [*findings, *((file, (_gone(revision, file),)) for file in gone)]


def _expected(baseline: Baseline, folder: Path) -> list[tuple[Path, str]]:
    """Return the plans that `folder` had, as files and as paths in the tree."""
    top = baseline.path_of(folder)
    return [(folder / Path(path).relative_to(top), path) for path in baseline.plans(top)]


def _nested(folder: Path) -> list[Path]:
    """Return the plans of a programme folder within a programme folder.

    Who works there would be shown them.
    """
    inner = folder / FOLDER
    return list(plans(inner).values()) if folder.name == FOLDER and inner.is_dir() else []


def _before(baseline: Baseline, file: Path) -> _Before:
    path = baseline.path_of(file)
    if baseline.has(path):
        is_link = file.is_symlink() or file.parent.is_symlink()
        linked = baseline.foreign or (is_link and baseline.is_plain(path))
        return _Before(baseline.read(path), (_linked(),) if linked else ())
    if (moved := baseline.former_path(path)) is not None:
        return _Before(baseline.read(moved), moved=moved)
    return _Before(baseline.read(path))


def _findings(
    today: date, against: str, find: Callable[[Path], PlanLookup], file: Path, before: _Before
) -> tuple[Finding, ...]:
    """Return the findings of a file and of its change."""
    try:
        digest_of = evidence_lookup(file.parent.parent)
        plan = check_file(load(file), today, find=find(file.parent), digest_of=digest_of)
    except StoreError as error:
        return (Finding("unreadable", _TOP, error.message),)
    earlier, notices = before.earlier, before.notices
    if earlier is None:
        return in_light_of_record(file, in_file_order([*notices, *plan.findings]), today)
    notices = notices if earlier.notice is None else (*notices, earlier.notice)
    problems = plan.findings
    if earlier.programme is not None:
        problems = check_change(plan, earlier.programme, today, against, find(file.parent))
    return in_light_of_record(file, in_file_order([*notices, *problems]), today)


def _linked() -> Finding:
    return Finding(
        "plan-linked",
        _TOP,
        Message("a link or a submodule has replaced the plan; restore the file itself, so that git sees its changes"),
    )


def _gone(revision: str, file: Path) -> Finding:
    message = Message(
        "the plan existed in {revision} and is gone; restore it: git checkout {revision} -- {path}",
        revision=revision,
        path=shown_path(file),
    )
    return Finding("plan-gone", _TOP, message)
