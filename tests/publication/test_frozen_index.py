"""Index, feed, sitemap and list tell of a published year what was published, whatever becomes of its plan."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.clock import set_clock
from tests.cli.tool import Tool
from tests.plans import measure, small
from tests.publication.markup import read

if TYPE_CHECKING:
    from pathlib import Path

SITE = "  site: https://example.org\nsections:"
DONE = "on: 2025-05-01, event: completed, note: акт"
NEWER = ("--year", "2028")


def plan(year: int, *entries: str, organisation: str = "") -> str:
    text = small(measure(*entries)).replace("2025", str(year)).replace("sections:", SITE, 1)
    return text.replace("Общество", organisation) if organisation else text


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog beside the plans of 2025 and 2028, and the year 2025 published for good."""
    tool = Tool(tmp_path / "repository")
    tool.write(plan(2025, DONE))
    tool.write(plan(2028), "2028.yaml")
    monkeypatch.chdir(tool.folder)
    set_clock(monkeypatch, "2026-02-03")
    assert tool("publish", "--year", "2025", "--final").exit_code == 0
    set_clock(monkeypatch, "2028-03-01")
    return tool


def told_of(csprog: Tool, year: int = 2025) -> dict[str, Any]:
    """Give what the site's top says of a year."""
    site = csprog.folder / "site"
    index = read((site / "index.html").read_bytes())
    entries = [entry.text for entry in index.one("ul", class_="csprog-years").all("li") if f"{year} год" in entry.text]
    (listed,) = [one for one in json.loads((site / "index.json").read_bytes())["years"] if one["year"] == year]
    feed = (site / "atom.xml").read_text("utf-8")
    entry = feed.partition(f"<title>Отчёт о выполнении Программы за {year} год")[2].partition("</entry>")[0]
    return {"index": entries[:1], "list": listed, "feed": entry, "map": f"/{year}/" in _text(site / "sitemap.xml")}


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def reopened(csprog: Tool) -> None:
    csprog.write(plan(2025, DONE, "on: 2026-02-10, event: reopened, reason: Сломан"))


def reworded(csprog: Tool) -> None:
    csprog.write(plan(2025, DONE).replace("год", "лето").replace("акт", "другой акт"))


def faulty(csprog: Tool) -> None:
    csprog.write(plan(2025, DONE).replace("passport:", "pasport:"))


def gone(csprog: Tool) -> None:
    csprog.file.unlink()


def moved_with_its_record(csprog: Tool) -> None:
    csprog.file.unlink()
    (csprog.folder / "programme" / "2025.published.json").unlink()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (reopened, 'restore it, or publish a correction: csprog publish --year 2025 --again --reason "…"'),
        (reworded, 'restore it, or publish a correction: csprog publish --year 2025 --again --reason "…"'),
        (faulty, "its plan has errors: csprog validate programme/2025.yaml"),
        (gone, "its plan is gone; find it: git log -- programme/2025.yaml"),
        (moved_with_its_record, "its plan is gone; find it: git log -- programme/2025.yaml"),
    ],
)
def test_a_frozen_year_is_told_as_it_was_published(csprog: Tool, change: Any, said: str) -> None:
    csprog("publish", *NEWER)
    before = told_of(csprog)
    assert before["map"]
    assert "выполнено в 2025 году: 1" in before["feed"]
    change(csprog)
    result = csprog("publish", *NEWER)
    assert result.exit_code == 0
    assert told_of(csprog) == before
    assert said in " ".join(result.stderr.split())


@pytest.mark.slow
@pytest.mark.parametrize(("change", "code"), [(reworded, 0), (faulty, 1)])
def test_the_advice_works(csprog: Tool, change: Any, code: int) -> None:
    csprog("publish", *NEWER)
    change(csprog)
    advice = (
        " ".join(csprog("publish", *NEWER).stderr.split())
        .partition("final report for 2025")[2]
        .partition(": csprog ")[2]
    )
    assert csprog(*shlex.split(advice.partition(" no feed")[0].replace("…", "Опечатка"))).exit_code == code
    if code == 0:
        assert "final report for 2025" not in csprog("publish", *NEWER).stderr


@pytest.mark.slow
def test_nothing_is_said_of_a_year_that_is_as_it_was_published(csprog: Tool) -> None:
    for change in (lambda: None, lambda: csprog.write(f"# примечание\nformat: 1\n{plan(2025, DONE)}")):
        change()
        assert "final report for 2025" not in csprog("publish", *NEWER).stderr


@pytest.mark.slow
def test_a_draft_is_listed_as_its_page_tells(csprog: Tool) -> None:
    csprog("publish", *NEWER)
    before = told_of(csprog, 2028)
    csprog.write(plan(2028).replace("passport:", "pasport:"), "2028.yaml")
    assert csprog("publish", "--year", "2025").exit_code == 0
    assert told_of(csprog, 2028)["list"] == before["list"]


@pytest.mark.slow
def test_pages_link_to_a_year_whose_plan_is_gone(csprog: Tool) -> None:
    carried = plan(2028).replace("result:", 'carried_from: {year: 2025, id: "1.1.1.1"}\n                result:', 1)
    csprog.write(carried, "2028.yaml")
    csprog("publish", *NEWER)
    page = (csprog.folder / "site" / "2028" / "index.html").read_bytes()
    assert b"../2025/index.html#m-1-1-1-1" in page
    csprog.file.unlink()
    assert csprog("publish", *NEWER).exit_code == 0
    assert (csprog.folder / "site" / "2028" / "index.html").read_bytes() == page


@pytest.mark.slow
def test_a_record_of_a_former_version_is_listed_from_the_plan_and_then_by_what_is_known(csprog: Tool) -> None:
    beside = csprog.folder / "programme" / "2025.published.json"
    record = json.loads(beside.read_bytes())
    for version in record["publications"]:
        del version["listed"]
    del record["format"]
    beside.write_text(json.dumps(record), encoding="utf-8")
    csprog("publish", *NEWER)
    assert "выполнено в 2025 году: 1" in told_of(csprog)["feed"]
    csprog.file.unlink()
    csprog("publish", *NEWER)
    (entry,) = told_of(csprog)["index"]
    assert "Отчёт о выполнении Программы за 2025 год опубликован." in entry.replace("\xa0", " ")


@pytest.mark.slow
def test_years_without_a_programme_are_named(csprog: Tool) -> None:
    csprog("publish", *NEWER)
    site = csprog.folder / "site"
    index = read((site / "index.html").read_bytes()).one("main").text.replace("\xa0", " ")
    assert "Программы на 2026, 2027 годы нет." in index
    assert json.loads((site / "index.json").read_bytes())["without_programme"] == [2026, 2027]
    csprog.write(plan(2027), "2027.yaml")
    csprog("publish", *NEWER)
    index = read((site / "index.html").read_bytes()).one("main").text.replace("\xa0", " ")
    assert "Программы на 2026 год нет. Отчёт за 2027 год здесь не опубликован." in " ".join(index.split())


@pytest.mark.slow
def test_index_says_who_published_a_year(csprog: Tool) -> None:
    renamed = plan(2028, organisation="АО «Новое»")
    csprog.write(renamed, "2028.yaml")
    csprog("publish", *NEWER)
    (entry,) = told_of(csprog)["index"]
    assert "Отчёт опубликовала организация Общество" in entry.replace("\xa0", " ")
    csprog.write(renamed.replace("АО «Новое»", "АО «Новое»\n  formerly: [Общество]"), "2028.yaml")
    csprog("publish", *NEWER)
    (entry,) = told_of(csprog)["index"]
    assert "Отчёт опубликовала организация под названием Общество" in entry.replace("\xa0", " ")
    assert told_of(csprog)["list"]["organisation"] == "Общество"
