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
SYNTAX_ERRORS = (MarkedYAMLError, ReaderError)


if CParser is not None:

    class _LibyamlParser(CParser):  # type: ignore[misc]
        """libyaml's parser without tag resolution: scalars stay text."""

        def resolve(self, *_: object) -> None:
            """Do nothing."""

        def descend_resolver(self, *_: object) -> None:
            """Do nothing."""

        def ascend_resolver(self, *_: object) -> None:
            """Do nothing."""


def next_event(text: str, *, fast: bool) -> Callable[[], Event]:
    """Return a function that returns the next event of `text` at each call.

    `fast` asks for libyaml's parser, where it is installed. The function raises one of `SYNTAX_ERRORS` where the text
    is not YAML.
    """
    if fast and CParser is not None:
        return _LibyamlParser(text).get_event  # type: ignore[no-any-return]
    return YAML(typ="safe", pure=True).parse(text).__next__  # type: ignore[no-any-return]
