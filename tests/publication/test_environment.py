"""A project's own templates: what they may use is written down, and what they do wrong is named with its line."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pytest

from csprog.errors import TemplateError
from csprog.evaluation.evaluator import evaluate
from csprog.i18n import use_language
from csprog.publication import environment as room
from csprog.publication.environment import COMPILED, compile_bundled, environment, render
from csprog.publication.page_values import page_values
from csprog.store.resources import bundled_folder
from csprog.views.year import about, offices
from csprog.views.year import model as view
from csprog.views.year import status_labels as status
from csprog.views.year.builder import build_year as view_of
from tests.plans import ROOT
from tests.publication.programmes import CASES

if TYPE_CHECKING:
    from pathlib import Path

DOCS = (ROOT / "docs" / "publication.md").read_text(encoding="utf-8")
CLASSES = {
    name: kind
    for module in (view, status, about, offices)
    for name, kind in vars(module).items()
    if is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == module.__name__
}


def fault(folder: Path, name: str, text: str) -> str:
    """Give what is said of a project's template."""
    (folder / name).write_text(text, encoding="utf-8")
    evaluation = evaluate(CASES["some"].programme, CASES["some"].day)
    values = page_values(evaluation, view_of(evaluation), ())
    with pytest.raises(TemplateError) as raised:
        render(environment(folder), "page.html", {**values, "styles": "", "policy": "", "logo": None})
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "<p>\n{{ page.__class__.__mro__ }}",
            "line 2: templates can't use “__class__” of a value with fields; csprog help",
        ),
        ("\n\n{{ ''.__class__ }}", "line 3: templates can't use “__class__” of a text; csprog help"),
        (
            "{{ self._TemplateReference__context }}",
            "line 1: templates can't use “_TemplateReference__context” of a value with fields; csprog help",
        ),
        ("{{ plural.__globals__ }}", "line 1: templates can't use “__globals__” of a function; csprog help"),
        ("{{ page.programme.model_config.update({}) }}", "line 1"),
        (
            "\n{{ pge.year }}",
            "line 2: there is no value “pge” (did you mean “page”?); there are: about, description, documents",
        ),
        (
            "{{ page.yeer }}",
            "line 1: “page” has no field “yeer” (did you mean “year”?); its fields: amendments, case, day",
        ),
        ("\n{% for x in %}", "line 2: an expression is missing before %}"),
        ("\n{% if page.year %}", "line 2: unclosed tag “if”: {% endif %} is missing"),
        ("{{ page.year|nosuch }}", "line 1: there is no filter “nosuch”; csprog help"),
        ("{{ 1 / 0 }}", "line 1: division by zero"),
        ("{% for x in range(1000000000) %}{% endfor %}", "line 1: the range is too long"),
        ("\n{{ '{0.__class__}'.format(page) }}", "line 2: templates can't use “format” of a text; csprog help"),
        ("{{ [1].append(2) }}", "line 1: templates can't use “append” of a list; csprog help"),
        ("\n{{ page.programme.model_validate_json('{') }}", "line 2: "),
        (
            "\n{{ page.passport.parse_raw('x', proto='pickle', allow_pickle=True) }}",
            "“page.passport” has no field “parse_raw”; its fields: ",
        ),
        (
            "{{ '{x.year}'.format_map({'x': page}) }}",
            "line 1: templates can't use “format_map” of a text; csprog help",
        ),
        (
            "{{ (['{0.year}']|map(attribute='format')|first)(page) }}",
            "line 1: templates can't use “format” of a text; csprog help",
        ),
        (
            "{{ (page.case|attr('format'))(1) }}",
            "line 1: templates can't use “format” of a text; csprog help",
        ),
        (
            "{{ page.day.fromtimestamp(0) }}",
            "line 1: templates can't use “fromtimestamp” of a day; csprog help",
        ),
        ("{{ page.day.today() }}", "line 1: templates can't use “today” of a day; csprog help"),
        ("{{ page.year.to_bytes(9, 'big') }}", "line 1: templates can't use “to_bytes” of a number; csprog help"),
        ("{{ dict.fromkeys([1]) }}", "line 1: templates can't use “fromkeys” of a function; csprog help"),
        ("{{ page() }}", "line 1: this can't be called: it is a value with fields"),
        ("{{ lipsum() }}", "line 1: there is no value “lipsum”"),
        ('\n{% include "page.html" %}', "line 2: endless recursion: the template includes or calls itself"),
        (
            "\n{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
            "line 2: endless recursion: the template includes or calls itself",
        ),
    ],
)
def test_a_fault_names_the_template_and_the_line(tmp_path: Path, text: str, reason: str) -> None:
    said = fault(tmp_path, "page.html", text)
    assert said.startswith("template page.html, line ")
    assert reason in said


FAULTS = {
    "{{ nothing.year }}": "there is no value “nothing”; there are: about, description, documents",
    "{{ page.passport.approval.on }}": "“page.passport.approval” is empty here and has no “on”; ask first: {% if page.passport.approval %}",
    "{{ page.done[99].id }}": "“page.done” is a list of",
    "{{ page.year.long }}": "“page.year” is a number and has no “long”",
    "{{ {'a': 1}.b }}": "has no field “b”; its fields: a",
    "{{ 'x'|long_date }}": "“long_date” can't be used on this: it is a text",
    "{{ 5|join }}": "“join” can't be used on this: it is a number",
    "{{ 5|length }}": "this has no length: it is a number",
    "{{ 'x'|round }}": "“round” can't be used on this: it is a text",
    "{{ 'a' + 1 }}": "“+” can't join a text and a number; “~” joins texts",
    "{{ 1 + 'a' }}": "“+” can't join a number and a text; “~” joins texts",
    "{{ 1 < 'a' }}": "“<” can't compare a number and a text",
    "{{ -'a' }}": "“-” can't be used with a text",
    "{% for x in 5 %}{% endfor %}": "a list is needed here, this is a number",
    "{{ 1 in 5 }}": "a list is needed here, this is a number",
    "{{ plural(1) }}": "“plural” is missing one, few, many",
    "{{ plural(1, 2, 3, 4, 5, 6) }}": "“plural”: too many arguments",
    "{{ page.day|long_date(color=1) }}": "“long_date” has no argument “color”",
    "{{ 'x'|replace }}": "“replace” is missing old, new",
    "{{ '%d'|format('x') }}": "the format does not match its values",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=1) }}": "“m” has no argument “b”",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}": "the macro was called without its argument “a”",
    "{{ ('x' if false).y }}": "an “if” within an expression needs an “else” here",
    "{{ [] | first }}": "there is no such item",
    "{% from 'macros.html' import nosuch %}{{ nosuch() }}": "the template macros.html has no macro “nosuch” to import",
    "{% include ['a.html', 'b.html'] %}": "there is none of the templates a.html, b.html",
    "{{ super() }}": "there is no value “super”",
    "{% block b %}{{ super() }}{% endblock %}": "there is no block “b” above this one",
    "{{ 1 % 0 }}": "division by zero",
    "{{ page.day is nosuch }}": "unknown test “nosuch” after “is”",
    "{{ page.year }": "} does not belong here",
    "{{ (page.year }}": ") is expected, not }",
    "{% nosuch %}": "there is no tag “nosuch”, or it does not belong here",
    "{% for x in [] %}{% endif %}": "the tag “endif” does not belong here; “for” is open and ends by {% endfor %}",
    "{# no end": "unclosed comment",
    "{% block a %}{% endblock %}{% block a %}{% endblock %}": "the block “a” is defined twice; rename one",
    "{% set 1 = 2 %}": "a name is expected after",
    "{{ 'a }}": 'the sign "\'" does not belong here',
    "{{ page.- }}": "a name or a number is missing after the point",
    "{{ page.year page.day }}": "}} is missing before page",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_without_the_words_of_jinja_and_python(tmp_path: Path, text: str) -> None:
    said = fault(tmp_path, "page.html", text)
    assert said.startswith("template page.html, line 1: " + FAULTS[text].partition("|")[0]) or FAULTS[text] in said
    with use_language("ru"):
        russian = fault(tmp_path, "page.html", text)
    assert russian.startswith("шаблон page.html, строка 1: ")
    words = re.sub(
        r"«[^»]*»|\([a-z, ]+\)$|\{%.*?%\}|[\w.]+\.(?:html|md)|'\w+'|(?<=: )[a-z_]+(?:, [a-z_]+)*$", "", russian
    )
    assert re.search("[а-яё]{3}", words)
    assert not re.search("[a-z]{3}", words.replace("page", "")), russian
    assert not re.search("object|csprog\\.|View|NoneType|Jinja", russian)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("\nСлово".encode("cp1251"), "line 2: it is saved in windows-1251; save it as UTF-8"),
        ("Слово".encode("utf-16"), " is saved in UTF-16; save it as UTF-8"),
        ("<p>Слово".encode("utf-16-le"), " is saved in UTF-16; save it as UTF-8"),
        (b"a\n\x81\x98\x81", "line 2: it is not UTF-8; save it as UTF-8"),
    ],
)
@pytest.mark.parametrize("name", ["page.html", "answer.html"])
def test_a_template_in_another_encoding_is_called_that(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TemplateError) as raised:
        page_of("some", tmp_path)
    assert str(raised.value).startswith(f"template {name}")
    assert reason in str(raised.value)


def test_a_byte_order_mark_is_no_part_of_a_template(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_bytes("Слово".encode("utf-8-sig"))
    assert render(environment(tmp_path), "own.html", {}) == "Слово"


@pytest.mark.parametrize(
    ("error", "reason"),
    [(MemoryError(), "there is not enough memory for it"), (OSError("the disk is gone"), "the disk is gone")],
)
def test_whatever_a_template_meets_is_told(tmp_path: Path, error: Exception, reason: str) -> None:
    def failing(_: object) -> None:
        raise error

    templates = environment(tmp_path)
    templates.filters["failing"] = failing
    (tmp_path / "own.html").write_text("\n{{ 1|failing }}", encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        render(templates, "own.html", {})
    assert str(raised.value) == f"template own.html, line 2: {reason}"


def test_a_fault_of_an_included_template_names_that_one(tmp_path: Path) -> None:
    assert fault(tmp_path, "answer.html", "\n\n{{ nothing }}").startswith(
        "template answer.html, line 3: there is no value “nothing”"
    )
    (tmp_path / "answer.html").unlink()
    assert fault(tmp_path, "plan.html", "{% if %}").startswith("template plan.html, line 1: an expression is missing")


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = fault(tmp_path, "page.html", '\n{% extends "defualt:page.html" %}')
    assert said == (
        "template page.html, line 2: there is no template defualt:page.html (did you mean “default:page.html”?)"
    )


def test_no_template_leads_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    inner = tmp_path / "templates"
    inner.mkdir()
    assert fault(inner, "page.html", '{% include "../secret.html" %}') == (
        "template page.html, line 1: there is no template ../secret.html"
    )


def test_texts_are_escaped_in_a_projects_template_too(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("{{ text }}", encoding="utf-8")
    assert render(environment(tmp_path), "own.html", {"text": "<b>&'\""}) == "&lt;b&gt;&amp;&#39;&#34;"


# ── compiled in the build ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of templates beside which they lie compiled, as in the wheel; it has none of their texts."""
    compile_bundled(tmp_path / COMPILED)
    folder = tmp_path / "templates"
    folder.mkdir()
    monkeypatch.setattr(room, "PACKAGE", tmp_path)
    monkeypatch.setattr(room, "bundled_folder", lambda: folder)
    return folder


def page_of(case: str, project: Path | None = None) -> str:
    evaluation = evaluate(CASES[case].programme, CASES[case].day)
    values = page_values(evaluation, view_of(evaluation), ())
    return render(environment(project), "page.html", {**values, "styles": "", "policy": "", "logo": None})


@pytest.mark.slow
def test_compiled_templates_give_the_same_page(request: pytest.FixtureRequest) -> None:
    pages = [page_of(case) for case in ("hostile", "some")]
    request.getfixturevalue("wheel")
    assert [page_of(case) for case in ("hostile", "some")] == pages


def test_a_projects_template_extends_a_compiled_one(wheel: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    extending = '{% extends "default:page.html" %}{% block foot %}<p>8 800</p>{% endblock %}'
    (own / "page.html").write_text(extending, encoding="utf-8")
    assert not list(wheel.iterdir())
    assert "<p>8 800</p>" in page_of("some", own)


@pytest.mark.slow
def test_a_fault_in_a_compiled_template_names_its_source_and_line(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    said = fault(tmp_path, "macros.html", "")
    request.getfixturevalue("wheel")
    assert fault(tmp_path, "macros.html", "") == said
    assert said.startswith("template page.html, line ")


def test_what_another_jinja_compiled_is_not_run(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(bundled_folder(), wheel, dirs_exist_ok=True)
    (wheel / "style.css").write_text("from its text", encoding="utf-8")
    assert render(environment(None), "style.css", {}) != "from its text"
    monkeypatch.setattr(room, "COMPILED", "templates_compiled/2.0")
    assert render(environment(None), "style.css", {}) == "from its text"


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
    named = re.findall(r"^\| `(\w+)(?:\(.*?\))?` \| (?:filter|function) \|", DOCS, re.MULTILINE)
    assert [name for name in named if name not in plain.globals] == ours


def test_the_list_has_every_template_and_block() -> None:
    for template in sorted(file for file in bundled_folder().iterdir() if file.is_file()):  # the desk's are its own
        assert f"`{template.name}`" in DOCS
        for block in re.findall(r"{% block (\w+)", template.read_text(encoding="utf-8")):
            assert f"`{block}`" in DOCS, f"{template.name}: {block}"
