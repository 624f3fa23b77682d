"""Writes a plan as an Excel workbook."""
