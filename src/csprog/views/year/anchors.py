"""The anchors of a page; other sites link to them, so they never change."""

from __future__ import annotations


def anchor(prefix: str, number: str) -> str:
    """Return the anchor of a number: m-1-2-2-1."""
    return f"{prefix}-{number.replace('.', '-')}"
