"""Writes a plan or a list item as YAML text, formatted as by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from csprog.findings import KeyPath
from csprog.yamltext.reader import Unquoted, Value
from csprog.yamltext.scalars import WIDTH, Item, block_scalar, in_brackets, key

Comments = Mapping[KeyPath, str]
"""Comments by the path of the key or item that they precede."""

APART = frozenset({"sections", "subsections", "proposals"})  # lists whose items a blank line parts
_SAFE_IN_BRACKETS = re.compile(r"[\w.+-]+")
_LONGEST_KEY = 500  # characters; YAML allows 1,024 of a key without "?", counting escapes


def write(value: dict[str, Value], *, header: str = "", comments: Comments | None = None) -> str:
    """Return `value` as YAML text, such that `load_text` gives the same value.

    Blank lines separate the top-level keys and the items of `APART`. `header` is a comment before all; it and
    `comments` are texts without `#`.
    """
    writer = _Writer(comments or {})
    parts = ["".join(f"{line}\n" for line in writer.mapping({name: part}, (), 0)) for name, part in value.items()]
    if header:
        parts.insert(0, "".join(f"{line}\n" for line in _comment(header)))
    return "\n".join(parts if value else [*parts, "{}\n"])


def block_item(item: Item, column: int, newline: str) -> str:
    """Return `item` as a list entry with its dash at `column`, line ends included."""
    return indented(item_lines(dict(item), column), column, newline)


def indented(lines: Iterable[str], column: int, newline: str) -> str:
    """Return lines as text, indented to `column`."""
    return "".join((" " * column + line if line else "") + newline for line in lines)


def entry_lines(name: str, value: Value, column: int) -> list[str]:
    """Return the lines of `name: value`, without the indent to `column`."""
    return list(_Writer({}).mapping({name: value}, (), column))


def item_lines(value: Value, column: int) -> list[str]:
    """Return the lines of a list item, without the indent to `column`."""
    return list(_Writer({}).items([value], (), column))


class _Writer:
    """Yields the lines of a value, indented relative to its parent.

    `column` is the parent's, which limits the width.
    """

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def mapping(self, mapping: Mapping[str, Any], path: KeyPath, column: int) -> Iterator[str]:
        for text, value in mapping.items():
            here = (*path, text)
            yield from self._comment(here)
            name = key(text)
            if len(name) > _LONGEST_KEY:
                yield f"? {name}"
                name = ""
            yield from self._entry(f"{name}:", value, here, column)

    def items(self, items: Iterable[Any], path: KeyPath, column: int) -> Iterator[str]:
        apart = bool(path) and path[-1] in APART
        for index, value in enumerate(items):
            here = (*path, index)
            if index and apart:
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
    """Tell whether `value` takes lines of its own, unlike a short list of names."""
    if isinstance(value, (str, Unquoted)) or not value:
        return False
    return isinstance(value, dict) or not all(map(_goes_in_brackets, value)) or len(in_brackets(value)) > room


def _goes_in_brackets(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, Unquoted) and bool(_SAFE_IN_BRACKETS.fullmatch(value.text)))


def _deeper(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _comment(text: str) -> Iterator[str]:
    """Yield the lines of a comment; a final line break gives a blank line after it."""
    yield from (f"# {line}".rstrip() for line in text.removesuffix("\n").split("\n"))
    if text.endswith("\n"):
        yield ""
