"""Limits of what a plan's file may hold: far beyond any plan, and small to a machine.

Checks take a time that grows with the length of a text or a list, some with the product of two that are limited here.
`docs/format.md` gives these numbers to whoever writes plans.
"""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a plan can be of."""
TEXT = 20_000
"""Characters of a text; the longest of the plan of 2025 has 562."""
WORDING = 200_000
"""Characters of a wording that an amendment keeps: all offices of a measure are one."""
NAME = 500
"""Characters of a name, and of what a document prints in place of a value."""
ADDRESS = 2_000
"""Characters of a web address, a mailbox or the path of a file of evidence; browsers take no more."""
NUMBER_PARTS = 10
NUMBER_DIGITS = 6
"""Digits of each part of a number."""
NUMBER = rf"[0-9]{{1,{NUMBER_DIGITS}}}(?:\.[0-9]{{1,{NUMBER_DIGITS}}}){{0,{NUMBER_PARTS - 1}}}"
"""The pattern of a number within these limits."""
ITEMS = 10_000
"""Items of a list of parts, texts or names."""
OFFICES = 1_000
"""Offices of a measure, or of an entry of its journal."""
ENTRIES = 1_000
"""Entries of a journal."""
CORRECTIONS = 100
"""Corrections among them; each has the journal checked anew."""
