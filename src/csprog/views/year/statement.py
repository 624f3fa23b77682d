"""Words the public statement on a year that clause 1.3 requires."""

from __future__ import annotations

from datetime import date

from csprog.programme.enums import Outcome
from csprog.programme.model import Programme
from csprog.views.typography import NBSP, long_date, plural, typeset
from csprog.views.year.model import PageCounts, StatementKind

_PARTS = {Outcome.PARTLY_DONE.value: "частично", Outcome.DONE_AFTER_YEAR.value: "после окончания года"}
"""Short words for outcomes under the heading «не выполнено», by their classes."""


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
        case StatementKind.UNRECORDED:
            text = f"Сведения о{NBSP}выполнении не{NBSP}внесены по{NBSP}{_to_measures(count.unrecorded)}{_of(count)}."
        case StatementKind.SOME:
            text = f"Из{NBSP}{_included(count.total)}, {in_year} выполнено{NBSP}{count.done}."
        case StatementKind.ELSEWHERE:
            text = f"Отчёт о{NBSP}выполнении Программы за{NBSP}{year} год уже опубликован."
        case _ if count.total == 1:
            text = f"Мероприятие, включённое в Программу, выполнено {in_year}."
        case _:
            text = f"Все мероприятия, включённые в Программу, выполнены {in_year}."
    return typeset(text)


def supplement(kind: StatementKind, programme: Programme, count: PageCounts) -> str:
    """Return the sentences on late measures and on those not carried out."""
    year = programme.year
    late = f"С{NBSP}опозданием выполнено {_measures(count.late)}. " if count.late else ""
    match kind:
        case StatementKind.NONE:
            reason = programme.passport.no_measures_reason
            text = f"Причина: {reason}" if reason else "Причина не указана."
        case StatementKind.RUNNING:
            not_done = f"{_not_done(count)}. " if count.not_done else ""
            text = f"{not_done}Итоговые сведения за {year} год публикуются в 1 квартале {year + 1} года."
        case StatementKind.ELSEWHERE if report := programme.passport.reported_elsewhere:
            text = f"Он опубликован {long_date(report.on)}: {report.address}"
        case StatementKind.UNRECORDED if count.unrecorded == count.total:
            text = f"Программа включает {_measures(count.total)}."
        case StatementKind.ALL:
            text = f"{late}Невыполненных мероприятий нет."
        case _:
            text = f"{late}{_not_done(count)}. Причина {_reasons_given(count)}.{_unrecorded(kind, count)}"
    return typeset(text)


def _not_done(count: PageCounts) -> str:
    """Return the number of measures not carried out, and the outcomes that make it up."""
    text = f"Не{NBSP}выполнено {_measures(count.not_done)}"
    words = [_PARTS.get(part.status.css, part.status.word.lower()) for part in count.not_done_parts]
    if [part.status.css for part in count.not_done_parts] == [Outcome.NOT_DONE]:
        return text
    if count.not_done == 1:
        return f"{text} ({words[0]})"
    parts = zip(words, count.not_done_parts, strict=True)
    return f"{text}, из{NBSP}них: {', '.join(f'{word}{NBSP}{part.count}' for word, part in parts)}"


def _unrecorded(kind: StatementKind, count: PageCounts) -> str:
    if kind is StatementKind.UNRECORDED or not count.unrecorded:
        return ""
    return f" Сведения о{NBSP}выполнении не{NBSP}внесены по{NBSP}{_to_measures(count.unrecorded)}."


def _of(count: PageCounts) -> str:
    return "" if count.unrecorded == count.total else f" из{NBSP}{count.total}"


def _to_measures(count: int) -> str:
    return plural(count, "мероприятию", "мероприятиям", "мероприятиям")


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
