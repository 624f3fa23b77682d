"""Loads, locates, edits and writes YAML text."""
