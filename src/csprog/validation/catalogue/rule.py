"""What a rule of `csprog validate` is, as a person is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import Literal

from csprog.findings import Severity
from csprog.i18n import N_

Frame = Literal["measure", "proposal", "subsection", "section", "passport", "plan", "file", "command"]

FRAMES: dict[Frame, str] = {
    "measure": N_("keys of a measure"),
    "proposal": N_("keys of a proposal"),
    "subsection": N_("keys of a subsection"),
    "section": N_("keys of a section"),
    "passport": N_("keys of the passport"),
    "plan": N_("keys of the plan, beside the passport"),
    "file": N_("a whole file"),
    "command": N_("a command line"),
}
"""Where an example stands."""
_MOST_LINES = 16


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `summary` says what holds where it is kept, `reason` why; both are English texts of the catalogue.

    `wrong` and `right` are YAML as a keeper writes it at `frame`; keys that aren't shown are as they should be. The
    margin that they have in the source is taken away. A rule of change compares two versions: `before` is the one
    that was there first. `wrong` is saved in `encoding`.
    """

    code: str
    severity: Severity
    summary: str
    reason: str
    wrong: str
    right: str
    frame: Frame = "measure"
    before: str = ""
    encoding: str = "utf-8"

    def __post_init__(self) -> None:
        """Take the margins of the source away."""
        for name in ("wrong", "right", "before"):
            object.__setattr__(self, name, dedent(getattr(self, name)).strip("\n"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Rules about one thing."""

    title: str
    rules: tuple[Rule, ...]


def abridged(example: str) -> str:
    """Return an example as it is shown: of a very long one the beginning and the end."""
    lines = example.splitlines()
    if len(lines) > _MOST_LINES:
        lines = [*lines[:4], "    …", *lines[-2:]]
    return "\n".join(lines)
