"""The reader under fire: any bytes, and the real plan damaged in any way, give a plan or placed problems, nothing else.

A longer run: `CSPROG_FUZZ=100000 python -m pytest -m slow tests/hostile/test_fuzz.py`.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from csprog.programme.plan_text import parse_plan
from csprog.validation.catalogue import RULES
from csprog.yamltext.encoding import decode
from tests.plans import check

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("CSPROG_FUZZ", "1000"))
PLAN = (Path(__file__).parents[2] / "programme" / "2025.yaml").read_bytes()
TODAY = date(2026, 2, 1)
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [b"&a ", b"*a", b"!t ", b"<<: ", b"---\n", b"...\n", b"\t", b"\r", b"|", b">+", b"[", b"{", b": ", b"? "]
    ),
    st.sampled_from([b"    journal:\n", b"- on: 2025-01-01\n", b"event: completed\n", b'"\\x00"', b"1.10", b"~", b"'"]),
)
many = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))


def assert_judged(data: bytes) -> None:
    """Read `data` as `csprog validate` does: it is a plan, or every problem has its place in it and its sentence."""
    text, problem = decode(data)
    problems = (problem,) if problem else check(text, TODAY)
    lines = (data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace") + "\n").count("\n") + 1
    for found in problems:
        assert 1 <= found.position.line <= lines, found
        assert found.position.column >= 1
        assert found.position.length >= 1
        assert str(found.message).strip()
        assert found.code in RULES
    plan = parse_plan(text) if problem is None else None
    assert plan is None or (plan.programme is None) == bool(plan.findings)


@pytest.mark.parametrize("kind", ["bytes", "damaged"])
def test_no_bytes_break_the_reader(kind: str) -> None:
    @many
    @given(st.binary(max_size=400) if kind == "bytes" else damaged())
    def run(data: bytes) -> None:
        note(repr(data))
        assert_judged(data)

    run()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Give some lines of the real plan, with pieces put in, taken out and doubled."""
    lines = PLAN.split(b"\n")
    first = draw(st.integers(0, len(lines) - 1))
    data = b"\n".join([*lines[20:25], *lines[first : first + draw(st.integers(1, 40))]])
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(PIECES) + data[place + draw(st.integers(0, 6)) :]
    return data
