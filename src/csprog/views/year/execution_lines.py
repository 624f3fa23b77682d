"""Words the execution of a measure as lines for the cells of printed tables."""

from __future__ import annotations

from dataclasses import replace

from csprog.views.typography import plural, short_date
from csprog.views.year.model import Line, MeasureView, PlaceView


def whence(measure: MeasureView) -> tuple[Line, ...]:
    """Return the year's plan it was carried over from, if any, and why."""
    if measure.origin is None:
        return ()
    label = f"Перенесено из плана {measure.origin.year} года, № {measure.origin.id}"
    return (Line(measure.origin.reason, label) if measure.origin.reason else Line(label),)


def whither(measure: MeasureView) -> tuple[Line, ...]:
    """Return the measures of the next year's plan that continue it, and how they stand."""
    return tuple(Line(one.state, f"Перенесено в план {one.year} года, № {one.id}") for one in measure.destinations)


def when(measure: MeasureView) -> tuple[Line, ...]:
    """Return the day of its closure, the delay, or the day it is postponed to."""
    lines = []
    if measure.closed_on:
        lines.append(Line(short_date(measure.closed_on)))
    if measure.days_late:
        lines.append(Line(f"на {plural(measure.days_late, 'день', 'дня', 'дней')} позже срока"))
    if measure.overdue and measure.status.css == "in-work":
        lines.append(Line("срок истёк", missing=True))
    if measure.postponed_to and not measure.closed_on:
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

    Each stands once: where the reasons differ by office, with its offices; that of a postponement with its days.
    """
    moves = [
        Line(one.reason, f"Перенесено {short_date(one.on)} на {short_date(one.to)}") for one in measure.postponements
    ]
    places = [Line(place.reason, f"Причина ({', '.join(place.names)})") for place in measure.places if place.reason]
    lines = [Line("Причина не указана", missing=True)] if measure.lacks_reason else []
    lines += _beyond([Line(measure.reason)] if measure.reason else [], [*places, *moves])
    lines += _beyond(places, moves)
    if measure.document:
        lines.append(Line(measure.document, "Документ"))
    lines += moves
    if measure.reopened:
        lines.append(Line(measure.reopened, "Причина возобновления"))
    return tuple(lines)


def _place_label(place: PlaceView) -> str:
    word = place.status.word.capitalize()
    return f"{word} {short_date(place.closed_on)}" if place.closed_on else word


def _beyond(lines: list[Line], told: list[Line]) -> list[Line]:
    """Return `lines` without the paragraphs that those of `told` say."""
    said = {paragraph for line in told for paragraph in line.text.split("\n")}
    texts = ["\n".join(part for part in line.text.split("\n") if part not in said) for line in lines]
    return [replace(line, text=text) for line, text in zip(lines, texts, strict=True) if text]
