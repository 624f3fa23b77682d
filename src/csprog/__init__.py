"""csprog keeps a supplier's yearly Programme of customer service measures as YAML in git."""

__version__ = "0.1.0"
