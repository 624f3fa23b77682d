"""Whatever a new version of the document brings, what was recorded stays, each entry with its measure."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csprog.errors import RefusedError
from csprog.importing.plan_merge import merge_into_plan
from csprog.programme.plan_writer import write_plan
from csprog.yamltext.edits import apply
from csprog.yamltext.reader import Unquoted, load_text
from csprog.yamltext.rewrite import revise
from tests.plans import APPROVED, measures_of, sound

PLAN: Any = load_text(APPROVED).value


@st.composite
def recorded(draw: st.DrawFn) -> Any:
    """Give the plan of 2025 with something recorded of some measures; a number tells each entry."""
    plan = deepcopy(PLAN)
    for number in range(draw(st.integers(1, 4))):
        siblings, place = draw(st.sampled_from(measures_of(plan)))
        entry = {"on": Unquoted("2025-03-14"), "event": "remark", "note": f"запись {number}: {siblings[place]['text']}"}
        siblings[place].setdefault("journal", []).append(entry)
    return plan


@st.composite
def imported(draw: st.DrawFn) -> Any:
    """Give what a new version of the document may hold: rows reworded, added, moved, dropped."""
    plan = deepcopy(PLAN)
    for number in range(draw(st.integers(0, 4))):
        siblings, place = draw(st.sampled_from(measures_of(plan)))
        match draw(st.sampled_from(["reworded", "added", "dropped", "moved", "due"])):
            case "reworded":
                siblings[place]["text"] += " и ещё"
            case "added":
                fresh = {"text": f"Новое {number}", "due": "2025-Q4", "result": "Итог"}
                siblings.insert(place, fresh)
            case "dropped" if len(siblings) > 1:
                del siblings[place]
            case "moved":
                siblings.append(siblings.pop(place))
            case "due":
                siblings[place]["due"] = Unquoted("2025-09-30")
    return plan


@pytest.mark.slow
@settings(max_examples=30)
@given(recorded(), imported())
def test_journals_follow_their_measures(plan: Any, document: Any) -> None:
    text = write_plan(plan)
    try:
        merged = merge_into_plan(sound(text)[1], load_text(text).value, document)
    except RefusedError:  # a measure with records is in the document no more
        return
    kept = [
        (entry["note"].split(": ", 1)[1], siblings[place]["text"])
        for siblings, place in measures_of(merged.value)
        for entry in siblings[place].get("journal", ())
    ]
    assert len(kept) == sum(len(siblings[place].get("journal", ())) for siblings, place in measures_of(plan))
    assert [(of, at) for of, at in kept if at.replace(" и ещё", "") not in of] == []
    assert [siblings[place]["text"] for siblings, place in measures_of(merged.value)] == [
        siblings[place]["text"] for siblings, place in measures_of(document)
    ]
    assert load_text(apply(text, revise(text, merged.value))).value == merged.value
