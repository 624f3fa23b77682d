"""Types of the catalogue: a rule with its examples, a subject."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import Literal, NamedTuple

from csprog.findings import Severity
from csprog.i18n import N_

Frame = Literal["measure", "proposal", "subsection", "section", "passport", "plan", "file", "command", "history"]

FRAMES: dict[Frame, str] = {
    "measure": N_("keys of a measure"),
    "proposal": N_("keys of a proposal"),
    "subsection": N_("keys of a subsection"),
    "section": N_("keys of a section"),
    "passport": N_("keys of the passport"),
    "plan": N_("keys of the plan other than the passport"),
    "file": N_("a whole file"),
    "command": N_("a command line"),
    "history": N_("commands in a clone"),
}
"""The part of a plan that an example shows."""
_MAX_LINES = 16


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `csprog validate` as the catalogue describes it.

    `summary` says what must hold, `reason` why; both are English texts that are translated when shown.

    `example` is YAML at `frame`, without the keys that don't matter here. A mark and a space begin each line, as in a
    diff: `-` for the wrong example, `+` for the right one, a space for both. Rules of change (`change-…`) compare
    with an approved version as well: a space stands for all three, `=` for the approved version and the right example,
    `<` for the approved version alone.
    """

    code: str
    severity: Severity = field(default="error", kw_only=True)
    summary: str
    reason: str
    example: InitVar[str]
    wrong: str = field(init=False)
    right: str = field(init=False)
    frame: Frame = "measure"
    before: str = field(init=False)
    encoding: str = "utf-8"
    """The encoding in which the wrong example is saved."""

    def __post_init__(self, example: str) -> None:
        """Split the example into its versions."""
        lines = example.splitlines()
        versions = {"wrong": " -", "right": " +=", "before": " =<" if self.code.startswith("change-") else ""}
        for name, marks in versions.items():
            object.__setattr__(self, name, "\n".join(line[2:] for line in lines if line[0] in marks))


class Subject(NamedTuple):
    """A group of rules under a title."""

    title: str
    rules: tuple[Rule, ...]


def abridged(example: str) -> str:
    """Return an example as shown: the first and last lines of a long one."""
    lines = example.splitlines()
    if len(lines) > _MAX_LINES:
        lines = [*lines[:4], "    …", *lines[-2:]]
    return "\n".join(lines)
