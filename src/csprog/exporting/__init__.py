"""Writes a plan as Word, Excel, PDF and calendar files."""
