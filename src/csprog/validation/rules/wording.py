"""Rules of words: personal data, placeholders, mixed alphabets, office names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from pydantic import BaseModel

from csprog.findings import KeyPath, Violation
from csprog.i18n import Message
from csprog.parsing.names import fold_homoglyphs
from csprog.programme.corrections import replaced_values
from csprog.programme.evidence import evidence_files
from csprog.programme.model import Programme
from csprog.programme.personal_data import personal_data, words_of_file
from csprog.programme.plan_writer import PLACEHOLDER
from csprog.yamltext.nodes import locate

_LATIN = re.compile(r"[A-Za-z]")
_MIXED = re.compile(r"(?<![^\W\d_])(?=[^\W\d_]*[A-Za-z])(?=[^\W\d_]*[А-Яа-яЁё])[^\W\d_]+")
_NOT_DIGITS = re.compile(r"\D")
_CODED_KEYS = frozenset({"evidence", "site", "published_at", "identifier", "switched_off", "channel", "kind", "event"})
"""Keys whose values are addresses or codes, not words."""


def wording(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield personal data and words of two alphabets in published texts.

    What is published names units and posts, never people, their mobiles or mailboxes (152-ФЗ). A Latin letter among
    Cyrillic ones can't be seen, and no search finds the word. What a correction replaced is published no more.
    """
    allowed, replaced = set(_entries_with_ground(programme)), set(_replaced(programme))
    checked: dict[str, tuple[Violation, ...]] = {}  # the same texts, offices above all, stand in many places
    for path, text in texts(programme):
        if text not in checked:
            checked[text] = (*personal_data(text, programme.passport.contact), *_mixed_letters(text))
        for violation in checked[text]:
            allows = path[:-1] in allowed and violation.code != "mixed-letters"
            if not allows and path not in replaced:
                yield violation._replace(path=path)
    for placed in evidence_files(programme):
        for violation in personal_data(words_of_file(placed.evidence), programme.passport.contact):
            if allowed.isdisjoint({placed.path[:-1], placed.path[:-2]}):
                yield violation._replace(path=(*placed.path, "file"))


def placeholders(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield the texts of a first plan's example that nobody has replaced."""
    message = Message("this is still the example of csprog new; put your own words in its place")
    for path, text in texts(programme):
        if PLACEHOLDER in text:
            yield Violation("placeholder", path, message)


def offices_alike(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield offices spelled nearly as another one, which count as two."""
    names: dict[str, str] = {}  # by folded name
    for placed in programme.measures:
        for index, office in enumerate(placed.measure.offices):
            folded = _folded(office)
            other = names.get(folded) or next((name for key, name in names.items() if _one_slip(key, folded)), office)
            if other != office:
                message = Message("“{office}” is spelled nearly as “{other}”; use one name", office=office, other=other)
                yield Violation("office-alike", (*placed.path, "offices", index), message, "warning")
            names.setdefault(folded, office)


def lines_naming(text: str, programme: Programme, year: int) -> list[int]:
    """Return the lines of texts that name `year`, origins of measures aside."""
    naming = re.compile(rf"(?<![0-9]){year}(?![0-9])")
    paths = [path for path, words in texts(programme) if "carried_from" not in path and naming.search(words)]
    tree = locate(text)
    return sorted({tree.find(path).position().line for path in paths})


def texts(value: object, path: KeyPath = ()) -> list[tuple[KeyPath, str]]:
    """Return every text below a value with its path: all that may be published."""
    children: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, (tuple, list)):
        children = enumerate(value)
    elif isinstance(value, dict):
        children = value.items()
    elif isinstance(value, BaseModel):
        children = [(key, getattr(value, key)) for key in value.model_fields_set if key not in _CODED_KEYS]
    return [found for step, child in children for found in texts(child, (*path, step))]


def _mixed_letters(text: str) -> Iterator[Violation]:
    for match in _MIXED.finditer(text):
        word = match.group()
        latin = ", ".join(dict.fromkeys(_LATIN.findall(word)))
        message = Message("“{word}” mixes Cyrillic and Latin letters; Latin are: {latin}", word=word, latin=latin)
        yield Violation("mixed-letters", (), message, "warning")


def _entries_with_ground(programme: Programme) -> Iterator[KeyPath]:
    """Yield the paths of the entries whose texts may name a person."""
    for placed in programme.measures:
        for index, entry in enumerate(placed.measure.journal):
            if entry.personal_data_ground:
                yield from ((*placed.path, "journal", index), (*placed.path, "journal", index, "values"))


def _replaced(programme: Programme) -> Iterator[KeyPath]:
    """Yield the paths of the values that corrections replaced."""
    for placed in programme.measures:
        yield from ((*placed.path, "journal", *path) for path in replaced_values(placed.measure.journal))


@lru_cache(4096)  # the same offices stand in many measures
def _folded(name: str) -> str:
    return re.sub(r"\W", "", fold_homoglyphs(name).replace("ё", "е"))


def _one_slip(one: str, other: str) -> bool:
    """Tell whether two names differ by one letter: wrong, missing or extra."""
    if abs(len(one) - len(other)) > 1 or _NOT_DIGITS.sub("", one) != _NOT_DIGITS.sub("", other):
        return False  # offices of one kind differ by their numbers
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = (one[start:], other[start:])
    return rests[0][1:] == rests[1][1:] or rests[0] == rests[1][1:] or rests[0][1:] == rests[1]
