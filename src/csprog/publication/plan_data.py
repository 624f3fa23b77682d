"""Puts the plan itself into the open data: passport, sections, amendments.

What is meant for the readers of the file stays out: remarks, responsible units, money.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from csprog.programme.model import Amendment, Programme, Section, Subsection
from csprog.programme.passport import Passport
from csprog.publication.data_dictionary import AMENDMENT_FIELDS, APPROVAL_FIELDS, PASSPORT_FIELDS, STANDARD_FIELDS


def passport_data(passport: Passport) -> dict[str, Any]:
    """Return the passport as JSON values; null is what it does not give."""
    return {
        **_given(passport, PASSPORT_FIELDS),
        "approval": passport.approval and _given(passport.approval, APPROVAL_FIELDS),
        "standard": passport.standard and _given(passport.standard, STANDARD_FIELDS),
    }


def section_data(section: Section) -> dict[str, Any]:
    """Return a section as JSON values: titles, and the proposals in the document's words."""
    return {
        "number": section.number,
        "title": section.title,
        "subsections": [_subsection(subsection) for subsection in section.subsections],
    }


def amendments_data(programme: Programme) -> list[dict[str, Any]]:
    """Return the amendments as JSON values, in the order of the file."""
    return [_amendment(amendment) for amendment in programme.amendments]


def _subsection(subsection: Subsection) -> dict[str, Any]:
    return {
        "number": subsection.number,
        "title": subsection.title,
        "channel": subsection.channel,
        "audience": subsection.audience,
        "proposals": [{"number": proposal.number, "text": proposal.text} for proposal in subsection.proposals],
    }


def _amendment(amendment: Amendment) -> dict[str, Any]:
    changes = [change for change in amendment.changes if change.key.rpartition(".")[2] != "remark"]
    return {
        **_given(amendment, AMENDMENT_FIELDS),
        "changes": [change.model_dump(mode="json") for change in changes],
    }


def _given(part: BaseModel, keys: Iterable[str]) -> dict[str, Any]:
    """Return the values of the `keys` that a part of the plan has, in their order."""
    values = part.model_dump(mode="json", include=set(keys))
    return {key: values[key] for key in keys}
