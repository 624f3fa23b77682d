"""All rules by their codes: what each says, why it is there, a wrong and a right example.

`csprog explain` and the table in the docs are made from this, and a test runs every example.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from csprog.errors import Severity

Frame = Literal["measure", "proposal", "passport", "plan", "text"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `summary` and `reason` are English texts of the catalogue of messages.

    `wrong` and `right` are YAML as it stands at `frame`: the keys of a measure, of a proposal, of the passport, of
    the whole plan beside its passport and sections, or a whole text. Rules of change need two versions and have
    their example as a difference (`frame` "text").
    """

    code: str
    severity: Severity
    summary: str
    reason: str
    wrong: str
    right: str
    frame: Frame = "measure"
