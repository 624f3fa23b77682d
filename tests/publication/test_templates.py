"""A project's own templates: what they may use is written down, and what they do wrong is named with its line."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pytest

from csprog.arrangement import status, view
from csprog.arrangement.year import view as view_of
from csprog.errors import TemplateFault
from csprog.programme.evaluation import evaluate
from csprog.publication import sandbox
from csprog.publication.templates import environment, render
from csprog.store.templates import bundled_folder
from tests.plans import ROOT
from tests.publication.programmes import CASES

if TYPE_CHECKING:
    from pathlib import Path

MORE = "it makes more than a page can hold"
DOCS = (ROOT / "docs" / "publication.md").read_text(encoding="utf-8")
CLASSES = {
    name: kind
    for module in (view, status)
    for name, kind in vars(module).items()
    if is_dataclass(kind) and isinstance(kind, type)
}


def fault(folder: Path, name: str, text: str) -> str:
    """Give what is said of a project's template."""
    (folder / name).write_text(text, encoding="utf-8")
    page = view_of(evaluate(CASES["some"].programme, CASES["some"].day))
    with pytest.raises(TemplateFault) as raised:
        render(environment(folder), "page.html", {"page": page, "styles": "", "policy": "", "logo": None})
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<p>\n{{ page.__class__.__mro__ }}", "line 2: access to attribute '__class__'"),
        ("\n\n{{ ''.__class__ }}", "line 3: access to attribute '__class__'"),
        ("{{ self._TemplateReference__context }}", "line 1: access to attribute"),
        ("{{ plural.__globals__ }}", "line 1: access to attribute '__globals__'"),
        ("{{ page.programme.model_config.update({}) }}", "line 1"),
        ("\n{{ pge.year }}", "line 2: 'pge' is undefined"),
        ("{{ page.yeer }}", "line 1: 'csprog.arrangement.view.YearView object' has no attribute 'yeer'"),
        ("\n{% for x in %}", "line 2: Expected an expression"),
        ("\n{% if page.year %}", "line 2: Unexpected end of template"),
        ("{{ page.year|nosuch }}", "line 1: No filter named 'nosuch'"),
        ("{{ 1 / 0 }}", "line 1: division by zero"),
        ("{% for x in range(1000000000) %}{% endfor %}", "line 1: Range too big"),
        ("\n{% for x in range(9999) %}\n{% for y in range(99999) %}{% endfor %}{% endfor %}", f"line 3: {MORE}"),
        ("{% for x in [1]|batch(1) %}{% for y in range(99999) %}" + 99999 * "." + "{% endfor %}{% endfor %}", MORE),
        ("{% macro a(n) %}{{ a(n - 1) ~ a(n - 1) if n }}{% endmacro %}{{ a(99) }}", MORE),
        ("{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}", MORE),
        ("{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}", MORE),
        ("{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = [n.x, n.x]|join %}{% endfor %}", MORE),
        (
            "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x.replace('a', 'aa') %}{% endfor %}",
            MORE,
        ),
        ("{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}", MORE),
        ("{% set x = 'a' * 99999 %}{% set y %}{% for i in range(99999) %}{{ x }}{% endfor %}{% endset %}", MORE),
        ('\n{{ "a" * 10 ** 9 }}', "line 2: 1000000000 is too much here; the most is 100000"),
        ("{{ 10 ** 9 * [page] }}", "1000000000 is too much here"),
        ("{{ 10 ** (10 ** 9) }}", "1000000000 is too much here"),
        ("{{ 'a'|center(10 ** 9) }}", "1000000000 is too much here"),
        ("{{ 'a'|indent(width=1000000000) }}", "1000000000 is too much here"),
        ("{{ 'a'.ljust(10 ** 9) }}", "1000000000 is too much here"),
        ("{{ '%999999999d' % 1 }}", "a format may be no wider than 99999"),
        ("{{ '%*d' % (999999999, 1) }}", "a format may be no wider than 99999"),
        ("{{ ['%999999999d']|map('format', 1)|join }}", "a format may be no wider than 99999"),
        ("{{ '{:999999999}'.format(1) }}", "a format may be no wider than 99999"),
        ("{{ '{:{}}'.format(1, 999999999) }}", "a format may be no wider than 99999"),
        ('{% include "page.html" %}', "it includes or calls itself without end"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "it includes or calls itself without end"),
    ],
)
def test_a_fault_names_the_template_and_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    monkeypatch.setattr(sandbox, "MOST_WORK", sandbox.MOST_WORK // 50)  # the same fault, sooner
    said = fault(tmp_path, "page.html", text)
    assert said.startswith("template page.html, line ")
    assert reason in said


def test_memory_that_runs_out_is_told(tmp_path: Path) -> None:
    def greedy(_: object) -> None:
        raise MemoryError

    templates = environment(tmp_path)
    templates.filters["greedy"] = greedy
    (tmp_path / "own.html").write_text("\n{{ 1|greedy }}", encoding="utf-8")
    with pytest.raises(TemplateFault) as raised:
        render(templates, "own.html", {})
    assert str(raised.value) == "template own.html, line 2: there is not enough memory for it"


def test_ordinary_work_is_left_alone(tmp_path: Path) -> None:
    text = (
        "{{ 12000000 * 2 }} {{ '%05.2f' % 1.5 }} {{ '{:,}'.format(12000000) }} {{ 'a' * 3 ~ 'b'|center(3) }} "
        "{% for x in ['a', 'b']|map('upper') %}{{ loop.index }}/{{ loop.length }}{{ x }}{{ loop.last }} {% endfor %}"
        "{% for x in [[1], []] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}"
    )
    (tmp_path / "own.html").write_text(text, encoding="utf-8")
    assert render(environment(tmp_path), "own.html", {}) == "24000000 01.50 12,000,000 aaa b  1/2AFalse 2/2BTrue 1"


def test_a_fault_of_an_included_template_names_that_one(tmp_path: Path) -> None:
    assert fault(tmp_path, "answer.html", "\n\n{{ nothing }}").startswith("template answer.html, line 3: 'nothing' is")
    (tmp_path / "answer.html").unlink()
    assert fault(tmp_path, "plan.html", "{% if %}").startswith("template plan.html, line 1: Expected an expression")


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert fault(tmp_path, "page.html", '{% extends "defualt:page.html" %}') == "there is no template defualt:page.html"


def test_no_template_leads_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    inner = tmp_path / "templates"
    inner.mkdir()
    assert fault(inner, "page.html", '{% include "../secret.html" %}') == "there is no template ../secret.html"


def test_texts_are_escaped_in_a_projects_template_too(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("{{ text }}", encoding="utf-8")
    assert render(environment(tmp_path), "own.html", {"text": "<b>&'\""}) == "&lt;b&gt;&amp;&#39;&#34;"


# ── the list of what a template may use ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", CLASSES)
def test_the_list_has_every_class_with_its_fields_in_order(name: str) -> None:
    kind = CLASSES[name]
    names = [field.name for field in fields(kind)]
    names += [key for key, value in vars(kind).items() if isinstance(value, property)]
    found = re.search(rf"^#### {name}\n(.*?)(?=^#|\Z)", DOCS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/publication.md has no part for {name}"
    assert re.findall(r"^\| `(\w+)` \|", found[1], re.MULTILINE) == names


def test_the_list_has_every_filter_and_function_of_ours() -> None:
    made, plain = environment(None), __import__("jinja2").Environment(autoescape=True)
    ours = [
        *(name for name in made.filters if name not in plain.filters),
        *(name for name, value in made.globals.items() if name not in plain.globals and callable(value)),
    ]
    assert re.findall(r"^\| `(\w+)(?:\(.*?\))?` \| (?:filter|function) \|", DOCS, re.MULTILINE) == ours


def test_the_list_has_every_template_and_block() -> None:
    for template in sorted(bundled_folder().iterdir()):
        assert f"`{template.name}`" in DOCS
        for block in re.findall(r"{% block (\w+)", template.read_text(encoding="utf-8")):
            assert f"`{block}`" in DOCS, f"{template.name}: {block}"
