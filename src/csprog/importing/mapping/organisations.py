"""Finds names of companies in a document's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORT = "ПАО|ОАО|НАО|АО|ООО|ЗАО|АНО|КГУП|ФГУП|МУП|ГУП|ОГУП|КП"
_FULL = {
    r"публичн[а-я]{2,3} акционерн[а-я]{2,3} обществ[а-я]{1,2}": "Публичное акционерное общество",
    r"непубличн[а-я]{2,3} акционерн[а-я]{2,3} обществ[а-я]{1,2}": "Непубличное акционерное общество",
    r"открыт[а-я]{2,3} акционерн[а-я]{2,3} обществ[а-я]{1,2}": "Открытое акционерное общество",
    r"акционерн[а-я]{2,3} обществ[а-я]{1,2}": "Акционерное общество",
    r"обществ[а-я]{1,2} с ограниченной ответственностью": "Общество с ограниченной ответственностью",
    r"государственн[а-я]{2,3} унитарн[а-я]{2,3} предприяти[а-я]{1,2}": "Государственное унитарное предприятие",
    r"муниципальн[а-я]{2,3} унитарн[а-я]{2,3} предприяти[а-я]{1,2}": "Муниципальное унитарное предприятие",
}
_FORM = rf"(?:{_SHORT})(?:\s[А-ЯЁ]{{2,4}})?|(?i:{'|'.join(_FULL)})"
ORGANISATION = re.compile(
    rf"(?<![\w-])(?P<form>{_FORM})\s*(?:«(?P<name>[^«»]{{1,80}}(?:«[^«»]{{1,80}}»)?)»|[\"“„](?P<other>[^\"“”„«»]{{1,80}})[\"”“])"
)


def organisations_in(text: str) -> Iterator[str]:
    """Yield the companies that a text names, in the nominative and with «…»."""
    for match in ORGANISATION.finditer(" ".join(text.split())):
        form = next(
            (full for pattern, full in _FULL.items() if re.fullmatch(pattern, match["form"], re.IGNORECASE)), ""
        )
        yield f"{form or match['form']} «{(match['name'] or match['other']).strip()}»"
