"""The documents of 2025 give the plan of 2025: what its keeper typed by hand is what the import writes."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from csprog import __version__
from csprog.errors import RefusedError
from csprog.evaluation.evaluator import evaluate
from csprog.exporting.registry import write_document
from csprog.exporting.subject import Subject
from csprog.importing.mapping.mapper import MappingResult, map_document
from csprog.importing.mapping.plan_file import as_text
from csprog.importing.readers.dispatch import read_document
from csprog.importing.readers.document import Table
from csprog.yamltext.reader import load_text
from tests.exporting.office_files import xlsx
from tests.plans import APPROVED, ROOT, day, sound

Path = tuple[str | int, ...]
DATA = ROOT / "tests" / "data"
TYPED: Any = load_text(APPROVED).value
SAMPLES = ["plan-2025.docx", "plan-2025-empty-cells.docx"]
_TWO_PARAGRAPHS: tuple[Path, ...] = (
    ("sections", 0, "subsections", 1, "proposals", 0, "text"),
    ("sections", 0, "subsections", 1, "proposals", 4, "measures", 0, "text"),
)
_DOTS: tuple[Path, ...] = (("sections", 0, "subsections", 1, "proposals", 1), ("sections", 1, "subsections", 5))


def imported(name: str) -> MappingResult:
    return map_document(read_document((DATA / name).read_bytes(), name), 2025)


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def without_remarks(value: Any) -> Any:
    """Leave out the remarks: the keeper's words are his own."""
    if isinstance(value, dict):
        return {key: without_remarks(child) for key, child in value.items() if key != "remark"}
    return [without_remarks(child) for child in value] if isinstance(value, list) else value


def keys_of(value: Any) -> Iterator[str]:
    """Give the keys of all mappings."""
    if isinstance(value, dict):
        yield from value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_of(child)


def test_the_whole_text_gives_the_whole_plan() -> None:
    """Sections 1 and 2, the passport, every number, printed form, deadline and office: all but the keeper's remarks."""
    result = imported("programme-2025.txt")
    assert without_remarks(result.value) == without_remarks(TYPED)
    assert "remark" not in set(keys_of(result.value))
    assert [notice for notice in result.notices if notice.kind == "left-out"] == []
    assert [str(notice.message) for notice in result.notices if notice.kind == "question"] == [
        "this heading repeats an earlier one, so no audience is set"
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_word_gives_the_plan(name: str) -> None:
    """The samples hold the plan alone, and differ from the approved text in four places: they are named here."""
    expected = deepcopy(without_remarks(TYPED))
    for path in _TWO_PARAGRAPHS:  # one paragraph in the samples
        at(expected, path[:-1])[path[-1]] = at(expected, path).replace("\n", " ")
    for path in _DOTS:  # and no odd point
        del at(expected, path)["printed"]
    result = imported(name)
    value = without_remarks(result.value)
    assert value["sections"] == expected["sections"]
    assert value["plan"] == expected["plan"]
    assert value["passport"] == {
        "year": expected["passport"]["year"],
        "title": expected["plan"]["title"],  # no other is given; asked about
        "organisation": expected["passport"]["organisation"],
    }
    assert [notice for notice in result.notices if notice.kind == "left-out"] == []


def test_both_samples_are_the_same_plan() -> None:
    assert imported(SAMPLES[0]) == imported(SAMPLES[1])


def rows_of(name: str) -> list[list[tuple[str, int, bool]]]:
    """Give the cells of a sample's table: its lines, how many columns it covers, whether it goes on from above."""
    (plan,) = [block for block in read_document((DATA / name).read_bytes(), name).blocks if isinstance(block, Table)]
    return [[("\n".join(cell.lines), cell.span, cell.merged) for cell in row.cells] for row in plan.rows]


@pytest.mark.slow
def test_excel_gives_the_same_plan() -> None:
    """The table as an office would copy it into a sheet, its merged cells with it."""
    grid = rows_of(SAMPLES[0])
    sheet, merged = [], []
    for number, row in enumerate(grid, start=1):
        line: list[str | None] = []
        for text, span, reaching in row:
            if span > 1:
                merged.append(("План", number, len(line), number, len(line) + span - 1))
            line += [None if reaching else text, *[None] * (span - 1)]
        sheet.append(line)
    for column in (0, 1):
        merged += [("План", first, column, last, column) for first, last in reaching_down(grid, column)]
    data = xlsx({"План": [["3. План мероприятий по повышению качества обслуживания"], *sheet]}, merged)
    assert map_document(read_document(data, "plan.xlsx"), 2025).value == imported(SAMPLES[0]).value


def reaching_down(grid: list[list[tuple[str, int, bool]]], column: int) -> list[tuple[int, int]]:
    """Give the first and last row of each cell of a column that reaches down, in a sheet with a line above them."""
    found: list[tuple[int, int]] = []
    for number, row in enumerate(grid, start=1):
        if len(row) > column and row[column][2]:
            first = found.pop()[0] if found and found[-1][1] == number - 1 else number - 1
            found.append((first, number))
    return found


@pytest.mark.slow
def test_text_copied_row_by_row_gives_the_same_plan() -> None:
    heading = "3. План мероприятий по повышению качества обслуживания\n"
    lines = ["\t".join("" if merged else text for text, _, merged in row) for row in rows_of(SAMPLES[1])]
    document = read_document((heading + "\n".join(lines)).encode(), "plan.txt")
    assert map_document(document, 2025).value == imported(SAMPLES[1]).value


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SAMPLES, "programme-2025.txt"])
def test_the_file_is_sound_and_says_what_was_decided(name: str) -> None:
    result = imported(name)
    text = as_text(result, name, 2025)
    plan, _ = sound(text)
    value: Any = plan.loaded.value
    assert value == {"format": value["format"], **result.value}
    assert f"«{name}»" in text.split("\n")[0]
    for notice in result.notices:
        told = notice.message.render("ru")
        assert told[1:60] in " ".join(text.replace("#", " ").split()), told


def test_a_known_passport_fills_in_what_the_document_does_not_say() -> None:
    document = read_document((DATA / SAMPLES[0]).read_bytes(), SAMPLES[0])
    result = map_document(document, 2025, {"title": "Программа", "organisation": "Другое общество"})
    assert result.value["passport"]["title"] == "Программа"
    assert result.value["passport"]["organisation"] == "ПАО «Саратовэнерго»"


@pytest.mark.slow
def test_what_csprog_exports_to_word_comes_back() -> None:
    """The document that `csprog export --format docx` makes holds the same plan, and a report that is left out."""
    subject = Subject(evaluate(sound(APPROVED)[1], day(11, 1)), __version__, None, pathlib.Path("templates"))
    result = map_document(read_document(write_document("docx", subject), "plan.docx"), 2025)
    assert without_remarks(result.value) == without_remarks(TYPED)


def test_a_workbook_for_answers_is_not_a_plan() -> None:
    subject = Subject(evaluate(sound(APPROVED)[1], day(11, 1)), __version__, None, pathlib.Path("templates"))
    with pytest.raises(RefusedError, match="use csprog collect"):
        map_document(read_document(write_document("xlsx", subject), "plan.xlsx"), 2025)
