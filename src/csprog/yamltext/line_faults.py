"""Finds the slips of typing in the lines of a text that is not YAML, and what was meant.

A parser stops at the first, and often names a line far below. The faults looked for here are none in a valid text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from csprog.findings import Finding, Position
from csprog.i18n import Message
from csprog.yamltext.syntax_faults import BEGINNING, BRACKETS, COLON, NO_COLON, TAB, UNCLOSED

_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"  # those that YAML takes for letters
_KEY = r"(?:\"[^\"]*\"|'[^']*'|[^\s#\"'\[\]{},&*!|>%@`?:-][^#:]*?|-[^\s#:][^#:]*?)"
_LINE = re.compile(rf"(?P<before>(?P<indent> *)(?:- +)*)(?P<key>{_KEY}:(?: +|$))?(?P<value>.*)")
_UNSEEN_INDENT = re.compile(rf" *[{_SPACES}][ {_SPACES}]*(?=(?:- +)*\w[\w-]*:(?:[ {_SPACES}]|$)|- )")
_UNSEEN_AFTER = re.compile(
    rf" *(?:- +)*(?:-(?=[{_SPACES}])|[a-z_]+:(?=[{_SPACES}]))(?P<space>[{_SPACES}][ {_SPACES}]*)"
)
_TABBED = re.compile(r" *\t[ \t]*(?=(?:- +)*\w[\w-]*:(?: |$)|- )")
_JOINED = re.compile(r" *(?:- +)*[a-z_]{2,}:(?!//)(?=[^\s:])")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2} *(?:#.*)?$")
_COMMENT = re.compile(r"\s+#|\s*$")
_NO_BEGINNING = re.compile(r"[@`%,\]}]|[-?|>](?= )|\*\S+ +[^\s#]|![^\s!]*[^\x00-\x7f]")
_MOST_SHOWN = 80  # characters of a value in a sentence
_QUOTES = frozenset("\"'")
_BEFORE_QUOTE = frozenset(("", "[", "{", ",", ":"))
_PAIRS = {"[": "]", "{": "}"}
_COLON = re.compile(r":(?= |$)")


@dataclass(slots=True)
class MendedLines:
    """The lines of a text as they were probably meant, and what was wrong in them."""

    lines: list[str]
    findings: list[Finding]


def mend_lines(text: str) -> MendedLines:
    """Return a text's lines with typical slips put right; their number stays."""
    mender = _LineMender(text.split("\n"))
    mender.mend()
    return MendedLines(mender.lines, mender.findings)


def swallows_keys(text: str, start: int, end: int) -> bool:
    """Tell whether a quoted text goes on over lines that were meant as keys.

    Parsers let it, although YAML wants its lines indented deeper than its key.
    """
    first, *others = text[text.rfind("\n", 0, start) + 1 : end].split("\n")
    match = _LINE.match(first)
    column = len(match["before"]) if match and match["key"] else -1
    return any(len(key["before"]) <= column for line in others if (key := _LINE.match(line)) and key["key"])


CUT_TEXT = "comment-in-text"
"""Code of the warning that a comment may have been meant as the end of a text."""
_CUT = re.compile(r"(?<=[^\s#]) +(#[^\s#!][^\r\n]*)")


def comments_without_space(text: str) -> list[tuple[int, Finding]]:
    """Return where a comment begins right after a plain text, with `#` next to a word.

    With each finding goes the offset at which the text before it ends. Of quoted texts and blocks nothing is known here.
    """
    found = []
    line = counted = 0
    for match in _CUT.finditer(text):
        line += text.count("\n", counted, match.start(1))
        counted = match.start(1)
        message = Message(
            "“{lost}” is a comment and is not published, since a “#” after a space begins one; if it belongs to the text, "
            "put the whole value in quotes, else put a space after “#”",
            lost=match[1].rstrip()[:80],
        )
        column = match.start(1) - text.rfind("\n", 0, match.start(1))
        where = Position(line + 1, column, len(match[1].rstrip()))
        found.append((match.start(), Finding(CUT_TEXT, where, message, "warning")))
    return found


class _LineMender:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.findings: list[Finding] = []

    def mend(self) -> None:
        number = 0
        while number < len(self.lines):
            self._mend_spaces(number)
            number = self._mend_value(number) + 1

    def _report(self, number: int, column: int, length: int, message: Message) -> None:
        self.findings.append(Finding("yaml-syntax", self._at(number, column, length), message))

    @staticmethod
    def _at(number: int, column: int, length: int = 1) -> Position:
        return Position(number + 1, column + 1, max(1, length))

    def _mend_spaces(self, number: int) -> None:
        line = self.lines[number]
        if match := _UNSEEN_INDENT.match(line):
            self._unseen(number, match.start(), match.end())
        if match := _UNSEEN_AFTER.match(self.lines[number]):
            self._unseen(number, match.start("space"), match.end("space"))
        if match := _TABBED.match(line):
            self._report(number, line.index("\t"), 1, Message(TAB))
            self.lines[number] = " " * self._indent_above(number) + line[match.end() :]
        if (match := _JOINED.match(line)) and self._may_be_key(number):
            self._report(number, match.end() - 1, 1, Message(NO_COLON))
            self.lines[number] = f"{match[0]} {line[match.end() :]}"

    def _unseen(self, number: int, start: int, end: int) -> None:
        line = self.lines[number]
        place = next(place for place in range(start, end) if line[place] != " ")
        message = Message(
            "the space here is not an ordinary one (U+{number}), which can't be seen; type a plain space in its place",
            number=f"{ord(line[place]):04X}",
        )
        self._report(number, place, 1, message)
        self.lines[number] = f"{line[:start]}{' ' * (end - start)}{line[end:]}"

    def _may_be_key(self, number: int) -> bool:
        """Tell whether a line can't go on with the text above it."""
        line, above = (
            self.lines[number],
            next((line for line in reversed(self.lines[max(0, number - 50) : number]) if line.strip()), ":"),
        )
        return above.rstrip().endswith(":") or len(line) - len(line.lstrip(" ")) <= self._indent_above(number)

    def _indent_above(self, number: int) -> int:
        """Return the column of the key in the nearest line above that has one."""
        for line in reversed(self.lines[max(0, number - 50) : number]):
            match = _LINE.match(line)
            if match and match["key"]:
                return len(match["before"])
        return 0

    def _mend_value(self, number: int) -> int:
        """Put the value that begins in a line right; return its last line."""
        line = self.lines[number].rstrip("\r")
        match = _LINE.match(line)
        if match is None or not (match["key"] or len(match["before"]) > len(match["indent"])):
            return number  # goes on from the line above
        value, start = match["value"], match.start("value")
        outer = len(match["before"] if match["key"] else match["indent"])
        if _BLOCK.match(value):
            return self._end_of_block(number, outer)
        if value[:1] in {'"', "'"}:
            return self._quoted(number, start, outer)
        if value[:1] in {"[", "{"}:
            return self._bracketed(number, start, outer)
        if _NO_BEGINNING.match(value):
            return self._quote(
                number, start, outer, Finding("yaml-syntax", self._at(number, start), Message(BEGINNING))
            )
        if match["key"] and (colon := _COLON.search(_without_comment(value))):
            where = self._at(number, start + colon.start())
            return self._quote(number, start, outer, Finding("yaml-syntax", where, Message(COLON)))
        return number

    def _end_of_block(self, number: int, outer: int) -> int:
        while number + 1 < len(self.lines) and self._is_inside(number + 1, outer):
            number += 1
        return number

    def _is_inside(self, number: int, outer: int) -> bool:
        """Tell whether a line is blank or indented deeper than column `outer`."""
        line = self.lines[number].rstrip()
        return not line or len(line) - len(line.lstrip(" ")) > outer

    def _quoted(self, number: int, start: int, outer: int) -> int:
        quote, place, last = self.lines[number][start], start + 1, number
        while (end := _closing(self.lines[last], place, quote)) is None:
            if last + 1 >= len(self.lines) or not self._is_inside(last + 1, outer):
                self._report(number, start, len(self.lines[number].rstrip()) - start, Message(UNCLOSED))
                self.lines[last] = self.lines[last].rstrip() + quote
                return last
            last, place = last + 1, 0
        rest = self.lines[last][end + 1 :]
        if last == number and not (_COMMENT.match(rest) or rest.startswith(":")):
            return self._goes_on(number, start, outer)
        return last

    def _goes_on(self, number: int, start: int, outer: int) -> int:
        value = _without_comment(self.lines[number][start:])
        meant = _in_quotes(value)
        message = Message(
            "the text goes on after its closing quote or bracket; put the whole value in quotes: {value}",
            value=meant if len(meant) <= _MOST_SHOWN else f"{meant[:_MOST_SHOWN]}…",
        )
        return self._quote(number, start, outer, Finding("yaml-syntax", self._at(number, start, len(value)), message))

    def _quote(self, number: int, start: int, outer: int, finding: Finding) -> int:
        """Report a value, and put it in quotes with the lines in which it goes on; return the last."""
        self.findings.append(finding)
        last = number
        while last + 1 < len(self.lines) and self.lines[last + 1].strip() and self._is_inside(last + 1, outer):
            last += 1
        line = self.lines[number].rstrip()
        value = _without_comment(line[start:])
        if last == number:
            self.lines[number] = f"{line[:start]}{_in_quotes(value)}{line[start + len(value) :]}"
            return number
        self.lines[number] = f"{line[:start]}'{_doubled(line[start:])}"
        for place in range(number + 1, last + 1):
            self.lines[place] = _doubled(self.lines[place].rstrip())
        self.lines[last] += "'"
        return last

    def _bracketed(self, number: int, start: int, outer: int) -> int:
        brackets, last, place = _Brackets(), number, start
        while (end := brackets.close_in(self.lines[last].rstrip(), place)) is None:
            if last + 1 >= len(self.lines) or not self._is_inside(last + 1, outer):
                self._report(number, start, 1, Message(BRACKETS))
                self.lines[last] = f"{self.lines[last].rstrip()}{brackets.missing}"
                return last
            last, place = last + 1, 0
        if last == number and not _COMMENT.match(self.lines[last][end + 1 :]):
            return self._goes_on(number, start, outer)
        return last


@dataclass(slots=True)
class _Brackets:
    """Brackets and braces that are open at a place of a text; `missing` closes them."""

    missing: str = ""
    quote: str = ""

    def close_in(self, line: str, start: int) -> int | None:
        """Return the place in a line, from `start` on, at which the last is closed, None if it isn't."""
        before = ""
        for place in range(start, len(line)):
            sign = line[place]
            if self.quote:
                self.quote = "" if sign == self.quote else self.quote
            elif sign in _QUOTES and before in _BEFORE_QUOTE:
                self.quote = sign
            elif sign in _PAIRS:
                self.missing = _PAIRS[sign] + self.missing
            elif self.missing.startswith(sign):
                self.missing = self.missing[1:]
                if not self.missing:
                    return place
            before = before if sign == " " else sign
        return None


def _closing(line: str, place: int, quote: str) -> int | None:
    """Return the place of the quote that closes a text, None if none does in this line."""
    while place < len(line):
        if line[place : place + 2] == "''" == 2 * quote or (quote == '"' and line[place] == "\\"):
            place += 2
        elif line[place] == quote:
            return place
        else:
            place += 1
    return None


def _without_comment(value: str) -> str:
    return re.split(r"(?<!\s)\s+#\s", value.rstrip(), maxsplit=1)[0]


def _in_quotes(value: str) -> str:
    if "'" in value and not {'"', "\\"} & set(value):
        return f'"{value}"'
    return f"'{_doubled(value)}'"


def _doubled(text: str) -> str:
    return text.replace("'", "''")
