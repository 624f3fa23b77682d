"""Reads by whom and when a document says that it is approved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from csprog.importing.mapping.organisations import organisations_in
from csprog.parsing.dates import days_in
from csprog.parsing.deadline_words import plain_words
from csprog.parsing.deadlines import read_deadline
from csprog.yamltext.reader import Unquoted

_DOCUMENTS = {"приказ": "приказ", "распоряжени": "распоряжение", "решени": "решение", "протокол": "протокол"}
APPROVAL = re.compile(
    rf"^«?утвержд[её]н[аоы]?»?\s+({'|'.join(_DOCUMENTS)})\w*\s+(?:([^№]{{0,150}}?)\s)?от\s+([^№]{{8,30}}?)\s*№\s*([\w/-]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""The approval on a title page: УТВЕРЖДЕНА приказом ПАО «…» от 20.12.2024 № 512."""
_STAMP = re.compile(r"«?утверждаю»?:?", re.IGNORECASE)
_POST = re.compile(
    r"(?:временно исполняющий обязанности |врио |и\.\s?о\. )?(?:первый )?(?:заместитель |генеральный |исполнительный |главный )?"
    r"(?:генерального |исполнительного )?(?:директор|руководител|управляющ|председател|президент|начальник|инженер)",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"минэнерго|министерств|правительств|федеральн|комитет|департамент|служб|фас\b|президент", re.IGNORECASE
)
_STAMP_LINES = 7


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval as the passport has it; `is_doubtful` if somebody has to look who approved."""

    value: dict[str, Any]
    is_doubtful: bool = False


def read_approval(before: Sequence[str], organisation: str | None, year: int) -> Approval | None:
    """Return the approval that the lines before the plan state of the document itself, None without one.

    An act that approved something else, the Standard for example, is not meant: its words stand within a sentence.
    """
    return _by_document("\n".join(before), organisation, year) or _by_stamp(before)


def _by_document(text: str, organisation: str | None, year: int) -> Approval | None:
    approval = APPROVAL.search(text)
    if approval is None or _AUTHORITY.search(approval[2] or ""):
        return None
    by = next(organisations_in(approval[2] or ""), organisation)
    if by is None:
        return None
    deadline = read_deadline(approval[3], year)
    value = {
        "by": by,
        "on": Unquoted(deadline.due.day.isoformat()),
        "document": next(name for stem, name in _DOCUMENTS.items() if approval[1].lower().startswith(stem)),
        "number": approval[4],
    }
    is_own = not approval[2] or next(organisations_in(approval[2]), None) is not None
    is_day = any(days_in(plain_words(approval[3])))
    return Approval(value, is_doubtful=not (is_own and is_day))


def _by_stamp(before: Sequence[str]) -> Approval | None:
    """Read «УТВЕРЖДАЮ», the post, the signature, the day."""
    start = next((index for index, line in enumerate(before) if _STAMP.fullmatch(line.strip())), None)
    if start is None:
        return None
    lines = before[start + 1 : start + 1 + _STAMP_LINES]
    post = next((line for line in lines if _POST.match(line)), None)
    day = next((day for line in lines for day in days_in(plain_words(line))), None)
    if post is None or day is None:
        return None
    place = lines.index(post)
    company = (
        "" if next(organisations_in(post), None) else next(organisations_in(" ".join(lines[place + 1 : place + 2])), "")
    )
    by = " ".join(filter(None, (post.strip(" ,_"), company)))
    return Approval({"by": by, "on": Unquoted(day.isoformat())})
