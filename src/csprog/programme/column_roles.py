"""TODO programme.column_roles."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal[
    "number", "proposal", "measure", "due", "result", "offices", "responsible", "planned", "source", "remark"
]


_SIGNS: tuple[tuple[Role, str], ...] = (
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


def roles_of(names: tuple[str, ...]) -> dict[int, Role]:
    """Return what each column holds that holds something a plan knows, by the words of its head."""
    roles: dict[int, Role] = {}
    for column, name in enumerate(names):
        text = re.sub(r"\s+", " ", name.lower().replace("ё", "е")).strip(" .,:")
        for role, sign in _SIGNS:
            if role not in roles.values() and re.search(sign, text):
                roles[column] = role
                break
    return roles
