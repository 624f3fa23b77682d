"""The yearly report of one plan, several years or many plans."""
