"""The sandbox in which templates run: nothing but what they may have, and no more work than a page is worth."""

from __future__ import annotations

import re
from collections.abc import Sized
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, cast

from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, do_format
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from csprog.arrangement import status, view
from csprog.arrangement.view import MeasureView
from csprog.language import Message
from csprog.publication.compiler import Compiler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2.compiler import CodeGenerator

MOST_WORK = 2_000_000_000
"""What rendering a page may cost, in characters; that of a plan as large as csprog reads costs less."""
LONGEST = 100_000_000
"""The longest text that one step may make."""
A_ROUND, A_CALL, AN_ITEM = 100, 500, 10
"""What a round of a loop, a call and an item of a list cost: time and memory for writing about so many characters."""
MOST = 100_000
"""The highest factor, width and count, the same as that of Jinja's `range`."""
_MOST_BITS = 1_000
_WIDE = re.compile(r"\d{6}|%[^%a-zA-Z]*\*|\{[^{}]*:[^{}]*\{")
"""A format that is very wide, or takes its width from a value: `%999999d`, `%*d`, `{:{}}`."""
_VIEWS = frozenset(
    kind for room in (view, status) for kind in vars(room).values() if isinstance(kind, type) and is_dataclass(kind)
)
_PLAIN = frozenset({TemplateModule, *_VIEWS})


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with bounds, and a short way to our own views, which hold nothing but what a template may have.

    Asking anew at each of a million attributes whether it is safe took more than half the time of a large plan's page.
    `tell` is called for each measure that a loop comes to, for whoever waits.
    """

    code_generator_class: type[CodeGenerator] = Compiler
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:
        """Make the sandbox; it does the work of one page at a time."""
        super().__init__(**options, finalize=self.charged)
        self._showing = _showing()
        self.work = 0
        self.tell: Callable[[], None] | None = None
        self.filters["format"] = _format
        del self.globals["lipsum"]

    def showing(self, attribute: str) -> frozenset[type]:
        """Return the classes of our views whose objects show `attribute`, to whoever asks."""
        return self._showing.get(attribute, frozenset())

    def written(self, value: Any) -> str:
        """Return what is written of `value`: its text, counted and, unless it is markup, escaped."""
        kind = type(value)
        if kind is str:
            plain = "&" not in value and "<" not in value and ">" not in value and '"' not in value and "'" not in value
            text = value if plain else escape(value)
        else:
            text = value if kind is Markup else escape(self.charged(value))
        self.work += len(text)
        if self.work > MOST_WORK or len(text) > LONGEST:
            raise _too_large()
        return text

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of `obj`, or what stands for one that it hasn't or mustn't show."""
        if type(obj) in _PLAIN and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def get_template(self, *names: Any, **options: Any) -> Any:
        """Return a template; including one is work as well."""
        self._charge(A_CALL)
        return super().get_template(*names, **options)

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call `obj`; a text's own methods make texts of bounded width."""
        self._charge(A_CALL)
        if type(obj) is Macro:
            return obj(context.eval_ctx, *args, **kwargs)
        if not isinstance(getattr(obj, "__self__", None), str):
            return super().call(context, obj, *args, **kwargs)
        for value in (*args, *kwargs.values()):
            self.within(value)
        return self.charged(super().call(context, obj, *args, **kwargs))

    def wrap_str_format(self, value: Any) -> Any:
        """Return a text's `format`, if that is what `value` is and the text bounds its width."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _check_format(value.__self__)
        return wrapped

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes, if it is no more than a page is worth."""
        if operator == "*":
            for factor, other in ((left, right), (right, left)):
                if isinstance(other, Sized) and self.within(factor) > 0:
                    self._charge(len(other) * factor)
        if operator in {"*", "**"} and isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length()
            if (bits * right if operator == "**" else bits + right.bit_length()) > _MOST_BITS:
                raise _too_much(right)
        if operator == "%" and isinstance(left, str):
            _check_format(left)
        return self.charged(super().call_binop(context, operator, left, right))

    def rounds(self, iterable: Iterable[Any], written: int) -> Iterable[Any]:
        """Return what a loop goes through, a round of which writes so many characters of its own."""
        cost = A_ROUND + written
        if not isinstance(iterable, Sized):
            return self._each(iterable, cost)
        self._charge(len(iterable) * cost)
        return self._each(iterable, 0) if self.tell and _are_measures(iterable) else iterable

    def charged(self, value: Any) -> Any:
        """Return `value`; a text and a list only after counting how long they are."""
        if isinstance(value, str):
            self.work += len(value)
            if self.work > MOST_WORK or len(value) > LONGEST:
                raise _too_large()
        elif isinstance(value, (list, tuple)):
            self._charge(AN_ITEM * len(value))
        return value

    def within(self, value: Any) -> Any:
        """Return `value`, unless it is a number too high for a width, a factor or a count."""
        if isinstance(value, int) and value > MOST:
            raise _too_much(value)
        return value

    def _each(self, iterable: Iterable[Any], cost: int) -> Iterator[Any]:
        for item in iterable:
            self._charge(cost)
            if self.tell and isinstance(item, MeasureView):
                self.tell()
            yield item

    def _charge(self, amount: int) -> None:
        self.work += amount
        if self.work > MOST_WORK:
            what = Message(
                "it makes more than a page can hold: a loop within loops, perhaps, or a text many times over"
            )
            raise SecurityError(str(what))

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        return super()._generate(_Charging().visit(source), *args, **options)


class _Charging(NodeTransformer):
    """Puts the counting into a template before it is compiled: into its loops, filters and joined texts."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's name
        written = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        node.iter = _asked("rounds", cast("nodes.Expr", node.iter), nodes.Const(written, lineno=node.lineno))
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Expr:  # noqa: N802 - likewise
        self.generic_visit(node)
        if node.name not in FILTERS:
            return node
        if node.name != "format":
            node.args = [_asked("within", value) for value in node.args]
            for pair in node.kwargs:
                pair.value = _asked("within", pair.value)
        return node if node.node is None else _asked("charged", node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802 - likewise
        self.generic_visit(node)
        return _asked("charged", node)


def _showing() -> dict[str, frozenset[type]]:
    """Return which of our views have an attribute, by its name."""
    classes: dict[str, set[type]] = {}
    for kind in _VIEWS:
        for name in dir(kind):
            if not name.startswith("_"):
                classes.setdefault(name, set()).add(kind)
    return {name: frozenset(kinds) for name, kinds in classes.items()}


def _are_measures(items: object) -> bool:
    return isinstance(items, tuple) and bool(items) and isinstance(items[0], MeasureView)


def _asked(name: str, *values: nodes.Expr) -> nodes.Call:
    """Return the call of the sandbox's own `name` with `values`, at the line of the first."""
    called = nodes.Call(nodes.EnvironmentAttribute(name), list(values), [], None, None)
    called.set_lineno(values[0].lineno)
    return called


def _format(value: str, *args: Any, **kwargs: Any) -> str:
    _check_format(value)
    return do_format(value, *args, **kwargs)


def _check_format(text: object) -> None:
    if _WIDE.search(str(text)):
        raise SecurityError(str(Message("a format may be no wider than 99999 and takes no width from a value")))


def _too_large() -> SecurityError:
    what = Message("it makes more than a page can hold: a loop within loops, perhaps, or a text many times over")
    return SecurityError(str(what))


def _too_much(number: int) -> SecurityError:
    shown = str(number) if number.bit_length() < _MOST_BITS else "…"
    return SecurityError(str(Message("{number} is too much here; the most is {most}", number=shown, most=MOST)))
