"""Writes a plan as plain lines, one value per line, for comparison by lines."""

from __future__ import annotations

from collections.abc import Iterator

from csprog.evaluation.record_builder import due_text
from csprog.history.diff import DOCUMENT
from csprog.history.text_diff import flatten
from csprog.programme.entries import Entry
from csprog.programme.model import PlacedMeasure, Programme


def as_outline(programme: Programme) -> str:
    """Return the document's parts, then the plan, each value on its own line.

    Every line of a measure begins with its id, so that a changed line needs no context.
    """
    return "".join(f"{' '.join(line.split())}\n" for line in _lines(programme))


def _lines(programme: Programme) -> Iterator[str]:
    for name in DOCUMENT:
        for key, value in flatten(getattr(programme, name)).items():
            yield f"{name} {key}: {value}"
    previous = ""
    for placed in programme.measures:
        for part, title in (
            (placed.section, placed.section.title),
            (placed.subsection, placed.subsection.title),
            (placed.proposal, placed.proposal.text),
        ):
            if not f"{previous}.".startswith(f"{part.number}."):
                yield f"{part.number} {title}"
                if part.note_for_public:
                    yield f"{part.number} note_for_public: {part.note_for_public}"
        previous = placed.proposal.number
        yield from _measure(placed)


def _measure(placed: PlacedMeasure) -> Iterator[str]:
    measure = placed.measure
    yield f"{placed.id} text: {measure.text}"
    yield f"{placed.id} due: {due_text(measure)}"
    yield f"{placed.id} result: {measure.result}"
    for office in measure.offices:
        yield f"{placed.id} office: {office}"
    for key in (
        "responsible",
        "funding",
        "digital",
        "recurring",
        "carried_from",
        "repeated_from",
        "indicators",
        "note_for_public",
    ):
        for path, value in flatten(getattr(measure, key), key).items():
            yield f"{placed.id} {path}: {value}"
    for entry in measure.journal:
        yield f"{placed.id} {_entry(entry)}"


def _entry(entry: Entry) -> str:
    fields = entry.model_dump(mode="json", exclude_defaults=True, exclude={"on", "event"})
    details = "; ".join(f"{key}: {_joined(value)}" for key, value in fields.items())
    return f"{entry.on} {entry.event}" + (f" ({details})" if details else "")


def _joined(value: object) -> str:
    match value:
        case list():
            return ", ".join(map(str, value))
        case dict():  # a file of evidence
            return ", ".join(f"{key} {part}" for key, part in value.items())
    return str(value)
