"""Reads the workbooks that departments have filled in."""
