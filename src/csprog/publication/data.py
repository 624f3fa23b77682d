"""Writes the open data of a year: JSON with its schema, CSV with its dictionary."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.record_builder import measure_record
from csprog.evaluation.records import counts, to_json
from csprog.formats.json_text import json_text
from csprog.programme.enums import Outcome, Status, outcome_counts
from csprog.publication.data_dictionary import FIELDS, KINDS, OFFICE_FIELDS, PUBLICATION_FIELDS, YEAR_FIELDS, Field
from csprog.publication.evidence import addresses
from csprog.publication.feed import site_address
from csprog.publication.publication_log import PublicationDay
from csprog.views.year.status_labels import status_of

Schema = dict[str, Any]

SCHEMA_NAME = "programme.data.schema.json"
BYTE_ORDER_MARK = "\ufeff"
# A cell that a spreadsheet takes for a formula (OWASP, CSV injection), full-width forms and leading spaces included.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_ONLY_IN_JSON = frozenset({"outcome", "postponements", "corrections"})
_ONLY_IN_CSV = frozenset({"status"})
COLUMNS = tuple(name for name in FIELDS if name not in _ONLY_IN_JSON)
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def as_json(evaluation: Evaluation, publications: Sequence[PublicationDay] = ()) -> str:
    """Return the year's JSON file.

    A measure has the names of `status --json` and its outcome, result, evidence and origin. `publications` are those
    for good, oldest first.
    """
    document = {
        "$schema": SCHEMA_NAME,
        "year": evaluation.programme.year,
        "as_of": evaluation.day.isoformat(),
        "organisation": evaluation.programme.passport.organisation,
        "publications": [_publication(day) for day in publications],
        "counts": counts(row.status for row in evaluation.measures),
        "outcomes": outcome_counts(row.outcome for row in evaluation.measures),
        "measures": [_published(row, _folder(evaluation)) for row in evaluation.measures],
    }
    return json_text(document)


def as_csv(evaluation: Evaluation) -> str:
    """Return the year's CSV file, a row for each measure."""
    # A Russian Excel wants `;` between the cells, and a byte order mark for UTF-8.
    return BYTE_ORDER_MARK + table([COLUMNS, *cells(evaluation)], ";")


def dictionary() -> str:
    """Return the dictionary of the CSV's columns, itself a CSV."""
    rows = [
        (name, KINDS[field.kind], _described(field), _choices(field))
        for name, field in FIELDS.items()
        if name in COLUMNS
    ]
    return BYTE_ORDER_MARK + table([("столбец", "вид", "что в нём", "возможные значения"), *rows], ";")


def cells(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    """Yield the cells of each measure in the order of `COLUMNS`."""
    for row in evaluation.measures:
        record = _published(row, _folder(evaluation))
        record["status"] = status_of(row.outcome).word
        record["offices"] = "; ".join(f"{office.name} ({office.completed_on or '—'})" for office in row.offices)
        record["evidence"] = " ".join(record["evidence"])
        yield [record[column] for column in COLUMNS]


def table(rows: Iterable[Sequence[object]], delimiter: str) -> str:
    """Return `rows` as CSV (RFC 4180), formulas made harmless for spreadsheets."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def data_schema() -> Schema:
    """Return the JSON Schema of the year's file, with descriptions in Russian."""
    number: Schema = {"type": "integer", "minimum": 0}
    counted, by_outcome = dict.fromkeys((*Status, "total"), number), dict.fromkeys((*Outcome, "total"), number)
    measure = {name: _typed(name, field) for name, field in FIELDS.items() if name not in _ONLY_IN_CSV}
    properties: Schema = {
        "$schema": {"const": SCHEMA_NAME},
        "year": {"type": "integer", "description": YEAR_FIELDS["year"]},
        "as_of": {**_DAY, "description": YEAR_FIELDS["as_of"]},
        "organisation": {"type": "string", "description": YEAR_FIELDS["organisation"]},
        "publications": {"type": "array", "items": _publication_schema(), "description": YEAR_FIELDS["publications"]},
        "counts": {**_mapping(counted), "description": YEAR_FIELDS["counts"]},
        "outcomes": {**_mapping(by_outcome), "description": YEAR_FIELDS["outcomes"]},
        "measures": {"type": "array", "items": _mapping(measure), "description": YEAR_FIELDS["measures"]},
    }
    title = "Программа мероприятий и её выполнение за год"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_mapping(properties)}


def schema_text() -> str:
    """Return the JSON Schema as a file."""
    return json_text(data_schema())


def _publication(day: PublicationDay) -> dict[str, Any]:
    keys = ("published_on", "as_of", "reason")
    return {key: day.model_dump(mode="json")[key] for key in keys}


def _publication_schema() -> Schema:
    texts: dict[str, Schema] = {
        "published_on": {"anyOf": [_DAY, {"type": "null"}]},
        "as_of": {**_DAY},
        "reason": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    }
    return _mapping({key: {**texts[key], "description": meaning} for key, meaning in PUBLICATION_FIELDS.items()})


def _mapping(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _typed(name: str, field: Field) -> Schema:
    """Return the schema of a measure's value."""
    described: Schema = {"description": field.russian}
    if name == "offices":
        office: dict[str, Schema] = {
            "name": {"type": "string"},
            "completed_on": {"anyOf": [_DAY, {"type": "null"}]},
            "standing": {"enum": [status for status in Status if status is not Status.PARTLY_COMPLETED]},
            "outcome": {"enum": [outcome for outcome in Outcome if outcome is not Outcome.PARTLY_DONE]},
        }
        for key, meaning in OFFICE_FIELDS.items():
            office[key]["description"] = meaning
        return {"type": "array", "items": _mapping(office), **described}
    if name == "postponements":
        move = _mapping({"on": _DAY, "to": _DAY, "reason": {"type": "string"}})
        return {"type": "array", "items": move, **described}
    if name == "corrections":
        correction = _mapping({"on": _DAY, "why": {"type": "string"}})
        return {"type": "array", "items": correction, **described}
    if name == "evidence":
        return {"type": "array", "items": {"type": "string", "format": "uri-reference"}, **described}
    if field.words:
        choices = [{"const": word, "description": meaning} for word, meaning in field.words.items()]
        return {"oneOf": [*choices, {"type": "null"}] if field.empty else choices, **described}
    value = {"day": _DAY, "number": {"type": "integer", "minimum": 0}}.get(field.kind, {"type": "string"})
    return {**({"anyOf": [value, {"type": "null"}]} if field.empty else value), **described}


def _folder(evaluation: Evaluation) -> str:
    """Return the address of the year's folder, empty if the passport gives none."""
    base = site_address(evaluation.programme.passport)
    return f"{base}{evaluation.programme.year}/" if base else ""


def _published(row: EvaluatedMeasure, folder: str) -> dict[str, Any]:
    """Return a measure's record for the public; `folder` is where files of it lie."""
    record: dict[str, Any] = to_json(measure_record(row))
    # Clause 1.3 doesn't make public who in the company is responsible.
    del record["open_offices"], record["responsible"]
    origin = row.placed.measure.carried_from
    record["result"] = row.placed.measure.result
    record["closed_on"] = to_json(row.closed_on)
    record["document"] = row.document
    record["postponements"] = [
        {"on": entry.on.isoformat(), "to": entry.to.isoformat(), "reason": entry.reason} for entry in row.postponements
    ]
    record["evidence"] = addresses(row.evidence, folder)
    record["corrections"] = [{"on": entry.on.isoformat(), "why": entry.why} for entry in row.corrections]
    record["carried_from"] = f"{origin.year}/{origin.id}" if origin else None
    return record


def _described(field: Field) -> str:
    return f"{field.russian} (может быть пусто)" if field.empty else field.russian


def _choices(field: Field) -> str:
    return "; ".join(f"{word} — {meaning}" if meaning else word for word, meaning in field.words.items())


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
