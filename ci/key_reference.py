"""Writes all keys of a plan's file into docs/ru/format.md: `python -m ci.key_reference`.

The words are those that editors show (`csprog schema`); docs/format.md has more, in English.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from csprog.programme.key_descriptions import CHOICES, WORDS
from csprog.programme.model import Programme

RUSSIAN = Path(__file__).resolve().parent.parent / "docs" / "ru" / "format.md"
_HEAD = """\
# Формат: все ключи плана

Ключ, слово «да», если он обязателен, и что он значит. Те же пояснения показывает редактор, которому дана схема
(`csprog schema`). Как устроен файл, рассказывает страница [файл](file.md); подробнее, по-английски, —
[docs/format.md](../format.md).

**Номер формата.** `format: 1` говорит, в какой форме записан план. Новый номер появится, когда появится новый ключ, новое
событие или новое значение прежнего; прежние форматы csprog читает всегда.

**Пределы** намного больше любого плана: текст — 20 000 знаков, название — 500, адрес — 2 000, прежняя редакция в изменении —
200 000; в номере — 10 частей по 6 цифр, в списке — 10 000 строк, у мероприятия и у записи — 1 000 офисов, в журнале — 1 000
записей, из них 100 исправлений.
"""


def russian() -> str:
    """Return docs/ru/format.md."""
    models = _models(Programme.__mro__[1])
    parts = [_part(name, models[name]) for name in WORDS if name in models]
    choices = "\n".join(f"| `{word}` | {meaning} |" for word, meaning in CHOICES.items())
    return "\n".join((_HEAD, *parts, f"## Слова из закрытых списков\n\n| слово | что значит |\n|---|---|\n{choices}\n"))


def _models(kind: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return all models of a plan by name: those that share the Programme's parent and have keys."""
    found = {kind.__name__: kind} if kind.model_fields else {}
    for derived in kind.__subclasses__():
        found |= _models(derived)
    return found


def _part(name: str, model: type[BaseModel]) -> str:
    words = WORDS[name]
    rows = (
        f"| `{key}` | {'да' if field.is_required() else ''} | {words.get(key, '')} |"
        for key, field in model.model_fields.items()
    )
    table = "\n".join(("| ключ | нужен | что это |", "|---|---|---|", *rows))
    title, _, about = words[""].partition(": ")
    paragraph = f"{about[:1].upper()}{about[1:]}.\n\n" if about else ""
    return f"## {title} ({name})\n\n{paragraph}{table}\n"


if __name__ == "__main__":
    RUSSIAN.write_text(russian(), encoding="utf-8", newline="\n")
