"""A page's style sheet made one for a part of another page: it reaches nothing outside, and the host's nothing inside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Pieces = Iterator[str]

SCOPE = ".csprog:not(#_#_)"
"""What every selector begins with; the negation, always true, gives it the weight of two ids against the host's own."""

_RESET = (
    f"{SCOPE}{{all:initial;display:block;--csprog-rem:max(1rem,16px);container:csprog/inline-size}}"
    + ",".join(
        f"{SCOPE} :where(:not(svg *)){pseudo}"
        for pseudo in ("", "::before", "::after", "::marker", "::first-letter", "::first-line")
    )
    + "{all:revert}"
    f"@media print{{{SCOPE}{{--csprog-rem:9pt;container:none}}}}"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_PIECE = re.compile(rf"{_STRING}|[^\"'{{}};]+|[{{}};]")
_REM = re.compile(r"(?<![\w.#-])(-?[0-9]*\.?[0-9]+)rem\b")
_ROOT = re.compile(r"^(?::root|html|body)(?![\w-])")
_NAME = re.compile(rf"{_STRING}|([.#])(?=[A-Za-z_])|(?<![\w.#:-])h([1-5])(?![\w-])")
_NARROW = re.compile(r"\bscreen and (?=\((?:min|max)-width)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_NESTING = ("@media", "@supports", "@container", "@layer")


def scoped(styles: str) -> str:
    """Return the sheet for a fragment.

    Dark colours are left out: the fragment lies in a page whose own are light, and it can't ask. Sizes don't follow the
    root's font size, which many a host sets to 10px; widths are those of the column, not of the window. What the sheet
    says of paper (@page) is the host's business. Not a character is beyond ASCII, whatever encoding the site has.
    """
    pieces = [piece for piece in _PIECE.findall(_COMMENT.sub(" ", styles)) if piece.strip()]
    sheet = _RESET + _rules(iter(pieces), None)
    return _BEYOND_ASCII.sub(lambda found: f"\\{ord(found.group()):x} ", sheet)


def _rules(pieces: _Pieces, closing: str | None) -> str:
    """Return the rules up to the end of the sheet or of the at-rule they stand in."""
    made, prelude = [], ""
    for piece in pieces:
        if piece == closing:
            break
        if piece == "{":
            made.append(_rule(" ".join(prelude.split()), pieces))
            prelude = ""
        elif piece == ";":
            prelude = ""
        else:
            prelude += piece
    return "".join(made)


def _rule(prelude: str, pieces: _Pieces) -> str:
    if prelude.startswith(_NESTING):
        inner = _rules(pieces, "}")
        return "" if "prefers-color-scheme" in prelude or not inner else _at_rule(prelude, inner)
    body = _block(pieces)
    if prelude.startswith("@page"):
        return ""
    if prelude.startswith("@"):
        return f"{prelude}{{{body}}}"
    selectors = ",".join(_selector(part) for part in _parts(prelude))
    declarations = _REM.sub(r"calc(\1*var(--csprog-rem))", body).replace(
        "color-scheme:light dark", "color-scheme:light"
    )
    return f"{selectors}{{{declarations}}}"


def _at_rule(prelude: str, inner: str) -> str:
    """Return a rule about the screen's width as one about the column's."""
    if not _NARROW.search(prelude):
        return f"{prelude}{{{inner}}}"
    widths = _NARROW.sub("", prelude.removeprefix("@media "))
    pixels = re.sub(r"([0-9.]+)rem", lambda found: f"{float(found[1]) * 16:g}px", widths)
    return f"@media screen{{@container csprog {pixels}{{{inner}}}}}"


def _block(pieces: _Pieces) -> str:
    """Return a block's declarations as they stand; blocks within it (margin boxes of @page) come along."""
    made, depth = [], 1
    for piece in pieces:
        depth += (piece == "{") - (piece == "}")
        if not depth:
            break
        made.append(piece if piece[0] in "\"'" else re.sub(r":\s+", ":", " ".join(piece.split())))
    return "".join(made)


def _parts(prelude: str) -> list[str]:
    """Return the selectors of a list: parted by commas that stand in no brackets."""
    parts, depth = [""], 0
    for character in prelude:
        depth += (character in "([") - (character in ")]")
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _selector(selector: str) -> str:
    named = _NAME.sub(_renamed, selector)
    return _ROOT.sub(SCOPE, named) if _ROOT.match(named) else f"{SCOPE} {named}"


def _renamed(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]}csprog-"
    return f"h{int(found[2]) + 1}" if found[2] else found[0]
