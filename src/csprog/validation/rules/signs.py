"""Rules of signs: hidden ones, and those that no font of the PDF has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csprog.findings import KeyPath, Violation
from csprog.i18n import Message
from csprog.programme.model import Programme
from csprog.programme.pdf_signs import lacking_sentence, lacking_signs
from csprog.programme.typed_text import HIDDEN
from csprog.validation.rules.wording import texts

NO_FONT = "sign-without-font"


def signs(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield hidden signs, and signs that the PDF can't show.

    What nobody sees no search finds: a word with a soft hyphen in it is another word.
    """
    del today
    for path, text in texts(programme):
        if text.isascii():
            continue
        for match in HIDDEN.finditer(text):
            message = Message(
                "the hidden sign U+{number:04X} is character {place} of this text; take it out",
                number=ord(match[0]),
                place=match.start() + 1,
            )
            yield Violation("hidden-character", path, message, "warning")
        for lacking in lacking_signs(text):
            message = Message("{why}; the PDF shows its number", why=lacking_sentence(text, lacking))
            if measure := _measure_at(programme, path):
                message = Message("{id}: {why}", id=measure, why=message)
            yield Violation(NO_FONT, path, message, "warning")


def places_without_font(programme: Programme) -> list[str]:
    """Return the ids of measures with signs that the PDF can't show, else the keys."""
    found = (
        _measure_at(programme, path) or str(path[0]) for path, text in texts(programme) if any(lacking_signs(text))
    )
    return list(dict.fromkeys(found))


def _measure_at(programme: Programme, path: KeyPath) -> str | None:
    return next((placed.id for placed in programme.measures if path[: len(placed.path)] == placed.path), None)
