"""Every word of a table of measures stands in the plan or is told, however the table is laid out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csprog.importing.mapping.mapper import map_document
from csprog.importing.readers.dispatch import read_document
from csprog.programme.model import Programme
from csprog.yamltext.reader import Unquoted
from tests.exporting.office_files import cell, docx, row, table

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("heading", "proposal", "unnumbered", "continuation", "merged", "result-only", "odd")
COLUMNS = ("№", "Предложения", "Мероприятия", "Срок", "Результат", "Ответственный", "Финансирование", "Виза", "Офисы")


class Words:
    """Gives words that stand nowhere else in a document."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def some(self, count: int) -> str:
        fresh = [f"слово{len(self.said) + n}" for n in range(count)]
        self.said += fresh
        return " ".join(fresh)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Give a table of measures laid out in any way, and all words that stand in its rows."""
    words = Words()
    needed = ["Мероприятия", draw(st.sampled_from(["Срок", "Результат"]))]
    others = draw(st.lists(st.sampled_from([name for name in COLUMNS if name not in needed]), unique=True))
    head = draw(st.permutations([*needed, *others]))
    rows = [row(*head)]
    above = False
    for kind in [*draw(st.lists(st.sampled_from(KINDS), max_size=6)), "proposal"]:  # without a measure it is refused
        rows.append(_row(draw, kind, head, words, reaching=above))
        above = kind in {"proposal", "unnumbered", "merged"}
    return table(*rows), [*words.said, *re.findall(r"\w+", " ".join(head))]


def _row(draw: st.DrawFn, kind: str, head: Sequence[str], words: Words, *, reaching: bool) -> str:
    if kind == "heading":
        number = draw(st.sampled_from(["1. ", "2.3. ", ""]))
        return row(cell(number + words.some(2), span=len(head)))
    cells = []
    for name in head:
        text = _cell(draw, name, kind, words)
        merge = "restart" if kind in {"proposal", "unnumbered"} and name in {"№", "Предложения"} else ""
        if kind == "merged" and reaching and name in {"№", "Предложения"}:
            cells.append(cell(merge="continue"))
        else:
            cells.append(cell(*text.split("\n"), merge=merge) if text else cell(merge=merge))
    return row(*cells)


def _cell(draw: st.DrawFn, name: str, kind: str, words: Words) -> str:
    if name == "№":
        numbers = {"proposal": ["1.1.1", "1.1.2.", "3"], "odd": ["1.1.1", "а)", ""]}
        return draw(st.sampled_from(numbers.get(kind, [""])))
    if (kind == "result-only" and name != "Результат") or (
        name == "Предложения" and kind in {"continuation", "merged"}
    ):
        return ""
    if kind == "odd" and draw(st.booleans()):
        return ""
    if name == "Срок":
        due = draw(st.sampled_from(["31.12.2026", "2 квартал 2026", "до мая", ""]))
        return f"до мая {words.some(1)}" if due == "до мая" else due
    if name == "Результат" and draw(st.booleans()):
        return f"{words.some(1)} в офисах:\n1. {words.some(2)};\n2. {words.some(1)}."
    return "\n".join(words.some(draw(st.integers(1, 3))) for _ in range(draw(st.integers(1, 2))))


def said(value: Any) -> str:
    """Give all that a plan says."""
    if isinstance(value, dict):
        return " ".join(f"{key} {said(child)}" for key, child in value.items())
    return " ".join(map(said, value)) if isinstance(value, list) else str(value)


@pytest.mark.slow
@settings(max_examples=150)
@given(documents())
def test_every_word_of_the_table_is_in_the_plan_or_told(drawn: tuple[str, list[str]]) -> None:
    blocks, words = drawn
    result = map_document(read_document(docx(blocks), "plan.docx"), 2026)
    kept = said({"plan": result.value.get("plan", {}), "sections": result.value["sections"]})
    left = " ".join(str(notice.message) for notice in result.notices if notice.kind == "left-out")
    found = set(re.findall(r"\w+", f"{kept} {left}"))
    assert [word for word in words if word not in found] == []
    whole = {**result.value, "passport": {"year": Unquoted("2026"), "title": "П", "organisation": "О"}}
    Programme.model_validate(whole)  # and what was made of it is a plan
