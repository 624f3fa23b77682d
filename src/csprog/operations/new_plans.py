"""Writes the plan of a new year: after an earlier plan, as a company's first, or as a document has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from csprog.editing.entry import typed_fault
from csprog.editing.first_plan import first_plan
from csprog.editing.next_year import next_year, write_next
from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.importing.mapping.mapper import map_document
from csprog.importing.mapping.plan_file import as_text
from csprog.importing.readers.document import Notice, SourceDocument
from csprog.operations.plans import OpenPlan, parse_version
from csprog.operations.schema_line import with_schema_line
from csprog.programme.passport import Passport
from csprog.programme.plan_text import Plan, parse_plan
from csprog.programme.plan_writer import as_value
from csprog.store.atomic_write import create
from csprog.store.paths import shown_path
from csprog.store.plan_files import load, plans
from csprog.validation.rules.wording import lines_naming
from csprog.yamltext.encoding import encode

PassportValues = Mapping[str, str | None]
"""Values of a passport by key, None for what it leaves out."""


_PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """A plan made of a document: its text, how csprog reads that, and what is told of it."""

    text: str
    plan: Plan
    notices: Sequence[Notice]

    @property
    def unknown(self) -> dict[str, Message]:
        """The keys of the passport of which the document says nothing, and the sentence that asks for each."""
        asked = (notice for notice in self.notices if notice.kind == "question" and notice.path[:1] == (_PASSPORT,))
        return {str(notice.path[1]): notice.message for notice in asked}


def new_plan_path(folder: Path, year: int) -> Path:
    """Return the path of a plan that is to be written.

    Raises:
        RefusedError: it is there already.
    """
    path = folder / f"{year}.yaml"
    if path.exists():
        raise RefusedError(
            Message(
                "{path} already exists; nothing was written; to update it to the old year: {command}",
                path=shown_path(path),
                command=f"csprog new {year} --refresh",
            )
        )
    return path


def passport_fault(key: str, text: str) -> Message | None:
    """Return the reason why `text` is invalid under `key` of a passport, else None."""
    if not text.strip() and not Passport.model_fields[key].is_required():
        return None
    try:
        Passport.model_validate({"year": "2000", "title": "…", "organisation": "…", key: text})
    except ValidationError as error:
        return typed_fault(error.errors(include_url=False)[0])
    return None


def write_first(path: Path, passport: PassportValues) -> None:
    """Write a company's first plan, an example to be replaced.

    Raises:
        RefusedError: the file exists.
        StoreError: it can't be written.
    """
    _write(path, first_plan(Passport.model_validate({"year": int(path.stem), **passport})))


def write_after(
    plan: OpenPlan, path: Path, *, carried: Sequence[str], repeated: Sequence[str], passport: PassportValues
) -> list[int]:
    """Write the plan that continues `plan`; return the lines of the file that still name the old year.

    `carried` and `repeated` are ids of measures that were not completed, and of recurring ones.

    Raises:
        RefusedError: the file exists.
        StoreError: it can't be written.
    """
    old = plan.programme
    new = next_year(old, int(path.stem), plan.today, carried=carried, repeated=repeated, passport=passport)
    text = _write(path, write_next(new, old.year, plan.today))
    return lines_naming(text, parse_version(path, text.encode()), old.year)


def read_plan(path: Path, document: SourceDocument, name: str | Message, passport: Mapping[str, Any]) -> ImportedPlan:
    """Return the plan of a document, to be written to `path` by `write_imported`.

    `passport` is what its passport says besides; what the document does not say is that of the newest other year.

    Raises:
        RefusedError: the document has no plan.
    """
    year = int(path.stem)
    result = map_document(document, year, _earlier_passport(path.parent, year))
    values = result.value[_PASSPORT] | passport
    result.value[_PASSPORT] = {key: values[key] for key in Passport.model_fields if key in values}
    answered = {(_PASSPORT, key) for key in passport}
    result = replace(result, notices=tuple(one for one in result.notices if one.path not in answered))
    text = with_schema_line(as_text(result, name, year), path)
    return ImportedPlan(text, parse_plan(text), result.notices)


def write_imported(path: Path, imported: ImportedPlan) -> None:
    """Write the plan of a document.

    Raises:
        RefusedError: the file exists.
        StoreError: it can't be written.
    """
    create(path, imported.text.encode("utf-8"))


def _write(path: Path, text: str) -> str:
    text = with_schema_line(text, path)
    create(path, encode(text, byte_order_mark=False))
    return text


def _earlier_passport(folder: Path, year: int) -> dict[str, Any]:
    """Return the newest readable passport of another year, else an empty one."""
    others = plans(folder) if folder.is_dir() else {}
    for other in sorted(others, reverse=True):
        programme = parse_plan(load(others[other]).text).programme if other != year else None
        if programme is not None:
            return as_value(programme.passport)
    return {}
