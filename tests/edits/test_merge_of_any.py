"""Whatever two sides record that doesn't contradict: merged either way it is all there, once, in order of date."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from csprog.record import entry_of, merge, record
from csprog.store import merge_file
from tests.edits.office import gained
from tests.edits.styling import plans
from tests.plans import measure, small, sound

if TYPE_CHECKING:
    from csprog.programme.entries import Entry
    from csprog.record import Merged

EXAMPLES = int(os.environ.get("CSPROG_MERGES", "60"))  # a longer run: CSPROG_MERGES=5000
TODAY = date(2026, 2, 1)
OFFICES = ("Заволжское МРО", "Северное МРО")
IDS = ("1.1.1.1", "1.1.1.2", "1.1.1.3")
Journals = dict[str, tuple["Entry", ...]]
patient = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def remark(text: str, on: date) -> Entry:
    return entry_of({"on": on, "event": "remark", "note": text})


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
            entries.append(entry_of({"on": draw(days(3)), "event": "completed", "offices": (office,), "note": side}))
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


def merged(base: str, ours: str, theirs: str) -> Merged:
    """Merge with git's own merge of lines."""

    def merge_lines(our_text: str, base_text: str, their_text: str) -> tuple[str, bool]:
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / name for name in ("ours", "base", "theirs")]
            for file, text in zip(files, (our_text, base_text, their_text), strict=True):
                file.write_bytes(text.encode("utf-8"))
            data, clean = merge_file(*files, marker_size=7)
        return data.decode("utf-8"), clean

    return merge(base, ours, theirs, merge_lines)


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
