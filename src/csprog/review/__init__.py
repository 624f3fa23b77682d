"""Is a plan right? What its text can't say, what its content may not be, and where each fault lies."""

from csprog.review.check import check, review_file
from csprog.review.history import Event, history

__all__ = ["Event", "check", "history", "review_file"]
