"""Recognises what the columns of a plan's table hold, by the words of their heads."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal[
    "number", "proposal", "measure", "due", "result", "offices", "responsible", "planned", "source", "remark"
]


_PATTERNS: tuple[tuple[Role, str], ...] = (
    ("number", r"^(?:№|n|no|номер)(?: ?п ?/ ?п)?$|^п ?/ ?п$|^№"),
    ("source", r"источник"),
    ("planned", r"финансирован|стоимость|затрат|бюджет|сумма|объем средств"),
    ("responsible", r"ответствен|исполнител"),
    ("offices", r"^офис|^подразделен|^мест\w+ (?:исполнен|выполнен|проведен|реализац)"),
    ("remark", r"примечан|комментар"),
    ("due", r"срок|дата (?:исполнен|выполнен|реализац)|период (?:исполнен|выполнен|реализац)"),
    ("result", r"^(?!.*(?:факт|достигнут|отметка)).*(?:результат|эффект)"),
    ("proposal", r"^(?!мероприят).*(?:предложен|инициатив)"),
    ("measure", r"мероприят|^действи"),
)
"""Patterns of heads in order of precedence: the first that matches gives the role, each role to one column."""


def roles_of(names: tuple[str, ...]) -> dict[int, Role]:
    """Return the roles of columns by index, without columns that have none."""
    roles: dict[int, Role] = {}
    for column, name in enumerate(names):
        text = re.sub(r"\s+", " ", name.lower().replace("ё", "е")).strip(" .,:")
        for role, pattern in _PATTERNS:
            if role not in roles.values() and re.search(pattern, text):
                roles[column] = role
                break
    return roles
