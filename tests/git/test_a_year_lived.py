"""The year 2025 from January 2025 to April 2026 by csprog's commands alone, and the page that comes of it, word by word.

Both plans are there from December on; work is done in time, late, in part, and in February; a record is corrected, the plan
amended by an order, the report published in March. The slips of people on the way are refused by every command.
"""

from __future__ import annotations

import json
import re
import shlex
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.cli.clock import set_clock
from tests.plans import ROOT

if TYPE_CHECKING:
    from tests.git.office import Office

WORDS = ROOT / "tests" / "data" / "a_year_lived.txt"
"""The words of the published page, a block a line. To renew them, delete the file, run the test and read them."""

YEAR_2025 = r"""
2025-03-12  complete 1.2.6.1 --note "График введён в 7 участках" --on 2025-03-10 --evidence evidence/2025/grafik.pdf
2025-04-01  spend 1.1.1.1 "410 000,50" --note "Аванс по договору № 7" --on 2025-03-28
2025-07-21  complete 1.2.5.1 --note "Табло работает" --reason "Подрядчик сорвал монтаж" --on 2025-07-18
2025-09-22  amend 1.2.2.1 --due 2025-12-20 --document "Приказ № 118" --on 2025-09-22 --reason "Срок поставки изменён"
2025-09-23  cancel 1.2.7.1 --document "Приказ № 118" --reason "Помещение передано" --on 2025-09-22
2025-11-14  complete 1.1.1.1 --office "Заволжское МРО" --note "Терминал принят по акту № 71" --on 2025-11-14
2025-12-10  postpone 1.2.1.3 --to 2026-03-31 --reason "Подрядчик сорвал срок интеграции" --on 2025-12-10
2025-12-19  complete 1.2.2.1 --note "Договор с банком подписан" --on 2025-12-19
2025-12-29  decline 1.1.1.1 --reason "Для второго офиса нет денег" --on 2025-12-29
2025-12-30  new 2026
"""

JANUARY_2026 = r"""
2026-01-12  correct 1.1.1.1 --year 2025 --entry 2 --note "Терминал принят по акту № 17" --why "Номер акта"
2026-01-12  complete 1.2.3.1 --year 2025 --note "Порядок утверждён" --on 2025-12-26
2026-01-13  correct 1.2.3.1 --year 2025 --on 2025-12-24 --why "Дата приказа, а не рассылки"
2026-02-12  complete 1.2.1.1 --year 2026 --note "Интеграция принята" --on 2026-02-10
"""

DONE = ("1.1.1.2", "1.1.1.3", "1.1.2.1", "1.1.3.1", "1.2.1.1", "1.2.1.2", "1.2.4.1", "2.1.1.1", "2.2.1.1", "2.3.1.1")
FAILED = ("1.2.2.2", "2.2.2.1", "2.3.2.1", "2.4.1.1", "2.4.2.1", "2.4.3.1", "2.5.1.1", "2.6.1.1")


def tell(office: Office, story: str) -> None:
    """Run a story, a command a line after the day on which it is run, each in a commit that is checked."""
    for line in filter(None, story.splitlines()):
        day, words = line[:10], shlex.split(line[10:])
        before = office.git("rev-parse", "HEAD").strip()
        result = office(*words, "--as-of", day)
        assert result.exit_code == 0, (words, result.stderr)
        office.commit(words[0])
        checked = office("validate", "--against", before, "--as-of", day)
        assert checked.exit_code == 0, (words, checked.stdout, checked.stderr)


@pytest.fixture
def lived(office: Office) -> Office:
    """Have the year lived through to the middle of February 2026."""
    evidence = office.folder / "evidence" / "2025" / "grafik.pdf"
    evidence.parent.mkdir(parents=True)
    evidence.write_bytes(b"%PDF-1.7 schedule")
    tell(office, YEAR_2025)
    in_time = (f'2025-12-30  complete {name} --year 2025 --note "Сделано: {name}" --on 2025-06-02' for name in DONE)
    tell(office, "\n".join(in_time))
    tell(office, "2025-12-31  new 2026 --refresh")
    tell(office, JANUARY_2026)
    failed = (
        f'2026-02-20  decline {name} --year 2025 --reason "Не выделены средства" --on 2025-12-30' for name in FAILED
    )
    tell(office, "\n".join(failed))
    return office


@pytest.mark.slow
def test_the_page_tells_what_was(lived: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    before = lived.done("status", "--as-of", "2026-03-18").splitlines()
    assert before[0] == "Report for 2025: 13 days left until 31 Mar 2026; nothing is missing"
    compare_forms(lived)
    set_clock(monkeypatch, "2026-03-20")
    published = lived("publish", "--final", "--as-of", "2026-03-20")
    assert published.exit_code == 0, published.stderr
    page = (lived.folder / "site" / "2025" / "index.html").read_text(encoding="utf-8")
    told = words_of(page)
    if not WORDS.exists():
        WORDS.write_text(told, encoding="utf-8", newline="\n")
        pytest.fail("the words were missing; read them")
    assert told == WORDS.read_text(encoding="utf-8")
    assert "Report" not in lived.done("status", "--as-of", "2026-04-02")
    assert lived("status", "--fail-on", "unpublished", "--as-of", "2026-04-02").exit_code == 0


SLIPS = {
    "a year that is not said": (("complete", "1.2.1.3", "--note", "а"), "--year 2025"),
    "a name": (("decline", "2.6.1", "--reason", "Уволился Иванов И.И.", "--year", "2025"), "Иванов И.И."),
    "what is settled": (("complete", "1.2.4.1", "--note", "а", "--year", "2025"), "csprog correct 1.2.4.1 --year 2025"),
    "a day that is not yet": (("decline", "2.6.1", "--reason", "а", "--year", "2025", "--on", "2026-05-01"), "future"),
    "an order that is not named": (("cancel", "2.6.1", "--reason", "а", "--year", "2025"), "--document"),
    "a report without its reasons": (("publish", "--final"), "2.6.1.1"),
}


@pytest.mark.slow
def test_slips_are_refused(office: Office) -> None:
    tell(office, YEAR_2025.replace(" --evidence evidence/2025/grafik.pdf", ""))
    tell(office, '2025-12-30  complete 1.2.4.1 --year 2025 --note "а" --on 2025-12-30')
    before = {path: path.read_bytes() for path in (office.folder / "programme").glob("*.yaml")}
    for words, said in SLIPS.values():
        result = office(*words, "--as-of", "2026-01-15")
        assert result.exit_code in {1, 2}
        assert said in result.stderr.replace("\n", " ")
        assert {path: path.read_bytes() for path in before} == before
        assert not (office.folder / "site").exists()


def compare_forms(lived: Office) -> None:
    """Have the terminal's JSON, the published data and the report tell of every measure alike."""
    day = ("--year", "2025", "--as-of", "2026-03-20")
    rows = {row["id"]: row for row in lived.json("status", *day)["measures"]}
    assert lived("publish", *day).exit_code == 0
    data = json.loads((lived.folder / "site" / "2025" / "programme-2025.json").read_text(encoding="utf-8"))
    for measure in data["measures"]:
        row = rows[measure["id"]]
        for name in ("standing", "completed_on", "awaited"):
            assert measure[name] == row[name], (measure["id"], name)
        for name in ("note", "reason"):  # the data name the offices before theirs
            told = (measure[name] or "").split("\n")
            said = (row[name] or "").split("\n")
            assert all(any(text.endswith(end) for text in told) for end in said), (measure["id"], name)
    february = rows["1.2.1.3"]
    assert (february["standing"], february["reason"]) == ("carried-over", "Подрядчик сорвал срок интеграции")
    assert [(one["year"], one["completed_on"]) for one in february["carried_to"]] == [(2026, "2026-02-10")]
    assert rows["1.2.3.1"]["completed_on"] == "2025-12-24"
    assert lived.json("report", *day)["measures"]["postponed"] == 1


class _Words(HTMLParser):
    """Collects the words of a page, a line for each block."""

    _BLOCKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "caption", "dt", "dd", "tr"})

    def __init__(self) -> None:
        super().__init__()
        self.lines, self.silent = [""], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the library calls it
        self.silent += tag in {"style", "script", "head"}
        if tag in self._BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"style", "script", "head"}
        if tag in self._BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.lines[-1] += data


def words_of(page: str) -> str:
    """Return the words of a page as a browser shows them, a line for each block."""
    parser = _Words()
    parser.feed(page)
    lines = (re.sub(r"\s+", " ", line).strip() for line in parser.lines)
    return "".join(f"{line}\n" for line in lines if line)
