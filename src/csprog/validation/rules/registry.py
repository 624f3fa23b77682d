"""Rules of content in the order in which they run; a new rule gets a line here.

Its codes are described in the YAML files of `csprog.validation.catalogue`: one entry for each, in one file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from csprog.findings import Violation
from csprog.programme.model import Programme
from csprog.validation.rules.amendments import amendments
from csprog.validation.rules.amounts import funding, scores
from csprog.validation.rules.archive import archive
from csprog.validation.rules.former_names import former_names
from csprog.validation.rules.gaps import gaps
from csprog.validation.rules.measures import deadlines, journals, numbers, offices, outcomes
from csprog.validation.rules.references import carried_over, ids, references
from csprog.validation.rules.signs import signs
from csprog.validation.rules.switched_off import switched_off
from csprog.validation.rules.wording import offices_alike, placeholders, wording

RULES: tuple[Callable[[Programme, date], Iterator[Violation]], ...] = (
    numbers,
    deadlines,
    offices,
    offices_alike,
    former_names,
    journals,
    outcomes,
    references,
    ids,
    carried_over,
    amendments,
    archive,
    funding,
    scores,
    wording,
    signs,
    placeholders,
    switched_off,
    gaps,
)
"""Each yields the violations in a plan, seen from a day."""
