"""Reads title, organisation, basis, approval and Standard of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from csprog.i18n import Message
from csprog.importing.readers.document import Notice, NoticeKind
from csprog.parsing.deadlines import read_deadline
from csprog.programme.passport import Passport
from csprog.yamltext.reader import Unquoted

_ORGANISATION = re.compile(r"\b(?:ПАО|ОАО|АО|ООО|ЗАО|АНО|МУП|ГУП|ФГУП)\s+«[^«»]{1,80}»")
_TITLE = re.compile(
    r"\bпрограмм[аыуе] мероприятий [^.;:«»]{3,200}?(?=[.;:]|,| \(далее| на 20\d\d|$)", re.IGNORECASE | re.MULTILINE
)
_NOMINATIVES = {
    "постановления": "Постановление",
    "приказа": "Приказ",
    "распоряжения": "Распоряжение",
    "указа": "Указ",
    "федерального закона": "Федеральный закон",
}
_BASIS = re.compile(rf"на основании ({'|'.join(_NOMINATIVES)}) (.{{0,200}}?№\s*[\w/-]+)", re.IGNORECASE)
_STANDARD = re.compile(r"\bСтандарт(?:а|у|ом|е)?((?: [а-яё]+){1,4}? (?:клиентов|потребителей|покупателей))")
_APPROVALS = {"приказ": "приказ", "распоряжени": "распоряжение", "решени": "решение"}
APPROVAL = re.compile(
    rf"утвержд\w*\s+({'|'.join(_APPROVALS)})\w*\s+(?:[^№]{{0,150}}?\s)?от\s+([^№]{{8,30}}?)\s*№\s*([\w/-]+)",
    re.IGNORECASE,
)
"""The approval on a title page: УТВЕРЖДЕНА приказом ПАО «…» от 20.12.2024 № 512."""


def read_passport(
    before: Sequence[str], texts: Sequence[str], year: int, fallback: Mapping[str, Any], heading: str | None
) -> tuple[dict[str, Any], list[Notice]]:
    """Return the passport of the plan of `year`, and the notices about it.

    `before` is the text before the plan, `texts` all of it: the organisation may be named anywhere. Title and
    organisation, if the document doesn't name them, are those of `fallback`, another year's passport. Without either,
    the title is the plan's own `heading`, and the organisation stays open.
    """
    passport = _stated(before, texts, year)
    notices = [_notice("decided", key, Message("taken from the text")) for key in passport if key != "year"]
    for key in ("title", "organisation"):
        if key in passport:
            continue
        if key in fallback:
            passport[key] = fallback[key]
            what = Message("the document names none; taken from the plan that is there")
            notices.append(_notice("decided", key, what))
        elif key == "title" and heading:
            passport[key] = heading
            notices.append(_notice("question", key, Message("the document names none; its heading was taken")))
        else:
            notices.append(_notice("question", key, Message("the document names none; add it")))
    return {key: passport[key] for key in Passport.model_fields if key in passport}, notices


def _stated(before: Sequence[str], texts: Sequence[str], year: int) -> dict[str, Any]:
    """Return as much of the passport as the document states, names in the nominative."""
    joined = "\n".join(before)
    passport: dict[str, Any] = {"year": Unquoted(str(year))}
    if titles := _TITLE.findall(joined):
        title = max(titles, key=len).strip()  # shorter ones are cut off by a line's end
        passport["title"] = f"Программа{title[len('программа') :]}"
    if organisations := Counter(" ".join(name.split()) for name in _ORGANISATION.findall("\n".join(texts))):
        passport["organisation"] = organisations.most_common(1)[0][0]
    if basis := _BASIS.search(joined):
        passport["basis"] = f"{_NOMINATIVES[basis[1].lower()]} {basis[2]}"
    if (approval := APPROVAL.search(joined)) and "organisation" in passport:
        passport["approval"] = {
            "by": passport["organisation"],
            "on": Unquoted(read_deadline(approval[2], year).due.day.isoformat()),
            "document": _APPROVALS[approval[1].lower()],
            "number": approval[3],
        }
    if standard := _STANDARD.search(joined):
        passport["standard"] = {"name": f"Стандарт{standard[1]}"}
    return passport


def _notice(kind: NoticeKind, key: str, what: Message) -> Notice:
    return Notice(kind, Message("the document"), Message("{key}: {what}", key=key, what=what), ("passport", key))
