"""A document's tables and paragraphs become a plan however they are laid out, and what doesn't is told."""

from __future__ import annotations

from typing import Any

import pytest

from csprog.errors import RefusedError
from csprog.importing.mapping.mapper import MappingResult, map_document
from csprog.importing.mapping.year import named_year
from csprog.importing.readers.dispatch import read_document
from csprog.programme.model import Programme
from csprog.yamltext.reader import Unquoted
from tests.exporting.office_files import HEAD, cell, docx, paragraph, plan, row, table, xlsx

PLAN = paragraph("3. План мероприятий")
ROW = ("1.1.1", "Предложение", "Мероприятие", "31.12.2026", "Результат")


def imported(*blocks: str) -> MappingResult:
    return map_document(read_document(docx(*blocks), "plan.docx"), 2026)


def measures(result: MappingResult) -> list[Any]:
    """Give every measure of a plan with the number of its proposal."""
    return [
        {"proposal": proposal["number"], **measure}
        for section in result.value["sections"]
        for subsection in section["subsections"]
        for proposal in subsection["proposals"]
        for measure in proposal["measures"]
    ]


def told(result: MappingResult, *kinds: str) -> list[str]:
    """Give the notices about the plan itself."""
    return [
        f"{found.kind}, {found.place}: {found.message}"
        for found in result.notices
        if found.path[:1] != ("passport",) and (not kinds or found.kind in kinds)
    ]


def test_other_order_and_names_of_columns_and_some_that_a_plan_may_have() -> None:
    head = ("Срок исполнения", "Мероприятия по реализации", "Ответственный исполнитель", "№ п/п", "Предложение клиента")
    more = ("Объём финансирования, тыс. руб.", "Источник", "Ожидаемый эффект", "Виза")
    values = (
        "до 30.06.2026",
        "Мероприятие",
        "Отдел связи",
        "1.1.1.",
        "Предложение",
        "1 250,5",
        "Прибыль",
        "Эффект",
        "ОК",
    )
    result = imported(table(row(*head, *more), row(*values)))
    (measure,) = measures(result)
    assert measure == {
        "proposal": "1.1.1",
        "text": "Мероприятие",
        "due": Unquoted("2026-06-30"),
        "result": "Эффект",
        "responsible": "Отдел связи",
        "funding": {"planned": Unquoted("1250500"), "source": "Прибыль"},
        "printed": {"due": "до 30.06.2026"},
    }
    assert "left-out, table 1, row 2, cell 9: the plan has no field for column “Виза”: “ОК”" in told(result)


def test_a_head_of_two_rows() -> None:
    top = (cell("№", merge="restart"), cell("Мероприятия", merge="restart"), cell("Финансирование", span=2))
    low = (cell(merge="continue"), cell(merge="continue"), "сумма, руб.", "источник", cell(merge="continue"))
    result = imported(
        table(row(*top, cell("Срок", merge="restart")), row(*low), row("1.1.1", "М", "5000", "Тариф", "2026 год"))
    )
    (measure,) = measures(result)
    assert measure["funding"] == {"planned": Unquoted("5000"), "source": "Тариф"}
    assert measure["text"] == "М"


def test_a_table_split_in_two_with_a_heading_between() -> None:
    second = table(row(*HEAD), row("2.1.", cell("Сайт В2В", span=4)), row("2.1.1", *ROW[1:]))
    result = imported(PLAN, plan(row(*ROW)), paragraph("2. Раздел второй"), second)
    assert [section["title"] for section in result.value["sections"]] == ["Раздел", "Раздел второй"]
    assert [measure["proposal"] for measure in measures(result)] == ["1.1.1", "2.1.1"]
    assert told(result, "left-out", "question") == []


def test_a_further_part_without_a_head_and_a_table_of_something_else() -> None:
    further = table(row("1.1.2", *ROW[1:]))
    other = table(row("Показатель", "Ед.", "План", "Факт", "Год"), row("а", "б", "в", "г", "д"))
    result = imported(other, PLAN, plan(row(*ROW)), further, paragraph("Исполнитель: отдел"))
    assert [measure["proposal"] for measure in measures(result)] == ["1.1.1", "1.1.2"]
    assert told(result, "left-out") == [
        "left-out, table 1: this table has no measures; it begins: “Показатель | Ед. | План | Факт | Год”",
        "left-out, table 1, row 2: the plan has no field for this: “а | б | в | г | д”",
        "left-out, paragraph 2: the plan has no field for this: “Исполнитель: отдел”",
    ]


def test_a_report_on_the_measures_is_not_the_plans_next_part() -> None:
    report = table(
        row("№", "Мероприятие", "Срок", "Состояние"), row("1.1.1.1", "Мероприятие", "31.12.2026", "Выполнено")
    )
    result = imported(plan(row(*ROW)), report)
    assert [measure["proposal"] for measure in measures(result)] == ["1.1.1"]
    assert "“№ | Мероприятие | Срок | Состояние”" in "".join(told(result, "left-out"))


def test_a_proposal_without_a_measure_gets_one_of_its_words() -> None:
    result = imported(plan(row(*ROW), row("1.1.2", "Только предложение", "", "", "")))
    assert [(measure["proposal"], measure["text"]) for measure in measures(result)] == [
        ("1.1.1", "Мероприятие"),
        ("1.1.2", "Только предложение"),
    ]
    assert "question, table 1, row 5: no measure is given here; the proposal's text is used" in told(result)


def test_a_proposal_with_a_deadline_and_no_measure_gets_one_of_its_words() -> None:
    (_, measure) = measures(imported(plan(row(*ROW), row("1.1.2", "Предложение", "", "30.06.2026", "Результат"))))
    found = (measure["proposal"], measure["text"], str(measure["due"]), measure["result"])
    assert found == ("1.1.2", "Предложение", "2026-06-30", "Результат")


def test_words_of_a_row_without_a_measure_are_told() -> None:
    result = imported(plan(row(*ROW), row("", "", "", "до конца отпусков", "")))
    assert "left-out, table 1, row 5, cell 4: the plan has no field for column “Срок”: “до конца отпусков”" in told(
        result
    )


def test_equal_texts_are_not_merged_cells() -> None:
    result = imported(plan(row(*ROW), row("1.1.2", *ROW[1:]), row("", *ROW[1:])))
    assert [measure["proposal"] for measure in measures(result)] == ["1.1.1", "1.1.2", "1.1.3"]


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "empty"])
def test_continuation_rows(*, merged: bool) -> None:
    first, further = (cell("1.1.1", merge="restart"), cell("П", merge="restart")), (cell(merge="continue"),) * 2
    rows = [("1.1.1", "П", "М1", "31.12.2026", "Р1"), ("", "", "М2", "30.06.2026", "Р2")]
    if merged:
        rows = [(*first, *rows[0][2:]), (*further, *rows[1][2:])]
    found = measures(imported(plan(*(row(*each) for each in rows), row("1.1.2", *ROW[1:]))))
    assert [(measure["proposal"], measure["text"]) for measure in found] == [
        ("1.1.1", "М1"),
        ("1.1.1", "М2"),
        ("1.1.2", "Мероприятие"),
    ]


def test_a_deadline_over_several_rows_is_each_ones() -> None:
    rows = [
        row("1.1.1", "П", "М1", cell("30.06.2026", merge="restart"), "Р1"),
        row("", "", "М2", cell(merge="continue"), "Р2"),
        row("", "", "М3", "", "Р3"),
    ]
    result = imported(plan(*rows))
    assert [str(measure["due"]) for measure in measures(result)] == ["2026-06-30"] * 3
    assert told(result, "question") == [
        "question, table 1, row 6, cell 4: no deadline is given; the one of the measure above is used"
    ]


def test_a_row_that_a_page_cut_in_two() -> None:
    result = imported(plan(row(*ROW), row("", "", "", "", "и ещё слова")))
    assert [measure["result"] for measure in measures(result)] == ["Результат\nи ещё слова"]
    assert told(result, "question") == [
        "question, table 1, row 5, cell 5: this row has no measure; it was added to the one above"
    ]


def test_headings_without_merged_cells_and_without_numbers() -> None:
    rows = [
        row("1.", "Раздел", "", "", ""),
        row("1.1", "Офис", "", "", ""),
        row(*ROW),
        row(cell("Сайт", span=5)),
        row("", *ROW[1:]),
    ]
    result = imported(table(row(*HEAD), *rows))
    (section,) = result.value["sections"]
    assert [(part["number"], part["title"]) for part in section["subsections"]] == [("1.1", "Офис"), ("1.2", "Сайт")]
    assert [measure["proposal"] for measure in measures(result)] == ["1.1.1", "1.2.1"]


def test_a_table_without_headings_and_proposals() -> None:
    result = imported(table(row("Мероприятие", "Срок"), row("М1", "2026 год"), row("М2", "31.12.2026")))
    assert [(measure["proposal"], measure["text"], measure["result"]) for measure in measures(result)] == [
        ("1.1.1", "М1", "—"),
        ("1.1.2", "М2", "—"),
    ]
    Programme.model_validate(
        {**result.value, "passport": {**result.value["passport"], "title": "П", "organisation": "О"}}
    )


def test_a_workbook_with_lines_above_its_head() -> None:
    rows = [["Программа ООО «Сбыт»"], [], HEAD, ["1.", "Раздел"], ["1.1.", "Офис"], ROW]
    result = map_document(read_document(xlsx({"План": rows}), "plan.xlsx"), 2026)
    assert [measure["proposal"] for measure in measures(result)] == ["1.1.1"]
    assert result.value["passport"]["organisation"] == "ООО «Сбыт»"
    assert "“Программа ООО «Сбыт»”" in "".join(told(result, "left-out"))


def test_numbers_that_are_none_and_numbers_out_of_order() -> None:
    rows = [row("а)", *ROW[1:]), row("", *ROW[1:]), row("1.1.2", *ROW[1:])]
    result = imported(plan(*rows))
    proposals = result.value["sections"][0]["subsections"][0]["proposals"]
    assert [proposal["number"] for proposal in proposals] == ["1.1.1", "1.1.3", "1.1.2"]
    assert [proposal.get("printed") for proposal in proposals] == [{"number": "а)"}, {"number": ""}, None]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("на основании Федерального закона от 26.03.2003 № 35-ФЗ", "Федеральный закон от 26.03.2003 № 35-ФЗ"),
        ("На основании приказа Минэнерго от 01.02.2020 № 7 и устава", "Приказ Минэнерго от 01.02.2020 № 7"),
        ("на основании постановления{а № 1", None),
    ],
)
def test_the_act_on_which_it_rests_is_named_in_the_nominative(text: str, basis: str | None) -> None:
    assert imported(paragraph(text), plan(row(*ROW))).value["passport"].get("basis") == basis


def test_the_names_of_columns_without_a_heading_above_them_are_told() -> None:
    told_of = told(imported(plan(row(*ROW))), "left-out")
    assert told_of == [
        f"left-out, table 1: there is no heading above the table, so its column names have no place: {', '.join(HEAD)}"
    ]


def test_no_table_of_measures() -> None:
    with pytest.raises(RefusedError, match=r"no table of measures was found: .*; the tables here begin: а \| б$"):
        imported(table(row("а", "б")))
    with pytest.raises(RefusedError, match=r"no table of measures was found"):
        imported(paragraph("Мероприятия"))


def test_texts_around_the_plan() -> None:
    blocks = [
        *(
            "Утверждена приказом ПАО «Сбыт» от 20 декабря 2025 г. № 512-п",
            "УТВЕРЖДАЮ",
            "Программа мероприятий по повышению качества обслуживания клиентов",
            "на 2026 год",
            "1. Введение",
        ),
        *("1.1. Пункт", "второй абзац пункта", "2. Цели и задачи", "2.1 Цели Программы", "• цель;", "2.2 Задачи"),
        *("Решить задачи:", "первая;", "вторая.", "4. План мероприятий"),
    ]
    result = imported(*map(paragraph, blocks), plan(row(*ROW)))
    value = result.value
    assert value["passport"]["title"] == "Программа мероприятий по повышению качества обслуживания клиентов"
    assert value["passport"]["approval"] == {
        "by": "ПАО «Сбыт»",
        "on": Unquoted("2025-12-20"),
        "document": "приказ",
        "number": "512-п",
    }
    assert value["provisions"] == {
        "number": "1",
        "title": "Введение",
        "clauses": [{"number": "1.1", "text": "Пункт\nвторой абзац пункта"}],
    }
    assert value["goals"] == {
        "chapter": {"number": "2", "title": "Цели и задачи"},
        "number": "2.1",
        "title": "Цели Программы",
        "items": ["цель;"],
    }
    assert value["tasks"] == {
        "number": "2.2",
        "title": "Задачи",
        "lead": "Решить задачи:",
        "items": ["первая;", "вторая."],
    }
    assert value["plan"] == {"number": "4", "title": "План мероприятий", "columns": list(HEAD)}
    assert told(result, "left-out") == ["left-out, paragraph 2: the plan has no field for this: “УТВЕРЖДАЮ”"]


def test_the_year_that_a_document_names_most() -> None:
    assert named_year(read_document(docx(plan(row(*ROW))), "plan.docx")) == 2026
    assert named_year(read_document(docx(paragraph("без года")), "plan.docx")) is None
