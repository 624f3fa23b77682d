"""Says in sentences what typst finds wrong with a template."""

from __future__ import annotations

import re

from csprog.i18n import N_, Message, phrases, rephrase

_KINDS = {
    "string": Message("a text"),
    "integer": Message("a number"),
    "float": Message("a number"),
    "boolean": Message("true or false"),
    "array": Message("a list"),
    "dictionary": Message("a mapping"),
    "none": Message("nothing"),
    "function": Message("a function"),
    "content": Message("content in square brackets"),
    "length": Message("a length (5mm)"),
    "relative length": Message("a length (5mm, 50%)"),
    "fraction": Message("a share (1fr)"),
    "ratio": Message("a share (50%)"),
    "angle": Message("an angle (90deg)"),
    "color": Message('a colour (rgb("#0b4f8f"))'),
    "label": Message("a label"),
    "expression": Message("a value"),
    "pattern": Message("a name"),
    "identifier": Message("a name"),
    "semicolon or line break": Message("a semicolon or a new line"),
    "comma": Message("a comma"),
    "colon": Message("a colon"),
    "block": Message("a block in braces"),
    "equals sign": Message("the sign ="),
    "keyword `in`": Message("the word in"),
}
_WORDS = phrases(
    (r"dictionary does not contain key \"(?P<name>.*?)\"", N_("unknown field “{name}”; csprog help publication lists the fields")),
    (r"(?:module|function) `(?P<value>.*)` does not contain `(?P<name>.*)`", N_("“{value}” has no “{name}”")),
    (r"unknown variable: (?P<name>\S+)", N_("there is no value “{name}”")),
    (r"type (?P<kind>.+) has no method `(?P<name>.*)`", N_("there is no method “{name}” for {kind}")),
    (r"unresolved import", N_("that file does not have what is imported")),
    (r"unclosed delimiter", N_("unclosed bracket, brace or $")),
    (r"unclosed string", N_("unclosed quote")),
    (r"unexpected closing", N_("unmatched closing bracket")),
    (r"cannot divide by zero", N_("division by zero")),
    (r"cannot (?P<what>add|subtract|multiply|divide) (?P<a>.+) (?:and|from|with|by) (?P<b>.+)", N_("{a} and {b} can't be joined; convert a number to text with str(…)")),
    (r"cannot compare (?P<a>.+) (?:and|with) (?P<b>.+)", N_("{a} and {b} can't be compared")),
    (r"cannot apply '(?P<sign>.*)' to (?P<a>.+)", N_("“{sign}” can't be used with {a}")),
    (r"cannot loop over (?P<a>.+)", N_("a list is needed here, this is {a}")),
    (r"expected (?P<expected>.+), found (?P<a>.+)", N_("{expected} is needed here, this is {a}")),
    (r"expected (?P<expected>.+)", N_("{expected} is missing here")),
    (r"unexpected argument: (?P<name>\S+)", N_("there is no argument “{name}”")),
    (r"unexpected argument", N_("there are too many arguments")),
    (r"missing argument: (?P<name>\S+)", N_("the argument “{name}” is missing")),
    (r"duplicate (?:key|argument): (?P<name>\S+)", N_("“{name}” is given twice")),
    (r"maximum .* depth exceeded|.*cyclic import", N_("endless recursion: the template includes or calls itself")),
    (r"condition is always true|loop seems to be infinite", N_("infinite loop")),
    (r"array index out of bounds \(index: (?P<index>-?\d+), len: (?P<count>\d+)\)", N_("there is no item {index} in the list of {count}")),
    (r"not enough elements|too many elements", N_("the numbers of names and values differ")),
    (r"file not found \(searched at (?P<path>.*)\)", N_("there is no file {path}")),
    (r"path `\"?(?P<path>.*?)\"?` would escape|.*project root", N_("files are read only from the folder templates; put it there")),
    (r"unknown image format", N_("unsupported image; use .png, .jpg or .svg")),
    (r"failed to (?:parse|decode|load)", N_("a file that it reads is damaged or of another type")),
    (r"file is not valid utf-8", N_("a file that it reads is not UTF-8; save it as UTF-8")),
    (r"label `(?P<name>.*)` does not exist", N_("there is no label {name}")),
    (r"string contains invalid digits|invalid (?:integer|float|number)", N_("this text is not a number")),
    (r"unknown font family: (?P<name>.*)", N_("there is no font {name}; put it into the folder templates/fonts")),
    (r"(?:assertion failed|panicked with): (?P<words>.*)", N_("the template says: {words}")),
    (r"assertion failed|panicked", N_("the template stops here itself (panic)")),
    (r"PDF/UA-1 error: missing document title", N_("the document has no title, which a PDF must have: #set document(title: …)")),
    (r"PDF/UA-1 error: missing alt text", N_("an image has no description, which a PDF must have: image(…, alt: …)")),
    (r"PDF/UA-1 error: skipped from heading|PDF/UA-1 error: the first heading", N_("the headings skip a level; the first one is of level 1")),
)  # fmt: skip
_LIST = re.compile(r", or |, | or ")


def fault_sentence(words: str) -> Message:
    """Return what typst's words for a fault mean."""
    known = rephrase(_WORDS, words, _KINDS)
    if known is None:
        return Message("typst reports: {words}", words=words)
    values = dict(known.values)
    if isinstance(expected := values.get("expected"), str):
        values["expected"] = _alternatives(expected)
    return Message(known.text, None, **values)


def _alternatives(words: str) -> Message | str:
    """Return the kinds of value in «length, auto, or integer»."""
    kinds: list[Message | str] = [_KINDS.get(word, word) for word in _LIST.split(words)]
    joined = kinds[0]
    for kind in kinds[1:]:
        joined = Message("{one} or {another}", one=joined, another=kind)
    return joined
