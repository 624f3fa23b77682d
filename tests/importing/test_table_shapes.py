"""Whatever plan is laid out in whatever common shape of table, the import gives that plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csprog.importing.mapping.mapper import map_document
from csprog.importing.mapping.plan_file import as_text
from csprog.importing.readers.dispatch import read_document
from csprog.programme.plan_text import SoundPlan, parse_plan
from tests.exporting.office_files import cell, docx, paragraph, row, table, xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence

MEASURE_HEADS = (
    "Мероприятия",
    "Наименование мероприятия",
    "Содержание работы",
    "Мероприятия по повышению эффективности",
)
DUE_HEADS = ("Срок", "Срок исполнения", "Сроки реализации", "Дата окончания")
RESULT_HEADS = ("Результат", "Ожидаемый результат", "Планируемый эффект")
RESPONSIBLE_HEADS = ("Ответственный", "Исполнитель", "Ответственное подразделение")
NUMBER_HEADS = ("№", "№ п/п", "№ пп", "п/п")
DUES = (
    ("30.06.2025", "2025-06-30"),
    ("до 1 марта", "2025-03-01"),
    ("IV квартал 2025", "2025-Q4"),
    ("30.09.25 г.", "2025-09-30"),
)
_WORDS = st.lists(st.sampled_from(["терминал", "сайт", "чат-бот", "обучение", "офис", "приём"]), min_size=1, max_size=4)
_TEXTS = _WORDS.map(lambda words: " ".join(["Внедрить", *words]))


@dataclass(frozen=True)
class Line:
    """A measure: what it says, how its deadline is printed and what that means."""

    text: str
    printed: str
    due: str
    result: str
    responsible: str


@dataclass(frozen=True)
class Shape:
    """How a plan is laid out."""

    levels: int
    numbers: str
    headings: str
    roman: bool
    further: str
    sheet: bool
    totals: bool
    column_numbers: bool


_LINES = st.builds(
    lambda text, due, result, responsible: Line(text, due[0], due[1], result, responsible),
    _TEXTS,
    st.sampled_from(DUES),
    _TEXTS.map(lambda text: text.replace("Внедрить", "Готово:")),
    st.sampled_from(["АХО", "Отдел связи", "Кадры"]),
)
_PLANS = st.lists(st.lists(_LINES, min_size=1, max_size=3), min_size=1, max_size=3)
_SHAPES = st.builds(
    Shape,
    levels=st.sampled_from([1, 2]),
    numbers=st.sampled_from(["throughout", "anew", "none", "dotted"]),
    headings=st.sampled_from(["wide", "number and wide", "number and words"]),
    roman=st.booleans(),
    further=st.sampled_from(["none", "with a head", "without a head"]),
    sheet=st.booleans(),
    totals=st.booleans(),
    column_numbers=st.booleans(),
)


@st.composite
def heads(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Give roles and heads of columns in some order, the number first."""
    chosen = [
        ("text", draw(st.sampled_from(MEASURE_HEADS))),
        ("printed", draw(st.sampled_from(DUE_HEADS))),
        ("result", draw(st.sampled_from(RESULT_HEADS))),
        ("responsible", draw(st.sampled_from(RESPONSIBLE_HEADS))),
    ]
    return [("number", draw(st.sampled_from(NUMBER_HEADS))), *draw(st.permutations(chosen))]


def rows_of(sections: Sequence[Sequence[Line]], shape: Shape, head: Sequence[tuple[str, str]]) -> list[list[list[str]]]:
    """Give the rows of each section: a heading has two cells, or one without a number."""
    found, count = [], 0
    for number, lines in enumerate(sections, start=1):
        rows: list[list[str]] = []
        if shape.levels > 1:
            printed = f"{['I', 'II', 'III'][number - 1]}." if shape.roman else f"{number}."
            title = f"Раздел о деле {number}"
            rows.append([f"{printed} {title}"] if shape.headings == "wide" else [printed, title])
        for place, line in enumerate(lines, start=1):
            count += 1
            own = {"throughout": str(count), "anew": str(place), "none": "", "dotted": f"{number}.{place}"}[
                shape.numbers
            ]
            if shape.levels == 1 and shape.numbers in {"anew", "dotted"}:
                own = str(count)
            values = {
                "number": own,
                **{key: getattr(line, key) for key in ("text", "printed", "result", "responsible")},
            }
            rows.append([values[role] for role, _ in head])
        if shape.totals:
            rows.append(["", *("Итого" if role == "text" else "" for role, _ in head[1:])])
        found.append(rows)
    return found


def laid_out(sections: Sequence[Sequence[Line]], shape: Shape, head: Sequence[tuple[str, str]]) -> tuple[bytes, str]:
    """Give a document and its name."""
    names = [name for _, name in head]
    top = [names, *([[str(n) for n in range(1, len(names) + 1)]] if shape.column_numbers else [])]
    parts = rows_of(sections, shape, head)
    if shape.sheet:
        lines = [["ПАО «Сбыт»"], ["План мероприятий на 2025 год"], *top, *(line for part in parts for line in part)]
        merged = [
            ("План", index, len(line) - 1, index, len(names) - 1)
            for index, line in enumerate(lines)
            if index > 1 and len(line) < 3 and shape.headings != "number and words"
        ]
        return xlsx({"План": lines}, merged), "plan.xlsx"
    blocks = [paragraph("ПАО «Сбыт»"), paragraph("План мероприятий на 2025 год")]
    tables: list[list[list[str]]] = [[]]
    for index, part in enumerate(parts):
        if index and shape.further != "none":
            tables.append([])
        tables[-1] += part
    for index, lines in enumerate(tables):
        above = top if not index or shape.further == "with a head" else []
        blocks.append(table(*(_word_row(line, len(names), shape) for line in [*above, *lines])))
    return docx(*blocks), "plan.docx"


def _word_row(line: Sequence[str], width: int, shape: Shape) -> str:
    if len(line) > 2:
        return row(*line)
    if shape.headings == "number and words":
        # the title stands in the column of the measures' neighbour, all others are empty
        return row(*line, *[""] * (width - len(line)))
    *before, title = line
    return row(*before, cell(title, span=width - len(before)))


def measures(value: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    return [
        (section["title"], each["text"], str(each["due"]), each["result"], each["responsible"])
        for section in value["sections"]
        for subsection in section["subsections"]
        for proposal in subsection["proposals"]
        for each in proposal["measures"]
    ]


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(_PLANS, _SHAPES, heads())
def test_a_plan_laid_out_in_a_common_shape_comes_in(
    sections: list[list[Line]], shape: Shape, head: list[tuple[str, str]]
) -> None:
    data, name = laid_out(sections, shape, head)
    result = map_document(read_document(data, name), 2025)
    expected = [
        (f"Раздел о деле {number}" if shape.levels > 1 else "План мероприятий на 2025 год", *_said(line))
        for number, lines in enumerate(sections, start=1)
        for line in lines
    ]
    assert measures(result.value) == expected
    assert isinstance(parse_plan(as_text(result, name, 2025)), SoundPlan)


def _said(line: Line) -> tuple[str, str, str, str]:
    return line.text, line.due, line.result, line.responsible
