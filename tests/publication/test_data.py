"""The data beside the page: every name described, the data as its schema says, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import date
from typing import Any

import pytest

from csprog.publication.data import COLUMNS, dictionary
from csprog.publication.data_dictionary import FIELDS
from csprog.publication.data_schema import data_schema
from csprog.publication.open_data import STANDARD, STRUCTURED_ON
from tests.plans import ROOT
from tests.publication.programmes import CASES, Case, published, site

every_case = pytest.mark.parametrize("name", CASES)
OPEN_DATA = {"identifier": "6450000000-programme2025", "created": "2026-02-01"}
STRUCTURE = "structure-20261129.csv"
DATA = f"data-20260201-{STRUCTURE}"


def data_file(name: str, ending: str) -> str:
    return site(name).files[f"2025/programme-2025.{ending}"].decode("utf-8")


def sheet(text: str, delimiter: str = ";") -> list[list[str]]:
    """Read a CSV as a spreadsheet does."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True))


def with_passport(name: str, **keys: Any) -> Case:
    """Give a case with more in its passport."""
    programme, day = CASES[name].programme, CASES[name].day
    value = {**programme.passport.model_dump(mode="json", exclude_none=True), **keys}
    passport = type(programme.passport).model_validate(value)
    return Case(programme.model_copy(update={"passport": passport}), day, "", draft=False)


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@every_case
def test_data_are_as_their_schema_says(name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the schema is tried with the PyPI package jsonschema")
    schema = json.loads(site(name).files["2025/programme.data.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    document = json.loads(data_file(name, "json"))
    assert [error.message for error in validator.iter_errors(document)] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("standing", "done"),
        ("outcome", None),
        ("due", "31.12.2025"),
        ("audience", "В2В"),
        ("completed_on", 5),
        ("offices", [{"name": "Офис"}]),
        ("evidence", None),
        ("days_overdue", -1),
        ("unknown", 1),
    ],
)
def test_schema_refuses_what_is_not_so(key: str, value: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the schema is tried with the PyPI package jsonschema")
    document = json.loads(data_file("some", "json"))
    document["measures"][0][key] = value
    assert not jsonschema.Draft202012Validator(data_schema()).is_valid(document)


def test_names_are_those_of_status_and_all_are_described() -> None:
    """The schema lists exactly the names of the data, each with its meaning in Russian."""
    document, schema = json.loads(data_file("some", "json")), data_schema()
    described = schema["properties"]["measures"]["items"]["properties"]
    assert list(document) == list(schema["properties"])
    assert set(described) == set(document["measures"][0])
    for key, what in [*described.items(), *schema["properties"].items()]:
        assert key == "$schema" or re.search("[а-яё]{2}", what["description"])
    assert document["$schema"] == "programme.data.schema.json"


def test_documentation_lists_every_name_and_file() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(FIELDS)
    for name in (*site("some").files, "atom.xml", "sitemap.xml", "opendata/meta.csv"):
        assert name.removeprefix("2025/").replace("2025", "<year>") in text


# ── CSV and its dictionary ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@every_case
def test_spreadsheet_has_a_line_a_measure_and_a_cell_a_column(name: str) -> None:
    text = data_file(name, "csv")
    head, *lines = sheet(text)
    assert text.startswith("\ufeff")
    assert tuple(head) == COLUMNS
    assert [line[0] for line in lines] == [row.placed.id for row in site(name).evaluation.measures]
    assert {len(line) for line in lines} <= {len(COLUMNS)}
    assert "\r\n" in text


@every_case
@pytest.mark.parametrize("ending", ["csv", "dictionary.csv"])
def test_no_cell_is_a_formula(name: str, ending: str) -> None:
    cells = [cell for line in sheet(data_file(name, ending)) for cell in line]
    assert [cell for cell in cells if re.match(r"\s*[=+\-@\t\r＝＋－＠]", cell)] == []


@pytest.mark.slow
def test_a_formula_in_a_text_is_defused() -> None:
    case = with_passport("hostile")
    value = case.programme.model_dump(mode="json", exclude_none=True)
    value["sections"][0]["subsections"][0]["proposals"][0]["measures"][0]["text"] = " =1+1"
    value["sections"][0]["subsections"][0]["proposals"][0]["measures"][1]["text"] = "＝HYPERLINK(1)"
    programme = type(case.programme).model_validate(value)
    lines = sheet(published(Case(programme, case.day, "", draft=True)).files["2025/programme-2025.csv"].decode("utf-8"))
    assert [line[COLUMNS.index("text")] for line in lines[1:3]] == ["'=1+1", "'＝HYPERLINK(1)"]


def test_dictionary_describes_every_column_and_every_word() -> None:
    """It is neither short of a column or a word that occurs in the data, nor does it tell of one that there isn't."""
    head, *lines = sheet(data_file("some", "dictionary.csv"))
    assert head == ["столбец", "вид", "что в нём", "возможные значения"]
    assert [line[0] for line in lines] == list(COLUMNS)
    assert all(re.search("[а-яё]{2}", line[1]) and re.search("[а-яё]{2}", line[2]) for line in lines)
    for line in lines:
        known = {word.partition(" — ")[0] for word in line[3].split("; ")}
        used = {row[COLUMNS.index(line[0])] for name in CASES for row in sheet(data_file(name, "csv"))[1:]}
        assert not line[3] or used - {""} <= known
        assert ("может быть пусто" in line[2]) >= ("" in used)


# ── the open data set ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_open_data_set_is_made_where_the_passport_has_what_it_needs() -> None:
    case = with_passport("some, final", open_data=OPEN_DATA, published_at="https://example.org/programme")
    files = {name: data.decode("utf-8") for name, data in published(case).files.items() if "/opendata/" in name}
    folder = "2025/opendata/"
    assert list(files) == [f"{folder}{name}" for name in ("meta.csv", STRUCTURE, DATA)]
    head, *rows = sheet(files[f"{folder}meta.csv"], ",")
    meta = dict(rows)
    assert head == ["property", "value"]
    asked = "standardversion identifier title description creator created modified subject format provenance"
    assert list(meta) == [*asked.split(), DATA, STRUCTURE]
    assert meta["standardversion"] == STANDARD
    assert (meta["identifier"], meta["created"], meta["modified"]) == (OPEN_DATA["identifier"], "20260201", "20260201")
    assert meta[DATA] == f"https://example.org/programme/2025/opendata/{DATA}"
    assert all(meta.values())
    structure = sheet(files[f"{folder}{STRUCTURE}"], ",")
    data = sheet(files[f"{folder}{DATA}"], ",")
    assert [line[0] for line in structure[1:]] == data[0] == list(COLUMNS)
    assert all(all(line) for line in structure)
    assert data[1:] == sheet(published(case).files["2025/programme-2025.csv"].decode("utf-8"))[1:]
    assert not any(text.startswith("\ufeff") for text in files.values())


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("some, final", {"published_at": "https://example.org/"}),
        ("some, final", {"open_data": OPEN_DATA}),
        ("some", {"open_data": OPEN_DATA, "published_at": "https://example.org/"}),
    ],
)
def test_open_data_set_is_left_out_without_an_identifier_an_address_or_of_a_draft(name: str, keys: Any) -> None:
    assert [file for file in published(with_passport(name, **keys)).files if "opendata" in file] == []


def test_a_changed_structure_has_a_new_date() -> None:
    """Who changes the columns or their meaning sets STRUCTURED_ON to that day, and this digest."""
    digest = hashlib.sha256(dictionary().encode("utf-8")).hexdigest()[:12]
    assert (STRUCTURED_ON, digest) == (date(2026, 11, 29), "3e57c2024876")
