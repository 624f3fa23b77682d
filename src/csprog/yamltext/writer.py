"""Writes values as YAML text: a whole plan, or one item of a list, as a person would have typed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from csprog.findings import KeyPath
from csprog.yamltext.reader import Unquoted, Value
from csprog.yamltext.scalars import WIDTH, Item, block_scalar, in_brackets, key

Comments = Mapping[KeyPath, str]
"""Words that stand before the key or the item at a path."""

APART = frozenset({"sections", "subsections", "proposals"})  # lists whose items a blank line parts
_SAFE_IN_BRACKETS = re.compile(r"[\w.+-]+")
_LONGEST_KEY = 500  # characters; YAML itself allows 1,024 with the quotes before the colon


def write(value: dict[str, Value], *, header: str = "", comments: Comments | None = None) -> str:
    """Return the text that says `value`, as `read` gives it: `read(write(value)).value == value`.

    The top-level parts, and in them sections, subsections and proposals, are parted by blank lines. `header` is a
    comment before all; `comments` stand before the key or the item at their path. Both are plain words, without `#`.
    """
    writer = _Writer(comments or {})
    parts = ["".join(f"{line}\n" for line in writer.mapping({name: part}, (), 0)) for name, part in value.items()]
    if header:
        parts.insert(0, "".join(f"{line}\n" for line in _comment(header)))
    return "\n".join(parts if value else [*parts, "{}\n"])


def block_item(item: Item, column: int, newline: str) -> str:
    """Return `item`, a mapping, as a list entry whose dash stands at `column`, with its last line ending."""
    return indented(item_lines(dict(item), column), column, newline)


def indented(lines: Iterable[str], column: int, newline: str) -> str:
    """Return lines at `column`, each with its line ending."""
    return "".join((" " * column + line if line else "") + newline for line in lines)


def entry_lines(name: str, value: Value, column: int) -> list[str]:
    """Return the lines of `name: value` in a block mapping at `column`, without that indent."""
    return list(_Writer({}).mapping({name: value}, (), column))


def item_lines(value: Value, column: int) -> list[str]:
    """Return the lines of an item whose dash stands at `column`, without that indent."""
    return list(_Writer({}).items([value], (), column))


class _Writer:
    """Gives the lines of a value, without the indent of what it stands in, whose column is told for the width."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def mapping(self, mapping: Mapping[str, Any], path: KeyPath, column: int) -> Iterator[str]:
        for written, value in mapping.items():
            here = (*path, written)
            yield from self._comment(here)
            name = key(written)
            if len(name) > _LONGEST_KEY:
                yield f"? {name}"
                name = ""
            yield from self._entry(f"{name}:", value, here, column)

    def items(self, items: Iterable[Any], path: KeyPath, column: int) -> Iterator[str]:
        apart = bool(path) and path[-1] in APART
        for place, value in enumerate(items):
            here = (*path, place)
            if place and apart:
                yield ""
            yield from self._comment(here)
            if _is_block(value, WIDTH - column - 2):
                first, *rest = self._block(value, here, column + 2)
                yield f"- {first}"
                yield from _deeper(rest)
            else:
                yield from self._entry("-", value, here, column)

    def _entry(self, lead: str, value: Any, path: KeyPath, column: int) -> Iterator[str]:
        room = WIDTH - column - len(lead) - 1
        if _is_block(value, room):
            yield lead
            yield from _deeper(self._block(value, path, column + 2))
        elif isinstance(value, dict):
            yield f"{lead} {{}}"
        elif isinstance(value, (str, Unquoted)):
            first, *rest = block_scalar(value, room, WIDTH - column - 2)
            yield f"{lead} {first}".rstrip()
            yield from rest
        else:
            yield f"{lead} {in_brackets(value)}"

    def _block(self, value: Any, path: KeyPath, column: int) -> Iterator[str]:
        if isinstance(value, dict):
            return self.mapping(value, path, column)
        return self.items(value, path, column)

    def _comment(self, path: KeyPath) -> Iterator[str]:
        if path in self.comments:
            yield from _comment(self.comments[path])


def _is_block(value: Any, room: int) -> bool:
    """Tell whether `value` goes on lines of its own: all that holds something, but names that fit on one line."""
    if isinstance(value, (str, Unquoted)) or not value:
        return False
    return isinstance(value, dict) or not all(map(_goes_in_brackets, value)) or len(in_brackets(value)) > room


def _goes_in_brackets(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, Unquoted) and bool(_SAFE_IN_BRACKETS.fullmatch(value.text)))


def _deeper(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _comment(words: str) -> Iterator[str]:
    """Yield the lines of a comment; an empty line keeps one that ends with a line break apart from what follows."""
    yield from (f"# {line}".rstrip() for line in words.removesuffix("\n").split("\n"))
    if words.endswith("\n"):
        yield ""
