"""Writes a plan as OpenDocument: a text and a workbook."""
