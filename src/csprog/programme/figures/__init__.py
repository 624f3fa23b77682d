"""The figures by which a year is judged inside the company (F4 to F7, F13 to F19): each counted once, here.

An evaluated year goes in, frozen values come out; whoever shows them only formats. docs/figures.md defines every one.
"""
