"""Reads Word, Excel and plain text as paragraphs and tables with positions."""
