"""Word's automatic numbers, which the file holds nowhere as text: counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # names a type only; the parser refuses entities before

from csprog.importing.readers.document import BULLET

_LEVEL_IN_TEXT = re.compile("%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_MOST = 99_999  # a start beyond it is no number of a list


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    text: str


@dataclass(slots=True)
class _List:
    """What paragraphs refer to as a list: whose levels and counters it uses, and where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Gives each paragraph its number, asked once for each in the document's order."""

    def __init__(self, numbering: Element | None, styles: Element | None, w: str) -> None:
        """Take the roots of numbering.xml and styles.xml (None without them); `w` is Word's namespace, in braces."""
        self._w = w
        self._abstract = {} if numbering is None else self._abstracts(numbering)
        self._of_style = {} if styles is None else self._read_styles(styles)
        self._lists = {} if numbering is None else self._read_lists(numbering)
        if numbering is not None:
            self._follow_links(numbering)
        self._counters: dict[str, dict[int, int]] = {}

    def label(self, paragraph: Element) -> str:
        """Return the number or bullet before the paragraph as Word shows it, empty if there is none."""
        w = self._w
        style = _value(paragraph.find(f"{w}pPr/{w}pStyle"), w)
        inherited = self._of_style.get(style, ("", ""))
        number = _value(paragraph.find(f"{w}pPr/{w}numPr/{w}numId"), w) or inherited[0]
        level = _value(paragraph.find(f"{w}pPr/{w}numPr/{w}ilvl"), w) or inherited[1]
        known = self._lists.get(number)
        depth = _whole(level, 0)
        return "" if known is None or depth not in known.levels else self._counted(known, depth)

    def _counted(self, known: _List, depth: int) -> str:
        counters = self._counters.setdefault(known.abstract, {})
        if depth in known.restarts:
            counters[depth] = known.restarts.pop(depth) - 1
        elif depth not in counters:
            counters[depth] = known.levels[depth].start - 1
        counters[depth] += 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        level = known.levels[depth]
        if level.kind in {"bullet", "none"}:
            return BULLET if level.kind == "bullet" and level.text else ""

        def shown(found: re.Match[str]) -> str:
            other = int(found[1]) - 1
            of = known.levels.get(other, level)
            return _formatted(counters.get(other, of.start), of.kind)

        return _LEVEL_IN_TEXT.sub(shown, level.text)

    def _abstracts(self, numbering: Element) -> dict[str, dict[int, _Level]]:
        w = self._w
        return {
            abstract.get(f"{w}abstractNumId", ""): {
                _whole(level.get(f"{w}ilvl"), 0): _Level(
                    _whole(_value(level.find(f"{w}start"), w), 1),
                    _value(level.find(f"{w}numFmt"), w) or "decimal",
                    _value(level.find(f"{w}lvlText"), w),
                )
                for level in abstract.findall(f"{w}lvl")
            }
            for abstract in numbering.findall(f"{w}abstractNum")
        }

    def _read_lists(self, numbering: Element) -> dict[str, _List]:
        w = self._w
        lists = {}
        for number in numbering.findall(f"{w}num"):
            abstract = _value(number.find(f"{w}abstractNumId"), w)
            restarts = {
                _whole(override.get(f"{w}ilvl"), 0): _whole(_value(override.find(f"{w}startOverride"), w), 1)
                for override in number.findall(f"{w}lvlOverride")
                if override.find(f"{w}startOverride") is not None
            }
            lists[number.get(f"{w}numId", "")] = _List(abstract, self._abstract.get(abstract, {}), restarts)
        return lists

    def _follow_links(self, numbering: Element) -> None:
        """Give the lists that refer to a style of lists the levels of that style's own list."""
        w = self._w
        for abstract in numbering.findall(f"{w}abstractNum"):
            style = _value(abstract.find(f"{w}numStyleLink"), w)
            linked = self._lists.get(self._of_style.get(style, ("", ""))[0])
            if linked is not None:
                for known in self._lists.values():
                    if known.abstract == abstract.get(f"{w}abstractNumId", ""):
                        known.levels = linked.levels

    def _read_styles(self, styles: Element) -> dict[str, tuple[str, str]]:
        """Return the list and the level of each paragraph style that numbers its paragraphs, by itself or by its kin."""
        w = self._w
        parents, own = {}, {}
        for style in styles.findall(f"{w}style"):
            name = style.get(f"{w}styleId", "")
            parents[name] = _value(style.find(f"{w}basedOn"), w)
            number = _value(style.find(f"{w}pPr/{w}numPr/{w}numId"), w)
            if number:
                own[name] = (number, _value(style.find(f"{w}pPr/{w}numPr/{w}ilvl"), w))
        found = {}
        for name in parents:
            seen: set[str] = set()
            at = name
            while at and at not in own and at not in seen:
                seen.add(at)
                at = parents.get(at, "")
            if at in own:
                found[name] = own[at]
        return found


def _value(element: Element | None, w: str) -> str:
    return "" if element is None else element.get(f"{w}val", "")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and int(text) <= _MOST else otherwise


def _formatted(number: int, kind: str) -> str:
    match kind:
        case "decimalZero":
            return f"{number:02}"
        case "lowerRoman" | "upperRoman":
            return _roman(number) if kind == "lowerRoman" else _roman(number).upper()
        case "lowerLetter" | "upperLetter":
            return _lettered(number, _LATIN) if kind == "lowerLetter" else _lettered(number, _LATIN).upper()
        case "russianLower" | "russianUpper":
            return _lettered(number, _CYRILLIC) if kind == "russianLower" else _lettered(number, _CYRILLIC).upper()
    return str(number)


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        shown += letters * count
    return shown


def _lettered(number: int, alphabet: str) -> str:
    """Return the letter of a number as Word does: after z comes aa, then bb."""
    rounds, place = divmod(max(1, number) - 1, len(alphabet))
    return alphabet[place] * (rounds + 1)
