"""Is a plan right? What its text can't say, what its content may not be, and where each fault lies."""

from csprog.review.check import check, review_file
from csprog.review.compare import Difference, compare, matches, similar
from csprog.review.earlier import earlier_years
from csprog.review.history import Event, history

__all__ = ["Difference", "Event", "check", "compare", "earlier_years", "history", "matches", "review_file", "similar"]
