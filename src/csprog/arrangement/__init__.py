"""A year arranged for its readers: which statement, which lists, which figures, in which words; nobody's page yet.

The site, the Word file and the PDF print the same account of a year, so it is made here once, for all of them.
"""
