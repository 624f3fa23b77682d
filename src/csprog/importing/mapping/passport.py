"""Reads title, organisation, basis, approval and Standard of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from csprog.i18n import Message
from csprog.importing.mapping.approval import read_approval
from csprog.importing.mapping.organisations import organisations_in
from csprog.importing.readers.document import Notice, NoticeKind
from csprog.programme.key_names import key_name
from csprog.programme.passport import Passport
from csprog.yamltext.reader import Unquoted

_TITLE = re.compile(
    r"\bпрограмм[аыуе]\s+мероприятий\s[^.;:«»]{3,200}?(?=[.;:]|,| \(далее| на 20\d\d|$)", re.IGNORECASE | re.MULTILINE
)
_PLAN_TITLE = re.compile(r"(?:план|комплекс|перечень)(?:-график)? мероприятий\b[^;«»]{0,200}", re.IGNORECASE)
_NOMINATIVES = {
    "постановления": "Постановление",
    "приказа": "Приказ",
    "распоряжения": "Распоряжение",
    "указа": "Указ",
    "федерального закона": "Федеральный закон",
}
_BASIS = re.compile(rf"на основании ({'|'.join(_NOMINATIVES)}) (.{{0,200}}?№\s*[\w/-]+)", re.IGNORECASE)
_STANDARD = re.compile(r"\bСтандарт(?:а|у|ом|е)?((?: [а-яё]+){1,4}? (?:клиентов|потребителей|покупателей))")


def read_passport(
    before: Sequence[str], texts: Sequence[str], year: int, fallback: Mapping[str, Any], heading: str | None
) -> tuple[dict[str, Any], list[Notice]]:
    """Return the passport of the plan of `year`, and the notices about it.

    `before` is the text before the plan, `texts` all of it: the organisation may be named anywhere. Title and
    organisation, if the document doesn't name them, are those of `fallback`, another year's passport. Without either,
    the title is the plan's own `heading`, and the organisation stays open.
    """
    passport = _stated(before, year)
    notices = [_notice("decided", key, Message("taken from the text")) for key in passport if key != "year"]
    if "organisation" not in passport:
        notices += _organisation_in_table(texts, passport, fallback)
    notices += _approval(before, passport, year)
    for key in ("title", "organisation"):
        if key in passport:
            continue
        if key in fallback:
            passport[key] = fallback[key]
            what = Message("not given in the document; taken from the existing plan")
            notices.append(_notice("decided", key, what))
        elif key == "title" and heading:
            passport[key] = heading
            notices.append(_notice("question", key, Message("not given in the document; the plan's heading is used")))
        else:
            notices.append(_notice("question", key, Message("not given in the document; add it")))
    return {key: passport[key] for key in Passport.model_fields if key in passport}, notices


def _organisation_in_table(texts: Sequence[str], passport: dict[str, Any], fallback: Mapping[str, Any]) -> list[Notice]:
    """Take the company that the table names: the only one, and again and again; or ask, for it may be another's name."""
    named = Counter(organisations_in("\n".join(texts))).most_common()
    is_sure = len(named) == 1 and named[0][1] > 1
    if not named or (not is_sure and "organisation" in fallback):
        return []
    passport["organisation"] = named[0][0]
    if is_sure:
        return [_notice("decided", "organisation", Message("taken from the text"))]
    what = Message("the document names it only in the table; is it the company of the plan?")
    return [_notice("question", "organisation", what)]


def _approval(before: Sequence[str], passport: dict[str, Any], year: int) -> list[Notice]:
    approval = read_approval(before, passport.get("organisation"), year)
    if approval is None:
        return []
    passport["approval"] = approval.value
    if approval.is_doubtful:
        return [_notice("question", "approval", Message("taken from the text; who approved it, and when?"))]
    return [_notice("decided", "approval", Message("taken from the text"))]


def _stated(before: Sequence[str], year: int) -> dict[str, Any]:
    """Return as much of the passport as the document states, names in the nominative."""
    joined = "\n".join(before)
    passport: dict[str, Any] = {"year": Unquoted(str(year))}
    if title := _title(before):
        passport["title"] = title
    if organisations := Counter(name for line in before for name in organisations_in(line)):
        passport["organisation"] = organisations.most_common(1)[0][0]
    if basis := _BASIS.search(joined):
        passport["basis"] = f"{_NOMINATIVES[basis[1].lower()]} {basis[2]}"
    if standard := _STANDARD.search(joined):
        passport["standard"] = {"name": f"Стандарт{standard[1]}"}
    return passport


def _title(before: Sequence[str]) -> str | None:
    """Return the title that the lines before the plan state, None without one."""
    if titles := _TITLE.findall("\n".join(before)):
        # shorter ones are cut off by a line's end
        words = " ".join(max(titles, key=len).split())
        return f"Программа{_in_small_letters(words)[len('программа') :]}"
    plan = next((line for line in before if _PLAN_TITLE.fullmatch(line)), None)
    return None if plan is None else _in_small_letters(plan).rstrip(".")


def _in_small_letters(words: str) -> str:
    """Return words in capitals as a sentence; others as they are."""
    letters = [letter for letter in words if letter.isalpha()]
    if 2 * sum(map(str.isupper, letters)) < len(letters):
        return words
    return words[0].upper() + words[1:].lower()


def _notice(kind: NoticeKind, key: str, what: Message) -> Notice:
    return Notice(
        kind, Message("the document"), Message("{key}: {what}", key=key_name(key), what=what), ("passport", key)
    )
