"""What a check may have found, the worst of it too, for every format alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from csprog.findings import Finding, Position
from csprog.formats.sarif import Tool
from csprog.formats.visible import visible
from csprog.i18n import Message

if TYPE_CHECKING:
    from csprog.findings import Severity
    from csprog.formats.annotations import CheckedPlans

PLAN = "programme/2025.yaml"


def problem(  # noqa: PLR0913, PLR0917 - all that a problem is, each with a usual value
    text: str = "срок прошёл",
    code: str = "due-outside-year",
    line: int = 12,
    column: int = 9,
    length: int = 10,
    severity: Severity = "error",
) -> Finding:
    """Give a problem that says `text`."""
    return Finding(code, Position(line, column, length), Message("{said}", said=text), severity)


def rule(code: str) -> tuple[str, str] | None:
    """Describe every code but those that a text's own reader gives."""
    return None if code.startswith("yaml") else (f"What {code} is", f"Why <{code}> is there:\n\n- «so»")


TOOL = Tool("0.1.0", rule)
HOSTILE = [
    "first\nsecond\r\nthird\rlast",
    "\n\n::error file=x::injected",
    "::stop-commands::token",
    "##[error]injected",
    "100 %, %0A, %25, %253A",
    "a,line=1,title=b::c",
    "]]></failure><!-- & &amp; &#10; <script>alert(1)</script> -->",
    "</code></td></tr></table>\n\n# heading\n\n[x](javascript:alert(1)) ![x](https://example.org/x.png)",
    "| a | b |\n|---|---|\n`c` ``d`` *e* _f_ ~~g~~ $h$ :tada: @octocat #1 GH-1 https://example.org www.example.org",
    "\"quotes\" and 'others' and \\ and \\n",
    "{0} {{1}} {said} %s",
    "🏙️ Заволжское МРО — «Дом» № 7\u00a0б",
    "\ttab and trailing spaces  ",
    "x" * 5000,
    "",
]
"""Texts that are markup, a command or an end of something to one format or another."""

PATHS = [
    PLAN,
    "programme/план на 2025 год, часть 1: 100%.yaml",
    "a&b <c> 'd' \"e\"/🏙️#1?.yaml",
    "../programme/2025.yaml",
    "line\nbreak::x.yaml",
]

EMPTY: list[CheckedPlans] = [[], [(PLAN, [])], [(PLAN, ()), ("programme/2026.yaml", ())]]

_texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
_problems = st.builds(
    problem,
    _texts,
    st.sampled_from(["date", "yaml-syntax", "due-outside-year", "a:b,c%"]),
    st.integers(1, 10**6),
    st.integers(1, 10**4),
    st.integers(1, 200),
    st.sampled_from(["error", "warning"]),
)
founds = st.lists(st.tuples(st.sampled_from(PATHS), st.lists(_problems, max_size=6).map(tuple)), max_size=4)
"""Plans with their problems, any number of both."""


def naming(text: str) -> str:
    """Give a test of a hostile text a name that can be typed."""
    return "".join(c for c in text[:30] if c.isascii() and c.isalnum()) or f"{len(text)} characters"


def most_severe(found: CheckedPlans) -> list[tuple[str, Finding]]:
    """Give all problems as `flat`, errors first."""
    return sorted(flat(found), key=lambda pair: pair[1].severity != "error")


def flat(found: CheckedPlans) -> list[tuple[str, Finding]]:
    """Give all problems with their paths, in order, as they are shown: without controls."""
    return [
        (visible(path), each._replace(message=Message("{said}", said=visible(each.message))))
        for path, problems in found
        for each in problems
    ]
