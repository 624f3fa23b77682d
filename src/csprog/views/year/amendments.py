"""What amendments changed in the approved plan, for the page: each document, and at each part the words it replaced."""

from __future__ import annotations

from csprog.evaluation.record_builder import due_words
from csprog.parsing.deadlines import parse_due
from csprog.programme.model import AmendedValue, Programme
from csprog.views.year.anchors import anchor
from csprog.views.year.model import AmendmentView, ChangeView, TouchedView

_KEYS = {
    "due": "Срок",
    "result": "Плановый результат",
    "offices": "Офисы",
    "title": "Название",
    "channel": "Канал обслуживания",
    "audience": "Кого касается",
    "number": "Номер",
    "organisation": "Организация",
    "basis": "Основание",
}
_DOCUMENT = {
    "passport": "сведения о Программе",
    "provisions": "общие положения",
    "goals": "цели",
    "tasks": "задачи",
    "plan": "заголовок плана",
}
_OF_MEASURES = frozenset({"due", "result", "offices"})


def amendments_of(programme: Programme) -> tuple[AmendmentView, ...]:
    """Return the amendments of a programme in the order of its file."""
    anchors = _anchors(programme)

    def touched(number: str) -> TouchedView:
        return TouchedView(_DOCUMENT.get(number, number), anchors.get(number))

    return tuple(
        AmendmentView(
            anchor=f"a-{place}",
            on=amendment.on,
            document=amendment.document,
            reason=amendment.reason,
            touched=tuple(touched(number) for number in amendment.ids),
            changes=tuple(
                ChangeView(
                    touched=touched(value.id if value.id in _DOCUMENT else _target(value, anchors)),
                    what=_what(value, anchors),
                    was=_words(value.key, value.was),
                    became=_words(value.key, value.became),
                    document=amendment.document,
                    on=amendment.on,
                    amendment=f"a-{place}",
                )
                for value in amendment.changes
            ),
        )
        for place, amendment in enumerate(programme.amendments, start=1)
    )


def changes_by_anchor(amendments: tuple[AmendmentView, ...]) -> dict[str, tuple[ChangeView, ...]]:
    """Return what was replaced at each part of the page."""
    found: dict[str, tuple[ChangeView, ...]] = {}
    for change in (change for amendment in amendments for change in amendment.changes):
        if change.touched.anchor:
            found[change.touched.anchor] = (*found.get(change.touched.anchor, ()), change)
    return found


def _anchors(programme: Programme) -> dict[str, str]:
    """Return the page's anchor of every number; sections before proposals, so that a number names what it prints."""
    anchors = {}
    for section in programme.sections:
        anchors[section.number] = anchor("s", section.number)
    for _, subsection, _ in programme.subsections():
        anchors[subsection.number] = anchor("s", subsection.number)
    for placed in programme.measures:
        anchors[placed.proposal.number] = anchor("p", placed.proposal.number)
        anchors[placed.id] = anchor("m", placed.id)
    return anchors


def _target(value: AmendedValue, anchors: dict[str, str]) -> str:
    """Return the number that a value belongs to: the deadline of a proposal with one measure is that measure's."""
    lone = f"{value.id}.1"
    is_lone = lone in anchors and f"{value.id}.2" not in anchors and anchors.get(value.id, "").startswith("p-")
    return lone if is_lone and value.key in _OF_MEASURES else value.id


def _what(value: AmendedValue, anchors: dict[str, str]) -> str:
    if value.key == "text":
        return "Предложение" if anchors.get(value.id, "").startswith("p-") else "Мероприятие"
    return _KEYS.get(value.key, value.key)


def _words(key: str, text: str) -> str:
    """Return a value as the page prints it: a deadline that the file writes 2025-Q4 is «4 квартал 2025»."""
    due = parse_due(text) if key == "due" else None
    return due_words(due) if due else text
