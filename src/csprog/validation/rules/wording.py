"""Rules about words: personal data in what gets published, letters of two alphabets in one word, offices misspelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from pydantic import BaseModel

from csprog.findings import KeyPath, Violation
from csprog.i18n import Message
from csprog.parsing.names import fold_letters
from csprog.programme.model import Programme
from csprog.yamltext.nodes import locate

_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\."
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PERSON = re.compile(
    rf"(?<!им\.\s)(?<!ул\.\s)(?<!имени\s)(?<![\w.])(?:{_SURNAME}\s{_INITIALS}|{_INITIALS}\s?{_SURNAME}"
    rf"|{_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|чна)(?:[аеу]|ем|ой|ы)?)(?!\w)"
)
_MOBILE = re.compile(r"(?<!\d)(?:\+7|8|7)[\s(-]*9\d\d[\s)-]*\d{3}[\s-]*\d\d[\s-]*\d\d(?!\d)")
_MAIL = re.compile(r"([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")
# Boxes of an institution, not of a person: what companies and authorities put on their sites.
_ROLES = re.compile(
    r"(?:info|office|mail|post|contact|help|support|service|client|press|reception|priem|kanc|sekretar|secretary"
    r"|hotline|call|callcenter|webmaster|admin|noreply|no-reply|b2b|b2c|zakupki|tender|hr|lkk|ok[ck])[\w-]*",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z]")
_MIXED = re.compile(r"(?<![^\W\d_])(?=[^\W\d_]*[A-Za-z])(?=[^\W\d_]*[А-Яа-яЁё])[^\W\d_]+")
_NO_DIGIT = re.compile(r"\D")
_NO_WORDS = frozenset({"evidence", "site", "published_at", "identifier", "switched_off", "channel", "kind", "event"})


def wording(programme: Programme, today: date) -> Iterator[Violation]:
    """What is published names units and posts, never people, their mobiles or mailboxes (152-ФЗ; source notes).

    A word has the letters of one alphabet: Latin ones among Cyrillic look alike and are never found again.
    """
    known: dict[str, tuple[Message, ...]] = {}  # a plan says the same in many places
    mixed: dict[str, tuple[Message, ...]] = {}
    for path, text in texts(programme):
        if text not in known:
            known[text], mixed[text] = tuple(_personal(text)), tuple(_mixed(text))
        for what in known[text]:
            yield Violation("personal-data", path, what)
        for what in mixed[text]:
            yield Violation("mixed-letters", path, what, "warning")


def offices_alike(programme: Programme, today: date) -> Iterator[Violation]:
    """An office has one name in the whole plan: two spellings would count as two offices."""
    known: dict[str, str] = {}
    for placed in programme.measures:
        for number, office in enumerate(placed.measure.offices):
            folded = _folded(office)
            other = known.get(folded) or next((name for key, name in known.items() if _one_slip(key, folded)), office)
            if other != office:
                what = Message("“{office}” is spelled nearly as “{other}”; use one name", office=office, other=other)
                yield Violation("office-alike", (*placed.path, "offices", number), what, "warning")
            known.setdefault(folded, office)


def lines_naming(text: str, programme: Programme, year: int) -> list[int]:
    """Return the lines at which texts begin that name `year`; where a measure was carried over from doesn't count."""
    named = re.compile(rf"(?<![0-9]){year}(?![0-9])")
    found = [path for path, words in texts(programme) if "carried_from" not in path and named.search(words)]
    tree = locate(text)
    return sorted({tree.find(path).position().line for path in found})


def texts(programme: Programme) -> list[tuple[KeyPath, str]]:
    """Return every text of the plan with its path: all that may be published."""
    found: list[tuple[KeyPath, str]] = []
    _gather(programme, (), found)
    return found


def _gather(
    value: BaseModel | tuple[object, ...] | dict[str, object], path: KeyPath, found: list[tuple[KeyPath, str]]
) -> None:
    children: Iterable[tuple[str | int, object]]
    if isinstance(value, tuple):
        children = enumerate(value)
    elif isinstance(value, dict):
        children = value.items()
    else:
        children = [(name, getattr(value, name)) for name in value.model_fields_set if name not in _NO_WORDS]
    for step, child in children:
        if isinstance(child, str):
            found.append(((*path, step), child))
        elif isinstance(child, (tuple, dict)) or hasattr(child, "model_fields_set"):
            _gather(child, (*path, step), found)  # type: ignore[arg-type]


def _mixed(text: str) -> Iterator[Message]:
    for found in _MIXED.finditer(text):
        word = found.group()
        latin = ", ".join(dict.fromkeys(_LATIN.findall(word)))
        yield Message("“{word}” mixes Cyrillic and Latin letters; Latin are: {latin}", word=word, latin=latin)


def _personal(text: str) -> Iterator[Message]:
    if found := _PERSON.search(text):
        yield Message("“{found}” looks like a person's name; name the post or the unit instead", found=found.group())
    if found := _MOBILE.search(text):
        yield Message("“{found}” looks like a mobile number; give the institution's own", found=found.group())
    for found in _MAIL.finditer(text):
        if not _ROLES.fullmatch(found.group(1)):
            yield Message("“{found}” looks like a person's mailbox; give the institution's", found=found.group())


@lru_cache(4096)  # the same offices stand in many measures
def _folded(name: str) -> str:
    return re.sub(r"\W", "", fold_letters(name).replace("ё", "е"))


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter changed, missing or too many is all that parts two names."""
    if abs(len(one) - len(other)) > 1 or _NO_DIGIT.sub("", one) != _NO_DIGIT.sub("", other):
        return False  # offices of one kind differ by their numbers
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = (one[start:], other[start:])
    return rests[0][1:] == rests[1][1:] or rests[0] == rests[1][1:] or rests[0][1:] == rests[1]
