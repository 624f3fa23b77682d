"""Any plan that the model allows, by Hypothesis's choice: drawn from the model's own schema, so that no key is missed."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from csprog.programme.model import Programme
from csprog.yamltext.encoding import FORBIDDEN
from csprog.yamltext.reader import Unquoted, is_text

_LETTERS = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n:#-'\"[]{},&*!|>%@`\\.1tnя"))
_TRAPS = (
    "1.10",
    "no",
    "2025",
    "2025-06-30",
    "a: b",
    "# a",
    "- a",
    "a, b",
    'a "b"',
    "it's",
    "№ 5",
    "слово " * 40,
    "a\n\n b",
)
PRINTED = st.one_of(st.sampled_from(_TRAPS), st.text(_LETTERS, max_size=60)).filter(
    lambda text: not FORBIDDEN.search(text)
)
"""Any words that a plan may hold, spaces around them and all."""
TEXTS = PRINTED.map(str.strip).filter(lambda text: any(map(str.isalnum, text)))
NAMES = TEXTS.map(lambda text: " ".join(text.split("\n")))


def typed(text: str) -> str | Unquoted:
    """Give what the reader makes of `text` typed without quotes."""
    return text if is_text(text) else Unquoted(text)


_DAYS = st.dates().map(lambda day: Unquoted(day.isoformat()))
_QUARTERS = st.builds("{:04}-Q{}".format, st.integers(1, 9998), st.integers(1, 4))
_PERIODS = st.builds("{}{}".format, st.integers(1900, 2199), st.sampled_from(["", "-H1", "-Q4", "-02", "-12"]))
_AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17, places=4)
_OF_KIND: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "wording": TEXTS,
    "name": NAMES,
    "printed": PRINTED,
    "number": st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,3}){0,4}", fullmatch=True),
    "due": _DAYS | _QUARTERS,
    "day": _DAYS,
    "format": st.just("1").map(typed),
    "year": st.integers(1900, 2199).map(str).map(typed),
    "period": _PERIODS.map(typed),
    "count": st.integers(0, 10**12 - 1).map(str).map(typed),
    "ordinal": st.integers(1, 99).map(str).map(typed),
    "amount": _AMOUNTS.map(str).map(typed),
    "address": st.sampled_from(["https://example.org", "http://пример.рф/a?b=c#d", "https://example.org:8080/a'b"]),
    "evidence_path": st.sampled_from(["evidence/2025/акт № 17.pdf", "evidence/a: b #1.txt", "evidence/it's/1.10"]),
    "digest": st.sampled_from(["0123456789abcdef" * 4, "1234567890" * 6 + "1234", "1" * 30 + "e" + "2" * 33]).map(
        typed
    ),
    "flag": st.sampled_from([Unquoted("true"), Unquoted("false")]),
    "inn": st.sampled_from(["6400000126", "7707083893"]),
    "ogrn": st.just("1026400000120"),
    "contact": st.just("otchet@example.org"),
    "file": st.sampled_from(["logo.svg", "1.png"]),
    "colour": st.just("#0b4f8f"),
}


@st.composite
def any_plans(draw: st.DrawFn) -> Programme:
    """Give plans with any keys and values that the model allows; most make no sense."""
    plan = _model(draw(_of({"$ref": "Programme"})))
    assume(plan is not None)  # a filter would have Hypothesis print the whole strategy
    return cast("Programme", plan)


def _model(value: Any) -> Any:
    try:
        return Programme.model_validate(value)
    except ValidationError:  # a rule that ties two values together
        return None


@cache
def _definitions() -> dict[str, Any]:
    schema = Programme.model_json_schema()
    return {**schema["$defs"], "Programme": schema}


@cache
def _defined(name: str) -> st.SearchStrategy[Any]:
    return _of(_definitions()[name])


def _of(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    match schema:
        case {"$ref": reference}:
            return st.deferred(lambda: _defined(reference.rsplit("/", 1)[-1]))
        case {"anyOf": choices} | {"oneOf": choices}:
            return st.one_of([_of(choice) for choice in choices if choice.get("type") != "null"])
        case {"kind": str(kind)}:
            return _OF_KIND[kind]
        case {"const": value}:
            return st.just(value)
        case {"enum": values}:
            return st.sampled_from(values)
        case {"type": "array", "items": items}:
            return st.lists(_of(items), min_size=schema.get("minItems", 0), max_size=3)
        case {"type": "object", "properties": properties}:
            required = set(schema.get("required", ()))
            keys = {key: _of(child) for key, child in properties.items()}
            optional = {key: keys[key] for key in keys if key not in required}
            return st.fixed_dictionaries({key: keys[key] for key in keys if key in required}, optional=optional)
        case {"type": "object", "additionalProperties": child}:
            return st.dictionaries(NAMES, _of(child), max_size=2)
    raise NotImplementedError(schema)
