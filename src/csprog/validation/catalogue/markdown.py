"""Renders docs/rules.md: all rules, and what may change in an approved plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from csprog.programme.entries import PlanModel
from csprog.programme.model import Measure, Programme, Proposal, Section, Subsection
from csprog.programme.passport import Passport
from csprog.validation.catalogue import FRAMES, SUBJECTS, abridged
from csprog.validation.catalogue.rule import Rule
from csprog.validation.rules.change import AMENDED, AMENDED_PASSPORT

_MODELS: dict[str, type[PlanModel]] = {
    "document": Programme,
    "section": Section,
    "subsection": Subsection,
    "proposal": Proposal,
    "measure": Measure,
}
_WIDTH = 120
_OWN_RULES = {"number", "sections", "subsections", "proposals", "measures", "journal", "amendments"}
"""Keys that the table leaves out: numbers, parts, ledgers."""

_HEAD = """\
# The rules

All that `csprog validate` can find in a plan. An error makes it end with the exit code 1; a warning only tells, unless
`--strict` takes it for an error. `csprog explain CODE` shows in the terminal, in Russian too, what stands here.

The codes don't change with the language, and other programs may rely on them. A rule that doesn't hold for a plan is
switched off in the plan itself, with the reason:

```yaml
switched_off:
  number-order: В документе подраздел 1.5 напечатан перед 1.4
```

This page is made from `src/csprog/validation/catalogue`;
`python -m csprog.validation.catalogue docs/rules.md` makes it anew.

## By subject
"""
_CHANGE_HEAD = """\
## What may change in an approved plan

A plan is approved once its passport has an `approval`, or its year has begun. `csprog validate --against REV` then
compares it with an earlier version. What the second column names changes only together with a new entry under
`amendments` whose `ids` name the part, or one that it lies in; what the third names changes freely. Numbers go with the
second column, and so do parts that are added, removed or moved.

| part | only by an amendment | freely |
|---|---|---|
"""
_IN_PASSPORT = "Every `remark` changes freely, and of the passport {free}; its `approval` is free until there is one."
_ONLY_ADDED = (
    "Whether the plan is approved or not, entries of a `journal` and `amendments` are only ever added, never rewritten "
    "([change-journal](#change-journal), [change-amendment](#change-amendment))."
)


def as_markdown() -> str:
    """Return the page, in English."""
    parts = [_HEAD, *_subject_tables(), *_change_table(), "## Reasons and examples\n", *_rule_sections()]
    return "\n".join(parts).rstrip("\n") + "\n"


def changeable() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the keys of each part: amended ones, and free ones."""
    return {
        part: (amended, tuple(key for key in _MODELS[part].model_fields if key not in {*amended, *_OWN_RULES}))
        for part, amended in AMENDED.items()
    }


def _subject_tables() -> Iterator[str]:
    for subject in SUBJECTS:
        yield f"### {subject.title}\n\n| code | | what holds |\n|---|---|---|"
        for rule in subject.rules:
            yield f"| [{rule.code}](#{rule.code}) | {rule.severity} | {rule.summary} |"
        yield ""


def _change_table() -> Iterator[str]:
    rows = [f"| {part} | {_keys(amended)} | {_keys(free)} |" for part, (amended, free) in changeable().items()]
    yield _CHANGE_HEAD + "\n".join(rows)
    free = _keys(key for key in Passport.model_fields if key not in {*AMENDED_PASSPORT, "remark"})
    yield f"\n{_filled(_IN_PASSPORT.format(free=free))}\n\n{_filled(_ONLY_ADDED)}\n"


def _keys(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _rule_sections() -> Iterator[str]:
    for subject in SUBJECTS:
        for rule in subject.rules:
            yield f"### {rule.code}\n\n{rule.summary} *({rule.severity})*\n\n{_filled(rule.reason)}\n"
            yield from _examples(rule)


def _examples(rule: Rule) -> Iterator[str]:
    language = "sh" if rule.frame == "command" else "yaml"
    for heading, example in (("Approved", rule.before), ("Wrong", rule.wrong), ("Right", rule.right)):
        if example:
            yield f"{heading} ({FRAMES[rule.frame]}):\n\n```{language}\n{abridged(example)}\n```\n"


def _filled(text: str) -> str:
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
