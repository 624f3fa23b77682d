"""`csprog report`: a year judged for the inside, and several side by side, in four forms."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from html import unescape
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from tests.cli.tool import Tool
from tests.extras import optional
from tests.plans import ROOT, measure, small
from tests.publication.markup import read

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = ROOT / "docs" / "example"
DAY = ("--as-of", "2026-11-25")
LATIN_WORD = re.compile(r"(?<![\w/.-])[A-Za-z]{2,}")
EVIL = "<script>alert(1)</script> | [x](https://evil.example) **b** `c`"


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog in the folder of the example, which no test of this file changes."""
    monkeypatch.chdir(EXAMPLE)
    return Tool(EXAMPLE)


@pytest.mark.usefixtures("drawn")
def test_terminal_shows_shares_with_bars(example: Tool) -> None:
    shown = example.done("report", "--year", "2024", *DAY)
    lines = [line.rstrip() for line in shown.splitlines()]
    assert lines[0] == "ООО «Пример-Энергосбыт» · Evaluation of the Programme of 2024"
    assert "  Completed in the year: 9 of 11 measures, 81.8 %" in lines
    assert any(re.fullmatch(r"  Total +█+▓+▒+░* +9 of 11 +81.8 % +late 2, not completed 1,", line) for line in lines)
    assert any(re.fullmatch(r"  Заречный офис +█+ +2 of 2 +100 %", line) for line in lines)
    assert "  1 measure was postponed; postponements: 1; average days: 138, maximum: 138" in lines
    assert any(re.search(r"Доля звонков.* 71.3 +77.9 +80 +2024 +no +75.9 % +▓+░+", line) for line in lines)
    assert any(re.fullmatch(r"  Total +7,650,000 +6,988,800 +481,200 +93.6 % +█+░+", line) for line in lines)
    assert "  Channels without a measure: post" in lines


def test_terminal_is_russian_if_asked(example: Tool) -> None:
    shown = example.done("--lang", "ru", "report", "--year", "2024", *DAY)
    assert "Выполнено в году: 9 из 11 мероприятий, 81,8 %" in shown
    assert LATIN_WORD.findall(shown) == []


def test_plan_of_which_little_is_known_is_told_what_is_not_given(csprog: Tool) -> None:
    shown = csprog.done("report", "--as-of", "2026-02-01")
    assert "Completed in the year: 0 of 25 measures, 0 %" in shown
    assert "No indicator is given" in shown
    assert "— No measure says what it costs (funding)" in shown
    assert "No reason is given for 25 measures not completed" in " ".join(shown.split())


def test_money_that_nobody_tells_is_no_dash_of_roubles(csprog: Tool) -> None:
    csprog.write(small(measure() + "  funding: {planned: 10}\n", measure()))
    shown = csprog.done("report", "--as-of", "2026-02-01")
    assert "Planned: 10 roubles, given for 1 of 2 measures" in shown
    assert "Spent: not given for any measure" in shown


def test_the_largest_numbers_are_shown(csprog: Tool) -> None:
    most = "9" * 18 + "." + "9" * 10
    indicator = f"  indicators:\n    - {{id: а, name: А, unit: р, baseline: 0, target: 0.0000000001, actuals: [{{on: 2025-06-01, period: 2025, value: {most}}}]}}\n"
    csprog.write(small(measure() + f"  funding: {{planned: {most}, spent: {most}}}\n" + indicator, measure()))
    for form in ("text", "markdown", "json"):
        assert "999" in csprog.done("report", "--as-of", "2026-02-01", "--format", form)
    csprog.done("show", "1.1.1", "--as-of", "2026-02-01")


def test_rule_that_a_plan_switches_off_is_no_gap(csprog: Tool) -> None:
    found = csprog.json("report", "--as-of", "2026-02-01")["not_given"]
    csprog.write(csprog.text + "switched_off:\n  gap-funding: Денег не нужно\n")
    fewer = csprog.json("report", "--as-of", "2026-02-01")["not_given"]
    assert [gap for gap in found if gap not in fewer] == [
        {"code": "gap-funding", "message": "no measure says what it costs (funding); 0 means that it costs nothing"}
    ]


def test_json_has_the_figures_under_their_names(example: Tool) -> None:
    year = example.json("report", "--year", "2025", *DAY)
    assert (year["year"], year["as_of"], year["year_over"]) == (2025, "2026-11-25", True)
    assert year["measures"]["done"] == 9
    assert year["measures"]["shares"]["done"] == 0.75
    assert year["money"]["planned"] == "4870000"
    assert year["indicators_listed"][0]["values"][-1] == {"period": "2025", "value": "4.3"}
    assert year["by_office"][-1]["key"] is None
    assert json.loads(example.done("report", "--year", "2025", *DAY, "--format", "json")) == year


@pytest.mark.slow
def test_several_years_are_those_of_each(example: Tool) -> None:
    """What stands side by side is what each year says alone; a year without a plan is said."""
    several = example.json("report", "--years", "2021..2024,2026", *DAY)
    assert several["missing"] == [2021, 2022]
    each = [example.json("report", "--year", year, *DAY) for year in ("2023", "2024", "2026")]
    assert [{"format": 1, **year} for year in several["years"]] == each
    shown = example.done("report", "--years", "2022..2026", *DAY)
    assert "There is no plan of: 2022\nNot over yet: 2026\n" in shown
    rows = {
        line.split("  ")[1]: line.split()[-4:]
        for line in shown.splitlines()
        if line.startswith("  Total postponements")
    }
    assert rows == {"Total postponements": ["2", "1", "3", "1"]}
    assert re.search(r"3.9|4.0 \(4.1\) ✕ +4.2 \(4.2\) ✓ +4.3 \(4.4\) ✕ +4.4 \(4.5\) ✕", shown)


def test_more_years_than_fit_stand_below_one_another(csprog: Tool) -> None:
    """No number is broken, and every year stands above its own."""
    for year in range(2010, 2026):
        csprog.write(small().replace("2025", str(year)), f"{year}.yaml")
    lines = csprog.done("report", "--years", "2010..2025", *DAY).splitlines()
    above = [line.split() for line in lines if line.startswith("  Section")]
    below = [line.split() for line in lines if re.match(r"  1\. Раздел +0 %", line)]
    assert [year for line in above[: len(below)] for year in line[1:]] == [str(year) for year in range(2010, 2026)]
    assert [line[2:] for line in below] == [["0", "%", "(0/1)"] * (len(line) - 1) for line in above[: len(below)]]
    assert len(below) > 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--years", "2026..2023"], 2, "invalid years “2026..2023”: write 2023..2026 or 2023,2025"),
        (["--years", "два"], 2, "invalid years “два”: write 2023..2026 or 2023,2025"),
        (["--years", "2023..2026", "--year", "2025"], 2, "give either --year or --years"),
        (["--output", "report.txt"], 2, "--output needs --format markdown, html, json, pdf, csv or parquet"),
        (["--format", "pdf"], 2, "--format pdf needs a file: --output FILE"),
        (
            ["--format", "odt"],
            2,
            (
                "--format: invalid value “odt”, choose from: text, markdown, html, json, pdf, csv, parquet; "
                "see csprog report --help"
            ),
        ),
        (["--years", "2019..2021"], 1, "there is no plan of 2019; there are: 2025"),
        (["--year", "2019"], 1, "there is no plan of 2019; there are: 2025"),
    ],
)
def test_refused(csprog: Tool, words: list[str], code: int, said: str) -> None:
    assert csprog.refused("report", *words, code=code) == said


def test_plan_at_fault_is_told_and_nothing_is_written(csprog: Tool) -> None:
    csprog.write(small().replace("due: 2025-06-30", "due: 30.06.2025"))
    result = csprog("report", "--format", "html", "--output", "report.html")
    assert result.exit_code == 1
    assert "due: a deadline is a date" in result.stderr
    assert not (csprog.folder / "report.html").exists()


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_markdown_is_russian_and_read_as_tables(example: Tool) -> None:
    for words in (["--year", "2026"], ["--years", "2023..2026"]):
        text = example.done("--lang", "en", "report", *words, *DAY, "--format", "markdown")
        assert LATIN_WORD.findall(text) == []
        tokens = MarkdownIt().enable("table").parse(text)
        kinds = [token.type for token in tokens]
        assert kinds.count("heading_open") == 10
        assert kinds.count("table_open") > 12
        assert text.count("\n| :--") == kinds.count("table_open")


def test_words_of_a_plan_are_no_markup(csprog: Tool) -> None:
    """Neither in Markdown nor on the page."""
    evil = json.dumps(EVIL)
    csprog.write(
        small(measure("on: 2025-05-01, event: postponed, to: 2026-01-01, reason: " + evil) + f"  responsible: {evil}\n")
        .replace("title: Раздел", f"title: {evil}")
        .replace("organisation: Общество", f"organisation: {evil}")
    )
    text = csprog.done("report", "--format", "markdown")
    tokens = MarkdownIt().enable("table").parse(text)
    inline = [child.type for token in tokens for child in token.children or ()]
    assert {"link_open", "html_inline", "code_inline"} & set(inline) == set()
    assert (
        sum(EVIL in "".join(child.content for child in token.children or ()) for token in tokens) == 4
    )  # organisation, section, unit, why
    page = read(csprog.done("report", "--format", "html").encode("utf-8"))
    assert [script for script in page.all("script") if script.attributes.get("type") != "application/ld+json"] == []
    assert EVIL in page.text


# ── the page ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_page_is_russian_and_loads_nothing(example: Tool, tmp_path: Path) -> None:
    file = tmp_path / "new" / "report.html"
    said = example.done(
        "--lang", "en", "report", "--years", "2023..2026", *DAY, "--format", "html", "--output", str(file)
    )
    assert said == f"{file}\n"
    text = file.read_text(encoding="utf-8")
    page = read(file.read_bytes())
    assert page.one("h1").text == "Оценка выполнения Программ за 2023–2026 годы"
    assert LATIN_WORD.findall(page.text) == []
    (sheet,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in unescape(text)
    addresses = [e.attributes[key] for e in page.walk() for key in ("src", "href") if key in e.attributes]
    assert {address.partition(":")[0] for address in addresses if not address.startswith("#")} == {"data"}
    assert " style=" not in text
    assert text == example.done("report", "--years", "2023..2026", *DAY, "--format", "html")


def test_bars_are_as_long_as_their_numbers(example: Tool) -> None:
    """In the table of the years a bar's parts are what was carried out in time, late, and not at all."""
    page = read(example.done("report", "--years", "2023..2026", *DAY, "--format", "html").encode("utf-8"))
    rows = page.all("table")[0].one("tbody").all("tr")
    bars = [[(r.attributes["class"], float(r.attributes["width"])) for r in row.all("rect")] for row in rows]
    assert bars[2] == [
        ("csprog-whole", 100.0),
        ("csprog-in-time", 58.3),
        ("csprog-delayed", 16.7),
        ("csprog-failed", 25.0),
    ]
    assert bars[3] == [
        ("csprog-whole", 100.0),
        ("csprog-in-time", 25.0),
        ("csprog-delayed", 8.3),
        ("csprog-failed", 25.0),
    ]
    assert [row.one("svg").attributes["aria-hidden"] for row in rows] == ["true"] * 4


def test_project_has_its_own_template(csprog: Tool) -> None:
    templates = csprog.folder / "templates"
    templates.mkdir()
    (templates / "report.html").write_text(
        '{% extends "default:report.html" %}{% block foot %}Отдел качества{% endblock %}', encoding="utf-8"
    )
    assert "Отдел качества" in read(csprog.done("report", "--format", "html").encode("utf-8")).one("footer").text


# ── the PDF ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--year", "2024"), ("--years", "2023..2026")])
def test_pdf_is_accessible_russian_and_the_same_each_time(
    example: Tool, tmp_path: Path, words: tuple[str, str]
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    example.done("--lang", "en", "report", *words, *DAY, "--format", "pdf", "--output", str(one))
    example.done("--lang", "ru", "report", *words, *DAY, "--format", "pdf", "--output", str(two))
    assert one.read_bytes() == two.read_bytes()
    report = optional("page").validate_pdf_bytes(one.read_bytes(), profile="ua1")
    assert report.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    pages = [" ".join(page.extract_text().split()) for page in optional("pypdf").PdfReader(one).pages]
    for number, page in enumerate(pages, start=1):
        assert "По состоянию на 25.11.2026" in page
        assert page.endswith(f" Страница {number} из {len(pages)}")
    assert LATIN_WORD.findall(" ".join(pages).replace("csprog", "")) == []
    assert "Для внутреннего пользования. Оценка выполнения Программ" in pages[0]
    cells = example.done("report", *words, *DAY, "--format", "markdown")
    for text in ("Управление обслуживания клиентов", "Индекс удовлетворённости клиентов, балл", "Прибыль общества"):
        assert (text in cells) == (text in " ".join(pages))
    assert one.read_bytes().count(b"/Figure") >= 4  # the bars, each with its words


@pytest.mark.slow
def test_words_of_a_plan_mean_nothing_to_typst(csprog: Tool) -> None:
    evil = '#panic("x") *b* $x^2$ @ref <label> [#it]'
    csprog.write(small().replace("organisation: Общество", f"organisation: {json.dumps(evil)}"))
    csprog.done("report", "--format", "pdf", "--output", "report.pdf")
    assert evil in optional("pypdf").PdfReader(csprog.folder / "report.pdf").pages[0].extract_text()


def test_pdf_needs_its_extra(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    for known in [one for one in sys.modules if one.startswith(("csprog.exporting.pdf", "csprog.exporting.typst"))]:
        monkeypatch.delitem(sys.modules, known)
    monkeypatch.setitem(sys.modules, "typst", None)
    why = csprog.refused("report", "--format", "pdf", "--output", "report.pdf")
    assert why == "pdf needs optional packages; install them: pip install 'csprog[pdf]'"
    assert not (csprog.folder / "report.pdf").exists()


@pytest.mark.parametrize(
    "words", [["report", "--year", "2024"], ["report", "--years", "2023..2025"], ["status", "--year", "2025"]]
)
def test_nothing_is_drawn_into_a_pipe(example: Tool, words: list[str]) -> None:
    shown = example.done(*words, *DAY)
    assert re.findall("[\u2500-\u259f\x1b]", shown) == []
    assert "%" in shown
