"""Whatever is broken in one place, the rest of the plan is checked: all that is wrong comes in one run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plans import APPROVED, check, day

if TYPE_CHECKING:
    from csprog.findings import Finding

TODAY = day(12, 1)
FAULTY = (
    APPROVED.replace("терминалов", "тeрминалов")
    .replace('- number: "1.2.2"', '- number: "1.22"')
    .replace("due: 2025-06-30", "due: 2026-06-30", 1)
    .replace("audience: B2C", "audience: B3C", 1)
)
"""The real plan with faults of content and of shape, in many places."""
LINES = FAULTY.split("\n")
RESULTS = [
    number
    for number, line in enumerate(LINES)
    if line.lstrip().startswith("result: ")
    and '"' not in line
    and (not LINES[number + 1].strip() or LINES[number + 1].lstrip().startswith(("- ", "offices:")))
]
"""Lines that hold a whole result."""


@dataclass(frozen=True)
class Slip:
    """A slip of typing in a line, by what is written in place of its indentation and its text."""

    name: str
    code: str
    indent: str = "{indent}"
    value: str = "result: {text}"
    column: int = 9  # from the line's key, counted from 1

    def line(self, number: int) -> str:
        """Give the line with the slip."""
        line = LINES[number]
        indent = line[: len(line) - len(line.lstrip())]
        text = line.strip().removeprefix("result: ")
        return self.indent.format(indent=indent, shorter=indent[:-1]) + self.value.format(text=text)


SLIPS = [
    Slip("quote that goes on", "yaml-syntax", value='result: "Сервис" {text}'),
    Slip("single quote that goes on", "yaml-syntax", value="result: 'Сервис' {text}"),
    Slip("unclosed quote", "yaml-syntax", value='result: "{text}'),
    Slip("unclosed single quote", "yaml-syntax", value="result: '{text}"),
    Slip("bracket that goes on", "yaml-syntax", value="result: [Сервис] {text}"),
    Slip("colon in a text", "yaml-syntax", value="result: Сервис: {text}", column=15),
    Slip("sign of YAML", "yaml-syntax", value="result: @{text}"),
    Slip("percent", "yaml-syntax", value="result: %{text}"),
    Slip("asterisk", "yaml-syntax", value="result: *Сервис {text}"),
    Slip("exclamation mark", "yaml-syntax", value="result: !Сервис {text}"),
    Slip("dash", "yaml-syntax", value="result: - {text}"),
    Slip("greater than", "yaml-syntax", value="result: > 5 {text}"),
    Slip("no-break space in the indentation", "yaml-syntax", indent="{shorter}\u00a0", column=0),
    Slip("narrow space after a colon", "yaml-syntax", value="result:\u202f{text}", column=8),
    Slip("tab", "yaml-syntax", indent="\t", column=0),
    Slip("no space after a colon", "yaml-syntax", value="result:{text}", column=7),
    Slip("indented too deep", "yaml-syntax", indent="{indent} ", column=0),
    Slip("not indented enough", "yaml-syntax", indent="{shorter}", column=0),
    Slip("comment in a text", "comment-in-text", value="result: {text} #17 подписан", column=0),
    Slip("key of other letters", "unknown-key", value="rеsult: {text}", column=1),
    Slip("space in a key", "unknown-key", value="result\u00a0: {text}", column=1),
    Slip("misspelt key", "unknown-key", value="resullt: {text}", column=1),
    Slip("list for a text", "not-text", value="result: [а, б]"),
    Slip("number for a text", "unquoted", value="result: 5"),
    Slip("anchor", "anchor", value="result: &a {text}"),
    Slip("control character", "forbidden-character", value="result: а\u202e{text}", column=10),
]


def told(findings: tuple[Finding, ...], *, without: range) -> list[tuple[int, str]]:
    """Give line and code of findings outside of some lines; counted from 0."""
    return [
        (finding.position.line - 1, finding.code) for finding in findings if finding.position.line - 1 not in without
    ]


@cache
def before() -> tuple[Finding, ...]:
    """Give the findings of the faulty plan without a slip."""
    return check(FAULTY, TODAY)


def measure_around(number: int) -> range:
    """Give the lines of the measure that a line belongs to."""
    start = next(above for above in range(number, 0, -1) if LINES[above].lstrip().startswith("- text:"))
    return range(start, number + 1)


def broken(slip: Slip, *numbers: int) -> str:
    """Give the faulty plan with a slip in some of its lines."""
    return "\n".join(slip.line(place) if place in numbers else line for place, line in enumerate(LINES))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_told_in_its_place_and_hides_nothing(slip: Slip) -> None:
    number = RESULTS[3]
    found = check(broken(slip, number), TODAY)
    here = [finding for finding in found if finding.position.line - 1 == number]
    assert slip.code in {finding.code for finding in here}
    if slip.column:
        indent = len(LINES[number]) - len(LINES[number].lstrip())
        assert indent + slip.column in {finding.position.column for finding in here}
    around = measure_around(number)
    assert told(found, without=around) == told(before(), without=around)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(SLIPS),
    st.sampled_from(SLIPS),
    st.lists(st.sampled_from(RESULTS), min_size=2, max_size=2, unique=True),
)
def test_two_slips_in_any_two_places_hide_nothing(first: Slip, second: Slip, places: list[int]) -> None:
    lines = {places[0]: first.line(places[0]), places[1]: second.line(places[1])}
    found = check("\n".join(lines.get(place, line) for place, line in enumerate(LINES)), TODAY)
    told_in = {(finding.position.line - 1, finding.code) for finding in found}
    assert {(places[0], first.code), (places[1], second.code)} <= told_in
    near = {*measure_around(places[0]), *measure_around(places[1])}
    rest = [(place, code) for place, code in told(found, without=range(0)) if place not in near]
    assert rest == [(place, code) for place, code in told(before(), without=range(0)) if place not in near]
