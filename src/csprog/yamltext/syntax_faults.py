"""Says in a plan keeper's words where a text is not YAML."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from csprog.findings import Finding, Position
from csprog.i18n import N_, Message
from csprog.yamltext.encoding import position

_CONFLICT = re.compile(r"^<{7}(?= |$)[^\r\n]{0,80}", re.MULTILINE)
COLON = N_("a colon where none can be: put the whole value in quotes, or align the line with its neighbours")
TAB = N_("a tab where only spaces can indent; replace it with spaces")
NO_COLON = N_("a key without its colon, or a text line that is not indented")
UNCLOSED = N_("a quote is opened and never closed; close it")
BEGINNING = N_("a value can't begin with this character; put it in quotes")
UNALIGNED = N_("this line is indented unlike its neighbours; align it with them")
BRACKETS = N_("a list in brackets or braces is not closed, or a comma is missing")

# Advice by words of the parsers' messages; the first match counts, so the narrower come first.
_ADVICE = (
    ("mapping values are not allowed", COLON),
    ("'\\t'", TAB),
    ("could not find expected ':'", NO_COLON),
    ("found unexpected end of stream", UNCLOSED),
    ("unknown escape", N_("a backslash that means nothing in double quotes; double it, or use single quotes")),
    ("cannot start any token", BEGINNING),
    ("expected <block end>", UNALIGNED),
    ("did not find expected '-'", UNALIGNED),
    ("did not find expected key", UNALIGNED),
    ("expected ',' or", BRACKETS),
)


def conflict(text: str) -> Finding | None:
    """Return the finding of a merge conflict, which parsers report as odd syntax."""
    match = _CONFLICT.search(text)
    if match is None:
        return None
    message = Message("a merge conflict is left here; keep one side and remove the marker lines")
    return Finding("conflict-markers", position(text, match.start(), len(match[0])), message)


def syntax_finding(text: str, error: MarkedYAMLError | ReaderError) -> Finding:
    """Return what a parser's error says of a text."""
    if isinstance(error, MarkedYAMLError):
        problem = error.problem or str(error)
        mark = error.problem_mark or error.context_mark
        if "could not find expected ':'" in problem and error.context_mark is not None:
            mark = error.context_mark  # the parser notices only in the next line
        where = Position(mark.line + 1, mark.column + 1)
    else:
        problem, where = error.reason, position(text, error.position)
    for words, advice in _ADVICE:
        if words in problem:
            return Finding("yaml-syntax", where, Message(advice))
    return Finding("yaml-syntax", where, Message("this is not YAML: {problem}", problem=problem.splitlines()[0]))
