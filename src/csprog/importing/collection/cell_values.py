"""Reads the values that departments type into cells, in any usual spelling."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from csprog.errors import ParseError
from csprog.exporting.excel.columns import Answer
from csprog.i18n import Message
from csprog.importing.readers.document import shortened
from csprog.parsing.dates import day_of_serial, is_serial, past_month_end, read_day
from csprog.parsing.deadlines import read_due
from csprog.parsing.names import is_alike, listed
from csprog.parsing.numbers import read_amount

ANSWERS = listed(f"«{answer}»" for answer in Answer)
_SERIAL = re.compile(r"[0-9]{5}")
_EARLIEST = 1950  # years before it are numbers typed into cells of dates
_DASHES = frozenset("-–—‒−_ ")
_LONGEST_QUOTE = 60  # characters


def text_of(cell: Any) -> str | None:
    """Return a cell's value as text, None if it is empty."""
    match cell:
        case None:
            return None
        case bool():
            return Answer.YES.value if cell else Answer.NO.value
        case datetime() if cell.time() != time():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip() or None


def answer_of(cell: Any) -> str | None:
    """Return a text typed into an answer's cell; a dash stands for nothing."""
    text = text_of(cell)
    return None if text is None or _DASHES.issuperset(text) else text


def quoted(text: str) -> str:
    """Return a cell's text on one line, cut if it is long, to quote in a message."""
    return shortened(" ".join(text.split()), _LONGEST_QUOTE)


def not_recorded(title: str, cell: Any) -> Message:
    """Return the sentence of a cell below the head `title` that was changed, and is not recorded."""
    words = quoted(text_of(cell) or "—")
    return Message("«{title}» was changed and is not recorded: “{words}”", title=title, words=words)


def done_of(cell: Any) -> Answer | Message | None:
    """Return the answer in a cell, a message if it is none, None if the cell is empty."""
    text = answer_of(cell)
    if text is None:
        return None
    word = text.rstrip(".! ")
    meant = next((answer for answer in Answer if is_alike(answer, word)), None)
    return meant or Message("invalid value “{value}”: type {answers}", value=quoted(text), answers=ANSWERS)


def day_of(cell: Any) -> date | Message | None:
    """Return the day in a cell, a message if it is none, None if the cell is empty."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        if day.year < _EARLIEST:  # 2025 typed into a cell of dates is a day of 1905
            number = (day - day_of_serial(0)).days
            return Message("invalid date “{value}”; write it like 14.03.2025", value=str(number))
        return day
    text = answer_of(cell)
    if text is None:
        return None
    if _SERIAL.fullmatch(text):
        cell = float(text)
    if isinstance(cell, float) and is_serial(cell):
        return day_of_serial(cell)
    try:
        return read_day(text)
    except ParseError:
        return past_month_end(text) or Message("invalid date “{value}”; write it like 14.03.2025", value=quoted(text))


def deadline_of(cell: Any) -> date | Message | None:
    """Return the last day of the deadline in a cell: a day, or a quarter in words."""
    if isinstance(cell, (date, float)):
        return day_of(cell)
    text = answer_of(cell)
    if text is None:
        return None
    try:
        return read_due(text).day
    except ParseError as error:
        return error.message


def amount_of(cell: Any) -> Decimal | Message | None:
    """Return a sum in roubles; what came back needs words for which a workbook has no cell."""
    amount = number_of(cell, read_amount)
    if isinstance(amount, Decimal) and amount < 0:
        return Message("a refund is recorded by csprog spend, with --note")
    return amount


def number_of(cell: Any, read: Callable[[str], Decimal]) -> Decimal | Message | None:
    """Return the number in a cell, a message if it is none, None if the cell is empty."""
    if isinstance(cell, float):
        return Decimal(int(cell)) if cell.is_integer() else Decimal(repr(cell))
    text = answer_of(cell)
    if text is None:
        return None
    try:
        return read(text)
    except ParseError as error:
        return error.message
