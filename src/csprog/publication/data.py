"""Writes the open data of a year: JSON, and CSV with its dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.record_builder import measure_record
from csprog.evaluation.records import counts, to_json
from csprog.formats.json_text import json_text
from csprog.formats.spreadsheet_cells import BYTE_ORDER_MARK, DELIMITER, table
from csprog.programme.enums import outcome_counts
from csprog.programme.format import FORMAT
from csprog.publication.addresses import site_address
from csprog.publication.data_dictionary import FIELDS, KINDS, ONLY_IN_JSON, Field
from csprog.publication.data_schema import SCHEMA_NAME
from csprog.publication.evidence import addresses
from csprog.publication.plan_data import amendments_data, passport_data, section_data
from csprog.publication.publication_log import PublicationDay
from csprog.views.year.status_labels import status_of

DICTIONARY_COLUMNS = ("столбец", "вид", "что в нём", "возможные значения")
COLUMNS = tuple(name for name in FIELDS if name not in ONLY_IN_JSON)


def as_json(evaluation: Evaluation, publications: Sequence[PublicationDay] = ()) -> str:
    """Return the year's JSON file.

    A measure has the names of `status --json` and its outcome, result, evidence and origin. `publications` are those
    for good, oldest first.
    """
    programme = evaluation.programme
    document = {
        "$schema": SCHEMA_NAME,
        "format": FORMAT,
        "year": programme.year,
        "as_of": evaluation.day.isoformat(),
        "draft": evaluation.is_draft,
        "organisation": programme.passport.organisation,
        "passport": passport_data(programme.passport),
        "offices": [office.model_dump(mode="json") for office in programme.offices],
        "publications": [_publication(day) for day in publications],
        "counts": counts(row.status for row in evaluation.measures),
        "outcomes": outcome_counts(row.outcome for row in evaluation.measures),
        "sections": [section_data(section) for section in programme.sections],
        "measures": [_published(row, _folder(evaluation)) for row in evaluation.measures],
        "amendments": amendments_data(programme),
    }
    return json_text(document)


def as_csv(evaluation: Evaluation) -> str:
    """Return the year's CSV file, a row for each measure."""
    # A Russian Excel wants a byte order mark for UTF-8.
    return BYTE_ORDER_MARK + table([COLUMNS, *cells(evaluation)], DELIMITER)


def dictionary() -> str:
    """Return the dictionary of the CSV's columns, itself a CSV."""
    rows = [
        (name, KINDS[field.kind], _described(field), _choices(field))
        for name, field in FIELDS.items()
        if name in COLUMNS
    ]
    return BYTE_ORDER_MARK + table([DICTIONARY_COLUMNS, *rows], DELIMITER)


def cells(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    """Yield the cells of each measure in the order of `COLUMNS`."""
    for row in evaluation.measures:
        record = _published(row, _folder(evaluation))
        record["section_title"] = row.placed.section.title
        record["subsection_title"] = row.placed.subsection.title
        record["proposal_text"] = row.placed.proposal.text
        record["status"] = status_of(row.outcome).word
        record["offices"] = "; ".join(f"{office.name} ({office.completed_on or '—'})" for office in row.offices)
        record["evidence"] = " ".join(record["evidence"])
        for key in ("carried_to", "repeated_to"):
            record[key] = " ".join(f"{one['year']}/{one['id']}" for one in record[key])
        yield [record[column] for column in COLUMNS]


def _publication(day: PublicationDay) -> dict[str, Any]:
    keys = ("published_on", "as_of", "reason")
    return {key: day.model_dump(mode="json")[key] for key in keys}


def _folder(evaluation: Evaluation) -> str:
    """Return the address of the year's folder, empty if the passport gives none."""
    base = site_address(evaluation.programme.passport)
    return f"{base}{evaluation.programme.year}/" if base else ""


def _published(row: EvaluatedMeasure, folder: str) -> dict[str, Any]:
    """Return a measure's record for the public; `folder` is where files of it lie."""
    record: dict[str, Any] = to_json(measure_record(row))
    # Clause 1.3 doesn't make public who in the company is responsible.
    del record["open_offices"], record["responsible"]
    for office, values in zip(row.offices, record["offices"], strict=True):
        values |= {"note": office.note, "reason": office.reason}
    whole = record["note"]
    record["note"] = _by_office(whole, {office.name: office.note for office in row.offices})
    reasons = {office.name: office.reason for office in row.offices}
    record["reason"] = record["note"] if record["reason"] == whole else _by_office(record["reason"], reasons)
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
    repeats = row.placed.measure.repeated_from
    record["repeated_from"] = f"{repeats.year}/{repeats.id}" if repeats else None
    return record


def _by_office(whole: str | None, texts: Mapping[str, str | None]) -> str | None:
    """Return a measure's text; where it does not hold for all offices, each part with its own."""
    if whole is None or len(set(texts.values())) <= 1:
        return whole
    offices: dict[str, list[str]] = {}
    for name, text in texts.items():
        if text:
            offices.setdefault(text, []).append(name)
    told = {paragraph for text in offices for paragraph in text.split("\n")}
    others = [paragraph for paragraph in whole.split("\n") if paragraph not in told]
    return "\n".join([*(f"{', '.join(names)}: {text}" for text, names in offices.items()), *others])


def _described(field: Field) -> str:
    return f"{field.russian} (может быть пусто)" if field.empty else field.russian


def _choices(field: Field) -> str:
    return "; ".join(f"{word} — {meaning}" if meaning else word for word, meaning in field.words.items())
