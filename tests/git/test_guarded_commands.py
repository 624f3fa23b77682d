"""What csprog's own commands do to an approved plan is accepted by `csprog validate --against`, and its advice helps."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.git.approved import FULL

if TYPE_CHECKING:
    from tests.git.office import Office

DAY = ("--as-of", "2025-12-31")
ORDER = ("--document", "Приказ № 118", "--on", "2025-09-22", "--reason", "Так решено")


@pytest.fixture(autouse=True)
def approved(office: Office) -> None:
    """Have the full plan on main, and a branch for what follows."""
    office.write(FULL)
    office.commit("план утверждён")
    office.git("checkout", "-q", "-b", "wish")


def errors(office: Office, *words: str) -> list[str]:
    """Give the sentences of what is wrong against main."""
    result = office("validate", "--against", "main", "--json", *DAY, *words)
    return [f"{one['code']}: {one['message']}" for one in json.loads(result.stdout) if one["severity"] == "error"]


COMMANDS = [
    ("complete", "1.2.6", "--on", "2025-06-20", "--note", "Сделано"),
    ("complete", "1.1.1.1", "--office", "Заволжское МРО", "--on", "2025-06-20", "--note", "Сделано"),
    ("decline", "1.2.7", "--reason", "Нет места", "--on", "2025-12-20"),
    ("postpone", "1.2.4", "--to", "2025-12-01", "--reason", "Нет поставки", "--on", "2025-06-20"),
    ("reopen", "1.2.2.1", "--reason", "Не принято", "--on", "2025-12-20"),
    ("remark", "1.2.4", "--note", "Ждём"),
    ("spend", "1.2.2.1", "410000", "--on", "2025-12-20"),
    ("cancel", "1.2.4", "--reason", "Передано", "--document", "Приказ № 118", "--on", "2025-12-20"),
    ("gauge", "ожидание", "11", "--period", "2025-04", "--on", "2025-05-10"),
    ("correct", "ожидание", "--value", "10.9", "--why", "Пересчёт"),
    ("assess", "О-2", "--kind", "operative", "--period", "2025-Q1", "--score", "Срок=4/5", "--on", "2025-04-10"),
    ("amend", "1.2.4.1", "--due", "2025-09-30", *ORDER),
    ("amend", "1.2.4.1", "--text", "Иные слова", *ORDER),
    ("amend", "1.2.4.1", "--result", "Иной результат", *ORDER),
    ("amend", "1.2.2", "--text", "Иные слова предложения", *ORDER),
    ("amend", "1.1.1.1", "--offices", "Заволжское МРО", *ORDER),
    ("amend", "1.2.2.1", "--responsible", "Отдел продаж", *ORDER),
    ("amend", "1.2.2.1", "--funding", "900000", *ORDER),
    ("amend", "1.2.2", "--add", "--text", "Новое", "--due", "2025-12-31", "--result", "Сделано", *ORDER),
    ("amend", "1.1.1.1", "--drop", *ORDER),
]


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_a_command_does_is_accepted(office: Office, command: tuple[str, ...]) -> None:
    office.record(*command)
    assert office.text != FULL
    assert errors(office) == []


@pytest.mark.slow
def test_what_commands_do_one_after_another_is_accepted(office: Office) -> None:
    """With a commit after each of them, and without one."""
    for number, command in enumerate(COMMANDS):
        if command[:2] in {("amend", "1.1.1.1"), ("cancel", "1.2.4")}:
            continue
        office.record(*command)
        assert errors(office) == [], command
        if number % 2:
            office.commit(command[0])
    assert errors(office) == []


EDITS = [
    ("planned: 1250000", "planned: 900000"),
    ("target: 12", "target: 13"),
    ("due: 2025-06-30", "due: 2025-07-30"),
    ('number: "1.2.7"', 'number: "1.2.8"'),
    ("responsible: Отдел платежей", "responsible: Отдел продаж"),
    ("                responsible: Отдел платежей\n", ""),
    ("                due: 2025-06-30\n", "                due: 2025-06-30\n                recurring: true\n"),
    ("        title: Офис обслуживания клиентов В2В", "        title: Офис для организаций"),
    ("- повышение лояльности", "- рост лояльности"),
    ("Срок, Результат]", "Дата, Результат]"),
    ("offices: [Заволжское МРО, Правобережное МРО]", "offices: [Заволжское МРО; Правобережное МРО]"),
    ('number: "1.2.2."', 'number: " 1.2.2"'),
]


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), EDITS)
@pytest.mark.parametrize("committed", [False, True])
def test_advice_followed_to_the_letter_helps(office: Office, old: str, new: str, *, committed: bool) -> None:
    """The command that the sentence names, with the document, makes the change accepted."""
    assert old in FULL
    office.write(FULL.replace(old, new, 1))
    if committed:
        office.commit("правка")
    told = errors(office)
    (command,) = {found[1] for one in told if (found := re.search(r": (csprog amend .*)$", one))}
    assert len(told) == 1 or old.startswith("number")
    office.record(*shlex.split(command)[1:], *ORDER)
    assert errors(office) == []
