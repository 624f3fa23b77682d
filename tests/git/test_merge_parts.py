"""Whatever two sides change of a plan, only what contradicts is marked; either side can be kept, all else is merged."""

from __future__ import annotations

import os
import re
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from csprog.editing.merge.conflict_markers import MarkerStyle
from csprog.i18n import set_language
from csprog.programme.plan_text import SoundPlan, parse_plan
from tests.git.test_merge_of_any import merged
from tests.plans import HEAD, check, sound

EXAMPLES = int(os.environ.get("CSPROG_MERGES", "60"))  # a longer run: CSPROG_MERGES=5000
TODAY = date(2025, 12, 31)
INTERNAL = re.compile(r"(sections|subsections|proposals|measures|journal)[.\[]\d")
patient = settings(
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
Draft = dict[str, Any]
"""Proposals by number; a measure has its keys and the notes of its journal."""


def begun() -> Draft:
    """Give a plan of three proposals with measures whose words have nothing in common."""
    return {
        number: {"text": f"Предложение {number}", "measures": {name: measure(name) for name in names}}
        for number, names in {
            "1.1.1": ("Альфа", "Бубен", "Цирк"),
            "1.1.2": ("Дождь", "Ёжик"),
            "1.1.3": ("Фикус",),
        }.items()
    }


def measure(name: str) -> dict[str, Any]:
    return {"due": "2025-06-30", "result": f"Вышло: {name}", "notes": []}


def written(draft: Draft, *, spaced: bool) -> str:
    blocks = []
    for number, proposal in draft.items():
        lines = [f'          - number: "{number}"', f"            text: {proposal['text']}", "            measures:"]
        for name, keys in proposal["measures"].items():
            lines += [f"              - text: {name}", f"                due: {keys['due']}"]
            lines += [f"                result: '{keys['result']}'"]
            lines += ["                journal:"] * bool(keys["notes"])
            for day, said in sorted(keys["notes"]):
                lines += [f"                  - on: 2025-03-{day:02}", "                    event: remark"]
                lines += [f"                    note: {said}"]
        blocks.append("\n".join(lines) + "\n")
    return HEAD + ("\n" if spaced else "").join(blocks)


MEASURES = [(number, name) for number, proposal in begun().items() for name in proposal["measures"]]


@st.composite
def edits(draw: st.DrawFn, side: str) -> list[tuple[str, ...]]:
    """Give what a side does: reword, record, take a measure out, add measures and proposals."""
    found: list[tuple[str, ...]] = []
    for number in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["due", "result", "note", "note", "delete", "measure", "proposal"]))
        where = draw(st.sampled_from(MEASURES))
        value = draw(st.sampled_from(["2025-07-31", "2025-08-31"])) if kind == "due" else f"{side} {number}"
        if kind == "result" and draw(st.booleans()):
            value = "оба так"
        found.append((kind, *where, value, str(draw(st.integers(1, 28)))))
    return found


def edited(deeds: list[tuple[str, ...]]) -> Draft:
    draft = begun()
    for kind, number, name, value, day in deeds:
        measures = draft[number]["measures"]
        if kind == "proposal":
            draft.setdefault("1.1.4", {"text": f"Новое, {value}", "measures": {f"Дело {value}": measure(value)}})
        elif kind == "measure" and set(begun()[number]["measures"]) <= set(measures):
            measures[f"Добавлено, {value}"] = measure(value)
        elif (
            kind == "delete"
            and name != next(iter(begun()[number]["measures"]))
            and set(measures) <= set(begun()[number]["measures"])
        ):
            measures.pop(name, None)
        elif name in measures and kind == "note":
            measures[name]["notes"].append((int(day), value))
        elif name in measures and kind in {"due", "result"}:
            measures[name][kind] = value
    return draft


def expected(ours: Draft, theirs: Draft) -> tuple[int, Draft]:
    """Give the number of contradictions, and the plan that has all that doesn't contradict, with ours in the rest."""
    base, whole, conflicts = begun(), deepcopy(ours), 0
    for number, name in MEASURES:
        before = base[number]["measures"][name]
        one, other = (side[number]["measures"].get(name) for side in (ours, theirs))
        if one is None or other is None:
            kept = one or other
            conflicts += kept not in (None, before)
            if other is None and one == before:
                del whole[number]["measures"][name]
            continue
        for key in ("due", "result"):
            conflicts += one[key] != other[key] and before[key] not in {one[key], other[key]}
            if one[key] == before[key]:
                whole[number]["measures"][name][key] = other[key]
        notes = whole[number]["measures"][name]["notes"]
        notes += [said for said in other["notes"] if said not in notes]
    for number, proposal in theirs.items():
        if number not in base:
            conflicts += whole.setdefault(number, proposal) != proposal
            continue
        for name, keys in proposal["measures"].items():
            if name not in base[number]["measures"]:
                whole[number]["measures"].setdefault(name, keys)
    return conflicts, whole


def kept(text: str, side: str, size: int = 7) -> str:
    """Resolve each conflict by hand: keep the lines of one side, and take the markers out."""
    lines, where = [], ""
    for line in text.splitlines(keepends=True):
        sign = line[:size] if line[:1] in set("<|=>") and line[:size] == line[0] * size else ""
        if sign:
            where = {"<": "ours", "|": "base", "=": "theirs", ">": ""}[sign[0]]
        elif where in {"", side}:
            lines.append(line)
    return "".join(lines)


def facts(text: str) -> Draft:
    """Give a plan's text as a draft."""
    found: Draft = {}
    for placed in sound(text)[1].measures:
        proposal = found.setdefault(placed.proposal.number, {"text": placed.proposal.text, "measures": {}})
        notes = [(entry.on.day, getattr(entry, "note", None)) for entry in placed.measure.journal]
        keys = {"due": str(placed.measure.due), "result": placed.measure.result, "notes": notes}
        proposal["measures"][placed.measure.text] = keys
    return found


def told(result: Any) -> list[str]:
    said = []
    for language in ("ru", "en"):
        set_language(language)
        said += [str(sentence) for sentence in result.conflicts]
    return said


@pytest.mark.slow
@patient
@given(our_edits=edits("наше"), their_edits=edits("их"), spaced=st.booleans())
@example(
    our_edits=[("note", "1.1.1", "Альфа", "раз", "2"), ("result", "1.1.3", "Фикус", "а", "1")],
    their_edits=[("note", "1.1.1", "Альфа", "два", "1"), ("result", "1.1.3", "Фикус", "б", "1")],
    spaced=False,
)
@example(
    our_edits=[("proposal", "1.1.1", "Альфа", "а", "1")],
    their_edits=[("proposal", "1.1.1", "Альфа", "б", "1"), ("measure", "1.1.3", "Фикус", "б", "1")],
    spaced=True,
)
def test_only_what_contradicts_is_marked(our_edits: Any, their_edits: Any, *, spaced: bool) -> None:
    base, ours, theirs = begun(), edited(our_edits), edited(their_edits)
    result = merged(written(base, spaced=spaced), written(ours, spaced=spaced), written(theirs, spaced=spaced))
    note(result.text)
    conflicts, whole = expected(ours, theirs)
    assert len(result.conflicts) == conflicts == result.text.count("<<<<<<< ours: ")
    assert not INTERNAL.search("\n".join([*told(result), *re.findall("^[<>|]{7} .*", result.text, re.MULTILINE)]))
    for side in ("ours", "theirs"):
        text = kept(result.text, side)
        assert isinstance(parse_plan(text), SoundPlan)
        assert [finding for finding in check(text, TODAY) if finding.severity == "error"] == []
    found = facts(kept(result.text, "ours"))
    for proposal in whole.values():
        for keys in proposal["measures"].values():
            keys["notes"] = sorted(keys["notes"], key=lambda one: one[0])
    assert {number: proposal["text"] for number, proposal in found.items()} == {n: p["text"] for n, p in whole.items()}
    for number, proposal in whole.items():
        for name, keys in proposal["measures"].items():
            same = found[number]["measures"][name]
            assert (same["due"], same["result"]) == (keys["due"], keys["result"])
            assert sorted(same["notes"]) == sorted(keys["notes"])
            assert [day for day, _ in same["notes"]] == sorted(day for day, _ in same["notes"])
        assert found[number]["measures"].keys() == proposal["measures"].keys()


@pytest.mark.slow
@settings(patient, max_examples=20)
@given(edits("наше"), edits("их"))
def test_the_base_stands_between_if_git_is_told_so(our_edits: Any, their_edits: Any) -> None:
    """With merge.conflictStyle diff3 nothing else changes, and the base is what both sides began with."""
    ours, theirs = (written(edited(deeds), spaced=False) for deeds in (our_edits, their_edits))
    plain, with_base = merged(BASE, ours, theirs), merged(BASE, ours, theirs, MarkerStyle(with_base=True))
    assert with_base.conflicts == plain.conflicts
    assert with_base.text.count("||||||| base: ") == len(plain.conflicts)
    for side in ("ours", "theirs"):
        assert kept(with_base.text, side) == kept(plain.text, side)
    if all(deed[0] in {"due", "result"} for deed in (*our_edits, *their_edits)):
        before, now = facts(BASE), facts(kept(with_base.text, "base"))
        for conflict in plain.conflicts:
            number, name = re.match(r"(1\.1\.\d)\.\d “(.*?)”", str(conflict)).groups()  # type: ignore[union-attr]
            key = "due" if "“due”" in str(conflict) else "result"
            assert now[number]["measures"][name][key] == before[number]["measures"][name][key]


# ── one by one ───────────────────────────────────────────────────────────────────────────────────────────────

BASE = written(begun(), spaced=False)
LAST = "                result: 'Вышло: Фикус'\n"


def proposal(words: str) -> str:
    return f'          - number: "1.1.4"\n            text: {words}\n            measures:\n{added(words)}'


def added(words: str) -> str:
    return f"              - text: {words}\n                due: 2025-09-30\n                result: Вышло\n"


def indicator(name: str, words: str) -> str:
    return f"  - id: {name}\n    name: {words}\n    unit: '%'\n"


def amendment(words: str, *more: str) -> str:
    lines = [
        "amendments:",
        "  - on: 2025-02-01",
        f"    document: {words}",
        "    reason: Так",
        "    ids: [1.1.3.2]",
        *more,
    ]
    return "\n".join(lines) + "\n"


RENUMBERED = (
    "    changes:",
    "      - id: 1.1.3.2",
    "        key: number",
    "        was: 1.1.3.1",
    "        became: 1.1.3.2",
)
CLEAN = {
    "measures": (added("А"), added("Б")),
    "indicators": ("indicators:\n" + indicator("а", "Раз"), "indicators:\n" + indicator("б", "Два")),
    "amendments": (amendment("Приказ № 1"), amendment("Приказ № 2")),
    "a measure and a proposal": (added("А"), proposal("Б")),
}
MARKED = {
    "proposals": (proposal("А"), proposal("Б"), "1.1.4 was added on both sides; keep both (renumber one), or one"),
    "indicators": (
        "indicators:\n" + indicator("а", "Раз"),
        "indicators:\n" + indicator("а", "Два"),
        "а “Раз” was added on both sides with different values; keep both under two names, or one",
    ),
    "measures that amendments name": (
        added("А") + amendment("Приказ № 1"),
        added("Б") + amendment("Приказ № 2"),
        "1.1.3.2 was added on both sides; keep both (renumber one), or one",
    ),
    "amendments that renumber": (
        amendment("Приказ № 1", *RENUMBERED),
        amendment("Приказ № 2"),
        "amendments: both sides changed it; keep one version",
    ),
    "keys": (
        "                remark: раз\n",
        "                remark: два\n",
        "1.1.3.1 “Фикус”: both sides changed “remark”; keep one version",
    ),
}


def without_keys(text: str) -> list[str]:
    """Give the lines but those of a key that both sides added."""
    return [line for line in text.splitlines() if line not in {"amendments:", "indicators:"}]


@pytest.mark.parametrize("kind", CLEAN)
@pytest.mark.parametrize("ending", ["\n", "\r\n", ""], ids=["lines", "Windows", "no last line end"])
def test_what_both_add_at_one_place_is_kept(kind: str, ending: str) -> None:
    ours, theirs = (BASE + more for more in CLEAN[kind])
    base, ours, theirs = (
        text.replace("\n", ending) if ending else text.removesuffix("\n") for text in (BASE, ours, theirs)
    )
    result = merged(base, ours, theirs)
    assert result.conflicts == ()
    whole = result.text.replace("\r\n", "\n") + "\n" * (not ending)
    assert whole.startswith(BASE)
    gained = without_keys(whole.removeprefix(BASE))
    assert gained == [line for more in CLEAN[kind] for line in without_keys(more)], "ours first"
    assert result.text.count("\r\n") == (ending == "\r\n") * result.text.count("\n")
    sound(result.text)


@pytest.mark.parametrize("kind", MARKED)
def test_what_collides_is_marked_whole(kind: str) -> None:
    ours, theirs, sentence = MARKED[kind]
    result = merged(BASE, BASE + ours, BASE + theirs)
    set_language("en")
    assert [str(one) for one in result.conflicts] == [sentence]
    for side, words in (("ours", ours), ("theirs", theirs)):
        text = kept(result.text, side)
        assert text.startswith(BASE)
        assert set(words.splitlines()) <= set(text.splitlines())
        sound(text)


def test_a_measure_moves_down_with_its_records() -> None:
    """Ours takes out the first measure, theirs records for the second and rewords the third."""
    first = "              - text: Альфа\n                due: 2025-06-30\n                result: 'Вышло: Альфа'\n"
    entry = (
        "                journal:\n                  - {on: 2025-03-01, event: remark, note: 'раз'}  # по телефону\n"
    )
    theirs = BASE.replace("Вышло: Бубен'\n", f"Вышло: Бубен'\n{entry}").replace("Вышло: Цирк", "Вышло иначе")
    result = merged(BASE, BASE.replace(first, ""), theirs)
    assert (result.conflicts, result.text) == ((), theirs.replace(first, ""))


def test_what_breaks_a_rule_together_is_marked() -> None:
    """Ours postpones a measure to a day that is before the deadline that theirs gives it."""
    postponed = "on: 2025-03-01, event: postponed, to: 2025-07-31, reason: ждём"
    ours = BASE + "                journal:\n" + f"                  - {{{postponed}}}\n"
    before, _, after = BASE.rpartition("due: 2025-06-30")
    result = merged(BASE, ours, f"{before}due: 2025-08-31{after}")
    set_language("en")
    assert [str(one) for one in result.conflicts] == ["1.1.3.1 “Фикус”: both sides changed it; keep one version"]
    assert (kept(result.text, "ours"), "08-31" in kept(result.text, "theirs")) == (ours, True)
