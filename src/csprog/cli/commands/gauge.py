"""`csprog gauge`: records an indicator's value for a period."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import typer

from csprog.cli.commands.recording import record_change
from csprog.cli.options import AsOf, Evidence, Json, Note, On, PeriodOption, Year
from csprog.cli.output import print_json
from csprog.cli.values import completed
from csprog.console.recording import show_gauged
from csprog.editing.measurements import gauge
from csprog.evaluation.record_builder import indicator_record, of_year
from csprog.i18n import N_
from csprog.operations.evidence import given_evidence
from csprog.operations.year_choice import recording_plan
from csprog.parsing.numbers import read_number
from csprog.store.paths import shown_path

DETAILS = N_(
    "Indicators are listed in the plan under “indicators”: of the Programme, of a proposal or of "
    "a measure. Their values are recorded period by period; csprog correct corrects a recorded "
    "one."
)
IndicatorId = Annotated[
    str,
    typer.Argument(
        metavar=N_("INDICATOR"),
        autocompletion=completed("indicators"),
        help=N_("The indicator's id in the plan (csprog show ID)."),
    ),
]
Value = Annotated[
    Decimal,
    typer.Argument(
        metavar=N_("VALUE"), parser=read_number, help=N_("The value in the indicator's unit: 12, 12.5 or 12,5.")
    ),
]


def run(
    indicator: IndicatorId,
    value: Value,
    period: PeriodOption,
    note: Note = None,
    on: On = None,
    evidence: Evidence = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
) -> None:
    """Record the value and show it beside the target."""
    path, today = recording_plan(year, as_of, on, indicator, period)
    given = {
        "on": on or today,
        "period": period,
        "value": value,
        "note": note,
        "evidence": given_evidence(evidence, path, public=False),
    }
    about = f"gauge {indicator} {period}"
    gauged = record_change(path, today, given, lambda plan, values: gauge(plan, indicator, values, today), about=about)
    if json:
        print_json(of_year(gauged.year, [indicator_record(gauged.placed)]))
    else:
        show_gauged(gauged, shown_path(path))
