"""Checks plans by the rules of change too, against a revision of git."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from csprog.errors import RefusedError, StoreError
from csprog.findings import Finding, Position
from csprog.i18n import Message
from csprog.operations.plans import parse_revision, plan_lookup
from csprog.programme.model import Programme
from csprog.store.evidence_files import evidence_lookup
from csprog.store.git import require_repository
from csprog.store.plan_files import load
from csprog.validation.change_check import check_change
from csprog.validation.validator import check_file


def check_against(files: list[Path], today: date, revision: str) -> list[tuple[Path, tuple[Finding, ...]]]:
    """Return each file's findings, with those of its changes since `revision`.

    Raises:
        RefusedError: there is no such revision.
        InvalidPlanError: a plan has errors in that revision.
    """
    find, digest_in = cache(plan_lookup), cache(evidence_lookup)  # plans of a folder are looked up for each other
    findings = []
    for file in files:
        before = _plan_before(file, revision)
        try:
            plan = check_file(load(file), today, find=find(file.parent), digest_of=digest_in(file.parent.parent))
            problems = plan.findings if before is None else check_change(plan, before, today)
        except StoreError as error:
            problems = (Finding("unreadable", Position(1, 1), error.message),)
        findings.append((file, problems))
    return findings


def _plan_before(file: Path, revision: str) -> Programme | None:
    """Return the plan in `revision`, None if it didn't exist."""
    repository = require_repository(file)
    if not repository.has(revision):
        raise RefusedError(Message("git knows no revision {revision}; fetch it first", revision=revision))
    return parse_revision(repository, revision, file)
