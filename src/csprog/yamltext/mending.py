"""Makes a text that is not YAML readable, so that all of its faults are found in one run."""

from __future__ import annotations

from dataclasses import dataclass, field

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import StreamEndEvent
from ruamel.yaml.reader import ReaderError

from csprog.findings import Finding
from csprog.yamltext.events import SYNTAX_ERRORS, next_event
from csprog.yamltext.line_faults import mend_lines
from csprog.yamltext.syntax_faults import conflict, syntax_finding

_EFFORT = 1_000_000  # characters to parse again, all rounds together
_MOST_ROUNDS = 10
LONG = 500_000
"""Characters that ruamel.yaml's parser reads in about a second."""


@dataclass(frozen=True, slots=True)
class MendedText:
    """The faults of a text that is not YAML, and a readable text with the same lines.

    `text` is None if there is none. `dropped` are the numbers of lines, from 1, near a line that was left out: what is
    found there may come from that.
    """

    text: str | None
    findings: tuple[Finding, ...]
    dropped: frozenset[int] = field(default_factory=frozenset)


def mend(text: str) -> MendedText:
    """Return the faults of a text that no parser can read, and what can be read of it."""
    if (left := conflict(text)) is not None:
        return MendedText(None, (left,))
    mended = mend_lines(text)
    lines, findings = mended.lines, mended.findings
    dropped: set[int] = set()
    for _ in range(max(1, min(_MOST_ROUNDS, _EFFORT // max(1, len(text))))):
        error = _first_error("\n".join(lines))
        if error is None:
            return MendedText("\n".join(lines), tuple(findings), frozenset(dropped))
        finding = syntax_finding("\n".join(lines), error)
        if not findings or finding.position.line != findings[-1].position.line:
            findings.append(finding)
        number = finding.position.line - 1
        if number >= len(lines) or not lines[number].strip():
            break
        aligned = _aligned(lines, number)
        if aligned is not None:
            lines = aligned
        else:
            dropped |= _around(lines, number)
            lines[number] = ""
    return MendedText(None, tuple(findings[:1] if not mended.findings else findings))


def _first_error(text: str) -> MarkedYAMLError | ReaderError | None:
    """Return the error at which the parsers stop, None if one of them reads all."""
    error = None if "\t" in text else _error(text, fast=True)
    if error is None and "\t" not in text:
        return None
    if error is not None and len(text) > LONG and "unexpected ':'" not in str(error):
        return error
    return _error(text, fast=False)


def _error(text: str, *, fast: bool) -> MarkedYAMLError | ReaderError | None:
    following = next_event(text, fast=fast)
    try:
        while not isinstance(following(), StreamEndEvent):
            pass
    except SYNTAX_ERRORS as error:
        return error
    return None


def _aligned(lines: list[str], number: int) -> list[str] | None:
    """Return the lines with one aligned with that above it, None if that doesn't help."""
    above = next((line for line in reversed(lines[:number]) if line.strip() and not line.lstrip().startswith("#")), "")
    inner = above.lstrip(" ").removeprefix("- ").lstrip(" ")
    aligned = " " * (len(above) - len(inner)) + lines[number].lstrip()
    tried = [*lines[:number], aligned, *lines[number + 1 :]]
    if aligned != lines[number] and len("\n".join(lines)) < LONG and _is_later(_first_error("\n".join(tried)), number):
        return tried
    return None


def _is_later(error: MarkedYAMLError | ReaderError | None, number: int) -> bool:
    """Tell whether an error stands below line `number`, or there is none."""
    if error is None:
        return True
    return isinstance(error, MarkedYAMLError) and (error.problem_mark or error.context_mark).line > number


def _around(lines: list[str], number: int) -> set[int]:
    """Return the numbers of the lines of the two items of lists around a line."""
    start, indent, left = number, len(lines[number]) - len(lines[number].lstrip()) + 1, 2
    for above in range(number, -1, -1):
        line = lines[above]
        own = len(line) - len(line.lstrip())
        if line.lstrip().startswith("- ") and own < indent:
            start, indent, left = above, own, left - 1
            if not left:
                break
    end = number + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    return set(range(start + 1, end + 1))
