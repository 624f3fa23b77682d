"""Writes a plan as a Word document."""
