"""What clause 1.3 asks a company to say of a year, in sentences; each case has words of its own."""

from __future__ import annotations

from datetime import date

from csprog.views.typography import NBSP, long_date, plural, typeset
from csprog.views.year.model import PageCounts


def statement(case: str, year: int, day: date, count: PageCounts) -> str:
    """Return the answer in one sentence: whether measures were carried out in the year, and how many."""
    in_year = f"в {year} году"
    match case:
        case "none":
            said = f"{_absent(in_year)}: Программа на{NBSP}{year} год не содержит мероприятий."
        case "running":
            said = f"На {long_date(day)} из{NBSP}{_included(count.total)}, выполнено{NBSP}{count.done}."
        case "nothing":
            said = f"{_absent(in_year)}."
        case "some":
            said = f"Из{NBSP}{_included(count.total)}, {in_year} выполнено{NBSP}{count.done}."
        case _:
            said = f"Все мероприятия, включённые в Программу, выполнены {in_year}."
    return typeset(said)


def supplement(case: str, year: int, count: PageCounts) -> str:
    """Return what follows the answer: how many came late, how many were not carried out, whether it is said why."""
    late = f"С{NBSP}опозданием выполнено {_measures(count.late)}. " if count.late else ""
    match case:
        case "none":
            said = "Невыполненных мероприятий нет."
        case "running":
            said = f"Итоговые сведения за {year} год публикуются в 1 квартале {year + 1} года."
        case "all":
            said = f"{late}Невыполненных мероприятий нет."
        case _:
            said = f"{late}Не{NBSP}выполнено {_measures(count.not_done)}; причина {_told(count)}."
    return typeset(said)


def _told(count: PageCounts) -> str:
    """Return of how many measures that were not carried out the reason is given."""
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
