"""Writes CSV as a Russian Excel wants it, formulas made harmless."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

BYTE_ORDER_MARK = "\ufeff"
DELIMITER = ";"
"""What a Russian Excel wants between the cells."""
# A cell that a spreadsheet takes for a formula (OWASP, CSV injection), full-width forms and leading spaces included.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")


def table(rows: Iterable[Sequence[object]], delimiter: str) -> str:
    """Return `rows` as CSV (RFC 4180), formulas made harmless for spreadsheets."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    if isinstance(value, Decimal):
        return text
    return f"'{text}" if _FORMULA.match(text) else text
