"""Makes the fields of forms out of the keys of a plan's model, and values of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from csprog.errors import ParseError, RefusedError
from csprog.findings import KeyPath
from csprog.i18n import N_, Message, current_language, format_day, translate
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
_LONG = frozenset({"text", "wording"})
_EMPTY_ROWS = 2
NAME, TEXT = ":name", ":text"
"""Ends of the names of fields for a key of one's own, and for its text."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form, as the template draws it.

    `values` are its texts: one, or those of the boxes that are ticked or of the lines of a list. `known` are offered
    while somebody types. A group has `fields`; rows have those of each row.
    """

    name: str
    label: str
    hint: str
    control: str
    values: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    known: tuple[str, ...] = ()
    required: bool = False
    folded: bool = False
    fault: str = ""
    fields: tuple[Field, ...] = ()
    rows: tuple[tuple[Field, ...], ...] = ()

    @property
    def value(self) -> str:
        """The text of a field that has one."""
        return self.values[0] if self.values else ""

    @property
    def id(self) -> str:
        """The id of the element."""
        return "f-" + self.name.replace(".", "-").replace(":", "-")


@dataclass(slots=True)
class Filled:
    """What a form is filled with: what was `typed` into it, else what is `shown`.

    `known` offers texts, and `choices` words, by the name of a field; `faults` are the refusals.
    """

    shown: Mapping[str, Any] = field(default_factory=dict)
    typed: Typed | None = None
    known: Mapping[str, Iterable[str]] = field(default_factory=dict)
    choices: Mapping[str, Iterable[tuple[str, str]]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def field(self, key: Key, prefix: str = "") -> Field:
        """Return the field of a key."""
        name = prefix + key.name
        made = Field(name, key.label, key.hint, _control(key), required=key.required, fault=self.faults.get(name, ""))
        if key.kind == PART and key.many:
            return replace(made, rows=tuple(self._rows(key, name)))
        if key.kind == PART:
            return replace(made, fields=self.fields(plain_keys(key.below), f"{name}."), required=False)
        if key.named:
            return replace(made, rows=tuple(self._pairs(key, name)))
        choices = tuple(self.choices.get(name, ((word, key.meaning(word)) for word in key.words)))
        if key.kind == "flag":
            choices = (("true", translate(N_("yes"))), ("false", translate(N_("no"))))
        control = "ticks" if key.many and choices else "choice" if choices else made.control
        known = tuple(self.known.get(name, ()))
        values = self._values(key, name)
        if key.many and choices:
            values = tuple(lines_of(values))
            choices += tuple((value, value) for value in values if value not in dict(choices))
        if control == "area" and name in self.known and "\n" not in "".join(values):
            control = "line"  # what is offered while one types, is offered in one line only
        return replace(made, control=control, values=values, choices=choices, known=known)

    def fields(self, keys: Iterable[Key], prefix: str = "") -> tuple[Field, ...]:
        """Return the fields of keys."""
        return tuple(self.field(key, prefix) for key in keys)

    def refuse(self, error: RefusedError | ParseError, names: Iterable[str]) -> bool:
        """Put a refusal beside the field that its key path leads to; tell whether there is one."""
        path, named = [str(step) for step in getattr(error, "path", ())], set(names)
        # the path may begin with the kind of entry, and end with the place in a list
        parts = (path[begin:end] for begin in range(len(path)) for end in range(len(path), begin, -1))
        name = next((name for part in parts if (name := ".".join(part)) in named), None)
        if name is not None:
            self.faults[name] = _beside(error.message)
        return name is not None

    def _values(self, key: Key, name: str) -> tuple[str, ...]:
        if self.typed is not None:
            texts = self.typed.get(name, [])
            return tuple(texts)
        return texts_of(key, _at(self.shown, name))

    def _pairs(self, key: Key, name: str) -> Iterable[tuple[Field, ...]]:
        shown = _at(self.shown, name) or {}
        names, texts = list(shown), [_text(value) for value in shown.values()]
        if self.typed is not None:
            names, texts = list(self.typed.get(name + NAME, [])), list(self.typed.get(name + TEXT, []))
        pairs = [pair for pair in zip(names, texts, strict=False) if any(pair)] + [("", "")] * _EMPTY_ROWS
        for one, text in pairs:
            yield (
                Field(name + NAME, translate(N_("Name")), "", "line", (one,)),
                Field(name + TEXT, key.label, "", "line", (text,)),
            )

    def _rows(self, key: Key, name: str) -> Iterable[tuple[Field, ...]]:
        columns = plain_keys(key.below)
        shown = [
            {column.name: _text(row.get(column.name)) for column in columns} for row in _at(self.shown, name) or ()
        ]
        rows = _typed_rows(columns, self.typed, name) if self.typed is not None else shown
        for row in [*rows, *[{}] * _EMPTY_ROWS]:
            yield tuple(
                Field(f"{name}.{column.name}", column.label, "", "line", (row.get(column.name, ""),))
                for column in columns
            )


def _beside(message: Message) -> str:
    """Return a refusal as it stands beside its field: without the key that the field names, or an option of a command."""
    why = message.values.get("why")
    if isinstance(why, Message) and "key" in message.values:
        return str(why)
    if isinstance(why, Message) and "option" in message.values:
        return str(Message("{why}; if the law allows it, say why below", why=why))
    return str(message)


def plain_keys(part: str) -> tuple[Key, ...]:
    """Return the keys of a part that stand in its own form: all but lists of further parts."""
    return tuple(key for key in keys_of(part).values() if not (key.kind == PART and key.many))


def names_in(fields: Iterable[Field]) -> list[str]:
    """Return the names of fields, those of groups too."""
    return [name for one in fields for name in (one.name, *names_in(one.fields))]


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
        return tuple(map(_text, raw)) if key.words or key.kind in _LONG else ("\n".join(map(_text, raw)),)
    if isinstance(raw, dict):  # a file of evidence
        return (_text(raw.get("file")),)
    day = parse_day(_text(raw)) if key.kind == "day" and current_language() == "ru" else None
    return (format_day(day) if day else _text(raw),)


def lines_of(texts: Iterable[str]) -> list[str]:
    """Return the lines that were typed, without empty ones."""
    return [line for text in texts for typed in tidy(text).split("\n") if (line := typed.strip())]


def _control(key: Key) -> str:
    if key.kind == PART:
        return "rows" if key.many else "group"
    if key.named:
        return "pairs"
    if key.many:
        return "texts" if key.kind in _LONG else "lines"
    return "area" if key.kind in _LONG else "line"


def _value(key: Key, name: str, typed: Typed, faults: dict[str, str]) -> Any:
    if key.kind == PART and key.many:
        columns = plain_keys(key.below)
        rows = _typed_rows(columns, typed, name)
        return tuple(values_of(columns, {one: [text] for one, text in row.items()}, faults) for row in rows) or None
    if key.kind == PART:
        below = values_of(plain_keys(key.below), typed, faults, f"{name}.")
        return {one: value for one, value in below.items() if value is not None} or None
    if key.named:
        pairs = zip(typed.get(name + NAME, []), typed.get(name + TEXT, []), strict=False)
        return {_clean(one): _clean(text) for one, text in pairs if one.strip() or text.strip()} or None
    texts = typed.get(name, [])
    if key.many:
        items = [_clean(text) for text in texts if text.strip()] if key.kind in _LONG else lines_of(texts)
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
        return _typed_rows(plain_keys(key.below), typed, key.name)
    if key.named:
        pairs = zip(typed.get(key.name + NAME, []), typed.get(key.name + TEXT, []), strict=False)
        return {_clean(one): _clean(text) for one, text in pairs if one.strip() or text.strip()}
    texts = typed.get(key.name, [])
    return lines_of(texts) if key.many and key.kind not in _LONG else [_clean(text) for text in texts if text.strip()]


def _shown_texts(key: Key, raw: Any) -> Any:
    if key.kind == PART and not key.many:
        return {one.name: _shown_texts(one, (raw or {}).get(one.name)) for one in plain_keys(key.below)}
    if key.kind == PART:
        names = [one.name for one in plain_keys(key.below)]
        return [{name: _text(row.get(name)) for name in names} for row in raw or ()]
    if key.named:
        return {name: _clean(_text(text)) for name, text in (raw or {}).items()}
    texts = texts_of(key, raw)
    return lines_of(texts) if key.many and key.kind not in _LONG else [_clean(text) for text in texts if text.strip()]


def _below(typed: Typed, prefix: str) -> dict[str, list[str]]:
    return {name.removeprefix(prefix): texts for name, texts in typed.items() if name.startswith(prefix)}


def _typed_rows(columns: Iterable[Key], typed: Typed, name: str) -> list[dict[str, str]]:
    """Return the rows in which something was typed."""
    names = [column.name for column in columns]
    lists = [typed.get(f"{name}.{one}", []) for one in names]
    rows = [dict(zip(names, map(str.strip, texts), strict=True)) for texts in zip(*lists, strict=False)]
    return [row for row in rows if any(row.values())]


def _at(shown: Mapping[str, Any], name: str) -> Any:
    value: Any = shown
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _clean(text: str) -> str:
    return tidy(text).strip()


def _text(raw: Any) -> str:
    return "" if raw is None else raw.text if isinstance(raw, Unquoted) else str(raw)


def key_path(name: str) -> KeyPath:
    """Return the key path in an address: sections/0/subsections/1."""
    return tuple(int(step) if step.isdecimal() else step for step in name.split("/") if step)
