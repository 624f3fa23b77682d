"""`csprog status --by`: measures in groups, so that each unit can be sent its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")


def groups(csprog: Tool, *words: str) -> dict[str, list[str]]:
    """Give the ids that stand under each heading, the headings with their counts."""
    shown = csprog.done("status", *AS_OF, *words)
    found: dict[str, list[str]] = {}
    for line in shown.splitlines()[1:]:
        if line and not line.startswith(" "):
            found[line] = []
        elif row := re.match(r" {2}([\d.]+) ", line):
            found[list(found)[-1]].append(row[1])
    return found


def of(unit: str, *journal: str, **values: str) -> str:
    """Give the lines of a measure for which a unit answers."""
    return measure(*journal, **values) + f"  responsible: {unit}\n"


def test_each_unit_gets_its_own_what_is_awaited_first_and_nobody_last(csprog: Tool) -> None:
    csprog.write(
        small(
            measure(due="2025-07-20"),
            of("ОКЦ", due="2025-07-31"),
            of("Отдел продаж", due="2025-07-10"),
            of("ОКЦ", due="2025-06-01"),
            of("ОКЦ", due="2025-12-31"),
            of("ОКЦ", "on: 2025-05-01, event: completed"),
        )
    )
    found = groups(csprog, "--by", "responsible", "--due-within", "30")
    assert found == {
        "ОКЦ: 2 measures (due soon: 1, overdue: 1)": ["1.1.1.4", "1.1.1.2"],
        "Отдел продаж: 1 measure (due soon: 1)": ["1.1.1.3"],
        "not given: 1 measure (due soon: 1)": ["1.1.1.1"],
        "Total: 4 measures (due soon: 3, overdue: 1)": [],
    }
    assert [heading.partition(":")[0] for heading in found] == ["ОКЦ", "Отдел продаж", "not given", "Total"]
    assert "ОКЦ: 4 measures (planned: 1, due soon: 1, overdue: 1, completed: 1)" in groups(
        csprog, "--by", "responsible"
    )


def test_an_office_that_has_done_its_part_is_not_reminded(csprog: Tool) -> None:
    done = "on: 2025-05-01, event: completed, offices: [А]"
    everywhere = "on: 2025-05-01, event: completed"
    csprog.write(small(measure(done, due="2025-07-20", offices="А, Б"), measure(everywhere, offices="А"), measure()))
    found = groups(csprog, "--by", "office")
    assert found == {
        "Б: 1 measure (due soon: 1)": ["1.1.1.1"],
        "А: 1 measure (completed: 1)": ["1.1.1.2"],
        "not given: 1 measure (overdue: 1)": ["1.1.1.3"],
        "Total: 3 measures (completed in some offices: 1, overdue: 1, completed: 1)": [],
    }
    assert "open:" not in csprog.done("status", *AS_OF, "--by", "office")
    assert "open: Б" in csprog.done("status", *AS_OF, "--by", "section")


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("section", ["1. Очное обслуживание: 15", "2. Интерактивное обслуживание: 10"]),
        ("channel", ["an office: 15", "the official site: 3", "the personal account: 5", "e-mail: 2"]),
        ("audience", ["companies: 9", "people: 15", "not given: 1"]),
        ("responsible", ["not given: 25"]),
    ],
)
def test_the_real_plan(csprog: Tool, by: str, headings: list[str]) -> None:
    found = groups(csprog, "--by", by)
    assert [heading.partition(" measure")[0] for heading in found] == [*headings, "Total: 25"]
    assert [len(ids) for ids in found.values()] == [*(int(heading.rpartition(" ")[2]) for heading in headings), 0]


def test_filters_narrow_the_groups_and_the_exit_code_is_as_ever(csprog: Tool) -> None:
    assert next(iter(groups(csprog, "2", "--by", "section", "--audience", "b2b"))).startswith("2. ")
    assert csprog("status", *AS_OF, "--by", "section", "--fail-on", "overdue").exit_code == 1
    assert groups(csprog, "--by", "section", "--status", "completed") == {"Total: 0 measures": []}


def test_json_keeps_its_shape(csprog: Tool) -> None:
    assert csprog.json("status", *AS_OF, "--by", "office") == csprog.json("status", *AS_OF)


def test_another_word_is_refused(csprog: Tool) -> None:
    why = csprog.refused("status", "--by", "unit", code=2)
    assert "invalid value “unit”, choose from: responsible, office, section, channel, audience" in why


def test_in_russian(csprog: Tool) -> None:
    shown = csprog.done("status", *AS_OF, "--by", "channel", "--lang", "ru")
    assert "\nофис: 15 мероприятий (запланировано: 12, просрочено: 3)\n" in shown
    assert "не указано: 25" in csprog.done("status", *AS_OF, "--by", "responsible", "--lang", "ru")
