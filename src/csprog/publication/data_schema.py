"""Describes the year's JSON file: its JSON Schema, with the meaning of each name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from csprog.formats.json_text import json_text
from csprog.programme.enums import Audience, Channel, Outcome, Status
from csprog.programme.format import FORMAT
from csprog.publication.data_dictionary import (
    AMENDMENT_FIELDS,
    APPROVAL_FIELDS,
    CHANGE_FIELDS,
    CLAUSE_FIELDS,
    CONTINUATION_FIELDS,
    FIELDS,
    OFFICE_FIELDS,
    OFFICE_NAMES_FIELDS,
    ONLY_IN_CSV,
    PART_FIELDS,
    PASSPORT_FIELDS,
    PUBLICATION_FIELDS,
    STANDARD_FIELDS,
    YEAR_FIELDS,
    Field,
)

Schema = dict[str, Any]

SCHEMA_NAME = "programme.data.schema.json"
IDENTIFIER = f"urn:csprog:programme-data:{FORMAT}.0"
"""The schema's name; docs/data.md says when each of its numbers grows."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
TEXT: Schema = {"type": "string"}


def data_schema() -> Schema:
    """Return the JSON Schema of the year's file, with descriptions in Russian."""
    number: Schema = {"type": "integer", "minimum": 0}
    counted, by_outcome = dict.fromkeys((*Status, "total"), number), dict.fromkeys((*Outcome, "total"), number)
    measure = {name: _typed(name, field) for name, field in FIELDS.items() if name not in ONLY_IN_CSV}
    values: Schema = {
        "format": {"const": FORMAT},
        "year": {"type": "integer"},
        "as_of": DAY,
        "draft": {"type": "boolean"},
        "organisation": TEXT,
        "passport": _passport(),
        "offices": listed(mapping(described({"name": TEXT, "formerly": listed(TEXT)}, OFFICE_NAMES_FIELDS))),
        "publications": listed(_publication()),
        "counts": mapping(counted),
        "outcomes": mapping(by_outcome),
        "sections": listed(_section()),
        "measures": listed(mapping(measure)),
        "amendments": listed(_amendment()),
    }
    return {
        "$schema": DRAFT,
        "$id": IDENTIFIER,
        "title": "Программа мероприятий и её выполнение за год",
        **mapping({"$schema": {"const": SCHEMA_NAME}, **described(values, YEAR_FIELDS)}),
    }


def schema_text() -> str:
    """Return the JSON Schema as a file."""
    return json_text(data_schema())


def mapping(properties: Schema) -> Schema:
    """Return the schema of a mapping that has these keys and no others."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def listed(item: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": item}


def nullable(value: Schema) -> Schema:
    """Return the schema of a value that may be missing."""
    return {"anyOf": [value, {"type": "null"}]}


def described(values: Schema, meanings: Mapping[str, str]) -> Schema:
    """Return the schemas of values, each with its meaning."""
    return {name: {**value, "description": meanings[name]} for name, value in values.items()}


def _passport() -> Schema:
    texts: Schema = {name: nullable(TEXT) for name in PASSPORT_FIELDS}
    clause = mapping(described(dict.fromkeys(CLAUSE_FIELDS, TEXT), CLAUSE_FIELDS))
    approval = {**{name: nullable(TEXT) for name in APPROVAL_FIELDS}, "by": TEXT, "on": DAY}
    standard = {"name": TEXT, "version": nullable(TEXT), "approved_on": nullable(DAY), "clauses": listed(clause)}
    parts: Schema = {
        **texts,
        "title": TEXT,
        "organisation": TEXT,
        "formerly": listed(TEXT),
        "approval": nullable(mapping(described(approval, APPROVAL_FIELDS))),
        "standard": nullable(mapping(described(standard, STANDARD_FIELDS))),
    }
    return mapping(described(parts, {**PASSPORT_FIELDS, **PART_FIELDS}))


def _publication() -> Schema:
    day = {"published_on": nullable(DAY), "as_of": DAY, "reason": nullable(TEXT)}
    return mapping(described(day, PUBLICATION_FIELDS))


def _section() -> Schema:
    proposal = mapping(described({"number": TEXT, "text": TEXT}, PART_FIELDS))
    subsection: Schema = {
        "number": TEXT,
        "title": TEXT,
        "channel": {"enum": [*Channel, None]},
        "audience": {"enum": [*Audience, None]},
        "proposals": listed(proposal),
    }
    subsections = listed(mapping(described(subsection, PART_FIELDS)))
    return mapping(described({"number": TEXT, "title": TEXT, "subsections": subsections}, PART_FIELDS))


def _amendment() -> Schema:
    change = {"id": TEXT, "key": TEXT, "was": nullable(TEXT), "became": nullable(TEXT)}
    changes = listed(mapping(described(change, CHANGE_FIELDS)))
    values = {"on": DAY, "document": TEXT, "reason": TEXT, "ids": listed(TEXT), "changes": changes}
    return mapping(described(values, {**AMENDMENT_FIELDS, **PART_FIELDS}))


def _typed(name: str, field: Field) -> Schema:
    """Return the schema of a measure's value."""
    meaning: Schema = {"description": field.russian}
    if name == "offices":
        office: Schema = {
            "name": TEXT,
            "completed_on": nullable(DAY),
            "standing": {"enum": [status for status in Status if status is not Status.PARTLY_COMPLETED]},
            "outcome": {"enum": [outcome for outcome in Outcome if outcome is not Outcome.PARTLY_DONE]},
            "note": nullable(TEXT),
            "reason": nullable(TEXT),
        }
        return {**listed(mapping(described(office, OFFICE_FIELDS))), **meaning}
    if name == "postponements":
        return {**listed(mapping({"on": DAY, "to": DAY, "reason": TEXT})), **meaning}
    if name in {"carried_to", "repeated_to"}:
        going: Schema = {
            "year": {"type": "integer"},
            "id": TEXT,
            "standing": {"enum": list(Status)},
            "outcome": {"enum": list(Outcome)},
            "completed_on": nullable(DAY),
            "due_text": TEXT,
        }
        return {**listed(mapping(described(going, CONTINUATION_FIELDS))), **meaning}
    if name == "corrections":
        return {**listed(mapping({"on": DAY, "why": TEXT})), **meaning}
    if name == "evidence":
        return {**listed({"type": "string", "format": "uri-reference"}), **meaning}
    if field.words:
        choices = [{"const": word, "description": words} for word, words in field.words.items()]
        return {"oneOf": [*choices, {"type": "null"}] if field.empty else choices, **meaning}
    value = {"day": DAY, "number": {"type": "integer", "minimum": 0}}.get(field.kind, TEXT)
    return {**(nullable(value) if field.empty else value), **meaning}
