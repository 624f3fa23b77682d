"""`csprog report --all`: the figures of many plans, a line for each, and what they come to, in five forms.

That other processes and kept answers say the same is tested with `status --all` and `validate`.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from tests.cli.portfolios import AS_OF, FAULTY, UNREADABLE
from tests.cli.test_report import EVIL, EXAMPLE, LATIN_WORD
from tests.cli.tool import Tool, sentence
from tests.extras import optional
from tests.plans import ROOT, small
from tests.publication.markup import read

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2026-11-25")
ALL = ("report", "--all", *DAY)
FIRST, OTHER = "ООО «Пример-Энергосбыт»", "АО «Юг»"


@pytest.fixture
def holding(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog above two companies: the one of the example with its four years, and another with two of them."""
    del kept
    tool = Tool(tmp_path / "holding")
    for part in ("programme", "evidence"):
        shutil.copytree(EXAMPLE / part, tool.folder / "primer" / part)
    for year in (2024, 2025):
        text = (EXAMPLE / "programme" / f"{year}.yaml").read_text(encoding="utf-8")
        tool.put(f"yug/programme/{year}.yaml", text.replace(f"organisation: {FIRST}", f"organisation: {OTHER}"))
    monkeypatch.chdir(tool.folder)
    return tool


def rows(shown: str) -> list[list[str]]:
    """Give the cells of the tables' rows."""
    return [re.split(r" {2,}", line.strip()) for line in shown.splitlines() if line.startswith("  ")]


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_each_line_is_what_the_plans_own_report_says(holding: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    found = holding.json(*ALL)
    assert [(line["organisation"], line["year"]) for line in found["plans"]] == [
        *((OTHER, year) for year in (2024, 2025)),
        *((FIRST, year) for year in (2023, 2024, 2025, 2026)),
    ]
    for line in found["plans"]:
        monkeypatch.chdir((holding.folder / line["path"]).parent)
        alone = holding.json("report", "--year", str(line["year"]), *DAY)
        assert line["year_over"] == alone["year_over"]
        figures = line["figures"]
        for name in ("measures", "proposals", "indicators", "money"):
            assert figures[name] == alone[name]
        del alone["postponements"]["listed"]
        assert figures["postponements"] == alone["postponements"]
        counts = {name: len(ids) for name, ids in alone["lacking"].items()}
        assert counts == {"reason": figures["lacks_reason"], "result": figures["lacks_result"]}


def test_sums_are_of_all_measures_together(holding: Tool) -> None:
    """Counted by hand: of 2024 and 2025 there are two plans each, which say the same."""
    found = holding.json(*ALL)
    of_years = {line["year"]: line["figures"] for line in found["by_year"]}
    assert {year: one["plans"] for year, one in of_years.items()} == {2023: 1, 2024: 2, 2025: 2, 2026: 1}
    assert (of_years[2024]["measures"]["done"], of_years[2024]["measures"]["total"]) == (18, 22)
    assert of_years[2024]["measures"]["shares"]["done"] == 0.8182
    assert [line["organisation"] for line in found["by_company"]] == [FIRST, OTHER], "the least completed first"
    total = found["total"]
    assert (total["plans"], total["measures"]["done"], total["measures"]["total"]) == (6, 48, 70)
    assert total["measures"]["shares"]["on_time"] == round(38 / 70, 4)
    assert (total["money"]["planned"], total["money"]["spent"]) == ("39740000", "31164601.25")
    assert total["postponements"]["times"] == 2 + 2 * 1 + 2 * 3 + 1
    assert total["postponements"]["mean_days"] == round(total["postponements"]["days"] / 9, 1)
    assert (found["as_of"], found["missing"], found["faults"]) == ("2026-11-25", [], [])


@pytest.mark.slow
def test_terminal_has_a_line_for_each_plan_and_ends_with_the_sums(holding: Tool) -> None:
    shown = holding.done(*ALL)
    assert shown.splitlines()[:4] == [
        "2 companies · Evaluation of the Programmes of 2023 to 2026",
        "6 plans",
        "As of 25 Nov 2026",
        "Not over yet: 2026",
    ]
    found = rows(shown)[2:]
    assert found[0] == ["Company", "Year", "Completed", "time", "Postponed", "Planned", "Spent"]
    assert found[1] == [OTHER, "2024", "81.8 % (9/11)", "63.6 %", "1", "7,650,000", "6,988,800"]
    assert [row[:2] for row in found[1:8]] == [
        *([OTHER, year] for year in ("2024", "2025")),
        *([FIRST, year] for year in ("2023", "2024", "2025", "2026")),
        ["Total", "—"],
    ]
    assert ["Completed in the year: 48 of 70 measures, 68.6 %"] in found
    assert ["2025", "75 % (18/24)", "58.3 %", "4", "9,740,000", "8,557,800"] in found
    assert found[-1] == ["Total", "68.6 % (48/70)", "54.3 %", "9", "39,740,000", "31,164,601.25"]


def test_documented_example_is_what_is_printed(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    del kept
    documented = (ROOT / "docs" / "portfolio.md").read_text(encoding="utf-8")
    monkeypatch.chdir(EXAMPLE)
    assert f"```console\n$ csprog {' '.join(ALL)}\n{Tool(EXAMPLE).done(*ALL)}```\n" in documented


@pytest.mark.slow
def test_sums_that_would_repeat_the_lines_are_left_out(holding: Tool) -> None:
    one_year = rows(holding.done(*ALL, "--year", "2025"))
    assert [row[0] for row in one_year if len(row) > 3] == ["Company", OTHER, FIRST, "Total"]
    one_company = holding.done(*ALL, "yug")
    assert one_company.startswith(f"{OTHER} · Evaluation of the Programmes of 2024 to 2025\n2 plans\n")
    assert [row[0] for row in rows(one_company) if len(row) > 3] == ["Company", OTHER, OTHER, "Total"]


@pytest.mark.slow
def test_folders_and_years(holding: Tool) -> None:
    def asked(*words: str) -> list[tuple[str, int]]:
        return [(line["path"].split("/")[0], line["year"]) for line in holding.json(*ALL, *words)["plans"]]

    assert asked("--year", "2025") == [("yug", 2025), ("primer", 2025)]
    assert asked("--years", "2023,2025..2030", "primer") == [("primer", 2023), ("primer", 2025), ("primer", 2026)]
    assert asked("primer", "yug", "primer/programme", "--year", "2024") == [("yug", 2024), ("primer", 2024)]
    assert holding.json(*ALL, "--years", "2023..2027", "yug")["missing"] == [2023, 2026, 2027]
    assert "There is no plan of: 2023\n" in holding.done(*ALL, "--years", "2023..2025", "yug")


def test_plans_of_one_company_and_year_are_told_apart_by_their_paths(holding: Tool) -> None:
    shutil.copytree(holding.folder / "yug", holding.folder / "yug-2")
    names = " ".join(row[0] for row in rows(holding.done(*ALL, "--year", "2025")))
    assert f"{OTHER} (yug-2/programme/2025.yaml) {OTHER} (yug/programme/2025.yaml) {FIRST}" in names


def test_words_of_the_report_are_russian_if_asked(holding: Tool) -> None:
    shown = holding.done("--lang", "ru", *ALL)
    assert "Запланировано: 39 740 000 руб." in shown.replace("\u00a0", " ")
    assert LATIN_WORD.findall(shown) == []


# ── what can't be told ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_plans_at_fault_are_named_and_the_others_counted(tree: Tool) -> None:
    result = tree("report", "--all", *AS_OF)
    assert result.exit_code == 1
    assert "28 plans" in result.stdout.splitlines()
    assert result.stderr.splitlines() == [
        f"{FAULTY}: 2 problems",
        f"{UNREADABLE}: {tree.folder / UNREADABLE} is not a regular file",
        "2 plans could not be evaluated: see csprog validate",
    ]
    record = json.loads(tree("report", "--all", *AS_OF, "--json").stdout)
    assert [fault["path"] for fault in record["faults"]] == [FAULTY, UNREADABLE]
    for form in ("markdown", "html"):
        made = tree("report", "--all", *AS_OF, "--format", form)
        assert (made.exit_code, made.stderr) == (1, result.stderr)
        assert f"{FAULTY}: 2 замечания" in made.stdout.replace("\\", "").replace("\u00a0", " ")


def test_where_no_plan_can_be_counted_that_is_told(tree: Tool) -> None:
    for form in ("text", "json", "markdown", "html"):
        result = tree("report", "--all", *AS_OF, "--years", "2013,2014", "yug", "--format", form)
        assert result.exit_code == 1
        assert (FAULTY in result.stderr) is (form != "json")
        assert result.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--all", "--year", "1999"], 1, "there is no plan of 1999; there are: 2023, 2024, 2025, 2026"),
        (["--all", "--years", "1999..2001"], 1, "there is no plan of 1999; there are: 2023, 2024, 2025, 2026"),
        (["--all", "nowhere"], 1, "there is no file nowhere"),
        (["--all", "--year", "2024", "--years", "2025"], 2, "give either --year or --years"),
        (["yug"], 2, "folders, --scheduler and --no-cache need --all"),
        (["--all", "--format", "csv"], 2, "--format csv needs a folder: --output FOLDER"),
        (
            ["--all", "--output", "report.txt"],
            2,
            "--output needs --format markdown, html, json, pdf, csv or parquet",
        ),
        (
            ["--all", "--format", "pdf", "--output", "report.pdf"],
            1,
            "too many plans for a PDF (6, at most 5); give a folder or a year, or use --format html",
        ),
    ],
)
def test_refused(holding: Tool, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str) -> None:
    monkeypatch.setattr("csprog.cli.commands.report_all.MOST_ON_PAPER", 5)
    result = holding("report", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence(result.stderr) == said
    assert not (holding.folder / "report.pdf").exists()


# ── for others ───────────────────────────────────────────────────────────────────────────────────────────────


def test_markdown_is_russian_and_read_as_tables(holding: Tool) -> None:
    text = holding.done("--lang", "en", *ALL, "--format", "markdown")
    assert LATIN_WORD.findall(text) == []
    kinds = [token.type for token in MarkdownIt().enable("table").parse(text)]
    assert (kinds.count("heading_open"), kinds.count("table_open")) == (3, 3)
    assert f"| {FIRST} | 2026 | 33,3 % (4/12) | 25 % | 3 | 5 | 1 | 0 | " in text.replace("\u00a0", " ")


def test_page_is_russian_and_loads_nothing(holding: Tool) -> None:
    said = holding.done("--lang", "en", *ALL, "--format", "html", "--output", "new/report.html")
    assert said == "new/report.html\n"
    page = read((holding.folder / "new" / "report.html").read_bytes())
    assert page.one("h1").text == "Оценка выполнения Программ за 2023–2026 годы"
    assert LATIN_WORD.findall(page.text) == []
    assert [table.one("caption").text for table in page.all("table")] == [
        "По годам",
        "По компаниям, сначала те, где выполнено меньше всего",
        "По компаниям и годам",
    ]
    assert len(page.all("table")[2].one("tbody").all("tr")) == 7
    assert all(cell.text for cell in page.all("td"))
    addresses = [e.attributes[key] for e in page.walk() for key in ("src", "href") if key in e.attributes]
    assert {address.partition(":")[0] for address in addresses if not address.startswith("#")} == {"data"}


def test_templates_are_those_of_the_folder(holding: Tool) -> None:
    holding.put(
        "yug/templates/report.html",
        '{% extends "default:report.html" %}{% block foot %}Управление{% endblock %}',
    )
    assert "Управление" in holding.done(*ALL, "yug", "--format", "html")
    assert "Управление" not in holding.done(*ALL, "--format", "html")


@pytest.mark.slow
def test_pdf_is_accessible(holding: Tool) -> None:
    holding.done(*ALL, "--format", "pdf", "--output", "report.pdf")
    data = (holding.folder / "report.pdf").read_bytes()
    report = optional("page").validate_pdf_bytes(data, profile="ua1")
    assert report.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    pages = [
        " ".join(page.extract_text().split())
        for page in optional("pypdf").PdfReader(holding.folder / "report.pdf").pages
    ]
    assert "2 компании Оценка выполнения Программ за 2023–2026 годы" in pages[0]


def test_words_of_a_plan_are_no_markup(holding: Tool) -> None:
    evil = json.dumps(EVIL)
    for company in "ab":
        for year in (2024, 2025):
            text = small().replace("organisation: Общество", f"organisation: {evil}").replace("2025", str(year))
            holding.put(f"evil/{company}/programme/{year}.yaml", text)
    tokens: Any = MarkdownIt().enable("table").parse(holding.done(*ALL, "evil", "--format", "markdown"))
    inline = [child.type for token in tokens for child in token.children or ()]
    assert {"link_open", "html_inline", "code_inline"} & set(inline) == set()
    page = read(holding.done(*ALL, "evil", "--format", "html").encode("utf-8"))
    assert page.all("script") == []
    assert EVIL in page.text
