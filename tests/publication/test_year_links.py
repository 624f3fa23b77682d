"""A measure that was carried over: its page says from where and why, and leads there if that year is published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import Tool
from tests.plans import measure, small
from tests.publication.markup import Element, read

if TYPE_CHECKING:
    from pathlib import Path

UNDONE = small(measure("on: 2024-12-30, event: not-completed, reason: Нет денег"), measure()).replace("2025", "2024")
OF_2024 = ("--year", "2024", "--as-of", "2025-02-01")
OF_2025 = ("--year", "2025", "--as-of", "2026-02-01")
SITE = "  site: https://example.org/\n  published_at: https://example.org/plan/\n"


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog beside a plan of 2024 and that of 2025 into which one of its measures went over, done since."""
    tool = Tool(tmp_path / "repository")
    tool.write(UNDONE, "2024.yaml")
    monkeypatch.chdir(tool.folder)
    assert tool("new", "2025", "--carry", "1.1.1.1", "--as-of", "2024-12-31").exit_code == 0
    tool.done("complete", "1.1.1", "--note", "Сделано", "--on", "2025-05-01", "--year", "2025", "--as-of", "2025-05-01")
    return tool


def cell(csprog: Tool, file: str = "2025/index.html", prefix: str = "") -> Element:
    """Give what the page of 2025 says of where its only measure comes from."""
    page = read((csprog.folder / "site" / file).read_bytes())
    return page.one("tr", id=f"{prefix}m-1-1-1-1").one("p", class_="csprog-origin")


def test_where_it_comes_from_and_why(csprog: Tool) -> None:
    csprog("publish", *OF_2025)
    said = cell(csprog)
    assert said.text == "Перенесено из плана 2024 года, № 1.1.1.1. Причина: Нет денег"
    assert said.all("a") == []


def test_the_data_say_so_too(csprog: Tool) -> None:
    csprog("publish", *OF_2025)
    folder = csprog.folder / "site" / "2025"
    (found,) = json.loads((folder / "programme-2025.json").read_bytes())["measures"]
    assert found["carried_from"] == "2024/1.1.1.1"
    assert ";2024/1.1.1.1;2024;2;;;\r\n" in (folder / "programme-2025.csv").read_bytes().decode("utf-8")


@pytest.mark.slow
def test_it_leads_to_the_page_of_that_year_if_there_is_one(csprog: Tool) -> None:
    csprog("publish", *OF_2024)
    csprog("publish", *OF_2025)
    address = cell(csprog).one("a").attributes["href"]
    assert address == "../2024/index.html#m-1-1-1-1"
    file, _, place = address.partition("#")
    earlier = read((csprog.folder / "site" / "2025" / file).resolve().read_bytes())
    assert "Нет денег" in earlier.one("tr", id=place).text


@pytest.mark.slow
def test_a_part_of_another_site_needs_the_full_address(csprog: Tool) -> None:
    csprog("publish", *OF_2024)
    csprog("publish", "--fragment", *OF_2025)
    assert cell(csprog, "2025/fragment.html", "csprog-").all("a") == []
    file = csprog.folder / "programme" / "2025.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  organisation:", f"{SITE}  organisation:", 1), encoding="utf-8")
    csprog("publish", "--fragment", *OF_2025)
    link = cell(csprog, "2025/fragment.html", "csprog-").one("a")
    assert link.attributes["href"] == "https://example.org/plan/2024/index.html#m-1-1-1-1"


@pytest.mark.slow
@pytest.mark.parametrize("first", ["2024", "2025"])
def test_a_year_published_for_good_stays_the_same_whatever_becomes_of_the_year_before(csprog: Tool, first: str) -> None:
    """Its links are those that it had then, whether the other year was published before it or is only now."""
    steps = {"2024": OF_2024, "2025": ("--final", *OF_2025)}
    for year in (first, "2025" if first == "2024" else "2024"):
        assert csprog("publish", *steps[year]).exit_code == 0
    before = (csprog.folder / "site" / "2025" / "index.html").read_bytes()
    [record] = json.loads((csprog.folder / "programme" / "2025.published.json").read_bytes())["publications"]
    assert record.get("linked", []) == ([2024] if first == "2024" else [])
    again = csprog("publish", "--year", "2025")
    assert again.exit_code == 0
    assert "is unchanged to the byte" in again.stderr
    assert (csprog.folder / "site" / "2025" / "index.html").read_bytes() == before
