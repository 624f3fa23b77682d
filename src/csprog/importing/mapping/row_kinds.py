"""Tells rows that hold no measure: totals, numbers of columns, dashes, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from csprog.importing.readers.document import Cell, Row

_TOTAL = re.compile(r"(?:итог|всего|общая сумма|общий объем|в том числе|из них)(?:[а-я]?\b)", re.IGNORECASE)
_SUB_ITEM = re.compile(r"(?:[а-яa-z]|[0-9]{1,2})\)\s?|[•–—-]\s?")
_NUMBER_OF_COLUMN = re.compile(r"\(?([0-9]{1,2})\)?\.?|[а-гА-Гa-dA-D]")
_DASHES = frozenset("-–—‒−_. ")
_FEWEST = 2  # columns


def has_own_text(cell: Cell | None) -> bool:
    """Tell whether a cell has text that isn't continued from the row above."""
    return cell is not None and bool(cell.lines) and not cell.merged and not is_dash(" ".join(cell.lines))


def is_dash(text: str) -> bool:
    """Tell whether a text is only a dash, which stands for nothing."""
    return bool(text) and _DASHES.issuperset(text)


def is_total(filled: Sequence[Cell]) -> bool:
    """Tell whether a row sums up those above it, by its first words («Итого», «ВСЕГО по программе»)."""
    words = next((text for cell in filled if any(map(str.isalpha, text := " ".join(cell.lines)))), "")
    return _TOTAL.match(words.replace("ё", "е")) is not None


def is_sub_item(text: str) -> bool:
    """Tell whether a text is an item below another: «а) …», «1) …», «– …»."""
    return _SUB_ITEM.match(text) is not None


def is_column_numbers(row: Row) -> bool:
    """Tell whether a row numbers the columns: 1, 2, 3; «1.», «2.»; the last ones may be empty."""
    texts = [" ".join(cell.lines) for cell in row.cells if cell.lines]
    matches = list(map(_NUMBER_OF_COLUMN.fullmatch, texts))
    numbers = [int(match[1]) for match in matches if match is not None and match[1]]
    return (
        len(texts) >= max(_FEWEST, len(row.cells) - 1)
        and all(matches)
        and len(numbers) >= _FEWEST
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= len(texts) - len(numbers) + 1
    )
