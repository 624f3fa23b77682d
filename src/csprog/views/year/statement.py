"""Words the public statement on a year that clause 1.3 requires."""

from __future__ import annotations

from datetime import date

from csprog.views.typography import NBSP, long_date, plural, typeset
from csprog.views.year.model import PageCounts, StatementKind


def statement(kind: StatementKind, year: int, day: date, count: PageCounts) -> str:
    """Return the sentence on whether and how many measures were carried out."""
    in_year = f"в {year} году"
    match kind:
        case StatementKind.NONE:
            text = f"{_absent(in_year)}: Программа на{NBSP}{year} год не содержит мероприятий."
        case StatementKind.RUNNING:
            text = f"На {long_date(day)} из{NBSP}{_included(count.total)}, выполнено{NBSP}{count.done}."
        case StatementKind.NOTHING:
            text = f"{_absent(in_year)}."
        case StatementKind.SOME:
            text = f"Из{NBSP}{_included(count.total)}, {in_year} выполнено{NBSP}{count.done}."
        case _:
            text = f"Все мероприятия, включённые в Программу, выполнены {in_year}."
    return typeset(text)


def supplement(kind: StatementKind, year: int, count: PageCounts) -> str:
    """Return the sentences on late measures and on those not carried out."""
    late = f"С{NBSP}опозданием выполнено {_measures(count.late)}. " if count.late else ""
    match kind:
        case StatementKind.NONE:
            text = "Невыполненных мероприятий нет."
        case StatementKind.RUNNING:
            text = f"Итоговые сведения за {year} год публикуются в 1 квартале {year + 1} года."
        case StatementKind.ALL:
            text = f"{late}Невыполненных мероприятий нет."
        case _:
            text = f"{late}Не{NBSP}выполнено {_measures(count.not_done)}; причина {_reasons_given(count)}."
    return typeset(text)


def _reasons_given(count: PageCounts) -> str:
    if 0 < count.unexplained < count.not_done:
        return f"не указана по{NBSP}{count.unexplained} из{NBSP}них"
    if count.not_done == 1:
        return "не указана" if count.unexplained else "указана"
    return "не указана ни по одному" if count.unexplained else "указана по каждому"


def _absent(in_year: str) -> str:
    return f"Мероприятия, включённые в Программу и выполненные {in_year}, отсутствуют"


def _included(count: int) -> str:
    many = "мероприятий, включённых"
    return f"{plural(count, 'мероприятия, включённого', many, many)} в Программу"


def _measures(count: int) -> str:
    return plural(count, "мероприятие", "мероприятия", "мероприятий")
