"""Builds the views of amendments: each document and the words it replaced."""

from __future__ import annotations

from csprog.evaluation.record_builder import due_words
from csprog.parsing.deadlines import parse_due
from csprog.programme.model import AmendedValue, Programme
from csprog.views.year.anchors import anchor
from csprog.views.year.model import AmendmentView, ChangeView, TouchedView

_KEY_NAMES = {
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
_PARTS_OF_DOCUMENT = {
    "passport": "сведения о Программе",
    "provisions": "общие положения",
    "goals": "цели",
    "tasks": "задачи",
    "plan": "заголовок плана",
}
_KEYS_OF_MEASURES = frozenset({"due", "result", "offices"})


def amendments_of(programme: Programme) -> tuple[AmendmentView, ...]:
    """Return the amendments of a programme in the order of its file."""
    anchors = _anchors(programme)

    def touched(name: str) -> TouchedView:
        return TouchedView(_PARTS_OF_DOCUMENT.get(name, name), anchors.get(name))

    return tuple(
        AmendmentView(
            anchor=f"a-{number}",
            on=amendment.on,
            document=amendment.document,
            reason=amendment.reason,
            touched=tuple(map(touched, amendment.ids)),
            changes=tuple(
                ChangeView(
                    touched=touched(value.id if value.id in _PARTS_OF_DOCUMENT else _target(value, anchors)),
                    what=_key_name(value, anchors),
                    was=_printed(value.key, value.was),
                    became=_printed(value.key, value.became),
                    document=amendment.document,
                    on=amendment.on,
                    amendment=f"a-{number}",
                )
                for value in amendment.changes
            ),
        )
        for number, amendment in enumerate(programme.amendments, start=1)
    )


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


def _key_name(value: AmendedValue, anchors: dict[str, str]) -> str:
    if value.key == "text":
        return "Предложение" if anchors.get(value.id, "").startswith("p-") else "Мероприятие"
    return _KEY_NAMES.get(value.key, value.key)


def _printed(key: str, text: str | None) -> str:
    """Return a value as printed: the deadline 2025-Q4 is «4 квартал 2025»."""
    if text is None:
        return ""
    due = parse_due(text) if key == "due" else None
    return due_words(due) if due else text
