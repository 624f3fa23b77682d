"""A YAML text with positions: load, locate, edit, write."""
