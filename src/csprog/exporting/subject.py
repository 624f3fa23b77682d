"""Defines the input of all export formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csprog.evaluation.evaluator import Evaluation


@dataclass(frozen=True, slots=True)
class Subject:
    """An evaluated programme to export, csprog's version, and for whom.

    `recipient` is an office or a responsible unit as the plan names it; None for the whole plan. `templates` is the
    folder of the project's own templates, which need not exist. `published_on` is the day on which the year's report was
    published for good, None until then. `amendment` is the number of the only amendment to export, in file order; None
    for the plan itself.
    """

    evaluation: Evaluation
    version: str
    recipient: str | None = None
    templates: Path | None = None
    published_on: date | None = None
    amendment: int | None = None
