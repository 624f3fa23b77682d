"""Between a year's end and its final publication that year is not over: both plans are there, and nothing goes astray."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.clock import set_clock
from tests.cli.terminal import ENTER, ERASE, Terminal, on_terminal
from tests.plans import APPROVED, measure, small

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.clock import set_clock
from tests.cli.tool import Tool

JANUARY = ("--as-of", "2026-01-20")
MARCH = ("--as-of", "2026-03-25")
DONE = "on: 2025-05-01, event: completed, note: акт"
INDICATOR = "indicators:\n  - id: ожидание\n    name: Время\n    unit: мин"


@pytest.fixture
def years(csprog: Tool) -> Tool:
    """Give the real plan of 2025 with next year's beside it, into which most of it was carried over."""
    assert csprog("new", "2026", "--carry", "all", "--as-of", "2025-12-31").exit_code == 0
    return csprog


@pytest.fixture
def ready(csprog: Tool) -> Tool:
    """Give small plans of both years; all that the report on 2025 needs is there."""
    csprog.write(small(measure(DONE)))
    csprog.write(running(small()), "2026.yaml")
    return csprog


def running(text: str) -> str:
    """Give a small plan for 2026."""
    return text.replace("2025", "2026")


def publish(csprog: Tool, *words: str) -> str:
    """Publish for good on the day of `--as-of`; give what is said beside the files' names, the address and the record."""
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, words[-1])
        result = csprog("publish", "--final", *words)
    assert result.exit_code == 0, result.stderr
    return "\n".join(line for line in result.stderr.splitlines() if not line.startswith(("no feed", "recorded in")))


# ── status ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-01-01", "89 days left until 31 Mar 2026"),
        ("2026-03-25", "6 days left until 31 Mar 2026"),
        ("2026-03-30", "1 day left until 31 Mar 2026"),
        ("2026-03-31", "the last day is today, 31 Mar 2026"),
        ("2026-04-01", "1 day late, it was due on 31 Mar 2026"),
        ("2026-04-05", "5 days late, it was due on 31 Mar 2026"),
    ],
)
def test_the_status_of_the_running_year_begins_with_the_report_that_is_owed(years: Tool, as_of: str, said: str) -> None:
    first, command, _, title, *_ = years.done("status", "--as-of", as_of).splitlines()
    assert first == f"Report for 2025: {said}; missing: 25 reasons"
    assert command == "  csprog publish --year 2025 --final"
    assert "plan of 2026" in title


@pytest.mark.slow
def test_in_russian(years: Tool) -> None:
    years.done("complete", "1.2.4", "--on", "2025-06-10", "--year", "2025", *JANUARY)
    for number in ("1", "2"):
        for subsection in range(1, 8):
            for proposal in range(1, 9):
                name = f"{number}.{subsection}.{proposal}"
                if name not in {"1.2.4", "2.6.1", "2.5.1"}:
                    years("decline", name, "--reason", "Нет средств", "--year", "2025", *JANUARY)
    first = years.done("status", *MARCH, CSPROG_LANG="ru").splitlines()[0]
    assert first == "Отчёт за 2025 год: до 31.03.2026 осталось 6 дней; не хватает: 2 причин и 1 результата"


def test_the_last_day_of_the_year_and_a_year_without_an_ended_plan_say_nothing_of_a_report(years: Tool) -> None:
    assert "Report" not in years.done("status", "--as-of", "2025-12-31")
    assert years.json("status", "--as-of", "2025-12-31")["report"] is None
    (years.folder / "programme" / "2025.yaml").unlink()
    assert years.json("status", *MARCH)["report"] is None


@pytest.mark.slow
def test_the_command_that_status_gives_makes_the_report(ready: Tool) -> None:
    first, command, *_ = ready.done("status", *JANUARY).splitlines()
    assert first == "Report for 2025: 70 days left until 31 Mar 2026; nothing is missing"
    publish(ready, *command.split()[2:-1], *JANUARY)
    assert "Report" not in ready.done("status", *JANUARY), "it is the running year's status again"
    assert ready.done("status", "--year", "2025", *MARCH).splitlines()[0] == "Report for 2025: published on 20 Jan 2026"


def test_json_has_the_report(ready: Tool) -> None:
    owed = {
        "year": 2025,
        "due": "2026-03-31",
        "days_left": 6,
        "missing": {"results": 0, "reasons": 0},
        "errors": 0,
        "published_on": None,
    }
    assert ready.json("status", *MARCH)["report"] == owed
    assert ready.json("status", "--year", "2025", *MARCH)["report"] == owed
    publish(ready, *JANUARY)
    assert ready.json("status", *MARCH)["report"] is None
    published = {**owed, "days_left": None, "published_on": "2026-01-20"}
    assert ready.json("status", "--year", "2025", *MARCH)["report"] == published


def test_a_publication_of_a_later_day_is_none_on_the_day_that_is_looked_at(ready: Tool) -> None:
    publish(ready, *JANUARY)
    assert ready.json("status", "--as-of", "2026-01-19")["report"]["published_on"] is None
    assert ready.json("status", *JANUARY)["report"] is None


def test_a_draft_is_no_publication(ready: Tool) -> None:
    assert ready("publish", *JANUARY).exit_code == 0
    assert ready.json("status", *JANUARY)["report"]["year"] == 2025


def test_a_plan_that_cannot_be_counted_still_owes_its_report(ready: Tool) -> None:
    ready.write("passport:\n  year: 2025\n  titel: План\n")
    first = ready.done("status", *JANUARY).splitlines()[0]
    assert first == "Report for 2025: 70 days left until 31 Mar 2026; its plan has 2 errors: see csprog validate"
    report = ready.json("status", *JANUARY)["report"]
    assert (report["missing"], report["errors"]) == (None, 2)


@pytest.mark.slow
@pytest.mark.parametrize(("words", "owed"), [((), 1), (("--year", "2025"), 1), (("--json",), 1)])
def test_fail_on_unpublished(ready: Tool, words: tuple[str, ...], owed: int) -> None:
    command = ("status", "--fail-on", "unpublished", *words)
    assert ready(*command, "--as-of", "2025-12-31").exit_code == 0
    assert ready(*command, "--as-of", "2026-01-01").exit_code == owed
    publish(ready, *JANUARY)
    assert ready(*command, *MARCH).exit_code == 0
    assert ready(*command, "--as-of", "2027-01-01").exit_code == (0 if "2025" in words else 1), "2026 is owed by then"


@pytest.mark.slow
def test_from_a_folder_within(ready: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(ready, *JANUARY)
    monkeypatch.chdir(ready.folder / "programme")
    assert ready.json("status", *MARCH)["report"] is None
    assert ready("publish", "--year", "2026", *MARCH).exit_code == 0
    assert (ready.folder / "site" / "2026" / "index.html").is_file()


# ── recordings ───────────────────────────────────────────────────────────────────────────────────────────────

RECORDINGS: dict[str, tuple[str, ...]] = {
    "complete": ("1.1.1.1", "--note", "Терминалы приняты"),
    "decline": ("1.1.1.1", "--reason", "Нет средств"),
    "postpone": ("1.1.1.1", "--to", "2027-03-31", "--reason", "Нет средств"),
    "cancel": ("1.1.1.1", "--reason", "Решение", "--document", "Приказ № 118"),
    "remark": ("1.1.1.1", "--note", "Звонили"),
    "spend": ("1.1.1.1", "350000"),
}


@pytest.mark.parametrize("command", RECORDINGS)
def test_a_day_of_another_plans_year_is_refused_and_the_advice_works(years: Tool, command: str) -> None:
    words = (command, *RECORDINGS[command], "--on", "2025-12-25", *JANUARY)
    sentence = years.refused(*words)
    assert sentence == (
        "25 Dec 2025 is in 2025, but without --year it would be recorded in the plan of 2026; add "
        "--year 2025, or --year 2026 if that plan is meant"
    )
    before = (years.folder / "programme" / "2026.yaml").read_bytes()
    assert years.done(*words, *advised(sentence)[0]).splitlines()[0] == "plan of 2025"
    assert (years.folder / "programme" / "2026.yaml").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("command", sorted(RECORDINGS.keys() - {"complete"}))
@pytest.mark.parametrize("chosen", [0, 1])
def test_an_id_of_both_plans_is_refused_until_the_older_is_published(years: Tool, command: str, chosen: int) -> None:
    words = (command, *RECORDINGS[command], *JANUARY)
    sentence = years.refused(*words)
    assert sentence == (
        "1.1.1.1 is in the plans of 2025 and 2026, and the report for 2025 is not published yet; "
        "add --year 2025 or --year 2026"
    )
    option = advised(sentence)[chosen]
    shown = years(*words, *option)
    assert shown.stdout.splitlines()[0] == f"plan of {option[1]}"


def test_reopening_is_refused_alike(years: Tool) -> None:
    years.done("decline", "1.1.1.1", "--reason", "нет", "--year", "2025", "--on", "2025-12-30", *JANUARY)
    sentence = years.refused("reopen", "1.1.1.1", "--reason", "да", *JANUARY)
    assert years.done("reopen", "1.1.1.1", "--reason", "да", *advised(sentence)[0], *JANUARY).startswith("plan of 2025")


def test_a_correction_is_asked_for_its_year_too(years: Tool) -> None:
    done = ("complete", "1.1.1.1", "--note", "приняты", "--year", "2025", "--on", "2025-12-25", *JANUARY)
    years.done(*done)
    words = ("correct", "1.1.1.1", "--note", "Приняты по акту", "--why", "уточнено", *JANUARY)
    sentence = years.refused(*words)
    assert "add --year 2025 or --year 2026" in sentence
    assert years.done(*words, *advised(sentence)[0]).startswith("plan of 2025\n")
    (record,) = years.json(*words[:-4], "--why", "ещё раз", "--year", "2025", *JANUARY)
    assert record["year"] == 2025


def test_advice_about_the_older_year_names_it(csprog: Tool) -> None:
    for year in ("2025", "2026"):
        csprog.write(f"{INDICATOR}\n{small(measure(DONE))}".replace("2025", year), f"{year}.yaml")
    gauge = ("gauge", "ожидание", "5", "--period", "2025-Q4", "--year", "2025", *JANUARY)
    csprog.done(*gauge)
    command = csprog.refused(*gauge).rpartition("to correct it: ")[2]
    assert command == 'csprog correct ожидание --year 2025 --period 2025-Q4 --value 5 --why "…"'
    words = shlex.split(command.replace("--value 5", "--value 6"))[1:]
    assert csprog.done(*words, *JANUARY).startswith("plan of 2025\n")


def test_once_the_older_year_is_published_a_day_of_the_running_year_is_beyond_doubt(ready: Tool) -> None:
    ready.refused("complete", "1.1.1", "--note", "акт", *MARCH)
    publish(ready, *JANUARY)
    ready.refused("complete", "1.1.1", "--note", "акт", "--on", "2025-12-30", *MARCH)
    assert ready.done("complete", "1.1.1", "--note", "акт", *MARCH).startswith("plan of 2026\n")


def test_an_id_that_only_the_older_plan_has(ready: Tool) -> None:
    ready.write(small(measure(DONE), measure()))
    sentence = ready.refused("decline", "1.1.1.2", "--reason", "нет", *JANUARY)
    assert sentence == "1.1.1.2 is in the plan of 2025, not of 2026; add --year 2025"
    assert ready.done("decline", "1.1.1.2", "--reason", "нет", "--year", "2025", *JANUARY).startswith("plan of 2025\n")


def test_an_id_that_only_the_running_years_plan_has(ready: Tool) -> None:
    ready.write(running(small(measure(), measure())), "2026.yaml")
    assert ready.done("remark", "1.1.1.2", "--note", "да", *JANUARY).startswith("plan of 2026\n")
    words = ("remark", "1.1.1.2", "--note", "да", "--on", "2025-12-25", *JANUARY)
    sentence = ready.refused(*words)
    assert sentence == (
        "25 Dec 2025 is in 2025, but 1.1.1.2 is only in the plan of 2026; if that is meant, add --year 2026"
    )
    assert ready.done(*words, *advised(sentence)[0]).startswith("plan of 2026\n")


def test_an_id_of_no_plan_is_told_as_ever(years: Tool) -> None:
    for words in ((), ("--on", "2025-12-25")):
        assert years.refused("complete", "9.9.9", *words, *JANUARY).startswith("there is no measure 9.9.9 in the plan")


def test_a_measurement_goes_where_its_period_lies(csprog: Tool) -> None:
    for year in ("2025", "2026"):
        csprog.write(f"{INDICATOR}\n{small(measure(DONE))}".replace("2025", year), f"{year}.yaml")
    gauge = ("gauge", "ожидание", "4.5", *JANUARY)
    sentence = csprog.refused(*gauge, "--period", "2025-Q4")
    assert sentence == (
        "2025-Q4 is in 2025, but without --year it would be recorded in the plan of 2026; add --year "
        "2025, or --year 2026 if that plan is meant"
    )
    assert csprog.done(*gauge, "--period", "2025-Q4", *advised(sentence)[0]).startswith("plan of 2025\n")
    assert "add --year 2025 or --year 2026" in csprog.refused(*gauge, "--period", "2026-01")
    assess = ("assess", "О-1", "--kind", "operative", "--score", "В=4/5", *JANUARY)
    sentence = csprog.refused(*assess, "--period", "2025-H2")
    assert csprog.done(*assess, "--period", "2025-H2", *advised(sentence)[0]).startswith("plan of 2025\n")
    assert csprog.done(*assess, "--period", "2026-01").startswith("plan of 2026\n")


def test_the_year_stands_in_the_json_of_recordings_and_of_show(years: Tool) -> None:
    for year in (2025, 2026):
        words = ("--year", str(year), *JANUARY)
        assert [one["year"] for one in years.json("remark", "1.2.2", "--note", "да", *words)] == [year, year]
        assert [one["year"] for one in years.json("show", "1.2.2", *words)] == [year, year]


def test_undo_takes_back_in_the_plan_that_was_recorded_in_last(years: Tool) -> None:
    texts = [path.read_bytes() for path in sorted((years.folder / "programme").iterdir())]
    order = ["2025", "2026", "2025"]
    for year in order:
        years.done("remark", "1.1.1.1", "--note", "да", "--year", year, *JANUARY)
    for year in reversed(order):
        assert years.done("undo", *JANUARY).splitlines()[0] == f"plan of {year}"
    assert [path.read_bytes() for path in sorted((years.folder / "programme").iterdir())] == texts


def advised(sentence: str) -> list[tuple[str, str]]:
    """Give the options that a refusal says to add."""
    return re.findall(r"(--year) (\d{4})", sentence.rpartition(" add ")[2])


# ── at a terminal ────────────────────────────────────────────────────────────────────────────────────────────


def interview(folder: Path, *words: str) -> Terminal:
    return Terminal("-m", "csprog", *words, folder=folder)


@pytest.mark.slow
@on_terminal
def test_the_interview_asks_for_the_year_first(ready: Tool) -> None:
    person = interview(ready.folder, "remark", *JANUARY)
    person.sees("Year of the plan?")
    person.press("2024", ENTER)
    person.sees("type 2025 or 2026")
    person.press(ERASE, "2025", ENTER)
    person.sees("Which measure is the remark about?")
    person.press("1.1.1", ENTER)
    person.sees("Date?")
    person.press(ENTER)
    person.sees("Remark?")
    person.press("Calls", ENTER)
    code, shown = person.end()
    assert code == 0
    assert "csprog remark 1.1.1 --on 2026-01-20 --note Calls --year 2025 --as-of 2026-01-20" in shown
    assert "plan of 2025" in shown


@pytest.mark.slow
@on_terminal
def test_a_day_given_before_the_interview_says_the_year(ready: Tool) -> None:
    person = interview(ready.folder, "remark", "--on", "2025-12-25", "--note", "Звонили", *JANUARY)
    person.sees("Which measure is the remark about?")
    person.press("1.1.1", ENTER)
    code, shown = person.end()
    assert (code, "--year 2025" in shown, "plan of 2025" in shown) == (0, True, True)


@pytest.mark.slow
@on_terminal
def test_a_day_of_another_year_is_refused_where_it_is_typed(ready: Tool) -> None:
    publish(ready, *JANUARY)
    person = interview(ready.folder, "remark", *MARCH)
    person.sees("Which measure is the remark about?")
    person.press("1.1.1", ENTER)
    person.sees("Date?")
    person.press(ERASE, "2025-12-25", ENTER)
    person.sees("add --year 2025")
    person.press(ERASE, "2026-03-24", ENTER)
    person.sees("Remark?")
    person.press("Звонили", ENTER)
    code, shown = person.end()
    assert (code, "plan of 2026" in shown) == (0, True)


# ── publish and report ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_publish_takes_the_ended_year_and_then_the_running_one(ready: Tool) -> None:
    taken = "using the plan of 2025, whose report is not published yet; for 2026 add --year 2026"
    assert publish(ready, *JANUARY) == taken
    assert (ready.folder / "programme" / "2025.published.json").exists()
    result = ready("publish", "--final", *JANUARY)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the page is a draft: 2026 is not over" in result.stderr


@pytest.mark.slow
def test_publish_says_which_year_it_refuses(years: Tool) -> None:
    result = years("publish", "--final", *JANUARY)
    assert result.exit_code == 1
    assert result.stderr.startswith("using the plan of 2025,")
    assert not (years.folder / "site").exists()


@pytest.mark.slow
def test_what_is_published_is_published_wherever_a_site_is_written(ready: Tool) -> None:
    publish(ready, *JANUARY)
    assert ready("publish", "--output", "elsewhere", *JANUARY).exit_code == 0
    assert (ready.folder / "elsewhere" / "2026").is_dir()


@pytest.mark.slow
def test_a_publication_after_the_first_quarter_says_that_it_is_late(ready: Tool) -> None:
    late = "the report for 2025 was due on 31 Mar 2026; this publication is 5 days late"
    assert publish(ready, "--year", "2025", "--as-of", "2026-04-05") == late
    assert late not in ready("publish", "--year", "2025", "--as-of", "2026-04-05").stderr, "it is the same one"
    corrected = ready("publish", "--year", "2025", "--again", "--reason", "Опечатка", "--as-of", "2026-04-10")
    assert corrected.exit_code == 0
    assert late not in corrected.stderr, "a correction"


def test_the_last_day_is_in_time(ready: Tool) -> None:
    assert publish(ready, "--year", "2025", "--as-of", "2026-03-31") == ""


@pytest.mark.slow
def test_report_takes_the_same_year_as_publish(ready: Tool) -> None:
    def reported(*words: str) -> Any:
        return json.loads(ready("report", "--json", *words).stdout)["year"]

    assert reported("--as-of", "2025-12-31") == 2025
    assert ready("report", *JANUARY).stderr.startswith("using the plan of 2025,")
    assert reported(*JANUARY) == 2025
    assert reported("--year", "2026", *JANUARY) == 2026
    publish(ready, *JANUARY)
    assert reported(*JANUARY) == 2026
    assert ready("report", *JANUARY).stderr == ""


@pytest.mark.slow
def test_of_several_years_that_are_owed_the_newest_comes_first(csprog: Tool) -> None:
    for year in ("2023", "2024", "2025", "2026"):
        csprog.write(small(measure(DONE)).replace("2025", year), f"{year}.yaml")
    for year in ("2025", "2024", "2023"):
        assert csprog.json("status", *MARCH)["report"]["year"] == int(year)
        assert f"site/{year}/" in csprog("publish", "--final", *MARCH).stdout
    assert csprog.json("status", *MARCH)["report"] is None


def test_recordings_are_asked_about_the_year_before_alone(csprog: Tool) -> None:
    for year in ("2023", "2025", "2026"):
        csprog.write(small(measure(DONE)).replace("2025", year), f"{year}.yaml")
    csprog.refused("remark", "1.1.1", "--note", "да", *MARCH)
    publish(csprog, "--year", "2025", *MARCH)
    assert csprog.done("remark", "1.1.1", "--note", "да", "--on", "2026-05-01", "--as-of", "2026-05-01")


@pytest.mark.slow
def test_the_real_plan_alone_is_as_it_was(csprog: Tool) -> None:
    csprog.write(APPROVED)
    assert csprog.done("complete", "1.1.1.1", "--note", "акт", "--on", "2025-12-25", *JANUARY).startswith(
        "plan of 2025"
    )
    assert csprog("publish", *JANUARY).stdout.startswith("site/2025/")
