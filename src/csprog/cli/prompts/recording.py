"""Asks for the values of an entry when a command is called without an ID.

Every answer is checked as the option would be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from csprog.cli.command import IN_EDITOR
from csprog.cli.prompts.measure_choice import ask_measure, awaited, command_line, typed_day
from csprog.cli.prompts.questions import Choice, ask_from, ask_text, choose_several
from csprog.console.recording import show_chosen, show_command
from csprog.editing.entry import addressed, build_entry
from csprog.errors import ParseError, RefusedError
from csprog.evaluation.evaluator import evaluate
from csprog.i18n import Message
from csprog.operations.applicable_events import applies, offices_for
from csprog.operations.carried_recordings import elsewhere
from csprog.operations.plans import OpenPlan
from csprog.operations.year_choice import doubt_of_year, years_in_question
from csprog.parsing.dates import read_day
from csprog.parsing.deadlines import read_last_day
from csprog.parsing.names import find_name, split_ids
from csprog.parsing.numbers import read_amount
from csprog.programme.lookup import select_measures

_PLACEHOLDERS: Mapping[str, Any] = {"to": date.max, "amount": Decimal(0), "note": "…", "reason": "…", "document": "…"}
"""Valid values for answers not given yet, to check the others with."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """An event's command, the question for the measure, and those for its values."""

    command: str
    which: Message
    questions: Mapping[str, Message] = field(default_factory=dict)


_DAY = {"on": Message("Date?")}
_DECIDED = {"on": Message("Day of the decision?")}
_WHY = {"reason": Message("Reason?")}
_REQUIRED_NOTE = Message("Reason for the refund?")
_OPTIONAL_NOTE = {"completed", "spent"}
_OPTIONS = {"offices": "--office", "personal_data_ground": "--allow-personal-data"}
"""Options that have another name than the key of the entry."""
_DAYS: Mapping[str, Callable[[str, date], date]] = {"on": read_day, "to": read_last_day}
_KINDS = {
    "completed": _Kind(
        "complete",
        Message("Which measure was completed?"),
        {
            **_DAY,
            "offices": Message("In which offices?"),
            "reason": Message("Why on that date?"),
            "note": Message("What was achieved? (optional)"),
        },
    ),
    "not-completed": _Kind(
        "decline",
        Message("Which measure was not completed?"),
        {**_DECIDED, "offices": Message("In which offices was it not completed?"), **_WHY},
    ),
    "postponed": _Kind(
        "postpone",
        Message("Which measure is postponed?"),
        {"to": Message("New due date?"), **_DECIDED, **_WHY},
    ),
    "cancelled": _Kind(
        "cancel",
        Message("Which measure is removed from the plan?"),
        {**_DECIDED, **_WHY, "document": Message("Document (like Приказ № 118)?")},
    ),
    "reopened": _Kind(
        "reopen", Message("Which measure is reopened?"), {**_DAY, "offices": Message("In which offices?"), **_WHY}
    ),
    "remark": _Kind("remark", Message("Which measure is the remark about?"), {**_DAY, "note": Message("Remark?")}),
    "spent": _Kind(
        "spend",
        Message("For which measure was money spent?"),
        {**_DAY, "amount": Message("Sum, in roubles?"), "note": Message("What for? (optional)")},
    ),
}


def ask_year(as_of: date | None, on: date | None) -> int | None:
    """Return the year whose plan to record in; ask if it may be one of two.

    It is None if the newest begun is beyond doubt.
    """
    years = years_in_question(as_of, on)
    if years == years_in_question(as_of, None)[-1:]:
        return None
    if len(years) == 1:
        return years[0]
    owed, begun = map(str, years)
    choices = [
        Choice(owed, str(Message("{year}: its report is not published yet", year=owed))),
        Choice(begun, str(Message("{year}: the current year", year=begun))),
    ]
    again = Message("type {one} or {other}", one=owed, other=begun)
    question = Message("Year of the plan?")
    return int(ask_from(question, lambda _: choices, lambda text: None if text in {owed, begun} else again))


def ask_recording(
    plan: OpenPlan, event: str, given: Mapping[str, Any], options: Mapping[str, object]
) -> tuple[str, dict[str, Any]]:
    """Return the id, and the values of the entry: those `given` and those asked for.

    `options` are the command's other options, for the command line shown at the end.

    Raises:
        RefusedError: the event applies to no measure of the plan.
    """
    kind = _KINDS[event]
    values = {key: value for key, value in given.items() if value not in (None, ())}
    interview = _Interview(plan, event, values, year_given=options.get("--year") is not None)
    rows = [row for row in evaluate(plan.programme, plan.today).measures if applies(row, event)]
    if not rows:
        raise RefusedError(Message("no measure of the plan of {year} can be recorded so", year=plan.programme.year))
    offices = values.get("offices", ())
    in_offices = [row for row in rows if all(find_name(name, row.placed.measure.offices) for name in offices)]
    identifier = ask_measure(kind.which, in_offices or rows, interview.check)
    show_chosen(select_measures(plan.programme, identifier))
    for key, question in kind.questions.items():
        if key not in values:
            values[key] = interview.ask(identifier, key, question)
    arguments = [*split_ids([identifier]), *(str(values[key]) for key in ("amount",) if key in values)]
    keys = dict.fromkeys(key for key in (*kind.questions, *values) if key not in {"amount", "evidence"})
    entry_options = {_OPTIONS.get(key, f"--{key}"): values[key] for key in keys}
    show_command(command_line(kind.command, arguments, {**entry_options, **options}))
    return identifier, values


@dataclass(frozen=True, slots=True)
class _Interview:
    """Questions for an entry, of which `values` are given so far.

    `year_given` is true if `--year` or an answer has chosen the plan.
    """

    plan: OpenPlan
    event: str
    values: dict[str, Any]
    year_given: bool

    def check(self, identifier: str, **answer: Any) -> Message | None:
        """Return the sentence that refuses the entry with this answer, else None."""
        placeholders = {key: value for key, value in _PLACEHOLDERS.items() if key in _KINDS[self.event].questions}
        given = {key: "…" if value == IN_EDITOR else value for key, value in self.values.items()}
        values = {"on": self.plan.today, **placeholders, **given, **answer, "event": self.event}
        path, today = self.plan.source.path, self.plan.today
        if not self.year_given and (doubt := doubt_of_year(path, today, values["on"], identifier, event=self.event)):
            return doubt
        if other := elsewhere(path, today, identifier, self.event, values["on"]):
            return other
        try:
            addressed(self.plan.programme, identifier, build_entry(values), today)
        except RefusedError as refused:
            return refused.message
        return None

    def ask(self, identifier: str, key: str, question: Message) -> Any:
        """Ask for the value of `key` until it is valid."""
        if key == "offices":
            return self._ask_offices(identifier, question)
        if key in {*_DAYS, "amount"}:
            default = typed_day(self.plan.today) if key == "on" else ""
            asked = self._with_deadline(identifier, question) if key == "to" else question
            return self._read(key, ask_text(asked, default, lambda text: self._check_typed(identifier, key, text)))
        if (self.event, key) == ("completed", "reason") and not self.check(identifier, note=None, reason=None):
            return None  # it is in time, or the journal has a reason
        if (self.event, key) == ("cancelled", "document") and not self.check(identifier, document=None):
            return None  # the plan is not approved
        empty = None if key == "note" and self.event in _OPTIONAL_NOTE else ""  # other texts can't be left out
        if self.event == "spent" and empty is None and self.check(identifier, note=None):
            question = _REQUIRED_NOTE
        text = ask_text(question, "", lambda text: self.check(identifier, **{key: text.strip() or empty}))
        return text.strip() or empty

    def _check_typed(self, identifier: str, key: str, text: str) -> object | None:
        try:
            return self.check(identifier, **{key: self._read(key, text)})
        except ParseError as error:
            return error.message

    def _read(self, key: str, text: str) -> Any:
        return _DAYS[key](text, self.plan.today) if key in _DAYS else read_amount(text)

    def _with_deadline(self, identifier: str, question: Message) -> Message:
        """Return the question with the deadlines that hold now."""
        chosen = {placed.id for placed in select_measures(self.plan.programme, identifier)}
        rows = (row for row in evaluate(self.plan.programme, self.plan.today).measures if row.placed.id in chosen)
        return Message("{question} (now {day})", question=question, day=", ".join(dict.fromkeys(map(awaited, rows))))

    def _ask_offices(self, identifier: str, question: Message) -> list[str]:
        """Return the offices ticked; none if all are, as on a command line."""
        measures = (placed.measure for placed in select_measures(self.plan.programme, identifier))
        names = list(dict.fromkeys(name for measure in measures for name in offices_for(measure, self.event)))
        if len(names) < 2:  # noqa: PLR2004 - there is nothing to choose from
            return []

        def check(ticked: list[str]) -> Message | None:
            if not ticked:
                return Message("tick at least one")
            return None if len(ticked) == len(names) else self.check(identifier, offices=tuple(ticked))

        ticked = choose_several(question, [Choice(name, name) for name in names], check)
        return [] if len(ticked) == len(names) else ticked
