"""One change, one text edit: what is recorded is added to the plan's text, and nothing else is touched."""

from csprog.record.entry import Change, Recorded, addressed, entry_of, record, with_entry
from csprog.record.merge import Merged, merge
from csprog.record.together import objection_to, record_all
from csprog.record.undo import TakenBack, take_back

__all__ = [
    "Change",
    "Merged",
    "Recorded",
    "TakenBack",
    "addressed",
    "entry_of",
    "merge",
    "objection_to",
    "record",
    "record_all",
    "take_back",
    "with_entry",
]
