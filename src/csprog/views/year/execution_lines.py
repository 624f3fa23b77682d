"""Words the execution of a measure as lines for the cells of printed tables."""

from __future__ import annotations

from csprog.views.typography import plural, short_date
from csprog.views.year.model import Line, MeasureView, PlaceView


def whence(measure: MeasureView) -> tuple[Line, ...]:
    """Return the year's plan it was carried over from, if any, and why."""
    if measure.origin is None:
        return ()
    label = f"Перенесено из плана {measure.origin.year} года, № {measure.origin.id}"
    return (Line(measure.origin.reason, label) if measure.origin.reason else Line(label),)


def when(measure: MeasureView) -> tuple[Line, ...]:
    """Return the day of completion, the delay, or the day it is postponed to."""
    lines = []
    if measure.completed_on:
        lines.append(Line(short_date(measure.completed_on)))
    if measure.days_late:
        lines.append(Line(f"на {plural(measure.days_late, 'день', 'дня', 'дней')} позже срока"))
    if measure.overdue and measure.status.css == "in-work":
        lines.append(Line("срок истёк", missing=True))
    if measure.postponed_to and not measure.completed_on:
        lines.append(Line(short_date(measure.postponed_to), "Новый срок"))
    return tuple(lines)


def achieved(measure: MeasureView) -> tuple[Line, ...]:
    """Return the actual result, by office where they differ, evidence, corrections."""
    lines = [Line(measure.note)] if measure.note else []
    for place in measure.places:
        lines.append(Line(", ".join(place.names), _place_label(place)))
        lines += [Line(place.note)] if place.note else []
    if measure.lacks_result:
        lines.append(Line("Нет данных о фактическом результате", missing=True))
    lines += [Line(proof.text, "Подтверждение") for proof in measure.evidence]
    return (*lines, *(Line(entry.why, f"Исправлено {short_date(entry.on)}") for entry in measure.corrections))


def why(measure: MeasureView) -> tuple[Line, ...]:
    """Return the reasons why it was late, not carried out, postponed or reopened.

    Where the reasons differ by office, each stands with its offices.
    """
    lines = [Line(place.reason, ", ".join(place.names)) for place in measure.places if place.reason]
    if measure.reason:
        lines.insert(0, Line(measure.reason))
    if measure.lacks_reason:
        lines.insert(0, Line("Причина не указана", missing=True))
    if measure.document:
        lines.append(Line(measure.document, "Документ"))
    if measure.reason_so_far:
        lines.append(Line(measure.reason_so_far, "Причина переноса"))
    if measure.reopened:
        lines.append(Line(measure.reopened, "Причина возобновления"))
    return tuple(lines)


def _place_label(place: PlaceView) -> str:
    word = place.status.word.capitalize()
    return f"{word} {short_date(place.completed_on)}" if place.completed_on else word
