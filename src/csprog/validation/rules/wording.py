"""Rules of words: personal data, placeholders, mixed alphabets, office names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
    named = [
        ((*placed.path, "offices", index), office)
        for placed in programme.measures
        for index, office in enumerate(placed.measure.offices)
    ]
    first: dict[str, tuple[KeyPath, str]] = {}  # by folded name
    for path, office in named:
        first.setdefault(_folded(office), (path, office))
    nearly = _nearest_above(list(first))
    told: set[str] = set()
    for path, office in named:
        folded = _folded(office)
        where, other = first[folded] if folded in told else first[nearly.get(folded, folded)]
        if other != office:
            message = Message(
                "“{office}” is spelled nearly as “{other}” in line {line}; use one name", office=office, other=other
            )
            yield Violation("office-alike", path, message, "warning", where)
        told.add(folded)


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


def _nearest_above(names: Sequence[str]) -> dict[str, str]:
    """Return, by name, the first one above it that differs by one letter: wrong, missing or extra.

    Offices of one kind differ by their numbers, so those with other digits are no slip. To compare each with each would
    take the square of their number: names that differ by one letter are equal without the letter at some place.
    """
    groups: dict[tuple[str, int], list[int]] = {}
    for place, name in enumerate(names):
        groups.setdefault((_NOT_DIGITS.sub("", name), len(name)), []).append(place)
    nearest: dict[int, int] = {}
    for (digits, length), places in groups.items():
        shorter = {names[place]: place for place in groups.get((digits, length - 1), ())}
        alike_names = [names[place] for place in places]
        for letter in range(length if shorter or len(places) > 1 else 0):
            rests = [name[:letter] + name[letter + 1 :] for name in alike_names]
            if len(set(rests)) == len(rests) and shorter.keys().isdisjoint(rests):
                continue
            alike: dict[str, int] = {}
            for place, rest in zip(places, rests, strict=True):
                for other in (alike.setdefault(rest, place), shorter.get(rest, place)):
                    above, below = min(place, other), max(place, other)
                    if above != below:
                        nearest[below] = min(above, nearest.get(below, above))
    return {names[below]: names[above] for below, above in nearest.items()}
