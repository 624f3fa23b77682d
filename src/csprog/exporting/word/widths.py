"""Finds widths of a table's columns in which no word and no date breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csprog.exporting.word.page_setup import TEXT_WIDTH

_LETTER = 0.195  # cm, a wide one on average: 9.5 points, bold in the head
_MARGINS = 0.45  # cm, left and right of a cell's text
_LONGEST_WORD = 24  # letters; a longer one breaks


def column_widths(weights: Sequence[float], texts: Sequence[Iterable[str]]) -> list[float]:
    """Return the widths of columns in centimetres, those of the whole table in all.

    They are as `weights` says, but each column has room for the longest word of its `texts`.
    """
    least = [_width_of_words(column) for column in texts]
    narrow: set[int] = set()  # columns whose share is too small for their words
    while True:
        rest = TEXT_WIDTH - sum(least[index] for index in narrow)
        whole = sum(weight for index, weight in enumerate(weights) if index not in narrow)
        widths = [least[i] if i in narrow else rest * weight / whole for i, weight in enumerate(weights)]
        more = {i for i, width in enumerate(widths) if i not in narrow and width < least[i]}
        if not more:
            return widths
        narrow |= more
        if len(narrow) == len(weights):  # words of all columns are too long: they break where they must
            return [TEXT_WIDTH * width / sum(least) for width in least]


def _width_of_words(texts: Iterable[str]) -> float:
    # A no-break space keeps the parts of a number together, and is white space for `split`.
    words = (word for text in texts for word in text.replace("\N{NO-BREAK SPACE}", "_").split())
    return _MARGINS + _LETTER * min(_LONGEST_WORD, max(map(len, words), default=0))
