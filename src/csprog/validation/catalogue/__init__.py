"""Catalogue of all rules by code: summary, reason and examples.

`csprog explain` and docs/rules.md are made from it; a test runs every example.
"""

from csprog.i18n import N_
from csprog.validation.catalogue.change import CHANGE
from csprog.validation.catalogue.efficiency import EFFICIENCY
from csprog.validation.catalogue.gaps import GAPS
from csprog.validation.catalogue.journal import JOURNAL
from csprog.validation.catalogue.numbers import NUMBERS
from csprog.validation.catalogue.rule import FRAMES, Rule, Subject, abridged
from csprog.validation.catalogue.structure import STRUCTURE
from csprog.validation.catalogue.text import TEXT
from csprog.validation.catalogue.values import VALUES
from csprog.validation.catalogue.wording import WORDING

SUBJECTS = (
    Subject(N_("The file as a text"), TEXT),
    Subject(N_("Keys and what stands under them"), STRUCTURE),
    Subject(N_("How values are written"), VALUES),
    Subject(N_("Numbers, deadlines and offices"), NUMBERS),
    Subject(N_("The journal"), JOURNAL),
    Subject(N_("Indicators, assessments, money"), EFFICIENCY),
    Subject(N_("Words"), WORDING),
    Subject(N_("What the document asks for"), GAPS),
    Subject(N_("Change of an approved plan"), CHANGE),
)
RULES: dict[str, Rule] = {rule.code: rule for subject in SUBJECTS for rule in subject.rules}

__all__ = ["FRAMES", "RULES", "SUBJECTS", "Rule", "Subject", "abridged"]
