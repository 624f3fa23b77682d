"""Renders docs/rules.md: all rules, and what may change in an approved plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from csprog.validation.catalogue import FRAMES, SUBJECTS, abridged
from csprog.validation.catalogue.rule import Rule
from csprog.validation.rules.change import GAPS, PAGE_KEYS
from csprog.validation.rules.switched_off import SWITCHABLE

_WIDTH = 120

_HEAD = """\
# The rules

All that `csprog validate` can find in a plan. An error makes it end with the exit code 1; a warning only tells, unless
`--strict` takes it for an error. `csprog explain CODE` shows in the terminal, in Russian too, what stands here.

The codes don't change with the language, and other programs may rely on them. A rule that doesn't hold for a plan is
switched off in the plan itself, with the reason, if it [can be](#what-may-change-in-an-approved-plan):

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

A plan is approved once its passport has an `approval`, or its year has begun. `csprog validate --against REV`
compares it whole with an earlier version: every value of every part, its order, its printed form, its ledgers.
Every difference is an error, except these:

- **Records** at the end of their ledger: an entry of a `journal` with a day no earlier than those above it, a value
  of an indicator (`actuals`), an assessment. None is put in before older ones, none changes places with another. Of
  values the ledger is that of their period, of assessments that of their id.
- **Gaps** filled that a warning asks for, from nothing to something:
"""
_GAPS_END = """\
  `plan.columns` may gain columns, between others too; indicators are free only while the plan has none at all.
"""
_FREE = "- **Remarks** (`remark`, `note_for_public`), and the keys of the passport that are about the page and not the document: {keys}."
_SWITCHED_OFF = (
    "What is switched off (`switched_off`) may change too, but is told as a warning "
    "([change-switched-off](#change-switched-off)). Of rules only these can be switched off: gaps (`gap-…`), {keys}."
)
_CHANGE_END = """\
- **Comments and layout** of the file: they are no values.
- **Amendments** added at the end of `amendments`, and what they tell of: each changed value with its `id`, its `key`,
  what it was and what it became, both true; its `ids` name the part or one that it lies in. `csprog amend` writes
  them. A part that is added or dropped stands there with its text, and what lies in it goes with it; one that moved
  is only named.

{switched_off}

Whether the plan is approved or not, what was recorded and the `amendments` are only ever added to, never rewritten,
and no amendment allows it ([change-journal](#change-journal), [change-recorded](#change-recorded),
[change-amendment](#change-amendment)). A measure of which something is recorded is cancelled, not dropped.

### What it is compared with

`--against REV` takes the commit that `HEAD` and `REV` have in common (git's merge base): so all commits of a branch
count, and a branch that is behind is not blamed for what others did. `--exact` takes `REV` itself. `--against
FILE.yaml` takes a file, also where there is no git. Plans that were there and are gone, renamed or replaced by a
symbolic link are errors ([plan-gone](#plan-gone), [plan-linked](#plan-linked)); one that stands in another folder now
is compared with what it was, and so is one that was deleted and comes back. If a plan can't be read in that commit,
the newest version before it that can is taken ([base-unreadable](#base-unreadable)): so a pull request that mends it
is accepted, and checked.

### What stays out of reach

- Whoever may rewrite the history of the main branch (a forced push), or push to it without a pull request, is stopped
  by the rules of the server (a protected branch), not by csprog. So is whoever changes the workflow that calls
  csprog.
- What comments and remarks say is not judged, nor whether an entry, a value or a document named in an amendment is
  true.
- What is recorded for the first time may be false: csprog sees that it is never rewritten, and who wrote it (`csprog
  log`).
- A plan that is not approved, in a year that has not begun, changes freely but for what is recorded in it.
"""


def as_markdown() -> str:
    """Return the page, in English."""
    parts = [_HEAD, *_subject_tables(), *_change_section(), "## Reasons and examples\n", *_rule_sections()]
    return "\n".join(parts).rstrip("\n") + "\n"


def _subject_tables() -> Iterator[str]:
    for subject in SUBJECTS:
        yield f"### {subject.title}\n\n| code | | what holds |\n|---|---|---|"
        for rule in subject.rules:
            yield f"| [{rule.code}](#{rule.code}) | {rule.severity} | {rule.summary} |"
        yield ""


def _change_section() -> Iterator[str]:
    gaps = [f"  - {_of_part(part)}: {_keys(keys)}" for part, keys in GAPS.items()]
    yield _CHANGE_HEAD + "\n".join(gaps) + "\n\n" + _GAPS_END
    yield _filled(_FREE.format(keys=_keys(PAGE_KEYS)), indent="  ")
    switchable = _keys(code for code in SWITCHABLE if not code.startswith("gap-"))
    yield _CHANGE_END.format(switched_off=_filled(_SWITCHED_OFF.format(keys=switchable)))


def _of_part(part: str) -> str:
    return "of the document" if part == "document" else f"of a {part}"


def _keys(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _rule_sections() -> Iterator[str]:
    for subject in SUBJECTS:
        for rule in subject.rules:
            yield f"### {rule.code}\n\n{rule.summary} *({rule.severity})*\n\n{_filled(rule.reason)}\n"
            yield from _examples(rule)


def _examples(rule: Rule) -> Iterator[str]:
    language = "sh" if rule.frame in {"command", "history"} else "yaml"
    for heading, example in (("Approved", rule.before), ("Wrong", rule.wrong), ("Right", rule.right)):
        if example:
            yield f"{heading} ({FRAMES[rule.frame]}):\n\n```{language}\n{abridged(example)}\n```\n"


def _filled(text: str, *, indent: str = "") -> str:
    return fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
