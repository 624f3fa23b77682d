"""Programmes whose pages are tested: one for each statement that clause 1.3 asks for, and one that means harm."""

from __future__ import annotations

import re
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

from csprog.evaluation.evaluator import evaluate
from csprog.programme.model import Programme
from csprog.programme.plan_text import parse_plan
from csprog.publication.environment import environment
from csprog.publication.fragment import fragment
from csprog.publication.page_values import page_values
from csprog.publication.site import Publication, publish
from csprog.views.year.builder import build_year
from tests.cli.tool import Tool
from tests.plans import APPROVED, ROOT, sound

if TYPE_CHECKING:
    from collections.abc import Mapping

Entry = dict[str, Any]

AFTER = date(2026, 2, 1)
DURING = date(2025, 7, 1)
EVIL = """<script>alert(1)</script> {{ 7*7 }} {% raw %} [draft] &amp; &lt;b&gt; "кавычки" 'и' <img src=x onerror=alert(2)> """
LONG_WORD = "Ж" * 300
EVIL_LINK = "https://example.org/it's?a=1&b=2&amp;c=javascript:alert(3)"


def done(on: str, note: str | None = None, *offices: str, evidence: str | None = None) -> Entry:
    """Give an entry for what was carried out."""
    return {"event": "completed", "on": on, "offices": offices, "note": note, "evidence": evidence}


def late(on: str, note: str, reason: str) -> Entry:
    """Give an entry for what was carried out late, and why."""
    return {"event": "completed", "on": on, "note": note, "reason": reason}


def failed(reason: str, *offices: str) -> Entry:
    """Give an entry for what was not carried out, and why."""
    return {"event": "not-completed", "on": "2025-12-30", "offices": offices, "reason": reason}


PARTLY = (
    done(
        "2025-03-14",
        "Терминал принят по акту № 17",
        "Заволжское МРО",
        evidence="https://example.org/akt-17.pdf?a=1&b=2",
    ),
    failed("Помещение офиса на ремонте до 2026 г.", "Правобережное МРО"),
)
BY_PLACE = (
    done("2025-05-20", "Запись открыта 20 мая", "Заволжское МРО", "Правобережное МРО"),
    done("2025-11-28", "Запись открыта 28 ноября", "Приволжское МРО", "Прихоперское МРО", "Северное МРО"),
    done("2025-11-28", "Обучены 8 работников", "Северо-Восточное МРО", "Центральное МРО"),
)
MIXED: dict[str, tuple[Entry, ...]] = {
    "1.1.1.1": PARTLY,
    "1.1.1.2": BY_PLACE,
    "1.1.3.1": (
        {"event": "postponed", "on": "2025-12-10", "to": "2026-06-30", "reason": "Макеты стендов не утверждены"},
    ),
    "1.2.1.1": ({"event": "cancelled", "on": "2025-09-01", "reason": "Терминалы не окупаются\nРешение от 01.09.2025"},),
    "1.2.1.2": (done("2026-01-20", "Поставка задержана; кнопки установлены 20.01.2026"),),
    "1.2.1.3": (failed("Зависит от терминалов, которые исключены"),),
    "1.2.5.1": (late("2025-07-14", "День клиента проведён", "В зале шёл ремонт"),),
    "2.1.1.1": (done("2025-09-30"),),
    "2.4.2.1": (),
}
"""Every way a measure can end, with a late one (1.2.5.1), one without a result (2.1.1.1) and one without a reason (2.4.2.1)."""

GAPS_FILLED = {
    "2.1.1.1": (done("2025-09-30", "Добавлено 46 сценариев"),),
    "2.4.2.1": (failed("Перешло в план 2026 года"),),
}
DONE = (done("2025-06-16", "Сделано и принято"),)
FAILED = (failed("Не хватило средств"),)
RUNNING: dict[str, tuple[Entry, ...]] = {
    "1.2.6.1": (done("2025-06-02", "Режим изменён"),),
    "1.1.1.1": PARTLY[:1],
    "2.5.1.1": ({"event": "postponed", "on": "2025-06-10", "to": "2026-03-31", "reason": "Ждёт нового портала"},),
    "2.3.1.1": ({"event": "postponed", "on": "2025-06-10", "to": "2025-12-31", "reason": "Ждёт подрядчика"},),
    "2.2.1.1": (
        done("2025-05-12", "Отозванная запись"),
        {"event": "reopened", "on": "2025-06-02", "reason": "Приёмка показала недоделки"},
    ),
    "2.2.2.1": (
        {"event": "cancelled", "on": "2025-05-12", "reason": "Отозванное решение"},
        {"event": "reopened", "on": "2025-06-02", "reason": "Решение отменено приказом № 101"},
        {"event": "postponed", "on": "2025-06-10", "to": "2025-11-30", "reason": "Ждёт подрядчика"},
    ),
}


PARTS: dict[str, tuple[Entry, ...]] = {
    "1.1.1.1": PARTLY[:1],
    "1.1.1.2": (
        BY_PLACE[0],
        {"event": "postponed", "on": "2025-12-15", "to": "2026-04-30", "reason": "Закупка не состоялась"},
    ),
    "1.2.4.1": (
        done("2025-05-12", "Отозванная запись"),
        {"event": "reopened", "on": "2025-06-02", "reason": "Отмечено по ошибке"},
        done("2025-06-20", "Принято повторно"),
    ),
    "1.2.5.1": (
        {"event": "postponed", "on": "2025-06-20", "to": "2025-11-30", "reason": "Ремонт зала"},
        {"event": "cancelled", "on": "2025-10-01", "reason": "Зал закрыт"},
    ),
    "1.2.6.1": ({"event": "postponed", "on": "2025-06-10", "to": "2025-11-30", "reason": "Ждёт подрядчика"},),
    "2.2.1.1": (
        done("2025-11-12", "Отозванная запись"),
        {"event": "reopened", "on": "2025-12-02", "reason": "Приёмка показала недоделки"},
    ),
    "2.1.1.1": (
        failed("Не успели"),
        {"event": "reopened", "on": "2025-12-31", "reason": "Успели 31 декабря"},
        done("2025-12-31", "Добавлено 46 сценариев"),
    ),
}
"""What reads wrong most easily: half done and nothing said of the rest, half done and postponed, undone and done again."""

AMENDMENTS = (
    {
        "on": "2025-06-02",
        "document": "приказ № 118",
        "reason": "Поставщик сменился",
        "ids": ["1.1.3.1", "1.2.4"],
        "changes": [
            {"id": "1.1.3.1", "key": "due", "was": "2025-Q3", "became": "2025-12-31"},
            {"id": "1.2.4", "key": "result", "was": "Прежний результат", "became": "Новый результат"},
            {"id": "1.2.4", "key": "text", "was": "Прежнее предложение", "became": "Новое предложение"},
            {"id": "1.1", "key": "title", "was": "Прежний подраздел", "became": "Новый подраздел"},
        ],
    },
    {"on": "2025-09-15", "document": "приказ № 203", "reason": "Новая редакция целей", "ids": ["goals", "2.9.9"]},
)
THEME = {"contact": "otchet@example.org", "accent": "#7a1f5c", "logo": "logo.svg"}
FOLDER = Path(__file__).parent / "theme"
"""What stands for a project's own templates: the company's sign lies there."""


@dataclass(frozen=True)
class Case:
    """A programme, the day of its page, and what is to be found on it."""

    programme: Programme
    day: date
    statement: str
    draft: bool


def recorded(
    journals: Mapping[str, tuple[Entry, ...]],
    others: tuple[Entry, ...] = (),
    amendments: tuple[Entry, ...] = (),
    passport: Entry | None = None,
) -> Programme:
    """Give the real plan with these journals by id, and `others` for every measure that is not named."""
    plan, programme = sound(APPROVED)
    value: Any = plan.loaded.value
    for placed in programme.measures:
        node = value
        for step in placed.path:
            node = node[step]
        node["journal"] = [_given(entry) for entry in journals.get(placed.id, others)]
    value["amendments"] = amendments
    value["passport"] = {**value["passport"], **(passport or {})}
    return Programme.model_validate(value)


def wordy() -> Programme:
    """Give a programme of the longest words and addresses that a plan may hold, and of as much as a cell may."""
    word = "Водогрязеторфопарафинолечебно-рентгеноэлектрокардиографического"
    text = f"{word} " * 30
    link = f"https://example.org/{'documenty-i-akty' * 12}?nomer={'17' * 40}"
    names = [f"{word.upper()} МРО № {number}" for number in range(1, 13)]
    measure = {"text": text, "due": "2025-Q4", "result": text}
    journal = [done("2025-12-01", text, *names[:7], evidence=link), failed(text, *names[7:])]
    measures = [
        {**measure, "journal": [_given(done("2025-12-01", text, evidence=link))]},
        {**measure, "offices": names, "journal": [_given(entry) for entry in journal]},
        {**measure, "due": "2026-Q1"},
    ]
    proposal = {"number": "11.11.111", "text": text, "measures": measures}
    subsection = {"number": "11.11", "title": word * 2, "proposals": [proposal]}
    organisation = f"ПАО «{word}»"
    changes = [{"id": "11.11.111.1", "key": "text", "was": text, "became": text}]
    amendment = {"on": "2025-06-02", "document": word, "reason": text, "ids": ["11.11.111.1"], "changes": changes}
    return Programme.model_validate(
        {
            "passport": {"year": "2025", "title": text, "organisation": organisation, "site": link, "contact": link},
            "sections": [{"number": "11", "title": word, "subsections": [subsection]}],
            "amendments": [amendment],
        }
    )


def _given(entry: Entry) -> Entry:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in entry.items() if value}


def hostile() -> Programme:
    """Give a programme with something harmful in every text that it can hold."""
    text = f"{EVIL}\n{LONG_WORD}"
    journals: list[list[Entry]] = [
        [done("2025-05-05", text, evidence=EVIL_LINK)],
        [done("2025-05-05", f"1{text}", EVIL, evidence=EVIL_LINK), failed(f"2{text}", LONG_WORD)],
        [{"event": "postponed", "on": "2025-05-05", "to": "2026-06-30", "reason": text}],
        [{"event": "cancelled", "on": "2025-05-05", "reason": text}],
        [],
    ]
    offices = [[], [EVIL, LONG_WORD], [], [], []]
    measures: list[dict[str, Any]] = [
        {
            "text": text,
            "due": "2025-12-31",
            "result": text,
            "offices": named,
            "note_for_public": text,
            "journal": [_given(entry) for entry in journal],
        }
        for named, journal in zip(offices, journals, strict=True)
    ]
    measures[0]["printed"] = {"due": EVIL}
    measures[1]["carried_from"] = {"year": "2024", "id": "1.1.1.1", "reason": text}
    aims = {"number": "2.1", "title": EVIL, "lead": text, "items": [text], "chapter": {"number": "2", "title": EVIL}}
    proposal = {
        "number": "1.1.1",
        "printed": {"number": EVIL},
        "text": text,
        "note_for_public": text,
        "measures": measures,
    }
    subsection = {
        "number": "1.1",
        "title": text,
        "note_for_public": text,
        "printed": {"number": EVIL},
        "proposals": [proposal],
    }
    return Programme.model_validate(
        {
            "passport": {
                "year": "2025",
                "title": text,
                "organisation": EVIL + LONG_WORD,
                "site": EVIL_LINK,
                "basis": text,
                "approval": {"by": EVIL, "on": "2024-12-25", "document": EVIL, "number": EVIL},
                "standard": {"name": EVIL, "version": EVIL, "approved_on": "2024-01-09"},
                "contact": "https://example.org/it's?a=1&b=2&amp;c=javascript:alert(3)",
                "terms": text,
                "glossary": {EVIL: text},
                "note_for_public": text,
            },
            "amendments": [
                {
                    "on": "2025-05-05",
                    "document": EVIL,
                    "reason": text,
                    "ids": ["1.1.1.1", "1.1.1", EVIL],
                    "changes": [
                        {"id": name, "key": key, "was": text, "became": text}
                        for name in ("1", "1.1", "1.1.1", "1.1.1.1", EVIL)
                        for key in ("text", EVIL)
                    ],
                }
            ],
            "provisions": {
                "number": "1",
                "title": EVIL,
                "clauses": [{"number": "1.1", "text": text, "note_for_public": text}],
            },
            "goals": aims,
            "tasks": {**aims, "number": "2.2"},
            "plan": {"number": "3", "title": EVIL},
            "sections": [{"number": "1", "title": text, "note_for_public": text, "subsections": [subsection]}],
        }
    )


def without_measures(reason: str = "") -> Programme:
    """Give a programme that plans nothing, and says why if `reason` is given."""
    key = f", no_measures_reason: {reason}" if reason else ""
    plan = parse_plan(f"passport: {{year: 2025, title: Программа, organisation: ПАО «Пример»{key}}}\nsections: []\n")
    assert plan.programme is not None
    return plan.programme


CASES: dict[str, Case] = {
    "real": Case(
        recorded({}),
        AFTER,
        "Сведения о выполнении не внесены по 25 мероприятиям. Программа включает 25 мероприятий.",
        draft=True,
    ),
    "nothing": Case(
        recorded({}, FAILED),
        AFTER,
        "Мероприятия, включённые в Программу и выполненные в 2025 году, отсутствуют. "
        "Не выполнено 25 мероприятий. Причина указана по каждому.",
        draft=False,
    ),
    "some": Case(
        recorded(MIXED, DONE),
        AFTER,
        "Из 25 мероприятий, включённых в Программу, в 2025 году выполнено 19. "
        "С опозданием выполнено 1 мероприятие. "
        "Не выполнено 6 мероприятий, из них: частично 1, после окончания года 1, перенесено 1, исключено 1, не выполнено 2. "
        "Причина не указана по 1 из них. Сведения о выполнении не внесены по 1 мероприятию.",
        draft=True,
    ),
    "some, final": Case(
        recorded({**MIXED, **GAPS_FILLED}, DONE),
        AFTER,
        "Из 25 мероприятий, включённых в Программу, в 2025 году выполнено 19. "
        "С опозданием выполнено 1 мероприятие. "
        "Не выполнено 6 мероприятий, из них: частично 1, после окончания года 1, перенесено 1, исключено 1, не выполнено 2. "
        "Причина указана по каждому.",
        draft=False,
    ),
    "all": Case(
        recorded({}, DONE),
        AFTER,
        "Все мероприятия, включённые в Программу, выполнены в 2025 году. Невыполненных мероприятий нет.",
        draft=False,
    ),
    "none": Case(
        without_measures(),
        AFTER,
        "Мероприятия, включённые в Программу и выполненные в 2025 году, отсутствуют: "
        "Программа на 2025 год не содержит мероприятий. Причина не указана.",
        draft=True,
    ),
    "none, explained": Case(
        without_measures("По оценке 2024 года повышать нечего."),
        AFTER,
        "Мероприятия, включённые в Программу и выполненные в 2025 году, отсутствуют: "
        "Программа на 2025 год не содержит мероприятий. Причина: По оценке 2024 года повышать нечего.",
        draft=False,
    ),
    "running": Case(
        recorded(RUNNING),
        DURING,
        "На 1 июля 2025 г. из 25 мероприятий, включённых в Программу, выполнено 1. Не выполнено 1 мероприятие (перенесено). "
        "Итоговые сведения за 2025 год публикуются в 1 квартале 2026 года.",
        draft=True,
    ),
    "parts": Case(
        recorded(PARTS, DONE),
        AFTER,
        "Из 25 мероприятий, включённых в Программу, в 2025 году выполнено 20. "
        "Не выполнено 5 мероприятий, из них: частично 1, перенесено 1, исключено 1, не выполнено 2. "
        "Причина не указана по 3 из них. Сведения о выполнении не внесены по 2 мероприятиям.",
        draft=True,
    ),
    "amended": Case(
        recorded({**MIXED, **GAPS_FILLED}, DONE, AMENDMENTS, THEME),
        AFTER,
        "Из 25 мероприятий, включённых в Программу, в 2025 году выполнено 19. "
        "С опозданием выполнено 1 мероприятие. "
        "Не выполнено 6 мероприятий, из них: частично 1, после окончания года 1, перенесено 1, исключено 1, не выполнено 2. "
        "Причина указана по каждому.",
        draft=False,
    ),
    "wordy": Case(
        wordy(),
        AFTER,
        "Из 3 мероприятий, включённых в Программу, в 2025 году выполнено 1. "
        "Не выполнено 2 мероприятия, из них: частично 1, не выполнено 1. "
        "Причина не указана по 1 из них. Сведения о выполнении не внесены по 1 мероприятию.",
        draft=True,
    ),
    "hostile": Case(
        hostile(),
        AFTER,
        "Из 5 мероприятий, включённых в Программу, в 2025 году выполнено 1. "
        "Не выполнено 4 мероприятия, из них: частично 1, перенесено 1, исключено 1, не выполнено 1. "
        "Причина не указана по 1 из них. Сведения о выполнении не внесены по 1 мероприятию.",
        draft=True,
    ),
}


def published(case: Case) -> Publication:
    """Publish a case with one year before it, so that its index has two."""
    earlier = without_measures("По оценке 2023 года повышать нечего.")
    passport = earlier.passport.model_copy(update={"year": 2024})
    return publish(case.programme, [earlier.model_copy(update={"passport": passport})], case.day, FOLDER)


@cache
def site(name: str) -> Publication:
    """Give the site of a case, published once for all tests that read it."""
    return published(CASES[name])


@cache
def fragment_of(name: str) -> str:
    """Give the year's page of a case as a part of another site's page."""
    case = CASES[name]
    evaluation = evaluate(case.programme, case.day)
    page = build_year(evaluation)
    return fragment(page, environment(FOLDER, fragment=True), page_values(evaluation, page, ()))


def reports(folder: Path) -> dict[str, bytes]:
    """Give the pages of `csprog report` over the example: of a year, of all its years, and of two companies in `folder`."""
    csprog = ("report", "--as-of", "2026-11-25", "--format", "html")
    example = Tool(ROOT / "docs" / "example")
    for company in ("primer", "yug"):
        for part in ("programme", "evidence"):
            copytree(example.folder / part, folder / company / part)
        organisation = (
            f"organisation: Акционерное общество «Межрегиональная энергосбытовая компания “{company.title()}”»"
        )
        for plan in (folder / company / "programme").iterdir():
            text = re.sub("(?m)organisation: .*$", organisation, plan.read_text("utf-8"), count=1)
            # two companies: what has the same numbers is one under two names
            plan.write_text(re.sub("(?m)^  (?:inn|ogrn|formerly): .*\n", "", text), "utf-8")
    with chdir(example.folder):
        return {
            "single": example.done(*csprog, "--year", "2026").encode("utf-8"),
            "several": example.done(*csprog, "--years", "2022..2026").encode("utf-8"),
            "many": example.done(*csprog, "--all", "--no-cache", str(folder)).encode("utf-8"),
        }
