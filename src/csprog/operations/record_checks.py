"""Checks that the record of what was published only grows."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath

from csprog.errors import StoreError
from csprog.findings import Finding, Position
from csprog.i18n import Message
from csprog.operations.baseline import Baseline
from csprog.publication.publication_log import parse_record, read_record
from csprog.store.paths import shown_path
from csprog.store.plan_files import is_plan_name, record_path

_TOP = Position(1, 1)


def record_findings(baseline: Baseline, file: Path, former: str | None) -> tuple[Path, tuple[Finding, ...]]:
    """Return the record beside a plan, and what is wrong with its change.

    `former` is where the plan was in the baseline, None if it has not moved.
    """
    was = PurePosixPath(former or baseline.path_of(file))
    if not (is_plan_name(was.name) and is_plan_name(file.name)):
        return file, ()  # a plan by another name has no record
    name = record_path(Path(), int(was.stem)).name
    record = record_path(file.parent, int(file.stem))
    data = baseline.data(str(was.with_name(name)))
    if data is None:
        return record, ()
    with suppress(StoreError):  # a record that was damaged there can only get better
        before = parse_record(Path(name), data).publications
        try:
            now = read_record(record)
        except StoreError as error:
            return record, (Finding("publication-changed", _TOP, error.message),)
        if now is None or now.publications[: len(before)] != before:
            return record, (Finding("publication-changed", _TOP, _message(baseline.revision, record)),)
    return record, ()


def _message(revision: str, record: Path) -> Message:
    return Message(
        "the record of the publication in {revision} was removed or changed here; restore it: git "
        "checkout {revision} -- {path}; publish a correction with csprog publish --again --reason "
        "TEXT",
        revision=revision,
        path=shown_path(record),
    )
