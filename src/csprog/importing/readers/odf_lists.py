"""Counts the automatic numbers of OpenDocument lists and headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # names a type only

from csprog.importing.readers.document import BULLET
from csprog.importing.readers.word_numbering import formatted

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORMATS = {
    "1": "decimal",
    "I": "upperRoman",
    "i": "lowerRoman",
    "A": "upperLetter",
    "a": "lowerLetter",
    "А": "russianUpper",
    "а": "russianLower",
}
_DEEPEST = 10
_MOST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    prefix: str
    suffix: str
    shown: int
    start: int


class ListNumbers:
    """Numbers the items of lists, each once and in order."""

    def __init__(self, *roots: Element | None) -> None:
        """Take the roots of styles.xml and content.xml."""
        self._styles: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._outline: dict[int, _Level] = {}
        for element in (element for root in roots if root is not None for element in root.iter()):
            if element.tag == f"{_TEXT}list-style":
                self._styles[element.get(f"{_STYLE}name", "")] = _levels(element)
            elif element.tag == f"{_TEXT}outline-style":
                self._outline = _levels(element)

    def items(self, element: Element, style: str = "", depth: int = 1) -> Iterator[tuple[str, Element]]:
        """Yield the items of a list with their numbers or bullets, those of lists within it too."""
        style = element.get(f"{_TEXT}style-name") or style
        goes_on = element.get(f"{_TEXT}continue-numbering") == "true" or element.get(f"{_TEXT}continue-list")
        counters = self._counters.setdefault(style, {})
        if not goes_on:
            counters.pop(depth, None)
        for item in element:
            if item.tag not in {f"{_TEXT}list-item", f"{_TEXT}list-header"} or depth > _DEEPEST:
                continue
            has_text = any(child.tag in {f"{_TEXT}p", f"{_TEXT}h"} for child in item)
            is_numbered = has_text and item.tag == f"{_TEXT}list-item"
            yield self._label(self._styles.get(style, {}), counters, depth, item) if is_numbered else "", item
            for child in item:
                if child.tag == f"{_TEXT}list":
                    yield from self.items(child, style, depth + 1)

    def heading_label(self, heading: Element) -> str:
        """Return the number of a heading, empty if headings have none."""
        if heading.get(f"{_TEXT}is-list-header") == "true":
            return ""
        depth = _natural(heading.get(f"{_TEXT}outline-level"), 1)
        return self._label(self._outline, self._counters.setdefault("\0outline", {}), depth, heading)

    @staticmethod
    def _label(levels: dict[int, _Level], counters: dict[int, int], depth: int, item: Element) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        if level.format == "bullet":
            return f"{BULLET} "
        start = item.get(f"{_TEXT}start-value")
        counters[depth] = _natural(start, 1) if start else counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in counters if other > depth]:
            del counters[deeper]
        if not level.format:
            return ""
        above = range(max(1, depth - level.shown + 1), depth + 1)
        numbers = [
            formatted(counters.get(each, of.start), _FORMATS.get(of.format, "decimal"))
            for each in above
            if (of := levels.get(each)) is not None and of.format not in {"", "bullet"}
        ]
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix} "


def _levels(style: Element) -> dict[int, _Level]:
    found = {}
    for level in style:
        depth = _natural(level.get(f"{_TEXT}level"), 1)
        is_bullet = level.tag == f"{_TEXT}list-level-style-bullet"
        found[depth] = _Level(
            "bullet" if is_bullet else level.get(f"{_STYLE}num-format", ""),
            level.get(f"{_STYLE}num-prefix", ""),
            level.get(f"{_STYLE}num-suffix", ""),
            _natural(level.get(f"{_TEXT}display-levels"), 1),
            _natural(level.get(f"{_TEXT}start-value"), 1),
        )
    return found


def _natural(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else default
