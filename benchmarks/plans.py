"""Makes plans of any size in the shape of the real one: `python -m benchmarks.plans 10000 > programme/2025.yaml`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

_TEXTS = (
    "Установка терминалов электронной очереди",
    "Повысить уровень качества обработки обращений по заключению договора",
    "Доработка ПО по приему платежей за электроэнергию/продажи товаров по QR-коду.",
)
_PER_PROPOSAL = 5
_PER_SUBSECTION = 100


def plan(measures: int) -> str:
    """Return the text of a plan with so many measures, a fifth of them with a journal."""
    return "\n".join(_lines(measures)) + "\n"


def _lines(measures: int) -> Iterator[str]:
    yield "passport:\n  year: 2025\n  title: Программа мероприятий\n  organisation: ПАО «Пример»\n"
    yield 'sections:\n  - number: "1"\n    title: Очное обслуживание\n    subsections:'
    for number in range(measures):
        subsection, rest = divmod(number, _PER_SUBSECTION)
        proposal, place = divmod(rest, _PER_PROPOSAL)
        if rest == 0:
            yield f'      - number: "1.{subsection + 1}"\n        title: Офис {subsection + 1}\n        channel: office'
            yield "        audience: B2B\n        proposals:"
        if place == 0:
            yield f'          - number: "1.{subsection + 1}.{proposal + 1}"'
            yield "            text: Развитие сервисов и повышение удобства очного обслуживания клиентов\n            measures:"
        yield from _measure(number)


def _measure(number: int) -> Iterator[str]:
    yield f"              - text: {_TEXTS[number % 3]}\n                due: 2025-{number % 12 + 1:02}-28"
    yield "                result: >-\n                  Возможность для клиента записаться на обслуживание удаленно"
    yield "                  на удобное время при наличии в офисе терминала электронной очереди"
    yield "                offices: [Заволжское МРО, Правобережное МРО, Центральное МРО]"
    if number % 5 == 0:
        yield "                journal:\n                  - on: 2025-01-14\n                    event: completed"
        yield "                    offices: [Заволжское МРО]\n                    note: Терминал принят по акту № 17"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(plan(int(sys.argv[1])))
