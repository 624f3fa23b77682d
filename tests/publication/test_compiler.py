"""The short way that templates take: what it writes is what Jinja's own way writes, and no more is let through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from csprog.arrangement.typography import typeset
from csprog.arrangement.year import view
from csprog.programme.evaluation import evaluate
from csprog.publication import templates
from csprog.publication.sandbox import Sandbox
from csprog.publication.templates import environment, render
from tests.publication.programmes import CASES

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
{% import "macros.html" as m %}{% macro both(a, b="<b>") %}{{ a }}{{ b }}{{ varargs|join }}{% endmacro %}{% macro calling(a) %}{{ caller() }}{{ a }}{% endmacro %}
{{ both("&") }}{{ both("'", b='"') }}{{ both("1", "2", "<3>") }}{% call calling(1) %}<i>{{ page.year }}{% endcall %}
{% for one in [page.figures] %}{{ one.total }}{{ one["total"] }}{{ m.nothing is defined }}{% endfor %}
{% for one in [[1], [2, ["<"]]] recursive %}{{ loop.index }}{{ loop(one) if one is iterable and one is not string else one }}{% endfor %}
{% set kept %}<p>{{ page.passport.title }}{{ page.year }}</p>{% endset %}{{ kept }}{{ kept|upper }}
{% autoescape false %}{{ "<" }}{{ both("<") }}{% endautoescape %}{% filter upper %}{{ page.case }}<{% endfilter %}
{{ page.nothing is defined }}{{ page.figures is defined }}{{ {"year": "<"}.year }}{{ page.statement.split()[0].upper() }}
"""


class Plain(Sandbox):
    """The sandbox with Jinja's own code."""

    code_generator_class = CodeGenerator

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return super().call(context, obj, *args, **kwargs)


def plain(project: Path | None, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """Give an environment like ours but for the code that templates become."""
    with monkeypatch.context() as changed:
        changed.setattr(templates, "Sandbox", Plain)
        changed.setattr(templates, "compiled", lambda _: None)
        return environment(project)


def pages(made: Sandbox, name: str, case: str) -> str:
    page = view(evaluate(CASES[case].programme, CASES[case].day))
    return render(made, name, {"page": page, "styles": "", "policy": "", "logo": None})


@pytest.mark.parametrize("case", ["amended", "hostile", "parts", "running", "some"])
def test_a_page_is_what_jinja_makes_of_it(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    assert pages(environment(None), "page.html", case) == pages(plain(None, monkeypatch), "page.html", case)


def test_whatever_a_project_writes_is_what_jinja_makes_of_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text(OWN, encoding="utf-8")
    made = pages(environment(tmp_path), "own.html", "hostile")
    assert made == pages(plain(tmp_path, monkeypatch), "own.html", "hostile")
    assert "&amp;&lt;b&gt;" in made


@pytest.mark.parametrize("first", [Markup, str])
def test_a_text_that_was_set_as_markup_is_not_taken_for_a_plain_one(first: type[str]) -> None:
    typeset(first("<b>в доме</b>"))
    assert type(typeset("<b>в доме</b>")) is str
