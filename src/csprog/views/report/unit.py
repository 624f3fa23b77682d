"""The scorecard of one responsible unit or office."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.evaluation.record_builder import due_text
from csprog.i18n import Message
from csprog.programme.enums import told_name
from csprog.views.report.document import Chapter, Document, Report, TableRow, chapter, row, table, text_columns
from csprog.views.report.execution import execution_chapter, postponement_chapter
from csprog.views.report.labels import NOTHING
from csprog.views.report.results import indicator_chapter, money_chapter
from csprog.views.report.single_year import missing_items, not_given_chapter, single_year

_DIVISIONS = ("by_section", "by_channel", "by_audience", "by_office", "by_responsible")


def unit_document(figures: YearFigures, evaluation: Evaluation, unit: str) -> Document:
    """Return the scorecard of a unit, of the figures and the evaluation of its measures."""
    alone: dict[str, Any] = {name: () for name in _DIVISIONS if len(getattr(figures, name)) == 1}
    divided = replace(figures, **alone)  # a single part says what the whole does
    chapters = [execution_chapter(divided, compact=False), _measure_chapter(evaluation)]
    if figures.postponements.measures or figures.carry_over.came or figures.carry_over.went:
        chapters.append(postponement_chapter(figures))
    if figures.indicators.total:
        chapters.append(indicator_chapter(figures))
    if figures.money.planned is not None or figures.money.spent is not None:
        chapters.append(money_chapter(figures, compact=False))
    report = Report(figures, ())
    whole = single_year(report)
    title = str(Message("{title}: {unit}", title=whole.title, unit=unit))
    return replace(whole, title=title, chapters=(*chapters, not_given_chapter(missing_items(report))))


def _measure_chapter(evaluation: Evaluation) -> Chapter:
    columns = text_columns(Message("Measure"), Message("Deadline"), Message("Status"), Message("Result or reason"))
    rows = [_measure(measure) for measure in evaluation.measures]
    return chapter(
        "measures", tables=table(Message("All measures of the unit, in the order of the plan"), columns, rows)
    )


def _measure(measure: EvaluatedMeasure) -> TableRow:
    name = f"{measure.placed.id} {measure.placed.measure.text}"
    told = measure.note or measure.outcome_reason or measure.reason or NOTHING
    return row(name, due_text(measure.placed.measure), told_name(measure.told), told)
