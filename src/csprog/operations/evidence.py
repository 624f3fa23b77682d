"""Takes evidence as it is typed: a web address, or a file with its SHA-256."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from csprog.errors import RefusedError, StoreError, UsageError
from csprog.i18n import Message
from csprog.programme.fields import EVIDENCE
from csprog.store.evidence_files import evidence_lookup, spelt
from csprog.store.paths import shown_path

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # one letter before the colon is a drive of Windows


def given_evidence(
    typed: str | None, plan: Path, *, public: bool, folder: Path | None = None
) -> str | dict[str, Any] | None:
    """Return what `--evidence` gives as a value of the plan at the path `plan`.

    That is a web address as it was typed, or a file with its SHA-256. A path is looked for from `folder`, by default
    from the current one.

    Raises:
        UsageError: `--public` goes with a file only.
        RefusedError: the file does not lie below `evidence/` of the project.
        StoreError: it is missing, empty, reached by a link, or can't be read.
    """
    is_address = typed is not None and _ADDRESS.match(typed) is not None
    if public and (typed is None or is_address):
        raise UsageError(Message("--public needs --evidence with a file; an address is published anyway"))
    if typed is None or is_address:
        return typed
    project = plan.parent.parent
    name = _name_in(project, typed, plan.stem, folder or Path.cwd())
    digest = evidence_lookup(project)(name)
    return {"file": name, "sha256": digest} | ({"public": True} if public else {})


def _name_in(project: Path, typed: str, year: str, folder: Path) -> str:
    """Return the path of a file from the folder `project`, with `/`."""
    path = Path(os.path.normpath(folder / typed.replace("\\", "/")))
    if not os.path.lexists(path):
        raise StoreError(
            Message(
                "there is no file {path}; --evidence takes a file, or a web address like https://example.org/page",
                path=typed,
            )
        )
    if path.is_relative_to(project / EVIDENCE):
        return spelt(project, path.relative_to(project).parts)
    target = shown_path(project / EVIDENCE / year / path.name)
    raise RefusedError(
        Message(
            "{path} is outside the folder evidence; copy it to {target} and give that path", path=typed, target=target
        )
    )
