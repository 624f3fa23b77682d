"""No pattern and no rule takes the square of a text's length or of a list's: timed by how the time grows."""

from __future__ import annotations

from collections import deque
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csprog.programme.entries import Remark
from csprog.programme.personal_data import errors_in
from csprog.programme.plan_text import parse_plan
from csprog.store.plan_files import SourceFile
from csprog.validation.rules.registry import RULES
from csprog.validation.validator import check_file
from tests.hostile.growth import KINDS, grows_too_fast, text_of
from tests.hostile.patterns import uses
from tests.plans import measure, small

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from _pytest.mark import ParameterSet

    from csprog.programme.model import Programme

TODAY = date(2025, 7, 1)
SAMPLE = ("letters", "initials")
"""The kinds of text that are tried for every change; all others in the night."""


def kinds(sample: tuple[str, ...] = SAMPLE) -> list[ParameterSet]:
    """Return all kinds of text, those of the sample for every change."""
    return [pytest.param(kind, marks=pytest.mark.slow if kind in sample else pytest.mark.nightly) for kind in KINDS]


@pytest.mark.parametrize("kind", kinds())
def test_no_pattern_takes_the_square_of_a_text(kind: str, subtests: pytest.Subtests) -> None:
    """Each of csprog's patterns, by each method that it is used with, on a hundred thousand hostile characters."""
    for use in uses():
        for method in use.methods:
            with subtests.test(use.place, method=method):
                assert not grows_too_fast(partial(_use, use.pattern, method, kind))


def _use(pattern: re.Pattern[str] | re.Pattern[bytes], method: str, kind: str, size: int) -> Callable[[], object]:
    text = text_of(kind, size)
    subject: object = text if isinstance(pattern.pattern, str) else text.encode()
    call = getattr(pattern, method)
    if method in {"sub", "subn"}:
        return lambda: call(subject[:0], subject)  # type: ignore[index]
    return lambda: deque(call(subject), 0) if method == "finditer" else call(subject)


def programme_with(text: str) -> Programme:
    """Give a plan with `text` wherever a text may stand; the limits of the format don't hold for it."""
    base = parse_plan(small(measure("on: 2025-03-01, event: remark, note: а"))).programme
    assert base is not None
    section = base.sections[0]
    subsection = section.subsections[0]
    proposal = subsection.proposals[0]
    remark = proposal.measures[0].journal[0].model_copy(update={"note": text})
    words = {"text": text, "result": text, "offices": (text, f"{text}а"), "responsible": text, "journal": (remark,)}
    changed = proposal.measures[0].model_copy(update=words)
    proposal = proposal.model_copy(update={"text": text, "assessments": (text,), "measures": (changed,)})
    subsection = subsection.model_copy(update={"title": text, "proposals": (proposal,)})
    section = section.model_copy(update={"title": text, "subsections": (subsection,)})
    passport = base.passport.model_copy(update={"title": text, "organisation": text})
    return base.model_copy(update={"passport": passport, "sections": (section,), "switched_off": {text: text}})


@pytest.mark.parametrize("kind", kinds(SAMPLE[1:]))
@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.__name__ != "offices_alike"], ids=lambda rule: rule.__name__
)
def test_no_rule_takes_the_square_of_a_text(rule: Callable[..., object], kind: str) -> None:
    """`offices_alike` compares names, whose length is limited: see the plans below."""

    def work(size: int) -> Callable[[], object]:
        programme = programme_with(text_of(kind, size).strip() or ".")
        return lambda: deque(rule(programme, TODAY), 0)  # type: ignore[call-overload]

    assert not grows_too_fast(work)


@pytest.mark.parametrize("kind", kinds())
def test_no_check_of_a_note_takes_the_square_of_its_length(kind: str) -> None:
    def work(size: int) -> Callable[[], object]:
        entry = Remark.model_construct(on=TODAY, event="remark", note=text_of(kind, size))
        return lambda: deque(errors_in(entry, None), 0)

    assert not grows_too_fast(work)


# ── plans ────────────────────────────────────────────────────────────────────────────────────────────────────

NAMES = "".join(chr(number) for number in range(ord("а"), ord("а") + 32))


def word(number: int) -> str:
    """Return another word for each number, none of them with a digit."""
    letters = ""
    for _ in range(4):
        number, letter = divmod(number, 32)
        letters += NAMES[letter]
    return letters


def journal(entries: list[str]) -> str:
    """Return a plan with one measure and its journal."""
    return small(measure(*entries))


def with_list(key: str, items: list[str]) -> str:
    """Return a small plan with a list at its top."""
    lines = "".join(f"  - {item}\n" for item in items)
    return small(measure()).replace("sections:\n", f"{key}:\n{lines}sections:\n", 1)


QUOTED = '"9.9"'
AMENDED = "on: 2025-02-02, document: Приказ, reason: Письмо"
PLANS: dict[str, Callable[[int], str]] = {
    "offices": lambda n: small(measure(offices=", ".join(f"о{i}" for i in range(n)))),
    "offices in words": lambda n: small(*(measure(offices=f"Северный {word(i)} офис") for i in range(n))),
    "offices twice": lambda n: small(measure(offices=", ".join(["офис"] * n))),
    "parts of a number": lambda n: small(measure()).replace('"1.1.1"', f'"{"1." * n}1"'),
    "digits of a number": lambda n: small(measure()).replace('"1.1.1"', f'"1.1.{"1" * n}"'),
    "measures": lambda n: small(*[measure()] * n),
    "money": lambda n: journal([f"on: 2025-03-01, event: spent, amount: {i}" for i in range(n)]),
    "closed again and again": lambda n: journal(["on: 2025-03-01, event: completed, note: а"] * n),
    "opened again and again": lambda n: journal(
        ["on: 2025-03-01, event: completed, note: а", "on: 2025-03-01, event: reopened, reason: а"] * (n // 2)
    ),
    "corrections": lambda n: journal(
        ["on: 2025-03-01, event: completed, note: а"]
        + ["on: 2025-03-01, event: corrected, corrects: {on: 2025-03-01, event: completed}, values: {note: б}, why: а"]
        * n
    ),
    "corrections of nothing": lambda n: journal(
        ["on: 2025-03-01, event: corrected, corrects: {on: 2025-03-01, event: completed}, why: а"] * n
    ),
    "offices that nobody knows": lambda n: journal(
        [f"on: 2025-03-01, event: completed, note: а, offices: [{', '.join(word(i) for i in range(n))}]"]
    ),
    "indicators": lambda n: with_list("indicators", [f"{{id: {word(i)}, name: а, unit: а}}" for i in range(n)]),
    "indicators with one id": lambda n: with_list("indicators", ["{id: а, name: а, unit: а}"] * n),
    "values that correct nothing": lambda n: with_list(
        "indicators",
        [
            "{id: а, name: а, unit: а, actuals: ["
            + ", ".join(["{on: 2025-03-01, period: 2024, value: 1, why: а}"] * n)
            + "]}"
        ],
    ),
    "assessments that correct nothing": lambda n: with_list(
        "assessments",
        [
            f"{{id: {word(i)}, kind: operative, period: 2024, why: а, scores: [{{name: а, score: 1, scale: 5}}]}}"
            for i in range(n)
        ],
    ),
    "references": lambda n: (
        small(measure())
        .replace("sections:\n", "goals:\n  number: '1'\n  title: Цели\n  items:\n" + "    - а\n" * n + "sections:\n", 1)
        .replace("            measures:", f"            goals: [{', '.join([QUOTED] * n)}]\n            measures:", 1)
    ),
    "parts of an amendment": lambda n: with_list(
        "amendments",
        [
            f"{{{AMENDED}, ids: [{', '.join(f'{i}.x' for i in range(n))}], changes: ["
            + ", ".join(f"{{id: '8.{i}', key: text, was: а, became: б}}" for i in range(n))
            + "]}"
        ],
    ),
    "amendments": lambda n: with_list(
        "amendments",
        [f"{{{AMENDED}, ids: ['9.{i}'], changes: [{{id: '9.{i}', key: number, was: '9.{i + 1}'}}]}}" for i in range(n)],
    ),
    "files of evidence": lambda n: with_list(
        "indicators",
        [
            "{id: а, name: а, unit: а, actuals: ["
            + ", ".join(
                f"{{on: 2025-03-01, period: 2024, value: 1, evidence: {{file: evidence/{i}.pdf, sha256: {'a' * 64}}}}}"
                for i in range(n)
            )
            + "]}"
        ],
    ),
    "unknown keys": lambda n: "".join(f"key{i}: а\n" for i in range(n)),
    "faulty values": lambda n: small(*[measure(due="soon")] * n),
}


USUAL = {"offices in words", "corrections", "parts of a number", "faulty values"}
"""The kinds of plans that are tried for every change."""


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.slow if kind in USUAL else pytest.mark.nightly) for kind in PLANS]
)
def test_no_check_takes_the_square_of_a_list(kind: str) -> None:
    """A plan with many parts of a kind, below and beyond the limits of the format."""

    def work(size: int) -> Callable[[], object]:
        source = SourceFile(Path("2025.yaml"), PLANS[kind](size).encode())
        return lambda: check_file(source, TODAY)

    assert not grows_too_fast(work, (125, 250, 500, 1000, 2000, 4000))
