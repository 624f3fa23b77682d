"""Where each value lies: what is pointed at is what is at fault."""

from __future__ import annotations

import pytest

from csprog.findings import Position
from csprog.yamltext.nodes import locate, locate_mapping
from tests.plans import APPROVED

TEXT = """\
passport:
  title: План на год
  note: |-
    раз
    два
  empty:
list:
  - a: 'x y'
  - [b, c]
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), Position(1, 1)),
        (("passport",), Position(2, 3)),
        (("passport", "title"), Position(2, 10, 11)),
        (("passport", "note"), Position(3, 9)),
        (("list",), Position(8, 3)),
        (("list", 0, "a"), Position(8, 8, 5)),
        (("list", 1, 1), Position(9, 9, 1)),
        (("passport", "missing"), Position(2, 3)),
        (("list", 2), Position(8, 3)),
        (("list", 7), Position(8, 3)),
        (("list", 0, "completed", "a"), Position(8, 8, 5)),
    ],
)
def test_places(path: tuple[str | int, ...], place: Position) -> None:
    assert locate(TEXT).find(path).position() == place


def test_an_absent_value_is_pointed_at_by_its_key() -> None:
    place = locate(TEXT).find(("passport", "empty")).position()
    assert (place.line, place.column) == (6, 3)


def test_places_of_keys() -> None:
    tree = locate(TEXT)
    assert tree.key(("passport", "title")).position() == Position(2, 3, 5)
    assert tree.key(("passport", "missing")).position() == Position(2, 3)


def test_a_tree_where_libyaml_fails() -> None:
    assert locate("a: [http://x/y]\nb: c\n").find(("b",)).position() == Position(2, 4)
    inner = locate_mapping("x:\n  a: [http://x/y]\n  b: c\n", 5)
    assert [name.text for name, _ in inner.entries or ()] == ["a", "b"]


def test_a_text_without_values() -> None:
    assert locate("# ничего\n").position() == Position(1, 1)


def test_one_mapping_is_found_without_reading_the_whole() -> None:
    start = APPROVED.index("text: Настройка ПО")
    mapping = locate_mapping(APPROVED, start)
    assert [name.text for name, _ in mapping.entries or ()] == ["text", "due", "result"]
    result = mapping.value("result")
    assert result is not None
    assert APPROVED[result.start : result.end] == "Сервис приема платежей через СБП внедрен"
    assert mapping.end == result.end
