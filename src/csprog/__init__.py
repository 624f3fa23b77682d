"""csprog keeps a supplier's yearly Programme of customer service measures as YAML in git."""
