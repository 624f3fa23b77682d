"""What docs/integration.md gives to be copied: the tests copy it from there."""

from __future__ import annotations

import re

from tests.plans import ROOT

PAGE = (ROOT / "docs" / "integration.md").read_text(encoding="utf-8")
_HEADING_OR_BLOCK = re.compile(r"^## ([^\n]+)$|^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def snippets(heading: str, language: str) -> list[str]:
    """Give the blocks of a language under a heading, in order."""
    found, under = [], ""
    for match in _HEADING_OR_BLOCK.finditer(PAGE):
        under = match[1] or under
        if (under, match[2]) == (heading, language):
            found.append(match[3])
    return found
