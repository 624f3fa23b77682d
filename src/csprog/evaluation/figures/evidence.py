"""Counts the measures carried out of which there is evidence (F11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.evaluation.figures.execution import share


@dataclass(frozen=True, slots=True)
class EvidenceFigures:
    """Measures carried out in the year, those with evidence, ids of those without."""

    done: int
    proven: int
    share: Fraction | None
    lacking: tuple[str, ...]


def evidence_figures(measures: Iterable[EvaluatedMeasure]) -> EvidenceFigures:
    """Count the measures carried out in the year that have evidence.

    One completion of it, in any office, is enough: an address or a file, published or not.
    """
    done = [measure for measure in measures if measure.outcome.is_done_in_year]
    lacking = tuple(measure.placed.id for measure in done if not measure.evidence)
    proven = len(done) - len(lacking)
    return EvidenceFigures(len(done), proven, share(proven, len(done)), lacking)
