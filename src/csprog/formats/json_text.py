"""Writes JSON for programs and people."""

from __future__ import annotations

import json
import re

from csprog.programme.format import FORMAT
from csprog.yamltext.encoding import HARMFUL

_HARMFUL = re.compile(f"[{HARMFUL}]")


def json_text(value: object) -> str:
    """Return `value` as indented JSON that ends with a line feed.

    Controls, marks that reorder text and halves of surrogate pairs, which file names may hold, are escaped: a reader
    of the JSON gets them as they are, a terminal or log that shows it is not steered by them.
    """
    return _HARMFUL.sub(_escape, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def with_format(value: object) -> object:
    """Return a mapping, or each of a list, with the number of its format first.

    docs/format.md says what that number promises.
    """
    if isinstance(value, list):
        return [with_format(one) for one in value]
    return {"format": FORMAT, **value} if isinstance(value, dict) else value


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
