"""The page's permalinks: promises to whoever links to a measure, so they never change."""

from __future__ import annotations


def anchor(prefix: str, number: str) -> str:
    """Return the page's anchor of a number: m-1-2-2-1."""
    return f"{prefix}-{number.replace('.', '-')}"
