"""Bounds what templates may call: what is listed here, nothing else.

The build imports this module to compile the bundled templates, so it may need only Jinja.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner

from csprog.i18n import Message
from csprog.publication.template_values import kind_of

_OF_MAPPINGS = frozenset({"get", "items", "keys", "values"})
_OF_SEQUENCES = frozenset({"count", "index"})
METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(
        {
            "capitalize",
            "count",
            "endswith",
            "find",
            "join",
            "lower",
            "lstrip",
            "partition",
            "removeprefix",
            "removesuffix",
            "replace",
            "rpartition",
            "rsplit",
            "rstrip",
            "split",
            "splitlines",
            "startswith",
            "strip",
            "title",
            "upper",
            "zfill",
        }
    ),
    date: frozenset({"isoformat", "strftime", "weekday"}),
    tuple: _OF_SEQUENCES,
    list: _OF_SEQUENCES,
    dict: _OF_MAPPINGS,
    MappingProxyType: _OF_MAPPINGS,
    LoopContext: frozenset({"changed", "cycle"}),
    Cycler: frozenset({"next", "reset"}),
}
"""The methods that templates may call, by the class of their value; docs/publication.md lists them."""
_OF_THE_LANGUAGE = (Macro, BlockReference, LoopContext, Joiner)
"""Jinja's own: macros and `caller`, `super` and blocks, a loop that calls itself, `joiner`."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which nothing can be called that is not listed."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether templates may have the attribute: data, or a listed method."""
        return super().is_safe_attribute(obj, attr, value) and (not callable(value) or self._is_listed(value))

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether templates may call `obj`.

        What can't be called at all fails by itself.
        """
        return super().is_safe_callable(obj) and (not callable(obj) or self._is_listed(obj))

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return a value whose use is refused in a sentence."""
        what = Message(
            "templates can't use “{name}” of {kind}; csprog help publication lists what they can",
            name=attribute,
            kind=kind_of(obj),
        )
        return self.undefined(str(what), obj, attribute, SecurityError)

    def wrap_str_format(self, value: Any) -> None:
        """Give `str.format` no exception: it is refused as other unlisted methods are."""

    def _is_listed(self, called: Any) -> bool:
        if isinstance(called, _OF_THE_LANGUAGE) or any(called is known for known in self.globals.values()):
            return True
        owner, name = getattr(called, "__self__", None), getattr(called, "__name__", "")
        return any(name in names and isinstance(owner, kind) for kind, names in METHODS.items())
