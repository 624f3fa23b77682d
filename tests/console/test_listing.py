"""Lists look as Rich's table of the same cells does; where the table would cut words off, they are shown whole."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from csprog.console.listing import LEAST, Column
from csprog.console.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.console.listing import Cell

MEASURES = (Column(), Column(wraps=True, fills=True), Column(), Column())
PROGRESS = (Column(wraps=True, most=44), Column(), Column(), Column(right=True))
_CODE = re.compile(r"(\x1b\[[0-9;]*m)")


def listed(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], width: int = 80, *, colours: bool = True) -> str:
    """Give what is written of a list on a terminal."""
    stream = io.StringIO()
    Terminal(width, colours, colours, stream.write).listing(rows, columns)
    return stream.getvalue()


def tabled(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], width: int, *, colours: bool) -> str:
    """Give what Rich writes of a table of the same cells."""
    system: Literal["standard"] | None = "standard" if colours else None
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=system, no_color=False)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=any(column.fills for column in columns))
    for column in columns:
        table.add_column(
            no_wrap=not column.wraps,
            ratio=1 if column.fills else None,
            max_width=column.most if column.wraps else None,
            justify="right" if column.right else "left",
        )
    for row in rows:
        table.add_row(*(Text.assemble(*cell) for cell in row))
    with console.capture() as captured:
        console.print(Padding(table, (0, 0, 0, 2)))
    return captured.get()


def seen(shown: str) -> list[list[tuple[str, str]]]:
    """Give every line's letters, each with the codes it is shown with; a space looks the same in any style."""
    lines, codes = [], ""
    for line in shown.split("\n"):
        letters = []
        for part in _CODE.split(line):
            if _CODE.match(part):
                codes = "" if part == "\x1b[0m" else part
            else:
                letters += [(letter, "" if letter == " " else codes) for letter in part]
        while letters and letters[-1] == (" ", ""):
            letters.pop()
        lines.append(letters)
    return lines


def words(shown: str) -> list[str]:
    """Give all letters that are shown, without their order and the spaces between them."""
    return sorted("".join(_CODE.sub("", shown).split()))


# ── as Rich's table ──────────────────────────────────────────────────────────────────────────────────────────

PROSE = (
    "в и на Установка терминалов электронной очереди, обслуживания (приём «клиентов» — № 17; по QR-коду. А/Б 2025 г. "
    "Электроэнергетического товаров/продажи_за_электроэнергию https://example.org/about/quality/2025/measures "
    "計画 計画と計画計画と計画計画と計画計画と計画 и\u0306 пла\u0301н 🎉 👩\u200d💻 ❤\ufe0f"
)
WORDS = st.sampled_from(PROSE.split(" "))
SENTENCE = st.lists(WORDS, min_size=1, max_size=20).map(" ".join)
TEXT = st.lists(SENTENCE, min_size=1, max_size=3).map("\n".join) | st.just("до  двух   пробелов")
STYLE = st.sampled_from(["", "bold", "dim", "bold red", "green"])
SHORT = st.tuples(st.sampled_from(["", "1.1.1", "30.06.2025", "4 квартал 2025", "計画", "2 days late", "а\nб"]), STYLE)
LONG = st.tuples(TEXT, STYLE) | st.tuples(TEXT.map("\n{}".format), STYLE)
SHORTS = st.lists(SHORT, max_size=2).map(tuple)
LONGS = st.lists(LONG, max_size=3).map(tuple)
WIDTHS = st.integers(20, 200)


def rows_of(columns: Sequence[Column]) -> st.SearchStrategy[list[tuple[Cell, ...]]]:
    """Give a few rows of cells for these columns."""
    return st.lists(st.tuples(*(LONGS if column.wraps else SHORTS for column in columns)), min_size=1, max_size=4)


def room(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], width: int) -> tuple[int, int]:
    """Give how many columns the text has, and how many it wants."""
    cells = ["".join(words for words, _ in row[place]) for row in rows for place in range(len(columns))]
    widest = [
        max(max(map(cell_len, cell.split("\n"))) for cell in cells[place :: len(columns)])
        for place in range(len(columns))
    ]
    text = next(place for place, column in enumerate(columns) if column.wraps)
    others = sum(widest) - widest[text]
    return width - 2 - 2 * len(columns) - others, min(widest[text], columns[text].most)


@pytest.mark.parametrize("columns", [MEASURES, PROGRESS], ids=["measures", "progress"])
@settings(deadline=None)
@given(data=st.data(), width=WIDTHS, colours=st.booleans())
def test_a_list_looks_as_the_table_does(
    columns: Sequence[Column], data: st.DataObject, width: int, *, colours: bool
) -> None:
    rows = data.draw(rows_of(columns))
    mine = listed(rows, columns, width, colours=colours)
    table = tabled(rows, columns, width, colours=colours)
    has, wants = room(rows, columns, width)
    if has >= min(wants, LEAST) and "…" not in table:
        assert seen(mine) == seen(table)


@pytest.mark.parametrize("columns", [MEASURES, PROGRESS], ids=["measures", "progress"])
@settings(deadline=None)
@given(data=st.data(), width=WIDTHS)
def test_nothing_is_lost_and_no_line_is_too_long(columns: Sequence[Column], data: st.DataObject, width: int) -> None:
    rows = data.draw(rows_of(columns))
    shown = listed(rows, columns, width)
    assert words(shown) == words(" ".join(part for row in rows for cell in row for part, _ in cell))
    assert max(cell_len(line) for line in _CODE.sub("", shown).split("\n")) <= width


# ── where Rich's table is poor ───────────────────────────────────────────────────────────────────────────────


def plain(text: str, width: int, columns: Sequence[Column] = MEASURES) -> list[str]:
    """Give the lines of a list of one measure."""
    row = ((("1.1.1", ""),), ((text, ""),), (("30.06.2025", ""),), (("2 days late", ""),))
    return listed([row], columns, width).split("\n")[:-1]


def test_a_word_wider_than_its_column_goes_on_in_the_next_line() -> None:
    assert plain("О приёме https://example.org/quality/2025 и далее", 58) == [
        "  1.1.1  О приёме                30.06.2025  2 days late",
        "         https://example.org/qu",
        "         ality/2025 и далее",
    ]


def test_where_a_text_has_no_room_beside_other_cells_they_stand_one_after_another() -> None:
    assert plain("Установка терминалов электронной очереди", 40) == [
        "  1.1.1  Установка терминалов",
        "    электронной очереди",
        "    30.06.2025  2 days late",
    ]
    assert plain("Установка терминалов электронной очереди", 20) == [
        "  1.1.1  Установка",
        "    терминалов",
        "    электронной",
        "    очереди",
        "    30.06.2025",
        "    2 days late",
    ]
    assert plain("Обучение", 44) == ["  1.1.1  Обучение  30.06.2025  2 days late"]


@pytest.mark.parametrize("narrow_or_not", ["Терминал принят", "計画 и\u0306 принят"])
def test_a_no_break_space_is_none(narrow_or_not: str) -> None:
    first, second = plain(f"{narrow_or_not} по акту №\u00a017", 61)
    assert first.split("  ")[2] == f"{narrow_or_not} по акту"
    assert second.split() == ["№", "17"]


def test_wide_letters_that_just_fit_are_not_cut() -> None:
    assert plain("計画計画計画計画計画計 計画", 58) == [
        "  1.1.1  計画計画計画計画計画計  30.06.2025  2 days late",
        "         計画",
    ]


# ── thousands of rows ────────────────────────────────────────────────────────────────────────────────────────


def row_of(number: int) -> tuple[Cell, ...]:
    """Give a row of two lines."""
    text = ((f"Мероприятие {number}", ""), ("\nоткрыто: Северное МРО", "dim"))
    return ((f"1.1.{number}", "bold"),), text, (("30.06.2025", ""),), (("2 days late", "bold red"),)


def test_no_rows_are_nothing() -> None:
    assert listed([], MEASURES) == ""


def test_thousands_of_rows_are_written_in_a_few_pieces() -> None:
    pieces: list[str] = []
    Terminal(80, styled=False, coloured=False, write=pieces.append).listing(map(row_of, range(3500)), MEASURES)
    assert len(pieces) == 4
    assert "".join(pieces).count("\n") == 7000


def test_a_row_is_little_work() -> None:
    rows, calls = [row_of(number) for number in range(1000)], 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        listed(rows, MEASURES)
    finally:
        sys.setprofile(before)
    assert calls / len(rows) < 100  # of Rich's table: thousands
