"""The columns of a sheet of measures: what csprog writes there, and by which heading it finds it again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, whether a department fills it in, whether it is hidden."""

    title: str
    width: int
    filled_in: bool = False
    hidden: bool = False


COLUMNS = {
    "number": Column("№", 9),
    "proposal": Column("Предложение", 24),
    "measure": Column("Мероприятие", 28),
    "result": Column("Плановый результат", 24),
    "office": Column("Офис", 20),
    "responsible": Column("Ответственный", 15),
    "due": Column("Срок", 11),
    "awaited": Column("Ожидается", 11),
    "standing": Column("Состояние", 13),
    "done": Column("Выполнено", 11, filled_in=True),
    "on": Column("Дата", 11, filled_in=True),
    "note": Column("Что сделано", 28, filled_in=True),
    "reason": Column("Причина", 24, filled_in=True),
    "evidence": Column("Ссылка", 15, filled_in=True),
    "journal": Column("Журнал csprog", 12, hidden=True),
    "mark": Column("Метка csprog", 12, hidden=True),
}
"""By name, in the order of the sheet."""

AT = {name: number for number, name in enumerate(COLUMNS)}
"""The place of a column, from 0."""

HEAD = 3
"""The row of the headings, from 0."""

YES, NO = "да", "нет"
LONGEST = 32_000  # characters; a cell holds 32,767, and a line end may count twice
