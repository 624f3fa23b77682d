"""Figures of the yearly report (F4 to F7, F13 to F19), defined in docs/figures.md."""
