"""What amendments of one pull request tell of, taken one after the other."""

from __future__ import annotations

from datetime import date

from csprog.history.amendment import amended_ids, amended_values, numbers_after, uncovered
from csprog.history.diff import Difference
from csprog.programme.model import AmendedValue, Amendment


def amendment(*changes: tuple[str, str, str | None, str | None], ids: tuple[str, ...] = ("1", "2")) -> Amendment:
    values = tuple(AmendedValue(id=i, key=key, was=was, became=became) for i, key, was, became in changes)
    return Amendment(on=date(2025, 9, 22), document="Приказ", reason="Так", ids=ids, changes=values)


def changed(identifier: str, key: str, old: str, new: str) -> Difference:
    return Difference("changed", "measure", identifier, None, key, old, new)


def test_a_value_is_covered_by_its_own_words_alone() -> None:
    due = changed("1.1.1.1", "due", "2025-Q4", "2025-11-30")
    told = ("1.1.1.1", "due", "2025-Q4", "2025-11-30")
    assert uncovered([due], [amendment(told)]) == ()
    for slip in range(4):
        other = tuple("2.1" if at == slip else word for at, word in enumerate(told))
        assert uncovered([due], [amendment(other)]) == (due,)  # type: ignore[arg-type]
    assert uncovered([due], [amendment(told, ids=("2", "1.1.1.2"))]) == (due,)


def test_a_value_that_changes_twice_is_followed() -> None:
    first, second = ("1.1", "due", "а", "б"), ("1.1", "due", "б", "в")
    assert uncovered([changed("1.1", "due", "а", "в")], [amendment(first), amendment(second)]) == ()
    assert len(uncovered([changed("1.1", "due", "а", "в")], [amendment(second), amendment(first)])) == 1


def test_a_value_is_followed_under_its_new_number() -> None:
    reworded = amendment(("1.1.2", "text", "Обучение", "Учёба"))
    dropped = amendment(("1.1.1", "text", "Терминалы", None), ("1.1.1", "number", "1.1.2", "1.1.1"))
    differences = [
        changed("1.1.1", "text", "Обучение", "Учёба"),
        Difference("removed", "measure", "1.1.1", None, old="Терминалы"),
        Difference("renumbered", "measure", "1.1.1", None, "number", "1.1.2", "1.1.1"),
    ]
    assert uncovered(differences, [reworded, dropped]) == ()
    assert numbers_after([dropped]) == {"1.1.1": None, "1.1.2": "1.1.1"}


def test_a_part_that_moved_is_only_named() -> None:
    moved = Difference("reordered", "measure", "1.1.2", None)
    assert amended_values([moved]) == ()
    assert uncovered([moved], [amendment(ids=("1.1",))]) == ()
    assert uncovered([moved], [amendment(ids=("1.1.1",))]) == (moved,)


def test_what_lies_in_a_part_that_is_new_is_not_named_again() -> None:
    added = [Difference("added", "proposal", "1.1.4", None, new="а"), Difference("added", "measure", "1.1.4.1", None)]
    assert amended_ids([*added, changed("1.1", "title", "а", "б")]) == ("1.1.4", "1.1")
