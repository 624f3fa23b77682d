"""Describes a year's data files for programs: Data Package 2.0, and CSV on the Web.

Both tell programs what they can't see in a CSV: its separator, and of each column the meaning, the type and the words
that can stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from csprog.evaluation.evaluator import Evaluation
from csprog.formats.json_text import json_text
from csprog.formats.spreadsheet_cells import DELIMITER
from csprog.programme.passport import Passport
from csprog.publication.addresses import page_address, site_address
from csprog.publication.data import COLUMNS, DICTIONARY_COLUMNS
from csprog.publication.data_dictionary import FIELDS, Field
from csprog.publication.dataset import keywords, name
from csprog.publication.listed_year import summary

PACKAGE_NAME = "datapackage.json"
METADATA = "-metadata.json"
"""What CSV on the Web adds to the name of a CSV for that of its description."""
_TYPES = {"text": "string", "list": "string", "number": "integer", "day": "date"}
_DATATYPES: dict[str, Any] = {
    "text": "string",
    "list": "string",
    "number": {"base": "integer", "minimum": 0},
    "day": {"base": "date", "format": "yyyy-MM-dd"},
}


def data_package(evaluation: Evaluation, files: Mapping[str, bytes]) -> str:
    """Return the year's `datapackage.json`; `files` are those of its folder."""
    passport, year = evaluation.programme.passport, evaluation.programme.year
    data = f"programme-{year}"
    table = {"type": "table", "dialect": {"delimiter": DELIMITER}}
    words = [{"name": column, "type": "string"} for column in DICTIONARY_COLUMNS]
    document = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": data,
        "title": name(passport),
        "description": summary(evaluation),
        **_known(passport, year),
        "keywords": keywords(passport),
        "contributors": [_publisher(passport)],
        "resources": [
            {
                **_file("measures", f"{data}.csv", "csv", "Мероприятия и их выполнение", files),
                **table,
                "schema": {"fields": [_field(column) for column in COLUMNS], "primaryKey": ["id"]},
            },
            {
                **_file("dictionary", f"{data}.dictionary.csv", "csv", "Что в столбцах", files),
                **table,
                "schema": {"fields": words},
            },
            _file("programme", f"{data}.json", "json", "Программа и её выполнение", files),
        ],
    }
    return json_text(document)


def csv_metadata(evaluation: Evaluation) -> str:
    """Return the description of the year's CSV for CSV on the Web (W3C)."""
    passport = evaluation.programme.passport
    terms = passport.open_data.license if passport.open_data else None
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ru"}],
        "url": f"programme-{evaluation.programme.year}.csv",
        "dc:title": name(passport),
        "dc:description": summary(evaluation),
        "dc:creator": passport.organisation,
        "dc:modified": {"@value": evaluation.day.isoformat(), "@type": "xsd:date"},
        **({"dc:license": {"@id": terms}} if terms else {}),
        "dialect": {"delimiter": DELIMITER, "encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_column(column) for column in COLUMNS], "primaryKey": "id"},
    }
    return json_text(document)


def _known(passport: Passport, year: int) -> dict[str, Any]:
    """Return the address, the day and the terms of the data, as far as they are given."""
    base, given = site_address(passport), passport.open_data
    return {
        **({"homepage": page_address(base, year)} if base else {}),
        **({"created": f"{given.created.isoformat()}T00:00:00Z"} if given else {}),
        **({"licenses": [{"path": given.license}]} if given and given.license else {}),
    }


def _publisher(passport: Passport) -> dict[str, Any]:
    site = {"path": passport.site} if passport.site else {}
    return {"title": passport.organisation, **site, "roles": ["publisher"]}


def _file(name: str, path: str, kind: str, title: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    media_type = {"csv": "text/csv", "json": "application/json"}[kind]
    return {
        "name": name,
        "path": path,
        "title": title,
        "format": kind,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": len(files[path]),
        "hash": f"sha256:{sha256(files[path]).hexdigest()}",
    }


def _field(column: str) -> dict[str, Any]:
    """Return a column in words of a Table Schema."""
    field = FIELDS[column]
    constraints: dict[str, Any] = {
        **({} if field.empty else {"required": True}),
        **({"unique": True} if column == "id" else {}),
        **({"minimum": 0} if field.kind == "number" else {}),
        **({"enum": list(field.words)} if field.words else {}),
    }
    return {
        "name": column,
        "title": field.russian,
        "type": _TYPES[field.kind],
        **({"constraints": constraints} if constraints else {}),
    }


def _column(column: str) -> dict[str, Any]:
    """Return a column in words of CSV on the Web."""
    field = FIELDS[column]
    return {
        "name": column,
        "titles": column,
        "dc:description": field.russian,
        "datatype": _datatype(field),
        "required": not field.empty,
    }


def _datatype(field: Field) -> Any:
    return {"base": "string", "format": "|".join(field.words)} if field.words else _DATATYPES[field.kind]
