"""`csprog explain`: explains the rule behind a code of `csprog validate`."""

from __future__ import annotations

from dataclasses import asdict
from difflib import get_close_matches
from typing import Annotated

import typer

from csprog.cli.options import Json
from csprog.cli.output import print_json
from csprog.cli.values import completed
from csprog.console.rules import show_rule, show_rules
from csprog.errors import RefusedError
from csprog.i18n import N_, Message, translate
from csprog.validation.catalogue import RULES, SUBJECTS, Rule

DETAILS = N_("Without a code it lists all codes, each with what its rule requires.")
_TRANSLATED = ("summary", "reason")

Code = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("[CODE]"),
        autocompletion=completed("codes"),
        help=N_("A code that csprog validate shows, like due."),
    ),
]


def run(code: Code = None, *, json: Json = False) -> None:
    """Show one rule or all, or print them as JSON."""
    rules = list(RULES.values()) if code is None else [_rule(code)]
    if json:
        print_json([_record(rule) for rule in rules])
    elif code is None:
        show_rules(SUBJECTS)
    else:
        show_rule(rules[0])


def _rule(code: str) -> Rule:
    normal = code.strip().removesuffix(":").casefold()
    if normal in RULES:
        return RULES[normal]
    near = ", ".join(get_close_matches(normal, RULES))
    if near:
        raise RefusedError(Message("there is no code {code}; did you mean {near}?", code=code, near=near))
    raise RefusedError(Message("there is no code {code}; csprog explain lists all", code=code))


def _record(rule: Rule) -> dict[str, str]:
    record = asdict(rule)
    return record | {key: translate(record[key]) for key in _TRANSLATED}
