"""Parses YAML text into events with libyaml, or with ruamel.yaml's own parser.

libyaml is thirty times as fast, but older: it refuses a few texts that YAML 1.2 allows (`[http://x/y]`). So callers
parse a text that it refuses again with ruamel.yaml, and report that parser's error.
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
        """libyaml's parser without tag resolution: scalars stay text."""

        def resolve(self, *_: object) -> None:
            """Do nothing."""

        def descend_resolver(self, *_: object) -> None:
            """Do nothing."""

        def ascend_resolver(self, *_: object) -> None:
            """Do nothing."""


class YamlSyntaxError(Exception):
    """The text is not YAML; `index`, `line` and `column` count from 0."""

    def __init__(self, problem: str, index: int, line: int, column: int) -> None:
        """Keep the parser's message and the position."""
        super().__init__(problem)
        self.problem = problem
        self.index = index
        self.line = line
        self.column = column


def syntax_error(error: MarkedYAMLError | ReaderError) -> YamlSyntaxError:
    """Return the error of either parser as one type."""
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return YamlSyntaxError(error.problem or str(error), mark.index, mark.line, mark.column)
    return YamlSyntaxError(error.reason, error.position, 0, 0)


def next_event(text: str, *, fast: bool) -> Callable[[], Event]:
    """Return a function that returns the next event of `text` at each call.

    With `fast`, libyaml parses if it is installed, and the function may raise `LIBYAML_ERRORS`; otherwise it may raise
    `YamlSyntaxError`.
    """
    if fast and CParser is not None:
        return _LibyamlParser(text).get_event  # type: ignore[no-any-return]
    events = YAML(typ="safe", pure=True).parse(text)

    def following() -> Event:
        try:
            return next(events)
        except LIBYAML_ERRORS as error:
            raise syntax_error(error) from None

    return following
