"""One change, one text edit: what is recorded is added to the plan's text, and nothing else is touched."""

from csprog.record.entry import Change, Recorded, entry_of, record

__all__ = ["Change", "Recorded", "entry_of", "record"]
