"""Builds the JSON Schema by which editors complete, explain and check a plan.

Pydantic's schema of `Programme` gives the keys, their nesting and which are required. The form of each value as people
type it and the Russian texts are added here. The schema is draft 7, which all editors understand: yaml-language-server
supports later drafts only since 2026. Draft 7 allows no keys beside a `$ref`, so parts are written out where they are
used, each with the title and description of its key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from csprog.programme import limits
from csprog.programme.format import FORMAT
from csprog.programme.key_descriptions import CHOICES, WORDS
from csprog.programme.model_schema import model_schema

Schema = dict[str, Any]
IDENTIFIER = f"urn:csprog:plan:{FORMAT}"

_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_NO_TEXT = "Число, дата, true, false и null без кавычек — не текст: возьмите их в кавычки."
_NO_LIST = "Здесь нужен список: по значению в строке после тире."

KINDS: dict[str, Schema] = {
    "text": {
        "type": "string",
        "pattern": r"\S",
        "maxLength": limits.TEXT,
        "errorMessage": f"Здесь нужен текст до {limits.TEXT} знаков. {_NO_TEXT}",
    },
    "wording": {
        "type": "string",
        "pattern": r"\S",
        "maxLength": limits.WORDING,
        "errorMessage": f"Здесь нужен текст до {limits.WORDING} знаков. {_NO_TEXT}",
    },
    "name": {
        "type": "string",
        "pattern": r"^\s*\S(?:.*\S)?\s*$",
        "maxLength": limits.NAME,
        "errorMessage": f"Здесь нужен текст в одну строку, до {limits.NAME} знаков. {_NO_TEXT}",
    },
    "number": {
        "type": "string",
        "pattern": f"^{limits.NUMBER}$",
        "errorMessage": 'Номер — это цифры и точки в кавычках, без точки на конце, до 10 частей: "1.10". Без кавычек 1.10 — число 1.1.',
        "defaultSnippets": [{"label": "В кавычках", "body": '"$1"'}],
    },
    "printed": {
        "type": "string",
        "maxLength": limits.NAME,
        "errorMessage": f'Здесь нужен текст, можно пустой: "". {_NO_TEXT}',
    },
    "due": {
        "type": "string",
        "pattern": f"^(?:{_DAY}|[0-9]{{4}}-Q[1-4])$",
        "errorMessage": "Срок — это дата (2025-12-31) или квартал (2025-Q4).",
    },
    "day": {"type": "string", "pattern": f"^{_DAY}$", "errorMessage": "Дата — это год-месяц-день: 2025-12-31."},
    "year": {
        "type": ["string", "integer"],
        "minimum": limits.FIRST_YEAR,
        "maximum": limits.LAST_YEAR,
        "pattern": "^(?:19|20|21)[0-9]{2}$",
        "errorMessage": "Год — это четыре цифры: 2025.",
    },
    "format": {
        "type": ["string", "integer"],
        "minimum": FORMAT,
        "maximum": FORMAT,
        "pattern": f"^{FORMAT}$",
        "errorMessage": f"Формат — это число {FORMAT}; другой пишет более новый csprog.",
    },
    "amount": {
        "type": ["string", "number"],
        "exclusiveMinimum": -(10**18),
        "exclusiveMaximum": 10**18,
        "pattern": r"^[-+]?[0-9]{1,18}(?:\.[0-9]{1,10})?(?:[eE][-+]?[0-9]{1,2})?$",
        "errorMessage": "Число пишется с точкой и без пробелов: 1250.50.",
    },
    "period": {
        "type": ["string", "integer"],
        "minimum": limits.FIRST_YEAR,
        "maximum": limits.LAST_YEAR,
        "pattern": "^(?:19|20|21)[0-9]{2}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?$",
        "errorMessage": "Период — это год (2025), полугодие (2025-H1), квартал (2025-Q2) или месяц (2025-03).",
    },
    "count": {
        "type": ["string", "integer"],
        "minimum": 0,
        "pattern": "^[0-9]+$",
        "errorMessage": "Здесь нужно целое число без пробелов: 412.",
    },
    "flag": {"type": "boolean", "errorMessage": "Здесь нужно true или false."},
    "ordinal": {
        "type": ["string", "integer"],
        "minimum": 1,
        "pattern": "^0*[1-9][0-9]*$",
        "errorMessage": "Здесь нужно целое число, от 1.",
    },
    "contact": {
        "type": "string",
        "maxLength": limits.ADDRESS,
        "pattern": r"^\s*(?:[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
        r'|https?://[^\s\\"<>^`{|}/?#@]+(?:[/?#][^\s\\"<>^`{|}@]*)?)\s*$',
        "errorMessage": "Здесь нужна почта (otchet@example.org) или полный адрес страницы (https://example.org/page).",
    },
    "inn": {
        "type": "string",
        "pattern": "^[0-9]{10}$",
        "errorMessage": 'ИНН организации — это десять цифр в кавычках: "6400000126".',
    },
    "ogrn": {
        "type": "string",
        "pattern": "^[0-9]{13}$",
        "errorMessage": 'ОГРН организации — это 13 цифр в кавычках: "1026400000120".',
    },
    "file": {
        "type": "string",
        "pattern": r"^\s*[^\s./\\][^/\\]*\.(?:svg|png)\s*$",
        "errorMessage": "Имя файла .svg или .png без папки: logo.svg.",
    },
    "evidence_path": {
        "type": "string",
        "maxLength": limits.ADDRESS,
        "pattern": r'^evidence(?:/(?![. ])[^<>:"/\\|?*]*[^<>:"/\\|?*. ])+$',
        "errorMessage": "Файл подтверждения — это путь от папки проекта: evidence/2025/akt-17.pdf.",
    },
    "digest": {
        "type": "string",
        "pattern": "^[0-9A-Fa-f]{64}$",
        "errorMessage": "SHA-256 — это 64 цифры и буквы от a до f; его пишет csprog complete --evidence.",
    },
    "colour": {
        "type": "string",
        "pattern": "^\\s*#[0-9A-Fa-f]{6}\\s*$",
        "errorMessage": 'Цвет — это шесть цифр после решётки, в кавычках: "#0b4f8f".',
    },
    "address": {
        "type": "string",
        "maxLength": limits.ADDRESS,
        "pattern": r'^\s*https?://[^\s\\"<>^`{|}/?#@]+(?:[/?#][^\s\\"<>^`{|}]*)?\s*$',
        "errorMessage": "Ссылка — это полный адрес страницы без имени пользователя: https://example.org/page.",
    },
}
"""Schema and error message of each kind of value that programme/fields.py marks."""


def plan_schema() -> Schema:
    """Return the JSON Schema of a plan's file."""
    skeleton = model_schema()
    parts = {**skeleton["$defs"], "Programme": skeleton}
    return {"$schema": "http://json-schema.org/draft-07/schema#", "$id": IDENTIFIER, **_part("Programme", parts)}


def _part(name: str, parts: Schema) -> Schema:
    """Return the schema of a part of a plan, a mapping with fixed keys."""
    words, properties = WORDS[name], parts[name]["properties"]
    return {
        **_explained(words[""]),
        "type": "object",
        "properties": {key: {**_value(value, parts), **_explained(words[key])} for key, value in properties.items()},
        "required": parts[name].get("required", []),
        "additionalProperties": False,
    }


def _explained(words: str) -> Schema:
    return {"title": words.partition(":")[0], "description": words}


def _value(skeleton: Schema, parts: Schema) -> Schema:
    """Return the schema of a value, without null: a plan leaves absent keys out."""
    match skeleton:
        case {"anyOf": [value, {"type": "null"}]}:
            return _value(value, parts)
        case {"$ref": reference}:
            name = _name(reference)
            return _part(name, parts) if name in WORDS else _choice(parts[name]["enum"], CHOICES)
        case {"kind": kind}:
            return KINDS[kind]
        case {"enum": choices}:
            return _choice(choices, CHOICES)
        case {"const": word}:
            return {"const": word}
        case {"oneOf": [{"kind": kind}, {"$ref": reference}]}:
            # by the type, as `_entry` does by the event
            choice = {"if": {"type": "object"}, "then": _part(_name(reference), parts), "else": KINDS[kind]}
            return {**choice, "errorMessage": "Здесь нужен адрес страницы или ключи file и sha256."}
        case {"type": "array", "items": {"discriminator": _, "oneOf": events}}:
            # Pydantic reads a key without a value as an empty journal (entries.py), so null is allowed.
            entry = _entry([_part(_name(event["$ref"]), parts) for event in events])
            kinds = ["array", "null"]
            return {"type": kinds, "items": entry, "maxItems": skeleton["maxItems"], "errorMessage": _NO_LIST}
        case {"type": "array", "items": items}:
            limited: Schema = {key: skeleton[key] for key in ("minItems", "maxItems") if key in skeleton}
            return {"type": "array", "items": _value(items, parts), **limited, "errorMessage": _NO_LIST}
        case {"type": "object", "additionalProperties": value}:
            return {"type": "object", "additionalProperties": _value(value, parts)}
    message = f"no schema for {skeleton}"
    raise TypeError(message)


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _choice(words: Iterable[str], meanings: Mapping[str, str]) -> Schema:
    return {
        "type": "string",
        "enum": list(words),
        "enumDescriptions": [meanings[word] for word in words],
        "errorMessage": f"Здесь нужно одно из слов: {', '.join(words)}.",
    }


def _entry(events: Sequence[Schema]) -> Schema:
    """Return the schema of a journal entry, whose event decides the other keys."""
    # Not `anyOf`: of a misspelt event editors would then say “must be postponed”, the branch they think nearest.
    meanings = {event["properties"]["event"]["const"]: event["description"] for event in events}
    words = WORDS["Entry"]
    return {
        **_explained(words[""]),
        "type": "object",
        "properties": {
            "on": {**KINDS["day"], **_explained(words["on"])},
            "event": {**_choice(meanings, meanings), **_explained(words["event"])},
        },
        "required": ["event"],
        "allOf": [
            {"if": {"properties": {"event": {"const": word}}, "required": ["event"]}, "then": event}
            for word, event in zip(meanings, events, strict=True)
        ],
    }
