"""Reads csprog's own Word file of a plan back, as `csprog import` would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from csprog.errors import RefusedError
from csprog.evaluation.evaluator import Evaluation
from csprog.exporting.registry import write_document
from csprog.exporting.subject import Subject
from csprog.importing.mapping.mapper import MappingResult, map_document
from csprog.importing.readers.dispatch import read_document
from csprog.importing.readers.document import Notice


def exported_form(evaluation: Evaluation, version: str, passport: Mapping[str, Any]) -> MappingResult | None:
    """Return what an import reads in csprog's own document of a plan.

    It is None if the document can't be read back: it has too many rows, or the extra is missing. `passport` is what the
    import knows of the company.
    """
    try:
        data = write_document("docx", Subject(evaluation, version))
        return map_document(read_document(data, ""), evaluation.programme.year, passport)
    except RefusedError:
        return None


def new_notices(notices: Iterable[Notice], exported: MappingResult | None) -> Iterator[Notice]:
    """Give the notices that csprog's own document would not raise as well."""
    known = Counter(map(_without_place, exported.notices if exported else ()))
    for notice in notices:
        if known[_without_place(notice)]:
            known[_without_place(notice)] -= 1
        else:
            yield notice


def _without_place(notice: Notice) -> tuple[object, ...]:
    return notice.kind, str(notice.message), notice.path
