"""Plans that tests share: the real one of 2025 as it was approved, and small ones that can be taken in at a glance."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

from csprog.programme.plan_text import SoundPlan, parse_plan
from csprog.store.plan_files import SourceFile
from csprog.validation.validator import check_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csprog.findings import Finding
    from csprog.programme.model import Programme

ROOT = Path(__file__).resolve().parent.parent
_JOURNAL = re.compile(r"^( +)journal:[^\n]*\n(?:\1[ -][^\n]*\n)*", re.MULTILINE)
APPROVED = _JOURNAL.sub("", (ROOT / "programme" / "2025.yaml").read_bytes().decode("utf-8"))
"""The plan of 2025 without what people have recorded since."""

HEAD = """\
passport:
  year: 2025
  title: План
  organisation: Общество
sections:
  - number: "1"
    title: Раздел
    subsections:
      - number: "1.1"
        title: Подраздел
        channel: office
        audience: B2B
        proposals:
"""
MARGIN = " " * 14  # where a measure's dash stands in a small plan


MARK = re.compile("‹([a-z-]+)›")


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Give a text without its marks (‹code›), and where they stood: line, column, code."""
    places = []
    for number, line in enumerate(marked.split("\n"), start=1):
        for found in MARK.finditer(line):
            column = len(MARK.sub("", line[: found.start()])) + 1
            places.append((number, column, found[1]))
    return MARK.sub("", marked), places


def places(problems: Iterable[Finding]) -> list[tuple[int, int, str]]:
    """Give where problems are found, as marks are given."""
    return [(problem.position.line, problem.position.column, problem.code) for problem in problems]


def measure(*journal: str, due: str = "2025-06-30", offices: str = "", text: str = "Мероприятие") -> str:
    """Give a measure's lines; entries are the inside of braces (a mark may stand before it), offices have commas."""
    lines = [f"- text: {text}", f"  due: {due}", "  result: Результат"]
    if offices:
        lines.append(f"  offices: [{offices}]")
    if journal:
        lines += ["  journal:", *(_in_braces(entry) for entry in journal)]
    return "\n".join(lines) + "\n"


def _in_braces(entry: str) -> str:
    keys = re.sub("^(‹[a-z-]+›)+", "", entry)
    return f"    - {entry.removesuffix(keys)}{{{keys}}}"


def small(*measures: str, number: str = "1.1.1") -> str:
    """Give a plan with one proposal of these measures (by default a single one, of which nothing is recorded)."""
    proposal = f'          - number: "{number}"\n            text: Предложение\n            measures:\n'
    return HEAD + proposal + indent("".join(measures or [measure()]), MARGIN)


def measures_of(plan: Any) -> list[tuple[list[Any], int]]:
    """Give every measure of a plan's plain value, as its list and its place in it."""
    return [
        (proposal["measures"], place)
        for section in plan["sections"]
        for subsection in section["subsections"]
        for proposal in subsection["proposals"]
        for place in range(len(proposal["measures"]))
    ]


def sound(text: str) -> tuple[SoundPlan, Programme]:
    """Parse a plan whose shape is right."""
    plan = parse_plan(text)
    assert isinstance(plan, SoundPlan), plan.findings
    return plan, plan.programme


def check(text: str, today: date) -> tuple[Finding, ...]:
    """Give all findings in a plan's text; its file has the name that the year asks for."""
    year = re.search(r"^ +year: *([0-9]{4})", text, re.MULTILINE)
    name = Path(f"{year[1] if year else 2025}.yaml")
    return check_file(SourceFile(name, text.encode("utf-8", "surrogatepass")), today).findings


def day(month: int, number: int, year: int = 2025) -> date:
    """Give a day, by default of the plan's year."""
    return date(year, month, number)
