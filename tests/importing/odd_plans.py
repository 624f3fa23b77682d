"""Plans with journals whose texts look like something else to whoever reads them out of a document."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from csprog.programme.model import Programme
from tests.any_plan import TEXTS

Node = dict[str, Any]

_ODD = (
    "1.1.2",
    "2. Раздел",
    "1.2. Подраздел о чём-то",
    "31.12.2025",
    "4 квартал 2025",
    "№ п/п",
    "Мероприятия",
    "— нет",
    "• пункт",
    "- пункт; 2) ещё",
    "1. Первое; 2. Второе",
    "Сервис внедрен в офисах",
    "Сервис внедрен в офисах:",
    "Внедрено в офисах: 1. А; 2. Б",
    "Офисы:",
    "Сделано:\n1. Первое;\n2. Второе.",
    "Сделано:\n• первое\n• второе",
    "Внедрён в офисах:\n1. Северный;\n2. Южный.",
    "строка\n\nи ещё одна",
    "«Кавычки „внутри“», 'и' \"такие\"",
    "не\u2011разрывный дефис и\u00a0пробел\u202fузкий",
    "мяг\u00adкий пере\u200bнос",
    "Заканчивается точкой с запятой;",
    "Многоточие…  два пробела",
    "350 000,5 тыс. руб.",
    "Отчёт о выполнении Программы за 2025 год",
    "Итого",
    "=1+1",
    "true",
)
_WORDS = st.lists(
    st.sampled_from(["Развитие", "сервисов", "приёма", "клиентов", "(физических", "лиц)", "«Личный", "кабинет»,", "№"]),
    min_size=1,
    max_size=5,
).map(lambda words: " ".join(["Повышение", *words, "обслуживания"]))
_TEXTS = st.one_of(_WORDS, TEXTS, st.sampled_from(_ODD), st.tuples(_WORDS, st.sampled_from(_ODD)).map("\n".join))
_NAMES = _TEXTS.map(lambda text: " ".join(text.split("\n")))
_OFFICES = st.lists(
    st.one_of(
        st.sampled_from(["Северный офис", "Южное МРО", "ЦО ФЛ Ершовского района", "Ершовского района", "г. Энгельс"]),
        st.sampled_from(
            ["Офис: «Центр», 2 эт.; каб. 5", "Офис № 1.", "1. Первый", "А;", "Офис 2. Южный", "Офисы:", "—"]
        ),
        st.sampled_from(_ODD).map(lambda text: " ".join(text.split("\n"))),
        _WORDS,
        _WORDS.map(lambda words: f"{words} " * 5).map(str.strip),
    ),
    unique=True,
    min_size=1,
    max_size=4,
)


@st.composite
def _journal(draw: st.DrawFn, offices: list[str]) -> list[Node]:
    """Give entries that name offices, evidence and corrections."""
    some = {"offices": draw(st.lists(st.sampled_from(offices), unique=True, min_size=1))} if offices else {}
    events: list[Node] = [
        {"event": "completed", "note": draw(_TEXTS), "evidence": "https://example.org/a", **some},
        {"event": "not-completed", "reason": draw(_TEXTS), **some},
        {"event": "remark", "note": draw(_TEXTS)},
        {"event": "postponed", "to": "2025-12-30", "reason": draw(_TEXTS)},
        {"event": "spent", "amount": "10.50", "note": draw(_TEXTS)},
    ]
    chosen = draw(st.lists(st.sampled_from(events), max_size=2))
    entries = [{"on": f"2025-0{month}-14", **event} for month, event in enumerate(chosen, start=1)]
    has_correction: bool = draw(st.booleans())
    if entries and has_correction:
        wrong = {key: entries[0][key] for key in ("on", "event")}
        correction = {"on": "2025-05-05", "event": "corrected", "corrects": wrong, "why": "описка", "withdrawn": "true"}
        entries.append(correction)
    return entries


@st.composite
def _measure(draw: st.DrawFn) -> Node:
    due = draw(st.sampled_from(["2025-12-31", "2025-06-30", "2025-Q1", "2025-Q4", "2026-02-01"]))
    node: Node = {"text": draw(_TEXTS), "due": due, "result": draw(_TEXTS)}
    if draw(st.booleans()):
        node["offices"] = draw(_OFFICES)
    if draw(st.booleans()):
        node |= draw(
            st.sampled_from(
                [
                    {"responsible": "Отдел: обслуживание; 1. учёт"},
                    {"funding": {"planned": "1250.5", "source": "прибыль; тариф"}},
                    {"funding": {"planned": "0"}},
                    {"remark": "1. Замечание"},
                    {"printed": {"due": draw(st.sampled_from(["в течение года", "до 1 марта", "—"]))}},
                    {"recurring": "true"},
                ]
            )
        )
    entries = draw(_journal(node.get("offices", [])))
    return {**node, "journal": entries} if entries else node


_PRINTED = st.sampled_from([{}, {}, {"printed": {"number": ""}}, {"printed": {"number": "п. 7"}}])


@st.composite
def odd_plans(draw: st.DrawFn) -> Programme:
    """Give plans of 2025 with one to two sections."""

    def parts(level: int, above: str) -> list[Node]:
        count = draw(st.integers(1, 2))
        return [part(level, f"{above}{place}") for place in range(1, count + 1)]

    def part(level: int, number: str) -> Node:
        odd = draw(st.sampled_from([{}, {"printed": {"number": draw(st.sampled_from([number, f"{number}."]))}}]))
        if level == 2:
            measures = draw(st.lists(_measure(), min_size=1, max_size=3))
            return {"number": number, "text": draw(_TEXTS), **(odd or draw(_PRINTED)), "measures": measures}
        key = ("subsections", "proposals")[level]
        return {"number": number, "title": draw(_NAMES), **odd, key: parts(level + 1, f"{number}.")}

    document: Node = {
        "passport": {"year": "2025", "title": draw(_NAMES), "organisation": draw(_NAMES)},
        "sections": parts(0, ""),
    }
    if draw(st.booleans()):
        document["plan"] = {"number": "3", "title": draw(_NAMES)}
    if draw(st.booleans()):
        document["goals"] = {"number": "2.1", "title": draw(_NAMES), "items": draw(st.lists(_TEXTS, min_size=1))}
    if draw(st.booleans()):
        document["passport"]["approval"] = {"by": "Генеральный директор", "on": "2024-12-20", "document": "приказ"}
        amendment = {"document": "Приказ № 38", "on": "2025-02-01", "reason": draw(_TEXTS), "ids": ["1.1.1.1"]}
        document["amendments"] = [amendment]
    return Programme.model_validate(document)


@st.composite
def reworded(draw: st.DrawFn, programme: Programme) -> Programme:
    """Give the plan with other words in one of its measures' results, or another deadline."""
    placed = draw(st.sampled_from(programme.measures))
    document = programme.model_dump(mode="json", exclude_defaults=True)
    node: Any = document
    for step in placed.path:
        node = node[step]
    if "printed" not in node and draw(st.booleans()):
        node["due"] = "2025-09-30"
    else:
        node["result"] = "Срок ответа сокращён вдвое"
    return Programme.model_validate(document)
