"""What a document means: from paragraphs and tables to the plan that a person would have typed, nothing lost on the way."""

from csprog.exchange.interpretation.notice import Notice
from csprog.exchange.interpretation.onto import onto
from csprog.exchange.interpretation.plan import Interpretation, interpret, named_year
from csprog.exchange.interpretation.written import as_text

__all__ = ["Interpretation", "Notice", "as_text", "interpret", "named_year", "onto"]
