"""Makes the fields of forms out of the keys of a plan's model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from csprog.desk.typed_values import LONG, NAME, TEXT, Typed, lines_of, plain_keys, plain_text, texts_of, typed_rows
from csprog.errors import ParseError, RefusedError
from csprog.i18n import N_, Message, translate
from csprog.programme.part_keys import PART, Key

_EMPTY_ROWS = 2


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
    def says_something(self) -> bool:
        """True if something stands in it, or is refused; an optional part of a form is folded otherwise."""
        below = (*self.fields, *(cell for row in self.rows for cell in row))
        return bool(self.fault) or any(map(str.strip, self.values)) or any(one.says_something for one in below)

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
        names, texts = list(shown), [plain_text(value) for value in shown.values()]
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
            {column.name: plain_text(row.get(column.name)) for column in columns} for row in _at(self.shown, name) or ()
        ]
        rows = typed_rows(columns, self.typed, name) if self.typed is not None else shown
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


def names_in(fields: Iterable[Field]) -> list[str]:
    """Return the names of fields, those of groups too."""
    return [name for one in fields for name in (one.name, *names_in(one.fields))]


def _control(key: Key) -> str:
    if key.kind == PART:
        return "rows" if key.many else "group"
    if key.named:
        return "pairs"
    if key.many:
        return "texts" if key.kind in LONG else "lines"
    return "area" if key.kind in LONG else "line"


def _at(shown: Mapping[str, Any], name: str) -> Any:
    value: Any = shown
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
