"""Says of a key that a plan can't have what was meant, or what is possible there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.parsing.names import cyrillic_in, latin
from csprog.programme.model_schema import model_schema

_UNSEEN = {"Zs", "Cf", "Cc"}  # spaces, marks without width, controls
_OTHER_WORD = {"note": "reason", "reason": "note"}
"""What people type for each other; an event has one of the two."""


def unknown_key(path: KeyPath, present: Collection[str]) -> Message:
    """Say what was meant, or which keys are possible.

    `path` has pydantic's own steps; `present` are the keys that stand there.
    """
    key = str(path[-1])
    known = _known_keys(path[:-1])
    seen = _visible(key)
    meant = latin(seen)
    near = meant_key(path, present)
    if seen != key and near == seen:
        unseen = ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in key if letter not in seen))
        return Message("the key “{key}” has an invisible character ({unseen}); remove it", key=seen, unseen=unseen)
    is_mixed = re.search("[A-Za-z]", key) or meant in known  # a Russian word is no slip of the keyboard
    if (letters := cyrillic_in(key)) and meant.isascii() and is_mixed:
        return _of_other_letters(key, letters, near, known)
    if near:
        return Message("there is no key “{key}”; did you mean “{near}”?", key=key, near=near)
    return Message("there is no key “{key}” here; possible: {known}", key=key, known=", ".join(known))


def meant_key(path: KeyPath, present: Collection[str]) -> str:
    """Return the key that was probably meant, "" if none; parameters as in `unknown_key`."""
    meant, known = latin(_visible(str(path[-1]))), _known_keys(path[:-1])
    return meant if meant in known else _nearest(meant, [name for name in known if name not in present])


def _visible(key: str) -> str:
    return "".join(letter for letter in key if unicodedata.category(letter) not in _UNSEEN)


def _of_other_letters(key: str, letters: str, near: str, known: list[str]) -> Message:
    if near:
        return Message(
            "the key “{key}” has Cyrillic letters that look like Latin ones ({letters}); type “{near}” in Latin letters",
            key=key,
            letters=letters,
            near=near,
        )
    return Message(
        "there is no key “{key}” here, and it has Cyrillic letters ({letters}); possible: {known}",
        key=key,
        letters=letters,
        known=", ".join(known),
    )


def _nearest(key: str, known: Collection[str]) -> str:
    """Return the one of `known` that was probably meant, "" if none."""
    other = _OTHER_WORD.get(next(iter(get_close_matches(key, _OTHER_WORD, n=1)), ""), "")
    near = get_close_matches(key, known, n=1)
    return near[0] if near else other if other in known else ""


def _known_keys(path: KeyPath) -> list[str]:
    """Return the keys of the model at `path`, by pydantic's schema."""
    schema = model_schema()
    definitions = schema.get("$defs", {})
    at = schema
    for step in path:
        at = _resolved(at, definitions)
        if isinstance(step, int):
            at = at.get("items", at)
        elif "oneOf" in at and "discriminator" not in at:
            at = next(choice for choice in at["oneOf"] if "$ref" in choice)
        elif "discriminator" in at:
            at = definitions.get(at["discriminator"]["mapping"][step].rsplit("/", maxsplit=1)[-1], at)
        else:
            at = at.get("properties", {}).get(step, at)
    return list(_resolved(at, definitions).get("properties", {}))


def _resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    for choice in schema.get("anyOf", ()):
        if choice.get("type") != "null":
            schema = choice
            break
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", maxsplit=1)[-1]]
    return schema
