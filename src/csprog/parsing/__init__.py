"""Reads days, deadlines, periods, numbers and names as people write them.

`read_…` takes every spelling that people use, at an option as in a workbook, and raises ParseError; `parse_…` takes the
one spelling of a plan's file.
"""
