"""Saves a plan in git: a commit of that file alone, with a sentence."""

from __future__ import annotations

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.store.file_history import file_at
from csprog.store.git import require_repository
from csprog.store.plan_files import SourceFile, load, record_path

_LONGEST = 5_000  # characters of a message


def commit_plan(source: SourceFile, message: str) -> str:
    """Commit the plan that was read as `source`, and the record of its publication; return the commit's short id.

    Raises:
        RefusedError: there is no message, nothing is new, or the file has changed.
        StoreError: it lies in no repository, or git refuses.
    """
    if not message or len(message) > _LONGEST:
        raise RefusedError(Message("say in a sentence what is new in the plan"), ("message",))
    repository = require_repository(source.path)
    record = record_path(source.path.parent, int(source.path.stem))
    files = [
        path
        for path in (source.path, record)
        if path.exists() and file_at(repository, "HEAD", path) != path.read_bytes()
    ]
    if not files:
        raise RefusedError(Message("nothing is new since the last commit"))
    if load(source.path).data != source.data:
        raise RefusedError(Message("the plan has changed meanwhile; look at what changed, then save again"))
    return repository.commit_files(files, message)
