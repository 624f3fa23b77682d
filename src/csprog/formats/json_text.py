"""Writes JSON for programs and people."""

from __future__ import annotations

import json
import re

from csprog.yamltext.encoding import HARMFUL

_HARMFUL = re.compile(f"[{HARMFUL}]")


def json_text(value: object) -> str:
    """Return `value` as indented JSON that ends with a line feed.

    Controls, marks that reorder text and halves of surrogate pairs, which file names may hold, are escaped: a reader
    of the JSON gets them as they are, a terminal or log that shows it is not steered by them.
    """
    return _HARMFUL.sub(_escape, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
