"""The events of a YAML text: from libyaml where it is installed, else from ruamel.yaml's own parser, which agree.

libyaml is thirty times as fast and some years older: it refuses a few texts that YAML 1.2 allows (`[http://x/y]`).
So it is not the judge: what it refuses is read again by ruamel.yaml's parser, whose word and place are shown. Only
in a text too long to wait for is its own word taken, except for the one thing that it is known to get wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

try:
    from _ruamel_yaml import CParser
except ImportError:  # no wheel for this platform
    CParser = None

Event = Any  # ruamel.yaml's events carry no annotations
LIBYAML_ERRORS = (MarkedYAMLError, ReaderError)


if CParser is not None:

    class _LibyamlParser(CParser):  # type: ignore[misc]
        """libyaml's parser alone: what it would ask of a resolver is not asked, since scalars stay text."""

        def resolve(self, *_: object) -> None:
            """Resolve nothing."""

        def descend_resolver(self, *_: object) -> None:
            """Resolve nothing."""

        def ascend_resolver(self, *_: object) -> None:
            """Resolve nothing."""


class YamlSyntaxError(Exception):
    """The text is not YAML; says what the parser met and where, counting from 0."""

    def __init__(self, problem: str, index: int, line: int, column: int) -> None:
        """Keep the parser's words and the place."""
        super().__init__(problem)
        self.problem = problem
        self.index = index
        self.line = line
        self.column = column


def syntax_error(error: MarkedYAMLError | ReaderError) -> YamlSyntaxError:
    """Return what a parser's error says and where."""
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return YamlSyntaxError(error.problem or str(error), mark.index, mark.line, mark.column)
    return YamlSyntaxError(error.reason, error.position, 0, 0)


def next_event(text: str, *, fast: bool) -> Callable[[], Event]:
    """Return a function that gives the events of `text` one by one.

    With `fast`, libyaml reads if it is installed, and the function raises one of `LIBYAML_ERRORS` where it stops.
    Otherwise it raises `YamlSyntaxError`.
    """
    if fast and CParser is not None:
        return _fast(text)
    return _slow(text)


def _fast(text: str) -> Callable[[], Event]:
    return _LibyamlParser(text).get_event  # type: ignore[no-any-return]


def _slow(text: str) -> Callable[[], Event]:
    events = YAML(typ="safe", pure=True).parse(text)

    def following() -> Event:
        try:
            return next(events)
        except LIBYAML_ERRORS as error:
            raise syntax_error(error) from None

    return following
