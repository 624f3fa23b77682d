"""Counts Word's automatic numbers, which a .docx doesn't hold as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # names a type only

from csprog.importing.readers.document import BULLET

_LEVEL_IN_TEXT = re.compile("%([1-9])")
_MOST_ROMAN = 399  # beyond it there are hundreds of letters
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ALPHABETS = {"lowerLetter": "abcdefghijklmnopqrstuvwxyz", "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя"}
_MOST = 99_999  # a start beyond it is no number of a list
_DEEPEST = 8  # Word's lists have nine levels
_LONGEST_TEXT = 100  # characters of a level's text; Word's own have 30
_MOST_ROUNDS = 30  # of an alphabet, as in Word: beyond it the number is shown


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its first number, number format and text (%1.%2.).

    `restart` is the depth from which on a number above begins it anew, 0 if none does, None if each does; `is_legal`
    if it shows the numbers above in Arabic figures.
    """

    start: int
    format: str
    text: str
    restart: int | None = None
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    """A w:num: its levels, those restarted on first use, and whose counters it shares."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Numbers the paragraphs of a document, each once and in order."""

    def __init__(self, numbering: Element | None, styles: Element | None, w: str) -> None:
        """Take the roots of numbering.xml and styles.xml, and Word's namespace in braces."""
        self._w = w
        self._list_of_style = {} if styles is None else self._read_styles(styles)
        self._lists = {} if numbering is None else self._read_lists(numbering)
        self._counters: dict[str, dict[int, int]] = {}

    def label(self, paragraph: Element) -> str:
        """Return the number or bullet that Word shows before the paragraph, empty if none."""
        inherited = self._list_of_style.get(self._value(paragraph, "pPr/pStyle"), ("", ""))
        numbered = self._lists.get(self._value(paragraph, "pPr/numPr/numId") or inherited[0])
        depth = _level(self._value(paragraph, "pPr/numPr/ilvl") or inherited[1])
        return "" if numbered is None or depth not in numbered.levels else self._next_label(numbered, depth)

    def _next_label(self, numbered: _List, depth: int) -> str:
        level = numbered.levels[depth]
        # Lists of one w:abstractNum go on counting where another stopped, except at restarted levels.
        counters = self._counters.setdefault(numbered.abstract, {})
        if depth in numbered.restarts:
            counters[depth] = numbered.restarts.pop(depth)
        else:
            counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in counters if other > depth]:
            after = numbered.levels[deeper].restart if deeper in numbered.levels else None
            if after is None or depth < after:
                del counters[deeper]
        if level.format in {"bullet", "none"}:
            return BULLET if level.format == "bullet" and level.text else ""

        def number_at(placeholder: re.Match[str]) -> str:
            other = int(placeholder[1]) - 1
            of = numbered.levels.get(other, level)
            shown = "decimal" if level.is_legal and of.format != "decimalZero" else of.format
            return formatted(counters.get(other, of.start), shown)

        return _LEVEL_IN_TEXT.sub(number_at, level.text)

    def _read_lists(self, numbering: Element) -> dict[str, _List]:
        w = self._w
        levels, linked_styles = {}, {}
        for abstract in numbering.findall(f"{w}abstractNum"):
            identifier = abstract.get(f"{w}abstractNumId", "")
            linked_styles[identifier] = self._value(abstract, "numStyleLink")
            levels[identifier] = {
                _level(level.get(f"{w}ilvl")): _Level(
                    _natural(self._value(level, "start"), 1),
                    self._value(level, "numFmt") or "decimal",
                    self._value(level, "lvlText")[:_LONGEST_TEXT],
                    _restart(self._value(level, "lvlRestart")),
                    self._is_on(level, "isLgl"),
                )
                for level in abstract.findall(f"{w}lvl")
            }
        lists = {}
        for number in numbering.findall(f"{w}num"):
            abstract_id = self._value(number, "abstractNumId")
            restarts = {
                _level(override.get(f"{w}ilvl")): _natural(self._value(override, "startOverride"), 1)
                for override in number.findall(f"{w}lvlOverride")
                if override.find(f"{w}startOverride") is not None
            }
            lists[number.get(f"{w}numId", "")] = _List(abstract_id, levels.get(abstract_id, {}), restarts)
        for each in lists.values():  # w:numStyleLink: the levels are those of the list of a list style
            style = linked_styles.get(each.abstract, "")
            if linked := lists.get(self._list_of_style.get(style, ("", ""))[0]):
                each.levels = linked.levels
        return lists

    def _read_styles(self, styles: Element) -> dict[str, tuple[str, str]]:
        """Return the list and level of each style that has them, its own or inherited."""
        parents, own = {}, {}
        for style in styles.findall(f"{self._w}style"):
            name = style.get(f"{self._w}styleId", "")
            parents[name] = self._value(style, "basedOn")
            if number := self._value(style, "pPr/numPr/numId"):
                own[name] = (number, self._value(style, "pPr/numPr/ilvl"))
        for name in parents:
            chain: list[str] = []
            ancestor = name
            while ancestor in parents and ancestor not in own:
                chain.append(ancestor)
                own[ancestor] = ("", "")  # styles of a damaged file may be based on each other
                ancestor = parents[ancestor]
            own |= dict.fromkeys(chain, own.get(ancestor, ("", "")))
        return {name: numbered for name, numbered in own.items() if numbered[0]}

    def _is_on(self, element: Element, name: str) -> bool:
        child = element.find(self._w + name)
        return child is not None and child.get(f"{self._w}val", "1") not in {"0", "false", "off"}

    def _value(self, element: Element, path: str) -> str:
        """Return w:val of the element at a path of Word's names, empty if there is none."""
        child = element.find("/".join(self._w + name for name in path.split("/")))
        return "" if child is None else child.get(f"{self._w}val", "")


def _restart(text: str) -> int | None:
    return _natural(text, 0) if text else None


def _natural(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and int(text) <= _MOST else default


def _level(text: str | None) -> int:
    return min(_natural(text, 0), _DEEPEST)


def formatted(number: int, number_format: str) -> str:
    """Return a number in one of Word's formats (ST_NumberFormat), by default decimal."""
    match number_format:
        case "decimalZero":
            return f"{number:02}"
        case "lowerRoman":
            return _roman(number) if number <= _MOST_ROMAN else str(number)
        case "lowerLetter" | "russianLower":
            # Word counts … y, z, aa, bb, cc.
            alphabet = _ALPHABETS[number_format]
            rounds, index = divmod(max(1, number) - 1, len(alphabet))
            return alphabet[index] * (rounds + 1) if rounds < _MOST_ROUNDS else str(number)
        case "upperRoman" | "upperLetter" | "russianUpper":
            return formatted(number, number_format.replace("upper", "lower").replace("Upper", "Lower")).upper()
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        letters += numeral * count
    return letters
