"""Reads what was typed into forms: values by the keys of a plan's model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from csprog.errors import ParseError
from csprog.findings import KeyPath
from csprog.i18n import N_, current_language, format_day, translate
from csprog.parsing.dates import parse_day, read_day
from csprog.parsing.deadlines import read_due
from csprog.parsing.numbers import read_amount, read_number
from csprog.parsing.periods import read_period
from csprog.programme.part_keys import PART, Key, keys_of
from csprog.programme.typed_text import tidy
from csprog.yamltext.reader import Unquoted

Typed = Mapping[str, list[str]]
"""What was typed, by the names of fields."""
_MEASURED = frozenset({"Actual", "Indicator", "Score"})
"""Parts whose numbers are in units of their own, not in roubles."""
_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "day": read_day,
    "due": read_due,
    "period": read_period,
    "amount": read_amount,
    "number": lambda text: text.rstrip("."),
}
LONG = frozenset({"text", "wording"})
"""Kinds of texts of several lines."""
NAME, TEXT = ":name", ":text"
"""Ends of the names of fields for a key of one's own, and for its text."""


def plain_keys(part: str) -> tuple[Key, ...]:
    """Return the keys of a part that stand in its own form: all but lists of further parts."""
    return tuple(key for key in keys_of(part).values() if not (key.kind == PART and key.many))


def values_of(keys: Iterable[Key], typed: Typed, faults: dict[str, str], prefix: str = "") -> dict[str, Any]:
    """Return the values that were typed for keys, None for what is empty; `faults` gains what can't be read."""
    values: dict[str, Any] = {}
    for key in keys:
        name = prefix + key.name
        try:
            values[key.name] = _value(key, name, typed, faults)
        except ParseError as error:
            faults[name] = str(error)
    return values


def require(keys: Iterable[Key], values: Mapping[str, Any], faults: dict[str, str], prefix: str = "") -> None:
    """Refuse to leave out what a part must have; a part within it may be left out as a whole."""
    for key in keys:
        name = prefix + key.name
        if key.name not in values or name in faults:
            continue
        value = values[key.name]
        if key.required and value is None:
            faults[name] = translate(N_("fill this in"))
        if key.kind == PART and isinstance(value, Mapping):
            require(
                plain_keys(key.below),
                {one.name: value.get(one.name) for one in plain_keys(key.below)},
                faults,
                f"{name}.",
            )


def changed_values(
    keys: Iterable[Key], typed: Typed, shown: Mapping[str, Any], faults: dict[str, str]
) -> dict[str, Any]:
    """Return the values of keys that were changed in a form which had shown those of `shown`."""
    return {
        key.name: value
        for key in keys
        for value in values_of([key], typed, faults).values()
        if _typed_texts(key, typed) != _shown_texts(key, shown.get(key.name))
    }


def texts_of(key: Key, raw: Any) -> tuple[str, ...]:
    """Return a value of a plan as a field shows it."""
    if raw is None:
        return ()
    if key.many:
        return tuple(map(plain_text, raw)) if key.words or key.kind in LONG else ("\n".join(map(plain_text, raw)),)
    if isinstance(raw, dict):  # a file of evidence
        return (plain_text(raw.get("file")),)
    day = parse_day(plain_text(raw)) if key.kind == "day" and current_language() == "ru" else None
    return (format_day(day) if day else plain_text(raw),)


def lines_of(texts: Iterable[str]) -> list[str]:
    """Return the lines that were typed, without empty ones."""
    return [line for text in texts for typed in tidy(text).split("\n") if (line := typed.strip())]


def _value(key: Key, name: str, typed: Typed, faults: dict[str, str]) -> Any:
    if key.kind == PART and key.many:
        columns = plain_keys(key.below)
        rows = typed_rows(columns, typed, name)
        return tuple(values_of(columns, {one: [text] for one, text in row.items()}, faults) for row in rows) or None
    if key.kind == PART:
        below = values_of(plain_keys(key.below), typed, faults, f"{name}.")
        return {one: value for one, value in below.items() if value is not None} or None
    if key.named:
        pairs = zip(typed.get(name + NAME, []), typed.get(name + TEXT, []), strict=False)
        return {_clean(one): _clean(text) for one, text in pairs if one.strip() or text.strip()} or None
    texts = typed.get(name, [])
    if key.many:
        items = [_clean(text) for text in texts if text.strip()] if key.kind in LONG else lines_of(texts)
        return tuple(_parsed(key, item) for item in items) or None
    text = _clean(texts[0]) if texts else ""
    return _parsed(key, text) if text else None


def _parsed(key: Key, text: str) -> Any:
    if key.kind == "amount" and key.part in _MEASURED:
        return read_number(text)
    return _PARSERS.get(key.kind, str)(text)


def _typed_texts(key: Key, typed: Typed) -> Any:
    """Return what was typed for a key, to compare it with what was shown."""
    if key.kind == PART and not key.many:
        below = plain_keys(key.below)
        return {one.name: _typed_texts(one, _below(typed, f"{key.name}.")) for one in below}
    if key.kind == PART:
        return typed_rows(plain_keys(key.below), typed, key.name)
    if key.named:
        pairs = zip(typed.get(key.name + NAME, []), typed.get(key.name + TEXT, []), strict=False)
        return {_clean(one): _clean(text) for one, text in pairs if one.strip() or text.strip()}
    texts = typed.get(key.name, [])
    return lines_of(texts) if key.many and key.kind not in LONG else [_clean(text) for text in texts if text.strip()]


def _shown_texts(key: Key, raw: Any) -> Any:
    if key.kind == PART and not key.many:
        return {one.name: _shown_texts(one, (raw or {}).get(one.name)) for one in plain_keys(key.below)}
    if key.kind == PART:
        names = [one.name for one in plain_keys(key.below)]
        return [{name: plain_text(row.get(name)) for name in names} for row in raw or ()]
    if key.named:
        return {name: _clean(plain_text(text)) for name, text in (raw or {}).items()}
    texts = texts_of(key, raw)
    return lines_of(texts) if key.many and key.kind not in LONG else [_clean(text) for text in texts if text.strip()]


def _below(typed: Typed, prefix: str) -> dict[str, list[str]]:
    return {name.removeprefix(prefix): texts for name, texts in typed.items() if name.startswith(prefix)}


def typed_rows(columns: Iterable[Key], typed: Typed, name: str) -> list[dict[str, str]]:
    """Return the rows in which something was typed."""
    names = [column.name for column in columns]
    lists = [typed.get(f"{name}.{one}", []) for one in names]
    rows = [dict(zip(names, map(str.strip, texts), strict=True)) for texts in zip(*lists, strict=False)]
    return [row for row in rows if any(row.values())]


def _clean(text: str) -> str:
    return tidy(text).strip()


def plain_text(raw: Any) -> str:
    """Return a scalar of a plan as it is typed."""
    return "" if raw is None else raw.text if isinstance(raw, Unquoted) else str(raw)


def key_path(name: str) -> KeyPath:
    """Return the key path in an address: sections/0/subsections/1."""
    return tuple(int(step) if step.isdecimal() else step for step in name.split("/") if step)
