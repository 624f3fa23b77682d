"""All rules by their codes: what each says, why it is there, a wrong and a right example.

`csprog explain` and docs/rules.md are made from this, and a test runs every example.
"""

from csprog.review.catalogue.change import CHANGE
from csprog.review.catalogue.efficiency import EFFICIENCY
from csprog.review.catalogue.gaps import GAPS
from csprog.review.catalogue.journal import JOURNAL
from csprog.review.catalogue.numbers import NUMBERS
from csprog.review.catalogue.rule import FRAMES, Frame, Rule, Subject, abridged
from csprog.review.catalogue.structure import STRUCTURE
from csprog.review.catalogue.text import TEXT
from csprog.review.catalogue.values import VALUES
from csprog.review.catalogue.wording import WORDING

SUBJECTS = (TEXT, STRUCTURE, VALUES, NUMBERS, JOURNAL, EFFICIENCY, WORDING, GAPS, CHANGE)
RULES: dict[str, Rule] = {rule.code: rule for subject in SUBJECTS for rule in subject.rules}

__all__ = ["FRAMES", "RULES", "SUBJECTS", "Frame", "Rule", "Subject", "abridged"]
