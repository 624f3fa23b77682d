"""What a document says of itself: whose Programme it is, what it is called, on what it rests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from csprog.parsing.deadlines import read_deadline
from csprog.yamltext.reader import Unquoted

_ORGANISATION = re.compile(r"\b(?:ПАО|ОАО|АО|ООО|ЗАО|АНО|МУП|ГУП|ФГУП)\s+«[^«»]{1,80}»")
_TITLE = re.compile(
    r"\bпрограмм[аыуе] мероприятий [^.;:«»]{3,200}?(?=[.;:]|,| \(далее| на 20\d\d|$)", re.IGNORECASE | re.MULTILINE
)
_BASIS = re.compile(
    r"на основании ((постановления|приказа|распоряжения|указа|федерального закона) .{0,200}?№\s*[\w/-]+)",
    re.IGNORECASE,
)
_NOMINATIVE = {
    "постановления": "Постановление",
    "приказа": "Приказ",
    "распоряжения": "Распоряжение",
    "указа": "Указ",
    "федерального": "Федеральный",
    "закона": "закон",
}
_STANDARD = re.compile(r"\bСтандарт(?:а|у|ом|е)?((?: [а-яё]+){1,4}? (?:клиентов|потребителей|покупателей))")


APPROVAL = re.compile(
    r"утвержд\w*\s+(приказ|распоряжени|решени)\w*\s+(?:[^№]{0,150}?\s)?от\s+([^№]{8,30}?)\s*№\s*([\w/-]+)",
    re.IGNORECASE,
)
"""How a title page says by what the Programme was approved: УТВЕРЖДЕНА приказом ПАО «…» от 20.12.2024 № 512."""
_ACTS = {"приказ": "приказ", "распоряжени": "распоряжение", "решени": "решение"}


def read_passport(said: Sequence[str], texts: Sequence[str], year: int) -> dict[str, Any]:
    """Return the passport of the plan of `year` as far as the document tells it.

    `said` is the text before the plan, `texts` all of it. The year is the asker's. Names are put into the nominative;
    where the title stands several times, the longest is whole.
    """
    whole = "\n".join(said)
    passport: dict[str, Any] = {"year": Unquoted(str(year))}
    if titles := _TITLE.findall(whole):
        title = max(titles, key=len).strip()
        passport["title"] = f"Программа{title[len('программа') :]}"
    if organisations := Counter(" ".join(name.split()) for name in _ORGANISATION.findall("\n".join(texts))):
        passport["organisation"] = organisations.most_common(1)[0][0]
    if found := _BASIS.search(whole):
        passport["basis"] = _nominative(found[1])
    if (found := APPROVAL.search(whole)) and "organisation" in passport:
        day = read_deadline(found[2], year)
        passport["approval"] = {
            "by": passport["organisation"],
            "on": Unquoted(day.due.day.isoformat()),
            "document": _ACTS[found[1].lower()],
            "number": found[3],
        }
    if found := _STANDARD.search(whole):
        passport["standard"] = {"name": f"Стандарт{found[1]}"}
    return passport


def _nominative(name: str) -> str:
    first, rest = name.split(" ", 1)
    words = rest.split(" ", 1)
    if first.lower() == "федерального":
        return f"{_NOMINATIVE['федерального']} {_NOMINATIVE['закона']} {words[1] if len(words) > 1 else ''}".strip()
    return f"{_NOMINATIVE[first.lower()]} {rest}"
