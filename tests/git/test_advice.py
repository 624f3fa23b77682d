"""Every command that csprog advises works when it is typed as it stands, with words in the place of “…”."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.plans import measure, small
from tests.update_catalogue import catalogue

if TYPE_CHECKING:
    from tests.git.office import Office

DAY = ("--as-of", "2025-12-31")
ORDER = ("--document", "Приказ № 118", "--on", "2025-09-22", "--reason", "Решение")
INDICATORS = "indicators:\n  - id: ожидание\n    name: Время\n    unit: мин\n\nplan:\n"
SURVEY = ("assess", "О1", "--kind", "operative", "--period", "2025-H1", "--score", "Вежливость=4.5/5")
REOPENED = (("complete", "1.2.4", "--on", "2025-03-01"), ("reopen", "1.2.4", "--reason", "а", "--on", "2025-04-01"))


def edited(office: Office) -> None:
    """Reword a measure by hand and leave it at that."""
    office.write(office.text.replace("text: Установка терминалов электронной очереди", "text: Терминалы", 1))


def committed(office: Office) -> None:
    """Record something and commit it."""
    office.record("complete", "1.2.4", "--on", "2025-03-01")
    office.commit("done")


def without_journal(office: Office) -> None:
    """Have a year that is over and of which nothing is recorded."""
    office.write(small(measure()))


def without_result(office: Office) -> None:
    """Have a year that is over, its only measure carried out, what was achieved not said."""
    office.write(small(measure("on: 2025-03-01, event: completed", "on: 2025-03-02, event: remark, note: а")))


ADVICE: dict[str, tuple[tuple[object, ...], tuple[str, ...]]] = {
    "it was already completed on {on}; to change the entry: {correct}; to reopen it: {reopen}": (
        (("complete", "1.2.4", "--on", "2025-03-01"), ("remark", "1.2.4", "--note", "а")),
        ("complete", "1.2.4"),
    ),
    "it was cancelled on {on}; to change the entry: {correct}; to reopen it: {reopen}": (
        (("cancel", "1.2.4", "--reason", "а", "--document", "Приказ № 118"),),
        ("complete", "1.2.4"),
    ),
    "it was recorded as not completed on {on}; to change the entry: {correct}; to reopen it: {reopen}": (
        (("decline", "1.2.4", "--reason", "а"),),
        ("complete", "1.2.4"),
    ),
    "“{office}” was already recorded on {on}; to change the entry: {correct}; to reopen it: {reopen}": (
        (("complete", "1.1.1.1", "--office", "Заволжское МРО"), ("spend", "1.1.1.1", "5")),
        ("complete", "1.1.1.1", "--office", "Заволжское МРО"),
    ),
    "{on} is before the entry above it ({last}); entries are in order of date. If that one is a "
    "mistake, revoke it: {command}": (REOPENED, ("complete", "1.2.4", "--on", "2025-03-01")),
    "{id}: {period} already has a value, {value} of {on}; to correct it: {command}": (
        (("gauge", "ожидание", "12", "--period", "2025-Q1"), ("gauge", "ожидание", "11", "--period", "2025-Q2")),
        ("gauge", "ожидание", "10,5", "--period", "2025-Q1"),
    ),
    "the assessment “{id}” already exists; give this one another id, or correct that one: {command}": (
        (SURVEY,),
        SURVEY,
    ),
    "{id}: the last entry is already committed; to correct or revoke it: {command}": ((committed,), ("undo",)),
    "completed, but no actual result is given: {command}": (
        (without_result,),
        ("publish", "--final", "--as-of", "2026-02-01"),
    ),
    "not completed, and no reason is given: {command}": (
        (without_journal,),
        ("publish", "--final", "--as-of", "2026-02-01"),
    ),
    "{id}: it has records, so it stays in the plan; cancel it instead: {command}": (
        (("remark", "1.2.2.1", "--note", "а"),),
        ("amend", "1.2.2.1", "--drop", *ORDER),
    ),
    "{id} is the only measure of {proposal}, and a proposal needs at least one; cancel it: {command}": (
        (),
        ("amend", "1.2.4.1", "--drop", *ORDER),
    ),
    "{ids}: already changed without an amendment; record that first: {command}": (
        (edited,),
        ("amend", "1.2.2.1", "--due", "2025-11-30", *ORDER),
    ),
}
"""What is done before, and the command whose answer is the advice, by the sentence of the catalogue."""

GUARDED = "tests/git/test_guarded_commands.py"
PROGRAM = "the command is that of an editor, of pip, or help"
BETWEEN = "tests/cli/test_between_years.py"
STATUS = "tests/cli/test_status.py"
ELSEWHERE = {
    "; see {command} --help": PROGRAM,
    "no calendar is attached; to attach one: {command}": PROGRAM,
    "the editor {command} failed: {reason}": PROGRAM,
    "the editor {command} needs a terminal, and there is none here": PROGRAM,
    "the editor {command} did not save the text as UTF-8; change its settings": PROGRAM,
    "and {count} more: {command}": STATUS,
    "next: {command}": STATUS,
    "it differs from that of this csprog; to renew it: {command}": "tests/git/test_init.py",
    "the same without questions: {command}": "tests/cli/test_prompts_recording.py",
    "{format} needs optional packages; install them: {command}": PROGRAM,
    "{id} has moved in an approved plan; put it back, or record the order that says so: {command}": GUARDED,
    "{id} is gone from an approved plan (“{old}”); put it back, or record the order that drops it: {command}": GUARDED,
    "{id} is new in an approved plan; record the order that adds it: {command}": GUARDED,
    "{id}: an approved plan gave no {key}; take it out, or record the order that adds it: {command}": GUARDED,
    "{id}: {key} of an approved plan was “{old}”; put it back, or record the order that changes it: {command}": GUARDED,
    "{old} has become {new} in an approved plan; put it back, or record the order that says so: {command}": GUARDED,
    "the index lists {year}, whose page is not in this folder; rebuild it: {command}": (
        "tests/publication/test_publication_log.py"
    ),
    "{id} of the plan of {year} is completed in {offices} by now: nothing is left to do there; {command}": BETWEEN,
    "{id} of the plan of {year} was completed on {day}: nothing is left to carry over; {command}": BETWEEN,
    "{id} of the plan of {year} was postponed to {day} after it was carried over; {command}": BETWEEN,
    "the plan of {year} says by now why {id} was not completed; {command}": BETWEEN,
    "the plan is approved; to record this in an amendment: {command}": BETWEEN,
    "{path} already exists; nothing was written; to update it to the old year: {command}": BETWEEN,
    "the index shows the final report for {year}, but its plan has changed since; restore it, or "
    "publish a correction: {command}": "tests/publication/test_frozen_index.py",
    "the index shows the final report for {year}, since its plan has errors: {command}": (
        "tests/publication/test_frozen_index.py"
    ),
    "{path} is not the file that was recorded; put that one back, or record this one: {command}": (
        "tests/cli/test_evidence.py"
    ),
}
"""Other sentences with a command, and what follows them."""


@pytest.mark.slow
@pytest.mark.parametrize(("before", "words"), ADVICE.values(), ids=[text[:40] for text in ADVICE])
def test_advice_works_to_the_letter(office: Office, before: tuple[object, ...], words: tuple[str, ...]) -> None:
    office.write(office.text.replace("plan:\n", INDICATORS, 1))
    office.commit("показатель")
    for deed in before:
        if isinstance(deed, tuple):
            office.record(*deed)
        else:
            deed(office)  # type: ignore[operator]
    as_of = () if "--as-of" in words else DAY
    advice = commands(office(*words, *(() if words == ("undo",) else as_of)).stderr)
    assert advice, "nothing was advised"
    state = office.text
    for command in advice:
        office.write(state)
        result = office(*command, *DAY)
        assert result.exit_code == 0, (command, result.stderr)


def commands(text: str) -> list[list[str]]:
    """Return the commands of a text, each “…” filled in."""
    found = re.findall(r'csprog ((?:correct|reopen|decline|cancel|amend) [^;]*?"…")(?! --)', text)
    filled = (command.replace("=…/", "=4/").replace("--value …", "--value 4") for command in found)
    return [shlex.split(command.replace("…", "Иное")) for command in filled]


def test_every_sentence_that_gives_a_command_is_followed() -> None:
    """Who adds one says here how it is reached, or which test follows it."""
    sentences = {message.id for message in catalogue() if isinstance(message.id, str)}
    advising = {text for text in sentences if re.search(r"\{(?:command|correct)\}", text)}
    assert advising - ADVICE.keys() == ELSEWHERE.keys()
