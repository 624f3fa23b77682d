"""Rules still run on a plan at fault, and find nothing that only its faults would explain."""

from __future__ import annotations

import pytest

from tests.plans import check, day, places, unmarked

PLAN = """\
passport:
  year: 2025
  title: План
  organisation: ПАО
goals: {number: "2.1", title: Цели, items: [Доступность, Качество]}
assessments:
  - {id: О-1, kind: operative, period: 2024, scores: [{name: Срок, score: ‹score-beyond-scale›7, scale: 5}]}
  - {id: О-2, kind: operative, period: 2024, scores: [{name: Срок, score: 4, scale: 5}]}
  - {id: О-3, kind: operative, period: 2024, scores: [{name: Срок, score: ‹score-beyond-scale›6, scale: 5}]}
sections:
  - number: "1"
    title: Раздел
    subsections:
      - number: "1.1"
        title: Подраздел
        proposals:
          - number: "1.1.1"
            text: Предложение
            goals: ["2.1.2"]
            assessments: [О-2]
            measures:
              - text: ‹personal-data›Иванов И. И.
                due: ‹due-outside-year›2026-01-01
                result: Готово
                journal:
                  - {on: 2025-03-02, event: completed, note: а}
                  - {on: ‹journal-order›2025-03-01, event: reopened, reason: а}
              - text: ‹mixed-letters›Другой oфис
                due: 2025-06-30
                result: Готово
              - {text: Третье, due: 2025-09-30, result: Готово}
"""
FAULTS = {
    "passport": ("  title: План\n", "  title: ‹unquoted›2025\n", ()),
    "section": ('- number: "1"\n', "- number: ‹unquoted›1\n", ()),
    "subsection": ('- number: "1.1"\n        title', "- ‹missing-key›title", ()),
    "goal": ("[Доступность", '[‹empty›""', ()),
    "assessment": ("О-2, kind: operative", "О-2, kind: ‹not-a-choice›often", ()),
    "deadline": ("due: ‹due-outside-year›2026-01-01", "due: ‹due›скоро", ("journal-order",)),
    "entry": ("on: 2025-03-02", "on: ‹date›2 марта", ("journal-order",)),
    "result": ("result: Готово\n                journal", "result: ‹unquoted›5\n                journal", ()),
    "year": ("year: 2025", "year: ‹year›25", ()),
}


@pytest.mark.parametrize(("old", "new", "hidden"), FAULTS.values(), ids=FAULTS)
def test_a_fault_hides_only_what_rests_on_it(old: str, new: str, hidden: tuple[str, ...]) -> None:
    marked = PLAN.replace(old, new, 1)
    for code in hidden:
        marked = marked.replace(f"‹{code}›", "")
    text, marks = unmarked(marked)
    found = places(check(text, day(12, 1)))
    assert sorted(place for place in found if not place[2].startswith("gap-")) == sorted(marks)


def test_the_year_of_most_deadlines_stands_in_for_one_that_cannot_be_read() -> None:
    text, marks = unmarked(PLAN.replace("year: 2025", "year: ‹year›25"))
    found = places(check(text, day(1, 1, 2027)))
    assert sorted(place for place in found if not place[2].startswith("gap-")) == sorted(marks)
