"""One year in every output: whatever tells of it says the same numbers under the same words."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections import Counter
from contextlib import chdir
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.excel.columns import AT, HEAD
from csprog.programme.enums import NOT_DONE_IN_YEAR, Outcome, Status, told_name
from csprog.publication.listed_year import summary
from csprog.views.year.builder import build_year
from tests.cli.tool import Tool
from tests.plans import check, day, measure, small, sound
from tests.publication.markup import Element, read

DAYS = [day(2, 1), day(7, 1), day(12, 31), date(2026, 1, 1), date(2026, 2, 15), date(2026, 7, 1)]
OFFICES = ["А", "Б"]
_SHORT = {"частично": Outcome.PARTLY_DONE, "после окончания года": Outcome.DONE_AFTER_YEAR}
_PARTS = {told_name(outcome).render("ru"): outcome for outcome in NOT_DONE_IN_YEAR} | _SHORT
_OPEN = {told_name(status).render("ru") for status in Status if status.is_open}


@dataclass(frozen=True)
class Count:
    """The numbers of a year as an output states them; what it does not state is left out of `told`."""

    total: int
    done: int
    not_done: int
    parts: dict[Outcome, int]


# ── any journals ─────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def journals(draw: st.DrawFn, offices: tuple[str, ...]) -> list[str]:
    """Give the entries of a journal that the rules allow."""
    entries: list[str] = []
    still, on = set(offices or ("",)), day(2, 1)
    for _ in range(draw(st.integers(0, 4))):
        on += timedelta(draw(st.integers(1, 150)))
        event = draw(st.sampled_from(["completed", "not-completed", "postponed", "cancelled", "remark"]))
        if not still:
            entries.append(f"on: {on}, event: reopened, reason: Доделать")
            return entries
        where = ""
        if event in {"completed", "not-completed"} and offices and draw(st.booleans()):
            one = draw(st.sampled_from(sorted(still)))
            where, still = f", offices: [{one}]", still - {one}
        elif event in {"completed", "not-completed", "cancelled"}:
            still = set()
        entries.append(f"on: {on}, event: {event}{where}{_words(event, on, draw)}")
    return entries


def _words(event: str, on: date, draw: st.DrawFn) -> str:
    if event == "completed":
        return ", note: Сделано, reason: Поздно"
    if event == "remark":
        return ", note: Идёт"
    later = f", to: {on + timedelta(draw(st.integers(1, 200)))}" if event == "postponed" else ""
    return f"{later}, reason: Так вышло"


@st.composite
def plans(draw: st.DrawFn) -> str:
    """Give a plan of a few measures with any journals; its address is known, so that it has a feed."""
    measures = []
    for _ in range(draw(st.integers(1, 7))):
        offices = draw(st.sampled_from([(), tuple(OFFICES)]))
        due = draw(st.sampled_from(["2025-06-30", "2025-12-31", "2025-Q3"]))
        measures.append(measure(*draw(journals(offices)), due=due, offices=", ".join(offices)))
    return small(*measures).replace("  title: План\n", "  title: План\n  published_at: https://example.org/\n", 1)


# ── the numbers in each output ───────────────────────────────────────────────────────────────────────────────


def outcomes_as_count(outcomes: dict[str, int]) -> Count:
    done = outcomes["done"] + outcomes["done-late"]
    parts = {outcome: outcomes[outcome] for outcome in NOT_DONE_IN_YEAR if outcomes[outcome]}
    return Count(outcomes["total"], done, sum(parts.values()), parts)


def parts_in(text: str) -> tuple[int, dict[Outcome, int]]:
    """Give the number not carried out in a text, and the outcomes that it names."""
    text = text.replace("\xa0", " ")
    found = re.search(r"[Нн]е выполнено:? (\d+)(?: мероприяти[ейя]+)?(?:, из них: ([^.\n]+)| \(([^)]+)\))?", text)
    if not found:
        return 0, {}
    number, several, only = int(found[1]), found[2], found[3]
    if several:
        pairs = re.findall(r"([^\d,]+?) (\d+)(?:,|$)", several.strip())
        return number, {_PARTS[word.strip()]: int(count) for word, count in pairs}
    return number, {_PARTS[only] if only else Outcome.NOT_DONE: number}


def of_page(page: Element) -> Count:
    figures = page.one("dl", class_=figures_class(page))
    numbers = {one.one("dt").text: int(one.all("dd")[0].text) for one in figures.all("div")}
    answer = next(one for one in page.all("section") if one.attributes["class"] == "csprog-answer")
    stated, parts = parts_in(" ".join(one.text for one in answer.all("p")))
    shown = Counter(re.search(r"csprog-is-([a-z-]+)", row.attributes["class"])[1] for row in rows_of(page))  # type: ignore[index]
    assert sum(shown.values()) == numbers["В Программе"]
    assert shown["done"] + shown["done-late"] == numbers["Выполнено"]
    assert shown["in-work"] == numbers.get("В работе", 0)
    assert {outcome: shown[outcome] for outcome in NOT_DONE_IN_YEAR if shown[outcome]} == of_filter(page, shown)
    if stated or "Сведения о выполнении не внесены" not in answer.text:
        assert (stated, parts) == (numbers["Не выполнено"], of_filter(page, shown))
    whole = page.one("tr", class_="csprog-whole").all("td")
    assert [int(cell.text) for cell in whole[:2]] == [numbers["В Программе"], numbers["Выполнено"]]
    assert int(whole[3].text) == numbers["Не выполнено"]
    return Count(numbers["В Программе"], numbers["Выполнено"], numbers["Не выполнено"], of_filter(page, shown))


def figures_class(page: Element) -> str:
    return next(
        one.attributes["class"] for one in page.all("dl") if "csprog-figures" in one.attributes.get("class", "")
    )


def rows_of(page: Element) -> list[Element]:
    return [row for row in page.all("tr") if "csprog-measure" in row.attributes.get("class", "")]


def of_filter(page: Element, shown: Counter[str]) -> dict[Outcome, int]:
    """Give the outcomes that the filter of the plan counts, if it is there: one status needs none."""
    labels = [re.search(r"([а-я ]+): (\d+)$", label.text) for label in page.all("label")]
    found = {label[1].strip(): int(label[2]) for label in labels if label}
    if not found:
        return {outcome: shown[outcome] for outcome in NOT_DONE_IN_YEAR if shown[outcome]}
    return {_PARTS[word]: count for word, count in found.items() if word in _PARTS}


def of_index(page: Element) -> tuple[int, int, int]:
    numbers = {one.one("dt").text: int(one.one("dd").text) for one in page.one("dl").all("div")}
    return numbers["В Программе"], numbers["Выполнено"], numbers["Не выполнено"]


def of_feed(text: str) -> tuple[int, int, int]:
    found = re.search(r"в Программе: (\d+); выполнено в 2025 году: (\d+); не выполнено: (\d+)", text)
    assert found
    return int(found[1]), int(found[2]), int(found[3])


def of_terminal(text: str) -> Count:
    text = text.partition("\nдальше: ")[0]
    found = re.search(r"Всего\s.*?(\d+) из (\d+)", text)
    assert found
    return Count(int(found[2]), int(found[1]), *parts_in(" ".join(text.split())))


def of_word(data: bytes) -> Count:
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    heads = [re.search(r"выполнено (\d+) из (\d+)$", text.replace("\xa0", " ")) for text in texts]
    done, total = (sum(int(head[place]) for head in heads if head) for place in (1, 2))
    reasons = [
        table for table in document.tables if [c.text for c in table.rows[0].cells][-2:] == ["Состояние", "Причина"]
    ]
    words = Counter(row.cells[2].text.split("\n")[0].lower() for table in reasons for row in table.rows[1:])
    parts = {_PARTS[word]: count for word, count in words.items()}
    return Count(total, done, sum(parts.values()), parts)


def of_report(report: dict[str, Any]) -> Count:
    names = {"partly_done": Outcome.PARTLY_DONE, "after_year": Outcome.DONE_AFTER_YEAR}
    names |= {name: Outcome(name.replace("_", "-")) for name in ("postponed", "cancelled", "not_done")}
    parts = {outcome: report["measures"][name] for name, outcome in names.items() if report["measures"][name]}
    return Count(report["measures"]["total"], report["measures"]["done"], sum(parts.values()), parts)


def of_words(words: Counter[str]) -> Count:
    """Give the count of the words by which single measures are told."""
    parts = {outcome: words[word] for word, outcome in _PARTS.items() if words[word]}
    return Count(words.total(), words["выполнено"] + words["выполнено с опозданием"], sum(parts.values()), parts)


def of_workbook(data: bytes) -> tuple[Count, dict[str, str]]:
    """Give the last line of the summary, and the word of each measure."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets: dict[str, list[list[Any]]] = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    }
    summary = sheets.pop("Сводка")
    head = next(row for row in summary if row[0] == "Раздел")
    total = summary[-1]
    words = {row[0]: row[AT["standing"]] for sheet in sheets.values() for row in sheet[HEAD + 1 :]}
    count = of_words(Counter({word: int(number) for word, number in zip(head[1:-2], total[1:-2], strict=True)}))
    assert count == of_words(Counter(words.values()))
    assert abs(float(total[-1]) - count.done / count.total) < 0.001
    return count, words


# ── they agree ───────────────────────────────────────────────────────────────────────────────────────────────


def agree(text: str, on: date) -> None:
    """Make every output of a year on a day, and compare each with the others."""
    with tempfile.TemporaryDirectory() as name, chdir(name):
        csprog, day_option = Tool(Path(name)), f"--as-of={on}"
        csprog.write(text)
        said = csprog("publish", day_option, "--year=2025", "--fragment")
        assert said.exit_code == 0, said.stderr
        for form in ("docx", "xlsx"):
            assert (
                csprog("export", f"--format={form}", day_option, "--year=2025", f"--output=year.{form}").exit_code == 0
            )
        site = Path("site")
        status = csprog.json("status", "--year=2025", day_option)
        whole = outcomes_as_count(status["outcomes"])
        data = json.loads((site / "2025/programme-2025.json").read_text("utf-8"))
        rows = list(
            csv.DictReader(io.StringIO((site / "2025/programme-2025.csv").read_text("utf-8-sig")), delimiter=";")
        )
        workbook, words = of_workbook(Path("year.xlsx").read_bytes())
        found = {
            "status": of_terminal(csprog("status", "--year=2025", day_option, CSPROG_LANG="ru").stdout),
            "status --all": outcomes_as_count(csprog.json("status", "--all", day_option)["plans"][0]["outcomes"]),
            "page": of_page(read((site / "2025/index.html").read_bytes())),
            "fragment": of_page(read((site / "2025/fragment.html").read_bytes())),
            "Word": of_word(Path("year.docx").read_bytes()),
            "Excel": workbook,
            "report": of_report(csprog.json("report", "--year=2025", day_option)),
            "JSON": outcomes_as_count(data["outcomes"]),
            "measures of the JSON": outcomes_as_count(
                {
                    **dict.fromkeys(Outcome, 0),
                    **Counter(one["outcome"] for one in data["measures"]),
                    "total": whole.total,
                }
            ),
            "CSV": of_words(Counter(row["status"].lower() for row in rows)),
            "PDF": of_view(text, on),
        }
        assert found == dict.fromkeys(found, whole)
        three = (whole.total, whole.done, whole.not_done)
        assert of_index(read((site / "index.html").read_bytes())) == three
        assert of_feed(summary(evaluate(sound(text)[1], on))) == three  # the feed has no drafts
        told = {row["id"]: row["status"].lower() for row in rows}
        in_work = {number for number, word in told.items() if word == "в работе"}
        assert {number for number, word in words.items() if word in _OPEN} == in_work
        assert {number: word for number, word in words.items() if number not in in_work} == {
            number: word for number, word in told.items() if number not in in_work
        }


def of_view(text: str, on: date) -> Count:
    """Give the count of the view from which the PDF is made."""
    figures = build_year(evaluate(sound(text)[1], on)).figures
    parts = {Outcome(part.status.css): part.count for part in figures.not_done_parts}
    return Count(figures.total, figures.done, figures.not_done, parts)


MIXED = small(
    measure("on: 2025-06-01, event: completed, note: Да"),
    measure("on: 2025-07-15, event: completed, note: Да, reason: Поздно"),
    measure("on: 2026-01-15, event: completed, note: Да, reason: Поставка"),
    measure("on: 2025-06-01, event: completed, offices: [А], note: Да", offices="А, Б"),
    measure("on: 2025-06-01, event: postponed, to: 2026-03-31, reason: Подрядчик"),
    measure("on: 2025-06-01, event: cancelled, reason: Не нужно"),
    measure("on: 2025-06-01, event: not-completed, reason: Нет денег"),
    measure(),
).replace("  title: План\n", "  title: План\n  published_at: https://example.org/\n", 1)
"""A measure for each outcome."""


@pytest.mark.slow
@pytest.mark.parametrize("on", [day(7, 1), date(2026, 2, 1)], ids=str)
def test_every_output_tells_the_same(on: date) -> None:
    agree(MIXED, on)


@pytest.mark.slow
@given(plans(), st.sampled_from(DAYS))
@settings(max_examples=4, deadline=None, phases=[Phase.generate])
def test_every_output_tells_the_same_of_any_journals(text: str, on: date) -> None:
    assume(all(finding.severity != "error" for finding in check(text, date(2026, 11, 1))))
    agree(text, on)


@pytest.mark.nightly
@given(plans(), st.sampled_from(DAYS))
@settings(max_examples=150, deadline=None, phases=[Phase.generate])
def test_every_output_tells_the_same_of_very_many_journals(text: str, on: date) -> None:
    assume(all(finding.severity != "error" for finding in check(text, date(2026, 11, 1))))
    agree(text, on)
