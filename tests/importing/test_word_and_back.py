"""A plan that goes out as a Word file comes back by csprog import as the same plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.registry import write_document
from csprog.exporting.subject import Subject
from csprog.importing.mapping.mapper import map_document
from csprog.importing.mapping.plan_file import as_text
from csprog.importing.readers.dispatch import read_document
from csprog.programme.model import Programme
from tests.exporting.libreoffice import converted, needed
from tests.plans import APPROVED, sound
from tests.publication.programmes import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Node = dict[str, Any]

APART = {"journal", "remark", "format"}
"""What is no part of the document: what happened, and what the file says of the document."""


def returned(programme: Programme, form: str = "docx") -> Programme:
    """Give the plan that is read from the Word file of `programme`, or that of another form."""
    file = write_document(form, Subject(evaluate(programme, date(2026, 2, 1)), "9.8.7"))
    found = map_document(read_document(file, f"plan.{form}"), programme.year)
    return sound(as_text(found, f"plan.{form}", programme.year))[1]


def printed(programme: Programme, *also_apart: str) -> Node:
    """Give what the document prints of a plan."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept(child) for key, child in value.items() if key not in APART | set(also_apart)}
        return [kept(child) for child in value] if isinstance(value, list) else value

    found: Node = kept(programme.model_dump(mode="json", exclude_defaults=True))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), [("real", "docx"), ("some", "docx"), ("parts", "docx"), ("running", "odt")])
def test_the_plan_of_2025_comes_back_whatever_was_recorded(name: str, form: str) -> None:
    back = returned(CASES[name].programme, form)
    assert printed(back) == printed(sound(APPROVED)[1])
    assert all(placed.measure.journal == () for placed in back.measures)


@pytest.mark.slow
@needed
@pytest.mark.parametrize(("form", "kind"), [("docx", "docx:MS Word 2007 XML"), ("odt", "odt:writer8")])
def test_saved_by_libreoffice_it_still_comes_back(tmp_path: Path, form: str, kind: str) -> None:
    file = tmp_path / f"plan.{form}"
    file.write_bytes(write_document(form, Subject(evaluate(CASES["some"].programme, CASES["some"].day), "9.8.7")))
    saved = converted(file, kind, tmp_path / "saved")
    found = map_document(read_document(saved.read_bytes(), saved.name), 2025)
    assert saved.read_bytes() != file.read_bytes()
    assert printed(sound(as_text(found, "plan.docx", 2025))[1]) == printed(sound(APPROVED)[1])


def plan(measures: list[Node], columns: list[str] | None = None, **document: Any) -> Programme:
    """Give a plan with these measures as two proposals of a subsection."""
    first, *others = measures
    proposals = [
        {"number": "1.1.1", "text": "Развитие сервисов\nПовышение удобства", "measures": [first]},
        *([{"number": "1.1.2", "text": "Оплата без комиссии", "measures": others}] if others else []),
    ]
    subsection = {"number": "1.1", "title": "Офис обслуживания клиентов В2С", "channel": "office", "audience": "B2C"}
    return Programme.model_validate(
        {
            "passport": {
                "year": "2025",
                "title": "Программа мероприятий по повышению качества обслуживания",
                "organisation": "ПАО «Пример»",
            },
            "plan": {"number": "3", "title": "План мероприятий", **({"columns": columns} if columns else {})},
            "sections": [
                {"number": "1", "title": "Очное обслуживание", "subsections": [{**subsection, "proposals": proposals}]}
            ],
            **document,
        }
    )


RESULT = "Сервис внедрен в офисах:"


def measure(text: str, **keys: Any) -> Node:
    return {"text": text, "due": "2025-12-31", "result": "Сроки соблюдаются.", **keys}


def test_who_is_responsible_and_the_money_come_back_in_columns_of_their_own() -> None:
    ours = plan(
        [
            measure("Установка терминалов", responsible="Отдел обслуживания", funding={"planned": "1250.5"}),
            measure("Приём платежей через СБП", due="2025-Q4", funding={"planned": "0", "source": "Прибыль"}),
            measure("Обучение\nПроверка знаний", due="2025-06-30"),
        ]
    )
    assert printed(returned(ours), "columns") == printed(ours, "columns")


def test_columns_stand_as_the_document_prints_them() -> None:
    columns = [
        "№ п/п",
        "Предложения",
        "Мероприятия",
        "Ответственный исполнитель",
        "Срок исполнения",
        "Ожидаемый результат",
        "Офисы",
        "Финансирование, тыс. руб.",
    ]
    offices = ["Северное МРО", "Центральное МРО"]
    ours = plan(
        [
            measure("Установка терминалов", responsible="Отдел обслуживания", offices=offices),
            measure("Приём платежей через СБП", funding={"planned": "1500000"}),
            measure("Обучение", funding={"planned": "2500.5"}),
        ],
        columns,
    )
    assert printed(returned(ours)) == printed(ours)


def test_columns_that_leave_something_out_are_not_taken() -> None:
    ours = plan([measure("Установка терминалов")], ["№", "Мероприятия", "Срок"])
    assert printed(returned(ours), "columns") == printed(ours, "columns")


@pytest.mark.parametrize("due", ["до 31 декабря 2025 г.", "в течение года", "4 кв. 2025 г."])
def test_deadlines_come_back_as_they_are_printed(due: str) -> None:
    ours = plan([measure("Установка терминалов", printed={"due": due})])
    (back,) = returned(ours).measures
    assert back.measure.printed is not None
    assert back.measure.printed.due == due
    assert back.measure.due.day == date(2025, 12, 31)


def test_the_texts_around_the_plan_come_back() -> None:
    document: Node = {
        "provisions": {"number": "1", "title": "Общие положения", "clauses": [{"number": "1.1", "text": "Программа."}]},
        "goals": {
            "number": "2.1",
            "title": "Цели:",
            "chapter": {"number": "2", "title": "Цели и задачи"},
            "items": ["лояльность клиентов;", "обратная связь."],
        },
        "tasks": {"number": "2.2", "title": "Задачи:", "lead": "Решаются задачи:", "items": ["контроль Стандарта."]},
    }
    ours = plan([measure("Установка терминалов")], **document)
    assert printed(returned(ours), "columns") == printed(ours, "columns")


WORDS = st.lists(
    st.sampled_from(
        [
            "Развитие",
            "сервисов",
            "приёма",
            "обращений",
            "клиентов",
            "(физических",
            "лиц)",
            "«Личный",
            "кабинет»,",
            "QR-код;",
            "СБП",
            "№",
        ]
    ),
    min_size=2,
    max_size=6,
).map(lambda words: " ".join(["Повышение", *words, "обслуживания"]))
OFFICES = st.lists(
    st.sampled_from(["Северное МРО", "Центральное МРО", "ЦО ФЛ Ершовского района"]), unique=True, min_size=1
)


@st.composite
def measures(draw: st.DrawFn) -> Node:
    due = draw(st.sampled_from(["2025-12-31", "2025-06-30", "2025-Q1", "2025-Q4"]))
    if draw(st.booleans()):
        return {"text": draw(WORDS), "due": due, "result": RESULT, "offices": draw(OFFICES)}
    return {"text": draw(WORDS), "due": due, "result": draw(WORDS)}


@st.composite
def plans(draw: st.DrawFn) -> Programme:
    def numbered(above: str, least: int) -> Iterator[str]:
        return (f"{above}{place}" for place in range(1, draw(st.integers(least, 3)) + 1))

    sections = [
        {
            "number": number,
            "title": draw(WORDS),
            "subsections": [
                {
                    "number": part,
                    "title": draw(WORDS),
                    "proposals": [
                        {
                            "number": one,
                            "text": draw(WORDS),
                            "measures": draw(st.lists(measures(), min_size=1, max_size=4)),
                        }
                        for one in numbered(f"{part}.", 1)
                    ],
                }
                for part in numbered(f"{number}.", 1)
            ],
        }
        for number in numbered("", 1)
    ]
    return Programme.model_validate(
        {**plan([measure("Любое")]).model_dump(mode="json", exclude_defaults=True), "sections": sections}
    )


@pytest.mark.slow
@settings(max_examples=4, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(plans())
def test_a_plan_of_any_shape_comes_back(ours: Programme) -> None:
    left_out = ("columns", "channel", "audience")
    assert printed(returned(ours), *left_out) == printed(ours, *left_out)
