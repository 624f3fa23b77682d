"""All rules by their codes: what each says, why it is there, a wrong and a right example.

`csprog explain` and docs/rules.md are made from this, and a test runs every example.
"""

from csprog.validation.catalogue.change import CHANGE
from csprog.validation.catalogue.efficiency import EFFICIENCY
from csprog.validation.catalogue.gaps import GAPS
from csprog.validation.catalogue.journal import JOURNAL
from csprog.validation.catalogue.numbers import NUMBERS
from csprog.validation.catalogue.rule import FRAMES, Frame, Rule, Subject, abridged
from csprog.validation.catalogue.structure import STRUCTURE
from csprog.validation.catalogue.text import TEXT
from csprog.validation.catalogue.values import VALUES
from csprog.validation.catalogue.wording import WORDING

SUBJECTS = (TEXT, STRUCTURE, VALUES, NUMBERS, JOURNAL, EFFICIENCY, WORDING, GAPS, CHANGE)
RULES: dict[str, Rule] = {rule.code: rule for subject in SUBJECTS for rule in subject.rules}

__all__ = ["FRAMES", "RULES", "SUBJECTS", "Frame", "Rule", "Subject", "abridged"]
