"""Defines the columns of a section's sheet, for export and for `csprog collect`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; `filled_in` marks the input columns of a department.

    `width` is in characters of the default font. Workbooks made before a column was added to csprog lack an `optional` one.
    """

    title: str
    width: int
    filled_in: bool = False
    hidden: bool = False
    optional: bool = False


COLUMNS = {
    "number": SheetColumn("№", 9),
    "proposal": SheetColumn("Предложение", 24),
    "measure": SheetColumn("Мероприятие", 28),
    "result": SheetColumn("Плановый результат", 24),
    "office": SheetColumn("Офис", 20),
    "responsible": SheetColumn("Ответственный", 15),
    "due": SheetColumn("Срок", 11),
    "awaited": SheetColumn("Ожидается", 11),
    "standing": SheetColumn("Состояние", 13),
    "done": SheetColumn("Выполнено", 12, filled_in=True),
    "on": SheetColumn("Дата", 11, filled_in=True),
    "note": SheetColumn("Что сделано", 28, filled_in=True),
    "reason": SheetColumn("Причина", 24, filled_in=True),
    "to": SheetColumn("Новый срок", 12, filled_in=True, optional=True),
    "spent": SheetColumn("Израсходовано, руб.", 20, filled_in=True, optional=True),
    "evidence": SheetColumn("Ссылка", 15, filled_in=True),
    "journal": SheetColumn("Журнал csprog", 12, hidden=True),
    "mark": SheetColumn("Метка csprog", 12, hidden=True),
}
"""The columns by name, in the order of the sheet."""

AT = {name: number for number, name in enumerate(COLUMNS)}
"""Indices of the columns, from 0."""

HEAD = 3
"""Index of the header row, from 0."""


class Answer(StrEnum):
    """What can be answered in the column «Выполнено»."""

    YES = "да"
    NO = "нет"
    IN_PROGRESS = "в работе"
    POSTPONE = "перенести"


INDICATOR_COLUMNS = {
    "id": SheetColumn("Код", 12),
    "of": SheetColumn("К чему относится", 30),
    "name": SheetColumn("Показатель", 36),
    "unit": SheetColumn("Единица", 12),
    "target": SheetColumn("План", 16),
    "recorded": SheetColumn("Записано", 22),
    "period": SheetColumn("Период", 18, filled_in=True),
    "value": SheetColumn("Значение", 14, filled_in=True),
    "note": SheetColumn("Пояснение", 36, filled_in=True),
    "mark": SheetColumn("Метка csprog", 12, hidden=True),
}
"""The columns of the sheet of indicators, in its order."""

INDICATOR_AT = {name: number for number, name in enumerate(INDICATOR_COLUMNS)}
SUMMARY, INDICATORS = "Сводка", "Показатели"
"""The names of the sheets that are no section's."""
MAX_CELL_LENGTH = 32_000  # characters; a cell holds 32,767, and a line end may count twice
