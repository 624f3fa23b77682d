"""Two people amend the plan on two branches, and git merges: each order stands, or the contradiction is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.git.office import recorded
from tests.plans import sound

if TYPE_CHECKING:
    from tests.git.office import Deed, Office


def amended(number: int, *words: str) -> Deed:
    """Have the plan amended by the order of a number."""
    return recorded("amend", *words, "--document", f"Приказ № {number}", "--on", "2025-09-22", "--reason", "Так")


def documents(office: Office) -> list[str]:
    return [amendment.document for amendment in sound(office.text)[1].amendments]


@pytest.mark.slow
@pytest.mark.parametrize("earlier", [False, True], ids=["first", "later"])
def test_both_orders_stand(office: Office, *, earlier: bool) -> None:
    if earlier:
        amended(1, "1.1.1.1", "--due", "2025-12-01")(office)
        office.commit("earlier")
    office.diverge(amended(2, "1.2.2.1", "--due", "2025-11-30"), amended(3, "1.2.7.1", "--due", "2025-11-30"))
    answer = office.attempt("merge", "theirs")
    assert answer.returncode == 0, answer.stdout + office.text
    assert documents(office) == ["Приказ № 1"] * earlier + ["Приказ № 2", "Приказ № 3"]
    assert office.text.count("due: 2025-11-30\n") == 2
    assert office("validate", "--against", "HEAD^1", "--as-of", "2025-12-31").exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "theirs",
    [
        pytest.param(amended(3, "1.2.2.1", "--due", "2025-11-29"), id="the-same-value"),
        pytest.param(amended(3, "1.1.1.1", "--drop"), id="numbers"),
    ],
)
def test_what_contradicts_is_a_conflict(office: Office, theirs: Deed) -> None:
    office.diverge(amended(2, "1.2.2.1", "--due", "2025-11-30"), theirs)
    answer = office.attempt("merge", "theirs")
    assert answer.returncode == 1
    assert "<<<<<<<" in office.text
