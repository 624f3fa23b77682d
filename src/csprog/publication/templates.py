"""The templates: those that csprog carries, and over them, file by file, those of the project itself."""

from __future__ import annotations

from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from csprog.arrangement import status, typography, view
from csprog.errors import TemplateFault
from csprog.language import Message
from csprog.store import bundled_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, with a short way to what holds nothing but what a template may have: our views and macros.

    Asking anew at each of a million attributes whether it is safe took more than half the time of a large plan's page.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of `obj`, or what stands for one that it hasn't or mustn't show."""
        if type(obj) in _PLAIN and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


_PLAIN = frozenset(
    {TemplateModule, *(kind for room in (view, status) for kind in vars(room).values() if is_dataclass(kind))}
)


def environment(project: Path | None) -> Environment:
    """Return the environment in which templates run: sandboxed, everything escaped, an unknown name an error.

    A template of `project` (a folder) takes the place of the bundled one of its name and can extend it as
    `default:page.html`.
    """
    bundled = bundled_folder()
    folders = [project, bundled] if project and project.is_dir() else [bundled]
    loader = ChoiceLoader([FileSystemLoader(folders), PrefixLoader({"default": FileSystemLoader(bundled)}, ":")])
    made = _Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["typeset"] = typography.typeset
    made.filters["words"] = _words
    made.filters["address"] = typography.address
    made.filters["long_date"] = typography.long_date
    made.filters["short_date"] = typography.short_date
    made.globals["plural"] = typography.plural
    made.globals["form"] = typography.form
    return made


def _words(text: str) -> Markup:
    """Return the document's words or a record's: set with care, escaped, a line break where the text has one."""
    return Markup("<br>").join(typography.typeset(line.strip()) for line in text.split("\n") if line.strip())


def render(templates: Environment, name: str, values: Mapping[str, object]) -> str:
    """Return the text of the template `name` with `values`.

    Raises:
        TemplateFault: the template is missing, can't be parsed, or fails; the sentence names it and the line.
    """
    try:
        return templates.get_template(name).render(values)
    except TemplateNotFound as error:
        raise TemplateFault(Message("there is no template {name}", name=error.name)) from None
    except TemplateSyntaxError as error:
        raise _fault(error.name or name, error.lineno, error.message or "") from None
    except RecursionError:
        raise _fault(name, "?", "it includes or calls itself without end") from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        where, line = _place(error, name)
        raise _fault(where, line, str(error)) from None


def _fault(name: str, line: object, reason: str) -> TemplateFault:
    return TemplateFault(Message("template {name}, line {line}: {reason}", name=name, line=line, reason=reason))


def _place(error: BaseException, name: str) -> tuple[str, int | str]:
    """Return the template that was being rendered when `error` came up, and its line: an included one, if it was that."""
    line: int | str = "?"
    trace = error.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            name, line = Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno
        trace = trace.tb_next
    return name, line
