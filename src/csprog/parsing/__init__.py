"""Parses days, deadlines, periods, numbers and names.

`read_…` accepts every usual spelling, in options, prompts, workbooks and documents alike, and raises ParseError;
`parse_…` accepts only the spelling of plan files and returns None for any other.
"""
