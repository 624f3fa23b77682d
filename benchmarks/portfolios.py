"""Makes portfolios: `python -m benchmarks.portfolios FOLDER [FILES]` (by default 2,000, the plans of 200 companies).

Every plan is that of docs/example/ for 2023, which has all that a plan can have and no problems, moved to another year and
company.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path

_EXAMPLE = Path(__file__).parent.parent / "docs" / "example" / "programme" / "2023.yaml"
_YEARS = range(2020, 2030)
_THIS_CENTURY = re.compile(r"\b20[0-9]{2}\b")


def portfolio(folder: Path, files: int) -> None:
    """Write so many plans into `folder`, the years of a company in a folder each."""
    example = _EXAMPLE.read_text(encoding="utf-8")
    for number in range(files):
        company, place = divmod(number, len(_YEARS))
        year = _YEARS[place]
        text = _THIS_CENTURY.sub(partial(_later, year - 2023), example)
        text = re.sub(r"(?m)^(  organisation:).*$", rf"\1 АО «Сбыт {company + 1}»", text)
        file = folder / f"company-{company + 1:03}" / "programme" / f"{year}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def _later(years: int, found: re.Match[str]) -> str:
    return str(int(found[0]) + years)


if __name__ == "__main__":
    folder, *files = sys.argv[1:]
    portfolio(Path(folder), int(files[0]) if files else 2_000)
