"""Recognises what the columns of a plan's table hold, by the words of their heads."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal[
    "number",
    "proposal",
    "measure",
    "start",
    "due",
    "result",
    "offices",
    "responsible",
    "planned",
    "source",
    "remark",
]
_HYPHEN = re.compile("(?<=[а-я])- ?(?=[а-я])")  # a word that the column's edge broke
_ADJECTIVES = r"(?:(?:планов|планируем|предлагаем|ожидаем|основн|установленн|предельн|конкретн|целев)[а-я]{1,4} )"
_NAME = r"(?:(?:наименовани|названи|содержани|перечень|описани|формулировк)[а-я]{0,2} )"

_PATTERNS: tuple[tuple[Role | None, str], ...] = (
    ("number", r"^(?:№|n|no|#|номер)\.? ?(?:п ?[./\\]? ?п\.?|пункта|мероприятия|строки)?$|^п ?[./\\] ?п$|^№|^пункт$"),
    (None, r"факт|отметк|статус|состояни|причин|достигнут|реализованн|^выполнен|^количеств|^колво"),
    ("measure", rf"^{_ADJECTIVES}?{_NAME}?{_ADJECTIVES}?мероприят|^measure|^action"),
    ("source", r"источник"),
    ("planned", r"финансирован|стоимост|затрат|бюджет|^сумм|объем средств|расход|лимит"),
    ("responsible", r"^ответствен|^исполнител|^соисполнител|^кто отвечает|^responsible|^owner"),
    ("start", r"(?:^|срок[а-я]{0,2} |дата |период[а-я]{0,2} )[а-я ]{0,40}?(?:начал|с$)|^start"),
    ("due", r"(?:^|срок[а-я]{0,2} |дата |период[а-я]{0,2} )[а-я ]{0,40}?(?:окончан|завершен|конец|по$)"),
    ("due", rf"^{_ADJECTIVES}?срок|^due|^deadline"),
    ("result", r"^(?!мероприят)(?:.*)(?:результат|эффект)|^(?:expected )?result"),
    ("proposal", r"^(?!мероприят).*(?:предложен|инициатив)"),
    ("offices", r"^офис|^подразделен|^филиал|^отделени|^участ[ок]{2}|^мест\w+ (?:исполнен|выполнен|проведен|реализац)"),
    ("remark", r"примечан|комментар"),
    ("responsible", r"ответствен|исполнител"),
    ("due", r"срок|^дата|^период|^когда"),
    ("measure", rf"мероприят|^{_NAME}?действи|^{_NAME}?(?:работ|пункт[а-я]? плана)"),
    ("measure", rf"^{_NAME}?(?:мер[аы]?|поручени[а-я]{{1,2}}|событи[а-я]{{1,2}}|вид[аы]? работ[а-я]{{0,2}})$"),
    ("measure", rf"^{_NAME}?(?:задач[а-я]{{0,2}}|этап[а-я]{{0,2}})$|^{_NAME.removesuffix(' )')})$"),
    ("measure", r"^направлени[а-я]{1,2} работ[а-я]{0,2}$"),
    ("result", r"показател|индикатор|^итог|^вид документа|^форма завершения|^kpi"),
)
"""Patterns of heads in order of precedence: each gives its role to the first column that matches and has none yet.

A role is given to one column; those of None hold what a plan has no place for, whatever else their heads say.
"""


def roles_of(names: tuple[str, ...]) -> dict[int, Role]:
    """Return the roles of columns by index, without columns that have none."""
    joined = (_HYPHEN.sub("", " ".join(name.lower().replace("ё", "е").split())) for name in names)
    texts = [text.strip(" .,:") for text in joined]
    roles: dict[int, Role | None] = {}
    for role, pattern in _PATTERNS:
        for column, text in enumerate(texts):
            if column not in roles and (role is None or role not in roles.values()) and re.search(pattern, text):
                roles[column] = role
    return {column: role for column, role in sorted(roles.items()) if role is not None}
