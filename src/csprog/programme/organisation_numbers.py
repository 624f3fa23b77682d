"""Field types of the numbers of an organisation: INN and OGRN, with their check digits."""

from __future__ import annotations

import re
from operator import mul
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from csprog.i18n import N_

# The last digit of an organisation's INN: the sum of the others with these weights, modulo 11 and then 10. The tax service
# numbers taxpayers by its order ММВ-7-6/435@ of 29.06.2012; of the OGRN Government resolution 438 of 19.06.2002 says it.
_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def _inn(text: str) -> str:
    if not re.fullmatch("[0-9]{10}", text):
        raise PydanticCustomError("inn", N_('the INN of an organisation is ten digits, in quotes: "6400000126"'))
    if int(text[9]) != sum(map(mul, _INN_WEIGHTS, map(int, text))) % 11 % 10:
        raise PydanticCustomError("inn", N_("invalid INN: the check digit is wrong; look for a mistyped digit"))
    return text


def _ogrn(text: str) -> str:
    if not re.fullmatch("[0-9]{13}", text):
        raise PydanticCustomError("ogrn", N_('the OGRN of an organisation is 13 digits, in quotes: "1026400000120"'))
    if int(text[12]) != int(text[:12]) % 11 % 10:
        raise PydanticCustomError("ogrn", N_("invalid OGRN: the check digit is wrong; look for a mistyped digit"))
    return text


Inn = Annotated[str, AfterValidator(_inn), WithJsonSchema({"kind": "inn"})]
"""The taxpayer's number of an organisation: ten digits, the last one a check digit."""
Ogrn = Annotated[str, AfterValidator(_ogrn), WithJsonSchema({"kind": "ogrn"})]
"""The number of an organisation in the state register (ЕГРЮЛ): 13 digits, the last one a check digit."""
