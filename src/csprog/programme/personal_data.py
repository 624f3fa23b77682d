"""Finds persons in texts that may be published: names, mobile numbers, mailboxes.

What is published names units and posts, never people (152-ФЗ). An error is only what hardly means anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.entries import Evidence, EvidenceFile
from csprog.programme.ledgers import Item

_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\."
# No surname, though written like one: «Улица А. С. Пушкина».
_PLACE = r"(?:Улиц|Площад|Просп|Проезд|Переул|Бульвар|Набережн|Шоссе|Имени|Театр|Школ|Парк|Библиотек|Музе|Пункт|Раздел)"
_SURNAME = rf"(?!{_PLACE})[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_ACTING = (  # «И.О. Начальника» is a post; in the nominative the letters are somebody's initials
    r"И\.\s?О\.\s?(?:Начальника|Директора|Руководителя|Заместителя|Заведующего|Генерального|Главного|Министра"
    r"|Председателя|Управляющего)(?!\w)"
)
_PERSON = re.compile(
    rf"(?<![\w.])(?:{_SURNAME}\s(?!{_ACTING}){_INITIALS}(?:\s?{_SURNAME})?|(?!{_ACTING}){_INITIALS}\s?{_SURNAME}"
    rf"|{_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|чна)(?:[аеу]|ем|ой|ы)?)(?!\w)"
)
# A name after such a word, as after «ул. им.», is that of a street or an institution.
_NAMED_AFTER = re.compile(r"(?<!\w)(?:им\.|имени|ул\.|улиц[аеуы])\s*$", re.IGNORECASE)
_STREET = re.compile(
    r"(?<!\w)(?:пр\.|пр-т[аеу]?|просп\.|проспект[аеу]?|пер\.|переул\w+|пл\.|площад[ьи]|наб\.|набережн\w+|б-р|бул\.|бульвар\w*"
    r"|ш\.|шоссе|пр-д|проезд[аеу]?|пос\.|мкр\.?)\s*$",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 60  # characters of such a word, and of spaces
_ADDRESS_GOES_ON = re.compile(r",?\s*(?:д\.|дом)\s*\d|\s(?:площад|улиц|проспект|бульвар)")
_MOBILE = re.compile(r"(?<!\d)(?:\+7|8|7)[\s(-]*9\d\d[\s)-]*\d{3}[\s-]*\d\d[\s-]*\d\d(?!\d)")
# Only from the beginning of a box: a search at each of its letters would take the square of a long word's time.
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")
_FREE_MAIL = re.compile(
    r"(?:mail|bk|inbox|list|internet|xmail|yandex|ya|narod|rambler|lenta|autorambler|myrambler|ro|hotmail|outlook|live"
    r"|gmail|googlemail|yahoo|icloud|me|protonmail|proton)\.(?:ru|com|by|kz|ua|net)|proton\.me",
    re.IGNORECASE,
)
# Mailboxes of institutions, as they stand on the sites of suppliers and authorities; a unit's may have its town's name.
_UNIT = (
    r"(?:info\w*|office\w*|mail|post|contacts?|help|support|service|clients?|klient\w*|press|reception|priem\w*|kanc\w*"
    r"|sekretar\w*|secretary|hotline|call|callcent\w*|webmaster|admin|noreply|no-reply|b2b|b2c|zakupki|tender|hr|lkk|ok[ck]"
    r"|otchet\w*|reports?|kachestvo|quality|dogovor\w*|\w*energosbyt|sbyt|delo|obrash\w*|vopros\w*|zayavk\w*|oplata"
    r"|abonent\w*|doverie|otdel\w*|filial\w*|mro|urist|buhgalteria|smi|pretenz\w*)"
)
_TOWN = (
    r"(?:saratov|engels|balakovo|balashov|moskva|moscow|spb|volgograd|astrakhan|samara|penza|tambov|voronezh|kursk|belgorod"
    r"|orel|tula|kaluga|tver|orenburg|ufa|kazan|perm|ekb|chelyabinsk|tyumen|omsk|tomsk|novosibirsk|krasnoyarsk|irkutsk)"
)
_SUFFIX = r"(?:[\d._-][\w.-]*)?"
_UNIT_BOX = re.compile(rf"(?:{_UNIT}|{_TOWN}){_SUFFIX}", re.IGNORECASE)
_UNIT_BOX_IN_FREE_MAIL = re.compile(rf"{_UNIT}{_SUFFIX}", re.IGNORECASE)


def personal_data(text: str, contact: str | None = None) -> Iterator[Violation]:
    """Yield what names a person in `text`: errors, and warnings where it may be none.

    `contact` is the mailbox that the passport gives to readers: a unit's by definition.
    """
    yield from _persons(text)
    for match in _MOBILE.finditer(text):
        message = Message("“{found}” looks like a mobile number; give the organisation's number", found=match.group())
        yield Violation("personal-data", (), message)
    yield from _mailboxes(text, contact)


def errors_in(item: Item, contact: str | None) -> Iterator[Violation]:
    """Yield the errors in the texts of an item, unless a ground allows them."""
    if getattr(item, "personal_data_ground", None):
        return
    for part in (item, getattr(item, "values", None)):
        texts = {key: getattr(part, key, None) or "" for key in ("note", "reason", "why", "document")}
        for key, text in {**texts, "evidence": words_of_file(getattr(part, "evidence", None))}.items():
            for violation in personal_data(text, contact):
                if violation.severity == "error":
                    yield violation._replace(path=(key,))


def words_of_file(evidence: Evidence | None) -> str:
    """Return the words in the name of a file that is published, else nothing."""
    if not isinstance(evidence, EvidenceFile) or not evidence.public:
        return ""
    return f"{PurePosixPath(evidence.file).stem}.".replace("_", " ")


def _persons(text: str) -> Iterator[Violation]:
    for match in _PERSON.finditer(text):
        before = max(0, match.start() - _LONGEST_BEFORE), match.start()  # not all of it: that would take the square
        if _NAMED_AFTER.search(text, *before):
            continue
        if _STREET.search(text, *before) or _ADDRESS_GOES_ON.match(text, match.end()):
            message = Message(
                "“{found}” may be a person's name; if it is, give the post or the unit", found=match.group()
            )
            yield Violation("personal-data-possible", (), message, "warning")
        else:
            message = Message(
                "“{found}” looks like a person's name; give the post or the unit instead", found=match.group()
            )
            yield Violation("personal-data", (), message)


def _mailboxes(text: str, contact: str | None) -> Iterator[Violation]:
    for match in _MAIL.finditer(text):
        box, domain = match.groups()
        free = _FREE_MAIL.fullmatch(domain)
        if match.group() == contact or (_UNIT_BOX_IN_FREE_MAIL if free else _UNIT_BOX).fullmatch(box):
            continue
        if free:
            message = Message(
                "“{found}” looks like a person's e-mail address; give the organisation's address", found=match.group()
            )
            yield Violation("personal-data", (), message)
        elif box.lower() not in domain.lower():  # a unit may have the name of its company: energo@energo.ru
            message = Message(
                "“{found}” may be a person's e-mail address; if it is, give the organisation's address",
                found=match.group(),
            )
            yield Violation("personal-data-possible", (), message, "warning")
