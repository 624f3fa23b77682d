"""What is recorded with one proposal read is what is recorded with the whole plan read: the same bytes, or a refusal there."""

from __future__ import annotations

import codecs
import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from csprog.errors import CsprogError
from csprog.programme.contents import Part, contents, excerpt
from csprog.programme.reading import PlanText, parse
from csprog.record.confined import Confined, confined
from csprog.record.entry import Recorded, entry_of, record
from csprog.yamltext.characters import decode
from csprog.yamltext.splice import apply
from tests.plans import APPROVED, HEAD, day, measure, small, sound
from tests.record.layouts import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from csprog.programme.entries import Entry

TODAY = day(7, 1)
EVENTS: tuple[dict[str, Any], ...] = (
    {"event": "completed", "note": "раз\nдва"},
    {"event": "completed", "offices": ("А",), "note": "а"},
    {"event": "not-completed", "reason": "нет: денег"},
    {"event": "postponed", "to": day(3, 31, 2026), "reason": "а"},
    {"event": "cancelled", "reason": "а"},
    {"event": "reopened", "reason": "а"},
    {"event": "spent", "amount": "-5"},
    {"event": "spent", "amount": "350.50", "evidence": "https://example.org/[a]"},
)
NOTES = ("слово " * 30, "# раз", " раз\n\n два: ", "- [")
REMARKS = tuple({"event": "remark", "note": note} for note in NOTES)
ENTRIES = st.builds(
    lambda values, on: entry_of({**values, "on": on}),
    st.sampled_from([*EVENTS, *REMARKS, *REMARKS]),
    st.sampled_from([*[TODAY] * 5, day(2, 10), day(7, 2)]),
)
REMARK = entry_of({"event": "remark", "on": TODAY, "note": "а"})


def proposal(number: str, *measures: str) -> str:
    """Give one more proposal of a small plan."""
    return small(*measures, number=number).removeprefix(HEAD)


def known(data: bytes) -> list[Part] | None:
    """Give the contents of a sound plan."""
    plan = sound(decode(data)[0])[0]
    return contents(plan, byte_order_mark=data.startswith(codecs.BOM_UTF8))


def recording(identifier: str, entry: Entry) -> Callable[[PlanText], Recorded]:
    return lambda plan: record(plan, identifier, entry, TODAY)


def told(recorded: Recorded) -> Any:
    """Give what is told of a recording to whoever made it."""
    changes = [(one.placed.id, one.placed.measure, one.entries, one.before, one.after) for one in recorded.changes]
    return recorded.year, changes, [(placed.id, placed.measure) for placed in recorded.passed_over]


def compared(data: bytes, identifier: str, entry: Entry) -> tuple[Confined[Recorded] | None, Recorded | None]:
    """Give what is recorded with one proposal read and with the whole plan; they must be the same."""
    text, parts = decode(data)[0], known(data)
    quick = confined(data, parts, identifier, recording(identifier, entry)) if parts else None
    try:
        whole = recording(identifier, entry)(parse(text))
    except CsprogError:
        whole = None
    if quick is not None:
        assert whole is not None
        assert decode(quick.data)[0] == whole.text
        assert quick.data.startswith(codecs.BOM_UTF8) is data.startswith(codecs.BOM_UTF8)
        assert apply(whole.text, quick.undo) == text
        assert told(quick.made) == told(whole)
        assert known(quick.data) == quick.parts
    return quick, whole


@settings(deadline=None, max_examples=120)
@given(laid_out(), ENTRIES, st.sampled_from([b"", codecs.BOM_UTF8]), st.data())
def test_the_same_in_any_layout(text: str, entry: Entry, mark: bytes, data: st.DataObject) -> None:
    programme = sound(text)[1]
    ids = [name for placed in programme.measures for name in (placed.id, placed.proposal.number)]
    identifier = data.draw(st.sampled_from([*ids, *ids, f" {ids[0]}. ", f"{ids[0]}.01", "9.9"] if ids else ["1.1"]))
    quick, whole = compared(mark + text.encode(), identifier, entry)
    event(f"quick {quick is not None}, whole {whole is not None}")
    if whole is not None and quick is None:
        parts = known(text.encode())
        answering = [part for part in parts or () if part.answers_to(identifier.strip().rstrip("."))]
        event(f"known {parts is not None}, answering {len(answering)}")
        assert len(answering) != 1


def test_nothing_but_the_proposal_is_read() -> None:
    """What is broken elsewhere is not seen: the contents alone say that the plan is sound."""
    text = small(measure(), measure()) + proposal("1.1.2", measure())
    parts = known(text.encode())
    assert parts is not None
    assert [(part.depth, part.number, part.measures) for part in parts] == [
        (0, "", 0),
        (1, "", 0),
        (2, "", 0),
        (3, "1.1.1", 2),
        (3, "1.1.2", 1),
    ]
    broken = text.replace("result: Результат", "result: [[езультат", 2)
    quick = confined(broken.encode(), parts, "1.1.2", recording("1.1.2", REMARK))
    assert quick is not None
    assert excerpt(f"{text}# конец\n".encode(), parts, "1.1.1") is None
    assert quick.data.startswith(broken.encode())
    assert quick.data.decode().endswith("  event: remark\n                    note: а\n")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["", "byte-order-mark"])
@pytest.mark.parametrize("identifier", ["1.1.1.1", "1.1.2"])
def test_each_end_of_a_proposal(ending: str, mark: bytes, identifier: str) -> None:
    text = (small(measure()) + proposal("1.1.2", measure())).removesuffix("\n").replace("\n", ending)
    quick, _ = compared(mark + text.encode(), identifier, REMARK)
    assert quick is not None


def test_the_real_plan() -> None:
    for identifier in ("1.1.1", "1.1.1.2", "1.2.2", "1.2.10", "2.2.1", "2.6.1.1"):
        quick, whole = compared(APPROVED.encode(), identifier, REMARK)
        assert (quick is None) is (whole is None)


@pytest.mark.parametrize(
    "change",
    [
        ("            text: Предложение", "            text: Предложение # а\tб"),
        ("        channel: office\n        audience: B2B\n", ""),
        ('          - number: "1.1.1"', '          -\n            number: "1.1.1"'),
        ("sections:\n  - number", "sections:\n  - # первый\n    number"),
    ],
    ids=["tab", "keys-below", "dash-alone", "note-behind-the-dash"],
)
def test_a_plan_of_another_layout_is_read_whole(change: tuple[str, str]) -> None:
    text = small(measure()).replace(*change)
    if not change[1]:
        text += "        channel: office\n"
    assert known(text.encode()) is None


def test_a_plan_without_proposals_has_nothing_to_cut_out() -> None:
    parts = known(HEAD.replace("        proposals:\n", "").encode())
    assert parts is not None
    assert [part.depth for part in parts] == [0, 1, 2]
    assert known(HEAD[: HEAD.index("sections:")].encode()) is None


@pytest.mark.parametrize("identifier", ["1.1.1", "1.1.1.1", "1.1.1.1.1", "1.1.1.3", "1.1", "9.9", "", "1.1.1.01"])
def test_an_id_of_several_proposals_or_none(identifier: str) -> None:
    text = small(measure(), measure()) + proposal("1.1.1.1", measure()) + proposal("1.1.1", measure())
    parts = known(text.encode())
    assert parts is not None
    measures = sound(text)[1].measures
    meant = {placed.path[:-1] for placed in measures if identifier in {placed.id, placed.proposal.number}}
    assert sum(part.answers_to(identifier) for part in parts) == len(meant)
    assert (excerpt(text.encode(), parts, identifier) is None) is (len(meant) != 1)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 4), st.data(), st.integers(1, 2), st.sampled_from(["1.1.1", "1.1.1.2", "1.1.2.1"]))
def test_contents_that_are_wrong_do_no_harm(place: int, data: st.DataObject, measures: int, identifier: str) -> None:
    """Wherever a part is said to end, what is recorded is what is recorded with the whole plan read, or nothing."""
    text = small(measure("on: 2025-02-10, event: remark, note: а"), measure()) + proposal("1.1.2", measure())
    plan = text.encode()
    parts = known(plan)
    assert parts is not None
    ends = list(accumulate(part.length for part in parts))
    lines = [found.end() for found in re.finditer(rb"\n", plan)]
    ends[place] = data.draw(st.one_of(st.sampled_from(lines), st.integers(0, len(plan))))
    lengths = [end - start for start, end in pairwise([0, *ends])]
    wrong = [part._replace(length=length) for part, length in zip(parts, lengths, strict=True)]
    wrong[3] = wrong[3]._replace(measures=measures)
    quick = confined(plan, wrong, identifier, recording(identifier, REMARK))
    event(f"quick {quick is not None}")
    if quick is not None:
        assert quick.data.decode() == record(parse(text), identifier, REMARK, TODAY).text


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: Раздел", "title: Отдел"), (' - number: "1.1.1"', '   - number: "1.1.1"'), ("Результат\n", "Результат")],
    ids=["above", "dash", "end"],
)
def test_lines_that_would_not_fit_are_not_put_back(old: str, new: str) -> None:
    text = small(measure()) + proposal("1.1.2", measure())
    parts = known(text.encode())
    assert parts is not None
    cut = excerpt(text.encode(), parts, "1.1.1")
    assert cut is not None
    assert cut.put_back(text.encode(), cut.text) == text.encode()
    assert cut.put_back(text.encode(), cut.text.replace(old, new)) is None
