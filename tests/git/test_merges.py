"""Two people record on two branches, and git merges: what doesn't contradict is all there, and no line is lost.

Ours stays to the byte; what it gains are lines of theirs, in order of date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.git.office import both, gained, recorded, typed
from tests.plans import measure, small

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.git.office import Deed, Office

ZAVOLZHSKOE = recorded("complete", "1.1.1.1", "--office", "Заволжское МРО", "--on", "2025-03-20", "--note", "акт 1")
PRAVOBEREZHNOE = recorded("complete", "1.1.1.1", "--office", "Правобережное МРО", "--on", "2025-03-14")
OFFICES = {"1.1.1.1": ["2025-03-14 completed", "2025-03-20 completed акт 1"]}
FIRST = recorded("complete", "1.2.2.1", "--on", "2025-03-14")
SECOND = recorded("remark", "1.2.2.2", "--on", "2025-03-10", "--note", "ждём банк")
WHOLE = recorded("postpone", "1.2.2", "--to", "2026-02-01", "--reason", "нет договора", "--on", "2025-04-01")
WORDING = ("Установка терминалов электронной очереди", "Установка терминалов")
COMMENTED = typed("provisions:", "# сверено с приказом\nprovisions:")


def merge(office: Office, how: str = "merge", *, reworded: tuple[str, str] = ("", "")) -> None:
    """Bring theirs into ours, which must succeed without a word of csprog and add nothing but lines of theirs.

    Where they reworded a line, ours has to follow.
    """
    ours, theirs = office.text.replace(*reworded, 1), office.git("show", "theirs:programme/2025.yaml")
    if how == "rebase":
        office.git("checkout", "-q", "theirs")
    answer = office.attempt(how, "main" if how == "rebase" else "theirs")
    assert answer.returncode == 0, answer.stderr + answer.stdout + office.text
    assert "csprog" not in answer.stderr
    assert office.git("status", "--porcelain") == ""
    assert set(gained(ours, office.text)) <= set(theirs.splitlines(keepends=True))


@pytest.mark.slow
@pytest.mark.parametrize("how", ["merge", "rebase", "cherry-pick"])
def test_two_offices_of_one_measure(office: Office, how: str) -> None:
    office.diverge(ZAVOLZHSKOE, PRAVOBEREZHNOE)
    merge(office, how)
    assert office.journals() == OFFICES
    (done,) = office.json("status", "1.1.1.1")["measures"]
    assert (done["standing"], done["completed_on"]) == ("completed", "2025-03-20")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ours", "theirs", "journals"),
    [
        pytest.param(
            FIRST,
            SECOND,
            {"1.2.2.1": ["2025-03-14 completed"], "1.2.2.2": ["2025-03-10 remark ждём банк"]},
            id="neighbours",
        ),
        pytest.param(
            SECOND,
            WHOLE,
            {
                "1.2.2.1": ["2025-04-01 postponed нет договора"],
                "1.2.2.2": ["2025-03-10 remark ждём банк", "2025-04-01 postponed нет договора"],
            },
            id="one proposal",
        ),
        pytest.param(ZAVOLZHSKOE, both(COMMENTED, PRAVOBEREZHNOE), OFFICES, id="their comments"),
        pytest.param(both(COMMENTED, typed(*WORDING), ZAVOLZHSKOE), PRAVOBEREZHNOE, OFFICES, id="our texts"),
    ],
)
def test_what_does_not_contradict(office: Office, ours: Deed, theirs: Deed, journals: dict[str, list[str]]) -> None:
    office.diverge(ours, theirs)
    merge(office)
    assert office.journals() == journals
    office.done("validate")


@pytest.mark.slow
def test_values_and_assessments_of_both(office: Office) -> None:
    goal = "indicators:\n  - id: доля\n    name: Доля\n    unit: '%'\n\nplan:\n"
    office.write(office.text.replace("\nplan:\n", f"\n{goal}", 1))
    office.commit("показатель")
    assessed = ("--kind", "operative", "--period", "2025-Q1", "--score", "Вежливость=4/5", "--on")
    office.diverge(
        both(
            recorded("gauge", "доля", "12,5", "--period", "2025-Q1", "--on", "2025-04-10"),
            recorded("assess", "О-1", *assessed, "2025-04-10"),
            recorded("spend", "1.2.4", "100", "--on", "2025-04-10"),
        ),
        both(
            recorded("gauge", "доля", "13", "--period", "2025-Q2", "--on", "2025-07-10"),
            recorded("assess", "О-2", *assessed, "2025-04-09"),
            recorded("spend", "1.2.4", "50", "--on", "2025-04-12"),
        ),
    )
    merge(office)
    assert office.journals() == {"1.2.4.1": ["2025-04-10 spent", "2025-04-12 spent"]}
    assert [actual["value"] for actual in office.json("show", "доля")[0]["actuals"]] == ["12.5", "13"]
    assert office.text.index("- id: О-2") < office.text.index("- id: О-1"), "in order of date"
    assert office.text.count("\n\nassessments:\n") == office.text.count("\n\nplan:\n") == 1
    office.done("validate")


@pytest.mark.slow
@pytest.mark.parametrize("twice", ["ours", "theirs"])
def test_two_equal_payments_of_a_day_stay_two(office: Office, twice: str) -> None:
    """What both sides have alike is one; what one of them has twice is two."""
    pay = recorded("spend", "1.2.4", "100", "--on", "2025-04-10")
    one, two = both(pay, recorded("spend", "1.2.4", "7", "--on", "2025-04-12")), both(pay, pay)
    office.diverge(*((two, one) if twice == "ours" else (one, two)))
    merge(office)
    assert office.journals() == {"1.2.4.1": ["2025-04-10 spent", "2025-04-10 spent", "2025-04-12 spent"]}


@pytest.mark.slow
def test_what_they_typed_by_hand_comes_as_it_is(office: Office) -> None:
    """Only where both recorded are entries written anew."""
    entry = (
        "                journal: # начат\n                - {event: 'remark', on: 2025-03-14, note: \"их\"} # сам\n"
    )
    office.write(small(measure(), measure()))
    office.commit("план поменьше")
    theirs = recorded("remark", "1.1.1.2", "--on", "2025-03-10", "--note", "их")
    ours = recorded("remark", "1.1.1.2", "--on", "2025-03-14", "--note", "наше")
    office.diverge(ours, both(theirs, typed("Результат\n", "Результат\n" + entry)))
    merge(office)
    assert entry in office.text
    both_entries = ["2025-03-10 remark их", "2025-03-14 remark наше"]
    assert office.journals() == {"1.1.1.1": ["2025-03-14 remark их"], "1.1.1.2": both_entries}


@pytest.mark.slow
def test_their_text_of_the_measure_that_both_record(office: Office) -> None:
    office.diverge(ZAVOLZHSKOE, both(typed(*WORDING), PRAVOBEREZHNOE))
    merge(office, reworded=WORDING)
    assert office.journals() == OFFICES


@pytest.mark.slow
def test_their_result_next_to_our_entry(office: Office) -> None:
    """To git alone these lines are neighbours and conflict."""
    last = ("внедрена\n", "внедрена в срок\n")
    office.write(small(measure(), measure()).replace("Результат\n", last[0]))
    office.commit("план поменьше")
    office.diverge(recorded("complete", "1.1.1.1", "--on", "2025-03-14"), typed(*last))
    merge(office, reworded=last)
    assert office.journals() == {"1.1.1.1": ["2025-03-14 completed"]}


@pytest.mark.slow
def test_their_result_above_our_entry_as_we_typed_it(office: Office) -> None:
    entry = "                journal:\n                - {event: 'remark', on: 2025-03-14, note: \"наше\"}\n"
    office.write(small(measure()))
    office.commit("план поменьше")
    office.diverge(typed("Результат\n", "Результат\n" + entry), typed("Результат\n", "Результаты\n"))
    merge(office, reworded=("Результат\n", "Результаты\n"))
    assert entry in office.text


@pytest.mark.slow
def test_recorded_while_a_measure_was_put_in_above(office: Office) -> None:
    """An id is a place: ours records for the second measure, which is the third in theirs."""
    office.write(small(measure(), measure().replace("Мероприятие", "B")))
    office.commit("план поменьше")
    put_in = typed(
        measure().replace("Мероприятие", "B").splitlines()[0],
        "- text: N\n                due: 2025-06-30\n                result: Р\n              - text: B",
    )
    office.diverge(
        recorded("remark", "1.1.1.2", "--on", "2025-03-14", "--note", "наше"),
        both(put_in, recorded("remark", "1.1.1.3", "--on", "2025-03-15", "--note", "их")),
    )
    merge(office)
    assert office.journals() == {"1.1.1.3": ["2025-03-14 remark наше", "2025-03-15 remark их"]}


@pytest.mark.slow
def test_the_same_entry_is_recorded_once(office: Office) -> None:
    office.diverge(both(ZAVOLZHSKOE, PRAVOBEREZHNOE_LATER), both(ZAVOLZHSKOE, REMARK))
    merge(office)
    assert office.journals() == {
        "1.1.1.1": ["2025-03-20 completed акт 1", "2025-03-21 completed", "2025-03-25 remark проверено"]
    }


PRAVOBEREZHNOE_LATER = recorded("complete", "1.1.1.1", "--office", "Правобережное МРО", "--on", "2025-03-21")
REMARK = recorded("remark", "1.1.1.1", "--on", "2025-03-25", "--note", "проверено")


@pytest.mark.slow
def test_three_branches_one_after_another(office: Office) -> None:
    office.git("branch", "third")
    office.diverge(recorded("remark", "1.2.4", "--on", "2025-03-10", "--note", "раз"), SECOND)
    merge(office)
    office.git("checkout", "-q", "third")
    recorded("remark", "1.2.4", "--on", "2025-02-10", "--note", "рано")(office)
    office.commit("third")
    office.git("branch", "-f", "theirs", "third")
    office.git("checkout", "-q", "main")
    merge(office)
    assert office.journals()["1.2.4.1"] == ["2025-02-10 remark рано", "2025-03-10 remark раз"]


# ── how the file is written ──────────────────────────────────────────────────────────────────────────────────

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
ENTRY = "on: 2025-02-01, event: remark, note: было"
BYTES: dict[str, Callable[[str], str]] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: MARK + text,
    "no last line end": lambda text: text.removesuffix("\n"),
    "all of these": lambda text: MARK + text.removesuffix("\n").replace("\n", "\r\n"),
}
JOURNALS = {
    "absent": "",
    "nothing": "  journal:\n",
    "brackets": "  journal: []\n",
    "a few": f"  journal:\n  - {{{ENTRY}}}\n  - on: 2025-02-02\n    event: remark\n    note: >-\n      и ещё\n",
    "commented": f"  journal: # начат\n    - {{{ENTRY}}} # сам\n    # конец журнала\n",
}


def both_remark(office: Office, plan: str) -> None:
    """Let both sides add a remark to both measures of `plan` and merge."""
    office.write(plan)
    office.commit("план поменьше")
    before = office.journals().get("1.1.1.1", [])
    office.diverge(
        recorded("remark", "1.1.1", "--on", "2025-03-14", "--note", "наше"),
        recorded("remark", "1.1.1", "--on", "2025-03-10", "--note", "их"),
    )
    merge(office)
    assert office.journals()["1.1.1.1"] == [*before, "2025-03-10 remark их", "2025-03-14 remark наше"]
    assert office.journals()["1.1.1.2"] == ["2025-03-10 remark их", "2025-03-14 remark наше"]


@pytest.mark.slow
@pytest.mark.parametrize("written", BYTES)
def test_however_the_bytes_are(office: Office, written: str) -> None:
    plan = BYTES[written](small(measure(), measure()))
    both_remark(office, plan)
    assert office.text.count("\r\n") == ("\r" in plan) * office.text.count("\n")
    assert office.text.startswith(MARK) == plan.startswith(MARK)


@pytest.mark.slow
@pytest.mark.parametrize("written", JOURNALS)
def test_however_the_journal_is_written(office: Office, written: str) -> None:
    both_remark(office, small(measure() + JOURNALS[written], measure()))


@pytest.mark.slow
def test_journal_in_one_line(office: Office) -> None:
    """The one line of ours that changes; what it says stays."""
    office.write(small(measure() + f"  journal: [{{{ENTRY}}}] # всё\n", measure()))
    office.commit("план поменьше")
    office.diverge(
        recorded("remark", "1.1.1.1", "--on", "2025-03-14", "--note", "наше"),
        recorded("remark", "1.1.1.1", "--on", "2025-03-10", "--note", "их"),
    )
    ours = office.text
    office.git("merge", "theirs")
    theirs = "{on: 2025-03-10, event: remark, note: их}, "
    assert office.text == ours.replace("{on: 2025-03-14", theirs + "{on: 2025-03-14")


# ── corrections ──────────────────────────────────────────────────────────────────────────────────────────────

DECEMBER = ("--on", "2025-12-08")


@pytest.mark.slow
def test_a_correction_here_and_a_remark_there(office: Office) -> None:
    office.record("complete", "1.2.4", "--note", "акт 71", *DECEMBER)
    office.commit("done")
    office.diverge(
        recorded("correct", "1.2.4", "--note", "акт 17", "--why", "номер"),
        recorded("remark", "1.2.4", "--note", "звонили", "--on", "2025-12-20"),
    )
    merge(office)
    (done,) = office.json("show", "1.2.4")
    assert (done["note"], len(done["journal"])) == ("акт 17", 3)


@pytest.mark.slow
def test_two_corrections_of_one_entry_are_a_conflict(office: Office) -> None:
    office.record("complete", "1.2.4", "--note", "акт 71", *DECEMBER)
    office.commit("done")
    office.diverge(
        recorded("correct", "1.2.4", "--note", "акт 17", "--why", "номер"),
        recorded("correct", "1.2.4", "--note", "акт 18", "--why", "номер"),
    )
    answer = office.attempt("merge", "theirs")
    assert (answer.returncode, "corrected 31 Dec 2025" in answer.stderr) == (1, True), answer.stderr


@pytest.mark.slow
def test_a_correction_never_comes_to_be_about_another_entry(office: Office) -> None:
    """Both sides record a completion of one day; theirs corrects its own, which would be the second after the merge."""
    theirs = recorded("complete", "1.1.1.1", "--office", "Правобережное МРО", "--note", "акт 2", *DECEMBER)
    office.diverge(
        recorded("complete", "1.1.1.1", "--office", "Заволжское МРО", "--note", "акт 1", *DECEMBER),
        both(theirs, recorded("correct", "1.1.1.1", "--note", "акт 3", "--why", "номер")),
    )
    answer = office.attempt("merge", "theirs")
    assert answer.returncode == 1
    assert office.text.count("<<<<<<<") > 0
