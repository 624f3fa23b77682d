"""What a recording without an id asks of the person at the terminal: each answer is judged as the option would be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from csprog.cli.command import IN_EDITOR
from csprog.cli.prompts.measure_choice import ask_which, command_line
from csprog.cli.prompts.questions import Choice, ask_text, choose_several
from csprog.console.recording import show_named, show_same
from csprog.editing.entry import addressed, build_entry
from csprog.errors import ParseError, RefusedError
from csprog.evaluation.evaluator import EvaluatedMeasure, evaluate
from csprog.i18n import Message
from csprog.operations.plans import OpenPlan
from csprog.parsing.dates import read_day
from csprog.parsing.numbers import read_amount
from csprog.programme.journal import fold
from csprog.programme.lookup import select_measures
from csprog.programme.model import Measure

_STAND_INS: Mapping[str, Any] = {"to": date.max, "amount": Decimal(0), "note": "…", "reason": "…"}
"""What an answer is judged with while the others are not given yet: values against which nothing can be said."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of recording: its command, and its questions in their order; first of all, which measure."""

    command: str
    which: Message
    questions: Mapping[str, Message] = field(default_factory=dict)


_DAY = {"on": Message("On which day?")}
_WHY = {"reason": Message("Why?")}
_NEEDED = {
    "completed": Message("What was achieved, and why on that day?"),
    "spent": Message("Why did it come back?"),
}
"""What is asked for a note that may be left out, where it may not."""
_TYPED: Mapping[str, Callable[[str], Any]] = {"on": read_day, "to": read_day, "amount": read_amount}
"""By key, what reads a value as the command line does."""
_KINDS = {
    "completed": _Kind(
        "complete",
        Message("Which measure was carried out?"),
        {**_DAY, "offices": Message("In which offices?"), "note": Message("What was achieved? (may be empty)")},
    ),
    "not-completed": _Kind(
        "decline",
        Message("Which measure was not carried out?"),
        {**_DAY, "offices": Message("In which offices not?"), **_WHY},
    ),
    "postponed": _Kind(
        "postpone",
        Message("Which measure is postponed?"),
        {**_DAY, "to": Message("By which day is it awaited now? (year-month-day)"), **_WHY},
    ),
    "cancelled": _Kind("cancel", Message("Which measure is taken out of the plan?"), {**_DAY, **_WHY}),
    "reopened": _Kind(
        "reopen",
        Message("Which measure is open again?"),
        {**_DAY, "offices": Message("In which offices?"), **_WHY},
    ),
    "remark": _Kind(
        "remark", Message("Which measure is the remark about?"), {**_DAY, "note": Message("What is worth knowing?")}
    ),
    "spent": _Kind(
        "spend",
        Message("For which measure was money spent?"),
        {**_DAY, "amount": Message("How much, in roubles?"), "note": Message("What for? (may be empty)")},
    ),
}


def ask_recording(
    plan: OpenPlan, event: str, given: Mapping[str, Any], options: Mapping[str, object]
) -> tuple[str, dict[str, Any]]:
    """Return the id of what is recorded and all values of the entry: those `given`, and those that the person says.

    `options` are those of the command that are no values of the entry, for the line that is shown in the end.

    Raises:
        Refused: there is no measure to which this could happen.
    """
    kind = _KINDS[event]
    said = {key: value for key, value in given.items() if value not in (None, ())}
    asked = _Asked(plan, event, said)
    rows = [row for row in evaluate(plan.programme, plan.today).measures if _in_question(row, event)]
    if not rows:
        raise RefusedError(Message("the plan of {year} has no measure to which this applies", year=plan.programme.year))
    there = [row for row in rows if set(said.get("offices", ())) <= set(row.placed.measure.offices)]
    identifier = ask_which(kind.which, there or rows, asked.objection)
    show_named(select_measures(plan.programme, identifier))
    for key, question in kind.questions.items():
        if key not in said:
            said[key] = asked.answer(identifier, key, question)
    words = [identifier, *(str(said[key]) for key in ("amount",) if key in said)]
    told = dict.fromkeys(key for key in (*kind.questions, *said) if key != "amount")
    values = {"--office" if key == "offices" else f"--{key}": said[key] for key in told}
    show_same(command_line(kind.command, words, {**values, **options}))
    return identifier, said


def _in_question(row: EvaluatedMeasure, event: str) -> bool:
    return event in {"remark", "spent"} or row.status.is_open is not (event == "reopened")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A recording of which `said` is known so far."""

    plan: OpenPlan
    event: str
    said: dict[str, Any]

    def objection(self, identifier: str, **answer: Any) -> Message | None:
        """Return the sentence with which the recording would be refused if this were said; None if it would not."""
        usual = {key: value for key, value in _STAND_INS.items() if key in _KINDS[self.event].questions}
        written = {key: "…" if value == IN_EDITOR else value for key, value in self.said.items()}
        values = {"on": self.plan.today, **usual, **written, **answer, "event": self.event}
        try:
            addressed(self.plan.programme, identifier, build_entry(values), self.plan.today)
        except RefusedError as refused:
            return refused.message
        return None

    def answer(self, identifier: str, key: str, question: Message) -> Any:
        """Ask for one value, until it could be recorded."""
        if key == "offices":
            return self._offices(identifier, question)
        if key in _TYPED:
            default = self.plan.today.isoformat() if key == "on" else ""
            return _TYPED[key](ask_text(question, default, lambda text: self._fault(identifier, key, text)))
        empty = None if key == "note" and self.event in _NEEDED else ""  # the others can't be left out
        if empty is None and self.objection(identifier, note=None):
            question = _NEEDED[self.event]
        text = ask_text(question, "", lambda text: self.objection(identifier, **{key: text.strip() or empty}))
        return text.strip() or empty

    def _fault(self, identifier: str, key: str, text: str) -> object | None:
        try:
            return self.objection(identifier, **{key: _TYPED[key](text)})
        except ParseError as fault:
            return fault.message

    def _offices(self, identifier: str, question: Message) -> list[str]:
        """Return some of the offices that may be named; none where all are meant, as on a command line."""
        measures = (placed.measure for placed in select_measures(self.plan.programme, identifier))
        names = list(dict.fromkeys(name for measure in measures for name in _nameable(measure, self.event)))
        if len(names) < 2:  # noqa: PLR2004 - there is nothing to choose from
            return []

        def wrong(chosen: list[str]) -> Message | None:
            if not chosen:
                return Message("tick at least one")
            return None if len(chosen) == len(names) else self.objection(identifier, offices=tuple(chosen))

        chosen = choose_several(question, [Choice(name, name) for name in names], wrong)
        return [] if len(chosen) == len(names) else chosen


def _nameable(measure: Measure, event: str) -> list[str]:
    """Return the offices of a measure of which the event may be told: by default it is told of all of these."""
    state = fold(measure)
    if event != "reopened":
        return [name for name in state.open_offices if name]
    settled = state.failed or state.completed
    return [] if state.cancelled else [name for name in measure.offices if name in settled]
