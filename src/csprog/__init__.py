"""Keeps a supplier's yearly programme of service measures as YAML in git."""

__version__ = "0.1.0"
