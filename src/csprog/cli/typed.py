"""What is typed on the command line, read by csprog's own parsers alone.

typer has pydantic call them, and pydantic takes as long to load as typer itself: too long for a command that knows its
answer already, or for the names of commands that a shell completes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = (str, list[str])


class Typed(NamedTuple):
    """How a parameter's value is read: by `parse`, or where there is none as typer does, which `thorough` tells."""

    parse: Callable[[str], Any] | None
    thorough: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value for what was typed, a list where several may be; what was not typed is None, or empty."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if self.parse is None:
            return self.thorough().coerce(value, param=param, ctx=ctx)
        return [self.parse(word) for word in value] if several else self.parse(value)


def read_plainly(parameter: Any) -> None:
    """Have typer's `parameter` read without pydantic if it has a parser of its own, takes any words, or was not typed."""
    about = parameter.type_descriptor
    parse = about.parameter_info.parser or (str if about.annotation in _WORDS else None)
    typed = Typed(parse, parameter.get_runtime_param)
    parameter.get_runtime_param = lambda: typed
