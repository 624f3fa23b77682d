"""Writes the sheet in which the values of indicators are filled in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from csprog.exporting.excel.cell_formats import CellFormats
from csprog.exporting.excel.columns import HEAD, INDICATOR_AT, INDICATOR_COLUMNS
from csprog.exporting.excel.responses import MARK, cell_digests, changed_cells
from csprog.exporting.excel.section_sheet import ALLOWED_ACTIONS, cut, row_height, set_up_page
from csprog.exporting.subject import Subject
from csprog.i18n import format_number
from csprog.parsing.periods import Period
from csprog.programme.indicators import Indicator
from csprog.programme.ledgers import PlacedIndicator, placed_indicators
from csprog.programme.model import Programme, Proposal

READ_ONLY = ("id", "of", "name", "unit", "target", "recorded")
"""Columns whose cells a department may read, and whose changes are not recorded."""

_MARK = re.compile(rf"{MARK}-indicator\|([0-9]{{4}})\|([0-9a-f]*)\|([0-9a-f]*)\|(.*)", re.DOTALL)
_LARGEST = 10**15
_QUARTERS, _HALVES, _MONTHS = range(1, 5), range(1, 3), range(1, 13)


@dataclass(frozen=True, slots=True)
class IndicatorMark:
    """Identity of an indicator's row.

    `digest` detects that its name or unit has changed in the plan, `cells` which of the cells in `READ_ONLY` were edited.
    """

    year: int
    digest: str
    cells: str
    id: str

    def __str__(self) -> str:
        """Return the text of the row's hidden cell; `parse_indicator_mark` reads it."""
        return f"{MARK}-indicator|{self.year}|{self.digest}|{self.cells}|{self.id}"

    def changed(self, cells: Mapping[str, object]) -> list[str]:
        """Return the columns of `READ_ONLY` whose cells say something else than they did."""
        return changed_cells(READ_ONLY, self.cells, cells)


def parse_indicator_mark(text: str) -> IndicatorMark | None:
    """Parse the text of a hidden cell; return None if it is no indicator's mark."""
    match = _MARK.fullmatch(text)
    return IndicatorMark(int(match[1]), match[2], match[3], match[4]) if match else None


def indicator_digest(programme: Programme, indicator: Indicator) -> str:
    """Return a digest of the words that identify an indicator."""
    words = f"{programme.passport.organisation} {indicator.name} {indicator.unit}".split()
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()[:12]


def indicators_of(subject: Subject) -> list[PlacedIndicator]:
    """Return the indicators of the plan, or those that the recipient alone answers for.

    They are the indicators of a measure for which the recipient is responsible, or which it carries out alone, and of a
    proposal all of whose measures are such.
    """
    programme, recipient = subject.evaluation.programme, subject.recipient
    indicators = list(placed_indicators(programme))
    if recipient is None:
        return indicators
    owners = {name for _, proposal, _, _ in programme.proposals() for name in _answered_for(proposal, recipient)}
    return [placed for placed in indicators if placed.of in owners]


def _answered_for(proposal: Proposal, recipient: str) -> list[str]:
    own = [recipient == measure.responsible or measure.offices == (recipient,) for measure in proposal.measures]
    measures = [f"{proposal.number}.{number}" for number, is_own in enumerate(own, start=1) if is_own]
    return [proposal.number, *measures] if all(own) else measures


def write_indicators(sheet: Any, formats: CellFormats, subject: Subject, indicators: Sequence[PlacedIndicator]) -> None:
    """Write a row for each indicator; a recipient can edit only the input cells."""
    _write_head(sheet, formats, subject)
    last = HEAD + len(indicators)
    for number, placed in enumerate(indicators, start=HEAD + 1):
        _write_row(sheet, formats, subject, number, placed)
    for name, column in INDICATOR_COLUMNS.items():
        at = INDICATOR_AT[name]
        sheet.set_column(at, at, column.width, None, {"hidden": column.hidden})
    _limit_input(sheet, subject.evaluation.programme.year, last)
    sheet.freeze_panes(HEAD + 1, INDICATOR_AT["of"])
    sheet.repeat_rows(HEAD)
    set_up_page(sheet)
    if subject.recipient is not None:
        sheet.protect("", dict.fromkeys(ALLOWED_ACTIONS, True))


def _write_head(sheet: Any, formats: CellFormats, subject: Subject) -> None:
    evaluation = subject.evaluation
    owner = f"{evaluation.programme.passport.organisation}, {evaluation.programme.year} год"
    recipient = f" Для: {subject.recipient}." if subject.recipient else ""
    sheet.write_string(0, 0, f"Показатели. {owner}.{recipient}", formats.title)
    sheet.write_string(1, 0, f"Сведения на {evaluation.day:%d.%m.%Y}, csprog {subject.version}.", formats.note)
    sheet.write_string(2, 0, "Укажите период и значение за него; ещё один период — в копии строки.", formats.note)
    for name, column in INDICATOR_COLUMNS.items():
        cell_format = formats.input_head if column.filled_in else formats.head
        sheet.write_string(HEAD, INDICATOR_AT[name], column.title, cell_format)


def _write_row(sheet: Any, formats: CellFormats, subject: Subject, number: int, placed: PlacedIndicator) -> None:
    indicator, programme = placed.indicator, subject.evaluation.programme
    texts = {
        "id": indicator.id,
        "of": _owner(programme, placed.of),
        "name": indicator.name,
        "unit": indicator.unit,
        "target": _target(indicator),
        "recorded": _recorded(indicator, subject.evaluation.day),
    }
    cells = cell_digests(READ_ONLY, texts)
    mark = IndicatorMark(programme.year, indicator_digest(programme, indicator), cells, indicator.id)
    texts["mark"] = str(mark)
    for name, text in texts.items():
        sheet.write_string(number, INDICATOR_AT[name], cut(text), formats.text)
    sheet.set_row(number, row_height(texts, INDICATOR_COLUMNS))
    inputs = {"period": formats.input_text, "value": formats.input, "note": formats.input}
    for name, cell_format in inputs.items():
        sheet.write_blank(number, INDICATOR_AT[name], None, cell_format)


def _owner(programme: Programme, name: str) -> str:
    texts = {placed.id: placed.measure.text for placed in programme.measures}
    texts |= {proposal.number: proposal.text for _, proposal, _, _ in programme.proposals()}
    return f"{name} {texts[name]}" if name else "Программа в целом"


def _target(indicator: Indicator) -> str:
    ends = (indicator.baseline, indicator.target)
    shown = ("—" if end is None else format_number(end, "ru") for end in ends)
    return " → ".join(shown) if any(end is not None for end in ends) else ""


def _recorded(indicator: Indicator, day: date) -> str:
    return "\n".join(
        f"{_period(actual.period)}: {format_number(actual.value, 'ru')}" for actual in indicator.actuals_by(day)
    )


def _limit_input(sheet: Any, year: int, last: int) -> None:
    """Offer the periods of the year, and accept only numbers as values."""
    period, value = INDICATOR_AT["period"], INDICATOR_AT["value"]
    error = {"error_title": "Период", "error_message": f"Период, например 1 квартал {year}"}
    sheet.data_validation(HEAD + 1, period, last, period, {"validate": "list", "source": _periods(year), **error})
    error = {"error_title": "Значение", "error_message": "Число, например 12 или 12,5"}
    rule = {"validate": "decimal", "criteria": ">=", "value": -_LARGEST}
    sheet.data_validation(HEAD + 1, value, last, value, rule | error)


def _periods(year: int) -> list[str]:
    """Return the periods of a year as they are typed; together they fit into Excel's 255 characters of a list."""
    parts = [*(f"-Q{number}" for number in _QUARTERS), *(f"-H{number}" for number in _HALVES), ""]
    return [_words(f"{year}{part}") for part in (*parts, *(f"-{number:02}" for number in _MONTHS))]


def _period(period: Period) -> str:
    return _words(str(period))


def _words(spelt: str) -> str:
    """Return a period of a plan's file in Russian: 1 квартал 2025, 03.2025, 2025 год."""
    year, _, part = spelt.partition("-")
    kind = {"Q": "квартал", "H": "полугодие"}.get(part[:1])
    if kind:
        return f"{part[1]} {kind} {year}"
    return f"{part}.{year}" if part else f"{year} год"
