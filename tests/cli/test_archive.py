"""A year from before csprog, whose report was published elsewhere: it owes nothing, and the index leads there."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from docx import Document

from tests.cli.clock import begun_beside, set_clock
from tests.cli.tool import Tool
from tests.plans import measure, small
from tests.publication.markup import read

DOCUMENT = Path(__file__).resolve().parent.parent / "data" / "plan-2025.docx"
ADDRESS = "https://example.org/otchet-2024.pdf"
GIVEN = f"  reported_elsewhere: {{on: 2025-03-10, address: {ADDRESS}}}\nsections:"
ARCHIVE = small(measure(), measure("on: 2024-05-01, event: completed, note: акт")).replace("2025", "2024")
ARCHIVE = ARCHIVE.replace("sections:", GIVEN, 1)
PLAN = small(measure("on: 2025-05-01, event: completed, note: акт")).replace(
    "sections:", "  site: https://example.org\nsections:", 1
)


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog in 2035 beside a plan of 2025, published for good, and one of 2024 from before csprog."""
    tool = begun_beside(PLAN, tmp_path, monkeypatch, "2026-02-01")
    assert tool("publish", "--year", "2025", "--final").exit_code == 0
    tool.write(ARCHIVE, "2024.yaml")
    set_clock(monkeypatch, "2035-09-01")
    return tool


def test_nothing_of_it_is_late_or_owed(csprog: Tool) -> None:
    said = csprog.done("status", "--year", "2024", "--no-cache")
    assert said.splitlines()[0] == "Report for 2024: published on 10 Mar 2025"
    assert "Overdue: 0" in said
    assert "late" not in said
    status = csprog.json("status", "--year", "2024", "--no-cache")
    assert status["report"]["published_on"] == "2025-03-10"
    assert (status["counts"]["reported-elsewhere"], status["counts"]["completed"]) == (1, 1)
    assert [one["days_overdue"] for one in status["measures"]] == [0, 0]
    assert csprog("status", "--all", "--fail-on", "overdue", "--fail-on", "unpublished", "--no-cache").exit_code == 0


def test_a_listed_measure_says_where_to_look(csprog: Tool) -> None:
    said = " ".join(csprog.done("status", "--year", "2024", "--by", "section", "--no-cache").split())
    assert "see the report published elsewhere: 1" in said


def test_before_that_report_the_year_was_as_any_other(csprog: Tool) -> None:
    counts = csprog.json("status", "--year", "2024", "--as-of", "2025-02-01", "--no-cache")["counts"]
    assert (counts["reported-elsewhere"], counts["overdue"]) == (0, 1)


def test_the_index_leads_there_and_feed_and_sitemap_have_it_not(csprog: Tool) -> None:
    assert csprog("publish", "--year", "2025").exit_code == 0
    site = csprog.folder / "site"
    index = read((site / "index.html").read_bytes())
    assert [link.text for link in index.all("a", href=ADDRESS)] == ["2024 год", "example.org/otchet-2024.pdf"]
    assert "Отчёт опубликован 10 марта 2025 г." in index.one("main").text.replace("\xa0", " ")
    year = json.loads((site / "index.json").read_bytes())["years"][-1]
    assert (year["year"], year["address"], year["elsewhere"]) == (2024, ADDRESS, True)
    assert (year["published_on"], year["files"]) == ("2025-03-10", [])
    for file in ("atom.xml", "sitemap.xml"):
        assert "2024" not in (site / file).read_text("utf-8")


def test_it_is_not_published_here(csprog: Tool) -> None:
    for option in ((), ("--final",), ("--again", "--reason", "а")):
        refusal = csprog.refused("publish", "--year", "2024", *option)
        assert f"2024 was published elsewhere, at {ADDRESS}" in refusal
    assert not (csprog.folder / "site" / "2024").exists()


def test_next_year_takes_nothing_of_it(csprog: Tool) -> None:
    assert csprog("new", "2026", "--from", "2024").exit_code == 0
    text = (csprog.folder / "programme" / "2026.yaml").read_text("utf-8")
    assert "reported_elsewhere" not in text
    assert "carried_from:" not in text


def test_import_writes_it(csprog: Tool) -> None:
    given = ("--reported-on", "2025-03-10", "--reported-at", ADDRESS)
    csprog("import", str(DOCUMENT), "--year", "2023", *given)
    text = (csprog.folder / "programme" / "2023.yaml").read_text("utf-8")
    assert f"  reported_elsewhere:\n    on: 2025-03-10\n    address: {ADDRESS}\n" in text
    assert "Overdue: 0" in csprog("status", "--year", "2023", "--no-cache").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--reported-on", "2025-03-10"), "--reported-on and --reported-at go together"),
        (("--reported-at", ADDRESS), "--reported-on and --reported-at go together"),
        (
            ("--reported-on", "2025-03-10", "--reported-at", "example"),
            "--reported-at takes the address of a report: a link is a full web address",
        ),
    ],
)
def test_import_refuses_half_of_it(csprog: Tool, options: tuple[str, ...], said: str) -> None:
    result = csprog("import", str(DOCUMENT), "--year", "2023", *options)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not (csprog.folder / "programme" / "2023.yaml").exists()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["xlsx", "docx", "ics"])
def test_it_is_exported_as_any_other_year(csprog: Tool, form: str) -> None:
    assert csprog("export", "--format", form, "--year", "2024", "--output", f"plan.{form}").exit_code == 0
    assert (csprog.folder / f"plan.{form}").stat().st_size > 0


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_it_is_in_reports_of_several_years(csprog: Tool, form: str) -> None:
    assert "2024" in csprog("report", "--years", "2024..2025", "--format", form).stdout


def test_status_counts_its_measures_apart(csprog: Tool) -> None:
    status = csprog.json("status", "--year", "2024", "--no-cache")
    assert {name: count for name, count in status["outcomes"].items() if count} == {
        "done": 1,
        "reported-elsewhere": 1,
        "total": 2,
    }
    assert [one["outcome"] for one in status["measures"]] == ["reported-elsewhere", "done"]
    shown = csprog.done("status", "--year", "2024", "--no-cache")
    assert "1 of 1" in shown
    assert "See the report published elsewhere: 1" in shown
    everything = csprog.json("status", "--all", "--no-cache")
    assert (everything["outcomes"]["pending"], everything["outcomes"]["reported-elsewhere"]) == (0, 1)


def test_report_leaves_its_measures_out_of_shares_and_says_so(csprog: Tool) -> None:
    measures = csprog.json("report", "--year", "2024")["measures"]
    assert (measures["total"], measures["done"], measures["open"], measures["reported_elsewhere"]) == (2, 1, 0, 1)
    assert measures["shares"]["done"] == 1
    words = csprog.done("report", "--year", "2024")
    assert "Completed in the year: 1 of 1 measure, 100 %" in words
    assert "Reported elsewhere, not counted in shares: 1" in words


def test_a_year_of_which_nothing_is_recorded_has_no_share(csprog: Tool) -> None:
    csprog.write(
        ARCHIVE.replace("journal:\n                  - {on: 2024-05-01, event: completed, note: акт}", "remark: а"),
        "2024.yaml",
    )
    total = csprog.json("report", "--all", "--no-cache")
    by_year = {one["year"]: one["figures"]["measures"] for one in total["by_year"]}
    assert (by_year[2024]["shares"]["done"], by_year[2024]["reported_elsewhere"]) == (None, 2)
    assert total["total"]["measures"]["shares"]["done"] == 1, "of 2025 alone"
    assert "reported elsewhere" in csprog.done("report", "--all", "--no-cache")


def test_no_result_and_no_reason_is_asked_for(csprog: Tool) -> None:
    csprog.write(ARCHIVE.replace(", note: акт", ""), "2024.yaml")
    lacking = csprog.json("report", "--year", "2024")["lacking"]
    assert lacking == {"reason": [], "result": []}
    totals = csprog.json("report", "--all", "--year", "2024", "--no-cache")["total"]
    assert (totals["lacks_reason"], totals["lacks_result"]) == (0, 0)


def test_a_document_says_where_the_report_is(csprog: Tool) -> None:
    assert csprog("export", "--format", "docx", "--year", "2024", "--output", "plan.docx").exit_code == 0
    words = " ".join(paragraph.text for paragraph in Document(str(csprog.folder / "plan.docx")).paragraphs)
    assert f"Он опубликован 10 марта 2025 г.: {ADDRESS}" in words.replace("\xa0", " ")
    assert "Невыполненные" not in words


def test_tables_have_no_answer_where_there_is_none(csprog: Tool) -> None:
    assert csprog("report", "--all", "--format", "csv", "--output", "out", "--no-cache").exit_code == 0
    plans, measures = (
        list(csv.DictReader((csprog.folder / "out" / name).read_text("utf-8-sig").splitlines(), delimiter=";"))
        for name in ("plans.csv", "measures.csv")
    )
    assert (plans[0]["measures"], plans[0]["done"], plans[0]["reported_elsewhere"]) == ("2", "1", "1")
    assert plans[0]["published_on"] == "2025-03-10"
    assert [(one["outcome"], one["done_in_year"]) for one in measures[:2]] == [
        ("reported-elsewhere", ""),
        ("done", "true"),
    ]
