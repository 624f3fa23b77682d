"""Problems as other programs are told of them: each with its file, its sentence and a fingerprint."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from csprog.findings import Finding, Severity
from csprog.i18n import Message

Found: TypeAlias = "Sequence[tuple[str, Sequence[Finding]]]"
"""What was checked, in order: the path of each plan as it is shown, with slashes, and its problems, if it has any."""

_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A problem and the file it lies in; its texts are of whole characters.

    The fingerprint stays when the problem moves to another line, or csprog speaks another language; no two are equal.
    """

    path: str
    line: int
    column: int
    length: int
    severity: Severity
    code: str
    message: str
    fingerprint: str

    def __str__(self) -> str:
        """Return the line that compilers have made customary."""
        return f"{self.path}:{self.line}:{self.column}: {self.code}: {self.message}"


def by_file(found: Found) -> Iterator[tuple[str, list[Annotation]]]:
    """Yield the path of every plan that was checked, with its problems."""
    seen: Counter[str] = Counter()
    for path, problems in found:
        shown = _whole(path)
        yield shown, [_located(shown, problem, seen) for problem in problems]


def in_order(found: Found) -> Iterator[Annotation]:
    """Yield all problems of all plans."""
    for _, problems in by_file(found):
        yield from problems


def _located(path: str, problem: Finding, seen: Counter[str]) -> Annotation:
    what = json.dumps([path, problem.code, _untranslated(problem.message)])
    seen[what] += 1
    return Annotation(
        path,
        problem.position.line,
        problem.position.column,
        problem.position.length,
        problem.severity,
        _whole(problem.code),
        _whole(str(problem.message)),
        hashlib.sha256(f"{what} {seen[what]}".encode()).hexdigest(),
    )


def _untranslated(value: object) -> object:
    if isinstance(value, Message):
        return [value.text, {name: _untranslated(value.values[name]) for name in sorted(value.values)}]
    return str(value)


def _whole(text: str) -> str:
    """Return `text` without halves of pairs, which no encoding can write: a file's name may hold them."""
    return _HALF_A_PAIR.sub("\ufffd", text)
