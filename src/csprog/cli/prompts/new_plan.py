"""Collects the values of a new plan from options, questions or defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from csprog.cli.command import at_terminal
from csprog.cli.prompts.questions import Choice, ask_text, choose_several
from csprog.console.status_labels import word
from csprog.errors import RefusedError, UsageError
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.i18n import Message
from csprog.operations.new_plans import passport_fault
from csprog.parsing.names import split_ids

Given = dict[str, str | None]
"""Values of the passport by key: None if the option is not given, empty to leave it out."""
_QUESTIONS = {
    "organisation": Message("Company?"),
    "title": Message("Title of the Programme?"),
    "basis": Message("Legal act it is based on? (optional)"),
    "site": Message("Official site, like https://example.org (optional)"),
}
_LISTS = {
    "--carry": Message("Which measures that were not completed are carried over?"),
    "--recurring": Message("Which recurring measures are repeated?"),
}


def passport_values(given: Given, defaults: Mapping[str, str]) -> dict[str, str | None]:
    """Return the passport's values by the keys of `given`; None for those left out.

    Raises:
        UsageError: a value is invalid in a passport, or a required one is missing.
    """
    asking, values = at_terminal(), {}
    for key, value in given.items():
        answer = value
        if answer is None:
            default = defaults.get(key, "")
            answer = ask_text(_QUESTIONS[key], default, partial(passport_fault, key)) if asking else default
        if fault := passport_fault(key, answer):
            missing = Message("missing option --{key}: the company of the Programme", key=key)
            raise UsageError(missing if value is None else Message("--{key}: {fault}", key=key, fault=fault))
        values[key] = answer.strip() or None
    return values


def choose_measures(
    option: str, words: Sequence[str] | None, offered: Sequence[EvaluatedMeasure], proposed: Sequence[EvaluatedMeasure]
) -> list[str]:
    """Return the ids chosen by option or question, else those of `proposed`.

    Raises:
        UsageError: "all" or "none" is given together with ids.
        RefusedError: an id is not among those offered.
    """
    usual = [row.placed.id for row in proposed]
    if words is None:
        if not (offered and at_terminal()):
            return usual
        choices = [
            Choice(
                row.placed.id, f"{row.placed.id} {word(row.told)}: {row.placed.measure.text}", row.placed.id in usual
            )
            for row in offered
        ]
        return choose_several(_LISTS[option], choices)
    if len(words) == 1 and words[0] in {"all", "none"}:
        return usual if words[0] == "all" else []
    if {"all", "none"} & set(words):
        raise UsageError(Message("{option} takes ids, or just all or none", option=option))
    named = {identifier for name in split_ids(words) for identifier in _ids_of(option, name, offered)}
    return [row.placed.id for row in offered if row.placed.id in named]


def _ids_of(option: str, name: str, offered: Sequence[EvaluatedMeasure]) -> list[str]:
    ids = [row.placed.id for row in offered if name in row.placed.names]
    if not ids:
        possible = ", ".join(row.placed.id for row in offered) or "—"
        raise RefusedError(
            Message(
                "invalid value {id} of {option}, choose from: {possible}", option=option, id=name, possible=possible
            )
        )
    return ids
