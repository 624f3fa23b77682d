"""Sets up Jinja with the bundled templates and those of the project.

The build imports this module to compile the bundled templates, so it and what it imports may need only Jinja and Babel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    ModuleLoader,
    PrefixLoader,
    Template,
)
from jinja2.loaders import split_template_path
from markupsafe import Markup, escape

from csprog.errors import CsprogError
from csprog.publication.sandbox import Sandbox
from csprog.publication.template_faults import is_of_project, template_error
from csprog.publication.template_values import Lacking
from csprog.store.resources import bundled_folder
from csprog.store.template_folder import refuse_links_out, template_text
from csprog.views import typography

PACKAGE = Path(__file__).parents[1]
COMPILED = f"templates_compiled/{jinja2.__version__}"
"""The folder of compiled templates in the package of a wheel, the only place they are run from; they fit this version of Jinja alone."""


def environment(project: Path | None, *, fragment: bool = False) -> Environment:
    """Return the environment of the templates.

    It is sandboxed and escapes all texts; an unknown name is an error. A template of `project` (a folder) replaces the
    bundled one of its name and can extend it as `default:page.html`. In a `fragment` ids get a prefix and headings are a
    level lower, so that they don't collide with the site's own.

    Raises:
        TemplateError: a link leads out of the folder.
    """
    refuse_links_out(project)
    bundled = _bundled()
    own = [_ProjectLoader(project, encoding="utf-8-sig")] if project else []
    templates = Sandbox(
        loader=ChoiceLoader([*own, bundled, PrefixLoader({"default": bundled}, ":")]),
        autoescape=True,
        undefined=Lacking,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    del templates.globals["lipsum"]  # it is random, and the same plan gives the same bytes
    templates.filters["typeset"] = typography.typeset
    templates.filters["words"] = _words
    templates.filters["address"] = typography.address
    templates.filters["long_date"] = typography.long_date
    templates.filters["short_date"] = typography.short_date
    templates.globals["plural"] = typography.plural
    templates.globals["form"] = typography.form
    templates.globals["prefix"] = "csprog-" if fragment else ""
    templates.globals.update({f"h{level}": f"h{level + fragment}" for level in range(1, 6)})
    return templates


def compile_bundled(folder: Path) -> None:
    """Write the bundled templates into `folder`, compiled to Python modules."""
    templates = environment(None)
    templates.loader = FileSystemLoader(bundled_folder())
    templates.compile_templates(folder, extensions=("html", "css"), zip=None, ignore_errors=False)


class _ProjectLoader(FileSystemLoader):
    """Loads a project's templates, whatever editor saved them."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, path, and the check that it is still the same.

        Raises:
            TemplateError: it is not in UTF-8.
        """
        path = Path(self.searchpath[0], *split_template_path(template))
        if path.is_file():
            template_text(template, path.read_bytes())
        return super().get_source(environment, template)


class _CompiledLoader(ModuleLoader):
    """Loads compiled templates; tracebacks name the template, not its module."""

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002 - Jinja's name
        template = super().load(environment, name, globals)
        template.filename = name
        return template


def _bundled() -> BaseLoader:
    """Return the loader of bundled templates, compiled in a wheel only."""
    compiled = PACKAGE / COMPILED
    return _CompiledLoader(compiled) if compiled.is_dir() else FileSystemLoader(bundled_folder())


@lru_cache(typography.MANY_TEXTS, typed=True)
def _words(text: str) -> Markup:
    """Return a text typeset and escaped, with its line breaks."""
    lines = [escape(typography.typeset(line)) for line in map(str.strip, text.split("\n")) if line]
    return lines[0] if len(lines) == 1 else Markup("<br>").join(lines)


def render(templates: Environment, name: str, values: Mapping[str, object]) -> str:
    """Return the text of the template `name` with `values`.

    Raises:
        TemplateError: the template is missing, can't be parsed, or fails; the message names it and the line.
    """
    try:
        return templates.get_template(name).render(values)
    except CsprogError:
        raise
    except Exception as error:  # what a template calls may raise anything
        if not (isinstance(error, jinja2.TemplateError) or is_of_project(error)):
            raise  # a fault of csprog
        raise template_error(error, name, templates) from None
