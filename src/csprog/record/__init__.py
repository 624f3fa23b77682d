"""One change, one text edit: what is recorded is added to the plan's text, and nothing else is touched."""

from csprog.record.entry import Change, Recorded, addressed, entry_of, record, with_entry
from csprog.record.merge import Merged, merge
from csprog.record.outcomes import Assessed, Gauged, assess, gauge
from csprog.record.together import objection_to, record_all
from csprog.record.undo import TakenBack, take_back

__all__ = [
    "Assessed",
    "Change",
    "Gauged",
    "Merged",
    "Recorded",
    "TakenBack",
    "addressed",
    "assess",
    "entry_of",
    "gauge",
    "merge",
    "objection_to",
    "record",
    "record_all",
    "take_back",
    "with_entry",
]
