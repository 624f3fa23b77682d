"""Whatever two sides record that doesn't contradict: merged either way it is all there, once, in order of date."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from csprog.editing.entry import build_entry, record
from csprog.editing.measurements import assess, gauge
from csprog.editing.merge.plans import merge
from csprog.parsing.periods import parse_period
from csprog.programme.entries import Remark
from csprog.programme.ledgers import every_ledger
from csprog.store.git import merge_file
from tests.git.office import gained
from tests.git.styling import plans
from tests.plans import measure, small, sound

if TYPE_CHECKING:
    from csprog.editing.merge.conflict_markers import MarkerStyle
    from csprog.editing.merge.plans import Merged
    from csprog.programme.entries import Entry

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("CSPROG_MERGES", "60"))  # a longer run: CSPROG_MERGES=5000
TODAY = date(2026, 2, 1)
OFFICES = ("Заволжское МРО", "Северное МРО")
IDS = ("1.1.1.1", "1.1.1.2", "1.1.1.3")
Journals = dict[str, tuple["Entry", ...]]
patient = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))


def remark(text: str, on: date) -> Entry:
    return build_entry({"on": on, "event": "remark", "note": text})


def days(month: int) -> st.SearchStrategy[date]:
    """Give few days, so that many entries fall on one."""
    return st.builds(date, st.just(2025), st.integers(month, month + 1), st.sampled_from([3, 7, 8, 21]))


@st.composite
def journals(draw: st.DrawFn, side: str, shared: tuple[Entry, ...]) -> Journals:
    """Give what one side records: remarks of its own and shared ones, and that its own office is done."""
    found: Journals = {}
    for identifier in IDS:
        own = draw(st.lists(days(3), max_size=3))
        entries = [
            remark(f"{side} {number}\nвторая строка" if number == 2 else f"{side} {number}", on)
            for number, on in enumerate(own)
        ]
        if draw(st.booleans()):
            office = OFFICES[side == "theirs"]
            entries.append(build_entry({"on": draw(days(3)), "event": "completed", "offices": (office,), "note": side}))
        entries += draw(st.lists(st.sampled_from(shared), unique=True)) if shared else []
        found[identifier] = tuple(sorted(entries, key=lambda entry: entry.on))
    return found


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, Journals, Journals]:
    """Give a plan with something in its journals, and what either side records."""
    said = ["on: 2025-01-10, event: remark, note: раз", "on: 2025-02-10, event: remark, note: два"]
    base = small(*(measure(*said[: draw(st.integers(0, 2))], offices=", ".join(OFFICES)) for _ in IDS))
    shared = tuple(remark(f"вместе {number}", on) for number, on in enumerate(draw(st.lists(days(3), max_size=2))))
    return base, draw(journals("ours", shared)), draw(journals("theirs", shared))


def with_entries(text: str, entries: Journals) -> str:
    """Record all entries, one after another."""
    for identifier, journal in entries.items():
        for entry in journal:
            text = record(sound(text)[0], identifier, entry, TODAY).text
    return text


def merged(base: str, ours: str, theirs: str, style: MarkerStyle | None = None) -> Merged:
    """Merge with git's own merge of lines."""

    def merge_lines(our_text: str, base_text: str, their_text: str) -> tuple[str, bool]:
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / name for name in ("ours", "base", "theirs")]
            for file, text in zip(files, (our_text, base_text, their_text), strict=True):
                file.write_bytes(text.encode("utf-8"))
            data, clean = merge_file(*files, marker_size=7)
        return data.decode("utf-8"), clean

    return merge(base, ours, theirs, merge_lines, style)


def journals_of(text: str) -> Journals:
    return {placed.id: placed.measure.journal for placed in sound(text)[1].measures}


def in_order(part: tuple[Entry, ...], whole: tuple[Entry, ...]) -> bool:
    """Tell whether the entries of `part` stand in `whole` in this order."""
    places = iter(whole)
    return all(any(entry == other for other in places) for entry in part)


@patient
@given(histories())
def test_all_is_there_once_and_in_order(history: tuple[str, Journals, Journals]) -> None:
    base, our_entries, their_entries = history
    ours, theirs = with_entries(base, our_entries), with_entries(base, their_entries)
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    note(one.text)
    assert (one.conflicts, other.conflicts) == ((), ())
    gained(ours, one.text)
    gained(theirs, other.text)
    before, after, mirrored = journals_of(base), journals_of(one.text), journals_of(other.text)
    for identifier in IDS:
        either = Counter(our_entries[identifier]) | Counter(their_entries[identifier])
        assert Counter(after[identifier]) == Counter(before[identifier]) + either
        assert Counter(after[identifier]) == Counter(mirrored[identifier])
        for journal in (after[identifier], mirrored[identifier]):
            assert [entry.on for entry in journal] == sorted(entry.on for entry in journal)
        assert in_order(before[identifier] + our_entries[identifier], after[identifier])
        assert in_order(before[identifier] + their_entries[identifier], mirrored[identifier])


@patient
@given(histories())
def test_merged_once_it_is_merged(history: tuple[str, Journals, Journals]) -> None:
    """Merging theirs a second time, or what was merged into either side, changes nothing more."""
    base, our_entries, their_entries = history
    ours, theirs = with_entries(base, our_entries), with_entries(base, their_entries)
    both = merged(base, ours, theirs).text
    assert merged(theirs, both, theirs).text == both
    assert merged(ours, ours, both).text == both


INDICATOR = "  indicators:\n    - id: доля\n      name: Доля\n      unit: '%'\n"
PERIODS = ("2025-Q1", "2025-01", "2025-02")
RECORDED_BEFORE = (
    "",
    "assessments:\n- {id: О0, kind: operative, period: 2024, scores: [{name: а, score: 1, scale: 2}]}\n",
    "\ngoals:\n  number: '2'\n  title: Цели\n\n# ── План\n",
)


@st.composite
def found(draw: st.DrawFn, side: str) -> list[dict[str, Any]]:
    """Give what one side records: values of an indicator, assessments, a remark; both sides find the same where they ask the same."""
    recorded: list[dict[str, Any]] = [
        {
            "period": parse_period(period),
            "value": Decimal(PERIODS.index(period)),
            "note": draw(st.sampled_from([side, None])),
        }
        for period in draw(st.lists(st.sampled_from(PERIODS), unique=True))
    ]
    for name in draw(st.lists(st.sampled_from([f"{side} 1", f"{side} 2", "общая"]), unique=True)):
        scores = ({"name": "Вежливость", "score": Decimal(4), "scale": Decimal(5)},)
        recorded.append({"id": name, "kind": "operative", "period": parse_period("2025-Q1"), "scores": scores})
    recorded += [{"event": "remark", "note": side}] * draw(st.integers(0, 1))
    stamped = [{"on": date(2025, 4, 1) if one.get("id") == "общая" else draw(days(4)), **one} for one in recorded]
    return sorted(stamped, key=lambda one: one["on"])


def with_found(text: str, recorded: list[dict[str, Any]]) -> str:
    for values in recorded:
        plan = sound(text)[0]
        if "event" in values:
            text = record(plan, "1.1.1.1", build_entry(values), TODAY).text
        else:
            text = (assess(plan, values, TODAY) if "id" in values else gauge(plan, "доля", values, TODAY)).text
    return text


def all_of(text: str) -> dict[Any, Any]:
    return {ledger.place: ledger.items for ledger in every_ledger(sound(text)[1])}


@patient
@given(st.sampled_from(RECORDED_BEFORE), found("наше"), found("их"))
def test_what_both_found_is_there_once(before: str, ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    base = small(measure() + INDICATOR, measure()).replace("sections:", f"{before}sections:", 1)
    our_text, their_text = with_found(base, ours), with_found(base, theirs)
    one, other = merged(base, our_text, their_text), merged(base, their_text, our_text)
    note(one.text)
    assert (one.conflicts, other.conflicts) == ((), ())
    gained(our_text, one.text)
    gained(their_text, other.text)
    for place, items in all_of(one.text).items():
        either = Counter(all_of(our_text)[place]) | Counter(all_of(their_text)[place])
        assert Counter(items) == either == Counter(all_of(other.text)[place])
    assert merged(their_text, one.text, their_text).text == one.text


@st.composite
def orders(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Give the remarks of one day in three journals, those of ours and of theirs in orders of their own."""
    base = draw(st.sampled_from(["", "а", "аб"]))
    ours, theirs = (draw(st.permutations(base + draw(st.sampled_from(["", "в", "г", "вг"])))) for _ in "12")
    return tuple(base), tuple(ours), tuple(theirs)


@patient
@given(orders())
@example((("а",), ("в", "а"), ("а", "в")))
def test_the_order_of_one_day_doubles_nothing(found: tuple[tuple[str, ...], ...]) -> None:
    """Who merges first puts the entries of a day in one order, and who rebases meets the same ones in another."""
    base, ours, theirs = (
        small(measure(*[f"on: 2025-03-14, event: remark, note: {text}" for text in texts])) for texts in found
    )
    result = merged(base, ours, theirs)
    assert result.conflicts == ()
    notes = [entry.note for entry in journals_of(result.text)["1.1.1.1"] if isinstance(entry, Remark)]
    assert sorted(notes) == sorted({*found[1], *found[2]})


@st.composite
def drafts(draw: st.DrawFn, side: str) -> dict[str, list[str]]:
    """Give measures A to D, each with the notes of its journal, after one side worked on the plan.

    It takes measures out, puts some in or turns their order round: who takes one out and puts one in at its place
    has reworded it, as far as anyone can see.
    """
    moves = draw(st.sampled_from(["delete", "insert", "turn"]))
    found = {name: ["было"] * (name in "AC") for name in "ABCD"}
    for number in range(draw(st.integers(0, 3))):
        name, deed = draw(st.sampled_from("ABCD")), draw(st.sampled_from(["record", "record", moves]))
        if deed == "delete" and len(found) > 1:
            found.pop(name, None)
        elif deed == "insert":
            new = draw(st.integers(0, len(found)))
            found = dict([*list(found.items())[:new], (f"{side} {number}", []), *list(found.items())[new:]])
        elif deed == "turn":
            found = dict(reversed(found.items()))
        elif name in found:
            found[name].append(f"{side} о {name}, {number}")
    return found


def written(draft: dict[str, list[str]]) -> str:
    entries = {
        name: [f"on: 2025-03-01, event: remark, note: '{said}'" for said in notes] for name, notes in draft.items()
    }
    return small(*(measure(*entries[name]).replace("Мероприятие", name) for name in draft))


@patient
@given(drafts("наше"), drafts("их"))
def test_what_is_recorded_stays_with_its_measure(ours: dict[str, list[str]], theirs: dict[str, list[str]]) -> None:
    """Whatever else became of the plan: an id is a place, and places move."""
    base = written({name: ["было"] * (name in "AC") for name in "ABCD"})
    result = merged(base, written(ours), written(theirs))
    note(result.text)
    for draft in (ours, theirs):
        for name, notes in draft.items():
            for said in notes:
                assert said in result.text or said == "было"
                if not result.conflicts and said != "было":
                    places = [p for p in sound(result.text)[1].measures if said in str(p.measure.journal)]
                    assert [placed.measure.text for placed in places] == [name]


@patient
@given(
    plans(), st.lists(st.tuples(st.sampled_from(["ours", "theirs"]), st.sampled_from(["1.1.1", "1.1.2.1"])), max_size=4)
)
def test_however_the_plan_is_written_nothing_is_lost(styled: tuple[str, str], recorded: list[tuple[str, str]]) -> None:
    """Where entries can't be put together without a guess, all of them stand in a conflict."""
    base, identifier = styled
    texts = {"ours": base, "theirs": base}
    for number, (side, where) in enumerate([("ours", identifier), ("theirs", identifier), *recorded]):
        entry = remark(f"{side}-{number}", date(2025, 3, 1 + number))
        texts[side] = record(sound(texts[side])[0], where, entry, TODAY).text
    result = merged(base, texts["ours"], texts["theirs"])
    note(result.text)
    assert result.text.count("#") >= max(text.count("#") for text in texts.values())
    if result.conflicts:
        for number, (side, _) in enumerate([("ours", identifier), ("theirs", identifier), *recorded]):
            assert f"{side}-{number}" in result.text
        return
    before, after = journals_of(base), journals_of(result.text)
    for placed in sound(base)[1].measures:
        wanted = Counter(journals_of(texts["ours"])[placed.id]) | Counter(journals_of(texts["theirs"])[placed.id])
        assert Counter(after[placed.id]) == wanted | Counter(before[placed.id])
