"""The columns of a sheet of measures: what csprog writes there, and by which heading it finds it again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading, its width in characters, whether a department fills it in, whether it is hidden."""

    title: str
    width: int
    filled_in: bool = False
    hidden: bool = False


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
    "done": SheetColumn("Выполнено", 11, filled_in=True),
    "on": SheetColumn("Дата", 11, filled_in=True),
    "note": SheetColumn("Что сделано", 28, filled_in=True),
    "reason": SheetColumn("Причина", 24, filled_in=True),
    "evidence": SheetColumn("Ссылка", 15, filled_in=True),
    "journal": SheetColumn("Журнал csprog", 12, hidden=True),
    "mark": SheetColumn("Метка csprog", 12, hidden=True),
}
"""By name, in the order of the sheet."""

AT = {name: number for number, name in enumerate(COLUMNS)}
"""The place of a column, from 0."""

HEAD = 3
"""The row of the headings, from 0."""

YES, NO = "да", "нет"
LONGEST = 32_000  # characters; a cell holds 32,767, and a line end may count twice
