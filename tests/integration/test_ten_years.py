"""Ten years lived by commands, 2025 to 2034, each published for good: what every year's status, page and data say.

Six measures go on from year to year, each with its own story, and a seventh comes every year.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import chdir
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.clock import set_clock
from tests.cli.tool import Tool
from tests.plans import measure, small
from tests.publication.markup import read

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

YEARS = range(2025, 2035)
WITHOUT_PLAN = 2033
STORY = {
    "Ремонт зала": "done in its year",
    "Табло очереди": "postponed from year to year, done on 10.03.2028",
    "Пандус": "declined each year, for ever",
    "Киоск": "declined in 2025, cancelled in 2026",
    "Кнопки": "postponed in 2025, done in 2026",
    "Обучение": "recurring",
}


def due(year: int) -> str:
    return f"{year}-06-30"


def first_plan() -> str:
    """Give the plan of 2025; its measures are told apart by their texts."""
    lines = [measure(due=due(2025), text=text) for text in STORY]
    lines[-1] += "  recurring: true\n"
    return small(*lines)


class Company(Tool):
    """A company that lives with csprog."""

    def ids(self, year: int, day: str) -> dict[str, str]:
        """Give the ids of a year's measures by their texts."""
        return {one["text"]: one["id"] for one in self.json("status", "--year", str(year), "--as-of", day)["measures"]}

    def live(self, year: int) -> None:
        """Record a year, make the next one's plan in December, and publish in February."""
        december, february = f"{year}-12-20", f"{year + 1}-02-15"
        ids = self.ids(year, december)

        def record(text: str, command: str, *words: str) -> None:
            if text in ids:
                on = ("--on", december, "--as-of", december, "--year", str(year))
                self.done(command, ids[text], *words, *on)

        record("Ремонт зала", "complete", "--note", "Зал готов", "--reason", "Ждали подрядчика")
        record("Обучение", "complete", "--note", "Обучены все", "--reason", "Ждали группу")
        if year < 2028:
            record("Табло очереди", "postpone", "--to", f"{year + 1}-03-31", "--reason", f"Нет поставки в {year}")
        record("Пандус", "decline", "--reason", f"Нет денег в {year}")
        if year == 2025:
            record("Киоск", "decline", "--reason", "Нет места")
            record("Кнопки", "postpone", "--to", "2026-02-28", "--reason", "Ждали кнопки")
        if year == 2026:
            record("Киоск", "cancel", "--reason", "Не нужен", "--document", "Приказ № 7")
        self.go_on(year, december)
        self.publish(year, february)

    def go_on(self, year: int, day: str) -> None:
        """Make the next plan; there is none of 2033, and none after 2034."""
        following = year + 2 if year + 1 == WITHOUT_PLAN else year + 1
        if following in YEARS:
            assert self("new", str(following), "--from", str(year), "--as-of", day).exit_code == 0
            self.early_in(following)

    def early_in(self, year: int) -> None:
        """Record what is done in the next year's first months, before the report on the old one."""
        day = f"{year}-02-10"
        if year == 2026:
            self.done("complete", self.ids(2026, day)["Кнопки"], "--note", "Висят", "--year", "2026", "--as-of", day)
        if year == 2028:
            day = "2028-03-10"
            number = self.ids(2028, day)["Табло очереди"]
            self.done("complete", number, "--note", "Светится", "--year", "2028", "--as-of", day)

    def publish(self, year: int, day: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            set_clock(patch, day)
            result = self("publish", "--final", "--year", str(year), "--as-of", day)
        assert result.exit_code == 0, result.stderr

    def frozen(self, year: int) -> dict[str, str]:
        """Give the hashes of a year's published files."""
        folder = self.folder / "site" / str(year)
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}

    def measures(self, year: int, day: str) -> dict[str, dict[str, Any]]:
        """Give a year's measures by their texts, as they stand on a day."""
        found = self.json("status", "--year", str(year), "--as-of", day)["measures"]
        return {one["text"]: one for one in found}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Company, dict[int, dict[str, str]]]]:
    """Give the company in 2035, and what each year's files were when they were published."""
    company = Company(tmp_path_factory.mktemp("company"))
    company.write(first_plan())
    frozen = {}
    with chdir(company.folder):
        for year in YEARS:
            if year != WITHOUT_PLAN:
                company.live(year)
                frozen[year] = company.frozen(year)
        yield company, frozen


Lived = tuple[Company, dict[int, dict[str, str]]]
LATER = "2035-06-01"


def told(one: dict[str, Any]) -> list[tuple[int, str]]:
    """Give the later plans of a measure, and what it is there."""
    return [(there["year"], there["standing"]) for there in one["carried_to"]]


def test_nothing_that_went_on_is_overdue_ten_years_later(lived: Lived) -> None:
    company, _ = lived
    everything = company.json("status", "--all", "--as-of", LATER)
    assert everything["counts"]["overdue"] == 0
    assert everything["counts"]["carried-over"] == 4, "in 2025 twice, in 2026 and 2027 once each"
    assert company("status", "--all", "--as-of", LATER, "--fail-on", "overdue").exit_code == 0


def test_each_year_says_what_became_of_its_measures(lived: Lived) -> None:
    company, _ = lived
    of_2025 = company.measures(2025, LATER)
    assert {text: one["standing"] for text, one in of_2025.items()} == {
        "Ремонт зала": "completed-late",
        "Табло очереди": "carried-over",
        "Пандус": "not-completed",
        "Киоск": "not-completed",
        "Кнопки": "carried-over",
        "Обучение": "completed-late",
    }
    assert told(of_2025["Табло очереди"]) == [(2026, "carried-over"), (2027, "carried-over"), (2028, "completed")]
    assert told(of_2025["Киоск"]) == [(2026, "cancelled")]
    assert told(of_2025["Кнопки"]) == [(2026, "completed")]
    assert told(of_2025["Пандус"]) == [(year, "not-completed") for year in (*range(2026, 2033), 2034)]
    assert [one["year"] for one in of_2025["Обучение"]["repeated_to"]] == [2026]


def test_how_long_it_drags_on_is_said(lived: Lived) -> None:
    company, _ = lived
    assert [company.measures(year, LATER)["Пандус"]["years_running"] for year in (2025, 2026, 2028, 2034)] == [
        1,
        2,
        4,
        10,
    ]
    ids = company.ids(2034, LATER)
    shown = company.done("show", ids["Пандус"], "--year", "2034", "--as-of", LATER)
    assert "10 years in a row, since 2025" in shown
    assert "Пандус" in company.done("report", "--year", "2034", "--as-of", LATER).split("third year or longer")[1]
    log = company.done("log", "1.1.1.3", "--year", "2025", "--as-of", LATER)
    assert [f"Нет денег в {year}" in log for year in YEARS if year != WITHOUT_PLAN] == [True] * 9


def test_the_page_says_it_where_it_was_known(lived: Lived) -> None:
    company, _ = lived
    pages = {
        year: read((company.folder / "site" / str(year) / "index.html").read_bytes()).text
        for year in (2025, 2027, 2034)
    }
    assert "Перенесено в план 2026 года, № 1.1.1.1: в работе, срок 31.03.2026" in pages[2025].replace("\xa0", " ")
    assert "Переносится 3-й год, с 2025 года." in pages[2027].replace("\xa0", " ")
    assert "Переносится 10-й год, с 2025 года." in pages[2034].replace("\xa0", " ")


def test_what_was_published_for_good_stays_to_the_byte(lived: Lived) -> None:
    """Also made again ten years later, in a site that has nothing of it."""
    company, frozen = lived
    assert {year: company.frozen(year) for year in frozen} == frozen
    for year in (2025, 2027, 2034):
        again = company("publish", "--year", str(year), "--output", "again")
        assert again.exit_code == 0, again.stderr
        made = {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in (company.folder / "again" / str(year)).iterdir()
        }
        assert made == frozen[year]


def test_the_plans_are_in_line_with_each_other(lived: Lived) -> None:
    company, _ = lived
    found = json.loads(company("validate", "--json", "--as-of", LATER).stdout)
    assert [one for one in found if one["code"].startswith(("carried-from", "repeated", "left-open"))] == []


def test_the_data_join_over_the_years(lived: Lived) -> None:
    """Each measure that came from an earlier year is found there by year and id."""
    company, frozen = lived
    files = [company.folder / "site" / str(year) / f"programme-{year}.json" for year in frozen]
    data = {year: json.loads(file.read_bytes()) for year, file in zip(frozen, files, strict=True)}
    known = {f"{year}/{one['id']}": one["text"] for year, of in data.items() for one in of["measures"]}
    links = [
        (one["text"], known[one[key]])
        for of in data.values()
        for one in of["measures"]
        for key in ("carried_from", "repeated_from")
        if one[key]
    ]
    assert len(links) == 21
    assert all(here == there for here, there in links)
