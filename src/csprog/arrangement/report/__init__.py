"""A year's figures, those of several years or of many plans, arranged as a report: chapters, tables, bars, words.

In the language that csprog speaks at that moment; the terminal, Markdown and the page show the same chapters.
"""
