"""Differences between versions of a plan, and the log of a measure."""
