"""Names values as templates know them, and says what a value lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2.utils import missing

from csprog.i18n import Message

_KINDS: tuple[tuple[tuple[type, ...], Message], ...] = (
    ((str,), Message("a text")),
    ((bool,), Message("true or false")),
    ((int, float, Decimal), Message("a number")),
    ((date,), Message("a day")),
    ((list, tuple, set, frozenset, range), Message("a list")),
    ((Mapping,), Message("a mapping")),
    ((type(None),), Message("nothing")),
)
_CALLED = Message("a function")
_OTHER = Message("a value with fields")
_LIKE = 0.7
"""How like a name must be to be the one that was meant: 1 is the same."""
_BY_NAME = {
    **dict.fromkeys(("str", "Markup"), _KINDS[0][1]),
    "bool": _KINDS[1][1],
    **dict.fromkeys(("int", "float", "Decimal", "decimal.Decimal"), _KINDS[2][1]),
    **dict.fromkeys(("date", "datetime.date"), _KINDS[3][1]),
    **dict.fromkeys(("list", "tuple", "set", "range", "generator"), _KINDS[4][1]),
    **dict.fromkeys(("dict", "mappingproxy"), _KINDS[5][1]),
    **dict.fromkeys(("NoneType", "None"), _KINDS[6][1]),
    **dict.fromkeys(("function", "method", "type", "Macro", "builtin_function_or_method"), _CALLED),
}


class LackingError(UndefinedError):
    """A use of what is not there: `name` of the value `obj`, or `name` alone."""

    def __init__(self, obj: Any, name: Any, words: str | None = None) -> None:
        """Keep what is lacking; `words` are Jinja's own."""
        super().__init__(words)
        self.obj, self.name = obj, name


class Lacking(StrictUndefined):
    """What a template has not: any use of it is a `LackingError`."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        """Keep what is lacking for the error; with a `hint` Jinja says it itself."""
        told: Any = partial(LackingError, obj, name)
        super().__init__(hint, obj, name, told if hint is None and exc is UndefinedError else exc)


def kind_of(value: Any) -> Message:
    """Return what kind of value it is."""
    for kinds, message in _KINDS:
        if isinstance(value, kinds):
            return message
    return _CALLED if callable(value) else _OTHER


def kind_named(name: str) -> Message:
    """Return what kind of value a Python class of this name holds."""
    return _BY_NAME.get(name, _OTHER)


def lacks(value: Any, name: Any, written: Message | str) -> Message:
    """Return the sentence of a value that has no `name`; `written` is how the template calls it."""
    if value is None:
        return Message(
            "“{value}” is empty here and has no “{name}”; ask first: {{% if {value} %}}", value=written, name=name
        )
    if isinstance(value, (list, tuple)):
        count = len(value)
        return Message(
            "“{value}” is a list of {count} item, it has no “{name}”",
            "“{value}” is a list of {count} items, it has no “{name}”",
            count=count,
            value=written,
            name=name,
        )
    known = sorted(map(str, value)) if isinstance(value, Mapping) else _fields(value)
    if not known:
        return Message("“{value}” is {kind} and has no “{name}”", value=written, kind=kind_of(value), name=name)
    return Message(
        "“{value}” has no field “{name}”{meant}; its fields: {fields}",
        value=written,
        name=name,
        meant=meant(str(name), known),
        fields=", ".join(known),
    )


def no_value(name: str, known: Iterable[str]) -> Message:
    """Return the sentence of a name that stands for nothing; `known` are those that do."""
    names = sorted(known)
    there = Message("; there are: {names}", names=", ".join(names)) if names else ""
    return Message("there is no value “{name}”{meant}{there}", name=name, meant=meant(name, names), there=there)


def meant(name: str, known: Iterable[str]) -> Message | str:
    """Return the question for the name that was probably meant, nothing if none is like it."""
    alike = get_close_matches(name, list(known), 1, _LIKE)
    return Message(" (did you mean “{name}”?)", name=alike[0]) if alike else ""


def _fields(value: Any) -> list[str]:
    """Return the fields of a view or of a part of the plan."""
    if isinstance(value, (str, int, float, Decimal, date, Enum)):
        return []
    return [name for name in dir(value) if not name.startswith("_") and not callable(getattr(value, name, len))]
