"""What tells programs of the data: the list of years, the description of the CSV, the data package, schema.org's Dataset."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from csprog.publication.publication_log import PublicationDay
from csprog.publication.site import publish
from tests.cli.tool import Tool
from tests.extras import optional
from tests.plans import measure, small
from tests.publication.markup import read
from tests.publication.programmes import CASES, Case, published, site
from tests.publication.test_data import OPEN_DATA, with_passport

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/programme/"
NEXT = {2026: date(2027, 2, 1)}
GIVEN = {
    "published_at": BASE,
    "site": "https://example.org/",
    "inn": "6400000126",
    "ogrn": "1026400000120",
    "open_data": {**OPEN_DATA, "license": "https://example.org/terms", "expires": "2029-12-31", "keywords": ["отчёт"]},
}
ASKED_BY_GOV_UK = [
    "creator",
    "dateCreated",
    "description",
    "encodingFormat",
    "expires",
    "hasDigitalDocumentPermission",
    "identifier",
    "license",
    "name",
    "supersededBy",
    "temporalCoverage",
]


def complete() -> Case:
    return with_passport("some, final", **GIVEN)


def document(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[name])


def described(case: Case, *others: Any, **options: Any) -> Any:
    """Give the Dataset in the page of a case."""
    page = publish(case.programme, others, case.day, None, **options).files["2025/index.html"]
    return json.loads("".join(str(part) for part in read(page).one("script").children))


def of_year(year: int, case: Case) -> Any:
    passport = case.programme.passport.model_copy(update={"year": year})
    return case.programme.model_copy(update={"passport": passport})


# ── the list of years ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", [CASES["some"], complete()], ids=["little is known", "all is known"])
def test_index_is_as_its_schema_says(case: Case) -> None:
    jsonschema = optional("jsonschema")
    files = published(case).files
    schema = document(files, "index.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    listed = document(files, "index.json")
    jsonschema.Draft202012Validator(schema).validate(listed)
    assert schema["$id"] == f"urn:csprog:site-index:{listed['format']}.0"
    assert [year["year"] for year in listed["years"]] == [2025, 2024]


def test_index_names_the_organisation_and_each_file_with_address_and_digest() -> None:
    files = published(complete()).files
    listed = document(files, "index.json")
    assert (listed["inn"], listed["ogrn"], listed["address"]) == ("6400000126", "1026400000120", BASE)
    (year, _) = listed["years"]
    assert (year["address"], year["as_of"], year["draft"]) == (f"{BASE}2025/index.html", "2026-02-01", False)
    known = {file["path"]: file["sha256"] for file in year["files"]}
    names = [name for name in files if name.startswith("2025/") and name != "2025/published.json"]
    assert known == {name: sha256(files[name]).hexdigest() for name in names}
    assert all(file["address"] == BASE + file["path"] and file["media_type"] for file in year["files"])


@pytest.mark.slow
def test_index_tells_the_day_of_publication_where_it_is_recorded() -> None:
    case = complete()
    recorded = {2025: [PublicationDay(published_on=date(2026, 2, 3), as_of=case.day)]}
    for log, day in ((recorded, "2026-02-03"), ({}, None)):
        files = publish(case.programme, [], case.day, None, log=log).files
        assert [year["published_on"] for year in document(files, "index.json")["years"]] == [day]


@pytest.mark.slow
def test_index_keeps_the_files_of_years_published_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    csprog = Tool(tmp_path)
    csprog.write(small(measure("on: 2025-05-01, event: completed, note: акт")))
    later = small(measure()).replace("2025", "2026")
    (tmp_path / "programme" / "2026.yaml").write_text(later, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert csprog("publish", "--year", "2025", "--as-of", "2026-02-01", "--final").exit_code == 0
    assert csprog("publish", "--year", "2026", "--as-of", "2026-03-01").exit_code == 0
    listed = json.loads((tmp_path / "site" / "index.json").read_text("utf-8"))
    assert [(year["year"], year["final"], year["as_of"]) for year in listed["years"]] == [
        (2026, False, "2026-03-01"),
        (2025, True, "2026-02-01"),
    ]
    for file in (file for year in listed["years"] for file in year["files"]):
        assert file["address"] == file["path"]
        assert sha256((tmp_path / "site" / file["path"]).read_bytes()).hexdigest() == file["sha256"]


# ── schema.org ───────────────────────────────────────────────────────────────────────────────────────────────


def test_dataset_has_all_that_gov_uk_asks_for() -> None:
    dataset = described(complete(), of_year(2026, with_passport("all", **GIVEN)), days=NEXT)
    assert set(ASKED_BY_GOV_UK) <= set(dataset)
    assert (dataset["identifier"], dataset["license"]) == (OPEN_DATA["identifier"], "https://example.org/terms")
    assert (dataset["dateCreated"], dataset["expires"]) == (OPEN_DATA["created"], "2029-12-31")
    assert dataset["supersededBy"] == f"{BASE}2026/index.html"
    assert (dataset["keywords"], dataset["creator"]["taxID"]) == (["отчёт"], "6400000126")


def test_dataset_leaves_out_what_is_not_known() -> None:
    unknown = {"dateCreated", "datePublished", "expires", "identifier", "license", "supersededBy", "url"}
    dataset = described(CASES["some"])
    assert not unknown & set(dataset)
    assert set(ASKED_BY_GOV_UK) - unknown <= set(dataset)
    assert "None" not in json.dumps(dataset)


def test_dataset_has_the_days_of_its_publications() -> None:
    case, first, last = CASES["all"], date(2026, 2, 2), date(2026, 3, 10)
    days = [PublicationDay(published_on=day, as_of=case.day) for day in (first, last)]
    dataset = described(case, final=True, log={2025: days})
    assert (dataset["datePublished"], dataset["dateModified"]) == (first.isoformat(), last.isoformat())


def test_a_draft_of_the_next_year_takes_no_place() -> None:
    assert "supersededBy" not in described(complete(), of_year(2026, with_passport("running", **GIVEN)))


@pytest.mark.slow
def test_a_year_published_for_good_keeps_the_successor_that_it_had() -> None:
    case, later = complete(), of_year(2026, with_passport("all", **GIVEN))
    first = publish(case.programme, [], case.day, None, final=True)
    again = publish(case.programme, [later], case.day, None, final=True, linkable=first.version.linked, days=NEXT)
    assert again.version.files == first.version.files
    both = publish(case.programme, [later], case.day, None, final=True, days=NEXT)
    assert both.version.linked == (2026,)
    draft = of_year(2026, with_passport("running", **GIVEN))
    assert publish(case.programme, [draft], case.day, None, linkable=(2026,)).version.files == both.version.files


# ── notes and reasons by office, texts ───────────────────────────────────────────────────────────────────────


def test_notes_and_reasons_of_offices_stand_with_their_names() -> None:
    measures = {one["id"]: one for one in document(site("some").files, "2025/programme-2025.json")["measures"]}
    assert measures["1.1.1.2"]["note"].splitlines() == [
        "Заволжское МРО, Правобережное МРО: Запись открыта 20 мая",
        "Приволжское МРО, Прихоперское МРО, Северное МРО: Запись открыта 28 ноября",
        "Северо-Восточное МРО, Центральное МРО: Обучены 8 работников",
    ]
    assert measures["1.1.1.1"]["note"] == "Заволжское МРО: Терминал принят по акту № 17"
    assert measures["1.1.1.1"]["reason"] == "Правобережное МРО: Помещение офиса на ремонте до 2026 г."
    assert [(office["name"], office["note"]) for office in measures["1.1.1.1"]["offices"]] == [
        ("Заволжское МРО", "Терминал принят по акту № 17"),
        ("Правобережное МРО", None),
    ]
    assert measures["1.2.5.1"]["note"] == "День клиента проведён"  # it names no office


def test_data_have_the_texts_of_the_document_and_its_amendments() -> None:
    data = document(site("amended").files, "2025/programme-2025.json")
    programme = CASES["amended"].programme
    sections = [section["title"] for section in data["sections"]]
    proposals = [
        proposal["text"]
        for section in data["sections"]
        for subsection in section["subsections"]
        for proposal in subsection["proposals"]
    ]
    assert sections == [section.title for section in programme.sections]
    assert proposals == [proposal.text for _, proposal, _, _ in programme.proposals()]
    assert [one["document"] for one in data["amendments"]] == [one.document for one in programme.amendments]
    assert data["passport"]["title"] == programme.passport.title
    assert "remark" not in json.dumps(data)


def test_data_name_the_format_of_their_schema() -> None:
    files = site("some").files
    number = document(files, "2025/programme-2025.json")["format"]
    assert document(files, "2025/programme.data.schema.json")["$id"] == f"urn:csprog:programme-data:{number}.0"


# ── the open data set ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_page_links_to_the_open_data_set_where_there_is_one() -> None:
    links = {link.attributes.get("href") for link in read(published(complete()).files["2025/index.html"]).all("a")}
    assert {"opendata/meta.csv", "datapackage.json"} <= links
    assert b"opendata/" not in published(CASES["some"]).files["2025/index.html"]


@pytest.mark.slow
def test_what_was_published_of_an_earlier_day_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    csprog = Tool(tmp_path)
    given = f"published_at: {BASE}\n  open_data: {{identifier: 6400000126-programme, created: 2026-02-01}}\n"
    plan = small(measure("on: 2025-05-01, event: completed, note: акт"))
    csprog.write(plan.replace("  year: 2025\n", f"  year: 2025\n  {given}"))
    monkeypatch.chdir(tmp_path)
    assert csprog("publish", "--as-of", "2026-02-01", "--final").exit_code == 0
    folder = tmp_path / "site" / "2025" / "opendata"
    (folder / "own.csv").write_text("не наш", encoding="utf-8")
    result = csprog("publish", "--as-of", "2026-03-01", "--again", "--reason", "Уточнено")
    assert "data-20260201-" in result.stderr
    names = sorted(path.name for path in folder.iterdir())
    assert [name[:13] for name in names] == ["data-20260301", "meta.csv", "own.csv", "structure-202"]
    named = {row[0] for row in csv.reader(io.StringIO((folder / "meta.csv").read_text("utf-8")))}
    assert {name for name in names if name not in {"meta.csv", "own.csv"}} <= named


# ── judged by others' programs ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Give the folders of years, published to disk."""
    sites = {"little": site("some"), "all": published(complete()), "hostile": site("hostile"), "parts": site("parts")}
    for name, publication in sites.items():
        for path, data in publication.files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return [tmp_path / name / "2025" for name in sites]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_data_package_is_valid_and_its_tables_are_as_it_says(folders: list[Path]) -> None:
    frictionless = optional("frictionless")
    for folder in folders:
        report = frictionless.validate(str(folder / "datapackage.json"))
        assert (report.valid, report.flatten(["title", "message"])) == (True, [])
    table = folders[0] / "programme-2025.csv"
    table.write_bytes(table.read_bytes().replace(b";2025-12-31;", b";31.12.2025;", 1))
    found = {kind for (kind,) in frictionless.validate(str(folders[0] / "datapackage.json")).flatten(["type"])}
    assert {"type-error", "hash-count"} <= found


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_csv_is_as_its_metadata_say(folders: list[Path]) -> None:
    csvw = optional("csvw")
    for folder in folders:
        assert csvw.CSVW(str(folder / "programme-2025.csv-metadata.json"), validate=True).is_valid
    metadata = folders[0] / "programme-2025.csv-metadata.json"
    value = json.loads(metadata.read_text("utf-8"))
    value["tableSchema"]["columns"][0]["datatype"] = "integer"
    metadata.write_text(json.dumps(value), encoding="utf-8")
    assert not csvw.CSVW(str(metadata), validate=True).is_valid


def test_columns_are_those_of_the_csv_in_both_descriptions() -> None:
    files = published(complete()).files
    head = files["2025/programme-2025.csv"].decode("utf-8-sig").partition("\r\n")[0].split(";")
    package = document(files, "2025/datapackage.json")["resources"][0]
    metadata = document(files, "2025/programme-2025.csv-metadata.json")
    assert [field["name"] for field in package["schema"]["fields"]] == head
    assert [column["titles"] for column in metadata["tableSchema"]["columns"]] == head
    for resource in document(files, "2025/datapackage.json")["resources"]:
        data = files[f"2025/{resource['path']}"]
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
    assert date.fromisoformat(metadata["dc:modified"]["@value"]) == CASES["some, final"].day
