"""Says in sentences what Jinja finds wrong with the syntax of a template."""

from __future__ import annotations

from csprog.i18n import N_, Message, phrases, rephrase

_SIGNS = {
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "begin of comment": "{#",
    "end of comment": "#}",
}
_OTHERS = {
    "end of template": Message("the end of the template"),
    "name": Message("a name"),
    "string": Message("a text in quotes"),
    "integer": Message("a number"),
    "float": Message("a number"),
    "template data / text": Message("text"),
    "data": Message("text"),
}
_SYNTAX = phrases(
    (r"Expected an expression, got '(?P<found>.*)'", N_("an expression is missing before {found}")),
    (r"expected token '(?P<expected>.*)', got '(?P<found>.*)'", N_("{expected} is missing before {found}")),
    (r"unexpected end of template, expected '(?P<expected>.*)'\.", N_("the template ends where {expected} is missing")),
    (
        r"Unexpected end of template\..* needs to be closed is '(?P<tag>\w+)'\.",
        N_("unclosed tag “{tag}”: {{% end{tag} %}} is missing"),
    ),
    (
        r"(?:Encountered unknown|Unknown) tag '(?P<tag>\w+)'.* needs to be closed is '(?P<open>\w+)'\.",
        N_("the tag “{tag}” does not belong here; “{open}” is open and ends by {{% end{open} %}}"),
    ),
    (r"Encountered unknown tag '(?P<tag>\w+)'", N_("there is no tag “{tag}”, or it does not belong here")),
    (r"tag name expected", N_("the name of a tag is missing after the opening brace")),
    (
        r"No filter named '(?P<name>[^']*)'",
        N_("there is no filter “{name}”; csprog help publication lists csprog's own"),
    ),
    (r"No test named '(?P<name>[^']*)'", N_("unknown test “{name}” after “is”")),
    (r"block '(?P<name>.*)' defined twice", N_("the block “{name}” is defined twice; rename one")),
    (r"Block names in Jinja", N_("the name of a block has letters, digits and underscores only")),
    (r"Required blocks can only", N_("a required block can have only comments")),
    (r"names starting with an underline", N_("a name that begins with an underscore can't be imported")),
    (r"non-default argument follows", N_("arguments without a value by default come before those with one")),
    (r"expected call", N_("the tag “call” needs a macro call, like “call name()”")),
    (r"can't assign to|Can't assign to", N_("a name is expected after “set” and “for”")),
    (r"unexpected char (?P<sign>.*) at \d+", N_("the sign {sign} does not belong here")),
    (r"unexpected '(?P<found>.*)', expected '(?P<expected>.*)'", N_("{expected} is expected, not {found}")),
    (r"unexpected '(?P<found>.*)'", N_("{found} does not belong here")),
    (r"Missing end of comment tag", N_("unclosed comment")),
    (r"Missing end of raw directive", N_("unclosed tag “raw”; close it with “endraw”")),
    (r"expected name or number", N_("a name or a number is missing after the point")),
    (r"expected subscript expression", N_("a name or a number is missing between the square brackets")),
    (
        r"invalid syntax for function call",
        N_("invalid arguments of a call"),
    ),
    (r"You cannot chain multiple tests", N_("only one test can follow “is”; join two with “and”")),
    (r"Invalid character in identifier", N_("a name has letters, digits and underscores only")),
    (r"cannot use extend from a non top-level", N_("the tag “extends” can't be inside another tag")),
    (r"When defining macros or call blocks", N_("the argument “caller” of a macro needs a value by default")),
)


def syntax_sentence(words: str) -> Message:
    """Return what Jinja's words for a wrong syntax mean."""
    return rephrase(_SYNTAX, words, {**_SIGNS, **_OTHERS}) or Message("invalid template syntax")
