"""A value that is written is the value that is read, laid out as a person would have typed it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csprog.yamltext.reader import Unquoted, load_text
from csprog.yamltext.writer import write
from tests.any_plan import NAMES, PRINTED

SCALARS = PRINTED | st.sampled_from([Unquoted(text) for text in ("1.10", "2025-06-30", "", "true", "2025-01-01 1, 2]")])
KEYS = NAMES | st.just("д" * 2000)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.slow
@given(st.dictionaries(KEYS, VALUES, max_size=3), PRINTED)
def test_what_is_written_is_read(value: dict[str, Any], header: str) -> None:
    reading = load_text(write(value, header=header))
    assert reading.problems == []
    assert reading.value == value


PLAN: dict[str, Any] = {
    "passport": {"year": Unquoted("2026"), "basis": "Постановление № 442"},
    "sections": [
        {
            "number": "1",
            "subsections": [
                {"number": "1.1", "proposals": [{"number": "1.1.1"}, {"number": "1.1.2"}]},
                {"number": "1.2", "note": "слово " * 20 + "конец", "offices": ["Северный, первый", "№ 2"]},
            ],
        },
        {
            "number": "2",
            "text": "раз: два\n\nтри",
            "due": Unquoted("2026-12-31"),
            "names": ["имя " * 13 + str(n) for n in (1, 2)],
        },
    ],
}
TYPED = """\
# Откуда это взято

passport:
  year: 2026
  basis: Постановление № 442

sections:
  # раздел
  - number: "1"
    subsections:
      - number: "1.1"
        proposals:
          - number: "1.1.1"

          - number: "1.1.2"

      - number: "1.2"
        note: >-
          слово слово слово слово слово слово слово слово слово слово слово слово слово слово слово
          слово слово слово слово слово конец
        offices: ["Северный, первый", № 2]

  - number: "2"
    text: |-
      раз: два

      три
    due: 2026-12-31
    names:
      - имя имя имя имя имя имя имя имя имя имя имя имя имя 1
      - имя имя имя имя имя имя имя имя имя имя имя имя имя 2
"""


def test_the_layout_is_a_persons() -> None:
    assert write(PLAN, header="Откуда это взято", comments={("sections", 0): "раздел"}) == TYPED
