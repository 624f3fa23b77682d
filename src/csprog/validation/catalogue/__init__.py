"""Catalogue of all rules by code: summary, reason and examples.

`csprog explain`, SARIF and docs/rules.md are made from it; a test runs every example. The rules of a subject stand in
a YAML file beside this module, with the fields of `Rule`; an example is a block scalar that begins with `|2`, because
its first line may begin with a space. The files are read when this package is imported: only what shows rules does so.
"""

from pathlib import Path
from typing import Any

from csprog.validation.catalogue.rule import FRAMES, Rule, Subject, abridged
from csprog.yamltext.reader import load_file

_FILES = ("text", "structure", "values", "numbers", "journal", "efficiency", "wording", "gaps", "amendments", "change")


def _load_subject(name: str) -> Subject:
    """Return the title and the rules of a subject's YAML file."""
    subject = load_file(Path(__file__).with_name(f"{name}.yaml"))
    return Subject(subject["title"], tuple(_rule(**rule) for rule in subject["rules"]))


def _rule(*, example: str, repeat: object = 1, **fields: Any) -> Rule:
    """Return a rule from the fields of its entry in a YAML file.

    With `repeat`, a line of the example that holds `{n}` stands for so many lines, numbered from 1.
    """
    lines = (
        line.replace("{n}", str(n))
        for line in example.splitlines()
        for n in range(1, int(str(repeat)) + 1 if "{n}" in line else 2)
    )
    return Rule(example="\n".join(lines), **fields)


SUBJECTS = tuple(map(_load_subject, _FILES))
RULES: dict[str, Rule] = {rule.code: rule for subject in SUBJECTS for rule in subject.rules}

__all__ = ["FRAMES", "RULES", "SUBJECTS", "Rule", "Subject", "abridged"]
