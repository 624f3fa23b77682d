"""The real plan of 2025 with all that an approved plan can promise and record, and pieces of its text."""

from __future__ import annotations

from tests.plans import APPROVED

STANDARD = "    name: Стандарт обслуживания клиентов\n"
HEADED = f"""\
{STANDARD}    version: "3"
    clauses:
      - {{number: "4.1", title: Сроки ответа}}
  approval: {{by: Генеральный директор, on: 2025-01-17, document: приказ, number: "12"}}
"""
FIRST = "      - {on: 2025-04-10, period: 2025-Q1, value: 12.5, note: По талонам}\n"
SECOND = "      - {on: 2025-04-17, period: 2025-Q1, value: 11.5, note: Без перерывов}\n"
THIRD = "      - {on: 2025-07-10, period: 2025-Q2, value: 11}\n"
INDICATORS = f"""
indicators:
  - id: ожидание
    name: Время ожидания
    unit: минут
    better: lower
    target: 12
    actuals:
{FIRST}{SECOND}{THIRD}\
  - {{id: доля, name: Доля жалоб, unit: "%", target: 3}}
assessments:
  - id: О-1
    kind: operative
    period: 2025-H1
    on: 2025-07-10
    audience: B2B
    channel: office
    scores:
      - {{name: Вежливость, score: 4.5, scale: 5, respondents: 1000}}
    evidence: https://example.org/o1

plan:
"""
PROPOSAL = "            text: Оптимизация процессов и сервисов оплаты\n"
AIMED = f"""\
{PROPOSAL}            origin: survey
            goals: ["2.1.1", "2.1.2"]
            standard_clauses: ["4.1"]
            assessments: [О-1]
"""
RESULT = "                result: Сервис приема платежей через СБП внедрен\n"
POSTPONED = "                  - {on: 2025-06-02, event: postponed, to: 2026-01-31, reason: Нет поставки}\n"
NOTED = "                  - {on: 2025-06-02, event: remark, note: Поставщик предупредил}\n"
DONE = "                  - {on: 2025-11-28, event: completed, note: Принято по акту № 17}\n"
PROMISED = f"""\
{RESULT}                responsible: Отдел платежей
                funding: {{planned: 1250000, source: Тариф}}
                digital: true
                carried_from: {{year: 2024, id: "1.2.2.1", reason: Не закончено}}
                remark: Работы ведёт отдел платежей
                journal:
{POSTPONED}{NOTED}{DONE}"""
MEASURE = "              - text: Настройка ПО в части приема платежей через СБП в кассах Общества\n                due: 2025-Q4\n"
OFFICES = "                offices: [Заволжское МРО, Правобережное МРО]\n"
PRINTED = "Марксовского района: Марксовского района"

FULL = (
    APPROVED.replace(STANDARD, HEADED, 1)
    .replace("\nplan:\n", INDICATORS, 1)
    .replace(PROPOSAL, AIMED, 1)
    .replace(RESULT, PROMISED, 1)
)
