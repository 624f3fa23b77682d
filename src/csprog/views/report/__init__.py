"""The yearly report: chapters, tables and bars, for one year, several, or many plans."""
