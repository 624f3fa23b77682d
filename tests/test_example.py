"""The example of docs/example: sound, complete, told as an example, and its tour is what csprog prints."""

from __future__ import annotations

import re
import shlex
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

from csprog.evaluation.evaluator import Evaluation, evaluate
from csprog.evaluation.lineage import lineage
from csprog.programme.enums import Channel, Origin, Outcome, Status
from csprog.programme.model import Programme
from csprog.store.evidence_files import evidence_lookup
from csprog.store.plan_files import load, plans
from csprog.validation.validator import check_file
from tests.console_blocks import Step, run, shortened, steps
from tests.integration.test_schema import USED_IN, all_models, faults, models
from tests.plans import ROOT, sound

EXAMPLE = ROOT / "docs" / "example"
TOUR = (EXAMPLE / "README.md").read_text(encoding="utf-8")
DAY = date(2026, 11, 25)
FILES = plans(EXAMPLE / "programme")


@cache
def evaluated(year: int) -> Evaluation:
    """Give a year of the example as of the tour's day, in the light of the others."""
    programme = plan_of(year)
    return evaluate(
        programme, DAY, lineage=lineage(programme, DAY, lambda of: (FILES[of], plan_of(of)) if of in FILES else None)
    )


@cache
def plan_of(year: int) -> Programme:
    return sound(FILES[year].read_text(encoding="utf-8"))[1]


def test_three_years_are_closed_and_one_is_running() -> None:
    assert list(FILES) == [2023, 2024, 2025, 2026]
    assert [evaluated(year).year_over for year in FILES] == [True, True, True, False]
    assert [year for year in FILES if evaluated(year).lacking() and evaluated(year).year_over] == []


@pytest.mark.parametrize("year", FILES)
def test_year_is_sound_and_told_as_an_example(year: int) -> None:
    """No error, no warning; what anybody may see first says that nothing of it is real."""
    assert check_file(load(FILES[year]), DAY, digest_of=evidence_lookup(EXAMPLE)).findings == ()
    text = FILES[year].read_text(encoding="utf-8")
    assert faults(text) == []
    assert text.startswith("# ПРИМЕР. ")
    passport = evaluated(year).programme.passport
    assert "(пример)" in passport.title
    assert (passport.remark or "").startswith("Пример: организация, офисы и все сведения вымышлены.")
    assert set(re.findall(r"https?://([^/\s]+)", text)) == {"energosbyt.example"}


def test_every_key_of_every_part_occurs() -> None:
    """Who adds a key to the model shows here how it is used.

    No entry of the example names a person, and no year is without measures.
    """
    used: dict[str, set[str]] = {}
    for year in FILES:
        for model in models(evaluated(year).programme):
            used.setdefault(type(model).__name__, set()).update(model.model_fields_set)
    keys = {model.__name__: set(model.model_fields) for model in all_models() if model.__module__ in USED_IN}
    archive = keys.pop("ReportedElsewhere")  # the example has no year from before csprog
    assert archive == {"on", "address"}
    unused = {"personal_data_ground", "reported_elsewhere", "no_measures_reason"}
    assert used == {name: fields - unused for name, fields in keys.items()}


def test_every_standing_outcome_channel_and_origin_occurs() -> None:
    rows = [row for year in FILES for row in evaluated(year).measures]
    assert {row.status for row in evaluated(2026).measures} == {*Status} - {
        Status.CARRIED_OVER,
        Status.REPORTED_ELSEWHERE,
    }
    assert Status.CARRIED_OVER in {row.status for row in rows}
    assert {row.outcome for row in rows} == set(Outcome) - {Outcome.REPORTED_ELSEWHERE}
    assert {row.placed.subsection.channel for row in rows} == {*Channel, None}
    assert {row.placed.proposal.origin for row in rows} == {*Origin, None}


def test_what_was_carried_over_is_found_where_it_came_from() -> None:
    """And was not carried out in the year from which it came."""
    count = 0
    for year in FILES:
        for row in evaluated(year).measures:
            if origin := row.placed.measure.carried_from:
                (before,) = (other for other in evaluated(origin.year).measures if other.placed.id == origin.id)
                assert not before.outcome.is_done_in_year
                count += 1
    assert count >= 5


# ── the tour ─────────────────────────────────────────────────────────────────────────────────────────────────

STEPS = steps(TOUR)


def printed(step: Step, folder: Path) -> list[str]:
    """Give what a command of the tour prints, shortened as the tour shortens it."""
    result = run(shlex.split(step.command, comments=True), folder)
    lines = [line.rstrip() for line in result.stdout.decode("utf-8").splitlines()]
    return shortened(lines, step.expected)


@pytest.mark.parametrize("step", STEPS, ids=[step.command for step in STEPS])
def test_tour(step: Step) -> None:
    """Where the output has changed on purpose, `python -m tests.test_example` writes it into the tour."""
    assert printed(step, EXAMPLE) == step.expected


def test_tour_names_measures_that_are_what_it_says() -> None:
    """The list at its end leads to the places it names."""
    outcomes = {row.placed.id: row.outcome for row in evaluated(2023).measures}
    assert outcomes["2.2.1.2"] is Outcome.DONE_AFTER_YEAR
    assert outcomes["1.2.1.1"] is Outcome.PARTLY_DONE
    for year, identifier in re.findall(r"`(\d{4})\.yaml`.*?\((\d[\d.]+)\)", TOUR):
        assert identifier in {row.placed.id for row in evaluated(int(year)).measures}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        folder = copytree(EXAMPLE, Path(scratch) / "example")
        text = TOUR
        for step in STEPS:
            fresh = "\n".join([step.command, *printed(step, folder)])
            text = text.replace(f"$ {step.text}\n", f"$ {fresh}\n", 1)
        (EXAMPLE / "README.md").write_text(text, encoding="utf-8", newline="\n")
