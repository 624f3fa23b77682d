"""The meanings of all names in the published data."""

from __future__ import annotations

from dataclasses import dataclass, field

from csprog.programme.enums import Audience, Channel, Outcome, Status, status_name
from csprog.programme.key_descriptions import CHOICES
from csprog.views.year.status_labels import WORDS

STANDINGS: dict[str, str] = {
    **{status: status_name(status).render("ru") for status in Status},
    Status.DUE_SOON: "срок наступает в ближайшие 30 дней",
    Status.PARTLY_COMPLETED: "выполнено не во всех офисах, срок не истёк",
    Status.OVERDUE: "срок истёк",
}
OUTCOMES: dict[str, str] = {
    **{outcome: WORDS[outcome].lower() for outcome in Outcome},
    Outcome.PENDING: "в работе, пока год не окончен",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A name in the data with its meaning in Russian and English.

    `kind` is one of `KINDS`. `words` are the values of a closed list with their meanings, otherwise empty. `empty` is
    whether the value can be missing: null in the JSON, an empty cell in the CSV.
    """

    kind: str
    russian: str
    english: str
    words: dict[str, str] = field(default_factory=dict)
    empty: bool = False


FIELDS: dict[str, Field] = {
    "id": Field(
        "text", "Номер мероприятия: номер предложения и место в нём", "Measure: proposal number and place in it"
    ),
    "section": Field("text", "Номер раздела Программы", "Number of the section"),
    "section_title": Field("text", "Название раздела", "Title of the section"),
    "subsection": Field("text", "Номер подраздела Программы", "Number of the subsection"),
    "subsection_title": Field("text", "Название подраздела", "Title of the subsection"),
    "audience": Field(
        "text",
        "Кого обслуживают",
        "Whom the subsection serves",
        {word: CHOICES[word].removesuffix("; латинскими буквами") for word in Audience},
        empty=True,
    ),
    "channel": Field(
        "text", "Через что обслуживают", "Channel of service", {word: CHOICES[word] for word in Channel}, empty=True
    ),
    "proposal": Field("text", "Номер предложения", "Number of the proposal"),
    "proposal_text": Field("text", "Предложение, слова документа", "The proposal in the words of the document"),
    "text": Field("text", "Мероприятие, слова документа", "The measure in the words of the document"),
    "due": Field(
        "day", "Утверждённый срок; у квартала — его последний день", "Approved deadline; of a quarter its last day"
    ),
    "due_text": Field("text", "Утверждённый срок, как в документе", "Approved deadline as printed"),
    "awaited": Field(
        "day",
        "К какому дню мероприятие ждут теперь: срок или день, на который оно перенесено",
        "Day it is awaited by now",
    ),
    "result": Field("text", "Плановый результат, слова документа", "Planned result in the words of the document"),
    "standing": Field("text", "Состояние на день отчёта", "Standing on the day of the report", STANDINGS),
    "outcome": Field("text", "Итог года по пункту 1.3 Программы", "Outcome of the year (clause 1.3)", OUTCOMES),
    "status": Field(
        "text",
        "Итог года, как он назван на странице отчёта",
        "Outcome of the year as the page names it",
        dict.fromkeys(WORDS.values(), ""),
    ),
    "completed_on": Field("day", "День выполнения", "Day of completion", empty=True),
    "closed_on": Field("day", "День выполнения, отказа от выполнения или исключения", "Day of its closure", empty=True),
    "days_overdue": Field(
        "number", "Сколько дней прошло после срока; 0 — срок не истёк", "Days past the deadline, or 0"
    ),
    "offices": Field(
        "list",
        "Офисы, где мероприятие надо выполнить, и день выполнения в каждом",
        "Offices where it is to be done, each with the day of completion",
        empty=True,
    ),
    "note": Field(
        "text",
        "Фактический результат; если он не один во всех офисах — с их названиями",
        "Actual result, with the offices' names where it is not the same in all",
        empty=True,
    ),
    "reason": Field(
        "text",
        "Причина опоздания, невыполнения, переноса или исключения; если она не одна во всех офисах — с их названиями",
        "Reason why late or not carried out, with the offices' names where it is not the same in all",
        empty=True,
    ),
    "document": Field("text", "Документ, которым исключено", "Document by which it was taken out", empty=True),
    "postponements": Field(
        "list",
        "Переносы: когда перенесено, на какой день и почему; остаются и у выполненного",
        "Postponements: when, to which day, and why; those of what is done by now, too",
        empty=True,
    ),
    "evidence": Field("list", "Адреса подтверждений", "Addresses of evidence", empty=True),
    "corrections": Field(
        "list",
        "Исправления записей о выполнении: когда и что было неверно",
        "Corrections of the record: when, and what was wrong",
        empty=True,
    ),
    "carried_from": Field(
        "text",
        "Откуда перенесено: год и номер мероприятия в плане того года, как 2025/1.2.2.1",
        "Year and id in the plan it was carried over from, like 2025/1.2.2.1",
        empty=True,
    ),
    "carried_since": Field(
        "number",
        "Год первого плана, в котором было перенесённое мероприятие",
        "Year of the first plan that had a carried-over measure",
        empty=True,
    ),
    "years_running": Field(
        "number",
        "Который год оно в планах, считая этот; 1 — первый",
        "In which year of plans it is, this one included; 1 is the first",
    ),
    "carried_to": Field(
        "list",
        "В какие планы следующих лет перенесено, сначала в ближайший, и что там с ним стало на день отчёта",
        "Measures of later plans that go on from it, the next one first, with what became of it by the report's day",
        empty=True,
    ),
    "repeated_from": Field(
        "text",
        "Что повторяет ежегодное мероприятие: год и номер в плане того года",
        "Year and id of what a recurring measure repeats",
        empty=True,
    ),
    "repeated_to": Field(
        "list",
        "Какие мероприятия следующих планов повторяют это, ежегодное",
        "Measures of later plans that repeat it, as a recurring one",
        empty=True,
    ),
}
"""Every name of a measure's record in the JSON and every column of the CSV, in the order of the columns."""

ONLY_IN_JSON = frozenset({"outcome", "postponements", "corrections"})
ONLY_IN_CSV = frozenset({"status", "section_title", "subsection_title", "proposal_text"})

YEAR_FIELDS = {
    "format": "Формат этого файла; он же стоит в $id схемы",
    "year": "Год Программы",
    "as_of": "День, на который составлены сведения",
    "draft": "Проект: год не окончен или сведения неполны",
    "organisation": "Организация",
    "publications": "Окончательные публикации года, сначала первая: вторая и следующие — исправления; у проекта их нет",
    "passport": "Сведения о Программе",
    "offices": "Переименованные офисы: нынешнее название и прежние",
    "counts": "Сколько мероприятий в каждом состоянии на день отчёта и всего",
    "outcomes": "Сколько мероприятий с каждым итогом года и всего: те же числа, что на странице отчёта",
    "sections": "Разделы Программы с подразделами и предложениями",
    "measures": "Мероприятия в порядке Программы",
    "amendments": "Изменения утверждённой Программы",
}
PASSPORT_FIELDS = {
    "title": "Название Программы",
    "organisation": "Организация",
    "formerly": "Прежние названия организации",
    "inn": "ИНН организации",
    "ogrn": "ОГРН организации",
    "site": "Официальный сайт",
    "published_at": "Где публикуются отчёты",
    "contact": "Куда писать об отчёте",
    "basis": "Акт, по которому принята Программа",
}
APPROVAL_FIELDS = {
    "by": "Кем утверждена: должность или орган",
    "on": "День утверждения",
    "document": "Каким документом",
    "number": "Номер документа",
}
STANDARD_FIELDS = {
    "name": "Название Стандарта обслуживания",
    "version": "Его редакция",
    "approved_on": "Когда он утверждён",
    "clauses": "Его пункты, на которые ссылается Программа",
}
CLAUSE_FIELDS = {"number": "Номер пункта", "title": "Название пункта"}
AMENDMENT_FIELDS = {
    "on": "День изменения",
    "document": "Документ, которым Программа изменена",
    "reason": "Причина",
    "ids": "Что затронуто: номера или части документа",
}
CHANGE_FIELDS = {
    "id": "Чьё значение: номер или часть документа",
    "key": "Какое значение: имя ключа в файле Программы",
    "was": "Прежняя редакция; нет — не было",
    "became": "Новая редакция; нет — исключено",
}
PART_FIELDS = {
    "number": "Номер в документе",
    "title": "Название",
    "text": "Предложение, слова документа",
    "channel": "Через что обслуживают",
    "audience": "Кого обслуживают",
    "subsections": "Подразделы",
    "proposals": "Предложения",
    "approval": "Утверждение Программы",
    "standard": "Стандарт обслуживания, на который она ссылается",
    "changes": "Изменённые значения",
}
OFFICE_FIELDS = {
    "name": "Офис",
    "completed_on": "День выполнения в этом офисе",
    "standing": "Состояние в этом офисе",
    "outcome": "Итог года в этом офисе",
    "note": "Фактический результат в этом офисе",
    "reason": "Причина в этом офисе",
}
CONTINUATION_FIELDS = {
    "year": "Год того плана",
    "id": "Номер мероприятия в нём",
    "standing": "Состояние там на день отчёта",
    "outcome": "Итог года там",
    "completed_on": "День выполнения там",
    "due_text": "Срок там, как в документе",
}
OFFICE_NAMES_FIELDS = {"name": "Нынешнее название офиса", "formerly": "Прежние названия"}
PUBLICATION_FIELDS = {
    "published_on": "День публикации; пусто, если тогда он не записывался",
    "as_of": "День, на который были составлены сведения",
    "reason": "Причина исправления; у первой публикации пусто",
}
KINDS = {"text": "текст", "number": "целое число", "day": "дата ГГГГ-ММ-ДД", "list": "список"}
