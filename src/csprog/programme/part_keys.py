"""Lists the keys of a plan's parts as forms need them, by the model itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import N_, current_language, translate
from csprog.programme.entries import PlanModel
from csprog.programme.key_descriptions import CHOICES, WORDS
from csprog.programme.model_schema import model_schema

PART, CHOICE, EVIDENCE = "part", "choice", "evidence"
"""Kinds of values besides those that `fields.py` marks."""
_DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FILE_WORDS = re.compile(r"\b(?:journal|offices|baseline|sha256|true|false|csprog)\b")
"""Words by which clauses are known that say how the file is written."""
_QUOTES = re.compile(r"(?:[;,] [^;,]*)? — в кавычках|,? ?в кавычках")  # an advice for the file, not for a form


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the part of a plan that has the model `part`.

    `many` tells a list, `named` a mapping with free keys. `kind` is that of the value or of each; `below` is the model
    of a part, `words` are those of a closed list, `least` is the number of items that a list must have.
    """

    part: str
    name: str
    kind: str
    required: bool = False
    many: bool = False
    named: bool = False
    below: str = ""
    words: tuple[str, ...] = ()
    least: int = 0

    @property
    def label(self) -> str:
        """The name of the key in the chosen language."""
        if current_language() == "ru":
            return WORDS[self.part][self.name].partition(":")[0]
        return self.name.replace("_", " ").capitalize()

    @property
    def hint(self) -> str:
        """What the key is for, as the schema tells editors, which do so in Russian only."""
        if self.kind == EVIDENCE:
            return translate(N_("a web address, or a file in the folder evidence/ of the project"))
        if current_language() != "ru" or self.kind in {CHOICE, "flag", PART}:
            return ""
        words = _QUOTES.sub("", WORDS[self.part][self.name].partition(":")[2]).strip(" ,")
        hint = "; ".join(clause for clause in words.split("; ") if not _FILE_WORDS.search(clause))
        return _DAY.sub(r"\3.\2.\1", hint) if self.kind == "day" else hint

    def meaning(self, word: str) -> str:
        """Return what a word of the closed list means."""
        return CHOICES[word] if current_language() == "ru" else word


@cache
def keys_of(part: str) -> Mapping[str, Key]:
    """Return the keys of a part by name, in the order of its model."""
    skeleton = model_schema()
    parts = skeleton["$defs"] | {"Programme": skeleton}
    required = parts[part].get("required", [])
    described = ((name, _described(value, parts)) for name, value in parts[part]["properties"].items())
    return {name: Key(part, name, required=name in required, **given) for name, given in described if given}


def parts_of_a_plan() -> tuple[str, ...]:
    """Return the names of all models of a plan."""
    return ("Programme", *(name for name in model_schema()["$defs"] if name in WORDS))


def model_of(part: str) -> type[PlanModel]:
    """Return the model of a kind of part."""
    return _models()[part]


@cache
def _models() -> Mapping[str, type[PlanModel]]:
    return {model.__name__: model for model in PlanModel.__subclasses__() for model in (model, *model.__subclasses__())}


def part_at(path: KeyPath) -> str:
    """Return the kind of part that a key path leads to.

    Raises:
        KeyError: no plan has such a path.
    """
    part = "Programme"
    for step in path:
        if isinstance(step, str):
            part = keys_of(part)[step].below
    return part


def title_of(part: str) -> str:
    """Return the name of a kind of part in the chosen language."""
    if current_language() == "ru":
        return WORDS[part][""].partition(":")[0]
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", part).capitalize()


def _described(value: dict[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a `Key` by pydantic's schema of its value; none of a constant."""
    match value:
        case {"anyOf": [inner, {"type": "null"}]}:
            return _described(inner, parts)
        case {"$ref": reference}:
            name = reference.rpartition("/")[2]
            return (
                {"kind": PART, "below": name}
                if name in WORDS
                else {"kind": CHOICE, "words": tuple(parts[name]["enum"])}
            )
        case {"kind": kind}:
            return {"kind": kind}
        case {"enum": words}:
            return {"kind": CHOICE, "words": tuple(words)}
        case {"oneOf": [{"kind": "address"}, {"$ref": _}]}:
            return {"kind": EVIDENCE}
        case {"items": {"discriminator": _}}:
            return {"kind": PART, "below": "Entry", "many": True}
        case {"items": inner}:
            return {**_described(inner, parts), "many": True, "least": value.get("minItems", 0)}
        case {"additionalProperties": dict() as inner}:
            return {**_described(inner, parts), "named": True}
    return {}
