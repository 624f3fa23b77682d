"""Writes Excel's formulas as OpenFormula: other references, other separators."""

from __future__ import annotations

import re

_SHEET = r"(?:'(?P<sheet>(?:[^']|'')+)'!)?"
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]+"
_PARTS = re.compile(rf'(?P<text>"[^"]*")|{_SHEET}(?P<first>{_CELL})(?::(?P<last>{_CELL}))?|(?P<comma>,)')


def open_formula(formula: str) -> str:
    """Return a formula of Excel, `=…`, as OpenFormula without prefix and equals sign."""
    return _PARTS.sub(_part, formula.removeprefix("="))


def address(sheet: str, cell: str, last: str | None = None) -> str:
    """Return the address of a cell or of a range of a sheet: 'Сводка'.B6."""
    quoted = "'{}'".format(sheet.replace("'", "''"))
    return f"{quoted}.{cell}" + (f":{quoted}.{last}" if last else "")


def _part(match: re.Match[str]) -> str:
    if match["comma"]:
        return ";"
    if match["text"]:
        return match["text"]
    sheet = f"$'{match['sheet']}'" if match["sheet"] else ""
    last = f":.{match['last']}" if match["last"] else ""
    return f"[{sheet}.{match['first']}{last}]"
