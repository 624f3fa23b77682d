"""A plan that uses everything that there is, and plans as an editor reads them."""

from __future__ import annotations

import re
from typing import Any

from csprog.yamltext.reader import Unquoted, load_text

EVERYTHING = """\
format: 1
passport:
  year: 2026
  title: Программа мероприятий
  organisation: ПАО «Энергосбыт»
  formerly: [ОАО «Энергосбыт»]
  inn: "6400000126"
  ogrn: "1026400000120"
  site: https://example.org/
  published_at: https://example.org/programme/
  contact: otchet@example.org
  logo: logo.svg
  accent: "#0b4f8f"
  basis: Постановление
  approval: {by: Генеральный директор, on: 2025-12-20, document: приказ, number: "15"}
  standard:
    name: Стандарт
    version: "2"
    approved_on: 2024-01-31
    clauses:
      - {number: "4.10", title: Сроки ответа}
  open_data: {identifier: 6450000000-programme2026, created: 2027-02-01, keywords: [отчёт, потребители], license: "https://example.org/terms", expires: 2029-12-31}
  terms: Со ссылкой на источник
  glossary: {МРО: межрайонное отделение}
  no_measures_reason: Причина
  reported_elsewhere: {on: 2027-03-10, address: https://example.org/otchet}
  remark: Примечание
  note_for_public: Публикуется
provisions:
  number: "1"
  title: Общие положения
  clauses:
    - {number: "1.1", text: Слова, remark: Примечание, note_for_public: Публикуется}
goals:
  number: "2.1"
  title: Цели
  chapter: {number: "2", title: Цели и задачи}
  lead: "Вступление:"
  items: [Лояльность]
tasks: {number: "2.2", title: Задачи, items: [Контроль]}
indicators:
  - id: ожидание
    name: Время ожидания
    unit: минут
    better: lower
    baseline: 12.5
    target: 10
    method: Замер
    actuals:
      - on: 2026-04-10
        period: 2026-Q1
        value: "9.50"
        note: По талонам
        evidence: {file: evidence/2026/q1.pdf, sha256: 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae, public: true}
      - {on: 2026-04-20, period: 2026-Q1, value: "9.60", why: Опечатка}
assessments:
  - id: О-1
    kind: operative
    period: 2026-H1
    on: 2026-07-10
    audience: B2B
    channel: office
    scores:
      - {name: Вежливость, score: 4.5, scale: 5, respondents: 1000}
    note: По телефону
    evidence: https://example.org/o1
  - id: О-1
    kind: operative
    period: 2026-H1
    scores:
      - {name: Вежливость, score: 4.4, scale: 5}
    why: Опечатка в балле
plan: {number: "3", title: План, columns: [№, Срок]}
offices:
  - {name: Север, formerly: [Северный офис]}
sections:
  - number: "1"
    printed: {number: "1."}
    remark: Примечание
    note_for_public: Публикуется
    title: Очное обслуживание
    subsections:
      - number: "1.1"
        printed: {number: "1.1"}
        remark: Примечание
        note_for_public: Публикуется
        title: Офис
        channel: office
        audience: B2C
        proposals:
          - number: "1.1.1"
            printed: {number: ""}
            remark: Примечание
            note_for_public: Публикуется
            text: |-
              Первый абзац
              Второй абзац
            origin: survey
            goals: ["2.1.1"]
            tasks: ["2.2.1"]
            standard_clauses: ["4.10"]
            assessments: [О-1]
            indicators:
              - {id: доля, name: Доля, unit: "%"}
            measures:
              - text: Терминалы
                due: 2026-Q4
                result: Внедрены
                offices: [Север, Юг]
                responsible: Отдел обслуживания
                funding: {planned: 1250.50, source: Тариф}
                digital: true
                recurring: false
                indicators:
                  - {id: талоны, name: Талонов в день, unit: штук, better: higher}
                carried_from: {year: 2025, id: "1.1.1.3", reason: Не поставлены, change: Уточнён адрес}
                repeated_from: {year: 2025, id: "1.1.1.4"}
                printed: {due: в 4 квартале, offices: {Север: северный офис}}
                remark: Примечание
                note_for_public: Публикуется
                journal:
                  - {on: 2026-02-01, event: remark, note: Закуплены, personal_data_ground: Согласие}
                  - on: 2026-03-01
                    event: completed
                    offices: [Север]
                    note: Принят
                    reason: Ждали поставки
                    evidence: https://example.org/17
                    personal_data_ground: Согласие
                  - {on: 2026-04-01, event: reopened, offices: [Север], reason: Сломан, personal_data_ground: Согласие}
                  - {on: 2026-05-01, event: postponed, to: 2027-01-31, reason: Ремонт, personal_data_ground: Согласие}
                  - {on: 2026-06-01, event: not-completed, offices: [Юг], reason: Нет места, document: Протокол № 3, personal_data_ground: Согласие}
                  - {on: 2026-07-01, event: cancelled, reason: Не нужно, document: Приказ № 5, personal_data_ground: Согласие}
                  - {on: 2026-07-02, event: spent, amount: 350000.00, note: Договор № 17, evidence: https://example.org/18, personal_data_ground: Согласие}
                  - on: 2026-07-03
                    event: corrected
                    corrects: {on: 2026-03-01, event: completed, number: 1}
                    values:
                      on: 2026-02-27
                      offices: [Север]
                      note: Принят по акту
                      reason: Ждали подключения
                      evidence: https://example.org/19
                    why: Назван не тот акт
                    personal_data_ground: Согласие
                  - {on: 2026-07-03, event: corrected, corrects: {on: 2026-05-01, event: postponed}, values: {to: 2027-02-28}, why: Срок}
                  - on: 2026-07-03
                    event: corrected
                    corrects: {on: 2026-07-02, event: spent}
                    values: {amount: 35000.00}
                    removed: [evidence]
                    why: Сумма
                  - {on: 2026-07-03, event: corrected, corrects: {on: 2026-02-01, event: remark}, withdrawn: true, why: Не то}
                  - {on: 2026-07-03, event: corrected, corrects: {on: 2026-07-01, event: cancelled}, values: {document: Приказ № 6}, why: Номер}
              - text: Обучение
                due: 2026-06-30
                result: Обучены
                funding: {planned: 0, spent: 0}
                journal:
amendments:
  - on: 2026-02-01
    document: приказ № 3
    reason: Уточнение
    ids: ["1.1.1.2"]
    changes:
      - {id: "1.1.1.2", key: result, was: Обучены все, became: Обучены}
switched_off:
  number-order: Так в документе
"""
"""Every key of every part of a plan, and every event."""

_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


def as_editors_read(text: str) -> Any:
    """Give the value of a plan's text by the core schema of YAML 1.2: to it a day is a text, and 1.10 the number 1.1."""
    return _plain(load_text(text).value)


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case Unquoted(text=word) if word in _WORDS:
            return _WORDS[word]
        case Unquoted(text=word) if re.fullmatch(r"[-+]?[0-9]+", word):
            return int(word)
        case Unquoted(text=word) if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", word):
            return float(word)
        case Unquoted(text=word):
            return word
    return value
