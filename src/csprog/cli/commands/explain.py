"""`csprog explain`: what a code of `csprog validate` means, why the rule is there, how it is broken and kept."""

from __future__ import annotations

import json as json_text
from dataclasses import asdict
from difflib import get_close_matches
from typing import Annotated

import typer

from csprog.cli.options import Json
from csprog.console.rules import show_rule, show_rules
from csprog.errors import RefusedError
from csprog.i18n import N_, Message, translate
from csprog.validation.catalogue import RULES, SUBJECTS, Rule

DETAILS = N_("Without a code: all codes, each with what holds where its rule is kept.")
_TRANSLATED = ("summary", "reason")

Code = Annotated[
    str | None,
    typer.Argument(metavar=N_("[CODE]"), help=N_("A code that csprog validate shows, like due.")),
]


def run(code: Code = None, *, json: Json = False) -> None:
    """Show one rule or all, or give them as JSON."""
    rules = list(RULES.values()) if code is None else [_rule(code)]
    if json:
        typer.echo(json_text.dumps([_record(rule) for rule in rules], ensure_ascii=False, indent=2))
    elif code is None:
        show_rules(SUBJECTS)
    else:
        show_rule(rules[0])


def _rule(code: str) -> Rule:
    """Return the rule of `code`, in whatever letters it was typed.

    Raises:
        Refused: there is none; the sentence offers the nearest.
    """
    wanted = code.strip().removesuffix(":").casefold()
    if wanted in RULES:
        return RULES[wanted]
    near = ", ".join(get_close_matches(wanted, RULES))
    if near:
        raise RefusedError(Message("there is no code {code}; did you mean {near}?", code=code, near=near))
    raise RefusedError(Message("there is no code {code}; csprog explain lists all", code=code))


def _record(rule: Rule) -> dict[str, str]:
    record = asdict(rule)
    return record | {key: translate(record[key]) for key in _TRANSLATED}
