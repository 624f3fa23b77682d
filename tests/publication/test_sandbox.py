"""What a project's template can get hold of: data, and what docs/publication.md lists as callable. Nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from jinja2 import Undefined
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup

from csprog.publication.environment import environment, render
from csprog.publication.sandbox import METHODS
from tests.plans import ROOT
from tests.publication.programmes import CASES, FOLDER, fragment_of, published, reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCS = (ROOT / "docs" / "publication.md").read_text(encoding="utf-8")
LEAVES = {NoneType, bool, int, float, str, Markup, Decimal, date, timedelta}
PLAIN = {*LEAVES, tuple, MappingProxyType}
KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "day": (date,),
    "list": (list, tuple),
    "mapping": (dict, MappingProxyType),
    "`loop`": (LoopContext,),
    "`cycler`": (Cycler,),
}


@cache
def listed() -> dict[type, set[str]]:
    """Give the methods that the documentation lists, by the class of their value."""
    rows = re.findall(r"^\| ([\w`]+) \| ((?:`\w+`(?:, )?)+) \|$", DOCS, re.MULTILINE)
    return {kind: set(re.findall(r"\w+", names)) for row, names in rows if row in KINDS for kind in KINDS[row]}


def is_listed(owner: object, name: str) -> bool:
    return any(name in names and isinstance(owner, kind) for kind, names in listed().items())


def made_by_csprog(value: object, name: str) -> bool:
    """Tell whether an attribute was written in csprog, not inherited from a class of Python."""
    owner = next((kind for kind in type(value).__mro__ if name in vars(kind)), object)
    return owner.__module__.startswith("csprog")


class Walk:
    """Visits all that a template reaches from a value, and keeps what it may not have."""

    def __init__(self) -> None:
        self.room, self.faults, self.visited = environment(None), list[str](), dict[object, object]()

    def visit(self, value: Any, path: str) -> None:
        kind = type(value)
        key = kind if kind in LEAVES else id(value)  # all texts, days and numbers have the same attributes
        if key in self.visited or isinstance(value, Undefined):
            return
        self.visited[key] = value
        frozen = is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        if not (kind in PLAIN or frozen or isinstance(value, Enum)) or callable(value):
            self.faults.append(f"{path} is a {kind.__name__}")
            return
        for step, child in self.children(value):
            self.visit(child, path + step)

    def children(self, value: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(value, Mapping):
            yield from ((f"[{key!r}]", value[key]) for key in value)
        if isinstance(value, tuple):
            yield from ((f"[{index}]", item) for index, item in enumerate(value))
        for name in dir(value):
            if name.startswith("_"):
                assert isinstance(self.room.getattr(value, name), Undefined)
                continue
            child = getattr(value, name)
            if not callable(child):
                yield f".{name}", child
            elif made_by_csprog(value, name):
                self.faults.append(f"{type(value).__name__}.{name} can be called")
            elif is_listed(value, name) is isinstance(self.room.getattr(value, name), Undefined):
                self.faults.append(f"{type(value).__name__}.{name} is listed but not given, or given but not listed")


@pytest.fixture
def contexts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Keep the values that each template is rendered with."""
    kept: list[tuple[str, dict[str, Any]]] = []
    real = jinja2.Template.render

    def keeping(template: jinja2.Template, values: dict[str, Any]) -> str:
        kept.append((template.name or "", dict(values)))
        return real(template, values)

    monkeypatch.setattr(jinja2.Template, "render", keeping)
    return kept


def faults(contexts: list[tuple[str, dict[str, Any]]]) -> list[str]:
    walk = Walk()
    for template, values in contexts:
        for name, value in values.items():
            for number, one in enumerate(value if isinstance(value, list) else [value]):
                walk.visit(one, f"{template}: {name}[{number}]")
    return walk.faults


@pytest.mark.slow
def test_all_that_a_template_reaches_is_data_or_listed(
    contexts: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    for name in ("real", "amended", "hostile"):
        published(CASES[name])
    fragment_of.__wrapped__("amended")
    reports(tmp_path)
    pages = {name for name, _ in contexts}
    assert pages == {"page.html", "index.html", "accessibility.html", "report.html", "style.css", "base.css"}
    assert faults(contexts) == []


def test_the_walk_finds_a_model_a_path_and_a_function() -> None:
    programme = CASES["some"].programme
    hidden: dict[str, Any] = {"a": (MappingProxyType({"x": programme}),), "b": FOLDER, "c": len, "d": {}}
    assert faults([("t", hidden)]) == [
        "t: a[0][0]['x'] is a Programme",
        f"t: b[0] is a {type(FOLDER).__name__}",
        "t: c[0] is a builtin_function_or_method",
        "t: d[0] is a dict",
    ]


def test_all_globals_that_can_be_called_are_listed() -> None:
    rooms = environment(None), environment(FOLDER, fragment=True)
    for room in rooms:
        called = {name: value for name, value in room.globals.items() if callable(value)}
        assert set(called) == set(re.findall(r"^\| `(\w+)\(.*?\)` \| function \|", DOCS, re.MULTILINE))
        for name, value in called.items():
            for attribute in dir(value):
                got = room.getattr(value, attribute)
                assert isinstance(got, Undefined) or not callable(got), f"{name}.{attribute}"


def test_the_values_of_the_language_have_only_what_is_listed() -> None:
    met: list[object] = []
    room = environment(None)
    room.filters["met"] = met.append
    room.globals["own"] = (namespace := Namespace(a=1))
    text = (
        "{% macro m() %}{{ caller|met }}{{ varargs|met }}{{ kwargs|met }}{% endmacro %}{% call m(1, k=2) %}{% endcall %}"
        "{% import 'macros.html' as pieces %}{{ pieces|met }}{{ m|met }}{{ self|met }}{{ cycler(1)|met }}{{ joiner()|met }}"
        "{% block b %}{{ super|met }}{% endblock %}{{ self.b|met }}{% for x in [1] %}{{ loop|met }}{% endfor %}"
    )
    room.from_string(text).render()
    assert len(met) == 11
    for value in (*met, namespace):
        for name in dir(value):
            got = room.getattr(value, name)
            if not isinstance(got, Undefined) and callable(got):
                assert isinstance(got, (Macro, BlockReference, Joiner)) or is_listed(value, name), f"{value!r}.{name}"


def test_the_documentation_lists_the_methods() -> None:
    assert listed() == {kind: set(names) for kind, names in METHODS.items()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 'a/b'.split('/')|join(', ') }}", "a, b"),
        ("{{ ('<b>'|e).upper() }}", "&LT;B&GT;"),
        ("{{ day.strftime('%d.%m') }} {{ day.isoformat() }} {{ day.month }}", "05.03 2026-03-05 3"),
        ("{% for key, value in pairs.items() %}{{ key }}{{ value }}{% endfor %}{{ pairs.get('b', 2) }}", "a12"),
        (
            "{% for x in [1, 2] %}{{ loop.cycle('odd', 'even') }} {{ loop.changed(x) }} {% endfor %}",
            "odd True even True ",
        ),
        ("{% set c = cycler(1, 2) %}{{ c.next() }}{{ c.next() }}{{ c.current }}", "121"),
        ("{% set j = joiner('; ') %}{{ j() }}a{{ j() }}b", "a; b"),
        ("{% for x in [[1, []]] recursive %}{{ x[0] }}{{ loop(x[1]) }}{% endfor %}", "1"),
        ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}x{% endcall %}", "[x]"),
        ("{% block b %}b{% endblock %}{{ self.b() }}", "bb"),
        ("{% set n = namespace(x=1) %}{% set n.x = 2 %}{{ n.x }}{{ dict(a=1).a }}{{ range(3)|list }}", "21[0, 1, 2]"),
        ("{{ '%.2f'|format(1) }} {{ plural(2, 'день', 'дня', 'дней') }}", "1.00 2\N{NO-BREAK SPACE}дня"),
    ],
)
def test_what_is_listed_works(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.html").write_text(text, encoding="utf-8")
    values = {"day": date(2026, 3, 5), "pairs": MappingProxyType({"a": 1})}
    assert render(environment(tmp_path), "own.html", values) == said
