"""Makes the styles of an OpenDocument workbook of XlsxWriter's cell properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from odfdo import Element

from csprog.exporting.excel.cell_formats import AMOUNT
from csprog.exporting.opendocument.package import OpenDocumentFile, add, element

CellFormat = Mapping[str, Any]
"""Properties of a cell by the names that XlsxWriter gives them."""

_WORDS = re.compile(r'"([^"]*)"')
_ALIGNMENTS = {"left": "start", "center": "center"}
_VERTICAL = {"top": "top", "vcenter": "middle"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A format that a cell takes while an OpenFormula condition holds.

    `base` is the address of the cell that the condition's references are seen from.
    """

    words: str
    base: str
    style: str


class CellStyles:
    """The styles of one workbook; each is made when it is first used."""

    def __init__(self, file: OpenDocumentFile, default: CellFormat) -> None:
        """Add the style of cells that have none of their own."""
        self._file = file
        self._cells: dict[object, str] = {}
        self._conditional: dict[object, str] = {}
        self._numbers: dict[tuple[str, bool], str] = {}
        self._others: dict[object, str] = {}
        add(file.common, [_style("Default", default, None)])

    def cell(self, cell_format: CellFormat, conditions: Iterable[Condition] = ()) -> str:
        """Return the name of the style of a cell."""
        found = tuple(conditions)
        key = (tuple(cell_format.items()), found)
        if key not in self._cells:
            made = self._add(self._file.automatic, f"ce{len(self._cells) + 1}", cell_format, common=False)
            maps = (
                {"style:condition": one.words, "style:apply-style-name": one.style, "style:base-cell-address": one.base}
                for one in found
            )
            add(made, (element("style:map", each) for each in maps))
            self._cells[key] = f"ce{len(self._cells) + 1}"
        return self._cells[key]

    def conditional(self, cell_format: CellFormat) -> str:
        """Return the name of a style that conditions apply."""
        key = tuple(cell_format.items())
        if key not in self._conditional:
            name = self._conditional[key] = f"Condition{len(self._conditional) + 1}"
            self._add(self._file.common, name, cell_format, common=True)
        return self._conditional[key]

    def other(self, family: str, properties: Mapping[str, str]) -> str:
        """Return the name of a style of a column, row or table."""
        key = (family, *properties.items())
        if key not in self._others:
            name = self._others[key] = f"{family}{len(self._others) + 1}"
            named = {"style:name": name, "style:family": family}
            if family == "table":
                named["style:master-page-name"] = "Standard"
            made = element("style:style", named, element(f"style:{family}-properties", properties))
            add(self._file.automatic, [made])
        return self._others[key]

    def _add(self, parent: Element, name: str, cell_format: CellFormat, *, common: bool) -> Element:
        code = cell_format.get("num_format")
        made = _style(name, cell_format, self._number_style(str(code), common=common) if code else None)
        add(parent, [made])
        return made

    def _number_style(self, code: str, *, common: bool) -> str:
        """Return the name of the style of a number, made of Excel's code."""
        key = (code, common)
        if key not in self._numbers:
            name = self._numbers[key] = f"N{len(self._numbers) + 1}"
            add(self._file.common if common else self._file.automatic, [_number(name, code)])
        return self._numbers[key]


def _style(name: str, cell_format: CellFormat, number: str | None) -> Element:
    get = cell_format.get
    border = f"0.5pt solid {get('border_color', '#000000')}".lower() if get("border") else None
    cell = {
        "fo:background-color": _lower(get("bg_color")),
        "fo:border": border,
        "fo:wrap-option": "wrap" if get("text_wrap") else None,
        "style:vertical-align": _VERTICAL.get(str(get("valign"))),
        "style:text-align-source": "fix" if get("align") else None,
        "style:cell-protect": "none" if get("locked") is False else None,
    }
    text = {
        "fo:font-family": get("font_name"),
        "fo:font-size": f"{get('font_size')}pt" if get("font_size") else None,
        "fo:font-weight": "bold" if get("bold") else None,
        "fo:color": _lower(get("font_color")),
    }
    align = {"fo:text-align": _ALIGNMENTS.get(str(get("align")))}
    kinds = {"table-cell": cell, "paragraph": align, "text": text}
    properties = (element(f"style:{kind}-properties", each) for kind, each in kinds.items() if any(each.values()))
    parent = None if name == "Default" else "Default"
    named = {"style:name": name, "style:family": "table-cell", "style:parent-style-name": parent}
    return element("style:style", named | {"style:data-style-name": number}, *properties)


def _lower(colour: str | None) -> str | None:
    return colour.lower() if colour else None


def _number(name: str, code: str) -> Element:
    named = {"style:name": name}
    if words := _WORDS.fullmatch(code):
        return element("number:date-style", named, _text(words[1]))
    if code.endswith("%"):
        digits = {"number:decimal-places": "1" if "." in code else "0", "number:min-integer-digits": "1"}
        return element("number:percentage-style", named, element("number:number", digits), _text(" %"))
    if code == AMOUNT:
        digits = {"number:decimal-places": "2", "number:min-integer-digits": "1", "number:grouping": "true"}
        return element("number:number-style", named, element("number:number", digits))
    if code == "@":
        return element("number:text-style", named, element("number:text-content"))
    long = {"number:style": "long"}
    day, month = element("number:day", long), element("number:month", long)
    return element("number:date-style", named, day, _text("."), month, _text("."), element("number:year", long))


def _text(words: str) -> Element:
    made = element("number:text")
    made.text = words
    return made
