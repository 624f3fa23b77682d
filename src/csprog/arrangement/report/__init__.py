"""A year's figures, and those of several, arranged as a report for the inside: chapters, tables, bars, words.

In the language that csprog speaks at that moment; the terminal, Markdown and the page show the same chapters.
"""

from csprog.arrangement.report.document import NotGiven, Report
from csprog.arrangement.report.several import several_years
from csprog.arrangement.report.single import single_year

__all__ = ["NotGiven", "Report", "several_years", "single_year"]
