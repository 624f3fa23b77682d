"""Builds the views of amendments: each document and the words it replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from csprog.evaluation.record_builder import due_words
from csprog.history.amendment import TEXT, is_dropped, numbers_after
from csprog.parsing.deadlines import parse_due
from csprog.programme.model import AmendedValue, Amendment, Programme
from csprog.views.typography import NBSP
from csprog.views.year.anchors import anchor
from csprog.views.year.documents import dated_document
from csprog.views.year.model import AmendmentView, ChangeKind, ChangeView, TouchedView

_KEY_NAMES = {
    "due": "Срок",
    "result": "Плановый результат",
    "offices": "Офисы",
    "title": "Название",
    "channel": "Канал обслуживания",
    "audience": "Кого касается",
    "number": "Номер",
    "order": "Порядок",
    "organisation": "Организация",
    "basis": "Основание",
    "responsible": "Ответственный",
    "funding": "Финансирование",
    "planned": "Плановый объём финансирования",
    "funding.planned": "Плановый объём финансирования",
    "spent": "Израсходовано",
    "funding.spent": "Израсходовано",
    "source": "Источник финансирования",
    "funding.source": "Источник финансирования",
    "digital": "Цифровой сервис",
    "recurring": "Ежегодное мероприятие",
    "origin": "Источник предложения",
    "goals": "Цели",
    "tasks": "Задачи",
    "standard_clauses": "Пункты Стандарта",
    "assessments": "Оценки",
    "indicators": "Показатели",
    "target": "цель",
    "baseline": "исходное значение",
    "unit": "единица",
    "name": "название",
    "carried_from": "Перенесено из плана",
    "repeated_from": "Повторяет мероприятие плана",
    "printed": "Напечатано в документе",
    "note_for_public": "Примечание",
    "year": "Год",
    "approval": "Утверждение",
    "approval.by": "Кем утверждена",
    "approval.on": "Когда утверждена",
    "approval.document": "Каким документом утверждена",
    "approval.number": "Номер документа об утверждении",
    "standard": "Стандарт",
    "standard.name": "Название Стандарта",
    "standard.version": "Редакция Стандарта",
    "standard.approved_on": "Когда утверждён Стандарт",
    "lead": "Вводные слова",
    "columns": "Графы плана",
    "chapter.title": "Название главы",
}
_PARTS_OF_DOCUMENT = {
    "passport": "сведения о Программе",
    "provisions": "общие положения",
    "goals": "цели",
    "tasks": "задачи",
    "indicators": "показатели",
    "plan": "заголовок плана",
}
_KEYS_OF_MEASURES = frozenset({"due", "result", "offices"})
_DEPTHS = {"p": 2, "m": 3}  # by the first letter of an anchor
_LEVELS = ("раздел", "подраздел", "предложение", "мероприятие")
_WORDS = {
    "office": "офис",
    "website": "официальный сайт",
    "account": "личный кабинет",
    "email": "электронная почта",
    "phone": "телефон",
    "messenger": "мессенджер",
    "post": "почта",
    "appeal": "обращение потребителя",
    "survey": "опрос потребителей",
    "initiative": "инициатива компании",
    "True": "да",
    "False": "нет",
}
_CODED_KEYS = frozenset({"channel", "origin", "digital", "recurring"})
_SUMS = frozenset({"planned", "spent"})
_CLAUSE = re.compile(r"clauses\.([0-9]+)\.(?:text|number)")
_ITEM = re.compile(r"items\.([0-9]+)")


def amendments_of(programme: Programme) -> tuple[AmendmentView, ...]:
    """Return the amendments of a programme in the order of its file.

    What one document changes for one reason is one amendment for readers, whatever steps it was recorded in.
    """
    views: list[AmendmentView] = []
    for indexes in same_documents(programme.amendments):
        parts = [_view(programme, index, _name(indexes[0])) for index in indexes]
        touched = {part.name: part for view in parts for part in view.touched}
        changes = tuple(change for view in parts for change in view.changes)
        views.append(replace(parts[0], touched=tuple(touched.values()), changes=changes))
    return tuple(views)


def amendment_view(amendments: Sequence[AmendmentView], programme: Programme, number: int) -> AmendmentView:
    """Return the view that holds the amendment `number` of the file, counted from 1."""
    (first,) = (indexes[0] for indexes in same_documents(programme.amendments) if number - 1 in indexes)
    return next(view for view in amendments if view.anchor == _name(first))


def _name(index: int) -> str:
    return f"a-{index + 1}"


def same_documents(amendments: Sequence[Amendment]) -> list[list[int]]:
    """Return the indexes of amendments with one document, day and reason."""
    groups: dict[tuple[date, str, str], list[int]] = {}
    for index, amendment in enumerate(amendments):
        groups.setdefault((amendment.on, amendment.document, amendment.reason), []).append(index)
    return list(groups.values())


def _view(programme: Programme, index: int, name: str) -> AmendmentView:
    anchors, amendment = _anchors(programme), programme.amendments[index]
    numbers = numbers_after(programme.amendments[index + 1 :])
    view = AmendmentView(
        anchor=name,
        on=amendment.on,
        document=dated_document(amendment.document, amendment.on),
        reason=amendment.reason,
        touched=tuple(_touched(part, numbers.get(part, part), anchors) for part in amendment.ids),
        changes=(),
    )
    values = [(value, numbers.get(value.id, value.id)) for value in amendment.changes if not _is_inside(value)]
    return replace(view, changes=tuple(_change(programme, view, *value, anchors) for value in values))


def _is_inside(value: AmendedValue) -> bool:
    """Tell whether a value is a remark, which is not published."""
    return value.key.rpartition(".")[2] == "remark"


def _change(
    programme: Programme, view: AmendmentView, value: AmendedValue, number: str | None, anchors: dict[str, str]
) -> ChangeView:
    """Return the view of a value.

    `number` is that of its part today, None if it was dropped.
    """
    kind = _kind(value)
    part = value.id if value.id in _PARTS_OF_DOCUMENT else _target(value, anchors)
    if kind == "dropped" or number is None:
        touched = TouchedView(part, None)  # today its number is another part's, or nobody's
    else:
        touched = _touched(part, _target(value.model_copy(update={"id": number}), anchors), anchors)
    return ChangeView(
        touched=touched,
        kind=kind,
        what=_what(kind, value, programme, anchors),
        was=_printed(value.key, value.was),
        became=_printed(value.key, value.became),
        document=view.document,
        on=view.on,
        amendment=view.anchor,
    )


def _kind(value: AmendedValue) -> ChangeKind:
    if value.key != TEXT or (value.was and value.became):
        return "changed"
    return "dropped" if is_dropped(value) else "added"


def _what(kind: ChangeKind, value: AmendedValue, programme: Programme, anchors: dict[str, str]) -> str:
    depth = _DEPTHS.get(anchors.get(value.id, "")[:1], value.id.count("."))
    level = _LEVELS[min(depth, len(_LEVELS) - 1)]
    match kind:
        case "added":
            return f"Добавлено: {level}"
        case "dropped":
            return f"Исключено: {level}"
    return level.capitalize() if value.key == TEXT else _key_name(value, programme)


def _touched(name: str, number: str | None, anchors: dict[str, str]) -> TouchedView:
    return TouchedView(_PARTS_OF_DOCUMENT.get(name, name), anchors.get(number) if number else None)


def changes_by_anchor(amendments: tuple[AmendmentView, ...]) -> dict[str, tuple[ChangeView, ...]]:
    """Return the changes at each anchor of the page."""
    changes: dict[str, tuple[ChangeView, ...]] = {}
    for change in (change for amendment in amendments for change in amendment.changes):
        if change.touched.anchor:
            changes[change.touched.anchor] = (*changes.get(change.touched.anchor, ()), change)
    return changes


def _anchors(programme: Programme) -> dict[str, str]:
    """Return the anchors of all numbers on the page."""
    anchors = {}
    # Proposals last: where a section has the same number, an amendment means the proposal.
    for section in programme.sections:
        anchors[section.number] = anchor("s", section.number)
    for _, subsection, _ in programme.subsections():
        anchors[subsection.number] = anchor("s", subsection.number)
    for placed in programme.measures:
        anchors[placed.proposal.number] = anchor("p", placed.proposal.number)
        anchors[placed.id] = anchor("m", placed.id)
    return anchors


def _target(value: AmendedValue, anchors: dict[str, str]) -> str:
    """Return the number of the part that an amended value belongs to.

    An amendment may name a proposal for the deadline of its only measure.
    """
    only = f"{value.id}.1"
    has_one = only in anchors and f"{value.id}.2" not in anchors and anchors.get(value.id, "").startswith("p-")
    return only if has_one and value.key in _KEYS_OF_MEASURES else value.id


def _key_name(value: AmendedValue, programme: Programme) -> str:
    """Return the name of a key for readers: «Пункт 1.2», «Показатели, csi, цель»."""
    if clause := _CLAUSE.fullmatch(value.key):
        number = programme.provisions.number if programme.provisions else ""
        return f"Пункт {number}.{int(clause[1]) + 1}"
    if item := _ITEM.fullmatch(value.key):
        aims = programme.goals if value.id == "goals" else programme.tasks
        return f"Пункт {aims.number if aims else ''}.{int(item[1]) + 1}"
    if value.key in _KEY_NAMES:
        return _KEY_NAMES[value.key]
    return ", ".join(_KEY_NAMES.get(step, step) for step in value.key.split("."))


def _printed(key: str, text: str | None) -> str:
    """Return a value as printed: the deadline 2025-Q4 is «4 квартал 2025»."""
    if text is None:
        return ""
    last = key.rpartition(".")[2]
    if last in _CODED_KEYS:
        return _WORDS.get(text, text)
    if last in _SUMS:
        return _roubles(text)
    due = parse_due(text)
    return due_words(due) if due else text


def _roubles(text: str) -> str:
    try:
        amount = f"{Decimal(text):,f}"
    except InvalidOperation:
        return text
    return amount.replace(",", NBSP).replace(".", ",") + f"{NBSP}₽"
