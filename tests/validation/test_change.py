"""Rules of change by all values of a plan: none of them changes unseen, and only a true amendment lets one through."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from csprog.history.amendment import amended_ids, amended_values
from csprog.history.diff import compare
from csprog.programme.model import Amendment, Programme
from csprog.validation.rules.change import GAPS, LINKS, NOTES, PAGE_KEYS, changes, needs_amendment, rewrites_records
from csprog.yamltext.reader import Unquoted
from tests.any_plan import any_plans
from tests.integration.plans import EVERYTHING
from tests.plans import day, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csprog.findings import Violation

    Path = tuple[str | int, ...]

TODAY = day(12, 31, 2026)
VALUE: Any = sound(EVERYTHING)[0].loaded.value
OLD = sound(EVERYTHING)[1]
OTHER = {
    "office": "post",
    "survey": "appeal",
    "operative": "comprehensive",
    "B2C": "B2B",
    "B2B": "B2C",
    "higher": "lower",
    "lower": "higher",
    "2026-Q4": "2026-Q3",
    "#0b4f8f": "#004488",
    "logo.svg": "sign.svg",
    "true": "false",
    "false": "true",
}
"""Of what can't be anything: something else that it can be."""


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the way to every scalar of a plan."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if steps is None:
        yield path
    for step, child in steps or ():
        yield from leaves(child, (*path, step))


MEASURE = ("sections", 0, "subsections", 0, "proposals", 0, "measures", 0)
LEAVES = [path for path in leaves(VALUE) if path[-1] not in {"event", "journal"}]
OPTIONAL = sorted({path[:depth] for path in LEAVES for depth in range(1, len(path) + 1)}, key=str)


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


ENTRIES = len(at(VALUE, MEASURE)["journal"])


def another(value: Any) -> Any:
    """Change a scalar into another of its kind."""
    if not isinstance(value, Unquoted):
        return OTHER.get(value, f"{value}1")
    text = value.text
    if text in OTHER:
        return Unquoted(OTHER[text])
    if text.count("-") == 2:
        return Unquoted("2026-12-30" if text != "2026-12-30" else "2026-12-29")
    if "-" in text:
        return Unquoted("2026-Q3")
    return Unquoted(str(int(float(text)) + 1)) if text.replace(".", "").isdigit() else f"{text}1"


def edited(path: Path, *, drop: bool = False) -> Programme:
    """Give the plan with one value changed, or taken out."""
    plan = deepcopy(VALUE)
    parent = at(plan, path[:-1])
    if drop:
        del parent[path[-1]]
    else:
        parent[path[-1]] = another(parent[path[-1]])
    try:
        return Programme.model_validate(plan)
    except ValidationError:
        assume(condition=False)
        raise


def is_free(path: Path) -> bool:
    """Tell whether a value that is there changes freely, by docs/rules.md."""
    if path[0] == "passport":
        return path[1] in {*PAGE_KEYS, *NOTES}
    return (
        path[-1] in NOTES or ".".join(map(str, path[-2:])) in LINKS or path[0] in {"switched_off", "format", "offices"}
    )


def is_recorded(path: Path) -> bool:
    """Tell whether a value is a record, or the name of the indicator that has values."""
    return (
        path == ("indicators", 0, "id")
        or "journal" in path
        or "actuals" in path
        or path[0] in {"amendments", "assessments"}
    )


def errors(old: Programme, new: Programme) -> list[Violation]:
    return [found for found in changes(old, new, TODAY) if found.severity == "error"]


def amended(new: Programme, **words: str) -> Programme:
    """Give a plan with a true amendment of all that needs one; with `words` its first value says something else."""
    needing = [one for one in compare(OLD, new) if needs_amendment(one)]
    values = list(amended_values(needing))
    if words:
        values[0] = values[0].model_copy(update=words)
    head = {"on": day(9, 22, 2026), "document": "Приказ № 118", "reason": "Так решено"}
    ids = amended_ids(needing) or ("1",)
    amendment = Amendment.model_validate({**head, "ids": ids, "changes": tuple(values)})
    return new.model_copy(update={"amendments": (*new.amendments, amendment)})


@pytest.mark.slow
@pytest.mark.parametrize("drop", [False, True])
@given(data=st.data())
def test_no_value_changes_unseen(data: st.DataObject, *, drop: bool) -> None:
    path = data.draw(st.sampled_from(OPTIONAL if drop else LEAVES))
    new = edited(path, drop=drop)
    assert new != OLD or path[-1] == "journal"
    assert (errors(OLD, new) == []) is (is_free(path) or new == OLD)
    if new != OLD:
        assert compare(OLD, new) != ()


@pytest.mark.slow
@given(st.sampled_from([path for path in LEAVES if not is_free(path)]))
def test_only_a_true_amendment_lets_a_change_through(path: Path) -> None:
    """Nothing lets through what rewrites a record; else a false word is found, on either side."""
    new = edited(path)
    told = amended(new)
    if is_recorded(path):
        assert errors(OLD, told) != []
        return
    assert errors(OLD, told) == []
    assert errors(OLD, amended(new, was="Неправда")) != []
    assert errors(OLD, amended(new, became="Неправда")) != []
    assert errors(OLD, amended(new, id="1.1.1.9")) != []
    assert errors(told, new) != []


def test_an_amendment_serves_once() -> None:
    told = amended(edited(("plan", "title")))
    again = told.model_copy(update={"plan": edited(("plan", "number")).plan})
    assert errors(told, again) != []


@pytest.mark.slow
@given(st.permutations(range(ENTRIES)).filter(lambda order: order != sorted(order)))
def test_entries_never_change_places(order: list[int]) -> None:
    plan = deepcopy(VALUE)
    measure = at(plan, MEASURE)
    measure["journal"] = [measure["journal"][place] for place in order]
    assert {found.code for found in errors(OLD, Programme.model_validate(plan))} == {"change-journal"}


@given(st.integers(0, ENTRIES), st.sampled_from(["2026-01-15", "2026-05-01", "2026-07-02", "2026-12-30"]))
def test_an_entry_is_only_added_at_the_end(place: int, on: str) -> None:
    plan = deepcopy(VALUE)
    at(plan, MEASURE)["journal"].insert(place, {"on": on, "event": "remark", "note": "Новое"})
    found = {one.code for one in errors(OLD, Programme.model_validate(plan))}
    assert found == (set() if place == ENTRIES else {"change-journal"})


@pytest.mark.parametrize("drop", [False, True])
def test_what_was_recorded_is_kept_before_the_approval_too(*, drop: bool) -> None:
    draft = OLD.model_copy(update={"passport": OLD.passport.model_copy(update={"approval": None})})
    for path in LEAVES:
        if not is_recorded(path):
            continue
        plan = deepcopy(VALUE)
        del plan["passport"]["approval"]
        parent = at(plan, path[:-1])
        try:
            if drop:
                del parent[path[-1]]
            else:
                parent[path[-1]] = another(parent[path[-1]])
            new = Programme.model_validate(plan)
        except ValidationError:
            continue
        assert [one.code for one in changes(draft, new, day(6, 1))] != [], path


@pytest.mark.slow
@settings(max_examples=30)
@given(any_plans())
def test_a_plan_is_its_own_equal(programme: Programme) -> None:
    assert compare(programme, programme) == ()


def test_gaps_are_keys_of_the_plan() -> None:
    """The short list names what there is; of each part, the first of them can be filled."""
    for keys in GAPS.values():
        assert keys == tuple(dict.fromkeys(keys))
    for key in ("responsible", "funding", "digital", "indicators"):
        bare = edited((*MEASURE, key), drop=True)
        found = [one.code for one in errors(bare, OLD)]
        assert found == (["change-value"] if key == "indicators" else [])


def test_what_rewrites_records_needs_no_amendment() -> None:
    """Since none is enough: `csprog amend` refuses it."""
    rewritten = compare(OLD, edited((*MEASURE, "journal", 0, "note")))
    assert any(map(rewrites_records, rewritten))
    assert not any(map(needs_amendment, rewritten))
