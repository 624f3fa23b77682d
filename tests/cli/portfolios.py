"""A tree of small plans: two companies, fifteen years each, one plan at fault and one file that can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = ("--as-of", "2025-06-15")
YEARS = range(2011, 2026)
LOST = 2022
"""The year in which a measure says that it comes from one that there is not."""
FAULTY, UNREADABLE = "yug/programme/2013.yaml", "yug/programme/2014.yaml"


def make(folder: Path) -> None:
    """Write the tree: in every year one measure is done, one stays open; in 2025 one is open and one due soon."""
    for company, name in (("sever", "ПАО «Север»"), ("yug", "АО «Юг»")):
        for year in YEARS:
            file = folder / company / "programme" / f"{year}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(plan(year, name).encode("utf-8"))
    (folder / FAULTY).write_text("passport:\n  year: 2013\n  titel: План\n", encoding="utf-8")
    (folder / UNREADABLE).unlink()
    (folder / UNREADABLE).mkdir()
    for place in (".git/programme", "yug/programme/site"):  # neither holds plans of the tree
        (folder / place).mkdir(parents=True)
        (folder / place / "2024.yaml").write_text("nobody reads this", encoding="utf-8")


def plan(year: int, organisation: str) -> str:
    """Give a plan of a year; from the second on it says that its first measure comes from the year before."""
    done = f"on: {year}-03-01, event: completed, note: Сделано"
    text = small(measure(done, due=f"{year}-06-30"), measure(due=f"{year}-05-31"), measure(due=f"{year}-06-20"))
    if year > YEARS[0]:
        identifier = "1.1.1.4" if year == LOST else "1.1.1.3"
        origin = f"                carried_from: {{year: {year - 1}, id: {identifier}}}\n"
        text = text.replace("                journal:", f"{origin}                journal:", 1)
    return text.replace("year: 2025", f"year: {year}", 1).replace("Общество", organisation)
